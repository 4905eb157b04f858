// Replacements for globals that a server lacks and that the element's module uses during its import. The
// build puts them in place of the globals with the same names.

const Element = globalThis.HTMLElement ?? class {};
const Observer = globalThis.IntersectionObserver ?? class {};

export { Element as HTMLElement, Observer as IntersectionObserver };
