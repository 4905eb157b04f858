// The loader's part of the glue: starts the WebAssembly, and mounts elements when that is possible.

// @ts-ignore wasm-bindgen writes this module.
import * as glue from "../../latest-news/latest-news.js";
import { ended, forbidden, unreachable } from "../failure.js";
import { createBeside } from "./beside.js";
import { decode } from "./formats.js";
import { createLanguage } from "./language.js";
import { seedOf } from "./seed.js";
import { nextTask, ownTurn } from "./turns.js";
import { createViews } from "./views.js";

/** @typedef {import("../failure.js").Failure} Failure */
/** @typedef {import("../element.js").LatestNews} LatestNews */
/** @typedef {{ free(): void } & Record<string, (...values: unknown[]) => void>} Mounted */

/**
 * The failure for an error at the start of the WebAssembly.
 * @param {unknown} error
 * @returns {Promise<Failure>}
 */
const failureOf = async (error) => {
  if (error instanceof RangeError) return ended(error);
  // WebKit names the policy in its message.
  if (/Security Policy/.test(`${error}`)) return forbidden(error);
  try {
    // WebKit refuses only modules that are compiled while they arrive.
    const headers = { "Content-Type": "application/wasm" };
    await WebAssembly.compileStreaming(new Response(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0), { headers }));
    return unreachable(error);
  } catch {
    return forbidden(error);
  }
};

/**
 * What a page's own `fetch` may answer, and the WebAssembly cannot read, counts as no answer.
 * @param {Response} response
 */
const readable = (response) => {
  const body = response?.body;
  // Not by its class, because wrappers answer with objects of their own.
  if (response?.url == null || !response.headers?.get || (body && (body.locked || !body.getReader))) throw response;
  return response;
};

/** @typedef {ReturnType<typeof run>} Widget */

/**
 * Starts the page's instance.
 * @param {Promise<Response>} bytes
 * @param {(path: string) => string} address  the address of a file of the release
 * @param {typeof import("../requests.js").takeRequest} request  sends a request for a feed
 * @param {() => boolean} mayHaveCopies  whether the browser may keep copies of feeds
 * @param {(failure: Failure) => void} fail  is called if the instance did not start, or has ended
 */
export const run = (bytes, address, request, mayHaveCopies, fail) => {
  let isReady = false;
  /** @type {WeakMap<LatestNews, ReturnType<typeof createLanguage>>} */
  const languages = new WeakMap();
  /** @type {WeakMap<LatestNews, ReturnType<typeof createBeside>>} */
  const besides = new WeakMap();
  glue.onEnd?.((/** @type {unknown} */ error) => fail(ended(error)));
  const started = glue.default({ module_or_path: bytes }).then(
    async () => {
      // Compiling is a long task already.
      await nextTask();
      isReady = true;
    },
    async (/** @type {unknown} */ error) => fail(await failureOf(error)),
  );
  return {
    /** Whether elements can mount without waiting. */
    isReady: () => isReady,

    /** Resolves when the element can be mounted. If it never can, `fail` has been called. */
    async prepare(/** @type {LatestNews} */ element) {
      const language = createLanguage(element, address, () => element._call("update"));
      languages.set(element, language);
      besides.set(element, createBeside(element));
      language.locale();
      await started;
      await language.settled();
      await ownTurn();
    },

    /**
     * Makes the widget of an element. The loader draws it. A first view is taken over in several short
     * tasks, so that the page still answers its reader.
     * @param {LatestNews} element
     * @param {ShadowRoot} root
     * @param {boolean} [isDrawn]  whether the root contains a first view
     * @returns {Promise<Mounted>}
     */
    async mount(element, root, isDrawn) {
      if (!isDrawn) root.textContent = "";
      const beside = /** @type {ReturnType<typeof createBeside>} */ (besides.get(element));
      const views = createViews(element, root, (index) => element._call("view", index));
      const mounted = glue.mount(element, root, {
        _locale: languages.get(element)?.locale,
        _copies: mayHaveCopies,
        _request(/** @type {string} */ url, /** @type {RequestCache} */ cache) {
          const [response, controller] = request(url, cache);
          // In a task of its own, because starting was one already.
          return [response.then(async (it) => {
            await nextTask();
            return readable(it);
          }), controller];
        },
        _decode: (/** @type {Uint8Array} */ feed, /** @type {string} */ url) => decode(feed, url, address),
        _beside: beside.read,
        _share(/** @type {string[]} */ urls) {
          // The slides are there in the next frame.
          requestAnimationFrame(views.follow);
          beside.share(urls);
        },
        _setState: (/** @type {string} */ state) => element._setState(state),
      }, isDrawn ? seedOf(root) : undefined);
      const free = mounted.free.bind(mounted);
      mounted.free = () => {
        free();
        views.end();
        beside.end();
      };
      // A first view can be read between the tasks.
      mounted.settle = (/** @type {() => void} */ then) => isDrawn ? setTimeout(then) : then();
      if (isDrawn) await nextTask();
      return mounted;
    },
  };
};
