// Runs the glue as a script of the page.

import { unreachable, untrusted } from "./failure.js";
import { NAME } from "./name.js";
import { create, ofDocument, whenParsed } from "./page.js";
import { GLUE, GLUE_INTEGRITY } from "./release.js";
import { address, nonce } from "./where.js";

/** @typedef {import("./failure.js").Failure} Failure */

/** @type {{ createScriptURL(url: string): string } | undefined} */
let policy;

// A page that requires Trusted Types takes the glue's address only from a policy. It may refuse to
// create the policy a second time.
const trusted = (/** @type {string} */ url) => {
  if (!Object.hasOwn(self, "trustedTypes")) return url;
  // @ts-expect-error TypeScript knows no Trusted Types.
  policy ??= self.trustedTypes.createPolicy(NAME, { createScriptURL: String });
  return /** @type {typeof policy & {}} */ (policy).createScriptURL(url);
};

/** @typedef {(value?: unknown) => void} Resolve */

/** A value if the file of a tag arrives and is the release's. @returns {Promise<unknown>} */
const arrives = (/** @type {HTMLScriptElement | HTMLLinkElement} */ tag) => new Promise((/** @type {Resolve} */ resolve) => {
  tag.crossOrigin = "";
  tag.integrity = GLUE_INTEGRITY;
  tag.nonce = nonce;
  tag.onload = resolve;
  tag.onerror = () => resolve();
  (ofDocument("head") || ofDocument("documentElement")).append(tag);
}).finally(() => tag.remove());

let attempts = 0;

/**
 * For pages that refuse our policy, and for the preview. An import cannot be checked against a hash. A
 * preload can, and the import then uses the preloaded file. WebKit does not check preloads.
 * @param {string} url
 * @returns {Promise<Failure | void>}
 */
const runModule = async (url) => {
  if (GLUE_INTEGRITY) {
    if (/^Apple/.test(navigator.vendor)) return untrusted("the page refuses its policy");
    // In Firefox, a module prevents import maps further down in the page.
    await new Promise(whenParsed);
  }
  const link = /** @type {HTMLLinkElement} */ (create("link"));
  link.rel = "modulepreload";
  // A new fragment makes a new request possible after a module failed or its instance ended.
  link.href = `${url}#${attempts++}`;
  if (await arrives(link)) await import(link.href);
};

/**
 * Runs the glue as a classic script, because a module would prevent the page's later import maps. The
 * glue leaves its entry point at the element's class.
 * @returns {Promise<Failure | typeof import("./widget/widget.js").run>}
 */
export const runGlue = async () => {
  const url = address(GLUE);
  const meeting = /** @type {any} */ (customElements.get(NAME));
  meeting._run = undefined;
  const tag = /** @type {HTMLScriptElement} */ (create("script"));
  let failure;
  try {
    // The preview's glue is a module.
    if (!GLUE_INTEGRITY) throw 0;
    tag.src = trusted(url);
    await arrives(tag);
  } catch {
    failure = await runModule(url);
  }
  return failure || meeting._run || unreachable(`${url} failed`);
};
