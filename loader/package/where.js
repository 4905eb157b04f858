// The addresses of the release's files. The page's bundler knows them.

import { formats, wasm } from "./files.js";
import { FORMATS, WASM } from "../release.js";

/** A bundle has no one-tag form. */
export const script = undefined;

export const isKnown = () => true;

/** The address of a WebAssembly. Labels keep their path: their file is found by it. */
export const address = (/** @type {string} */ path) =>
  (path === WASM ? wasm() : path === FORMATS ? formats() : path);
