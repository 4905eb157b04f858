import { createSSRApp, h } from "vue";

/** The server has the edition's element and its script, from NAME.html. In the browser they are in the page already. */
export const edition = (html = "") => createSSRApp(() => h("div", { innerHTML: html }));
