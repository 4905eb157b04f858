import { app } from "./news";

app().mount("#root");
