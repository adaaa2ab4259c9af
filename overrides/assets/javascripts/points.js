/* The points of a chart in the order in which keys go along them, and what is said of each. */
import { said, target } from "./figure.js";

/** As the eye goes: along the rows; on a map those with a figure come first, in their order. */
export const pointsOf = ({ data, layout }) => {
  const found = data.flatMap((trace, curveNumber) =>
    trace.hoverinfo === "text"
      ? trace.hovertext.map((markup, pointNumber) => ({
          curveNumber,
          pointNumber,
          row: trace.y[pointNumber],
          href: target(trace.customdata?.[pointNumber]),
          text: said(markup).replaceAll("\n", ", "),
        }))
      : [],
  );
  const isMap = Boolean(layout.yaxis?.scaleanchor);
  return found.sort((a, b) =>
    isMap ? Number(b.href !== "") - Number(a.href !== "") : a.row - b.row,
  );
};

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity };

/** Lets keys go along the points: Enter follows one, Escape leaves them. Gives the way to the first. */
export const stepping = (element, points, { show, follow, leave }) => {
  let at = -1;
  const go = (place) => {
    at = Math.min(Math.max(place, 0), points.length - 1);
    show(points[at]);
  };
  element.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key in STEPS) go(at + STEPS[event.key]);
    else if (event.key === "Enter" && at >= 0) follow(points[at]);
    else if (event.key === "Escape") leave();
    else return;
    event.preventDefault();
  });
  return { first: () => go(0) };
};
