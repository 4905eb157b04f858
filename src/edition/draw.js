// Draws a first view from data, in the script of an edition. No markup is parsed and no style element
// made, so no page's policy has anything to refuse. The build of an edition puts its data in front.

(root, { css, tree, lengths }) => {
  const nodeOf = (tree) => {
    if (typeof tree === "string") return tree;
    const [tag, attributes, ...children] = tree;
    const element = document.createElement(tag);
    for (const name in attributes) element.setAttribute(name, attributes[name]);
    element.append(...children.map(nodeOf));
    return element;
  };
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
}
