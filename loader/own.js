// The edition in this copy of the loader: none. In the script of an edition, the modules in `edition/`
// replace those with the same names.

/** @param {() => { addEdition?: (edition: import("./edition.js").Edition) => void }} _element */
export function addOwn(_element) {}
