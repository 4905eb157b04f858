// The content of the package: every file that its manifest names, with correct hashes and names.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { files, manifest, read } from "./place.js";

test("the package has fewer than 40 files", () => {
  assert.ok(files.length < 40, `${files.length} files`);
  assert.ok(files.length > 20, `${files.length} files`);
});

test("every export is a file", () => {
  const named = Object.values(manifest.exports).flatMap((it) => (typeof it === "string" ? it : Object.values(it)));
  assert.ok(named.length > 10);
  for (const path of [...named, manifest.main, manifest.types]) {
    const pattern = path.replace("./", "").split("*");
    const found = files.filter((file) => file.startsWith(pattern[0]) && file.endsWith(pattern.at(-1)));
    assert.ok(found.length, `no file ${path}`);
  }
});

test("hashes are those of the files", () => {
  const { version, files: hashes } = JSON.parse(read("integrity.json"));
  assert.equal(version, manifest.version);
  assert.ok(`${read("README.md")}`.includes(`widget@${version}/cdn/latest-news.js"`));
  assert.ok(hashes["cdn/latest-news.js"]);
  for (const [path, hash] of Object.entries(hashes)) {
    assert.equal(hash, `sha384-${createHash("sha384").update(read(path)).digest("base64")}`, path);
  }
});

test("the release for CDNs names its own files, by their hashes", () => {
  const loader = `${read("cdn/latest-news.js")}`;
  for (const [, path] of loader.matchAll(/"\.\/(latest-news\/[^"]*\.(?:js|wasm))"/g)) {
    const bytes = read(`cdn/${path}`);
    assert.ok(loader.includes(`sha256-${createHash("sha256").update(bytes).digest("base64")}`), path);
    const name = createHash("sha256").update(bytes).digest("hex").slice(0, 12);
    assert.ok(path.includes(`.${name}.`), path);
  }
  assert.equal([...loader.matchAll(/"\.\/latest-news\/[^"]*\.(?:js|wasm)"/g)].length, 2);
});

test("the manifest of custom elements, the editors' data and the types name the same attributes", () => {
  const [{ declarations: [element] }] = JSON.parse(read("custom-elements.json")).modules;
  const names = element.attributes.map(({ name }) => name);
  assert.ok(names.includes("feed") && names.includes("label-next"));
  const [tag] = JSON.parse(read("html-custom-data.json")).tags;
  assert.deepEqual(tag.attributes.map(({ name }) => name), names);
  const [{ attributes }] = JSON.parse(read("web-types.json")).contributions.html.elements;
  assert.deepEqual(attributes.map(({ name }) => name), names);
  const [, body] = /interface LatestNewsAttributes \{([^]*?)\n\}/.exec(`${read("index.d.ts")}`);
  assert.deepEqual([...body.matchAll(/^ {2}"(.*)"\?:/gm)].map(([, name]) => name), names);
});
