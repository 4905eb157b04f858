// Stands in for the bundled loader in the preview that Trunk serves: it imports the loader's modules as
// they are, so that neither a bundler nor a build step stands between a change and the page.

((script) => import(new URL("loader/start.js", script.src).href)
  .then(({ start }) => start(script)))(document.currentScript);
