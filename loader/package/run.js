// Runs the glue as a module of the page's bundle. The glue leaves its entry point at the element's class.

// @ts-ignore The build of the package writes this module.
const glue = () => import("./widget.js");

import { labels } from "./files.js";
import { fetchLabels } from "./labels.js";
import { NAME } from "../name.js";

/**
 * Each call makes a new instance, because the last one may have ended.
 * @returns {Promise<typeof import("../widget/widget.js").run>}
 */
export const runGlue = async () => {
  const { default: start } = await glue();
  start(fetchLabels((file) => labels[file]()));
  return /** @type {any} */ (customElements.get(NAME))._run;
};
