// Whether the browser may keep copies of feeds from an earlier visit. A page cannot see that for feeds.
// But if the browser has not kept the loader either, this is the first visit.

import { address } from "./where.js";

/**
 * Whether a script certainly came from the browser's cache. Its host must let the page see that: another
 * origin needs `Timing-Allow-Origin`. Firefox reports a copy that the server confirmed like a new file.
 * A size of 0 means a copy only if sizes are reported: for this script, or for the page around it.
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

/** Decided once for a page, so that all requests follow the same answer. */
export const mayHaveCopies = () => {
  const { performance } = self;
  return (copies ??= wasKept(
    first(performance?.getEntriesByName?.(address(""))),
    // WebKit shows that a script was kept only by its protocol, and reports sizes only for pages.
    /^Apple/.test(navigator.vendor) ? {} : first(performance?.getEntriesByType?.("navigation")),
  ));
};
