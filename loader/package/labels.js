// The glue requests one file of labels for each language. The package has few files, with several
// languages in each.

import { FIRST } from "./languages.js";

/**
 * A `fetch` for the glue, which requests labels and the whole feed reader.
 * @param {(file: number, path: string) => string} address  the address of a file of the package, for the
 *   path that the glue requests
 * @returns {typeof fetch}
 */
export const fetchLabels = (address) => async (path, options) => {
  if (!/\.json$/.test(`${path}`)) return fetch(path, options);
  const language = `${path}`.replace(/.*\/|\.json$/g, "");
  const file = FIRST.findLastIndex((first) => first <= language);
  const response = await fetch(address(file, `${path}`), options);
  return response.ok ? new Response(JSON.stringify((await response.json())[language])) : response;
};
