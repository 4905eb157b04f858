// The longest task of a page, as a multiple of a loop on the same thread. Both are times of the processor
// spent on that thread, so other programs count little, and a slower machine counts nothing.

import { metrics, open, reader as newReader } from "./tab.js";
import { load } from "./visit.js";

/** On a machine of 2026, 20 million rounds take about an eighth of a second. */
const LOOP = "let x = 0; for (let i = 0; i < 2e7; i += 1) x = (x * 31 + i) | 0; window.__loop = x;";
const IN_A_TASK = `new Promise((resolve) => setTimeout(() => { ${LOOP} resolve(); }))`;
const TASK = "ThreadControllerImpl::RunTask";

/**
 * The page's longest task until it is at rest, in loops, for each of `visits`. They are one recording, because
 * Chromium may take seconds to begin and end one.
 */
export async function longestTasks(chromium, target, visits) {
  const reader = await newReader(chromium);
  try {
    const clock = await open(reader);
    const record = await startRecording(chromium);
    const limits = [await now(clock)];
    const part = async (action) => {
      await action();
      limits.push(await now(clock));
    };
    await part(() => clock.evaluate(IN_A_TASK));
    for (let visit = 0; visit < visits; visit += 1) await part(() => visited(chromium, target));
    const tasks = await record();
    const [loop, ...pages] = limits.slice(1).map((end, at) => longest(tasks, limits[at], end));
    return pages.map((page) => page / loop);
  } finally {
    await reader.close();
  }
}

/** A first visit by a reader of its own. */
async function visited(chromium, target) {
  const reader = await newReader(chromium);
  try {
    await load(reader, target);
  } finally {
    await reader.close();
  }
}

/** In microseconds, on the clock of recordings. */
const now = async (tab) => (await metrics(tab)).Timestamp * 1e6;

function longest(tasks, start, end) {
  const times = tasks.filter(({ ts }) => ts >= start && ts < end).map(({ tdur }) => tdur);
  if (times.length === 0) throw new Error("Chromium recorded no task of a page");
  return Math.max(...times);
}

/** The returned function ends it, and returns the tasks of the main threads of pages. */
async function startRecording(chromium) {
  const events = [];
  let complete;
  const ended = new Promise((resolve) => (complete = resolve));
  const stop = chromium.on(({ method, params }) => {
    if (method === "Tracing.dataCollected") events.push(...params.value);
    if (method === "Tracing.tracingComplete") complete();
  });
  await chromium.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories: ["toplevel"] } });
  return async () => {
    await chromium.send("Tracing.end");
    await ended;
    stop();
    const place = ({ pid, tid }) => `${pid} ${tid}`;
    const threads = events.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain");
    const pages = new Set(threads.map(place));
    return events.filter((it) => it.name === TASK && it.tdur > 0 && pages.has(place(it)));
  };
}
