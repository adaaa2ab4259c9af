/* Search in a dialog of our own, over the index that Pagefind made. The link to the overview
   of areas becomes a button; the index is fetched when the dialog opens. */
import { count, language, texts } from "./texts.js";

const ROOT = new URL("../../", import.meta.url);
const WAIT = 120;
const SHOWN = { first: 6, other: 4 };

let engine = null;
const load = () => {
  engine ??= import(new URL("pagefind/pagefind.js", ROOT)).then(async (pagefind) => {
    await pagefind.options({ baseUrl: ROOT.pathname, excerptLength: 16 });
    await pagefind.init();
    return pagefind;
  });
  return engine;
};

const element = (tag, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
};

/** An excerpt is text with <mark> in it; anything else in it stays text. */
const excerpt = (html) => {
  const parsed = new DOMParser().parseFromString(html, "text/html").body;
  return [...parsed.childNodes].map((node) =>
    node.nodeName === "MARK" ? element("mark", { textContent: node.textContent }) : node.textContent,
  );
};

const dialog = () => {
  const words = texts.search;
  const input = element("input", {
    id: "search-input",
    type: "search",
    className: "search__input",
    placeholder: words.placeholder,
    autocomplete: "off",
    spellcheck: false,
  });
  const close = element("button", { type: "button", className: "search__close", textContent: words.close });
  const label = element("label", { htmlFor: input.id, textContent: words.label });
  const status = element("p", { className: "search__status" });
  status.setAttribute("role", "status");
  const results = element("div", { className: "search__results" });
  const root = element(
    "dialog",
    { className: "search" },
    element("form", { className: "search__bar", method: "dialog" }, label, input, close),
    status,
    results,
  );
  root.setAttribute("aria-label", words.label);
  document.body.append(root);
  return { root, input, close, status, results };
};

/** One group of results: what matched of one kind, its heading, and the best few. */
const group = async (found, heading, shown) => {
  const pages = await Promise.all(found.results.slice(0, shown).map((result) => result.data()));
  const items = pages.map((page) =>
    element(
      "li",
      {},
      element(
        "a",
        { href: page.url },
        element("span", { className: "search__title", textContent: page.meta.title ?? page.url }),
        element("span", { className: "search__excerpt" }, ...excerpt(page.excerpt)),
      ),
    ),
  );
  const title = `${heading} (${found.results.length.toLocaleString(language)})`;
  return [element("h3", { textContent: title }), element("ul", {}, ...items)];
};

const find = async (pagefind, query) => {
  const kinds = texts.search.kinds;
  const asked = await Promise.all(
    kinds.map(([kind]) => pagefind.search(query, { filters: { kind } })),
  );
  const total = asked.reduce((sum, found) => sum + found.results.length, 0);
  const groups = await Promise.all(
    asked.map((found, index) =>
      found.results.length > 0 ? group(found, kinds[index][1], index === 0 ? SHOWN.first : SHOWN.other) : [],
    ),
  );
  return { total, nodes: groups.flat() };
};

/** Arrows walk through the box and the results; the box is the first stop. */
const arrows = (root, input) => (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const stops = [input, ...root.querySelectorAll(".search__results a")];
  const next = stops[stops.indexOf(document.activeElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
};

export const search = (link) => {
  const button = element("button", { type: "button", className: link.className }, ...link.childNodes);
  button.setAttribute("aria-label", link.getAttribute("aria-label"));
  button.setAttribute("aria-haspopup", "dialog");
  link.replaceWith(button);

  let parts = null;
  let asked = 0;
  let timer = 0;

  const run = async () => {
    const { input, status, results } = parts;
    const query = input.value.trim();
    const turn = ++asked;
    if (query === "") {
      results.replaceChildren();
      status.textContent = "";
      return;
    }
    try {
      const { total, nodes } = await find(await load(), query);
      if (turn !== asked) return;
      results.replaceChildren(...nodes);
      results.scrollTop = 0;
      status.textContent = total === 0 ? texts.search.none : count(total, texts.search);
    } catch {
      /* No index here (a preview without one): what the link offers is still there. */
      const rest = element("a", { href: link.href, textContent: texts.search.kinds[0]?.[1] ?? link.href });
      results.replaceChildren(element("ul", {}, element("li", {}, rest)));
      status.textContent = texts.search.none;
    }
  };

  const open = () => {
    parts ??= build();
    parts.root.showModal();
    parts.input.select();
    load().catch(() => {});
  };

  const build = () => {
    const made = dialog();
    made.input.addEventListener("input", () => {
      clearTimeout(timer);
      if (engine && made.status.textContent === "") made.status.textContent = texts.search.loading;
      timer = setTimeout(run, WAIT);
    });
    made.root.addEventListener("keydown", arrows(made.root, made.input));
    made.close.addEventListener("click", () => made.root.close());
    made.root.addEventListener("click", (event) => {
      if (event.target === made.root) made.root.close();
    });
    made.root.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      made.results.querySelector("a")?.click();
    });
    return made;
  };

  button.addEventListener("click", open);
};
