// Where the widget's files are, seen from the loader, and their hashes. These are the preview's, where
// the glue is a module and nothing is checked. The build of a release writes its own in their place.

export const GLUE = "./loader/widget/hand-over.js";
export const WASM = "./latest-news/latest-news_bg.wasm";
export const LABELS = "./labels/";
export const GLUE_INTEGRITY = "";
export const WASM_INTEGRITY = "";
