// Defines the element, once for a page, and places one for a script tag that stands for it.

import { complain } from "./console.js";
import { LatestNews } from "./element.js";
import { NAME } from "./name.js";
import { placeElements } from "./one-tag.js";
import { addOwn } from "./own.js";
import { isKnown, script } from "./where.js";

// Older browsers keep the fallback, silently. light-dark() is the newest feature the widget needs;
// WebAssembly a reader may have turned off.
const isSupported = () =>
  self.customElements && self.WebAssembly && self.CSS?.supports("color", "light-dark(red,red)");

export const start = () => {
  if (!isSupported()) return;
  if (!isKnown()) return;
  const defined = customElements.get(NAME);
  // Another copy of this script, unless it lacks what all copies have.
  if (defined && !("addEdition" in defined)) return complain("the page has such an element already");
  addOwn(/** @type {any} */ (defined ?? LatestNews));
  if (!defined) {
    try {
      customElements.define(NAME, LatestNews);
    } catch (error) {
      return complain(`the page refuses it: ${error}`);
    }
  }
  placeElements(script);
};
