// The loader: the only file that a partner's page names. The build bundles it with the modules it imports.

import { start } from "./start.js";

start();
