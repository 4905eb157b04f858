import { createElement, Fragment, useState } from "react";
import { LatestNews } from "@latest-news/widget/react";

export function News() {
  const [articles, setArticles] = useState();
  const onReady = ({ detail }) => setArticles(detail.articles);
  return createElement(Fragment, {},
    createElement(LatestNews, { feed: "feed.json", limit: 3, headingLevel: 3, autoplay: true, onReady },
      createElement("a", { href: "/news" }, "All news")),
    createElement("output", {}, articles));
}
