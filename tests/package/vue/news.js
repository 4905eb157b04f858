import { createSSRApp, h, onMounted, ref } from "vue";
import { define } from "@latest-news/widget/vue";

const News = {
  setup() {
    const articles = ref();
    // After Vue has attached the listener.
    onMounted(define);
    const onReady = ({ detail }) => (articles.value = detail.articles);
    return () => [
      h("latest-news", { feed: "feed.json", limit: 3, "heading-level": 3, "onLatest-news-ready": onReady },
        [h("a", { href: "/news" }, "All news")]),
      h("output", {}, articles.value),
    ];
  },
};

export const app = () => createSSRApp(News);
