import assert from "node:assert/strict";
import { test } from "node:test";
import { ownTurn } from "../widget/turns.js";

test("the first does not wait, and each of the others has a task of its own", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const mounted = [];
  const all = [1, 2, 3].map(async (number) => {
    await ownTurn();
    mounted.push(number);
  });
  const tasks = async (count) => {
    for (let task = 0; task < count; task++) {
      await new Promise((done) => setImmediate(done));
      t.mock.timers.tick(1);
    }
    await new Promise((done) => setImmediate(done));
  };
  await tasks(0);
  assert.deepEqual(mounted, [1]);
  await tasks(1);
  assert.deepEqual(mounted, [1, 2]);
  await tasks(2);
  assert.deepEqual(mounted, [1, 2, 3]);
  await Promise.all(all);
});
