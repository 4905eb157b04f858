// The room that the element takes before its widget is there, and afterwards. A style sheet belongs to a
// document, so each document has its own.

import { ofDocument } from "./page.js";

const CSS = ":host{display:block;break-inside:avoid;min-height:var(--latest-news-min-height,36em)}"
  + ":host([hidden]){display:none}:host([layout=ticker i]){min-height:var(--latest-news-min-height,56px)}"
  // Paper needs no reserved room. Only `!important` overrides the room in the tag's `style`.
  + "@media print{:host{min-height:0!important}}";

/** @type {WeakMap<Document, CSSStyleSheet>} */
const sheets = new WeakMap();

/**
 * Sets the sheets of a shadow root, for an element in this document. If the root does not have this
 * sheet yet, its other sheets belong to the document it was in before, and are removed.
 * @param {ShadowRoot} root
 * @param {Document} document
 */
export const adopt = (root, document) => {
  try {
    let sheet = sheets.get(document);
    if (!sheet) {
      sheet = new (/** @type {typeof window} */ (ofDocument("defaultView", document)).CSSStyleSheet)();
      sheet.replaceSync(CSS);
      sheets.set(document, sheet);
    }
    if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [sheet];
  } catch {
    // A document without a window is not visible.
  }
};
