// Where the loader came from: all other files are found from there. It may not know; it never takes
// another script's address for its own, so no other server is asked for the release's files.

import { complain } from "./console.js";
import { ofDocument, scripts } from "./page.js";

/** @typedef {HTMLScriptElement | null | undefined} Tag */

/**
 * The address of a loader, if the stack names one. A module has no `currentScript`; its stack names
 * it, as nothing else that a classic script may contain does.
 * @param {unknown} stack  a text, unless the page has its own idea of stacks
 */
export const addressIn = (stack) => /(?:https?|file):\/\/\S*?\/latest-news\.js(?=(?:\?\S*)?:\d+:\d+)/.exec(`${stack}`)?.[0];

const stackAddress = () => {
  try {
    return addressIn(Error().stack);
  } catch {
    // The page's own `prepareStackTrace` threw.
  }
};

const running = /** @type {Tag} */ (ofDocument("currentScript"));
// Somebody else runs the loader's text, or it is a module: its tag may be in the document all the same.
const tag = running?.src
  ? running
  : scripts("script[src$='/latest-news.js'],script[src*='/latest-news.js?']")[0];

/** The tag whose script this is. A module's may be another copy's. */
export const script = running && tag;

/** The loader's own address, if it can be known. */
export const base = running?.src || stackAddress() || tag?.src;

/** Whether it is; else the page's developers hear of it. */
export const isKnown = () => base || complain("the script cannot find its address: give it a tag of its own");

/** The address of a file of the release. */
export const address = (/** @type {string} */ path) => new URL(path, base).href;

/** What a policy of nonces lets through. */
export const nonce = tag?.nonce || "";
