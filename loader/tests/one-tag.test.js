import assert from "node:assert/strict";
import { test } from "node:test";
import { withGlobals } from "./page.js";
import { placeElementFor } from "../one-tag.js";

/** A script tag with these attributes, in the head or not, in a document of this state. */
const open = (test, { data, inHead = false, readyState = "complete" }) => {
  const placed = [];
  const at = (where) => (element) => placed.push([where, Object.fromEntries(element.attributes)]);
  const listeners = [];
  withGlobals(test, {
    document: { createElement: () => new HTMLElement(), body: { append: at("end") }, readyState },
    addEventListener: (name, listener) => listeners.push([name, listener]),
  });
  const script = {
    parentNode: {},
    getAttribute: (name) => data[name] ?? null,
    closest: () => (inHead ? {} : null),
    after: at("after"),
  };
  return { placed, listeners, script };
};

test("the element stands after the script, with its attributes", (t) => {
  const data = { "data-feed": "f.json", "data-label-next": "On", "data-heading": "", "data-other": "x" };
  const { placed, script } = open(t, { data });
  placeElementFor(script);
  assert.deepEqual(placed, [["after", { feed: "f.json", heading: "", "label-next": "On" }]]);
});

test("from the head it goes to the end of the page, once that is there", (t) => {
  const data = { "data-feed": "f.json" };
  const { placed, listeners, script } = open(t, { data, inHead: true, readyState: "loading" });
  placeElementFor(script);
  assert.deepEqual(placed, []);
  const [[name, listener]] = listeners;
  assert.equal(name, "DOMContentLoaded");
  listener();
  assert.deepEqual(placed, [["end", { feed: "f.json" }]]);
});

test("a tag without a feed, or without a place, stands for nothing", (t) => {
  const { placed, script } = open(t, { data: { "data-limit": "3" } });
  placeElementFor(script);
  placeElementFor(null);
  const gone = open(t, { data: { "data-feed": "f.json" } });
  placeElementFor({ ...gone.script, parentNode: null });
  assert.deepEqual([placed, gone.placed], [[], []]);
});
