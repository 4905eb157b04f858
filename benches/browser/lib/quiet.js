// How busy the machine is with other work.

import { cpus } from "node:os";

const LEAST_IDLE = 0.8;
const SAMPLE = 300;

const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

function times() {
  const all = cpus().flatMap(({ times }) => Object.entries(times));
  const sum = (chosen) => chosen.reduce((total, [, time]) => total + time, 0);
  return { idle: sum(all.filter(([kind]) => kind === "idle")), total: sum(all) };
}

/** Waits until the machine is mostly idle, at most `patience` milliseconds. Returns whether it became so. */
export async function quiet(patience) {
  const end = Date.now() + patience;
  do {
    const before = times();
    await pause(SAMPLE);
    const after = times();
    if ((after.idle - before.idle) / Math.max(1, after.total - before.total) >= LEAST_IDLE) return true;
  } while (Date.now() < end);
  return false;
}
