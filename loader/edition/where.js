// The address of the release. The script of an edition knows it.

import { ofDocument } from "../page.js";
import { release } from "./own.js";

/** The tag that loads this script. */
export const script = /** @type {HTMLScriptElement | null} */ (ofDocument("currentScript"));

export const isKnown = () => true;

/** The address of a file of the release. */
export const address = (/** @type {string} */ path) => new URL(path, release).href;

/** The nonce that a policy of nonces accepts. */
export const nonce = script?.nonce || "";
