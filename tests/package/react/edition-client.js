import { createElement } from "react";
import { hydrateRoot } from "react-dom/client";
import { Edition } from "./edition.js";

hydrateRoot(document.getElementById("root"), createElement(Edition));
