import assert from "node:assert/strict";
import { test } from "node:test";
import { Document, withGlobals } from "./page.js";
import { placeElements } from "../one-tag.js";

const shown = (element) => Object.fromEntries(element.attributes);

/** A document in this state, and the places at which elements were inserted. */
const open = (test, { blocked = [], elements = [], readyState }) => {
  const placed = [];
  const listeners = [];
  const body = { append: (element) => placed.push(["end", shown(element)]) };
  const tag = ({ name = "after", data, inHead = false, isConnected = true, outerHTML = "latest-news.js" }) => ({
    outerHTML,
    getAttribute: (attribute) => data[attribute] ?? null,
    closest: (place) => (isConnected && place === (inHead ? "head" : "body") ? {} : null),
    after: (element) => placed.push([name, shown(element)]),
  });
  const find = (selector) =>
    selector.startsWith("script[data-feed][type]") ? blocked.map(tag) : selector === "latest-news" ? elements : [];
  withGlobals(test, {
    document: new Document({ body, readyState, find, names: ["body", "readyState"] }),
    addEventListener: (name, listener) => listeners.push([name, listener]),
  });
  return { placed, listeners, tag };
};

const FEED = { "data-feed": "f.json" };

test("the element stands after the script, with its attributes", (t) => {
  const { placed, tag } = open(t, {});
  placeElements(tag({ data: { ...FEED, "data-label-next": "On", "data-heading": "", "data-other": "x" } }));
  assert.deepEqual(placed, [["after", { feed: "f.json", heading: "", "label-next": "On" }]]);
});

test("from the head it goes to the end of the page, once that is there", (t) => {
  const { placed, listeners, tag } = open(t, { readyState: "loading" });
  placeElements(tag({ data: FEED, inHead: true }));
  assert.deepEqual(placed, []);
  const [[name, listener]] = listeners;
  assert.equal(name, "DOMContentLoaded");
  listener();
  assert.deepEqual(placed, [["end", { feed: "f.json" }]]);
});

test("a tag that is gone when it runs has its element at the end", (t) => {
  const { placed, tag } = open(t, {});
  placeElements(tag({ data: FEED, isConnected: false }));
  assert.deepEqual(placed, [["end", { feed: "f.json" }]]);
});

test("a tag without a feed stands for nothing", (t) => {
  const { placed, tag } = open(t, {});
  placeElements(tag({ data: { "data-limit": "3" } }));
  placeElements(null);
  assert.deepEqual(placed, []);
});

test("what a consent manager runs elsewhere stands at the blocked tag", (t) => {
  const blocked = [
    { name: "blocked", data: { ...FEED, "data-limit": "3" } },
    { name: "another's", data: FEED, outerHTML: "<script data-feed src=other.js>" },
  ];
  for (const copy of [{ data: {}, inHead: true }, { data: FEED, inHead: true }]) {
    const { placed, tag } = open(t, { blocked });
    placeElements(tag(copy));
    assert.deepEqual(placed, [["blocked", { feed: "f.json", limit: "3" }]]);
  }
});

test("a script that runs late on a page without an element says so", (t) => {
  const gone = ["latest-news: the page has no element: give it its own tag"];
  for (const [readyState, elements, lines] of [
    ["complete", [], [gone]],
    ["complete", [{}], []],
    ["interactive", [], []],
  ]) {
    const { tag } = open(t, { readyState, elements });
    const said = t.mock.method(console, "info", () => {}).mock;
    t.mock.timers.enable({ apis: ["setTimeout"] });
    placeElements(tag({ data: {}, inHead: true }));
    assert.deepEqual(said.calls.map((call) => call.arguments), []);
    t.mock.timers.tick(1000);
    assert.deepEqual(said.calls.map((call) => call.arguments), lines);
    t.mock.timers.reset();
    said.restore();
  }
});
