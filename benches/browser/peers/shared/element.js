// The element that a partner writes. It fetches its feed as soon as it is in the document, and takes
// everything away when it leaves.

import style from "peer-style";
import { newest } from "./feed.js";

/** `draw(element, articles)` fills the element and returns a function that undoes it. */
export function define(draw) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  document.adoptedStyleSheets.push(sheet);

  class PeerNews extends HTMLElement {
    #undo;

    async connectedCallback() {
      try {
        const articles = await newest(this.getAttribute("feed"));
        if (this.isConnected) this.#undo = draw(this, articles);
      } catch (error) {
        console.error(error);
        this.textContent = "The news cannot be shown.";
      }
    }

    disconnectedCallback() {
      this.#undo?.();
      this.#undo = undefined;
      this.replaceChildren();
    }
  }
  customElements.define("peer-news", PeerNews);
}
