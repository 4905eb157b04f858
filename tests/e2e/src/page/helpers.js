// Helper functions for the scripts of tests. They are put before each script and leave nothing on
// the page.
const collected = window[Symbol.for('collector')];
// Calls the document's own method, even if an element has the same name.
const documentAsks = (name, ...words) => Document.prototype[name].call(document, ...words);
// Finds the elements in the document, or else in the shadow roots of the page's own components.
const hosts = () => {
  const direct = [...documentAsks('querySelectorAll', 'latest-news')];
  return direct.length > 0 ? direct : [...documentAsks('querySelectorAll', '*')]
    .flatMap(({ shadowRoot }) => [...(shadowRoot?.querySelectorAll?.('latest-news') ?? [])]);
};
const host = (index = 0) => hosts()[index];
const parts = (name, index = 0) =>
  [...(host(index)?.shadowRoot?.querySelectorAll(`[part~="${name}"]`) ?? [])];
const part = (name, index = 0) => parts(name, index)[0];
// Whether the loader has run, so that the tag is a custom element.
const loaderRan = () => documentAsks('createElement', 'latest-news').matches(':defined');
const words = (element) => (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
const box = (element) => element.getBoundingClientRect();
// Whether an element is drawn: it has a size, and neither it nor an ancestor is hidden.
const shown = (element) => !!element && element.isConnected && box(element).width > 0
  && box(element).height > 0 && (element.checkVisibility?.({ visibilityProperty: true }) ?? true);
// The slides of which at least nine tenths are inside the viewport.
const slidesInView = (index = 0) => {
  const view = part('viewport', index) && box(part('viewport', index));
  return !view ? [] : parts('slide', index).filter((slide) => {
    const { left, right, width } = box(slide);
    const seen = Math.min(right, view.right) - Math.max(left, view.left);
    return width > 0 && seen / width > 0.9;
  });
};
const headline = (slide) => words(slide?.querySelector('[part~="headline"]'));
const headlines = (index = 0) => parts('slide', index).map(headline);
const headlinesInView = (index = 0) => slidesInView(index).map(headline);
const deepActive = () => {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
};
const frames = (count) => new Promise((resolve) => {
  const step = () => (count-- > 0 ? requestAnimationFrame(step) : resolve(true));
  step();
});
// Resolves when nothing in the viewport has moved for a while.
const still = async (index = 0) => {
  const place = () => [part('viewport', index)?.scrollLeft, window.scrollX, window.scrollY].join();
  for (let quiet = 0, last = place(); quiet < 8; last = place()) {
    await frames(1);
    quiet = place() === last ? quiet + 1 : 0;
  }
  return true;
};
