// Stands in for the bundled loader in the preview that Trunk serves: it imports the loader's modules as
// they are, so that neither a bundler nor a build step stands between a change and the page. They find
// their address and the element for this tag by the tag, which is in the document.

((script) => import(new URL("loader/start.js", script.src).href)
  .then(({ start }) => start()))(document.currentScript);
