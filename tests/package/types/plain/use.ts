import { LatestNews, define, type LatestNewsAttributes, type LatestNewsReason } from "@latest-news/widget";
import "@latest-news/widget/define";

define();

const element = document.createElement("latest-news");
element.layout = "grid";
element.limit = 3;
element.limit = "3";
element.autoplay = true;
element.autoplay = "";
element.refresh = "off";
element.labelReadMore = "Go on";
element.heading = null;
element.goTo(2);
element.addEventListener("latest-news-ready", ({ detail }) => {
  const articles: number = detail.articles;
  // @ts-expect-error There is no such count.
  detail.shown;
  return articles;
});
document.addEventListener("latest-news-slide", ({ detail }) => {
  const reason: LatestNewsReason = detail.reason;
  return reason;
});
const found: LatestNews | null = document.querySelector("latest-news");
if (found?.state === "ready") found.next();
const attributes: LatestNewsAttributes = { "heading-level": 3, "image-ratio": "4/3", "label-next": "On" };

// @ts-expect-error No such layout.
element.layout = "circle";
// @ts-expect-error A number must be digits.
element.limit = "three";
// @ts-expect-error `refresh` needs a value.
element.refresh = true;
// @ts-expect-error The state is read-only.
element.state = "ready";
// @ts-expect-error The slide is missing.
element.goTo();
// @ts-expect-error No such state.
if (found?.state === "done") found.next();
// @ts-expect-error No such attribute.
const wrong: LatestNewsAttributes = { headingLevel: 3 };
