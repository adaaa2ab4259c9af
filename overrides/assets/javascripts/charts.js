/* Charts stand in the page as pictures whose marks are links. The library that makes one answer
   to the pointer and to keys is fetched only when a reader reaches for it: with the mouse, a tap
   or the button. Where the site was built without a browser there is no picture, and a chart
   draws itself when it comes near. */
import { texts } from "./texts.js";

const NEAR = "300px";
/* A mouse that only passes by reaches for nothing. */
const PASSING_MS = 120;

const quietly = (promise) => promise.catch(() => {});

const fail = (chart) => {
  const note = chart.querySelector(".chart__failed") ?? document.createElement("p");
  note.className = "chart__failed";
  note.setAttribute("role", "status");
  chart.querySelector(".chart__plot").after(note);
  note.textContent = texts.chart.failed;
  chart.querySelector(".chart__table").open = true;
};

/* Gives the chart in its lively form, made the first time that it is asked for; `state` tells
   what came of it. */
const reaching = (chart, state) => {
  let made = null;
  return () => {
    made ??= import("./plot.js")
      .then(({ lively }) => lively(chart))
      .then((one) => (state.lively = one))
      .catch((error) => {
        made = null;
        state.hasFailed = true;
        fail(chart);
        throw error;
      });
    return made;
  };
};

/* What the mouse is over when the chart comes to life is pointed at. */
const byMouse = (plot, reach) => {
  let waiting = 0;
  let last = null;
  plot.addEventListener("pointermove", (event) => (last = event));
  plot.addEventListener("pointerenter", ({ pointerType }) => {
    if (pointerType === "touch") return;
    waiting = setTimeout(
      () => quietly(reach().then((chart) => last && chart.pointAt(last))),
      PASSING_MS,
    );
  });
  plot.addEventListener("pointerleave", () => {
    clearTimeout(waiting);
    last = null;
  });
};

/* The first tap on a mark says what it is, the second follows it. */
const byTouch = (plot, reach, state) => {
  let isTouch = false;
  let tapped = null;
  plot.addEventListener("pointerdown", ({ pointerType }) => (isTouch = pointerType === "touch"));
  plot.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!isTouch || state.hasFailed || (link && link === tapped)) return;
    tapped = link;
    if (link) event.preventDefault();
    if (link || !state.lively) quietly(reach().then((chart) => chart.pointAt(event)));
  });
};

const byButton = (chart, reach) => {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "chart__reach";
  button.textContent = texts.chart.reach;
  button.setAttribute("aria-describedby", `${chart.id}-title`);
  button.addEventListener("click", () => quietly(reach().then((one) => one.enter(button))));
  chart.querySelector(".chart__table").before(button);
};

const start = (chart) => {
  const plot = chart.querySelector(".chart__plot");
  const state = { lively: null, hasFailed: false };
  const reach = reaching(chart, state);
  byMouse(plot, reach);
  byTouch(plot, reach, state);
  byButton(chart, reach);
  return [plot, reach];
};

export const charts = (found) => {
  const undrawn = new Map(
    [...found].map(start).filter(([plot]) => !plot.querySelector(".chart__drawing")),
  );
  const near = new IntersectionObserver(
    (entries) =>
      entries
        .filter(({ isIntersecting }) => isIntersecting)
        .forEach(({ target }) => {
          near.unobserve(target);
          quietly(undrawn.get(target)());
        }),
    { rootMargin: NEAR },
  );
  undrawn.forEach((_, plot) => near.observe(plot));
  /* Paper wants them all. */
  addEventListener("beforeprint", () => undrawn.forEach((reach) => quietly(reach())));
};
