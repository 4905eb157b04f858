// Editions: first views that stand before the widget does. The script of an edition brings its own;
// a page put together on a server may hold one in a declarative shadow root.

/**
 * What the script of an edition brings besides the loader. Copies of the loader call each other's by these
 * names.
 * @typedef {object} Edition
 * @property {(element: Element) => boolean} fill  gives an element that names the edition, and has no feed
 *   of its own, the attributes it lacks; returns whether it has
 * @property {(root: ShadowRoot) => boolean} draw  draws the first view, if it suits the element; returns
 *   whether it has
 */

/**
 * Calls once the first view is painted and the browser idle, or the reader reaches for it, by pointer or
 * by focus.
 * @param {HTMLElement} host
 * @param {() => void} start  may be called more than once
 */
export const whenWanted = (host, start) => {
  host.addEventListener("pointerover", start, { once: true });
  host.addEventListener("focusin", start, { once: true });
  // WebKit has no idle callbacks.
  requestAnimationFrame(() => (self.requestIdleCallback ?? setTimeout)(start));
};
