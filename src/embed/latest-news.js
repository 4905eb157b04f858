// The loader: the one file a partner's page names. It defines <latest-news>, and brings the
// widget when an element comes near the viewport. It parses nothing and has no words.

(() => {
  const GLUE = "./latest-news/latest-news.js";
  const WASM = "./latest-news/latest-news_bg.wasm";
  const GLUE_INTEGRITY = "";
  const WASM_INTEGRITY = "";
  const NAME = "latest-news";
  const ATTRIBUTES = [
    "feed", "limit", "heading", "heading-level", "layout", "theme", "autoplay", "loop", "refresh",
    "loading", "images", "image-ratio", "summary-lines", "dates", "lang", "target", "link-params",
    "empty",
  ];
  const camelCase = (name) => name.replace(/-./g, (letters) => letters[1].toUpperCase());
  const PROPERTIES = ATTRIBUTES.map(camelCase);
  // Near enough to be there when the reader arrives.
  const NEAR = "400px 0px";

  // A module has no currentScript; its stack names it, as nothing else that a classic script may
  // contain does.
  const script = document.currentScript;
  const base = script ? script.src : (/(?:https?|file|blob):[^\s)]+?(?=:\d+:\d+)/.exec(Error().stack) || [location.href])[0];
  const address = (path) => new URL(path, base).href;

  const oneTag = () => {
    if (!script || !script.dataset.feed || !script.parentNode) return;
    const element = document.createElement(NAME);
    for (const name of ATTRIBUTES) {
      const value = script.getAttribute("data-" + name);
      if (value !== null) element.setAttribute(name, value);
    }
    if (script.closest("head")) {
      const place = () => document.body.append(element);
      if (document.readyState === "loading") {
        addEventListener("DOMContentLoaded", place, { once: true });
      } else {
        place();
      }
    } else {
      script.after(element);
    }
  };

  if (customElements.get(NAME)) return oneTag();
  const isTooOld = !("WebAssembly" in window && "adoptedStyleSheets" in Document.prototype
    && "inert" in HTMLElement.prototype);

  // What the page's developers can do, the first whose pattern fits.
  const CURES = [
    [/unsafe-eval|CSP/, "add 'wasm-unsafe-eval' to script-src"],
    [/too old/, "readers keep the fallback"],
    [/RuntimeError|RangeError|InternalError/, "elements added later start afresh; please report it"],
    [/./, "see that the files beside the script can be fetched, with Access-Control-Allow-Origin"],
  ];
  // One line for each, however many elements it is about.
  let said;

  // One download for all elements of the page. A failed one is forgotten, so that an element added
  // later tries again. So is an instance that has ended; the next has a module of its own.
  let widget;
  let ended = 0;
  let why;
  const alive = new Set();
  const end = (error) => {
    widget = undefined;
    ended++;
    why = error;
    for (const element of alive) {
      element._mounted = undefined;
      element._fail(error);
    }
    alive.clear();
  };
  const load = () => (widget ??= (async () => {
    // The bytes travel while the glue is fetched and read.
    const bytes = fetch(address(WASM), { credentials: "omit", integrity: WASM_INTEGRITY });
    bytes.catch(() => {});
    const glue = await import(address(GLUE) + (ended ? "#" + ended : ""));
    glue.onEnd?.(end);
    await glue.default({ module_or_path: bytes });
    return glue;
  })().catch((error) => {
    widget = undefined;
    // Some browsers remember that a module could not be fetched.
    ended++;
    throw error;
  }));

  const request = (url, cache) => {
    const controller = new AbortController();
    const response = fetch(url, { cache, credentials: "omit", signal: controller.signal });
    response.catch(() => {});
    return [response, controller];
  };
  // Requests sent before the widget could ask for them, by URL. A copy of any age will do: the
  // widget sees to it that it is exchanged.
  const EARLY = "force-cache";
  const early = new Map();
  // Elements for whose sake there are some.
  const starting = new Set();
  const dropUnwanted = () => {
    for (const [url, [, controller]] of early) {
      if ([...starting].some((element) => element.isConnected && element._feeds().includes(url))) continue;
      controller.abort();
      early.delete(url);
    }
  };

  // Seen again, thawed, online again.
  for (const name of ["visibilitychange", "pageshow", "online"]) {
    addEventListener(name, () => alive.forEach((element) => element._call("wake")));
  }

  const sheet = isTooOld || new CSSStyleSheet();
  if (!isTooOld) sheet.replaceSync(":host{display:block;min-height:var(--latest-news-min-height,34em)}:host([hidden]){display:none}");

  const near = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (entry.isIntersecting) entry.target._start();
    }
  }, { rootMargin: NEAR });

  class LatestNews extends HTMLElement {
    static observedAttributes = ATTRIBUTES;

    constructor() {
      super();
      this._state = "loading";
      this._internals = this.attachInternals?.();
    }

    get state() {
      return this._state;
    }

    _setState(state) {
      const states = this._internals?.states;
      states?.delete(this._state);
      this._state = state;
      states?.add(state);
      if (this.isConnected) this.dataset.state = state;
    }

    _feeds() {
      return (this.getAttribute("feed") || "").split(/\s+/)
        .filter((url) => url && URL.canParse(url, this.baseURI))
        .map((url) => new URL(url, this.baseURI).href);
    }

    _request(url, cache) {
      const sent = cache === EARLY && early.get(url);
      if (!sent) return request(url, cache);
      early.delete(url);
      return sent;
    }

    connectedCallback() {
      if (isTooOld) return this._fail("this browser is too old");
      if (this._mounted) return this._call("moved");
      // What a framework set before the element was defined lies in front of the accessors.
      for (const property of PROPERTIES) {
        if (Object.hasOwn(this, property)) {
          const value = this[property];
          delete this[property];
          this[property] = value;
        }
      }
      if (!this._root) {
        this._root = this.shadowRoot || this.attachShadow({ mode: "open" });
        this._root.adoptedStyleSheets = [sheet];
        this._root.append(document.createElement("slot"));
      }
      this._setState("loading");
      if (this.getAttribute("loading") === "eager") this._start();
      else near.observe(this);
    }

    // Moving an element disconnects and connects it; only one that stays away is unmounted.
    disconnectedCallback() {
      near.unobserve(this);
      queueMicrotask(() => {
        if (this.isConnected) return;
        this._unmount();
        dropUnwanted();
      });
    }

    connectedMoveCallback() {}

    attributeChangedCallback(name) {
      if (this._mounted) return this._call("update");
      dropUnwanted();
      if (name === "loading" && this.isConnected && this.loading === "eager") this._start();
    }

    async _start() {
      near.unobserve(this);
      if (isTooOld || starting.has(this) || this._mounted) return;
      starting.add(this);
      try {
        const loading = load();
        for (const url of this._feeds()) {
          if (!early.has(url)) early.set(url, request(url, EARLY));
        }
        const glue = await loading;
        if (!this.isConnected) return;
        // It ended while this element waited for it.
        if (loading !== widget) throw why;
        this._root.textContent = "";
        alive.add(this);
        const mounted = glue.mount(this, this._root, this);
        if (alive.has(this)) this._mounted = mounted;
      } catch (error) {
        this._fail(error);
      } finally {
        starting.delete(this);
        dropUnwanted();
      }
    }

    _unmount() {
      const mounted = this._mounted;
      this._mounted = undefined;
      alive.delete(this);
      mounted?.free();
      if (this._root && mounted) this._root.replaceChildren(document.createElement("slot"));
    }

    _fail(error) {
      this._root?.replaceChildren(document.createElement("slot"));
      const cure = CURES.find(([cause]) => cause.test(error))[1];
      const message = "the widget cannot run: " + error + "; " + cure;
      if (cure !== said) console.error(NAME + ": " + message);
      said = cure;
      this._setState("failed");
      this.dispatchEvent(new CustomEvent(NAME + "-error", {
        bubbles: true, composed: true, detail: { kind: "widget", message, cached: false },
      }));
    }

    _call(method, ...values) {
      this._mounted?.[method](...values);
    }
  }

  for (const method of ["next", "previous", "goTo", "play", "pause", "reload"]) {
    LatestNews.prototype[method] = function (...values) {
      this._call(method, ...values);
    };
  }
  for (const name of ATTRIBUTES) {
    // HTMLElement has this one itself.
    if (name === "lang") continue;
    const property = camelCase(name);
    Object.defineProperty(LatestNews.prototype, property, {
      configurable: true,
      enumerable: true,
      get() {
        return this.getAttribute(name);
      },
      set(value) {
        if (value == null || value === false) this.removeAttribute(name);
        else this.setAttribute(name, value === true ? "" : value);
      },
    });
  }

  customElements.define(NAME, LatestNews);
  oneTag();
})();
