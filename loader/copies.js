// Whether the browser may keep copies of feeds from an earlier visit: nothing tells of the feeds, but
// where it did not keep the loader either, this is the first visit.

import { address } from "./where.js";

/**
 * Whether a script certainly came from the browser's cache. Its host must let the page know, for which
 * another origin needs `Timing-Allow-Origin`. Firefox tells no copy that was confirmed from a new file.
 * A size of 0 says so only where sizes are told: of this script, or of the page around it.
 * @param {Partial<PerformanceResourceTiming>} [timing]
 * @param {Partial<PerformanceResourceTiming>} [page]
 */
export const wasKept = (
  { requestStart, nextHopProtocol, transferSize, decodedBodySize } = {}, page = {},
) =>
  !!requestStart && (!nextHopProtocol || (!transferSize && !!(decodedBodySize || page.transferSize)));

const first = (/** @type {PerformanceEntryList | undefined} */ entries) =>
  /** @type {PerformanceResourceTiming | undefined} */ (entries?.[0]);

/** @type {boolean | undefined} */
let copies;

/** Said once for a page, so that all requests follow the same answer. */
export const mayHaveCopies = () => {
  const { performance } = self;
  return (copies ??= wasKept(
    first(performance?.getEntriesByName?.(address(""))),
    // WebKit tells of a kept script by its protocol alone, and sizes of pages only.
    /^Apple/.test(navigator.vendor) ? {} : first(performance?.getEntriesByType?.("navigation")),
  ));
};
