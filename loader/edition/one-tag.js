// The one-tag form: the tag of an edition's script stands for an element, and its `data-*` for the
// element's attributes. It does nothing if an element of the page names the edition.

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
  // The head has no place for it, and a later element of the page may name the edition.
  else whenParsed(() => place((element) => ofDocument("body").append(element)));
};
