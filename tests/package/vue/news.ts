import { createSSRApp, h, onMounted, ref } from "vue";
import { define, type LatestNewsEventMap } from "@latest-news/widget/vue";

const News = {
  setup() {
    const articles = ref<number>();
    // After Vue has attached the listener.
    onMounted(define);
    const onReady = ({ detail }: LatestNewsEventMap["latest-news-ready"]) => (articles.value = detail.articles);
    return () => [
      h("latest-news", { feed: "feed.json", limit: 3, "heading-level": 3, "onLatest-news-ready": onReady },
        [h("a", { href: "/news" }, "All news")]),
      h("output", {}, articles.value),
    ];
  },
};

export const app = () => createSSRApp(News);
