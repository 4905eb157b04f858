// Where the loader came from: all other files are found from there.

const script = /** @type {HTMLScriptElement | null} */ (document.currentScript);

/**
 * The first address in a stack trace: that of the script which made it. A module has no
 * `currentScript`; its stack names it, as nothing else that a classic script may contain does.
 * @param {string | undefined} stack
 */
export const addressIn = (stack = "") => /(?:https?|file|blob):[^\s)]+?(?=:\d+:\d+)/.exec(stack)?.[0];

const base = script ? script.src : addressIn(Error().stack) ?? location.href;

/** The address of a file of the release. */
export const address = (/** @type {string} */ path) => new URL(path, base).href;

/** What a policy of nonces lets through. */
export const nonce = script ? script.nonce : "";
