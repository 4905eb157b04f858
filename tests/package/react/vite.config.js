export default ({ isSsrBuild }) => ({
  base: "./",
  logLevel: "warn",
  build: isSsrBuild ? {} : { rolldownOptions: { input: ["index.html", "edition.html"] } },
});
