// Mounts the Svelte component, which `xtask` has compiled.

import { mount, tick, unmount } from "svelte";
import Svelte from "svelte-component";

let app;

window.app = {
  set(next) {
    if (app) app.set(next);
    else {
      const target = document.querySelector("#app");
      app = mount(Svelte, { target, props: { first: next, heard: window.heard } });
    }
    return tick();
  },
  end: () => unmount(app),
};
