// The language of one element, and its phrases.

import { fileOf, languageOf, loadPhrases, phrases } from "./labels.js";

// Labels that come later than so many milliseconds find the widget speaking English.
const PATIENCE = 300;

/**
 * @param {Element} element
 * @param {(path: string) => string} address
 * @param {() => void} onPhrases  hears when phrases have come
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
    /** The element's language tag, and the phrases of it that are here. */
    locale,

    /** Resolves when the phrases have come, or have had time enough. */
    settled: () => coming && Promise.race([coming, new Promise((go) => setTimeout(go, PATIENCE))]),
  };
};
