// The place where the tests run: a copy of this folder with the packed package installed. The packages that
// the projects need are in the folder above.

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

/** A program of another package, by its file there. */
export const program = (package_, file) => join(projects, "../node_modules", package_, file);

/** Runs a script in Node and returns its output. If the script fails, throws an error with the output. */
export const run = (script, parameters, folder = projects, more = {}) => {
  const environment = { ...process.env, ...more, NEXT_TELEMETRY_DISABLED: "1", NO_COLOR: "1" };
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...parameters], {
    cwd: folder, encoding: "utf8", env: environment,
  });
  if (status !== 0) throw new Error(`${script} ${parameters.join(" ")}: ${status}\n${stdout}\n${stderr}`);
  return stdout + stderr;
};
