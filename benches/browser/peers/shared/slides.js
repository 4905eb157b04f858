// The slides as HTML: one assignment of `innerHTML` is the fastest way to make them.

const NAMES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const text = (value) => String(value ?? "").replace(/[&<>"]/g, (sign) => NAMES[sign]);

/** The pictures in view at first are requested at once, the others when they come near. */
export const AT_ONCE = 3;

export const slides = (articles, tag, name) =>
  articles.map((it, at) => `<${tag} class="${name}">${article(it, at)}</${tag}>`).join("");

const article = (it, at) =>
  `<article><img src="${text(it.image)}" alt="" width="640" height="360"${at < AT_ONCE ? "" : ' loading="lazy"'}>` +
  `<h3 class="headline"><a href="${text(it.url)}">${text(it.title)}</a></h3><p>${text(it.summary)}</p>` +
  `<time datetime="${text(it.published)}">${it.date}</time>` +
  `<a class="read-more" href="${text(it.url)}" aria-label="Read more: ${text(it.title)}">Read more</a></article>`;
