import "@latest-news/widget/define";
