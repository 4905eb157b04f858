import assert from "node:assert/strict";
import { test } from "node:test";
import { withGlobals } from "./page.js";
import { mayHaveCopies, wasKept } from "../copies.js";

test("a kept script is told from a new one where timing is told at all", () => {
  // As measured. Sizes are in bytes.
  const net = { requestStart: 9, nextHopProtocol: "h2" };
  const rows = [
    ["Chromium, new", { ...net, transferSize: 3300, decodedBodySize: 9000, deliveryType: "" }, false],
    ["Chromium, kept", { requestStart: 9, nextHopProtocol: "", transferSize: 0, decodedBodySize: 9000, deliveryType: "cache" }, true],
    ["Chromium, confirmed", { requestStart: 9, nextHopProtocol: "", transferSize: 300, decodedBodySize: 9000, deliveryType: "cache" }, true],
    ["Firefox, new or confirmed", { ...net, transferSize: 3300, decodedBodySize: 9000 }, false],
    ["Firefox, kept", { ...net, transferSize: 0, decodedBodySize: 9000 }, true],
    ["Firefox, new, its size kept back", { ...net, transferSize: 300, decodedBodySize: 0 }, false, { transferSize: 900 }],
    ["Firefox, kept, its size kept back", { ...net, transferSize: 0, decodedBodySize: 0 }, true, { transferSize: 900 }],
    ["Firefox, kept like its page", { ...net, transferSize: 0, decodedBodySize: 0 }, false, { transferSize: 0 }],
    ["WebKitGTK, new", { ...net, transferSize: 0, decodedBodySize: 0 }, false],
    ["WebKitGTK, kept", { requestStart: 9, nextHopProtocol: "", transferSize: 0, decodedBodySize: 0 }, true],
    ["another origin's, untold", { requestStart: 0, nextHopProtocol: "", transferSize: 0, decodedBodySize: 0 }, false],
    ["no entry", undefined, false],
  ];
  for (const [what, timing, expected, page] of rows) assert.equal(wasKept(timing, page), expected, what);
});

test("what is said of a visit stays", (t) => {
  const asked = t.mock.fn(() => [{ requestStart: 9, nextHopProtocol: "" }]);
  const getEntriesByType = () => [{ transferSize: 900 }];
  withGlobals(t, { performance: { getEntriesByName: asked, getEntriesByType } });
  assert.equal(mayHaveCopies(), true);
  asked.mock.mockImplementation(() => []);
  assert.equal(mayHaveCopies(), true);
  assert.equal(asked.mock.callCount(), 1);
  assert.equal(asked.mock.calls[0].arguments[0], "https://cdn.example/embed/latest-news.js");
});
