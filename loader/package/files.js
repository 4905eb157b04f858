// The addresses of the files that a bundler has to find. The build of the package replaces this module. It
// writes a separate `new URL` for each file, because bundlers only find those.

/** The address of the WebAssembly. */
export const wasm = () => "";

/** The address of the whole feed reader. */
export const formats = () => "";

/** The address of each file of labels. @type {(() => string)[]} */
export const labels = [];
