import { render } from "preact";
import { useState } from "preact/hooks";
import { define } from "@latest-news/widget/preact";

function News() {
  const [articles, setArticles] = useState<number>();
  return (
    <>
      <latest-news feed="feed.json" limit={3} heading-level="3" onlatest-news-ready={({ detail }) => setArticles(detail.articles)}>
        <a href="/news">All news</a>
      </latest-news>
      <output>{articles}</output>
    </>
  );
}

render(<News />, document.getElementById("root")!);
define();
