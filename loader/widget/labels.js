// The language of an element, and the labels of languages: files of phrases that are loaded on demand.

import { complain } from "../console.js";
import { LANGUAGES } from "../interface.js";
import { LABELS } from "../release.js";
import { ask } from "../requests.js";

// Every file has less than a kilobyte.
const MAX_BYTES = 20_000;

/**
 * The tag of the nearest element that declares a language, also outside shadow roots. Without one, the
 * browser's language. Feeds and pages also write de_AT.
 * @param {Element} element
 */
export const languageOf = (element) => {
  /** @type {Element | undefined} */
  let at = element;
  let tag;
  while (at && !tag) {
    const declaring = at.closest("[lang]");
    // The element may be a form with an input that is named getAttribute.
    tag = declaring && Element.prototype.getAttribute.call(declaring, "lang")?.trim();
    const root = at.getRootNode();
    at = root instanceof ShadowRoot ? root.host : undefined;
  }
  return (tag || navigator.language).replaceAll("_", "-");
};

/**
 * The name of the file of labels for a tag, if there is one. Chinese has two scripts. Readers of Nynorsk
 * get Bokmål.
 * @param {string} tag
 */
export const fileOf = (tag) => {
  try {
    const { language, script } = new Intl.Locale(tag).maximize();
    const names = [language.replace(/^n[no]$/, "nb"), `${language}-${script}`];
    return LANGUAGES.find((name) => names.includes(name));
  } catch {
    // A text that is no tag has no labels.
  }
};

/** @typedef {Record<string, string>} Phrases */

/** The phrases that have arrived, by file. @type {Record<string, Phrases | undefined>} */
export const phrases = {};

/** Requests for phrases, by file. A failed one is forgotten. @type {Record<string, Promise<void>>} */
const coming = {};

/**
 * Resolves when the phrases of a file have arrived, or have failed.
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
