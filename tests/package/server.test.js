// On a server: every entry can be imported without effect, and React writes the expected markup.

import assert from "node:assert/strict";
import { test } from "node:test";
import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { manifest } from "./place.js";

test("every entry can be imported where there is no document", async () => {
  assert.equal(globalThis.document, undefined);
  const entries = Object.entries(manifest.exports).filter(([, it]) => it.default);
  assert.equal(entries.length, 7);
  for (const [entry] of entries) {
    const before = Reflect.ownKeys(globalThis);
    await import(manifest.name + entry.slice(1));
    assert.deepEqual(Reflect.ownKeys(globalThis), before, entry);
  }
});

test("the class is there, and define has no effect", async () => {
  const { LatestNews, define } = await import("@latest-news/widget");
  assert.ok(LatestNews.observedAttributes.includes("label-read-more"));
  for (const name of ["next", "previous", "goTo", "play", "pause", "reload"]) {
    assert.equal(typeof LatestNews.prototype[name], "function", name);
  }
  assert.equal(define(), undefined);
});

test("React writes attributes by their names, and the fallback", async () => {
  const { LatestNews } = await import("@latest-news/widget/react");
  const properties = {
    feed: "/feed.json", limit: 3, headingLevel: 2, autoplay: true, heading: "", refresh: false, more: undefined,
    labelReadMore: "Go on", className: "news", "aria-busy": "true", onReady() {}, onSelect() {},
  };
  const link = createElement("a", { href: "/news" }, "All news");
  assert.equal(
    renderToString(createElement(LatestNews, properties, link)),
    "<latest-news feed=\"/feed.json\" limit=\"3\" heading-level=\"2\" autoplay=\"\" heading=\"\" "
      + "label-read-more=\"Go on\" class=\"news\" aria-busy=\"true\"><a href=\"/news\">All news</a></latest-news>",
  );
});
