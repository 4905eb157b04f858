// The element for a script tag. The tag's `data-*` become the element's attributes.

import { OBSERVED } from "./element.js";
import { NAME } from "./name.js";
import { create } from "./page.js";

export const elementFor = (/** @type {Element | null | undefined} */ tag) => {
  const element = create(NAME);
  for (const name of OBSERVED) {
    const value = tag?.getAttribute("data-" + name);
    if (value != null) element.setAttribute(name, value);
  }
  return element;
};
