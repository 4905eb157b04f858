// Two hosts on loopback: a partner's with pages, a publisher's with everything else. They run in a thread
// of their own, so that measuring does not delay an answer.

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";
import { brotliCompressSync, constants } from "node:zlib";
import { feed } from "./feed.js";
import { html } from "./page.js";
import { picture } from "./pictures.js";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".wasm": "application/wasm",
};
/** Files whose names or contents do not change during a run, and answers that are asked for again. */
const KEPT = "public, max-age=31536000, immutable";
const CONFIRMED = "no-cache";
/** The best compression of a long feed would take minutes. */
const LONG = 500_000;

/** `folders`: what the publisher serves, path → folder. */
export function serve(folders) {
  const worker = new Worker(new URL(import.meta.url), { workerData: folders });
  return new Promise((resolve, reject) => {
    worker.once("error", reject);
    worker.once("message", ({ partner, publisher }) =>
      resolve({
        partner,
        publisher,
        /** Puts a page in place; `path` begins with a slash. */
        page: (path, page) => worker.postMessage({ path, text: html(page) }),
        close: () => worker.terminate(),
      }),
    );
  });
}

if (!isMainThread && workerData) await run(workerData);

async function run(folders) {
  const pages = new Map();
  const known = new Map();
  let origin;

  const publisher = await listen(async (path) => {
    if (!known.has(path)) known.set(path, await answer(path));
    return known.get(path);
  });
  origin = publisher;
  const partner = await listen(async (path) => pages.get(path));
  parentPort.on("message", ({ path, text }) => pages.set(path, packed(Buffer.from(text), ".html", CONFIRMED)));
  parentPort.postMessage({ partner, publisher });

  async function answer(path) {
    const [, length] = /^\/feed-(\d+)\.json$/.exec(path) ?? [];
    if (length) return packed(Buffer.from(JSON.stringify(feed(Number(length), origin))), ".json", CONFIRMED);
    const [, number] = /^\/pictures\/(\d+)\.png$/.exec(path) ?? [];
    if (number) return packed(picture(Number(number)), ".png", KEPT);
    const [, mount, file] = /^\/(\w+)\/(.+)$/.exec(path) ?? [];
    if (!folders[mount]) return undefined;
    const bytes = await readFile(join(folders[mount], normalize(`/${file}`))).catch(() => undefined);
    return bytes && packed(bytes, extname(file), KEPT);
  }
}

function packed(bytes, type, cache) {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: bytes.length > LONG ? 7 : 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  const small = type === ".png" ? undefined : brotliCompressSync(bytes, { params });
  const etag = `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 20)}"`;
  const headers = {
    "Content-Type": TYPES[type] ?? "application/octet-stream",
    "Cache-Control": cache,
    ETag: etag,
    "Access-Control-Allow-Origin": "*",
    "Timing-Allow-Origin": "*",
    Vary: "Accept-Encoding",
    ...(small && { "Content-Encoding": "br" }),
  };
  return { body: small ?? bytes, etag, headers };
}

async function listen(find) {
  const server = createServer({ keepAliveTimeout: 60_000, noDelay: true }, async (request, response) => {
    const it = await find(new URL(request.url, "http://host").pathname);
    if (!it) {
      response.writeHead(404, { "Access-Control-Allow-Origin": "*" }).end();
    } else if (request.headers["if-none-match"] === it.etag) {
      response.writeHead(304, it.headers).end();
    } else {
      response.writeHead(200, { ...it.headers, "Content-Length": it.body.length }).end(it.body);
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${server.address().port}`;
}
