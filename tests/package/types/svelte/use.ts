import "@latest-news/widget/svelte";
import type { SvelteHTMLElements } from "svelte/elements";

// The types that check the markup of a component.
type Markup = SvelteHTMLElements["latest-news"];
export const known: Markup = {
  feed: "/feed.json",
  limit: 6,
  class: "news",
  "onlatest-news-ready": ({ detail }) => detail.articles.toFixed(),
};
// @ts-expect-error No such theme.
export const theme: Markup = { theme: "blue" };
// @ts-expect-error No such count.
export const listener: Markup = { "onlatest-news-ready": ({ detail }) => detail.shown };
