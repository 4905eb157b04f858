// The search, and the mark at the present page in the contents. Without this script, pages lack these
// two and nothing else. The search's engine and its index are fetched when somebody searches.

"use strict";

{
  const LIMIT = 20;
  const EXCERPT = 160;

  const form = document.getElementById("search");
  const words = document.getElementById("words");
  const results = document.getElementById("results");
  const found = document.getElementById("found");
  const hits = document.getElementById("hits");

  const page = location.pathname.split("/").at(-1) || "index.html";
  for (const link of document.querySelectorAll("#contents a")) {
    if (link.getAttribute("href") === page) {
      link.setAttribute("aria-current", "page");
    }
  }

  const script = (src) => new Promise((resolve, reject) => {
    const element = document.createElement("script");
    element.src = src;
    element.onload = resolve;
    element.onerror = () => reject(new Error(`${src} cannot be loaded`));
    document.head.append(element);
  });

  let loading;
  const load = () => {
    loading ??= (async () => {
      window.search = {};
      await script(form.dataset.engine);
      await script(form.dataset.index);
      const { index, doc_urls: addresses } = window.search;
      return { index: window.elasticlunr.Index.load(index), addresses };
    })();
    // The next attempt tries again.
    loading.catch(() => { loading = undefined; });
    return loading;
  };

  /** The part of a text around the first of the words in it. */
  const excerpt = (text, query) => {
    const low = text.toLowerCase();
    const places = query.toLowerCase().split(/[\s-]+/).map((word) => low.indexOf(word)).filter((at) => at >= 0);
    const from = Math.max(0, Math.min(...places, text.length) - EXCERPT / 4);
    const start = places.length && from > 0 ? text.indexOf(" ", from) + 1 : 0;
    const part = text.slice(start, start + EXCERPT);
    return `${start > 0 ? "… " : ""}${part}${start + EXCERPT < text.length ? " …" : ""}`;
  };

  const hit = ({ ref, doc }, addresses, query) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    const where = document.createElement("p");
    link.href = addresses[ref];
    link.textContent = doc.breadcrumbs || doc.title;
    where.textContent = excerpt(doc.body, query);
    item.append(link, where);
    return item;
  };

  const search = async () => {
    const query = words.value.trim();
    if (!query) {
      results.hidden = true;
      return;
    }
    try {
      const { index, addresses } = await load();
      if (query !== words.value.trim()) {
        return;
      }
      const all = index.search(query, {
        bool: "AND",
        expand: true,
        fields: { title: { boost: 4 }, breadcrumbs: { boost: 1 }, body: { boost: 1 } },
      });
      found.textContent = all.length === 1 ? "1 place" : `${all.length || "No"} places`;
      hits.replaceChildren(...all.slice(0, LIMIT).map((one) => hit(one, addresses, query)));
    } catch (error) {
      found.textContent = `The search does not work: ${error.message}`;
      hits.replaceChildren();
    }
    results.hidden = false;
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search();
  });
  words.addEventListener("input", search);
  // A link may lead to a place on this very page.
  hits.addEventListener("click", (event) => {
    if (event.target.closest("a")) {
      results.hidden = true;
    }
  });
  form.hidden = false;
}
