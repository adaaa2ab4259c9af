/* How a drawn thing looks: the few properties that differ from what holds anyway. */
import { round } from "./paths.js";

const FILL = { fill: "", "fill-opacity": "1" };
const STROKE = {
  stroke: "",
  "stroke-width": "1px",
  "stroke-opacity": "1",
  "stroke-dasharray": "none",
  "stroke-linecap": "butt",
  "shape-rendering": "auto",
};
const TEXT = { "font-weight": "400", "font-style": "normal", "text-anchor": "start" };

const isShown = (colour, opacity) =>
  colour !== "none" && opacity !== "0" && !/^rgba\(.*, 0\)$/.test(colour);

/* Of the thing and all that it stands in. */
const opacityOf = (element) => {
  let product = 1;
  for (let at = element; at instanceof SVGElement; at = at.parentNode) {
    product *= Number(getComputedStyle(at).opacity);
  }
  return product;
};

/* The corners of a line with bends may be cut. */
const hasCorners = (leaf) => /L[^M]*L/.test(leaf.getAttribute("d") ?? "");

/* A straight line has nothing to fill. */
const hasInside = (leaf) => {
  const { width, height } = leaf.getBBox();
  return width > 0 && height > 0;
};

/** The look of a leaf beside `base`, which texts inherit; null where nothing of it is seen.
    What is not displayed has no size. */
export const look = (leaf, base) => {
  const computed = getComputedStyle(leaf);
  const opacity = opacityOf(leaf);
  const isText = leaf.tagName === "text";
  const isFilled = isShown(computed.fill, computed.fillOpacity) && hasInside(leaf);
  const isStroked =
    isShown(computed.stroke, computed.strokeOpacity) && parseFloat(computed.strokeWidth) > 0;
  if (opacity === 0 || !(isFilled || isStroked)) return null;
  const properties = {
    ...(isFilled && FILL),
    ...(isStroked && STROKE),
    ...(isStroked && hasCorners(leaf) && { "stroke-miterlimit": "4" }),
    ...(isText && { ...TEXT, ...base }),
  };
  const style = Object.entries(properties)
    .map(([name, plain]) => [name, computed.getPropertyValue(name), plain])
    .filter(([, value, plain]) => value !== plain)
    .map(([name, value]) => `${name}:${value}`);
  if (!isFilled) style.push("fill:none");
  if (opacity !== 1) style.push(`opacity:${round(opacity, 2)}`);
  return style.join(";");
};
