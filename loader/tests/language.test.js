import assert from "node:assert/strict";
import { test } from "node:test";
import { consoleLines, later, settled, withGlobals } from "./page.js";
import { createLanguage } from "../widget/language.js";

const address = (path) => `https://cdn.example/${path}`;

/** An element in this language. A test may change the language. */
const speaking = (lang) => {
  const element = new HTMLElement();
  const declaring = new HTMLElement();
  declaring.attributes.set("lang", lang);
  element.closest = () => declaring;
  return { element, speak: (other) => declaring.attributes.set("lang", other) };
};

test("phrases are handed over once they are here, and the widget hears of it", async (t) => {
  const answer = later();
  withGlobals(t, { fetch: () => answer.promise });
  const heard = t.mock.fn();
  const { element } = speaking("it");
  const language = createLanguage(element, address, heard);
  assert.deepEqual(language.locale(), ["it", undefined]);
  answer.resolve({ ok: true, blob: async () => new Blob(['{"next":"Avanti"}']) });
  await language.settled();
  assert.deepEqual(language.locale(), ["it", { next: "Avanti" }]);
  await settled();
  assert.equal(heard.mock.callCount(), 1);
});

test("another language is another file; English needs none", async (t) => {
  consoleLines(t);
  const asked = [];
  withGlobals(t, { fetch: async (url) => (asked.push(url), { ok: false, status: 404 }) });
  const { element, speak } = speaking("en");
  const language = createLanguage(element, address, () => {});
  language.locale();
  assert.equal(language.settled(), undefined);
  speak("sv");
  assert.deepEqual(language.locale(), ["sv", undefined]);
  language.locale();
  await language.settled();
  assert.deepEqual(asked, ["https://cdn.example/./labels/sv.json"]);
});

test("labels that do not come hold up nothing for long", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  withGlobals(t, { fetch: () => new Promise(() => {}) });
  const language = createLanguage(speaking("fi").element, address, () => {});
  language.locale();
  const settling = language.settled();
  t.mock.timers.tick(300);
  await settling;
});
