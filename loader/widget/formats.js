// Feeds of rare formats, and feeds that cannot be read. The whole feed reader is a second WebAssembly. Only
// pages with such a feed load it.

import { FORMATS, FORMATS_INTEGRITY } from "../release.js";
import { ask } from "../requests.js";

/** @typedef {{ memory: WebAssembly.Memory } & Record<string, (bytes?: number) => number>} Exports */

/** @type {Promise<WebAssembly.Module> | undefined} */
let coming;

const bring = async (/** @type {string} */ url) => {
  const response = await ask(url, { integrity: FORMATS_INTEGRITY });
  if (!response.ok) throw response;
  return WebAssembly.compile(await response.arrayBuffer());
};

/**
 * Each feed has an instance of its own, whose memory goes with it.
 * @param {Uint8Array} feed
 * @param {string} url
 * @param {string} reader
 */
const read = async (feed, url, reader) => {
  const base = new TextEncoder().encode(url);
  coming ??= bring(reader);
  const module = await coming.catch((error) => {
    coming = undefined;
    throw error;
  });
  const { exports } = await WebAssembly.instantiate(module);
  const { memory, buffer, answer, place } = /** @type {Exports} */ (/** @type {unknown} */ (exports));
  const from = buffer(feed.length + base.length);
  const bytes = new Uint8Array(memory.buffer, from);
  bytes.set(feed);
  bytes.set(base, feed.length);
  const length = answer(feed.length);
  return new Response(new Uint8Array(memory.buffer, place(), length).slice());
};

/**
 * A feed as a JSON Feed, or the reason why it is none, as if a server had sent it.
 * @param {Uint8Array} feed  part of another instance's memory
 * @param {string} url
 * @param {(path: string) => string} address
 * @returns {import("../requests.js").Sent}
 */
export const decode = (feed, url, address) => [read(feed.slice(), url, address(FORMATS)), new AbortController()];
