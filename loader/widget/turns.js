// Many elements that mount share slices of time, so that the page stays responsive.

/** In milliseconds. With a task for each, the page could be drawn in between, which takes longer. */
const SLICE = 8;

let turn = Promise.resolve();
let begun = 0;

/** Resolves in a new task. */
export const nextTask = () => new Promise((go) => setTimeout(go));

/** Resolves at once for the first element. */
export const ownTurn = () => {
  const mine = turn;
  turn = mine.then(async () => {
    if (Date.now() - begun < SLICE) return;
    await nextTask();
    begun = Date.now();
  });
  return mine;
};
