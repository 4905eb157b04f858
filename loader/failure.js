// Why the widget cannot run, as a value: what happened, and what the page's developers can do.

/** @typedef {{ reason: string, cure: string }} Failure */

/**
 * @param {string} cure
 * @returns {(reason: unknown) => Failure}
 */
const failure = (cure) => (reason) => ({ reason: `${reason}`, cure });

// Pure, so that a bundle holds only those it uses.

/** The page's policy refuses WebAssembly. */
export const forbidden = /* @__PURE__ */ failure("add 'wasm-unsafe-eval' to script-src");

/** A file did not come, or is not the release's. */
export const unreachable = /* @__PURE__ */ failure("its files must be reachable, with Access-Control-Allow-Origin");

/** The page admits no policy by which the glue could be checked. */
export const untrusted = /* @__PURE__ */ failure("add latest-news to trusted-types");

/** The instance broke off, or the device has no memory for one. */
export const ended = /* @__PURE__ */ failure("elements added later start afresh");
