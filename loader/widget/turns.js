// Where many elements mount, they share slices of time: the page goes on in between.

/** In milliseconds. A task for each would let the page be drawn between any two, which takes longer. */
const SLICE = 8;

let turn = Promise.resolve();
let begun = 0;

/** Resolves at once for the first. */
export const ownTurn = () => {
  const mine = turn;
  turn = mine.then(async () => {
    if (Date.now() - begun < SLICE) return;
    await new Promise((go) => setTimeout(go));
    begun = Date.now();
  });
  return mine;
};
