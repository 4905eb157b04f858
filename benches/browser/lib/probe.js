// Runs inside the measured page, before its scripts. The functions are sent as text: they see nothing of
// this module.

/** Installs `window.__probe`. `selectors` are those of a contestant, or `null` for a page without any. */
export function install(selectors) {
  const longTasks = [];
  const shifts = [];
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) longTasks.push([startTime, duration]);
  }).observe({ type: "longtask", buffered: true });
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) shifts.push(value);
  }).observe({ type: "layout-shift", buffered: true });

  const root = (host) => host?.shadowRoot ?? host;
  const find = (host, part) => root(host)?.querySelector(selectors[part]);
  const hosts = () => [...document.querySelectorAll(selectors.host)];
  const first = () => document.querySelector(selectors.host);

  const drawn = (element) =>
    element?.textContent.trim() &&
    element.getBoundingClientRect().height > 1 &&
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true });
  /** Whether a reader can read it: drawn, and its middle in the window and in the carousel. */
  const seen = (element, host) => {
    if (!drawn(element)) return false;
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const frame = host.getBoundingClientRect();
    const middle = (left + right) / 2;
    return middle > Math.max(0, frame.left) && middle < Math.min(innerWidth, frame.right) && top < innerHeight && bottom > 0;
  };
  const frame = () => new Promise(requestAnimationFrame);
  /** The time after this frame has been painted. */
  const painted = () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now());
      port2.postMessage(0);
    });
  const until = async (condition) => {
    while (!condition()) await frame();
  };

  /** Where the first headline is, seen from its carousel: it changes when the carousel moves. */
  const offset = () => find(first(), "headline").getBoundingClientRect().left - first().getBoundingClientRect().left;

  /** When the first article has been painted, and when all carousels are complete. */
  async function watch() {
    if (!selectors) return {};
    await until(() => seen(find(first(), "headline"), first()));
    const firstArticle = await painted();
    const complete = (0, eval)(`(host) => ${selectors.complete}`);
    await until(() => hosts().length > 0 && hosts().every((host) => drawn(find(host, "headline")) && complete(host)));
    return { firstArticle, all: await painted() };
  }

  window.__probe = {
    longTasks,
    shifts,
    find: (part) => find(first(), part),
    offset,
    frame,
    painted,
    drawn: () => drawn(find(first(), "headline")),
    until,
    watch,
  };
}

/** Calls `report` with what an action answers, or with why it failed. */
export function run(action, report) {
  action().then(
    (value) => window[report](JSON.stringify({ value })),
    (error) => window[report](JSON.stringify({ error: String(error?.stack ?? error) })),
  );
}

/**
 * Presses next as soon as it can be pressed, and again after a while if nothing has moved. The answer is when
 * the first frame with a movement has been painted.
 */
export async function pressNext() {
  const { find, offset, painted, until, frame, drawn } = window.__probe;
  const usable = (button) => button && !button.disabled && button.getAttribute("aria-disabled") !== "true";
  await until(() => drawn() && usable(find("next")));
  // Nobody presses what has not been painted.
  await painted();
  const start = offset();
  let last = -Infinity;
  while (Math.abs(offset() - start) < 8) {
    if (performance.now() - last > 300) {
      last = performance.now();
      find("next").click();
    }
    await frame();
  }
  return { next: await painted() };
}

/**
 * `steps` presses, `pause` milliseconds apart: forward while there are slides, and back again. Returns how
 * many moved, and with `frames` the times between frames. Asking for every frame costs work of its own, so
 * work and frames are measured apart.
 */
export async function step({ steps, pause, turn, frames }) {
  const { find, offset } = window.__probe;
  const wait = () => new Promise((resolve) => setTimeout(resolve, pause));
  const times = [];
  let on = frames;
  const note = (time) => {
    times.push(time);
    if (on) requestAnimationFrame(note);
  };
  if (frames) requestAnimationFrame(note);
  let moved = 0;
  for (let at = 0; at < steps; at += 1) {
    const before = offset();
    find(Math.floor(at / turn) % 2 === 0 ? "next" : "previous")?.click();
    await wait();
    if (Math.abs(offset() - before) > 8) moved += 1;
  }
  on = false;
  return { moved, gaps: times.slice(1).map((time, at) => time - times[at]) };
}

/** Puts a carousel into the page, waits until it is drawn, and takes it away, `count` times. */
export async function replace({ carousel, count }) {
  const { until, frame, drawn } = window.__probe;
  const place = document.querySelector(".place");
  place.replaceChildren();
  for (let at = 0; at < count; at += 1) {
    const range = document.createRange();
    range.selectNode(place);
    place.append(range.createContextualFragment(carousel));
    await until(drawn);
    place.replaceChildren();
    await frame();
  }
}
