"use client";

import { useState } from "react";
import { LatestNews } from "@latest-news/widget/react";

export function News() {
  const [articles, setArticles] = useState();
  return (
    <>
      <LatestNews feed="feed.json" limit={3} headingLevel={3} onReady={({ detail }) => setArticles(detail.articles)}>
        <a href="/news">All news</a>
      </LatestNews>
      <output>{articles}</output>
    </>
  );
}
