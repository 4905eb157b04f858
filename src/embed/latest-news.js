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
  // What a policy of nonces lets through.
  const nonce = script ? script.nonce : "";

  const oneTag = () => {
    if (!script || !script.getAttribute("data-feed") || !script.parentNode) return;
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

  const complain = (line) => console.error(NAME + ": " + line);

  // Older browsers keep the fallback, silently. Of all that is needed they got light-dark() last;
  // WebAssembly a reader may have turned off.
  if (!self.customElements || !self.WebAssembly || !self.CSS?.supports("color", "light-dark(red,red)")) return;
  const defined = customElements.get(NAME);
  if (defined) {
    // Another copy of this script, unless it lacks what all copies have.
    return "_takeRequest" in defined.prototype ? oneTag() : complain("the page has an element of this name already");
  }

  // An import cannot be checked against a hash, but a tag can, and the import then takes the very
  // module that the tag brought. A preload does not ask pages that require Trusted Types for
  // leave, but WebKit checks only scripts. By its fragment a failed module can be asked for again.
  let attempts = 0;
  const tagFor = (url) => {
    if (/^Apple/.test(navigator.vendor)) {
      try {
        const tag = document.createElement("script");
        const trusted = self.trustedTypes?.createPolicy(NAME, { createScriptURL: String });
        tag.type = "module";
        tag.src = trusted ? trusted.createScriptURL(url) : url;
        return tag;
      } catch {}
    }
    const tag = document.createElement("link");
    tag.rel = "modulepreload";
    tag.href = url;
    return tag;
  };
  const loadGlue = async () => {
    const url = address(GLUE) + "#" + attempts++;
    const tag = tagFor(url);
    tag.integrity = GLUE_INTEGRITY;
    tag.nonce = nonce;
    try {
      await new Promise((resolve, reject) => {
        tag.onload = resolve;
        tag.onerror = reject;
        (document.head || document.documentElement).append(tag);
      });
    } catch {
      throw address(GLUE) + " is missing, refused or not of this release";
    } finally {
      tag.remove();
    }
    return import(url);
  };

  // One download for all elements of the page. A failed one is forgotten, so that an element added
  // later tries again.
  let widget, isLoaded;
  const load = () => (widget ??= (async () => {
    try {
      // The empty module, so that nothing is downloaded in vain.
      new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
    } catch {
      throw "the page's Content-Security-Policy lacks 'wasm-unsafe-eval' in script-src";
    }
    // The bytes travel while the glue is fetched and read.
    const bytes = fetch(address(WASM), { credentials: "omit", integrity: WASM_INTEGRITY });
    bytes.catch(() => {});
    const glue = await loadGlue();
    await glue.default({ module_or_path: bytes });
    isLoaded = true;
    return glue;
  })().catch((error) => {
    widget = undefined;
    throw error;
  }));

  // Requests sent before the widget could send them itself, by URL.
  const requests = new Map();
  const request = (url) => {
    if (requests.has(url)) return;
    const controller = new AbortController();
    const response = fetch(url, { credentials: "omit", signal: controller.signal });
    response.catch(() => {});
    requests.set(url, [response, controller]);
  };

  const sheet = new CSSStyleSheet();
  sheet.replaceSync(":host{display:block;min-height:var(--latest-news-min-height,34em);break-inside:avoid}:host([hidden]){display:none}");

  const near = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (entry.isIntersecting) entry.target._start();
    }
  }, { rootMargin: NEAR });

  class LatestNews extends HTMLElement {
    static get observedAttributes() {
      return ATTRIBUTES;
    }

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
      try {
        // Not where a custom state must begin with two dashes, as in Chrome before 125.
        states?.add(state);
      } catch {}
      if (this.isConnected) this.dataset.state = state;
    }

    _takeRequest(url) {
      const early = requests.get(url);
      requests.delete(url);
      return early;
    }

    connectedCallback() {
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
        if (!this.isConnected) this._unmount();
      });
    }

    connectedMoveCallback() {}

    attributeChangedCallback(name) {
      if (this._mounted) this._call("update");
      else if (name === "loading" && this.isConnected && this.loading === "eager") this._start();
    }

    async _start() {
      near.unobserve(this);
      if (this._starting || this._mounted) return;
      this._starting = true;
      try {
        const loading = load();
        // Whatever is thrown before it is awaited.
        loading.catch(() => {});
        // A widget that is there asks for its feeds itself, and shares them.
        for (const url of isLoaded ? [] : (this.getAttribute("feed") || "").split(/\s+/)) {
          if (url && URL.canParse(url, this.baseURI)) request(new URL(url, this.baseURI).href);
        }
        const glue = await loading;
        if (!this.isConnected) return;
        this._root.textContent = "";
        this._mounted = glue.mount(this, this._root, this);
      } catch (error) {
        this._fail(error);
      } finally {
        this._starting = false;
      }
    }

    _unmount() {
      const mounted = this._mounted;
      this._mounted = undefined;
      mounted?.free();
      if (this._root && mounted) this._root.replaceChildren(document.createElement("slot"));
    }

    _fail(error) {
      this._root.replaceChildren(document.createElement("slot"));
      const message = "the widget cannot run: " + error;
      complain(message);
      this._setState("failed");
      this.dispatchEvent(new CustomEvent(NAME + "-error", {
        bubbles: true, composed: true, detail: { kind: "widget", message },
      }));
    }

    _call(method, ...values) {
      try {
        this._mounted?.[method](...values);
      } catch (error) {
        this._mounted = undefined;
        this._fail(error);
      }
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
      // Nothing a page has put into Object.prototype counts here.
      __proto__: null,
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

  try {
    customElements.define(NAME, LatestNews);
  } catch (error) {
    return complain("the page refuses the element: " + error);
  }
  oneTag();
})();
