// The whole result as Markdown.

import { grouped, TABLES } from "./measures.js";
import { table } from "./table.js";
import { PROFILES } from "./visit.js";

const READING = `A cell has the median, the least and the greatest figure in parentheses, and × the ratio of medians to the best of
the five peers. Less is better everywhere. A long task takes more than 50 ms; "blocked" is the sum of what is
above that. Script, style and layout are times on the page's own thread. Bytes are on the wire: brotli and headers.`;

const UNMEASURED = `What it cannot measure: names, connections and TLS, because everything is on this machine (slow networks have a
delay for each request instead); real slow processors, because only the page's main thread is slowed, not the
threads that compile WebAssembly; frames that the browser draws without the page's thread, and with a graphics card;
other browsers; pages with much script of their own; and visits after the second, for which Chromium keeps compiled
code.`;

const SCENES = {
  stepping: () => [
    "20 steps",
    "Two views forward and two back. Dropped frames are counted in another 20 steps, because counting is work of its own.",
  ],
  replacing: ({ replaced }) => [
    `Left behind by ${grouped(replaced)} carousels`,
    "Put into a page, drawn and taken away, after twenty others.",
  ],
  many: ({ many }) => [
    `${grouped(many)} carousels on a page`,
    'The widgets have `loading="eager"`, because without it only those near the window are drawn.',
  ],
  long: ({ long }) => [`A feed of ${grouped(long)} items`, "All show the newest twelve."],
};

/** `results`: `{ scene: { contestant: [figures, …] } }`. Scenes that were not run are left out. */
export function report({ results, contestants, sizes, state, machine, date }) {
  const parts = [
    `Measured on ${date} with \`cargo xtask bench\`: ${machine}. ${state.runs} runs, ${state.busy} of which began while the machine was busy.`,
    READING,
    UNMEASURED,
  ];
  const add = (heading, note, scene, measures) => {
    const runs = results[scene];
    if (!runs) return;
    const counts = [...new Set(Object.values(runs).map((it) => it.length))].join(" or ");
    const text = `Medians of ${counts}.${note && ` ${note}`}`;
    parts.push(`### ${heading}`, text, table(contestants, runs, measures));
  };
  for (const [profile, { label }] of Object.entries(PROFILES)) add(capital(label), "", profile, TABLES.loading);
  add("Bytes of a first visit", "", "cold", TABLES.bytes);
  add("Bytes of a second visit", "", "warm", TABLES.bytes);
  add("Memory, nodes and listeners", "Of the whole page, after a first visit.", "cold", TABLES.memory);
  for (const [scene, about] of Object.entries(SCENES)) add(...about(sizes), scene, TABLES[scene]);
  return parts.join("\n\n");
}

const capital = (text) => text[0].toUpperCase() + text.slice(1);
