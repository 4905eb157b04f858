// The one-tag form: a script tag with `data-feed` stands for an element, and its other `data-*` for the
// element's attributes.

import { elementFor } from "./element-for.js";
import { NAME } from "./name.js";
import { ofDocument, scripts, whenParsed } from "./page.js";

// Tags that a consent manager has blocked and left in their place. It runs a copy of the tag elsewhere,
// often without the `data-*`.
const BLOCKED = `script[data-feed][type]:not([type=module i],[type$='/javascript' i],:has(+${NAME}))`;

export const placeElements = (/** @type {HTMLScriptElement | null | undefined} */ script) => {
  const own = script?.getAttribute("data-feed") ? script : undefined;
  if (own?.isConnected && !own.closest("head")) return own.after(elementFor(own));
  const blocked = scripts(BLOCKED).filter((tag) => tag.outerHTML.includes(NAME + ".js"));
  for (const tag of blocked) tag.after(elementFor(tag));
  if (!own || blocked.length) return;
  // The head has no place for the element.
  whenParsed(() => ofDocument("body").append(elementFor(own)));
};
