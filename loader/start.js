// Defines the element, once for a page, and places one for a script tag in the one-tag form.

import { complain } from "./console.js";
import { LatestNews } from "./element.js";
import { NAME } from "./name.js";
import { placeElements } from "./one-tag.js";
import { addOwn } from "./own.js";
import { isKnown, script } from "./where.js";

// Older browsers silently keep the fallback. light-dark() is the newest feature that the widget needs.
// Readers may have turned WebAssembly off.
const isSupported = () =>
  self.customElements && self.WebAssembly && self.CSS?.supports("color", "light-dark(red,red)");

export const start = () => {
  if (!isSupported() || !isKnown()) return;
  const defined = customElements.get(NAME);
  // Usually another copy of this script. All copies have this member.
  if (defined && !/** @type {any} */ (defined).addEdition) return complain("the page has it already");
  addOwn(() => /** @type {any} */ (defined ?? LatestNews));
  try {
    if (!defined) customElements.define(NAME, LatestNews);
    placeElements(script);
  } catch (error) {
    complain(`the page refuses it: ${error}`);
  }
};
