// How much room the element takes before its widget is there, and keeps when it is. A style sheet
// belongs to a document, so each document has its own.

import { ofDocument } from "./page.js";

const CSS = ":host{display:block;min-height:var(--latest-news-min-height,36em);break-inside:avoid}"
  + ":host([layout=ticker i]){min-height:var(--latest-news-min-height,56px)}:host([hidden]){display:none}";

/** @type {WeakMap<Document, CSSStyleSheet>} */
const sheets = new WeakMap();

/**
 * Dresses the shadow root of an element of this document. Other sheets of the root are those of the
 * document it was in, unless it has this one already.
 * @param {ShadowRoot} root
 * @param {Document} document
 */
export const dress = (root, document) => {
  try {
    let sheet = sheets.get(document);
    if (!sheet) {
      const view = /** @type {typeof window} */ (ofDocument("defaultView", document));
      sheet = new view.CSSStyleSheet();
      sheet.replaceSync(CSS);
      sheets.set(document, sheet);
    }
    if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [sheet];
  } catch {
    // A document without a window is seen by nobody.
  }
};
