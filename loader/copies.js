// Whether the browser may keep copies of feeds from an earlier visit: nothing tells of the feeds, but
// where it did not keep the loader either, this is the first visit.

import { address } from "./where.js";

/**
 * Whether a script certainly came from the browser's cache. Its host must let the page know, for which
 * another origin needs `Timing-Allow-Origin`. Firefox tells no copy that was confirmed from a new file.
 * @param {Partial<PerformanceResourceTiming>} [timing]
 */
export const wasKept = ({ requestStart, nextHopProtocol, transferSize, decodedBodySize } = {}) =>
  !!requestStart && (!nextHopProtocol || (!transferSize && !!decodedBodySize));

/** @type {boolean | undefined} */
let copies;

/** Said once for a page, so that all requests follow the same answer. */
export const mayHaveCopies = () =>
  (copies ??= wasKept(/** @type {PerformanceResourceTiming | undefined} */ (
    self.performance?.getEntriesByName?.(address(""))[0])));
