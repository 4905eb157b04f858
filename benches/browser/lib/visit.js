// One visit of a page, measured. The same for every contestant.

import * as probe from "./probe.js";
import { collectGarbage, metrics, open, wasmMemory } from "./tab.js";
import { traffic } from "./traffic.js";

const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 };

export const PROFILES = {
  cold: { label: "first visit" },
  warm: { label: "second visit", again: true },
  "cold-slow": { label: "first visit, Slow 4G and processor slowed 4 times", network: SLOW_4G, slowdown: 4 },
  "warm-slow": { label: "second visit, Slow 4G and processor slowed 4 times", network: SLOW_4G, slowdown: 4, again: true },
};

const REPORT = "__report";
/** So long neither requests nor long tasks, and the page counts as at rest. */
const REST = 500;

const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

/**
 * Opens `url` in a tab of `reader`, and calls `then` with what `action` of the probe answers. `settle` is awaited
 * between: a browser works for a while to open a window.
 */
async function visit(reader, { url, selectors = null, profile, settle, patience = 60_000 }, action, then) {
  const tab = await open(reader);
  try {
    const answer = new Promise((resolve, reject) =>
      tab.on("Runtime.bindingCalled", ({ payload }) => {
        const { value, error } = JSON.parse(payload);
        if (error) reject(new Error(error));
        else resolve(value);
      }),
    );
    await tab.send("Runtime.addBinding", { name: REPORT });
    // From the document's first moment: a first view in the page is there in its first frame.
    const source = `(${probe.install})(${JSON.stringify(selectors)}); (${probe.run})(${action}, "${REPORT}")`;
    await tab.send("Page.addScriptToEvaluateOnNewDocument", { source });
    const { network, slowdown } = PROFILES[profile];
    if (network) await tab.send("Network.emulateNetworkConditions", network);
    const net = traffic(tab);
    await settle?.();
    // Chromium slows a processor by keeping it busy, so the machine would never be quiet before.
    if (slowdown) await tab.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
    const before = await metrics(tab);
    await tab.send("Page.navigate", { url });
    return await then({ tab, net, before, answer: await within(patience, answer, tab) });
  } finally {
    await tab.close();
  }
}

/** What a visit costs. `more` is called at its end, with the tab. */
export function load(reader, target, more = () => ({})) {
  return visit(reader, target, "window.__probe.watch", async ({ tab, net, before, answer: { firstArticle, all } }) => {
    await rest(tab, net);
    const after = await metrics(tab);
    const { longTasks, shifts } = await tab.evaluate("({ ...window.__probe })");
    const spent = (name) => (after[name] - before[name]) * 1000;
    await collectGarbage(tab);
    const held = await metrics(tab);
    const wasm = await wasmMemory(tab);
    return {
      firstArticle,
      all,
      longestTask: Math.max(0, ...longTasks.map(([, duration]) => duration)),
      blocked: longTasks.reduce((sum, [, duration]) => sum + duration - 50, 0),
      script: spent("ScriptDuration"),
      layout: spent("LayoutDuration") + spent("RecalcStyleDuration"),
      work: spent("TaskDuration"),
      shift: shifts.reduce((sum, value) => sum + value, 0),
      code: net.bytes("script", "wasm", "style"),
      data: net.bytes("data"),
      page: net.bytes("page"),
      requests: net.files().length,
      files: net.files(),
      heap: held.JSHeapUsedSize,
      wasm,
      nodes: held.Nodes,
      listeners: held.JSEventListeners,
      faults: tab.faults,
      ...(await more(tab, net)),
    };
  });
}

/** When next has moved the carousel, pressed as early as possible. In a visit of its own. */
export function next(reader, target) {
  return visit(reader, target, `${probe.pressNext}`, async ({ answer }) => answer);
}

async function within(patience, answer, tab) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no articles after ${patience / 1000} seconds: ${tab.faults.join("; ")}`)), patience);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

/** Until there have been no requests and no long tasks for a while. Work that comes later is not counted. */
async function rest(tab, net) {
  for (;;) {
    await pause(100);
    const still = await tab.evaluate(
      "performance.now() - Math.max(0, ...window.__probe.longTasks.map(([start, duration]) => start + duration))",
    );
    if (Math.min(net.quiet(), still) >= REST && (await tab.evaluate("document.readyState")) === "complete") return;
  }
}
