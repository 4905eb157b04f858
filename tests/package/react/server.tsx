import { renderToString } from "react-dom/server";
import { Edition } from "./edition";
import { News } from "./news";

export const render = () => renderToString(<News />);
export const renderEdition = (html: string) => renderToString(<Edition html={html} />);
