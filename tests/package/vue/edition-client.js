import { edition } from "./edition.js";

edition().mount("#root");
