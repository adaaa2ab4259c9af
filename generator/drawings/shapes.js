/* A drawn thing again, in the drawing's own coordinates and as short as it can be. */
import { moved, round } from "./paths.js";

const SVG = "http://www.w3.org/2000/svg";
const LONG = 400;
const CIRCLE = /^M([\d.]+),0A\1,\1 0 1,1 0,-\1A\1,\1 0 0,1 \1,0Z$/;

export const make = (tag, attributes = {}, children = []) => {
  const element = document.createElementNS(SVG, tag);
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  element.append(...children);
  return element;
};

const place = (element, dx, dy) => ({
  x: round(+element.getAttribute("x") + dx),
  y: round(+element.getAttribute("y") + dy),
});

/* Bold words and further lines; a line says itself where it stands. */
const words = (nodes, size, dx, dy) =>
  [...nodes].map((node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    const inner = words(node.childNodes, size, dx, dy);
    if (node.classList.contains("line")) {
      return make("tspan", place(node, dx, dy + parseFloat(node.getAttribute("dy")) * size), inner);
    }
    return make("tspan", { style: `font-weight:${getComputedStyle(node).fontWeight}` }, inner);
  });

const shapes = {
  text(leaf, dx, dy) {
    const size = parseFloat(getComputedStyle(leaf).fontSize);
    return make("text", place(leaf, dx, dy), words(leaf.childNodes, size, dx, dy));
  },

  path(leaf, dx, dy) {
    const d = leaf.getAttribute("d");
    const radius = CIRCLE.exec(d)?.[1];
    if (radius) return make("circle", { cx: round(dx), cy: round(dy), r: round(radius, 2) });
    // An edge that moves by a tenth of a pixel can be seen; in a long outline nobody does.
    return make("path", { d: moved(d, dx, dy, d.length > LONG ? 1 : 2) });
  },

  rect(leaf, dx, dy) {
    const { width, height } = leaf.getBBox();
    return make("rect", { ...place(leaf, dx, dy), width: round(width), height: round(height) });
  },
};

/** `keep`: the leaf's own coordinates count, as for a pattern, which starts at their origin. */
export const shape = (leaf, keep) => {
  const { a, b, c, d, e, f } = leaf.getCTM();
  if (!keep && a === 1 && b === 0 && c === 0 && d === 1) return shapes[leaf.tagName](leaf, e, f);
  const made = shapes[leaf.tagName](leaf, 0, 0);
  made.setAttribute("transform", `matrix(${[a, b, c, d, e, f].map((n) => round(n, 3)).join(" ")})`);
  return made;
};

/** The rectangle that cuts off a part of a leaf, null where all of it is inside. */
export const cut = (leaf) => {
  for (let at = leaf; at.getCTM; at = at.parentNode) {
    const id = /#([^"')]+)/.exec(at.getAttribute("clip-path") ?? "")?.[1];
    if (!id) continue;
    const window = document.getElementById(id).firstElementChild;
    const inside = inDrawing(window.getBBox(), at.getCTM());
    const whole = inDrawing(leaf.getBBox(), leaf.getCTM());
    if (!contains(inside, whole)) return inside;
  }
  return null;
};

const inDrawing = ({ x, y, width, height }, { e, f }) => ({ x: x + e, y: y + f, width, height });

const SLACK = 0.5;
const contains = (outer, inner) =>
  inner.x >= outer.x - SLACK &&
  inner.y >= outer.y - SLACK &&
  inner.x + inner.width <= outer.x + outer.width + SLACK &&
  inner.y + inner.height <= outer.y + outer.height + SLACK;
