// Chromium, driven through a pipe with the DevTools protocol. It knows nothing of pages.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const SWITCHES = [
  "--headless=new",
  "--remote-debugging-pipe",
  "--no-first-run",
  "--no-default-browser-check",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-default-apps",
  "--disable-extensions",
  "--disable-sync",
  "--disable-quic",
  // Pictures are shown when they are drawn, and the search field's list is no page that needs a process.
  "--disable-features=PaintHolding,WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,OptimizationHints,MediaRouter",
];

/** Starts `program`. `close` ends it and removes its profile. */
export async function start(program) {
  const profile = mkdtempSync(join(tmpdir(), "latest-news-bench-"));
  const switches = [...SWITCHES, `--user-data-dir=${profile}`];
  // As root, as in a container, Chromium starts only without its sandbox.
  if (process.getuid?.() === 0) switches.push("--no-sandbox");
  const child = spawn(program, switches, { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
  const connection = connect(child.stdio[3], child.stdio[4]);
  const gone = new Promise((resolve) => child.once("close", resolve));
  child.once("error", (error) => connection.end(`cannot start ${program}: ${error.message}`));
  gone.then(() => connection.end("Chromium has ended"));

  const close = async () => {
    connection.send("Browser.close").catch(() => {});
    const late = setTimeout(() => child.kill("SIGKILL"), 5_000);
    await gone;
    clearTimeout(late);
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const { product } = await connection.send("Browser.getVersion");
    return { send: connection.send, on: connection.on, version: product, close };
  } catch (error) {
    await close();
    throw error;
  }
}

// Messages are JSON, each ended by a zero byte.
function connect(out, back) {
  const waiting = new Map();
  const listeners = new Set();
  let number = 0;
  let ended;
  let parts = [];

  const receive = (text) => {
    const message = JSON.parse(text);
    if (message.id === undefined) {
      for (const listener of [...listeners]) listener(message);
      return;
    }
    const { resolve, reject, method } = waiting.get(message.id) ?? {};
    waiting.delete(message.id);
    if (message.error) reject?.(new Error(`${method}: ${message.error.message}`));
    else resolve?.(message.result);
  };
  back.on("data", (data) => {
    let from = 0;
    for (let end = data.indexOf(0); end >= 0; end = data.indexOf(0, from)) {
      parts.push(data.subarray(from, end));
      receive(Buffer.concat(parts).toString());
      parts = [];
      from = end + 1;
    }
    if (from < data.length) parts.push(data.subarray(from));
  });
  // The end of the process is reported by `close`.
  for (const stream of [out, back]) stream.on("error", () => {});

  return {
    send: (method, params = {}, sessionId = undefined) =>
      new Promise((resolve, reject) => {
        if (ended) return reject(new Error(`${method}: ${ended}`));
        number += 1;
        waiting.set(number, { resolve, reject, method });
        out.write(`${JSON.stringify({ id: number, method, params, sessionId })}\0`);
      }),
    /** Calls `listener` for each event, until the returned function is called. */
    on: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    end: (reason) => {
      ended ??= reason;
      for (const { reject, method } of waiting.values()) reject(new Error(`${method}: ${ended}`));
      waiting.clear();
    },
  };
}
