// Stands between the wasm of a release and its page: the build puts it into the glue.
//
// A panic, or memory running out, ends an instance in the middle of whatever it was doing; entered
// again, it might do anything. So the first error that leaves it ends it for good, and the loader
// is told.

let tell;
let depth = 0;
let cause;
let hasEnded = false;

export const onEnd = (listener) => {
  tell = listener;
};

const guardExports = (exports) => Object.fromEntries(Object.entries(exports).map(([name, it]) => [
  name,
  typeof it !== "function" ? it : (...values) => {
    if (hasEnded) return;
    depth++;
    try {
      return it(...values);
    } catch (error) {
      hasEnded = true;
      cause = error;
      // What called from inside the instance ends with it.
      if (depth > 1) throw error;
    } finally {
      if (--depth === 0 && hasEnded) tell?.(cause);
    }
  },
]));

// A document answers with its elements first: `<img name="createElement">` would end the instance.
// This one answers with what documents have.
const ownDocument = (document) => new Proxy(document, {
  get(target, name) {
    const value = Reflect.get(Document.prototype, name, target);
    return typeof value === "function" ? value.bind(target) : value;
  },
});
