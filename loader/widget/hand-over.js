// The glue of a release is run as a classic script or as a module, neither of which has exports that the
// other has too. So it leaves what it has at the element's class, which is the loader's.

import { NAME } from "../name.js";
import { run } from "./widget.js";

/** @type {any} */ (customElements.get(NAME))._run = run;
