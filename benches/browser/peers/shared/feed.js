// The newest articles of a feed, as every carousel of the comparison shows them.

const MOST = 12;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const running = new Map();

/** Elements that ask at the same time share one request. */
export function newest(address) {
  let request = running.get(address);
  if (!request) {
    request = read(address).finally(() => running.delete(address));
    running.set(address, request);
  }
  return request;
}

async function read(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`the feed answers ${response.status}`);
  const { items } = await response.json();
  return items.slice(0, MOST).map(article);
}

// Only what is shown, with an address that is safe in `href` and `src`. The date is written without
// `Intl`, whose first use costs more than everything else here.
function article({ url, title, summary, image, date_published: published }) {
  const date = new Date(published);
  return {
    url: web(url),
    title,
    summary,
    image: web(image),
    published,
    date: `${date.getDate()} ${MONTHS[date.getMonth()]} ${date.getFullYear()}`,
  };
}

const web = (address) => (/^https?:/i.test(address) ? address : "");
