import { renderToString } from "vue/server-renderer";
import { app } from "./news.js";

export const render = () => renderToString(app());
