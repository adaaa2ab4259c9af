/* From a figure to what Plotly draws. When the site is built a browser draws it by this, and
   when a reader reaches for a chart theirs does: that is why the two look the same. */

const CONFIG = { displayModeBar: false, responsive: false, scrollZoom: false, doubleClick: false };

const isObject = (value) => value && typeof value === "object" && !Array.isArray(value);

const merge = (base, extra) =>
  Object.entries(extra).reduce(
    (merged, [key, value]) => ({
      ...merged,
      [key]: isObject(value) && isObject(merged[key]) ? merge(merged[key], value) : value,
    }),
    base,
  );

/** Replaces every var(--chart-…), however deep, by the colour of that name. */
const resolve = (value, colour) => {
  if (typeof value === "string") {
    return value.replace(/var\((--chart-[\w-]+)\)/g, (_, name) => colour(name));
  }
  if (Array.isArray(value)) return value.map((item) => resolve(item, colour));
  if (isObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, resolve(item, colour)]),
    );
  }
  return value;
};

/** Where a point leads, by its custom data; empty where it leads nowhere. */
export const target = (customdata) => {
  const [first] = [customdata].flat();
  return typeof first === "string" ? first : "";
};

/** A hover text as plain text, a line each: Plotly takes it for markup, with references and breaks. */
export const said = (markup) => {
  const reader = document.createElement("template");
  reader.innerHTML = markup.replaceAll("<br>", "\n");
  return reader.content.textContent;
};

/** What Plotly takes: `size` is narrow or wide, `colour` gives a colour by its name. */
export const prepared = ({ figure, template, size, colour, font }) => {
  const { meta, ...own } = figure.layout;
  const layout = merge(own, meta?.[size] ?? {});
  const base = template.layout.font;
  return resolve(
    {
      data: figure.data,
      layout: {
        ...layout,
        template,
        width: template.layout.meta.width[size],
        font: { ...base, ...layout.font, family: font },
        hoverlabel: { font: { family: font } },
      },
      config: CONFIG,
    },
    colour,
  );
};
