// The loader: the one file a partner's page names. The build bundles it with the modules it imports.

import { start } from "./start.js";

start();
