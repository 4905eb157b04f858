import { useRef } from "react";
import type { LatestNews as Element } from "@latest-news/widget";
import { LatestNews } from "@latest-news/widget/react";

export function Component() {
  const ref = useRef<Element>(null);
  return (
    <LatestNews
      ref={ref}
      feed="/feed.json"
      limit={6}
      headingLevel={3}
      layout="list"
      autoplay
      labelReadMore="Go on"
      className="news"
      aria-busy="false"
      onReady={({ detail }) => detail.articles.toFixed()}
      onSelect={(event) => event.detail.url.length && event.preventDefault()}
    >
      <a href="/news">All news</a>
    </LatestNews>
  );
}

export const element = (
  <latest-news feed="/feed.json" heading-level={3} onlatest-news-slide={({ detail }) => detail.reason}>
    <a href="/news">All news</a>
  </latest-news>
);

// @ts-expect-error No such layout.
export const layout = <LatestNews layout="circle" />;
// @ts-expect-error In camelCase.
export const name = <LatestNews headinglevel={2} />;
// @ts-expect-error No such count.
export const detail = <LatestNews onReady={({ detail }) => detail.shown} />;
// @ts-expect-error No such theme.
export const theme = <latest-news theme="blue" />;
// @ts-expect-error No such count.
export const listener = <latest-news onlatest-news-ready={({ detail }) => detail.shown} />;
