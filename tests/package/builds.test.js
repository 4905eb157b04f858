// Bundlers find the files: their output contains both WebAssemblies and the labels, byte for byte.

import assert from "node:assert/strict";
import { copyFileSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { files, program, projects, read, run } from "./place.js";

const ASSETS = files.filter((file) => /^cdn\/.*\.(wasm|json)$/.test(file));

/** Every file of a build. */
const built = (folder) => readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name));

/** In a page, what a server renders comes here. */
const PLACE = "<!--rendered-->";

const checkAssets = (folder) => {
  // Two of WebAssembly, and four of labels.
  assert.equal(ASSETS.length, 6);
  const out = built(folder);
  const scripts = out.filter((path) => path.endsWith(".js")).map((path) => readFileSync(path, "utf8")).join("\n");
  for (const asset of ASSETS) {
    const path = out.find((path) => readFileSync(path).equals(read(asset)));
    assert.ok(path, `${asset} is not in ${folder}`);
    const name = path.split("/").at(-1);
    assert.ok(scripts.includes(name), `no script names ${name}`);
  }
  assert.ok(!scripts.includes(projects), "a script names the builder's folder");
};

for (const [name, extension] of [["react", "tsx"], ["vue", "ts"]]) {
  test(`Vite builds for ${name}, for browsers and for a server`, async () => {
    const vite = program("vite", "bin/vite.js");
    const folder = join(projects, name);
    // React's development build says where a page is not what it would have rendered.
    const environment = { NODE_ENV: "development" };
    run(vite, ["build", "--outDir", "out/client", "--mode", "development"], folder, environment);
    run(vite, ["build", "--outDir", "out/server", "--ssr", `server.${extension}`], folder);
    checkAssets(join(folder, "out/client"));
    const { render, renderEdition } = await import(pathToFileURL(join(folder, "out/server/server.js")));
    const html = await render();
    assert.match(html, /<latest-news feed="feed.json" limit="3" heading-level="3"[^>]*><a href="\/news">All news/);
    assert.doesNotMatch(html, /data-state/);
    const fill = (name, rendered) => {
      const page = join(folder, "out/client", name);
      const text = readFileSync(page, "utf8");
      assert.ok(text.includes(PLACE), name);
      writeFileSync(page, text.replace(PLACE, rendered));
    };
    fill("index.html", html);
    // The end-to-end tests know the edition.
    const edition = await renderEdition("<!--edition-->");
    assert.equal(edition, "<div><!--edition--></div>");
    fill("edition.html", edition);
  });
}

for (const name of ["plain", "preact", "solid", "svelte"]) {
  test(`Vite builds for ${name}`, () => {
    const folder = join(projects, name);
    run(program("vite", "bin/vite.js"), ["build", "--outDir", "out"], folder);
    checkAssets(join(folder, "out"));
  });
}

test("webpack builds", () => {
  const folder = join(projects, "webpack");
  run("build.js", [], folder);
  checkAssets(join(folder, "dist"));
  copyFileSync(join(folder, "index.html"), join(folder, "dist/index.html"));
});

test("Next.js builds and renders", () => {
  const folder = join(projects, "next");
  run(program("next", "dist/bin/next"), ["build"], folder);
  checkAssets(join(folder, "out"));
  const html = readFileSync(join(folder, "out/index.html"), "utf8");
  assert.match(html, /<latest-news feed="feed.json" limit="3" heading-level="3"><a href="\/news">All news/);
});
