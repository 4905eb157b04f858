// The benchmark's section of a document, between two marks.

const START = "<!-- bench: figures -->";
const END = "<!-- /bench -->";

/** `document` with `text` between the marks. */
export function place(document, text) {
  const start = document.indexOf(START);
  const end = document.indexOf(END);
  if (start < 0 || end < start) throw new Error(`the document has no ${START} … ${END}`);
  return `${document.slice(0, start + START.length)}\n\n${text.trim()}\n\n${document.slice(end)}`;
}
