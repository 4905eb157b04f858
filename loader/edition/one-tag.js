// The one-tag form: the tag of an edition's script stands for an element, its `data-*` for the element's
// attributes, unless an element of the page names the edition.

import { elementFor } from "../element-for.js";
import { NAME } from "../name.js";
import { ofDocument, scripts, whenParsed } from "../page.js";
import { name } from "./own.js";

export const placeElements = (/** @type {HTMLScriptElement | null} */ script) => {
  const place = (/** @type {(element: HTMLElement) => void} */ put) => {
    if (scripts(`${NAME}[edition="${name}"]`)[0]) return;
    const element = elementFor(script);
    element.setAttribute("edition", name);
    put(element);
  };
  if (script?.isConnected && !script.closest("head")) place((element) => script.after(element));
  // In the head there is no place for it, and the page may name the edition yet.
  else whenParsed(() => place((element) => ofDocument("body").append(element)));
};
