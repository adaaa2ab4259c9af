/* What Plotly has drawn, as a small SVG to stand in a page: only what can be seen, in the
   drawing's own coordinates, text as text, and each mark that leads somewhere as a link. */
import { Definitions } from "./definitions.js";
import { look } from "./look.js";
import { markOf } from "./marks.js";
import { cut, make, shape } from "./shapes.js";

const LEAVES = "path, rect, text";
// Where Plotly listens and shows what is pointed at, and what others refer to.
const UNSEEN = ".draglayer, .hoverlayer, .zoomlayer, defs";

/* Plotly draws an area and then its outline, point for point the same: here they are one thing. */
const outlineOf = (leaf) => {
  const trace = leaf.closest(".trace");
  const isOne = trace?.__data__?.[0]?.trace.fill === "toself";
  return isOne ? trace.querySelector(".js-line") : null;
};

const isNeedless = (leaf) =>
  leaf.closest(UNSEEN) !== null || (leaf.matches(".js-line") && outlineOf(leaf) !== null);

const styleOf = (leaf, base) => {
  const style = look(leaf, base);
  const outline = leaf.matches(".js-fill") && outlineOf(leaf);
  const line = outline ? look(outline, base).replace(/;?fill:none/, "") : "";
  return style !== null && line ? `${style};${line}` : style;
};

/* A leaf as { drawn, style, mark }, null where nothing of it is seen. */
const item = (leaf, base, definitions) => {
  const style = styleOf(leaf, base);
  if (style === null) return null;
  const pattern = /url\("#([^"]+)"\)/.exec(style);
  const box = cut(leaf);
  const drawn = shape(leaf, Boolean(pattern));
  return {
    drawn: [box ? make("g", { "clip-path": definitions.window(box) }, [drawn]) : drawn],
    style: pattern ? style.replace(pattern[0], definitions.pattern(pattern[1])) : style,
    mark: markOf(leaf),
  };
};

const isLine = ({ drawn: [only], style, mark }) =>
  only.tagName === "path" && style.includes("fill:none") && !style.includes("opacity") && !mark;

/* Lines of one look, one after the other, are one line with gaps. */
const joined = (items) =>
  items.reduce((found, next) => {
    const last = found.at(-1);
    if (last && last.style === next.style && isLine(last) && isLine(next)) {
      const [line] = last.drawn;
      line.setAttribute("d", line.getAttribute("d") + next.drawn[0].getAttribute("d"));
      return found;
    }
    return [...found, next];
  }, []);

/* A label stands with the mark that it belongs to, so that both are one link. */
const paired = (items) => {
  const first = new Map();
  return items.filter((next) => {
    const key = next.mark?.href && next.mark.key;
    const before = key && first.get(key);
    if (!before) {
      if (key) first.set(key, next);
      return true;
    }
    styled(before);
    styled(next);
    before.drawn.push(...next.drawn);
    return false;
  });
};

const styled = (one) => {
  if (one.style) one.drawn[0].setAttribute("style", one.style);
  one.style = "";
};

const linked = ({ drawn, mark }) => {
  const title = mark?.title ? [make("title", {}, [mark.title])] : [];
  if (mark?.href) return make("a", { href: mark.href, tabindex: "-1" }, [...title, ...drawn]);
  drawn[0].prepend(...title);
  return drawn[0];
};

/* Neighbours of one look share it. */
const grouped = (items) => {
  const runs = [];
  items.forEach((one) => {
    if (one.style && runs.at(-1)?.[0].style === one.style) runs.at(-1).push(one);
    else runs.push([one]);
  });
  return runs.map((run) => {
    if (run.length > 1) return make("g", { style: run[0].style }, run.map(linked));
    styled(run[0]);
    return linked(run[0]);
  });
};

/** The drawing of a graph as text; `named` puts names for colours, `id` begins what needs one. */
export const tidied = (graph, { named, id, attributes }) => {
  const { width, height, font } = graph._fullLayout;
  const base = { fill: font.color, "font-size": `${font.size}px` };
  const definitions = new Definitions(id);
  const leaves = [...graph.querySelectorAll(`.main-svg :is(${LEAVES})`)];
  const items = leaves
    .filter((leaf) => !isNeedless(leaf))
    .map((leaf) => item(leaf, base, definitions))
    .filter(Boolean);
  const style = `fill:${base.fill};font-size:${base["font-size"]}`;
  const drawing = make("svg", { ...attributes, viewBox: `0 0 ${width} ${height}`, style }, [
    ...definitions.all(),
    ...grouped(paired(joined(items))),
  ]);
  return named(new XMLSerializer().serializeToString(drawing));
};
