// Editions: first views that are shown before there is a widget. The script of an edition brings its
// own. A page that a server composes may hold one in a declarative shadow root.

/**
 * The parts that the script of an edition adds to the loader. Copies of the loader use these names to
 * call each other's.
 * @typedef {object} Edition
 * @property {(element: Element) => boolean} fill  gives missing attributes to an element that names the
 * edition and has no feed, and draws the first view if the element is near; true if it gave them
 * @property {(root: ShadowRoot) => boolean} draw  draws the first view if it suits the element; true if
 * it did
 */

/**
 * Calls `start` when the first view is painted and the browser is idle, or when the reader uses it, by
 * pointer or by focus.
 * @param {HTMLElement} host
 * @param {() => void} start  may be called more than once
 */
export const whenWanted = (host, start) => {
  host.addEventListener("focusin", start, { once: true });
  host.addEventListener("pointerover", start, { once: true });
  requestAnimationFrame(() => {
    try {
      requestIdleCallback(start);
    } catch {
      // WebKit has none. An element of the page may have the name.
      setTimeout(start);
    }
  });
};
