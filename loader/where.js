// The address of the loader. All other files are found relative to it. The loader may not know its
// address. It never takes another script's address for its own, so no other server is asked for the
// release's files.

import { complain } from "./console.js";
import { ofDocument, scripts } from "./page.js";

/** @typedef {HTMLScriptElement | null | undefined} Tag */

/**
 * The loader's address, if the stack names one. A module has no `currentScript`. The stack is the only
 * other source that a classic script may use, too.
 * @param {unknown} stack  a text, unless the page has replaced stacks
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
// Another script runs the loader's text, or the loader is a module. Its tag may still be in the
// document.
const tag = running?.src
  ? running
  : scripts("script[src$='/latest-news.js'],script[src*='/latest-news.js?']")[0];

/** The tag that loads this script. Not for a module, whose tag may be another copy's. */
export const script = running && tag;

/** The loader's own address, if it can be known. */
export const base = running?.src || stackAddress() || tag?.src;

/** Whether the address is known. If not, the page's developers are told. */
export const isKnown = () => base || complain("its address is unknown: give it its own tag");

/** The address of a file of the release. */
export const address = (/** @type {string} */ path) => new URL(path, base).href;

/** The nonce that a policy of nonces accepts. */
export const nonce = tag?.nonce || "";
