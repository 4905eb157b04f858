import { app } from "./news.js";

app().mount("#root");
