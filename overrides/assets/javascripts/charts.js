/* Charts: drawn by plotly.js, which is fetched once and only when a chart comes near.
   A figure names its colours as var(--chart-…); they are read from the page when it is
   drawn, so that the same figure serves light, dark and high contrast. */
import { language, texts } from "./texts.js";

const ROOT = new URL("../../", import.meta.url);
const NARROW = 480;
const CONFIG = { displayModeBar: false, responsive: false, scrollZoom: false, doubleClick: false };

const script = (path) =>
  new Promise((resolve, reject) => {
    const element = document.createElement("script");
    element.src = new URL(path, ROOT).href;
    element.addEventListener("load", resolve);
    element.addEventListener("error", () => reject(new Error(path)));
    document.head.append(element);
  });

let library = null;
const load = () => {
  library ??= (async () => {
    const template = fetch(new URL("assets/chart-template.json", ROOT)).then((response) => {
      if (!response.ok) throw new Error(response.statusText);
      return response.json();
    });
    await script("assets/plotly/plotly-basic.min.js");
    if (language !== "en") await script(`assets/plotly/locale-${language}.js`).catch(() => {});
    return { plotly: window.Plotly, template: await template };
  })();
  return library;
};

/** Replaces every var(--chart-…), however deep, by its value here and now. */
const resolve = (value, styles) => {
  if (typeof value === "string") {
    return value.replace(/var\((--chart-[\w-]+)\)/g, (_, name) =>
      styles.getPropertyValue(name).trim(),
    );
  }
  if (Array.isArray(value)) return value.map((item) => resolve(item, styles));
  if (value && typeof value === "object") {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, resolve(item, styles)]),
    );
  }
  return value;
};

const isObject = (value) => value && typeof value === "object" && !Array.isArray(value);
const merge = (base, extra) =>
  Object.entries(extra).reduce(
    (merged, [key, value]) => ({
      ...merged,
      [key]: isObject(value) && isObject(merged[key]) ? merge(merged[key], value) : value,
    }),
    base,
  );

const layoutFor = (plot, figure, template) => {
  const narrow = plot.clientWidth < NARROW ? (figure.layout?.meta?.narrow ?? {}) : {};
  const layout = merge(figure.layout ?? {}, narrow);
  const own = merge(template?.layout ?? {}, layout);
  return {
    ...layout,
    template,
    width: plot.clientWidth,
    height: layout.height ?? Math.max(plot.clientHeight, 120),
    font: { ...own.font, family: getComputedStyle(plot).fontFamily },
  };
};

const draw = async (plot, figure) => {
  const { plotly, template } = await load();
  const styles = getComputedStyle(plot);
  const layout = layoutFor(plot, figure, template);
  const config = { ...CONFIG, locale: plot.closest("[data-lang]")?.dataset.lang ?? language };
  await plotly.react(plot, resolve(figure.data, styles), resolve(layout, styles), config);
  if (plot.dataset.drawn) return;
  plot.dataset.drawn = "true";
  plot.on("plotly_click", ({ points }) => {
    const target = [points[0]?.customdata].flat()[0];
    if (typeof target !== "string") return;
    const url = new URL(target, location.href);
    if (url.origin === location.origin) location.href = url.href;
  });
};

const fail = (chart, plot) => {
  plot.removeAttribute("role");
  plot.removeAttribute("aria-label");
  plot.classList.add("chart__plot--failed");
  plot.textContent = texts.chart.failed;
  chart.querySelector(".chart__table")?.setAttribute("open", "");
};

const started = new WeakSet();
const start = (chart) => {
  const plot = chart.querySelector(".chart__plot");
  const source = chart.querySelector(".chart__figure");
  if (!plot || !source || started.has(chart)) return;
  started.add(chart);
  const figure = JSON.parse(source.textContent);
  let width = 0;
  const redraw = () => draw(plot, figure).catch(() => fail(chart, plot));

  new MutationObserver(redraw).observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
  /* Reports once at the start, so this draws the first time too. */
  new ResizeObserver(() => {
    if (plot.clientWidth === width || plot.clientWidth === 0) return;
    width = plot.clientWidth;
    redraw();
  }).observe(plot);
};

export const charts = (found) => {
  const near = new IntersectionObserver(
    (entries) =>
      entries
        .filter(({ isIntersecting }) => isIntersecting)
        .forEach(({ target }) => {
          near.unobserve(target);
          start(target);
        }),
    { rootMargin: "300px" },
  );
  found.forEach((chart) => near.observe(chart));
  /* Paper wants them all. */
  addEventListener("beforeprint", () => found.forEach(start));
};
