// The files of an edition of the benchmark's feed, beside the release.

import { execFileSync } from "node:child_process";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { EDITION } from "./contestants.js";
import { feed } from "./feed.js";

/** Copies the release into `folder`, from which `publisher` serves it as `/embed/`. */
export function copyRelease(release, folder) {
  for (const part of ["latest-news.js", "latest-news", "manifest.json"]) {
    cpSync(join(release, part), join(folder, part), { recursive: true });
  }
}

/** Writes the edition with `writer` (`examples/edition.rs`), and returns the text of `NAME.html`. */
export function write({ writer, release, folder, publisher, length }) {
  const source = join(folder, "source.json");
  writeFileSync(source, JSON.stringify(feed(length, publisher)));
  execFileSync(writer, [source, EDITION, `${publisher}/embed/`, release, folder]);
  return readFileSync(join(folder, `${EDITION}.html`), "utf8");
}
