import assert from "node:assert/strict";
import { test } from "node:test";
import { settled, withGlobals } from "./page.js";
import { ask, askEarly, keepOnly, takeRequest } from "../requests.js";

const FEED = "https://news.example/feed.json";

/** A `fetch` that records its calls and never answers. */
const noting = (test) => {
  const asked = [];
  withGlobals(test, { fetch: (url, options) => (asked.push({ url, ...options }), new Promise(() => {})) });
  return asked;
};

test("an early request is sent once and handed over once", (t) => {
  const asked = noting(t);
  askEarly(FEED);
  askEarly(FEED);
  assert.equal(asked.length, 1);
  // Nothing shows an earlier visit.
  assert.equal(asked[0].cache, "default");
  assert.equal(asked[0].credentials, "omit");
  const [, controller] = takeRequest(FEED, "default");
  assert.equal(asked.length, 1);
  assert.equal(asked[0].signal, controller.signal);
  takeRequest(FEED, "default");
  assert.equal(asked.length, 2);
});

test("a request by other rules is a new one", (t) => {
  const asked = noting(t);
  askEarly(FEED);
  takeRequest(FEED, "no-cache");
  assert.deepEqual(asked.map(({ cache }) => cache), ["default", "no-cache"]);
  keepOnly(() => false);
});

test("what nobody waits for is aborted and forgotten", (t) => {
  const asked = noting(t);
  askEarly(FEED);
  askEarly("https://news.example/other.json");
  keepOnly((url) => url === FEED);
  assert.deepEqual(asked.map(({ signal }) => signal.aborted), [false, true]);
  askEarly(FEED);
  assert.equal(asked.length, 2);
  keepOnly(() => false);
});

test("nothing is thrown, whatever the page has made of fetch", async (t) => {
  const unheard = t.mock.fn();
  process.on("unhandledRejection", unheard);
  t.after(() => process.off("unhandledRejection", unheard));
  for (const fetch of [undefined, () => { throw Error("by order"); }, () => Promise.reject(Error("by order"))]) {
    withGlobals(t, { fetch });
    const response = ask(FEED);
    await settled();
    await assert.rejects(response);
  }
  assert.equal(unheard.mock.callCount(), 0);
});
