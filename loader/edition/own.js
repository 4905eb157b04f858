// The edition in the script of an edition. Its data is around the loader, under the name EDITION.

import { draw } from "./draw.js";

export const {
  name, release, attributes, ...view
// @ts-expect-error It is declared nowhere.
} = /** @type {import("./draw.js").Data} */ (EDITION);

// In pixels, like the loader's own.
const NEAR = 400;
const isNear = (/** @type {Element} */ element) => {
  const { top, bottom, left, right, width } = element.getBoundingClientRect();
  return width > 0 && top < innerHeight + NEAR && bottom > -NEAR && left < innerWidth && right > 0;
};

/** An address without its fragment. */
const bare = (/** @type {string} */ address) => address.split("#")[0];

/** The first views that were drawn. @type {WeakSet<Node>} */
const drawn = new WeakSet();

/** @type {import("../edition.js").Edition} */
const own = {
  fill(element) {
    if (element.getAttribute("edition") !== name || element.hasAttribute("feed")) return false;
    for (const [name, value] of Object.entries(attributes)) {
      if (!element.hasAttribute(name)) element.setAttribute(name, value);
    }
    // The loader's observer would call one frame later.
    const root = element.shadowRoot;
    const isBare = /** @type {Element | null | undefined} */ (root?.firstChild)?.localName === "slot";
    const isManual = /manual/i.test(`${element.getAttribute("loading")}`);
    if (root && isBare && isNear(element) && !isManual) own.draw(root);
    return true;
  },

  draw(root) {
    try {
      // Another layout needs another first view.
      if (root.host.getAttribute("layout") != attributes.layout) return false;
      if (root.firstChild && drawn.has(root.firstChild)) return true;
      const base = draw(root, view);
      drawn.add(base);
      if (root.host.getAttribute("current") === "show") return true;
      // The article of the page is not offered again.
      for (const link of base.querySelectorAll(".headline a")) {
        if (bare(/** @type {HTMLAnchorElement} */ (link).href) === bare(location.href)) link.closest(".slide")?.remove();
      }
      return true;
    } catch {
      // The widget draws its own view.
      return false;
    }
  },
};

/**
 * An older copy of the loader accepts no editions.
 * @param {() => { addEdition?: (edition: import("../edition.js").Edition) => void }} element
 */
export const addOwn = (element) => element().addEdition?.(own);
