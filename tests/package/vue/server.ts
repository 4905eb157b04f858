import { renderToString } from "vue/server-renderer";
import { edition } from "./edition";
import { app } from "./news";

export const render = () => renderToString(app());
export const renderEdition = (html: string) => renderToString(edition(html));
