// An element of known behaviour: the harness must find exactly this.

customElements.define("known-news", class extends HTMLElement {
  connectedCallback() {
    stay();
    // Late once. Those that come after it do not keep the test waiting.
    setTimeout(() => this.draw(), window.__loop === undefined ? 300 : 0);
  }

  draw() {
    work();
    const items = Array.from({ length: 40 }, (_, at) => `<i>${at}</i>`).join("");
    this.innerHTML =
      `<h3 class="headline" style="position:relative">First</h3><button class="next">Next</button>` +
      `<button class="previous">Previous</button><div hidden>${items}</div>`;
    const [headline, next, previous] = this.children;
    next.addEventListener("click", () => (headline.style.left = "100px"));
    previous.addEventListener("click", () => (headline.style.left = "0"));
  }
});

/** One listener stays behind for each element, and with it a node. */
function stay() {
  addEventListener("hashchange", { node: document.createElement("b"), handleEvent() {} });
}

/** Two loops of lib/longest.js, once. */
function work() {
  if (window.__loop !== undefined) return;
  let x = 0;
  for (let i = 0; i < 4e7; i += 1) x = (x * 31 + i) | 0;
  window.__loop = x;
}
