// The scenes of the benchmark: what is done with a contestant's page, and what is counted.

import * as probe from "./probe.js";
import { collectGarbage, metrics, reader as newReader, wasmMemory } from "./tab.js";
import { PROFILES, load, next } from "./visit.js";

/** Two steps forward and two back, so that each row of steps begins and ends at the first article. */
const STEPS = { steps: 20, pause: 500, turn: 2 };

/** Calls `then` with a reader of its own, who has been here before if the profile says so. */
async function withReader(chromium, target, then) {
  const reader = await newReader(chromium);
  try {
    if (PROFILES[target.profile].again) await load(reader, target);
    return await then(reader);
  } finally {
    await reader.close();
  }
}

/** One load, and another that only presses next. */
export async function loading(chromium, target) {
  const costs = await withReader(chromium, target, (reader) => load(reader, target));
  if (!target.selectors) return costs;
  return { ...costs, ...(await withReader(chromium, target, (reader) => next(reader, target))) };
}

/** One load of a page with many carousels or a long feed. */
export const heavy = (chromium, target) => withReader(chromium, target, (reader) => load(reader, target));

/** Twenty steps: their work, and in twenty more the frames that came late. */
export function stepping(chromium, target) {
  return withReader(chromium, target, (reader) =>
    load(reader, target, async (tab) => {
      const step = (frames) => tab.evaluate(`(${probe.step})(${JSON.stringify({ ...STEPS, frames })})`);
      // Steps run code for the first time, and request pictures. These are not counted.
      await step(false);
      const before = await metrics(tab);
      const { moved } = await step(false);
      const after = await metrics(tab);
      const { gaps } = await step(true);
      if (moved < STEPS.steps) throw new Error(`only ${moved} of ${STEPS.steps} steps moved`);
      const spent = (name) => (after[name] - before[name]) * 1000;
      return {
        stepScript: spent("ScriptDuration"),
        stepLayout: spent("LayoutDuration") + spent("RecalcStyleDuration"),
        stepWork: spent("TaskDuration"),
        stepLayouts: (after.LayoutCount - before.LayoutCount) / STEPS.steps,
        lateFrames: late(gaps),
      };
    }),
  );
}

const FRAME = 1000 / 60;

/** How many frames of a screen with 60 a second passed without one of the page's. */
export const late = (gaps) => gaps.reduce((sum, gap) => sum + Math.max(0, Math.round(gap / FRAME) - 1), 0);

/** What is left after a carousel has been put into the page and taken away many times. */
export function replacing(chromium, target, count) {
  return withReader(chromium, target, (reader) =>
    load(reader, target, async (tab) => {
      const replace = (times) =>
        tab.evaluate(`(${probe.replace})(${JSON.stringify({ carousel: target.carousel, count: times })})`);
      const weigh = async () => {
        await collectGarbage(tab);
        const { JSHeapUsedSize: heap, Nodes: nodes, JSEventListeners: listeners } = await metrics(tab);
        return { heap, nodes, listeners, wasm: await wasmMemory(tab) };
      };
      await tab.evaluate("performance.setResourceTimingBufferSize(0); performance.clearResourceTimings()");
      // Caches of the browser and of the engine fill up first.
      await replace(20);
      const before = await weigh();
      await replace(count);
      const after = await weigh();
      const left = (name) => after[name] - before[name];
      return {
        leftHeap: left("heap") / count,
        leftNodes: left("nodes"),
        leftListeners: left("listeners"),
        leftWasm: left("wasm"),
      };
    }),
  );
}
