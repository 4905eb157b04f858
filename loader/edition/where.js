// Where the release is, which the script of an edition knows.

import { ofDocument } from "../page.js";
import { release } from "./own.js";

/** The tag whose script this is. */
export const script = /** @type {HTMLScriptElement | null} */ (ofDocument("currentScript"));

export const isKnown = () => true;

/** The address of a file of the release. */
export const address = (/** @type {string} */ path) => new URL(path, release).href;

/** What a policy of nonces lets through. */
export const nonce = script?.nonce || "";
