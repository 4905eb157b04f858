// Editions: first views that stand before the widget does. The script of an edition brings its own;
// a page put together on a server may hold one in a declarative shadow root.

/**
 * @typedef {object} Edition
 * @property {string} name
 * @property {string} release  where the release is
 * @property {(element: Element) => void} fill  gives an element the attributes it lacks
 * @property {(element: Element, root: ShadowRoot) => boolean} draw  draws the first view, if it suits the element
 * @property {string} seed  the text of its feed
 */

/** The one this script brings: the publisher's command names it around the loader. @type {Edition | undefined} */
// @ts-expect-error It is declared nowhere else.
export const own = typeof EDITION === "undefined" ? undefined : EDITION;

/** Those of the page, by name. @type {Map<string | null, Edition>} */
export const editions = new Map();

/**
 * Calls once the first view is painted and the browser idle, or the reader reaches for it, by pointer or
 * by focus.
 * @param {HTMLElement} host
 * @param {() => void} start
 */
export const whenWanted = (host, start) => {
  const once = () => {
    start();
    start = () => {};
  };
  for (const name of ["pointerover", "focusin"]) host.addEventListener(name, once);
  // WebKit has no idle callbacks.
  requestAnimationFrame(() => (self.requestIdleCallback ?? setTimeout)(once));
};
