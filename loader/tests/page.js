// The parts of a page that the modules use when they are imported, for tests in Node.

/** Gives the globals these values until the test ends. */
export const withGlobals = (test, values) => {
  for (const [name, value] of Object.entries(values)) {
    const before = Object.getOwnPropertyDescriptor(globalThis, name);
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
    test.after(() => {
      if (before) Object.defineProperty(globalThis, name, before);
      else delete globalThis[name];
    });
  }
};

/** The lines written to the console from now on. */
export const consoleLines = (test) => test.mock.method(console, "error", () => {}).mock;

/** A promise, and the functions that settle it. */
export const later = () => {
  let settle;
  const promise = new Promise((resolve, reject) => {
    settle = { resolve, reject };
  });
  return { promise, ...settle };
};

/** Resolves after all pending callbacks have run. */
export const settled = () => new Promise((done) => setImmediate(done));

class ShadowRoot {
  children = [];
  adoptedStyleSheets = [];
  constructor(host) {
    this.host = host;
  }
  replaceChildren(...children) {
    this.children = children;
  }
  getElementById() {
    return null;
  }
  set textContent(_) {
    this.children = [];
  }
}

/** An element. As in a browser, its members are on the prototype. */
class Element extends EventTarget {
  attributes = new Map();
  dataset = {};
  isConnected = false;
  shadowRoot = null;
  baseURI = "https://partner.example/page/";

  constructor(localName) {
    super();
    this.localName = localName;
  }
  get ownerDocument() {
    return document;
  }
  attachInternals() {
    return { states: new Set() };
  }
  attachShadow() {
    return (this.shadowRoot = new ShadowRoot(this));
  }
  getAttribute(name) {
    return this.attributes.get(name) ?? null;
  }
  setAttribute(name, value) {
    this.attributes.set(name, `${value}`);
    this.attributeChangedCallback?.(name);
  }
  hasAttribute(name) {
    return this.attributes.has(name);
  }
  removeAttribute(name) {
    this.attributes.delete(name);
  }
  closest() {
    return null;
  }
  getRootNode() {
    return document;
  }
}

class CSSStyleSheet {
  replaceSync(css) {
    this.css = css;
  }
}

/** A document that, like a real one, answers with named elements first. */
export class Document {
  #state;
  constructor(state = {}) {
    this.#state = state;
    for (const name of state.names ?? []) {
      Object.defineProperty(this, name, { value: { isNamed: name }, configurable: true });
    }
  }
  get currentScript() {
    return this.#state.currentScript ?? null;
  }
  get readyState() {
    return this.#state.readyState ?? "complete";
  }
  get body() {
    return this.#state.body;
  }
  get defaultView() {
    return this.#state.defaultView ?? { CSSStyleSheet };
  }
  createElement(name) {
    return new Element(name);
  }
  querySelectorAll(selector) {
    return this.#state.find?.(selector) ?? [];
  }
}

/** The observers that the modules have made. */
export const observers = [];

const globals = {
  self: globalThis,
  Document,
  Element,
  HTMLElement: Element,
  ShadowRoot,
  CSSStyleSheet,
  navigator: { language: "en", vendor: "" },
  document: new Document({
    names: ["currentScript", "head", "createElement", "querySelectorAll", "defaultView"],
    currentScript: { src: "https://cdn.example/embed/latest-news.js", nonce: "n" },
  }),
  IntersectionObserver: class {
    constructor(notify) {
      this.notify = notify;
      this.targets = new Set();
      observers.push(this);
    }
    observe(target) {
      this.targets.add(target);
    }
    unobserve(target) {
      this.targets.delete(target);
    }
  },
};
for (const [name, value] of Object.entries(globals)) {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}
