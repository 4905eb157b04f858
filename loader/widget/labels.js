// The language of an element, and the labels of languages: files of phrases, loaded on demand.

import { complain } from "../console.js";
import { LANGUAGES } from "../interface.js";
import { LABELS } from "../release.js";
import { ask } from "../requests.js";

// Each has less than a kilobyte.
const MAX_BYTES = 20_000;

/**
 * The tag of the nearest element that declares a language, through shadow roots; else the
 * browser's. Feeds and pages also write de_AT.
 * @param {Element} element
 */
export const languageOf = (element) => {
  /** @type {Element | undefined} */
  let at = element;
  let tag;
  while (at && !tag) {
    const declaring = at.closest("[lang]");
    // It may be a form with an input that is named getAttribute.
    tag = declaring && Element.prototype.getAttribute.call(declaring, "lang")?.trim();
    const root = at.getRootNode();
    at = root instanceof ShadowRoot ? root.host : undefined;
  }
  return (tag || navigator.language).replaceAll("_", "-");
};

/**
 * The name of the labels' file for a tag, if there is one. Chinese is written in two ways; those
 * who read Nynorsk read Bokmål.
 * @param {string} tag
 */
export const fileOf = (tag) => {
  try {
    const { language, script } = new Intl.Locale(tag).maximize();
    const names = [language.replace(/^n[no]$/, "nb"), `${language}-${script}`];
    return LANGUAGES.find((name) => names.includes(name));
  } catch {
    // What is no tag has no labels.
  }
};

/** @typedef {Record<string, string>} Phrases */

/** The phrases that are here, by file. @type {Record<string, Phrases | undefined>} */
export const phrases = {};

/** Requests for phrases, by file. A failed one is forgotten. @type {Record<string, Promise<void>>} */
const coming = {};

/**
 * Resolves when the phrases of a file have come, or will not.
 * @param {string} file
 * @param {(path: string) => string} address
 */
export const loadPhrases = (file, address) => (coming[file] ??= (async () => {
  try {
    const response = await ask(address(`${LABELS}${file}.json`));
    if (!response.ok) throw `status ${response.status}`;
    const body = await response.blob();
    if (body.size > MAX_BYTES) throw "too large";
    phrases[file] = JSON.parse(await body.text());
  } catch (error) {
    delete coming[file];
    complain(`no labels for ${file}: ${error}`);
  }
})());
