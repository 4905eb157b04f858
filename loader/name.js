// The element's name; events, tokens and console lines begin with it.

export const NAME = "latest-news";
