// The language of one element, and its phrases.

import { fileOf, languageOf, loadPhrases, phrases } from "./labels.js";

// The widget waits this many milliseconds for labels, and then starts in English.
const PATIENCE = 300;

/**
 * @param {Element} element
 * @param {(path: string) => string} address
 * @param {() => void} onPhrases  is called when phrases have arrived
 */
export const createLanguage = (element, address, onPhrases) => {
  /** @type {string | undefined} */
  let file;
  /** @type {Promise<void> | undefined} */
  let coming;
  const locale = () => {
    const tag = languageOf(element);
    const before = file;
    file = fileOf(tag);
    if (file !== before) {
      coming = file && !phrases[file] ? loadPhrases(file, address).then(onPhrases) : undefined;
    }
    return [tag, file && phrases[file]];
  };
  return {
    /** The element's language tag, and the phrases for it that have arrived. */
    locale,

    /** Resolves when the phrases have arrived, or after the time limit. */
    settled: () => coming && Promise.race([coming, new Promise((go) => setTimeout(go, PATIENCE))]),
  };
};
