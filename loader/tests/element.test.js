import assert from "node:assert/strict";
import { test } from "node:test";
import { Document, consoleLines, observers, settled, withGlobals } from "./page.js";
import { LatestNews } from "../element.js";

const [near] = observers;

const connect = (element) => {
  element.isConnected = true;
  element.connectedCallback();
};

const disconnect = (element) => {
  element.isConnected = false;
  element.disconnectedCallback();
};

test("attributes are properties, by the name in camel case", () => {
  const element = new LatestNews();
  element.headingLevel = 3;
  element.autoplay = true;
  assert.equal(element.getAttribute("heading-level"), "3");
  assert.equal(element.getAttribute("autoplay"), "");
  element.autoplay = false;
  element.headingLevel = null;
  assert.equal(element.autoplay, null);
  assert.equal(element.getAttribute("heading-level"), null);
  assert.equal(element.labelReadMore, null);
});

test("what was set before the element was defined counts", () => {
  const element = new LatestNews();
  Object.defineProperty(element, "limit", { value: 4, configurable: true });
  connect(element);
  assert.equal(element.getAttribute("limit"), "4");
  assert.equal(Object.hasOwn(element, "limit"), false);
  disconnect(element);
});

test("it waits until it is near, and not once it has left", async () => {
  const element = new LatestNews();
  connect(element);
  assert.equal(near.targets.has(element), true);
  assert.equal(element.state, "loading");
  assert.equal(element.dataset.state, "loading");
  assert.equal(element.shadowRoot.children[0].localName, "slot");
  disconnect(element);
  assert.equal(near.targets.has(element), false);
  await settled();
});

test("each document has a style sheet of its own for the room an element takes", async () => {
  const element = new LatestNews();
  const other = new LatestNews();
  connect(element);
  connect(other);
  const [sheet] = element.shadowRoot.adoptedStyleSheets;
  assert.match(sheet.css, /min-height/);
  assert.equal(other.shadowRoot.adoptedStyleSheets[0], sheet);
  const elsewhere = new Document();
  Object.defineProperty(element, "ownerDocument", { value: elsewhere, configurable: true });
  connect(element);
  assert.equal(element.shadowRoot.adoptedStyleSheets.length, 1);
  assert.notEqual(element.shadowRoot.adoptedStyleSheets[0], sheet);
  delete element.ownerDocument;
  connect(element);
  assert.equal(element.shadowRoot.adoptedStyleSheets[0], sheet);
  [element, other].forEach(disconnect);
  await settled();
});

test("in a document without a window the fallback is there all the same", async () => {
  const element = new LatestNews();
  Object.defineProperty(element, "ownerDocument", { value: new Document({ defaultView: "none" }) });
  connect(element);
  assert.equal(element.shadowRoot.children[0].localName, "slot");
  disconnect(element);
  await settled();
});

test("feeds are addresses as the page resolves them", () => {
  const element = new LatestNews();
  element.setAttribute("feed", " a.json\n/b.json https://news.example/c http:// ");
  assert.deepEqual(element._feeds(), [
    "https://partner.example/page/a.json",
    "https://partner.example/b.json",
    "https://news.example/c",
  ]);
});

test("where the page forbids WebAssembly nothing is fetched but the feed, and the page hears of it", async (t) => {
  consoleLines(t);
  const asked = [];
  withGlobals(t, {
    fetch: async (url, { signal }) => (asked.push([url, signal]), new Promise(() => {})),
    WebAssembly: { Module: class { constructor() { throw Error("refused"); } } },
  });
  const element = new LatestNews();
  element.setAttribute("feed", "a.json");
  element.setAttribute("lang", "en");
  const heard = [];
  element.addEventListener("latest-news-error", ({ detail }) => heard.push(detail));
  element.setAttribute("loading", " EAGER ");
  connect(element);
  await settled();
  assert.equal(element.state, "failed");
  assert.equal(heard[0].kind, "widget");
  assert.match(heard[0].message, /^the widget cannot run: the page refuses WebAssembly; add/);
  assert.equal(element.shadowRoot.children[0].localName, "slot");
  // The early request is aborted when no element waits for it.
  assert.deepEqual(asked.map(([url, signal]) => [url, signal.aborted]), [["https://partner.example/page/a.json", true]]);
  disconnect(element);
});
