// The whole benchmark. `cargo xtask bench` builds what it needs and runs it.

import { cpus } from "node:os";
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { start } from "./lib/chromium.js";
import { BLANK, edition, included, peers, widget } from "./lib/contestants.js";
import { report } from "./lib/report.js";
import { rounds } from "./lib/rounds.js";
import * as scenes from "./lib/scenes.js";
import { place } from "./lib/section.js";
import { places, set } from "./lib/stage.js";
import { PROFILES } from "./lib/visit.js";

const DOCUMENT = "docs/performance.md";
/** Carousels on a page, and items of a feed. */
const MANY = 50;
const LONG = 10_000;
const REPLACED = 100;

const { values: options } = parseArgs({
  options: {
    rounds: { type: "string", default: "7" },
    only: { type: "string" },
    scenes: { type: "string" },
    patience: { type: "string", default: "20" },
  },
});
const count = number("rounds", 1);
/** How long each run waits for a quiet machine. */
const patience = number("patience", 0) * 1000;

function number(name, least) {
  const value = Number(options[name]);
  if (!Number.isInteger(value) || value < least) throw new Error(`--${name} ${options[name]}: write a number from ${least}`);
  return value;
}

const everybody = [BLANK, ...peers, widget, edition, included];
const drawing = everybody.filter((it) => it !== BLANK);
const fetching = drawing.filter((it) => it !== edition && it !== included);

const found = places();
const stage = await set(found);
const state = { runs: 0, busy: 0, failures: [] };
const results = {};

// The longer scenes have more work in each run, so fewer are enough.
const fewer = Math.ceil(count / 3);

const plan = [
  ...Object.entries(PROFILES).map(([profile, { label }]) => ({
    name: profile,
    title: label,
    contestants: everybody,
    count,
    warmUp: true,
    run: (chromium, it, settle) => scenes.loading(chromium, stage.target(it, { profile, settle })),
  })),
  {
    name: "stepping",
    title: "steps",
    contestants: drawing,
    count: fewer,
    run: (chromium, it, settle) => scenes.stepping(chromium, stage.target(it, { settle })),
  },
  {
    name: "replacing",
    title: "put in and taken away",
    contestants: drawing,
    count: fewer,
    run: (chromium, it, settle) => scenes.replacing(chromium, stage.target(it, { settle }), REPLACED),
  },
  {
    name: "many",
    title: `${MANY} carousels`,
    contestants: drawing.filter((it) => it !== included),
    count: fewer,
    run: (chromium, it, settle) => scenes.heavy(chromium, stage.target(it, { count: MANY, settle })),
  },
  {
    name: "long",
    title: `${LONG} items`,
    contestants: fetching,
    count: fewer,
    run: (chromium, it, settle) => scenes.heavy(chromium, stage.target(it, { length: LONG, settle })),
  },
];

const wanted = (list, name) => !list || list.split(",").includes(name);
let version;
try {
  for (const { name, title, contestants, count, warmUp, run } of plan.filter(({ name }) => wanted(options.scenes, name))) {
    // A new browser for each scene: what one leaves behind does not slow the next.
    const chromium = await start(found.chromium);
    version = chromium.version;
    try {
      const chosen = contestants.filter((it) => wanted(options.only, it.name));
      const measure = (it, settle) => run(chromium, it, settle);
      results[name] = await rounds({ title, contestants: chosen, count, warmUp, patience, state, measure });
    } finally {
      await chromium.close();
    }
  }
} finally {
  await stage.close();
}

const machine = `${cpus()[0].model.trim()}, ${cpus().length} cores; ${version}; Node ${process.version.slice(1)}`;
const date = new Date().toISOString().slice(0, 10);
const text = report({ results, contestants: everybody, sizes: { many: MANY, long: LONG, replaced: REPLACED }, state, machine, date });
console.log(`\n${text}`);

// Figures of a part of the benchmark, or of a busy machine, are for the reader of the terminal only.
const reasons = [
  [state.failures.length > 0, `${state.failures.length} runs failed; see above`],
  [options.only || options.scenes, "only a part was run"],
  [state.busy > state.runs / 10, "the machine was busy; end other programs and run it again"],
];
const [, reason] = reasons.find(([applies]) => applies) ?? [];
if (reason) {
  console.log(`\n${DOCUMENT} stays as it is: ${reason}`);
} else {
  writeFileSync(DOCUMENT, place(readFileSync(DOCUMENT, "utf8"), text));
  console.log(`\nwrote ${DOCUMENT}`);
}
if (state.failures.length > 0) process.exitCode = 1;
