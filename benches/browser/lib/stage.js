// What every run needs: the servers with release, edition and peers, and pages for contestants.

import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import * as editions from "./editions.js";
import { serve } from "./server.js";

const LENGTH = 12;

/** The places of tools and files, as `cargo xtask bench` passes them in the environment. */
export function places() {
  const place = (name) => {
    const value = process.env[name];
    if (!value) throw new Error(`${name} is not set: run \`cargo xtask bench\``);
    return value;
  };
  return {
    chromium: place("CHROMIUM"),
    release: place("RELEASE"),
    writer: place("EDITION_WRITER"),
    work: place("BENCH_WORK"),
  };
}

/** The servers. `target` makes what a scene needs to know of a contestant's page. */
export async function set({ release, writer, work }) {
  // Of this run only: an edition names the port of its server.
  const embed = mkdtempSync(join(work, "embed-"));
  editions.copyRelease(release, embed);
  const server = await serve({ embed, peers: join(work, "peers") });
  const { publisher, partner } = server;
  const included = editions.write({ writer, release, folder: embed, publisher, length: LENGTH });

  function target({ name, selectors, tags }, { profile = "cold", count = 1, length = LENGTH, settle } = {}) {
    const page = tags({ publisher, length, count, included });
    const path = `/${name}-${count}-${length}`;
    server.page(path, { ...page, count });
    return { url: `${partner}${path}`, selectors, profile, settle, carousel: page.carousel };
  }
  const close = async () => {
    await server.close();
    rmSync(embed, { recursive: true });
  };
  return { target, embed, close };
}
