// The edition this copy of the loader brings: none. The script of an edition has the modules of `edition/`
// in place of those of the same names.

/** @param {{ addEdition?: (edition: import("./edition.js").Edition) => void }} _element */
export function addOwn(_element) {}
