// The figures of the tables: their names, units and places.

const milliseconds = (value) => (value < 10 ? value.toFixed(1) : grouped(value));
export const grouped = (value) => String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ",");
const kilobytes = (value) => (value / 1000).toFixed(1);
const small = (value) => value.toFixed(3);

/** `floor`: the least figure of the best peer that makes a ratio meaningful. */
const measure = (key, title, show, floor) => ({ key, title, show, floor });

const FIRST = measure("firstArticle", "first article, ms", milliseconds, 1);
const none = (value) => (value === 0 ? "none" : milliseconds(value));
const LONGEST = measure("longestTask", "longest task, ms", none, 50);
const BLOCKED = measure("blocked", "blocked, ms", none, 50);
const SCRIPT = measure("script", "script, ms", milliseconds, 1);
const LAYOUT = measure("layout", "style and layout, ms", milliseconds, 1);
const NODES = measure("nodes", "nodes", grouped, 1);
const LISTENERS = measure("listeners", "listeners", grouped, 1);
const HEAP = measure("heap", "heap, KB", kilobytes, 1);
const WASM = measure("wasm", "WebAssembly memory, KB", kilobytes, 1);

export const TABLES = {
  loading: [
    FIRST,
    measure("next", "next has moved, ms", milliseconds, 1),
    LONGEST,
    BLOCKED,
    SCRIPT,
    LAYOUT,
    measure("shift", "layout shift", small, 0.001),
  ],
  bytes: [
    measure("code", "scripts, style, WebAssembly, bytes", grouped, 1),
    measure("page", "page, bytes", grouped, 1),
    measure("data", "feed, bytes", grouped, 1),
    measure("requests", "requests without pictures", grouped, 1),
  ],
  memory: [HEAP, WASM, NODES, LISTENERS],
  stepping: [
    measure("stepScript", "script, ms", milliseconds, 1),
    measure("stepLayout", "style and layout, ms", milliseconds, 1),
    measure("stepWork", "all work of the page's thread, ms", milliseconds, 1),
    measure("lateFrames", "dropped frames", grouped, 1),
  ],
  replacing: [
    measure("leftHeap", "heap for each, bytes", grouped, Infinity),
    measure("leftNodes", "nodes", grouped, Infinity),
    measure("leftListeners", "listeners", grouped, Infinity),
    measure("leftWasm", "WebAssembly memory, bytes", grouped, Infinity),
  ],
  many: [FIRST, measure("all", "all drawn, ms", milliseconds, 1), LONGEST, BLOCKED, SCRIPT, LAYOUT, HEAP, NODES, LISTENERS],
  long: [FIRST, LONGEST, BLOCKED, SCRIPT, LAYOUT, HEAP, measure("data", "feed, bytes", grouped, 1)],
};
