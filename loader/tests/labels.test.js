import assert from "node:assert/strict";
import { test } from "node:test";
import { consoleLines, withGlobals } from "./page.js";
import { fileOf, languageOf, loadPhrases, phrases } from "../widget/labels.js";

test("a tag finds its file", () => {
  const rows = [
    ["de", "de"],
    ["de-AT", "de"],
    ["nn", "nb"],
    ["no", "nb"],
    ["iw", "he"],
    ["zh", "zh-Hans"],
    ["zh-HK", "zh-Hant"],
    ["zh-Hant-CN", "zh-Hant"],
    ["en", undefined],
    ["tlh", undefined],
    ["not a tag", undefined],
    ["", undefined],
  ];
  for (const [tag, file] of rows) assert.equal(fileOf(tag), file, tag);
});

/**
 * An element in a tree whose nearest language is this, or in a shadow root of `host`. The language is
 * declared by a form with an input that is named getAttribute.
 */
const element = (lang, host) => {
  const declaring = new HTMLElement("form");
  declaring.attributes.set("lang", lang);
  declaring.getAttribute = { isNamed: "getAttribute" };
  return {
    closest: () => (lang === undefined ? null : declaring),
    // A document may have an element named host.
    getRootNode: () => (host ? new ShadowRoot(host) : { host: element("xx") }),
  };
};

test("the nearest language counts, through shadow roots", (t) => {
  withGlobals(t, { navigator: { language: "sv-SE" } });
  const rows = [
    [element("de_AT"), "de-AT"],
    [element(" fr "), "fr"],
    [element(undefined, element("it")), "it"],
    [element("", element("it")), "it"],
    [element(), "sv-SE"],
  ];
  for (const [at, tag] of rows) assert.equal(languageOf(at), tag);
});

const address = (path) => new URL(path, "https://cdn.example/").href;

test("a file of labels that is too large is none", async (t) => {
  const said = consoleLines(t);
  const blob = async () => new Blob([`{"next":"${"x".repeat(20_000)}"}`]);
  withGlobals(t, { fetch: async () => ({ ok: true, blob }) });
  await loadPhrases("fr", address);
  assert.equal(phrases.fr, undefined);
  assert.equal(said.calls[0].arguments[0], "latest-news: no labels for fr: too large");
});

test("phrases are fetched once; a failure is told and forgotten", async (t) => {
  const said = consoleLines(t);
  const answers = [{ ok: false, status: 404 }, { ok: true, blob: async () => new Blob(['{"next":"Weiter"}']) }];
  const asked = [];
  withGlobals(t, { fetch: async (url) => (asked.push(url), answers.shift()) });
  await loadPhrases("de", address);
  assert.equal(phrases.de, undefined);
  assert.deepEqual(said.calls.map(({ arguments: [line] }) => line), ["latest-news: no labels for de: status 404"]);
  await Promise.all([loadPhrases("de", address), loadPhrases("de", address)]);
  assert.deepEqual(phrases.de, { next: "Weiter" });
  assert.deepEqual(asked, Array(2).fill("https://cdn.example/labels/de.json"));
});
