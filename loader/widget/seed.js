// The data of a first view, read from the first view itself. So articles are sent only once. If the page
// has changed the first view, the widget starts from the articles that the reader sees.

/** @param {string} [json] */
const parsed = (json) => {
  try {
    return JSON.parse(`${json}`);
  } catch {}
};

/**
 * The articles of a first view, as the text of a feed. None if it shows no articles.
 * @param {ShadowRoot} root
 */
export const seedOf = (root) => {
  const slides = /** @type {HTMLElement[]} */ ([...root.querySelectorAll(".slide")]);
  const items = slides.map((slide) => {
    const find = (/** @type {string} */ name) => /** @type {any} */ (slide.querySelector(name));
    const [link, image] = [find("a"), find("img")];
    const url = link?.getAttribute("href");
    const { id = url, credit, focus, facts } = slide.dataset;
    // The height is unknown. With equal sides, all sizes have the same shape.
    const formats = (image?.srcset.split(", ") ?? []).map((/** @type {string} */ source) => {
      const [url, across] = source.split(" ");
      const width = parseInt(across);
      return { url, width, height: width };
    });
    const src = image?.getAttribute("src");
    return {
      id,
      url,
      // In a link that opens a new tab, that hint follows the headline.
      title: link?.firstChild?.textContent,
      summary: find(".summary")?.textContent,
      date_published: find("time")?.dateTime,
      language: slide.lang,
      image: image && {
        ...formats.find((/** @type {{ url: string }} */ it) => it.url === src?.replaceAll(",", "%2C")),
        url: src,
        alt: image.alt,
        credit,
        focus,
        formats: { ...formats },
      },
      ...parsed(facts),
    };
  });
  return items[0] && JSON.stringify({ version: "https://jsonfeed.org/version/1.1", items });
};
