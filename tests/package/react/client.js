import { createElement } from "react";
import { hydrateRoot } from "react-dom/client";
import { News } from "./news.js";

hydrateRoot(document.getElementById("root"), createElement(News));
