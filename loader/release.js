// The widget's files, relative to the loader, and their hashes. These are the preview's: its glue is a
// module, and nothing is checked. The build of a release replaces them with its own.

export const GLUE = "./loader/widget/hand-over.js";
export const WASM = "./latest-news/latest-news_bg.wasm";
export const LABELS = "./labels/";
export const FORMATS = "./formats/formats_bg.wasm";
export const GLUE_INTEGRITY = "";
export const WASM_INTEGRITY = "";
export const FORMATS_INTEGRITY = "";
