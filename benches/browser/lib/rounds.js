// Runs contestants in turn: A B C A B C. So a machine that slows down slows all of them.

import { quiet } from "./quiet.js";

/**
 * `measure(contestant, settle)` returns the figures of one run; it calls `settle` before each visit. The result is
 * `{ name: [figures, …] }`. With `warmUp`, a first round is not counted: it fills the caches of server, disk and
 * browser. Each visit waits at most `patience` milliseconds for a quiet machine. `state` counts the runs that began
 * while it was busy, and lists those that failed; the others go on.
 */
export async function rounds({ title, contestants, count, warmUp, patience, state, measure }) {
  const runs = {};
  for (let round = warmUp ? 0 : 1; round <= count; round += 1) {
    for (const contestant of contestants) {
      let calm = true;
      const settle = async () => {
        calm = (await quiet(patience)) && calm;
      };
      const figures = await measure(contestant, settle).catch((error) => ({ faults: [error.message] }));
      if (figures.faults?.length > 0) {
        const failure = `${title}, ${contestant.label}: ${figures.faults.join("; ")}`;
        console.log(failure);
        state.failures.push(failure);
      } else if (round > 0) {
        state.runs += 1;
        if (!calm) state.busy += 1;
        (runs[contestant.name] ??= []).push(figures);
      }
    }
    console.log(`${title}: ${round === 0 ? "not counted" : `round ${round} of ${count}`}`);
  }
  return runs;
}
