// What the script of an edition brings besides the loader. Its data come as the argument. No markup is
// parsed and no style element made, so no page's policy has anything to refuse.

({ name, release, seed, attributes, css, tree, lengths }) => {
  const nodeOf = (tree) => {
    if (typeof tree === "string") return tree;
    const [tag, attributes, ...children] = tree;
    const element = document.createElement(tag);
    for (const name in attributes) element.setAttribute(name, attributes[name]);
    element.append(...children.map(nodeOf));
    return element;
  };
  return {
    name,
    release,
    seed,
    fill(element) {
      for (const name in attributes) {
        if (!element.hasAttribute(name)) element.setAttribute(name, attributes[name]);
      }
    },
    draw(element, root) {
      // Another layout is another view.
      if (element.getAttribute("layout") != attributes.layout) return false;
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      root.adoptedStyleSheets.push(sheet);
      root.replaceChildren(nodeOf(tree));
      const base = root.firstElementChild;
      for (const name in lengths) base.style.setProperty(name, lengths[name]);
      // Pictures in sight are asked for at once, the others when they come near.
      const { left, right } = base.getBoundingClientRect();
      for (const image of root.querySelectorAll("img")) {
        const box = image.getBoundingClientRect();
        if (box.left < right && box.right > left && box.top < innerHeight) image.loading = "eager";
      }
      return true;
    },
  };
}
