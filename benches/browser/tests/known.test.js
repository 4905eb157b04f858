// The harness itself, against an element whose behaviour is known.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { BLANK } from "../lib/contestants.js";
import { longestTasks } from "../lib/longest.js";
import * as scenes from "../lib/scenes.js";
import { serve } from "../lib/server.js";
import { browser } from "./stage.js";

const SELECTORS = { host: "known-news", headline: ".headline", next: ".next", previous: ".previous", complete: "true" };

const server = await serve({ known: fileURLToPath(new URL("known", import.meta.url)) });
after(() => server.close());
const chromium = await browser();

const known = page("known", "<known-news></known-news>", SELECTORS);
const blank = { ...page("blank", ""), ...BLANK };

function page(name, carousel, selectors, profile = "cold") {
  const head = selectors ? `<script async src="${server.publisher}/known/known.js"></script>` : "";
  server.page(`/${name}`, { head, carousel, count: 1 });
  return { url: `${server.partner}/${name}`, selectors, profile, carousel };
}

test("times, nodes and listeners are those of the page", async () => {
  const base = await scenes.loading(chromium, blank);
  const found = await scenes.loading(chromium, known);
  assert.ok(found.firstArticle >= 300, `${found.firstArticle}`);
  assert.ok(found.next > 300, `${found.next}`);
  assert.ok(found.longestTask > 50 && found.longestTask < found.firstArticle, `${found.longestTask}`);
  // The script and a line break, the element, its children and their texts, forty more with texts, and the one
  // that stays.
  assert.equal(found.nodes - base.nodes, 2 + 1 + 4 + 3 + 40 * 2 + 1);
  assert.equal(found.listeners - base.listeners, 3);
  assert.equal(found.requests, 2);
  assert.ok(found.code > 500 && found.code < 1_200, `${found.code}`);
  assert.deepEqual(found.faults, []);
});

test("a task of two loops counts as two", async () => {
  const [found] = await longestTasks(chromium, known, 1);
  assert.ok(found > 1.5 && found < 3, `${found}`);
});

test("a slow network and a slow processor are slow", async () => {
  const slow = await scenes.heavy(chromium, { ...known, profile: "cold-slow" });
  // Two requests, one after the other, and four times the work.
  assert.ok(slow.firstArticle > 300 + 2 * 150 + 3 * 100, `${slow.firstArticle}`);
});

test("a second visit loads nothing that was kept", async () => {
  const again = await scenes.heavy(chromium, { ...known, profile: "warm" });
  assert.equal(again.code, 0);
});

test("what stays behind is found", async () => {
  const left = await scenes.replacing(chromium, known, 20);
  assert.equal(left.leftListeners, 20);
  assert.equal(left.leftNodes, 20);
});

test("a page that shows nothing is a failure", async () => {
  const silent = { ...page("silent", "<known-other></known-other>", SELECTORS), patience: 1_000 };
  await assert.rejects(scenes.heavy(chromium, silent), /no articles after 1 seconds/);
});
