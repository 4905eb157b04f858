// Figures as tables of Markdown.

import { ratio, summary } from "./numbers.js";

/**
 * `runs`: `{ name: [figures of a run, …] }`. A cell has the median, the least and the greatest figure, and the
 * ratio of medians to the best peer.
 */
export function table(contestants, runs, measures) {
  const sums = new Map(contestants.map(({ name }) => [name, measured(runs[name] ?? [], measures)]));
  const present = contestants.filter(({ name }) => runs[name]?.length > 0);
  const peers = present.filter(({ kind }) => kind === "peer").map(({ name }) => sums.get(name));
  const shown = measures.filter(({ key }) => present.some(({ name }) => sums.get(name)[key]));
  const rows = present.map(({ name, label, kind }) => {
    const cells = shown.map(({ key, show, floor }) => {
      const sum = sums.get(name)[key];
      const medians = peers.map((it) => it[key]?.median).filter((it) => it !== undefined);
      return cell(sum, show, kind === "page" ? undefined : sum && ratio(sum.median, medians, floor));
    });
    return [label, ...cells];
  });
  return lines([["", ...shown.map(({ title }) => title)], ...rows]);
}

const measured = (figures, measures) =>
  Object.fromEntries(measures.map(({ key }) => [key, summary(figures.map((it) => it[key]))]));

function cell(sum, show, times) {
  if (!sum) return "";
  const [min, median, max] = [sum.min, sum.median, sum.max].map(show);
  const range = min === max ? "" : ` (${min} to ${max})`;
  const compared = times === undefined ? "" : ` ×${times.toFixed(2)}`;
  return `${median}${range}${compared}`;
}

function lines([head, ...rows]) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [line(head), `|${head.map(() => "---|").join("")}`, ...rows.map(line)].join("\n");
}
