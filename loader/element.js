// The element: its life in the document, its attributes as properties, its methods. It waits until it is
// near the viewport, lets the glue mount the widget, and passes changes and calls on to the widget.

import { report } from "./console.js";
import { whenWanted } from "./edition.js";
import { unreachable } from "./failure.js";
import { isLoaded, load } from "./glue.js";
import { ATTRIBUTES, METHODS, PHRASES } from "./interface.js";
import { NAME } from "./name.js";
import { create } from "./page.js";
import { askEarly, keepOnly } from "./requests.js";
import { adopt } from "./sheet.js";

// Near enough that the widget is ready when the reader arrives.
const NEAR = "400px 0px";
/** All attributes, with those that replace a phrase. */
export const OBSERVED = [...ATTRIBUTES, ...PHRASES.map((name) => `label-${name}`)];

export const camelCase = (/** @type {string} */ name) => name.replace(/-./g, (letters) => letters[1].toUpperCase());

// Elements that wait for the widget. Early requests are sent for them.
/** @type {Set<LatestNews>} */
const starting = new Set();
const dropUnwanted = () => keepOnly((url) =>
  [...starting].some((element) => element.isConnected && element._feeds().includes(url)));

const near = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (isIntersecting) /** @type {LatestNews} */ (target)._arrive();
  }
}, { rootMargin: NEAR });

/** Editions of the page. @type {Set<import("./edition.js").Edition>} */
const editions = new Set();
/** Elements that an edition may still fill. @type {Set<LatestNews>} */
const waiting = new Set();

/** @type {Set<LatestNews>} */
const mounted = new Set();
const failAll = (/** @type {import("./failure.js").Failure} */ failure) => {
  for (const element of mounted) {
    element._mounted = undefined;
    element._fail(failure);
  }
  mounted.clear();
};

export class LatestNews extends HTMLElement {
  /** A copy of the loader brings an edition: this copy or another one. */
  static addEdition(/** @type {import("./edition.js").Edition} */ edition) {
    editions.add(edition);
    for (const it of waiting) it._await();
  }

  constructor() {
    super();
    this._internals = this.attachInternals();
    this._state = "loading";
  }

  get state() {
    return this._state;
  }

  _setState(/** @type {string} */ state) {
    this._internals.states?.delete(this._state);
    this._state = state;
    try {
      // Chrome before 125 requires two dashes at the start of a custom state, and throws.
      this._internals.states.add(state);
    } catch {}
    if (this.isConnected) this.dataset.state = state;
  }

  /** The partner may load the widget now. */
  load() {
    this.setAttribute("loading", "lazy");
  }

  _feeds() {
    return (this.getAttribute("feed")?.match(/\S+/g) || [])
      .filter((url) => URL.canParse(url, this.baseURI))
      .map((url) => new URL(url, this.baseURI).href);
  }

  connectedCallback() {
    if (!this._root) {
      /** @type {ShadowRoot | undefined} */
      this._root = this.shadowRoot || this.attachShadow({ mode: "open" });
      // A page may contain a first view.
      if (this._root.firstChild) this._expect();
      else this._showFallback();
    }
    if (!this._isDrawn) adopt(this._root, this.ownerDocument);
    if (this._mounted) return this._call("moved");
    // A framework may set properties before the element is defined. Those hide the accessors.
    for (const property of /** @type {(keyof this)[]} */ (OBSERVED.map(camelCase))) {
      if (Object.hasOwn(this, property)) {
        const value = this[property];
        delete this[property];
        this[property] = value;
      }
    }
    this._setState("loading");
    this._await();
  }

  /** Takes missing attributes from the edition it names, if that is there. Then waits to be near. */
  _await() {
    waiting.add(this);
    for (const edition of editions) {
      const before = /** @type {ShadowRoot} */ (this._root).firstChild;
      if (!edition.fill(this)) continue;
      this._edition = edition;
      // It draws at once what the reader will see.
      if (/** @type {ShadowRoot} */ (this._root).firstChild !== before) this._expect();
    }
    const loading = this.getAttribute("loading")?.trim().toLowerCase();
    if (loading === "eager") this._arrive();
    else if (loading === "manual") near.unobserve(this);
    else near.observe(this);
  }

  /** The element will soon be visible. Its first view comes first, if there is one. */
  _arrive() {
    near.unobserve(this);
    if (!this._isDrawn && !this._mounted && this._edition?.draw(/** @type {ShadowRoot} */ (this._root))) this._expect();
    if (this._isDrawn) whenWanted(this, () => this._start());
    // Without a feed, the element waits for its edition, which may still arrive.
    else if (!this.hasAttribute("edition") || this._feeds()[0]) this._start();
  }

  /** The root has a first view that no widget has taken over. Remembers the button that is pressed. */
  _expect() {
    this._isDrawn = true;
    /** @type {ShadowRoot} */ (this._root).addEventListener("click", ({ target }) => {
      if (this._isDrawn) this._later = () => /** @type {Element} */ (target).closest("button")?.click();
    });
  }

  // Moving an element disconnects and connects it. Only an element that stays away is unmounted.
  disconnectedCallback() {
    near.unobserve(this);
    queueMicrotask(() => {
      if (this.isConnected) return;
      waiting.delete(this);
      this._unmount();
      dropUnwanted();
    });
  }

  connectedMoveCallback() {}

  attributeChangedCallback(/** @type {string} */ name) {
    if (this._mounted) return this._call("update");
    // The first view does not belong to another feed.
    if (name === "feed") this._isDrawn = this._edition = undefined;
    dropUnwanted();
    if (/edition|loading/.test(name) && waiting.has(this)) this._await();
  }

  async _start() {
    if (starting.has(this) || this._mounted) return;
    starting.add(this);
    try {
      const loading = load(failAll);
      // A running widget requests its feeds itself, and shares them.
      if (!isLoaded() && !this._isDrawn) this._feeds().forEach(askEarly);
      const instance = await loading;
      await instance.widget?.prepare(this);
      if (!this.isConnected) return;
      // The instance may have ended while this element waited.
      if (instance.widget) await this._mount(instance.widget);
      else this._fail(/** @type {import("./failure.js").Failure} */ (instance.failure));
    } catch (error) {
      this._fail(unreachable(error));
    } finally {
      starting.delete(this);
      dropUnwanted();
    }
  }

  async _mount(/** @type {import("./widget/widget.js").Widget} */ widget) {
    const root = /** @type {ShadowRoot} */ (this._root);
    mounted.add(this);
    const handle = await widget.mount(this, root, this._isDrawn);
    // The instance may have ended during the mount, and may end while it draws.
    if (!mounted.has(this)) return;
    /** @type {import("./widget/widget.js").Mounted | undefined} */
    this._mounted = handle;
    adopt(root, this.ownerDocument);
    this._call("draw");
    if (!this._mounted) return;
    this._isDrawn = false;
    if (!this.isConnected) this._unmount();
    handle.settle(() => {
      this._call("update");
      // After the row has been measured.
      if (this._later) requestAnimationFrame(this._later);
      this._later = undefined;
    });
  }

  _unmount() {
    const handle = this._mounted;
    // An element that leaves during its mount is unmounted at the end of the mount.
    if (!handle) return;
    this._mounted = undefined;
    mounted.delete(this);
    handle.free();
    this._showFallback();
  }

  _showFallback() {
    /** @type {ShadowRoot} */ (this._root).replaceChildren(create("slot"));
  }

  _fail(/** @type {import("./failure.js").Failure} */ failure) {
    // A first view stays readable without a widget.
    if (!this._isDrawn) this._showFallback();
    this._setState("failed");
    this.dispatchEvent(new CustomEvent(NAME + "-error", {
      bubbles: true, composed: true, detail: { kind: "widget", message: report(failure), cached: false },
    }));
  }

  _call(/** @type {string} */ method, /** @type {unknown[]} */ ...values) {
    this._mounted?.[method](...values);
  }
}

LatestNews.observedAttributes = OBSERVED;

/**
 * An attribute as a property.
 * @param {string} name
 * @returns {PropertyDescriptor & ThisType<HTMLElement>}
 */
const accessor = (name) => ({
  // @ts-expect-error Without a prototype, additions of the page to Object.prototype have no effect.
  __proto__: null,
  get() {
    return this.getAttribute(name);
  },
  set(value) {
    if ((value ?? false) === false) this.removeAttribute(name);
    else this.setAttribute(name, value === true ? "" : value);
  },
});

for (const method of METHODS) {
  // @ts-expect-error A method by its name.
  LatestNews.prototype[method] = function (...values) {
    if (!this._isDrawn) return this._call(method, ...values);
    this._later = () => this._call(method, ...values);
    this._start();
  };
}
for (const name of OBSERVED) {
  // HTMLElement already has this property.
  if (name === "lang") continue;
  Object.defineProperty(LatestNews.prototype, camelCase(name), accessor(name));
}
