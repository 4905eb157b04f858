// The one-tag form: a script tag with `data-feed` stands for an element, and its other `data-*` for the
// element's attributes.

import { complain } from "./console.js";
import { elementFor } from "./element-for.js";
import { NAME } from "./name.js";
import { ofDocument, scripts, whenParsed } from "./page.js";

// Tags that a consent manager has blocked and left in their place. It runs a copy of the tag elsewhere,
// often without the `data-*`.
const BLOCKED = `script[data-feed][type]:not([type=module i],[type$='/javascript' i],:has(+${NAME}))`;

export const placeElements = (/** @type {HTMLScriptElement | null | undefined} */ script) => {
  const own = script?.getAttribute("data-feed") ? script : undefined;
  if (own?.closest("body")) return own.after(elementFor(own));
  const blocked = scripts(BLOCKED).filter((tag) => tag.outerHTML.includes(NAME + ".js"));
  for (const tag of blocked) tag.after(elementFor(tag));
  // The head has no place for the element.
  if (own && !blocked[0]) whenParsed(() => ofDocument("body").append(elementFor(own)));
  // A copy of a tag that a consent manager took away, with all that it said. Not every page is wrong:
  // some add their elements later.
  else if (script && ofDocument("readyState") === "complete") {
    setTimeout(() => scripts(NAME)[0] || complain("the page has no element: give it its own tag", "info"), 1e3);
  }
};
