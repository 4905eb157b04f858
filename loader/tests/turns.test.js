import assert from "node:assert/strict";
import { test } from "node:test";
import { ownTurn } from "../widget/turns.js";

test("the first does not wait, and the others share slices of time", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout", "Date"], now: 1_000 });
  const mounted = [];
  // Each takes five milliseconds. Two fill a slice of eight, and the third was started before that.
  const all = [1, 2, 3, 4, 5, 6, 7].map(async (number) => {
    await ownTurn();
    mounted.push(number);
    t.mock.timers.setTime(Date.now() + 5);
  });
  const settle = () => new Promise((done) => setImmediate(done));
  for (const expected of [[1], [1, 2, 3, 4], [1, 2, 3, 4, 5, 6, 7]]) {
    await settle();
    assert.deepEqual(mounted, expected);
    t.mock.timers.tick(1);
  }
  await Promise.all(all);
});
