import { useState } from "react";
import type { LatestNewsEventMap } from "@latest-news/widget";
import { LatestNews } from "@latest-news/widget/react";

export function News() {
  const [articles, setArticles] = useState<number>();
  const onReady = ({ detail }: LatestNewsEventMap["latest-news-ready"]) => setArticles(detail.articles);
  return (
    <>
      <LatestNews feed="feed.json" limit={3} headingLevel={3} autoplay onReady={onReady}>
        <a href="/news">All news</a>
      </LatestNews>
      <output>{articles}</output>
    </>
  );
}
