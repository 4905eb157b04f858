// Where the widget's files are, seen from the script that runs, and their hashes. These are the
// preview's, where that script is a module in this folder, and nothing is checked. The build of a
// release writes its own in their place.

export const GLUE = "../latest-news/latest-news.js";
export const WASM = "../latest-news/latest-news_bg.wasm";
export const LABELS = "../labels/";
export const GLUE_INTEGRITY = "";
export const WASM_INTEGRITY = "";
