// As much of a page as the modules touch when they are imported, for tests in Node.

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

/** A promise, and what settles it. */
export const later = () => {
  let settle;
  const promise = new Promise((resolve, reject) => {
    settle = { resolve, reject };
  });
  return { promise, ...settle };
};

/** Once everything has run that was waiting to. */
export const settled = () => new Promise((done) => setImmediate(done));

class Shadow {
  children = [];
  adoptedStyleSheets = [];
  replaceChildren(...children) {
    this.children = children;
  }
  set textContent(_) {
    this.children = [];
  }
}

class Element extends EventTarget {
  attributes = new Map();
  dataset = {};
  isConnected = false;
  shadowRoot = null;
  baseURI = "https://partner.example/page/";

  attachShadow() {
    return (this.shadowRoot = new Shadow());
  }
  getAttribute(name) {
    return this.attributes.get(name) ?? null;
  }
  setAttribute(name, value) {
    this.attributes.set(name, `${value}`);
    this.attributeChangedCallback?.(name);
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

const head = {
  tags: [],
  append(tag) {
    this.tags.push(tag);
  },
};

export const page = { head, observers: [], defined: new Map() };

const globals = {
  self: globalThis,
  location: { href: "https://partner.example/page/" },
  document: {
    currentScript: { src: "https://cdn.example/embed/latest-news.js", nonce: "n" },
    head,
    createElement: (name) => ({ localName: name, remove() {} }),
  },
  navigator: { language: "en", vendor: "" },
  HTMLElement: Element,
  CSSStyleSheet: class {
    replaceSync(css) {
      this.css = css;
    }
  },
  IntersectionObserver: class {
    constructor(notify) {
      this.notify = notify;
      this.targets = new Set();
      page.observers.push(this);
    }
    observe(target) {
      this.targets.add(target);
    }
    unobserve(target) {
      this.targets.delete(target);
    }
    show(target) {
      this.notify([{ isIntersecting: true, target }]);
    }
  },
};
for (const [name, value] of Object.entries(globals)) {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}
