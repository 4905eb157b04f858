import assert from "node:assert/strict";
import { test } from "node:test";
import { withGlobals } from "./page.js";
import { mayHaveCopies, wasKept } from "../copies.js";

test("a kept script is told from a new one where timing is told at all", () => {
  // As measured; sizes are in bytes.
  const net = { requestStart: 9, nextHopProtocol: "h2" };
  const rows = [
    ["Chromium, new", { ...net, transferSize: 3300, decodedBodySize: 9000, deliveryType: "" }, false],
    ["Chromium, kept", { requestStart: 9, nextHopProtocol: "", transferSize: 0, decodedBodySize: 9000, deliveryType: "cache" }, true],
    ["Chromium, confirmed", { requestStart: 9, nextHopProtocol: "", transferSize: 300, decodedBodySize: 9000, deliveryType: "cache" }, true],
    ["Firefox, new or confirmed", { ...net, transferSize: 3300, decodedBodySize: 9000 }, false],
    ["Firefox, kept", { ...net, transferSize: 0, decodedBodySize: 9000 }, true],
    ["WebKitGTK, new", { ...net, transferSize: 0, decodedBodySize: 0 }, false],
    ["WebKitGTK, kept", { requestStart: 9, nextHopProtocol: "", transferSize: 0, decodedBodySize: 0 }, true],
    ["another origin's, untold", { requestStart: 0, nextHopProtocol: "", transferSize: 0, decodedBodySize: 0 }, false],
    ["no entry", undefined, false],
  ];
  for (const [what, timing, expected] of rows) assert.equal(wasKept(timing), expected, what);
});

test("what is said of a visit stays", (t) => {
  const asked = t.mock.fn(() => [{ requestStart: 9, nextHopProtocol: "" }]);
  withGlobals(t, { performance: { getEntriesByName: asked } });
  assert.equal(mayHaveCopies(), true);
  asked.mock.mockImplementation(() => []);
  assert.equal(mayHaveCopies(), true);
  assert.equal(asked.mock.callCount(), 1);
  assert.equal(asked.mock.calls[0].arguments[0], "https://cdn.example/embed/latest-news.js");
});
