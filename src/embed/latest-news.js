// The loader: the one file a partner's page names. It defines <latest-news>, and brings the
// widget, and the words of its language, when an element comes near the viewport. It parses no feed
// and has no words of its own.

(() => {
  const GLUE = "./latest-news/latest-news.js";
  const WASM = "./latest-news/latest-news_bg.wasm";
  const LABELS = "./labels/";
  const GLUE_INTEGRITY = "";
  const WASM_INTEGRITY = "";
  const NAME = "latest-news";
  // Each has a file in LABELS. English is in the widget itself.
  const LANGUAGES = "ar bg cs da de el es fa fi fr he hi hu it ja ko nb nl pl pt ro ru sv tr uk zh-Hans zh-Hant";
  const PHRASES = "latest-news carousel slide previous next start-rotation stop-rotation markers position read-more new-tab credit empty failed retry updated";
  const ATTRIBUTES = "feed limit heading heading-level layout theme autoplay loop refresh loading images image-ratio summary-lines dates lang target link-params empty"
    .concat(` ${PHRASES}`.replace(/ /g, " label-")).split(" ");
  const camelCase = (name) => name.replace(/-./g, (letters) => letters[1].toUpperCase());
  const PROPERTIES = ATTRIBUTES.map(camelCase);
  // Near enough to be there when the reader arrives.
  const NEAR = "400px 0px";
  // Labels that come later than so many milliseconds after the widget find it speaking English.
  const PATIENCE = 300;

  // A module has no currentScript; its stack names it, as nothing else that a classic script may
  // contain does.
  const script = document.currentScript;
  const base = script ? script.src : (/(?:https?|file|blob):[^\s)]+?(?=:\d+:\d+)/.exec(Error().stack) || [location.href])[0];
  const address = (path) => new URL(path, base).href;
  // What a policy of nonces lets through.
  const nonce = script ? script.nonce : "";

  const oneTag = () => {
    if (!script?.getAttribute("data-feed") || !script.parentNode) return;
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

  // What the page's developers can do, the first whose pattern fits.
  const CURES = [
    [/forbids|unsafe-eval/, "add 'wasm-unsafe-eval' to script-src"],
    [/(Runtime|Range|Internal)Error/, "elements added later start afresh"],
    [/./, "its files must be reachable, with Access-Control-Allow-Origin"],
  ];
  // One line for each, however many elements it is about.
  let said;
  const complain = (line) => console.error(NAME + ": " + line);

  // Older browsers keep the fallback, silently. Of all that is needed they got light-dark() last;
  // WebAssembly a reader may have turned off.
  if (!self.customElements || !self.WebAssembly || !self.CSS?.supports("color", "light-dark(red,red)")) return;
  const defined = customElements.get(NAME);
  if (defined) {
    // Another copy of this script, unless it lacks what all copies have.
    return "_request" in defined.prototype ? oneTag() : complain("the page has such an element already");
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
      throw address(GLUE) + " failed";
    } finally {
      tag.remove();
    }
    return import(url);
  };

  // One download for all elements of the page. A failed one is forgotten, so that an element added
  // later tries again. So is an instance that has ended; the next has a module of its own.
  let widget, isLoaded;
  let why;
  const alive = new Set();
  const end = (error) => {
    widget = isLoaded = undefined;
    why = error;
    for (const element of alive) {
      element._mounted = undefined;
      element._fail(error);
    }
    alive.clear();
    hear(removeEventListener);
  };
  const load = () => (widget ??= (async () => {
    try {
      // The empty module, so that nothing is downloaded in vain.
      new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
    } catch {
      throw "the page forbids WebAssembly";
    }
    // The bytes travel while the glue is fetched and read.
    const bytes = fetch(address(WASM), { credentials: "omit", integrity: WASM_INTEGRITY });
    bytes.catch(() => {});
    const glue = await loadGlue();
    glue.onEnd?.(end);
    await glue.default({ module_or_path: bytes });
    isLoaded = true;
    return glue;
  })().catch((error) => {
    widget = undefined;
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

  // Seen again, thawed, online again: heard as long as there are widgets to tell.
  const wake = () => alive.forEach((element) => element._call("wake"));
  const hear = (toggle) => {
    if (!alive.size) for (const name of ["visibilitychange", "pageshow", "online"]) toggle(name, wake);
  };

  // The tag of the nearest element that declares a language, through shadow roots; else the
  // browser's. Feeds and pages also write de_AT.
  const languageOf = (element) => {
    let tag;
    for (let at = element; at && !tag; at = at.getRootNode().host) {
      tag = at.closest("[lang]")?.getAttribute("lang").trim();
    }
    return (tag || navigator.language).replaceAll("_", "-");
  };

  // The name of the labels' file for a tag, if there is one. Chinese is written in two ways; those
  // who read Nynorsk read Bokmål.
  const fileOf = (tag) => {
    try {
      const { language, script } = new Intl.Locale(tag).maximize();
      const names = [language.replace(/^n[no]$/, "nb"), `${language}-${script}`];
      return LANGUAGES.split(" ").find((name) => names.includes(name));
    } catch {
      // What is no tag has no labels.
    }
  };

  // Phrases that are here, and requests for phrases, by file. A failed request is forgotten.
  const phrases = {};
  const coming = {};
  const askFor = (file) => (coming[file] ??= fetch(address(`${LABELS}${file}.json`), { credentials: "omit" })
    .then((response) => (response.ok ? response.json() : Promise.reject(`status ${response.status}`)))
    .then((labels) => {
      phrases[file] = labels;
    }, (error) => {
      delete coming[file];
      complain(`no labels for ${file}: ${error}`);
    }));

  const sheet = new CSSStyleSheet();
  sheet.replaceSync(":host{display:block;min-height:var(--latest-news-min-height,36em);break-inside:avoid}:host([layout=ticker i]){min-height:var(--latest-news-min-height,56px)}:host([hidden]){display:none}");

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

    _isEager() {
      return /^\s*eager\s*$/i.test(this.getAttribute("loading"));
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

    _locale() {
      const tag = languageOf(this);
      const file = fileOf(tag);
      if (file !== this._file) {
        this._file = file;
        this._labels = file && !phrases[file] && askFor(file).then(() => this._call("update"));
      }
      return [tag, phrases[file]];
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
      if (this._isEager()) this._start();
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
      if (name === "loading" && this.isConnected && this._isEager()) this._start();
    }

    async _start() {
      near.unobserve(this);
      if (starting.has(this) || this._mounted) return;
      starting.add(this);
      try {
        const loading = load();
        // Whatever is thrown before it is awaited.
        loading.catch(() => {});
        this._locale();
        // A widget that is there asks for its feeds itself, and shares them.
        for (const url of isLoaded ? [] : this._feeds()) {
          if (!early.has(url)) early.set(url, request(url, EARLY));
        }
        const glue = await loading;
        if (this._labels) await Promise.race([this._labels, new Promise((go) => setTimeout(go, PATIENCE))]);
        if (!this.isConnected) return;
        // It ended while this element waited for it.
        if (loading !== widget) throw why;
        this._root.textContent = "";
        hear(addEventListener);
        alive.add(this);
        const mounted = glue.mount(this, this._root, this);
        if (alive.has(this)) this._mounted = mounted;
        this._call("update");
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
      hear(removeEventListener);
      // Labels that failed are asked for again when the element comes back.
      this._file = undefined;
      mounted?.free();
      if (this._root && mounted) this._root.replaceChildren(document.createElement("slot"));
    }

    _fail(error) {
      this._root?.replaceChildren(document.createElement("slot"));
      const cure = CURES.find(([cause]) => cause.test(error))[1];
      const message = `the widget cannot run: ${error}; ${cure}`;
      if (cure !== said) complain(message);
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
    return complain("the page refuses it: " + error);
  }
  oneTag();
})();
