import { join } from "node:path";

/** @type {import("next").NextConfig} */
export default {
  output: "export",
  // The packages that it needs are two folders above.
  turbopack: { root: join(import.meta.dirname, "../..") },
};
