import { createSignal } from "solid-js";
import { render } from "solid-js/web";
import { define } from "@latest-news/widget/solid";

function News() {
  const [articles, setArticles] = createSignal<number>();
  return (
    <>
      <latest-news feed="feed.json" limit={3} heading-level="3" on:latest-news-ready={({ detail }) => setArticles(detail.articles)}>
        <a href="/news">All news</a>
      </latest-news>
      <output>{articles()}</output>
    </>
  );
}

render(News, document.getElementById("root")!);
define();
