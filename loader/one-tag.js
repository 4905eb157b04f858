// The one-tag form: a script tag with `data-feed` stands for an element, its other `data-*` for the
// element's attributes.

import { OBSERVED } from "./element.js";
import { NAME } from "./name.js";
import { create, ofDocument, scripts, whenParsed } from "./page.js";

// Tags that a consent manager has blocked, and left where they were: it runs a copy elsewhere, often
// without their `data-*`.
const BLOCKED = `script[data-feed][type]:not([type=module i],[type$='/javascript' i],:has(+${NAME}))`;

const elementFor = (/** @type {Element} */ tag) => {
  const element = create(NAME);
  for (const name of [...OBSERVED, "edition"]) {
    const value = tag.getAttribute("data-" + name);
    if (value !== null) element.setAttribute(name, value);
  }
  return element;
};

/**
 * @param {HTMLScriptElement | null | undefined} script  the tag that runs
 * @param {string} [edition]  the name of the edition it brings, unless an element names that
 */
export const placeElements = (script, edition) => {
  if (edition && scripts(`${NAME}[edition="${edition}"]`)[0]) return;
  if (edition) script?.setAttribute("data-edition", edition);
  const own = edition || script?.getAttribute("data-feed") ? script : undefined;
  if (own?.isConnected && !own.closest("head")) return own.after(elementFor(own));
  const blocked = scripts(BLOCKED).filter((tag) => tag.outerHTML.includes(NAME + ".js"));
  for (const tag of blocked) tag.after(elementFor(tag));
  if (!own || blocked.length) return;
  // In the head there is no place for it.
  whenParsed(() => ofDocument("body").append(elementFor(own)));
};
