import "@latest-news/widget/vue";

export const element = (
  <latest-news
    feed="/feed.json"
    limit={6}
    heading-level="3"
    layout="list"
    class="news"
    onLatest-news-ready={({ detail }) => detail.articles.toFixed()}
  >
    <a href="/news">All news</a>
  </latest-news>
);

// @ts-expect-error No such layout.
export const layout = <latest-news layout="circle" />;
// @ts-expect-error No such count.
export const listener = <latest-news onLatest-news-ready={({ detail }) => detail.shown} />;

// The types that check templates.
type Template = InstanceType<import("vue").GlobalComponents["latest-news"]>["$props"];
export const known: Template = { theme: "dark", onLatestNewsReady: ({ detail }) => detail.articles.toFixed() };
// @ts-expect-error No such theme.
export const unknown: Template = { theme: "blue" };
