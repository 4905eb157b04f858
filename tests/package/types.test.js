// Types: correct uses compile. Each wrong use is an error, marked by `@ts-expect-error`.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { program, projects, run } from "./place.js";

for (const project of readdirSync(join(projects, "types"), { withFileTypes: true })) {
  if (!project.isDirectory()) continue;
  test(`types for ${project.name}`, () => {
    run(process.env.TYPESCRIPT, ["--project", `types/${project.name}`]);
  });
}

// The pages that browsers open, too.
for (const project of ["plain", "react", "vue", "preact", "solid"]) {
  test(`the page of ${project} has no wrong type`, () => {
    run(process.env.TYPESCRIPT, ["--project", project]);
  });
}

test("the page of svelte has no wrong type", () => {
  run(program("svelte-check", "bin/svelte-check"), ["--workspace", "svelte", "--tsconfig", "tsconfig.json"]);
});

test("publint finds no problem", () => {
  run(program("publint", "src/cli.js"), ["node_modules/@latest-news/widget", "--strict", "--pack", "false"]);
});

test("the types match the modules", () => {
  const attw = program("@arethetypeswrong/cli", "dist/index.js");
  run(attw, [process.env.TARBALL, "--profile", "esm-only", "--exclude-entrypoints", "policy.txt"]);
});
