// Loads the glue and the WebAssembly: one download and one instance for all elements of the page.

import { mayHaveCopies } from "./copies.js";
import { forbidden, unreachable } from "./failure.js";
import { WASM, WASM_INTEGRITY } from "./release.js";
import { ask, takeRequest } from "./requests.js";
import { runGlue } from "./run.js";
import { address } from "./where.js";

/** @typedef {import("./failure.js").Failure} Failure */

/**
 * An attempt to load the widget. `failure` is set if it failed, or if its instance ended later.
 * @typedef {{ widget?: import("./widget/widget.js").Widget, failure?: Failure }} Instance
 */

/** @type {Promise<Instance> | undefined} */
let coming;
/** @type {Instance} */
let instance = {};

/** Whether elements can mount without waiting. */
export const isLoaded = () => instance.widget?.isReady();

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
    fail(forbidden("the page refuses WebAssembly"));
    return own;
  }
  // The bytes are downloaded while the glue is fetched and parsed.
  const bytes = ask(address(WASM), { integrity: WASM_INTEGRITY });
  const run = await runGlue().catch(unreachable);
  if ("cure" in run) fail(run);
  else own.widget = run(bytes, address, takeRequest, mayHaveCopies, fail);
  return own;
};

/**
 * The page's instance, when the glue is there. A failed attempt is forgotten, so that an element added
 * later tries again. An instance that has ended is also forgotten. A page's policy stays the same.
 * @param {(failure: Failure) => void} onEnd  is called if the instance did not start, or has ended
 */
export const load = (onEnd) => (coming ??= bring(onEnd));
