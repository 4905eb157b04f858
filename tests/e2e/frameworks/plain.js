// The element without a framework: attributes, properties and listeners set by hand.

let element;

window.app = {
  set({ feed, limit, level, autoplay, heading, words, isShown, isLast }) {
    const app = document.querySelector("#app");
    const paragraph = app.querySelector("p") ?? document.createElement("p");
    paragraph.textContent = "A paragraph of the page.";
    app.append(paragraph);
    if (!isShown) {
      element?.remove();
      element = undefined;
      return;
    }
    if (!element) {
      element = document.createElement("latest-news");
      element.id = "news";
      element.loading = "eager";
      element.innerHTML = '<a id="fallback" href="#all"></a>';
      for (const name of ["ready", "slide", "select"]) {
        element.addEventListener(`latest-news-${name}`, (event) => window.heard(name, event));
      }
    }
    element.querySelector("a").textContent = words;
    Object.assign(element, { feed, limit, autoplay, heading });
    element.setAttribute("heading-level", level);
    if (isLast) paragraph.after(element);
    else paragraph.before(element);
  },
  end: () => document.querySelector("#app").replaceChildren(),
};
