// Brings the glue and the WebAssembly: one download and one instance for all elements of the page.

import { mayHaveCopies } from "./copies.js";
import { forbidden, unreachable, untrusted } from "./failure.js";
import { NAME } from "./name.js";
import { create, ofDocument, whenParsed } from "./page.js";
import { GLUE, GLUE_INTEGRITY, WASM, WASM_INTEGRITY } from "./release.js";
import { ask, takeRequest } from "./requests.js";
import { address, nonce } from "./where.js";

/** @typedef {import("./failure.js").Failure} Failure */

/**
 * An attempt to bring the widget. It has a failure if it came to nothing, or ended later.
 * @typedef {{ widget?: import("./widget/widget.js").Widget, failure?: Failure }} Instance
 */

/** @type {{ createScriptURL(url: string): string } | undefined} */
let policy;

// Pages that require Trusted Types take the glue's address from a policy only, and may refuse to
// have it made a second time.
const trusted = (/** @type {string} */ url) => {
  const rules = { createScriptURL: String };
  policy ??= Object.hasOwn(self, "trustedTypes")
    // @ts-expect-error TypeScript knows no Trusted Types.
    ? self.trustedTypes.createPolicy(NAME, rules)
    : rules;
  return /** @type {typeof policy & {}} */ (policy).createScriptURL(url);
};

/** Whether the file of a tag comes, and is the release's. @returns {Promise<boolean>} */
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
 * For pages that admit no policy, and for the preview. An import cannot be checked against a hash; a
 * preload can, and the import takes what it brought. WebKit checks no preload.
 * @param {string} url
 * @returns {Promise<Failure | void>}
 */
const runModule = async (url) => {
  if (GLUE_INTEGRITY) {
    if (/^Apple/.test(navigator.vendor)) return untrusted("the page refuses its policy");
    // In Firefox, a module forbids the import maps that stand below it.
    await new Promise(whenParsed);
  }
  const link = /** @type {HTMLLinkElement} */ (create("link"));
  link.rel = "modulepreload";
  // By its fragment a module that failed, or whose instance has ended, can be asked for again.
  link.href = `${url}#${attempts++}`;
  if (await arrives(link)) await import(link.href);
};

/**
 * Runs the glue, as a classic script, since a module would forbid the page's later import maps. It
 * leaves what it has at the element's class.
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

/** Whether elements mount without waiting. */
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
    // The empty module, so that nothing is downloaded in vain.
    new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
  } catch {
    own.failure = forbidden("the page forbids WebAssembly");
    return own;
  }
  // The bytes travel while the glue is fetched and read.
  const bytes = ask(address(WASM), { integrity: WASM_INTEGRITY });
  const run = await loadGlue().catch(unreachable);
  if ("cure" in run) own.failure = run;
  else own.widget = run(bytes, address, takeRequest, mayHaveCopies, fail);
  return own;
};

/**
 * The page's instance, once the glue is there. A failed attempt is forgotten, so that an element
 * added later tries again; so is an instance that has ended.
 * @param {(failure: Failure) => void} onEnd  hears when the instance did not start, or has ended
 */
export const load = (onEnd) => (coming ??= bring(onEnd).then((own) => {
  if (own.failure) coming = undefined;
  return own;
}));
