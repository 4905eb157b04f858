// What else the page shows: its own address, and the articles of the widgets that come earlier in the
// document.

/** @typedef {import("../element.js").LatestNews} LatestNews */

// A widget waits this many milliseconds for earlier ones, and then shows its articles.
const PATIENCE = 2000;

/** The articles of each element, by their addresses. None while it loads. @type {Map<LatestNews, string[] | undefined>} */
const shown = new Map();

const updateAll = () => shown.forEach((_, element) => element._call("update"));

// A page may show another article without loading another page. Older browsers tell only of steps back.
// @ts-ignore TypeScript does not know it everywhere.
const { navigation } = self;
if (navigation) navigation.addEventListener("currententrychange", updateAll);
else addEventListener("popstate", updateAll);

/** The addresses of the page. Named elements of the page cannot answer. */
const addresses = () => {
  const link = Document.prototype.querySelector.call(document, "link[rel~=canonical i]");
  return link instanceof HTMLLinkElement ? [location.href, link.href] : [location.href];
};

/** @param {LatestNews} element */
export const createBeside = (element) => {
  const begun = Date.now();
  shown.set(element, undefined);
  const isEarlier = (/** @type {LatestNews} */ other) =>
    other.isConnected && other.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING;
  /** Updates the later elements that do not repeat articles. */
  const updateLater = () => {
    for (const other of shown.keys()) {
      if (other !== element && other.hasAttribute("repeats") && !isEarlier(other)) other._call("update");
    }
  };
  return {
    /** The page's addresses, the articles of earlier elements, and whether one of those still loads. */
    read() {
      // With a thousand widgets, looking at all others for each would take long.
      const others = element.hasAttribute("repeats") ? shown : [];
      const earlier = [];
      let isOpen = false;
      for (const [other, urls] of others) {
        if (!isEarlier(other)) continue;
        if (urls) earlier.push(...urls);
        else isOpen = Date.now() - begun < PATIENCE;
      }
      if (isOpen) setTimeout(() => element._call("update"), PATIENCE);
      return [addresses(), earlier, isOpen];
    },

    /** Tells the later elements which articles this one shows. */
    share(/** @type {string[]} */ urls) {
      const before = shown.get(element);
      shown.set(element, urls);
      if (!before || `${before}` !== `${urls}`) updateLater();
    },

    /** The element shows nothing any more. */
    end() {
      shown.delete(element);
      updateLater();
    },
  };
};
