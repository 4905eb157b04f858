// The languages in the files of labels. The build of the package replaces this module.

/** The first language of each file, in the order of their tags. @type {string[]} */
export const FIRST = [];
