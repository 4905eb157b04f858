// The glue for the CDN release in the package.

import { fetchLabels } from "./labels.js";
// @ts-ignore The build of the package writes this module.
import start from "./widget.js";

start(fetchLabels((file, path) => path.replace(/[^/]*$/, `${file}.json`)));
