// Replaces the bundled loader in the preview that Trunk serves. It imports the loader's modules as they
// are, so a change needs neither a bundler nor a build step. The modules find this script's tag in the
// document, and with it their address and the element.

((script) => import(new URL("loader/start.js", script.src).href)
  .then(({ start }) => start()))(document.currentScript);
