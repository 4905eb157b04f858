import { hydrateRoot } from "react-dom/client";
import { Edition } from "./edition";

hydrateRoot(document.getElementById("root")!, <Edition />);
