// What is compared. Each is what a partner's page has: tags in the head, and an element.

const PEERS = {
  snap: "scroll-snap, by hand",
  embla: "Embla",
  splide: "Splide",
  swiper: "swiper-element",
  preact: "Preact with Embla",
};

const OURS = {
  host: "latest-news",
  headline: "[part~=headline]",
  previous: "[part~=previous]",
  next: "[part~=next]",
  // The first view of an edition is there before the widget.
  complete: "host.state === 'ready'",
};

const THEIRS = { host: "peer-news", headline: ".headline", previous: ".previous", next: ".next", complete: "true" };

const script = (address) => `<script async src="${address}"></script>`;
/** The room that the README tells partners to keep free. The page keeps as much for peers. */
const ROOM = 'style="display:block;min-height:576px"';
/** Peers draw all their elements at once, so the widget does too if there are several. */
const loading = (count) => (count > 1 ? 'loading="eager"' : "");

/** The page itself, to see what everything else costs by itself. */
export const BLANK = { name: "blank", label: "the page alone", kind: "page", tags: () => ({ head: "", carousel: "" }) };

export const peers = Object.entries(PEERS).map(([name, label]) => ({
  name,
  label,
  kind: "peer",
  selectors: THEIRS,
  tags: ({ publisher, length }) => ({
    head: script(`${publisher}/peers/${name}.js`),
    carousel: `<peer-news feed="${publisher}/feed-${length}.json"></peer-news>`,
  }),
}));

export const widget = {
  name: "widget",
  label: "Latest News",
  kind: "ours",
  selectors: OURS,
  tags: ({ publisher, length, count }) => ({
    head: script(`${publisher}/embed/latest-news.js`),
    carousel: `<latest-news feed="${publisher}/feed-${length}.json" ${loading(count)} ${ROOM}></latest-news>`,
  }),
};

/** The name of the edition that the benchmark writes. */
export const EDITION = "bench";

export const edition = {
  name: "edition",
  label: "an edition's script",
  kind: "ours",
  selectors: OURS,
  tags: ({ publisher, count }) => ({
    head: script(`${publisher}/embed/${EDITION}.js`),
    carousel: `<latest-news edition="${EDITION}" ${loading(count)} ${ROOM}></latest-news>`,
  }),
};

export const included = {
  name: "included",
  label: "an edition in the page",
  kind: "ours",
  selectors: OURS,
  // The file brings its script and its style sheet.
  tags: ({ included }) => ({ head: "", carousel: included }),
};
