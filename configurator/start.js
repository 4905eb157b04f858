// Starts the configurator. Glue and WebAssembly are downloaded at the same time. A release replaces
// the names with those that have hashes.
const GLUE = "./configurator.js";
const WASM = "./configurator_bg.wasm";

const bytes = fetch(new URL(WASM, import.meta.url));
bytes.catch(() => {});
const { default: start } = await import(new URL(GLUE, import.meta.url).href);
await start({ module_or_path: bytes });
