// The edition this copy of the loader brings: none. The script of an edition has the modules of `edition/`
// in place of those of the same names.

/** @type {import("./edition.js").Edition | undefined} */
export const own = undefined;
