// Loads the glue and the WebAssembly: one download and one instance for all elements of the page.

import { mayHaveCopies } from "./copies.js";
import { forbidden, unreachable, untrusted } from "./failure.js";
import { NAME } from "./name.js";
import { create, ofDocument, whenParsed } from "./page.js";
import { GLUE, GLUE_INTEGRITY, WASM, WASM_INTEGRITY } from "./release.js";
import { ask, takeRequest } from "./requests.js";
import { address, nonce } from "./where.js";

/** @typedef {import("./failure.js").Failure} Failure */

/**
 * An attempt to load the widget. `failure` is set if it failed, or if its instance ended later.
 * @typedef {{ widget?: import("./widget/widget.js").Widget, failure?: Failure }} Instance
 */

/** @type {{ createScriptURL(url: string): string } | undefined} */
let policy;

// A page that requires Trusted Types takes the glue's address only from a policy. It may refuse to
// create the policy a second time.
const trusted = (/** @type {string} */ url) => {
  const rules = { createScriptURL: String };
  policy ??= Object.hasOwn(self, "trustedTypes")
    // @ts-expect-error TypeScript knows no Trusted Types.
    ? self.trustedTypes.createPolicy(NAME, rules)
    : rules;
  return /** @type {typeof policy & {}} */ (policy).createScriptURL(url);
};

/** Whether the file of a tag arrives and is the release's. @returns {Promise<boolean>} */
const arrives = (/** @type {HTMLScriptElement | HTMLLinkElement} */ tag) => new Promise((resolve) => {
  tag.crossOrigin = "";
  tag.integrity = GLUE_INTEGRITY;
  tag.nonce = nonce;
  tag.onload = () => resolve(true);
  tag.onerror = () => resolve(false);
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
const loadGlue = async () => {
  const url = address(GLUE);
  const meeting = /** @type {any} */ (customElements.get(NAME));
  meeting._run = undefined;
  const tag = /** @type {HTMLScriptElement} */ (create("script"));
  let failure;
  try {
    if (!GLUE_INTEGRITY) throw "a module";
    tag.src = trusted(url);
    await arrives(tag);
  } catch {
    failure = await runModule(url);
  }
  return failure || meeting._run || unreachable(`${url} failed`);
};

/** @type {Promise<Instance> | undefined} */
let coming;
/** @type {Instance} */
let instance;

/** Whether elements can mount without waiting. */
export const isLoaded = () => instance?.widget?.isReady();

/** @param {(failure: Failure) => void} onEnd */
const bring = async (onEnd) => {
  /** @type {Instance} */
  const own = instance = {};
  const fail = (/** @type {Failure} */ failure) => {
    coming = undefined;
    own.widget = undefined;
    onEnd(own.failure = failure);
  };
  try {
    // This is the empty module. If the page forbids it, nothing is downloaded.
    new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
  } catch {
    own.failure = forbidden("the page forbids WebAssembly");
    return own;
  }
  // The bytes are downloaded while the glue is fetched and parsed.
  const bytes = ask(address(WASM), { integrity: WASM_INTEGRITY });
  const run = await loadGlue().catch(unreachable);
  if ("cure" in run) own.failure = run;
  else own.widget = run(bytes, address, takeRequest, mayHaveCopies, fail);
  return own;
};

/**
 * The page's instance, when the glue is there. A failed attempt is forgotten, so that an element added
 * later tries again. An instance that has ended is also forgotten.
 * @param {(failure: Failure) => void} onEnd  is called if the instance did not start, or has ended
 */
export const load = (onEnd) => (coming ??= bring(onEnd).then((own) => {
  if (own.failure) coming = undefined;
  return own;
}));
