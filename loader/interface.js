// The names the loader shares with the widget, the README and the labels. Names only, no logic.

export const ATTRIBUTES = [
  "feed",
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

// Each is also an attribute, `label-` and the name.
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

// Each has a file of labels. English is in the widget itself.
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

export const METHODS = ["next", "previous", "goTo", "play", "pause", "reload"];

export const STATES = ["loading", "ready", "empty", "failed"];
