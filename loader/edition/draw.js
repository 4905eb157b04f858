// Draws a first view from data. It parses no markup and makes no style element, so no page's policy has
// anything to refuse.

import { create } from "../page.js";

/**
 * A text, the place of a text in a row, or an element: its tag, attributes and children.
 * `src/edition/rows.rs` explains the numbers.
 * @typedef {any} Tree
 */

/**
 * The data of an edition's script.
 * @typedef {object} Data
 * @property {string} name
 * @property {string} release
 * @property {Record<string, string>} attributes
 * @property {Record<string, string>} lengths
 * @property {string} css
 * @property {Tree} tree
 * @property {Tree} shape
 * @property {(string | number)[][]} rows
 */

/**
 * @param {ShadowRoot} root
 * @param {Omit<Data, "name" | "release" | "attributes">} view
 */
export const draw = (root, { lengths, css, tree, shape, rows }) => {
  /** @type {(it: Tree, row: Tree[]) => Tree} */
  const textOf = (it, row) => (typeof it === "number" ? row[it] : it);
  /** @type {(tree: Tree, row?: any) => Tree} */
  const nodesOf = (tree, row) => {
    if (!Array.isArray(tree)) return row || tree ? textOf(tree, row) : rows.map((row) => nodesOf(shape, row));
    const [tag, attributes, ...children] = tree;
    if (typeof tag === "number") return row[tag] ? nodesOf(attributes, row) : [];
    const element = create(tag);
    for (const [name, value] of Object.entries(attributes)) {
      const text = textOf(value, row);
      if (text !== 0) element.setAttribute(name, text);
    }
    element.append(...children.flatMap((child) => nodesOf(child, row)));
    return element;
  };
  /** @type {HTMLElement} */
  const base = nodesOf(tree);
  // A text becomes one node, even if it was composed from several.
  base.normalize();
  for (const length of Object.entries(lengths)) base.style.setProperty(...length);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets.push(sheet);
  root.replaceChildren(base);
  // Pictures in sight are loaded at once, the others when they come near. The browser has measured them by
  // then: a measurement of our own would make this task twice as long.
  new ResizeObserver((_, own) => {
    own.disconnect();
    const { left, right } = base.getBoundingClientRect();
    const inSight = [...root.querySelectorAll("img")].filter((image) => {
      const box = image.getBoundingClientRect();
      return box.left < right && box.right > left && box.top < innerHeight;
    });
    const widths = inSight.map((image) => image.width);
    inSight.forEach((image, index) => {
      image.sizes = `${widths[index]}px`;
      image.loading = "eager";
    });
  }).observe(base);
  return base;
};
