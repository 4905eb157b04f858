// Written by `cargo xtask interface` from interface.toml; change that.
// The names of the public interface.

/** Attributes of the element, without those of phrases. */
export const ATTRIBUTES = [
  "feed",
  "edition",
  "limit",
  "heading",
  "heading-level",
  "layout",
  "theme",
  "autoplay",
  "loop",
  "refresh",
  "loading",
  "images",
  "image-ratio",
  "summary-lines",
  "dates",
  "lang",
  "target",
  "link-params",
  "empty",
];

/** Each is an attribute too, after `label-`. */
export const PHRASES = [
  "latest-news",
  "carousel",
  "slide",
  "previous",
  "next",
  "start-rotation",
  "stop-rotation",
  "markers",
  "position",
  "read-more",
  "new-tab",
  "credit",
  "empty",
  "failed",
  "retry",
  "updated",
];

/** Languages with a file of labels. */
export const LANGUAGES = [
  "ar",
  "bg",
  "cs",
  "da",
  "de",
  "el",
  "es",
  "fa",
  "fi",
  "fr",
  "he",
  "hi",
  "hu",
  "it",
  "ja",
  "ko",
  "nb",
  "nl",
  "pl",
  "pt",
  "ro",
  "ru",
  "sv",
  "tr",
  "uk",
  "zh-Hans",
  "zh-Hant",
];

/** Methods of the element that are the widget's. */
export const METHODS = [
  "next",
  "previous",
  "goTo",
  "play",
  "pause",
  "reload",
];
