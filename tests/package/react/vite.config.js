export default ({ isSsrBuild }) => ({
  base: "./",
  logLevel: "warn",
  // The development form of JSX would name the files of this machine.
  oxc: { jsx: { development: false } },
  build: isSsrBuild ? {} : { rolldownOptions: { input: ["index.html", "edition.html"] } },
});
