// Where the tests run: a copy of this folder with the packed package installed, and what it is built with above it.

import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

export const projects = import.meta.dirname;
export const installed = join(projects, "node_modules/@latest-news/widget");

/** The package's files, by their paths in it. */
export const files = readdirSync(installed, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(installed.length + 1))
  .sort();

export const read = (path) => readFileSync(join(installed, path));
export const manifest = JSON.parse(read("package.json"));

/** A program of another package, by the file it has in there. */
export const program = (package_, file) => join(projects, "../node_modules", package_, file);

/** Runs a script in Node; returns what it printed. Fails with that, where the script fails. */
export const run = (script, parameters, folder = projects) => {
  const environment = { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NO_COLOR: "1" };
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...parameters], {
    cwd: folder, encoding: "utf8", env: environment,
  });
  if (status !== 0) throw new Error(`${script} ${parameters.join(" ")}: ${status}\n${stdout}\n${stderr}`);
  return stdout + stderr;
};
