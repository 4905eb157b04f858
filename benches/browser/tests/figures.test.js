// Sums, tables and the document's section.

import assert from "node:assert/strict";
import { test } from "node:test";
import { feed } from "../lib/feed.js";
import { ratio, summary } from "../lib/numbers.js";
import { late } from "../lib/scenes.js";
import { place } from "../lib/section.js";
import { table } from "../lib/table.js";

test("a summary has the least, the middle and the greatest", () => {
  const rows = [
    [[3], { min: 3, median: 3, max: 3, count: 1 }],
    [[10, 2, 30], { min: 2, median: 10, max: 30, count: 3 }],
    [[4, 1, 2, 3], { min: 1, median: 2.5, max: 4, count: 4 }],
    [[undefined, 5, NaN], { min: 5, median: 5, max: 5, count: 1 }],
    [[undefined], undefined],
  ];
  for (const [values, expected] of rows) assert.deepEqual(summary(values), expected);
});

test("a ratio is to the best peer, and none to next to nothing", () => {
  const rows = [
    [30, [20, 15], 1, 2],
    [30, [0.5, 20], 1, undefined],
    [30, [], 1, undefined],
  ];
  for (const [median, peers, floor, expected] of rows) assert.equal(ratio(median, peers, floor), expected);
});

test("a table compares with peers only", () => {
  const contestants = [
    { name: "page", label: "alone", kind: "page" },
    { name: "a", label: "A", kind: "peer" },
    { name: "b", label: "B", kind: "peer" },
    { name: "ours", label: "ours", kind: "ours" },
    { name: "absent", label: "absent", kind: "peer" },
  ];
  const runs = {
    page: [{ work: 1 }],
    a: [{ work: 20 }, { work: 10 }, { work: 30 }],
    b: [{ work: 40 }],
    ours: [{ work: 30 }],
  };
  const measures = [
    { key: "work", title: "work, ms", show: String, floor: 1 },
    { key: "never", title: "never measured", show: String, floor: 1 },
  ];
  assert.equal(
    table(contestants, runs, measures),
    "|  | work, ms |\n|---|---|\n| alone | 1 |\n| A | 20 (10 to 30) ×1.00 |\n| B | 40 ×2.00 |\n| ours | 30 ×1.50 |",
  );
});

test("late frames are those that a screen of 60 a second missed", () => {
  assert.equal(late([16.7, 16.6, 17.9]), 0);
  assert.equal(late([33.3, 16.7, 50]), 3);
});

test("only the section between the marks is replaced", () => {
  const document = "before\n<!-- bench: figures -->\n\nold\n\n<!-- /bench -->\nafter\n";
  assert.equal(place(document, "new\n"), "before\n<!-- bench: figures -->\n\nnew\n\n<!-- /bench -->\nafter\n");
  assert.throws(() => place("no marks", "new"), /the document has no/);
});

test("the feed is the same each time, and each article differs", () => {
  const once = feed(10_000, "http://host");
  assert.deepEqual(once, feed(10_000, "http://host"));
  assert.equal(new Set(once.items.map(({ title, url }) => `${title} ${url}`)).size, 10_000);
});
