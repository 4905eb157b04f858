// The element's name. Events, tokens and console lines begin with it.

export const NAME = "latest-news";
