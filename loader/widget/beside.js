// What else the page shows: its own address, and the articles of the widgets that come earlier in the
// document.

import { ofDocument } from "../page.js";

/** @typedef {import("../element.js").LatestNews} LatestNews */

// A widget waits this many milliseconds for earlier ones, and then shows its articles.
const PATIENCE = 2000;

/** The articles of each element, by their addresses. None while it loads. @type {Map<LatestNews, string[] | undefined>} */
const shown = new Map();

/** The page's address and its canonical link, each as browsers write it and as feeds may write it. */
const addresses = () => {
  // Named elements of the page cannot answer.
  const link = Document.prototype.querySelector.call(document, "link[rel~=canonical i][href]");
  const all = [location.href, /** @type {HTMLLinkElement} */ (link ?? location).href];
  try {
    all.push(...all.map(decodeURI));
  } catch {
    // A `%` without two digits.
  }
  return all;
};

let known = `${addresses()}`;
const follow = () => {
  const now = `${addresses()}`;
  if (now === known) return;
  known = now;
  for (const element of shown.keys()) element._call("update");
};

const head = new MutationObserver(follow);

/**
 * A page may show another article without loading another page, and write its canonical link later. Older
 * browsers tell only of steps back; there, the new title tells of the others.
 * @param {"addEventListener" | "removeEventListener"} method
 */
const listen = (method) => {
  self[method]("popstate", follow);
  head.disconnect();
  try {
    if (method === "addEventListener") {
      head.observe(ofDocument("head"), { childList: true, subtree: true, attributeFilter: ["href"] });
    }
    // A page may have a variable or an element of this name.
    // @ts-ignore TypeScript does not know it everywhere.
    EventTarget.prototype[method].call(self.navigation, "currententrychange", follow);
  } catch {}
};

/** Elements in the order of the document. */
const ordered = () =>
  [...shown.keys()].filter((it) => it.isConnected).sort((one, other) =>
    one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1);

let isWaiting = false;
/** All elements in their order, while they are updated. @type {LatestNews[] | undefined} */
let order;

/** Updates all elements that do not repeat articles, each after those before it. */
const settle = () => {
  isWaiting = false;
  order = ordered();
  try {
    for (const element of order) if (element.hasAttribute("repeats")) element._call("update");
  } finally {
    order = undefined;
  }
};

/** Other articles are shown. Several changes in a row are settled together. */
const settleSoon = () => {
  if (isWaiting || order) return;
  isWaiting = true;
  setTimeout(settle);
};

/** @param {LatestNews} element */
export const createBeside = (element) => {
  /** @type {string[] | undefined} */
  let own;
  let begun = 0;
  let timer = 0;
  // An element may have left before it was mounted.
  for (const other of shown.keys()) if (!other.isConnected) shown.delete(other);
  if (!shown.size) listen("addEventListener");
  shown.set(element, own);
  return {
    /** The page's addresses, the articles of earlier elements, and whether one of those still loads. */
    read() {
      shown.set(element, own);
      /** @type {string[]} */
      const earlier = [];
      let isOpen = false;
      // With a thousand widgets, putting them in order for each would take long.
      for (const other of element.hasAttribute("repeats") ? order ?? ordered() : []) {
        if (other === element) break;
        const urls = shown.get(other);
        if (urls) earlier.push(...urls);
        else isOpen = true;
      }
      if (isOpen && !begun) {
        begun = Date.now();
        timer = setTimeout(() => element._call("update"), PATIENCE);
      }
      return [addresses(), earlier, isOpen && Date.now() - begun < PATIENCE];
    },

    /** Tells the later elements which articles this one shows. */
    share(/** @type {string[]} */ urls) {
      if (own && `${own}` === `${urls}`) return;
      shown.set(element, own = urls);
      settleSoon();
    },

    /** The element shows nothing any more. */
    end() {
      clearTimeout(timer);
      shown.delete(element);
      if (!shown.size) listen("removeEventListener");
      settleSoon();
    },
  };
};
