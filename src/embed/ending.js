// The build puts this into the glue, between the WebAssembly of a release and its page.
//
// A panic, or memory that runs out, interrupts an instance at any point. If the instance were
// entered again, its behaviour would be undefined. So the first error that leaves an instance ends
// it, and the loader is told.

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
      // A call from inside the instance ends together with it.
      if (depth > 1) throw error;
    } finally {
      if (--depth === 0 && hasEnded) tell?.(cause);
    }
  },
]));

// A document answers with the page's named elements first: `<img name="createElement">` would end
// the instance. This proxy answers with the members of the class.
const ownDocument = (document) => new Proxy(document, {
  get(target, name) {
    const value = Reflect.get(Document.prototype, name, target);
    return typeof value === "function" ? value.bind(target) : value;
  },
});
