/* A chart in its lively form. The picture in the page stays on top, unseen: its links are what is
   clicked and tapped, as before; under it plotly.js says what is pointed at. */
import { target } from "./figure.js";
import { pointsOf, stepping } from "./points.js";
import { Stage } from "./stage.js";
import { texts } from "./texts.js";

const ROOT = new URL("../../", import.meta.url);

const script = (path) =>
  new Promise((resolve, reject) => {
    const element = document.createElement("script");
    element.src = new URL(path, ROOT).href;
    element.addEventListener("load", resolve);
    element.addEventListener("error", () => reject(new Error(path)));
    document.head.append(element);
  });

const json = async (url) => {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status} ${url}`);
  return response.json();
};

/* The library and what all charts share: once for a page, and again only after a failure. */
let shared = null;
const load = () => {
  shared ??= Promise.all([
    json(new URL("assets/chart-template.json", ROOT)),
    script("assets/plotly/plotly-basic.min.js"),
    document.fonts.ready,
  ]).catch((error) => {
    shared = null;
    throw error;
  });
  return shared;
};

/* A figure serves many pages: what it leads to starts at the root of the site. */
const whole = (href) => new URL(href, ROOT).href;

const follow = (href, { ctrlKey, metaKey } = {}) => {
  const url = whole(href);
  if (!href || new URL(url).origin !== location.origin) return;
  // In a frame on another page the whole window goes.
  open(url, ctrlKey || metaKey ? "_blank" : "_top");
};

/* For whoever goes along the points by key and does not see them. */
const speaker = (chart) => {
  const element = document.createElement("p");
  element.className = "visually-hidden";
  element.setAttribute("role", "status");
  chart.append(element);
  return (text) => (element.textContent = text);
};

/* The links of the picture point at the same marks; what they say themselves is said better now. */
const takeOver = (plot, points, stage) => {
  const pointOf = (link) => {
    const there = new URL(link.getAttribute("href"), document.baseURI).href;
    return points.find(({ href }) => href && whole(href) === there);
  };
  plot.querySelectorAll(".chart__drawing title").forEach((title) => title.remove());
  plot.querySelectorAll(".chart__drawing a").forEach((link) => {
    // Not the pointer's events: they come before those by which plotly.js thinks that nothing is hovered.
    link.addEventListener("mouseenter", () => stage.hover(pointOf(link)));
    link.addEventListener("mouseleave", () => stage.unhover());
  });
  return pointOf;
};

/* A finger that is not on a mark but near one asks what it is; a mouse follows it. */
const clicking = (isTouch) => {
  let shown = "";
  return ({ curveNumber, pointNumber, customdata }, event) => {
    const key = `${curveNumber} ${pointNumber}`;
    if (!isTouch() || shown === key) follow(target(customdata), event);
    shown = key;
  };
};

const name = (chart, stage) => {
  stage.id = `${chart.id}-stage`;
  stage.tabIndex = 0;
  stage.setAttribute("role", "application");
  stage.setAttribute("aria-label", `${chart.querySelector(".chart__title").textContent}. ${texts.chart.keys}`);
};

/** The lively form of a chart: `pointAt` tells what is where an event was, `enter` lets keys in and
    brings them back to the element that they came from. */
export const lively = async (chart) => {
  const plot = chart.querySelector(".chart__plot");
  const url = new URL(plot.dataset.figure, document.baseURI);
  const [figure, [template]] = await Promise.all([json(url), load()]);
  const points = pointsOf(figure);
  let isTouch = false;
  plot.addEventListener("pointerdown", (event) => (isTouch = event.pointerType === "touch"), true);
  const stage = new Stage(plot, { figure, template, clicked: clicking(() => isTouch) });
  await stage.open();
  name(chart, stage.element);
  const pointOf = takeOver(plot, points, stage);
  const say = speaker(chart);
  let cameFrom = null;
  const keys = stepping(stage.element, points, {
    show(point) {
      stage.hover(point);
      stage.reveal();
      say(point.text);
    },
    follow: ({ href }) => follow(href),
    leave() {
      stage.unhover();
      cameFrom?.focus();
    },
  });
  return {
    pointAt(event) {
      const link = event.target.closest?.(".chart__drawing a");
      if (link) stage.hover(pointOf(link));
      else stage.hoverAt(event);
    },
    enter(button) {
      cameFrom = button;
      button.setAttribute("aria-controls", stage.element.id);
      stage.element.focus();
      keys.first();
    },
  };
};
