/* Runs in the page that draws while a site is built: a figure in, a drawing of each size out. */
import { prepared } from "./figure.js";
import { tidied } from "./tidy.js";

/* The page's own type, so that what is measured here is what the reader's browser measures. */
const font = getComputedStyle(document.body).fontFamily;

/* Plotly takes no var(): every name gets a colour that nothing else has, and later comes back. */
const names = [];
const colour = (name) => {
  if (!names.includes(name)) names.push(name);
  const index = names.indexOf(name);
  return `rgb(1, ${index >> 8}, ${index & 255})`;
};
const named = (text) =>
  text.replace(/rgb\(1, (\d+), (\d+)\)/g, (same, high, low) => {
    const name = names[(high << 8) | low];
    return name ? `var(${name})` : same;
  });

const template = fetch("chart-template.json").then((response) => response.json());
/* Of the faces in that list only the first must be there. */
const type = Promise.allSettled(["", "bold"].map((w) => document.fonts.load(`${w} 13px ${font}`)));

const drawn = async (figure, { size, id, attributes }) => {
  await type;
  const graph = document.body.appendChild(document.createElement("div"));
  try {
    const { data, layout, config } = prepared({
      figure,
      template: await template,
      size,
      colour,
      font,
    });
    await window.Plotly.newPlot(graph, data, layout, config);
    return tidied(graph, { named, id, attributes });
  } finally {
    window.Plotly.purge(graph);
    graph.remove();
  }
};

/* What goes wrong is an answer too: only a browser in trouble gives none. */
window.draw = async ([figure, wanted]) => {
  try {
    const drawings = [];
    for (const one of wanted) drawings.push(await drawn(JSON.parse(figure), one));
    return { drawings };
  } catch (error) {
    return { error: `${error?.stack ?? error}` };
  }
};
