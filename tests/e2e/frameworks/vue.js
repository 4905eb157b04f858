// The element in Vue, with the attributes, properties and listeners of a partner's component.

import { createApp, nextTick, reactive } from "vue";

const state = reactive({});
const NEWS = `
  <latest-news id="news" key="news" v-if="isShown" :feed="feed" :limit="limit" :heading-level="level"
      :autoplay="autoplay" :heading="heading" loading="eager"
      @latest-news-ready="heard('ready', $event)"
      @latest-news-slide="heard('slide', $event)"
      @latest-news-select="heard('select', $event)">
    <a id="fallback" href="#all">{{ words }}</a>
  </latest-news>`;

const app = createApp({
  setup: () => state,
  methods: { heard: (name, event) => window.heard(name, event) },
  template: `<section>
    <template v-for="what in isLast ? ['paragraph', 'news'] : ['news', 'paragraph']" :key="what">
      <template v-if="what === 'news'">${NEWS}</template>
      <p v-else>A paragraph of the page.</p>
    </template>
  </section>`,
});
app.config.compilerOptions.isCustomElement = (name) => name === "latest-news";

let isMounted = false;
window.app = {
  set(next) {
    Object.assign(state, next);
    if (!isMounted) app.mount("#app");
    isMounted = true;
    return nextTick();
  },
  end: () => app.unmount(),
};
