import { edition } from "./edition";

edition().mount("#root");
