import { LatestNews } from "@latest-news/widget";
import "@latest-news/widget/define";

const element: LatestNews = document.createElement("latest-news");
element.theme = "dark";
// @ts-expect-error No such theme.
element.theme = "blue";
