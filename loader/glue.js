// Brings the glue and the WebAssembly: one download and one instance for all elements of the page.

import { ended, forbidden, unreachable } from "./failure.js";
import { NAME } from "./name.js";
import { GLUE, GLUE_INTEGRITY, WASM, WASM_INTEGRITY } from "./release.js";
import { ask } from "./requests.js";
import { address, nonce } from "./where.js";

/** @typedef {import("./failure.js").Failure} Failure */

/**
 * What the glue exports.
 * @typedef {object} Glue
 * @property {(options: { module_or_path: Promise<Response> }) => Promise<unknown>} default
 * @property {(host: HTMLElement, root: ShadowRoot, hooks: object) => Mounted} mount
 * @property {(listener: (error: unknown) => void) => void} [onEnd]
 */

/** @typedef {{ free(): void } & Record<string, (...values: unknown[]) => void>} Mounted */

/**
 * An attempt to bring the widget. It has a failure if it came to nothing, or ended later.
 * @typedef {{ glue?: Glue, failure?: Failure }} Instance
 */

// A module without contents.
const EMPTY = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);

/** What an error of the WebAssembly's start means. @returns {Promise<Failure>} */
const failureOf = async (/** @type {unknown} */ error) => {
  if (error instanceof RangeError) return ended(error);
  // WebKit refuses only what is compiled while it arrives.
  const headers = { "Content-Type": "application/wasm" };
  return WebAssembly.compileStreaming(new Response(EMPTY, { headers }))
    .then(() => unreachable(error), () => forbidden(error));
};

// An import cannot be checked against a hash, but a tag can, and the import then takes the very
// module that the tag brought. A preload does not ask pages that require Trusted Types for
// leave, but WebKit checks only scripts.
const tagFor = (/** @type {string} */ url) => {
  if (/^Apple/.test(navigator.vendor)) {
    try {
      const tag = document.createElement("script");
      // @ts-expect-error TypeScript knows no Trusted Types.
      const trusted = self.trustedTypes?.createPolicy(NAME, { createScriptURL: String });
      tag.type = "module";
      tag.src = trusted ? trusted.createScriptURL(url) : url;
      return tag;
    } catch {}
  }
  const tag = document.createElement("link");
  tag.rel = "modulepreload";
  tag.href = url;
  return tag;
};

let attempts = 0;

/** The glue, or nothing where it does not come. @returns {Promise<Glue | undefined>} */
const loadGlue = async () => {
  // By its fragment a module that failed can be asked for again.
  const url = `${address(GLUE)}#${attempts++}`;
  const tag = tagFor(url);
  tag.integrity = GLUE_INTEGRITY;
  tag.nonce = nonce;
  const came = await new Promise((resolve) => {
    tag.onload = resolve;
    tag.onerror = () => resolve(undefined);
    (document.head || document.documentElement).append(tag);
  });
  tag.remove();
  return came && import(url).catch(() => {});
};

/** @type {Promise<Instance> | undefined} */
let coming;
let isHere = false;

/** Whether elements mount without waiting. */
export const isLoaded = () => isHere;

/**
 * @param {Instance} instance
 * @param {(failure: Failure) => void} onEnd
 * @returns {Promise<Failure | undefined>}
 */
const bring = async (instance, onEnd) => {
  try {
    // So that nothing is downloaded in vain.
    new WebAssembly.Module(EMPTY);
  } catch {
    return forbidden("the page forbids WebAssembly");
  }
  // The bytes travel while the glue is fetched and read.
  const bytes = ask(address(WASM), { integrity: WASM_INTEGRITY });
  const glue = await loadGlue();
  if (!glue) return unreachable(`${address(GLUE)} failed`);
  glue.onEnd?.((error) => {
    isHere = false;
    coming = undefined;
    onEnd(instance.failure = ended(error));
  });
  try {
    await glue.default({ module_or_path: bytes });
  } catch (error) {
    return failureOf(error);
  }
  isHere = true;
  instance.glue = glue;
};

/**
 * The page's instance. A failed attempt is forgotten, so that an element added later tries again; so
 * is an instance that has ended, and the next has a module of its own.
 * @param {(failure: Failure) => void} onEnd  hears when an instance that was there has ended
 */
export const load = (onEnd) => (coming ??= (async () => {
  /** @type {Instance} */
  const instance = {};
  instance.failure = await bring(instance, onEnd);
  if (instance.failure) coming = undefined;
  return instance;
})());
