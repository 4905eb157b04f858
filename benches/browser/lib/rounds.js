// Runs contestants in turn: A B C A B C. So a machine that slows down slows all of them.

import { quiet } from "./quiet.js";

const PATIENCE = 20_000;

/**
 * `measure(contestant)` returns the figures of one run. The result is `{ name: [figures, …] }`. A first round is
 * not counted if `warmUp`: it fills the caches of server, disk and browser. `state` counts runs that began
 * while the machine was busy.
 */
export async function rounds({ title, contestants, count, warmUp, state, measure }) {
  const runs = {};
  for (let round = warmUp ? 0 : 1; round <= count; round += 1) {
    for (const contestant of contestants) {
      const calm = await quiet(PATIENCE);
      let figures;
      try {
        figures = await measure(contestant);
      } catch (error) {
        throw new Error(`${title}, ${contestant.label}: ${error.message}`, { cause: error });
      }
      if (figures.faults?.length > 0) throw new Error(`${title}, ${contestant.label}: ${figures.faults.join("; ")}`);
      if (round === 0) continue;
      state.runs += 1;
      if (!calm) state.busy += 1;
      (runs[contestant.name] ??= []).push(figures);
    }
    console.log(`${title}: ${round === 0 ? "not counted" : `round ${round} of ${count}`}`);
  }
  return runs;
}
