// The edition in the script of an edition. Its data is around the loader, under the name EDITION.

import { draw } from "./draw.js";

export const {
  name, release, attributes, ...view
// @ts-expect-error It is declared nowhere.
} = /** @type {import("./draw.js").Data} */ (EDITION);

/** @type {import("../edition.js").Edition} */
const own = {
  fill(element) {
    if (element.getAttribute("edition") !== name || element.hasAttribute("feed")) return false;
    for (const [name, value] of Object.entries(attributes)) {
      if (!element.hasAttribute(name)) element.setAttribute(name, value);
    }
    return true;
  },

  draw(root) {
    try {
      // Another layout needs another first view.
      const fits = root.host.getAttribute("layout") == attributes.layout;
      return fits && draw(root, view);
    } catch {
      // The widget draws its own view.
      return false;
    }
  },
};

/**
 * An older copy of the loader accepts no editions.
 * @param {{ addEdition?: (edition: import("../edition.js").Edition) => void }} element
 */
export const addOwn = (element) => element.addEdition?.(own);
