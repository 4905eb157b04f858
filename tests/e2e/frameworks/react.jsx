// The element in React, with what a partner's component gives it and hears of it.

import { createRoot } from "react-dom/client";
import { flushSync } from "react-dom";

function App({ feed, limit, level, autoplay, heading, words, isShown, isLast, heard }) {
  const news = isShown && (
    <latest-news
      key="news"
      id="news"
      feed={feed}
      limit={limit}
      heading-level={level}
      autoplay={autoplay}
      heading={heading}
      loading="eager"
      onlatest-news-ready={(event) => heard("ready", event)}
      onlatest-news-slide={(event) => heard("slide", event)}
      onlatest-news-select={(event) => heard("select", event)}
    >
      <a id="fallback" href="#all">{words}</a>
    </latest-news>
  );
  const paragraph = <p key="paragraph">A paragraph of the page.</p>;
  return <section>{isLast ? [paragraph, news] : [news, paragraph]}</section>;
}

const root = createRoot(document.querySelector("#app"));
window.app = {
  set: (state) => flushSync(() => root.render(<App {...state} heard={window.heard} />)),
  end: () => root.unmount(),
};
