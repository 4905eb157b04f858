import assert from "node:assert/strict";
import { test } from "node:test";
import { consoleLines } from "./page.js";
import { report } from "../console.js";
import { ended, forbidden, unreachable } from "../failure.js";

test("one line for each cure, a message for each failure", (t) => {
  const said = consoleLines(t);
  const message = "the widget cannot run: x.js failed; send its files with Access-Control-Allow-Origin";
  assert.equal(report(unreachable("x.js failed")), message);
  assert.equal(report(unreachable("x.js failed")), message);
  report(ended(RangeError("out of memory")));
  report(forbidden("the page refuses WebAssembly"));
  assert.deepEqual(said.calls.map(({ arguments: [line] }) => line), [
    `latest-news: ${message}`,
    "latest-news: the widget cannot run: RangeError: out of memory; elements added later start afresh",
    "latest-news: the widget cannot run: the page refuses WebAssembly; add 'wasm-unsafe-eval' to script-src",
  ]);
});
