import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { Edition } from "./edition.js";
import { News } from "./news.js";

export const render = () => renderToString(createElement(News));
export const renderEdition = (html) => renderToString(createElement(Edition, { html }));
