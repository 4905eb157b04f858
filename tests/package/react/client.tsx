import { hydrateRoot } from "react-dom/client";
import { define } from "@latest-news/widget";
import { News } from "./news";

if (location.search === "?late") {
  // Another part of the page has defined the element, so its events come before React.
  define();
  await new Promise((heard) => document.addEventListener("latest-news-ready", heard, { once: true }));
}

hydrateRoot(document.getElementById("root")!, <News />);
