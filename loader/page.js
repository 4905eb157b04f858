// The page's document, read so that its elements cannot answer for it. A document answers
// `document.head` with an `<img name="head">` where there is one, and a form answers
// `form.getAttribute` with its input of that name.

/**
 * What the document itself has by this name.
 * @template {keyof Document} K
 * @param {K} name
 * @returns {Document[K]}
 */
export const ofDocument = (name, at = document) => Reflect.get(Document.prototype, name, at);

/** Once the parser has passed the whole page. */
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
