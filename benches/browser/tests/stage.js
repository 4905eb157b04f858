// A browser and servers for tests, ended with them.

import { after } from "node:test";
import { start } from "../lib/chromium.js";

export async function browser() {
  const chromium = await start(process.env.CHROMIUM);
  after(() => chromium.close());
  return chromium;
}
