// Sums of measurements, and how they compare.

/** Minimum, median and maximum, or `undefined` if nothing was measured. */
export function summary(values) {
  const sorted = values.filter((value) => Number.isFinite(value)).sort((a, b) => a - b);
  if (sorted.length === 0) return undefined;
  const middle = sorted.length / 2;
  const median = (sorted[Math.floor(middle - 0.5)] + sorted[Math.floor(middle)]) / 2;
  return { min: sorted[0], median, max: sorted.at(-1), count: sorted.length };
}

/**
 * A median in relation to the best peer's: `1.5` is half as much again. Below `floor` the peers have next to
 * nothing, and a ratio would say nothing.
 */
export function ratio(median, peers, floor) {
  const best = Math.min(...peers);
  return Number.isFinite(best) && best >= floor ? median / best : undefined;
}
