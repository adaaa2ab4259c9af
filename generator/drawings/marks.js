/* Which point of the figure a drawn thing is, where that leads and what is said of it. */
import { said, target } from "./figure.js";

const at = (value, index) => (Array.isArray(value) ? value[index] : value);

/** The mark that a leaf belongs to, null for a leaf that is none; all leaves of a mark have one `key`. */
export const markOf = (leaf) => {
  const point = leaf.closest(".point, .textpoint")?.__data__;
  const trace = leaf.closest(".trace")?.__data__?.[0]?.trace;
  if (!trace || !Number.isInteger(point?.i)) return null;
  const text = trace.hoverinfo === "skip" ? "" : at(trace.hovertext, point.i);
  return {
    key: `${trace.index} ${point.i}`,
    href: target(at(trace.customdata, point.i)),
    title: text ? said(text) : "",
  };
};
