// The addresses of the release's files. The page's bundler knows them.

import { wasm } from "./files.js";
import { WASM } from "../release.js";

/** A bundle has no one-tag form. */
export const script = undefined;

export const isKnown = () => true;

/** The address of the WebAssembly. Labels keep their path: their file is found by it. */
export const address = (/** @type {string} */ path) => (path === WASM ? wasm() : path);
