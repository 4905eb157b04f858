import "@latest-news/widget/preact";

export const element = (
  <latest-news
    feed="/feed.json"
    limit={6}
    heading-level="3"
    layout="list"
    class="news"
    onlatest-news-ready={({ detail }) => detail.articles.toFixed()}
  >
    <a href="/news">All news</a>
  </latest-news>
);

// @ts-expect-error No such layout.
export const layout = <latest-news layout="circle" />;
// @ts-expect-error No such count.
export const listener = <latest-news onlatest-news-ready={({ detail }) => detail.shown} />;
