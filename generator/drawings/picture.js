/* A drawing as a picture by itself: with its title, its sources and its date, wherever it goes. In the
   light colours; as wide as other sites show one, and as high, or higher for a chart with many rows. */
import { make } from "./shapes.js";

const WIDTH = 1200;
const HEIGHT = 630;
const EDGE = 48;
const GAP = 44;
const INNER = WIDTH - 2 * EDGE;
/* The words stand above a flat chart and beside a high one, and how much that may be scaled. */
const ABOVE = { least: 1.3, most: 1.6 };
const BESIDE = { least: 0.8, most: 1.05, column: 340 };

const TEXT = '"Atlas Text", Arial, Helvetica, sans-serif';
const HEAD = '"Atlas Display", Georgia, "Times New Roman", serif';
const FONTS = {
  title: { family: HEAD, weight: 600, size: 40, line: 44 },
  subtitle: { family: TEXT, weight: 400, size: 21, line: 29, colour: "--text-muted" },
  sources: { family: TEXT, weight: 400, size: 17, line: 23, colour: "--text-muted" },
  site: { family: TEXT, weight: 700, size: 20, line: 27 },
  about: { family: TEXT, weight: 400, size: 17, line: 24, colour: "--text-muted" },
};

const styles = getComputedStyle(document.body);
const colour = (name) => styles.getPropertyValue(name).trim();
const coloured = (text) => text.replace(/var\((--[\w-]+)\)/g, (_, name) => colour(name));

const pen = document.createElement("canvas").getContext("2d");

/* A word that no line can hold goes on in the next. */
const broken = (word, width) => {
  const parts = [""];
  for (const letter of word) {
    const longer = parts.at(-1) + letter;
    if (longer.length > 1 && pen.measureText(longer).width > width) parts.push(letter);
    else parts[parts.length - 1] = longer;
  }
  return parts;
};

const lines = (text, { family, weight, size }, width) => {
  pen.font = `${weight} ${size}px ${family}`;
  const found = [];
  for (const word of text.split(/\s+/).filter(Boolean).flatMap((w) => broken(w, width))) {
    const longer = `${found.at(-1)} ${word}`;
    if (found.length && pen.measureText(longer).width <= width) found[found.length - 1] = longer;
    else found.push(word);
  }
  return found;
};

/* Some paragraphs, one below the other, with what is asked of each; `put` sets them from a place down. */
const block = (parts, width) => {
  const set = parts
    .filter(([, text]) => text)
    .map(([name, text, space = 0]) => ({ name, space, found: lines(text, FONTS[name], width) }));
  const height = set.reduce((sum, { name, space, found }) => sum + space + found.length * FONTS[name].line, 0);
  const put = (x, top) => {
    let y = top;
    return set.flatMap(({ name, space, found }) => {
      const { family, weight, size, line, colour: token = "--text" } = FONTS[name];
      y += space;
      return found.map((text) => {
        y += line;
        const type = `font-family:${family.replaceAll('"', "'")};font-size:${size}px;font-weight:${weight}`;
        const style = `fill:${colour(token)};${type}`;
        return make("text", { x, y: y - Math.round(line * 0.26), style }, [text]);
      });
    });
  };
  return { height, put };
};

const clamped = ({ least, most }, wanted) => Math.min(most, Math.max(least, wanted));

/* The drawing without its links: they lead nowhere from here. */
const bare = (markup) => {
  const holder = document.createElement("template");
  holder.innerHTML = coloured(markup);
  const svg = holder.content.querySelector(".chart__drawing--wide");
  if (!svg) return null;
  svg.querySelectorAll("title").forEach((title) => title.remove());
  svg.querySelectorAll("a").forEach((link) => link.replaceWith(...link.childNodes));
  const { width, height } = svg.viewBox.baseVal;
  return { width, height, style: svg.getAttribute("style"), parts: [...svg.childNodes] };
};

const rule = (x, y, width) =>
  make("path", { d: `M${x} ${y}h${width}`, style: `stroke:${colour("--line")};stroke-width:1` });

/* The same mark as in the head of the pages. */
const mark = (x, y, size) =>
  make("g", { transform: `translate(${x} ${y}) scale(${size / 32})` }, [
    make("rect", { width: 32, height: 32, rx: 7, style: `fill:${colour("--subject")}` }),
    make("path", {
      d: "M6.5 26.25 16 6l9.5 20.25",
      style: `fill:none;stroke:${colour("--on-subject")};stroke-width:4;stroke-linecap:round;stroke-linejoin:round`,
    }),
    make("circle", { cx: 16, cy: 22.5, r: 3.75, style: `fill:${colour("--on-subject")}` }),
  ]);

const MARK = 46;
const SPACE = 16;

const words = (caption, width) => ({
  head: block([["title", caption.title], ["subtitle", caption.subtitle, 8]], width),
  sources: block([["sources", caption.sources]], width),
  foot: block(
    [
      ["site", [caption.site, caption.address].filter(Boolean).join(" · ")],
      ["about", caption.about],
    ],
    width - MARK - SPACE,
  ),
});

const footHeight = ({ sources, foot }) => sources.height + 2 * SPACE + Math.max(foot.height, MARK);

/* The sources, a line, and whose data this is, down to the edge. */
const footed = (found, x, width, height) => {
  const top = height - EDGE - footHeight(found);
  const line = top + found.sources.height + SPACE;
  return [
    ...found.sources.put(x, top),
    rule(x, line, width),
    mark(x, line + SPACE + 2, MARK),
    ...found.foot.put(x + MARK + SPACE, line + SPACE - 2),
  ];
};

const drawn = ({ style, parts }, x, y, scale) =>
  make("g", { transform: `translate(${x} ${y}) scale(${scale.toFixed(4)})`, style }, parts);

const above = (chart, caption) => {
  const found = words(caption, INNER);
  const room = HEIGHT - 2 * EDGE - found.head.height - footHeight(found) - 2 * SPACE;
  const scale = Math.min(ABOVE.most, INNER / chart.width, room / chart.height);
  if (scale < ABOVE.least) return null;
  const top = EDGE + found.head.height + SPACE + (room - chart.height * scale) / 2;
  return {
    height: HEIGHT,
    parts: [
      ...found.head.put(EDGE, EDGE - 6),
      drawn(chart, EDGE, Math.round(top), scale),
      ...footed(found, EDGE, INNER, HEIGHT),
    ],
  };
};

const beside = (chart, caption) => {
  const scale = clamped(BESIDE, (HEIGHT - 2 * EDGE) / chart.height);
  const column = Math.max(BESIDE.column, INNER - GAP - chart.width * scale);
  const found = words(caption, column);
  const height = Math.ceil(
    Math.max(
      HEIGHT,
      2 * EDGE + chart.height * scale,
      2 * EDGE + found.head.height + GAP + footHeight(found),
    ),
  );
  const top = (height - chart.height * scale) / 2;
  return {
    height,
    parts: [
      ...found.head.put(EDGE, EDGE - 6),
      ...footed(found, EDGE, column, height),
      drawn(chart, WIDTH - EDGE - chart.width * scale, Math.round(top), scale),
    ],
  };
};

/* Of no chart: what the site is. */
const card = (caption) => {
  const found = words(caption, INNER - 160);
  return {
    height: HEIGHT,
    parts: [
      mark(EDGE, EDGE, 72),
      ...found.head.put(EDGE, EDGE + 72 + GAP),
      ...footed(found, EDGE, INNER, HEIGHT),
    ],
  };
};

const composed = (markup, caption) => {
  const chart = bare(markup);
  const { height, parts } = chart ? (above(chart, caption) ?? beside(chart, caption)) : card(caption);
  return make(
    "svg",
    {
      viewBox: `0 0 ${WIDTH} ${height}`,
      width: WIDTH,
      height,
      role: "img",
      lang: caption.language,
      style: `font-family:${TEXT.replaceAll('"', "'")}`,
    },
    [
      make("title", {}, [caption.title]),
      make("desc", {}, [[caption.description, caption.sources, caption.about].join(" ")]),
      make("rect", { width: WIDTH, height, style: `fill:${colour("--ground")}` }),
      ...parts,
    ],
  );
};

const asData = (blob) =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(reader.result));
    reader.addEventListener("error", () => reject(reader.error));
    reader.readAsDataURL(blob);
  });

/* A picture sees no typefaces but those inside it. */
const faces = (async () => {
  const sheet = await (await fetch("fonts/fonts.css")).text();
  const found = sheet.match(/@font-face {[^}]*}/g).filter((face) => face.includes("url("));
  const whole = await Promise.all(
    found.map(async (face) => {
      const [, name] = /url\("([^"]+)"\)/.exec(face);
      const blob = await (await fetch(`fonts/${name}`)).blob();
      return face.replace(name, await asData(blob.slice(0, blob.size, "font/woff2")));
    }),
  );
  return whole.join("\n");
})();

const png = async (svg) => {
  const copy = svg.cloneNode(true);
  copy.prepend(make("style", {}, [await faces]));
  const image = new Image();
  const text = new XMLSerializer().serializeToString(copy);
  const url = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  try {
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
    canvas.getContext("2d").drawImage(image, 0, 0);
    return await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  } finally {
    URL.revokeObjectURL(url);
  }
};

const type = Promise.all(
  ["400 17px", "700 17px", "600 40px"].map((look, i) =>
    document.fonts.load(`${look} ${i < 2 ? '"Atlas Text"' : '"Atlas Display"'}`),
  ),
);

window.picture = async ([markup, caption]) => {
  try {
    await type;
    const svg = composed(markup, caption);
    const [, content] = (await asData(await png(svg))).split(",");
    return { svg: new XMLSerializer().serializeToString(svg), png: content };
  } catch (error) {
    return { error: `${error?.stack ?? error}` };
  }
};
