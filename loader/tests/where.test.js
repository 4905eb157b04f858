import assert from "node:assert/strict";
import { test } from "node:test";
import { Document, withGlobals } from "./page.js";
import { address, addressIn, base, nonce, script } from "../where.js";

const LOADER = "https://cdn.example/embed/latest-news.js";

test("files are beside the script, whatever the page's elements are named", () => {
  assert.equal(script.src, LOADER);
  assert.equal(base, LOADER);
  assert.equal(address("./v/glue.js"), "https://cdn.example/embed/v/glue.js");
  assert.equal(nonce, "n");
});

/** The module, imported in a document with this state. */
const importIn = async (test, state) => {
  withGlobals(test, { document: new Document(state) });
  return import(`../where.js?${Math.random()}`);
};

test("the text of the loader finds its tag", async (t) => {
  const tag = { src: LOADER, nonce: "m" };
  const find = (selector) => (selector.includes("latest-news.js") ? [tag] : []);
  const text = await importIn(t, { currentScript: { src: "" }, find });
  assert.deepEqual([text.base, text.script, text.nonce], [LOADER, tag, "m"]);
  // The tag of a module may belong to another copy, so it stands for no element.
  const module = await importIn(t, { find });
  assert.deepEqual([module.base, module.script], [LOADER, null]);
});

test("without a tag it does not know, and asks nobody", async (t) => {
  assert.equal((await importIn(t, { currentScript: { src: "" } })).base, undefined);
});

test("a page's own idea of stacks does not matter", async (t) => {
  const { prepareStackTrace } = Error;
  t.after(() => {
    Error.prepareStackTrace = prepareStackTrace;
  });
  for (const own of [() => { throw Error("by order"); }, () => [1], () => undefined]) {
    Error.prepareStackTrace = own;
    assert.equal((await importIn(t, {})).base, undefined);
  }
});

test("a stack names the loader, and nothing but a loader", () => {
  const rows = [
    ["Error\n    at https://cdn.example/a/latest-news.js:1:23\n    at x", "https://cdn.example/a/latest-news.js"],
    ["Error\n    at https://cdn.example/a(1)/latest-news.js:1:23", "https://cdn.example/a(1)/latest-news.js"],
    ["Error\n    at f (https://cdn.example/(a)/latest-news.js:1:23)", "https://cdn.example/(a)/latest-news.js"],
    ["@https://cdn.example/v:1:2/latest-news.js:1:23\n", "https://cdn.example/v:1:2/latest-news.js"],
    ["@https://[2001:db8::1]:8443/latest-news.js:1:23\n", "https://[2001:db8::1]:8443/latest-news.js"],
    ["@https://cdn.example/latest-news.js?v=1:1:23\n", "https://cdn.example/latest-news.js"],
    ["module code@file:///srv/latest-news.js:3:9", "file:///srv/latest-news.js"],
    ["Error\n    at https://partner.example/bundle.js:1:23", undefined],
    ["Error\n    at eval (eval at run (https://partner.example/app.js:1:2), <anonymous>:1:1)", undefined],
    ["Error\n    at https://partner.example/latest-news.json:1:2", undefined],
    ["Error\n    at <anonymous>:1:1", undefined],
    ["Error", undefined],
    [undefined, undefined],
  ];
  for (const [stack, expected] of rows) assert.equal(addressIn(stack), expected, stack);
});
