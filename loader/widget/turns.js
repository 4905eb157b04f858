// Where many elements mount, each has a task of its own: the page goes on in between.

let turn = Promise.resolve();

/** Resolves at once for the first. */
export const ownTurn = () => {
  const mine = turn;
  turn = mine.then(() => new Promise((go) => setTimeout(go)));
  return mine;
};
