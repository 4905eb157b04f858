// Starts the configurator: glue and WebAssembly travel side by side. A release replaces the names
// by those that carry hashes.
const GLUE = "./configurator.js";
const WASM = "./configurator_bg.wasm";

const bytes = fetch(new URL(WASM, import.meta.url));
bytes.catch(() => {});
const { default: start } = await import(new URL(GLUE, import.meta.url).href);
await start({ module_or_path: bytes });
