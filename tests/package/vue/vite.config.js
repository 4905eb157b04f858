export default ({ isSsrBuild }) => ({
  base: "./",
  logLevel: "warn",
  // Vue's development build requires all three.
  define: {
    __VUE_OPTIONS_API__: true,
    __VUE_PROD_DEVTOOLS__: false,
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: true,
  },
  build: isSsrBuild ? {} : { rolldownOptions: { input: ["index.html", "edition.html"] } },
});
