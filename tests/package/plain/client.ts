import "@latest-news/widget/define";

const output = document.createElement("output");
const element = document.createElement("latest-news");
element.addEventListener("latest-news-ready", ({ detail }) => {
  output.textContent = detail.articles.toFixed();
});
element.feed = "feed.json";
element.limit = 3;
element.headingLevel = 3;
document.getElementById("root")!.append(element, output);
