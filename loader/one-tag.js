// The one-tag form: a script tag with `data-feed` stands for an element, its other `data-*` for the
// element's attributes.

import { OBSERVED } from "./element.js";
import { NAME } from "./name.js";

/**
 * @param {HTMLScriptElement | null} script
 */
export const placeElementFor = (script) => {
  if (!script?.getAttribute("data-feed") || !script.parentNode) return;
  const element = document.createElement(NAME);
  for (const name of OBSERVED) {
    const value = script.getAttribute("data-" + name);
    if (value !== null) element.setAttribute(name, value);
  }
  if (!script.closest("head")) return script.after(element);
  const place = () => document.body.append(element);
  if (document.readyState === "loading") {
    addEventListener("DOMContentLoaded", place, { once: true });
  } else {
    place();
  }
};
