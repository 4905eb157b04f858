import assert from "node:assert/strict";
import { test } from "node:test";
import "./page.js";
import { address, addressIn, nonce } from "../where.js";

test("files are beside the script, whatever the page's address", () => {
  assert.equal(address("./v/glue.js"), "https://cdn.example/embed/v/glue.js");
  assert.equal(nonce, "n");
});

test("a stack names the script that made it", () => {
  const rows = [
    ["Error\n    at https://cdn.example/a/latest-news.js:1:23\n    at x", "https://cdn.example/a/latest-news.js"],
    ["@https://cdn.example/latest-news.js?v=1:1:23\n", "https://cdn.example/latest-news.js?v=1"],
    ["module code@file:///srv/latest-news.js:3:9", "file:///srv/latest-news.js"],
    ["Error\n    at <anonymous>:1:1", undefined],
    [undefined, undefined],
  ];
  for (const [stack, expected] of rows) assert.equal(addressIn(stack), expected, stack);
});
