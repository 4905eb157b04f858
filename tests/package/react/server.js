import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { News } from "./news.js";

export const render = () => renderToString(createElement(News));
