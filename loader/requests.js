// Requests, all without cookies. Those for feeds sent before the widget could ask for them are handed
// over by address.

import { mayHaveCopies } from "./copies.js";

/**
 * How the widget asks for a feed first: where there may be a copy, one of any age will do, as the widget
 * sees to it that it is exchanged.
 */
const firstMode = () => (mayHaveCopies() ? "force-cache" : "default");

/**
 * A request for a feed, and what aborts it.
 * @typedef {[response: Promise<Response>, controller: AbortController]} Sent
 */

/** @type {Map<string, Sent>} */
const early = new Map();

/**
 * Throws nothing, whatever the page has made of `fetch`, and may be awaited later.
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

/** Sends a request that some widget will ask for. */
export const askEarly = (/** @type {string} */ url) => {
  if (!early.has(url)) early.set(url, askForFeed(url, firstMode()));
};

/**
 * The early request for this address, once; else a new one.
 * @param {string} url
 * @param {RequestCache} cache
 */
export const takeRequest = (url, cache) => {
  const sent = cache === firstMode() && early.get(url);
  if (!sent) return askForFeed(url, cache);
  early.delete(url);
  return sent;
};

/** Aborts the early requests nobody waits for. */
export const keepOnly = (/** @type {(url: string) => boolean} */ isWanted) => {
  for (const [url, [, controller]] of early) {
    if (isWanted(url)) continue;
    controller.abort();
    early.delete(url);
  }
};
