// A JSON Feed of any length, the same on each machine.

const PLACES = ["Harbour", "Old town", "Valley", "North quarter", "Island", "Riverside", "Hill", "Station district"];
const ACTORS = ["council", "school", "hospital", "ferry company", "orchestra", "farmers' market", "library", "museum"];
const DEEDS = ["opens a new hall", "asks for more time", "wins a prize", "publishes its figures", "moves to a larger house", "plans for the winter", "celebrates fifty years"];
const REASONS = ["after two years of work", "with the help of volunteers", "in spite of the weather", "for the first time since 1987", "as more people arrive", "because the old one is too small"];

/** How many different pictures the articles have. */
export const PICTURES = 24;

const NEWEST = Date.UTC(2026, 4, 11, 8);
const HALF_AN_HOUR = 1_800_000;

/** `origin` serves the pictures. */
export function feed(length, origin) {
  const items = Array.from({ length }, (_, at) => {
    const of = (words, stride) => words[(at * stride + (at >> 3)) % words.length];
    const start = `${of(PLACES, 3)} ${of(ACTORS, 5)} ${of(DEEDS, 2)}`;
    return {
      id: `https://news.example/${at}`,
      url: `https://news.example/${at}`,
      title: `${start}: “part ${at + 1}” & more`,
      summary: `The ${of(ACTORS, 7)} says that it happens ${of(REASONS, 5)}. Others see it ${of(REASONS, 1)}.`,
      image: `${origin}/pictures/${at % PICTURES}.png`,
      date_published: new Date(NEWEST - at * HALF_AN_HOUR).toISOString(),
    };
  });
  return { version: "https://jsonfeed.org/version/1.1", title: "Example News", home_page_url: "https://news.example/", items };
}
