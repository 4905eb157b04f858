// The package's entry: the element's class, and the function that defines the element. An import has no
// effect, so a server can import it too.

import { start } from "../start.js";

export { LatestNews } from "../element.js";

/** Defines the element, unless this is a server or the page has one already. */
export const define = () => {
  if (globalThis.customElements) start();
};
