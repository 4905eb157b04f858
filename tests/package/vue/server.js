import { renderToString } from "vue/server-renderer";
import { edition } from "./edition.js";
import { app } from "./news.js";

export const render = () => renderToString(app());
export const renderEdition = (html) => renderToString(edition(html));
