import webpack from "webpack";

webpack({ mode: "production", entry: "./index.js", performance: { hints: false } }, (error, stats) => {
  if (!error && !stats.hasErrors() && !stats.hasWarnings()) return;
  console.error(error ?? stats.toString());
  process.exitCode = 1;
});
