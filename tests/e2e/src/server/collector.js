// Records what happens on a host page. It runs before anything else. The record is stored under a
// symbol, so that a test for new globals does not find it.
(() => {
  const seen = { console: [], errors: [], csp: [], events: [], moves: [] };
  Object.defineProperty(window, Symbol.for('collector'), { value: seen });

  const words = (value) => {
    if (value instanceof Error) return String(value);
    if (typeof value === 'object' && value !== null) {
      try { return JSON.stringify(value); } catch { return String(value); }
    }
    return String(value);
  };
  for (const level of ['error', 'warn', 'info', 'log', 'debug']) {
    const own = console[level];
    console[level] = (...args) => {
      seen.console.push({ level, text: args.map(words).join(' ') });
      own.apply(console, args);
    };
  }
  addEventListener('error', (event) => {
    if (event.target === window) seen.errors.push(event.message);
  }, true);
  addEventListener('unhandledrejection', (event) => {
    seen.errors.push(`unhandled rejection: ${words(event.reason)}`);
  });
  document.addEventListener('securitypolicyviolation', (event) => {
    seen.csp.push(`${event.effectiveDirective}: ${event.blockedURI}`);
  });
  for (const name of ['ready', 'select', 'slide', 'refresh', 'error', 'view']) {
    document.addEventListener(`latest-news-${name}`, (event) => {
      const detail = event.detail === undefined ? null : JSON.parse(JSON.stringify(event.detail));
      seen.events.push({
        name, detail, target: event.target.id || event.target.localName,
        bubbles: event.bubbles, composed: event.composed, cancelable: event.cancelable,
      });
    });
  }

  // Layout shift, for engines that do not report it: the place of each element marked
  // `data-steady`, recorded in every frame in which it has moved.
  const last = new Map();
  const { querySelectorAll } = Document.prototype;
  const sample = () => {
    for (const element of querySelectorAll.call(document, '[data-steady]')) {
      const box = element.getBoundingClientRect();
      const place = [box.left + scrollX, box.top + scrollY].map((side) => Math.round(side * 10) / 10);
      const before = last.get(element);
      if (before && (before[0] !== place[0] || before[1] !== place[1])) {
        seen.moves.push({ what: element.dataset.steady || element.localName, from: before, to: place });
      }
      last.set(element, place);
    }
    requestAnimationFrame(sample);
  };
  requestAnimationFrame(sample);
})();
