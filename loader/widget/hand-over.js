// The glue of a release runs as a classic script or as a module. No kind of export works in both. So the
// glue leaves its entry point at the element's class, which belongs to the loader.

import { NAME } from "../name.js";
import { run } from "./widget.js";

/** @type {any} */ (customElements.get(NAME))._run = run;
