// The edition that the script of an edition brings. Its data stand around the loader, by the name EDITION.

import { draw } from "./draw.js";

export const {
  name, release, attributes, ...view
// @ts-expect-error It is declared nowhere else.
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
      // Another layout is another view.
      const fits = root.host.getAttribute("layout") == attributes.layout;
      return fits && draw(root, view);
    } catch {
      // The widget draws its own.
      return false;
    }
  },
};

/**
 * An older copy of the loader takes none.
 * @param {{ addEdition?: (edition: import("../edition.js").Edition) => void }} element
 */
export const addOwn = (element) => element.addEdition?.(own);
