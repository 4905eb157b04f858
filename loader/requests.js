// Requests, all without cookies. The loader sends requests for feeds before the widget can, and later
// hands them over by address.

import { mayHaveCopies } from "./copies.js";

/**
 * The cache mode of the widget's first request for a feed. If there may be a copy, a copy of any age is
 * accepted, because the widget later replaces it.
 */
const firstMode = () => (mayHaveCopies() ? "force-cache" : "default");

/**
 * A request for a feed, and the controller that aborts it.
 * @typedef {[response: Promise<Response>, controller: AbortController]} Sent
 */

/** @type {Map<string, Sent>} */
const early = new Map();

/**
 * Never throws, even if the page has replaced `fetch`. The promise may be awaited later.
 * @param {string} url
 * @param {RequestInit} [options]
 */
export const ask = (url, options) => {
  const response = (async () => fetch(url, { credentials: "omit", ...options }))();
  response.catch(() => {});
  return response;
};

/**
 * @param {string} url
 * @param {RequestCache} cache
 * @returns {Sent}
 */
const askForFeed = (url, cache) => {
  const controller = new AbortController();
  return [ask(url, { cache, signal: controller.signal }), controller];
};

/** Sends a request that a widget will need. */
export const askEarly = (/** @type {string} */ url) => {
  if (!early.get(url)) early.set(url, askForFeed(url, firstMode()));
};

/**
 * The early request for this address, the first time. After that, a new request.
 * @param {string} url
 * @param {RequestCache} cache
 */
export const takeRequest = (url, cache) => {
  const sent = cache === firstMode() && early.get(url);
  if (!sent) return askForFeed(url, cache);
  early.delete(url);
  return sent;
};

/** Aborts the early requests that no element waits for. */
export const keepOnly = (/** @type {(url: string) => boolean} */ isWanted) => {
  for (const [url, [, controller]] of early) {
    if (isWanted(url)) continue;
    controller.abort();
    early.delete(url);
  }
};
