// Whether the browser may keep copies of feeds from an earlier visit. The name of the page's bundle is not
// known, so the answer is no.

export const mayHaveCopies = () => false;
