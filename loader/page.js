// Reads the page's document so that named elements cannot replace its members. If a page has an `<img
// name="head">`, `document.head` is that image. In the same way, `form.getAttribute` may be an input of
// the form.

/**
 * The document's own member of this name.
 * @template {keyof Document} K
 * @param {K} name
 * @returns {Document[K]}
 */
export const ofDocument = (name, at = document) => Reflect.get(Document.prototype, name, at);

/** Calls `then` when the parser has finished the whole page. */
export const whenParsed = (/** @type {(event?: Event) => void} */ then) => {
  if (ofDocument("readyState") === "loading") addEventListener("DOMContentLoaded", then, { once: true });
  else then();
};

/** A new element. @returns {HTMLElement} */
export const create = (/** @type {string} */ name) => Document.prototype.createElement.call(document, name);

/** The script tags of the page that match. */
export const scripts = (/** @type {string} */ selector) => /** @type {HTMLScriptElement[]} */ (
  [...Document.prototype.querySelectorAll.call(document, selector)]
);
