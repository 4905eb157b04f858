// Why the widget cannot run, as a value: the reason, and what the page's developers can do.

/** @typedef {{ reason: string, cure: string }} Failure */

/**
 * @param {string} cure
 * @returns {(reason: unknown) => Failure}
 */
const failure = (cure) => (reason) => ({ reason: `${reason}`, cure });

// Marked as pure, so that a bundle contains only those that it uses.

/** The page's policy refuses WebAssembly. */
export const forbidden = /* @__PURE__ */ failure("add 'wasm-unsafe-eval' to script-src");

/** A file did not arrive, or is not the release's. */
export const unreachable = /* @__PURE__ */ failure("send its files with Access-Control-Allow-Origin");

/** The page's policy allows no way to check the glue. */
export const untrusted = /* @__PURE__ */ failure("add latest-news to trusted-types");

/** The instance failed, or the device has no memory for one. */
export const ended = /* @__PURE__ */ failure("elements added later start afresh");
