/* The search box: a dialog that shows what find.js finds, names at once and texts when typing pauses. */
import { byName, frame, index, inText } from "./find.js";
import { count, texts } from "./texts.js";

/* Before the texts are searched, in milliseconds: longer where there is something to read already. */
const PAUSE = { named: 150, none: 80 };
const SLOW = 600;
/* So many are shown at first; of the texts fewer where names fill the box. */
const FIRST = 6;
const FEW = 3;
const MORE = 12;

const element = (tag, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
};

/** A text in pieces, those that were typed marked. Whatever is in a piece stays text. */
const pieces = (found) => found.map(([text, typed]) => (typed ? element("mark", { textContent: text }) : text));

const result = ({ url, kind, title, remark, excerpt = [], figures = [] }) => {
  const about = [kind, remark].filter(Boolean).join(" · ");
  const name = element("span", { className: "search__title" }, ...pieces(title));
  const made = element(
    "li",
    { className: "search__result" },
    element("a", { href: url }, name, " ", element("span", { className: "search__about", textContent: about })),
  );
  if (excerpt.length > 0) made.append(element("p", { className: "search__excerpt" }, ...pieces(excerpt)));
  if (figures.length > 0) {
    const links = figures.map((one) => element("li", {}, element("a", { href: one.url }, ...pieces(one.text))));
    made.append(element("ul", { className: "search__figures" }, ...links));
  }
  return made;
};

/** A list of results that grows when asked; ``take`` gives the next few, and how many are left. */
const list = async (heading, take, first, words) => {
  const rows = element("ul", { className: "search__list" });
  const more = element("button", { type: "button", className: "search__more", textContent: words.more });
  const grow = async (number) => {
    const { found, left } = await take(number);
    const made = found.map(result);
    rows.append(...made);
    more.hidden = left === 0;
    return made[0];
  };
  more.addEventListener("click", async () => (await grow(MORE))?.querySelector("a").focus());
  await grow(first);
  const group = element("section", { className: "search__group" });
  if (heading) group.append(element("h2", { className: "search__heading", textContent: heading }));
  group.append(rows, more);
  return group;
};

/** The next few of a row. */
const inTurn = (row) => {
  let next = 0;
  return (number) => {
    const found = row.slice(next, next + number);
    next += found.length;
    return { found, left: row.length - next };
  };
};

/** The next few of the pages, without those that stand above by their name. */
const further = (pages, above) => {
  const turn = inTurn(pages);
  return async (number) => {
    const found = [];
    let looked = 0;
    let left = pages.length;
    /* Many may stand above already: no more are looked into than twice what is asked. */
    while (found.length < number && looked < 2 * number && left > 0) {
      const some = turn(number - found.length);
      left = some.left;
      looked += some.found.length;
      const told = await Promise.all(some.found.map((one) => one.page()));
      found.push(...told.filter(({ url, figures }) => figures.length > 0 || !above.has(url)));
    }
    return { found, left };
  };
};

/** What one can do, and the overviews, as the page's own navigation lists them. */
const help = (text = "") => {
  const links = [...document.querySelectorAll("#site-nav a")].map((link) =>
    element("li", {}, element("a", { href: link.href, textContent: link.textContent.trim() })),
  );
  return element(
    "div",
    { className: "search__help" },
    ...(text ? [element("p", { textContent: text })] : []),
    element("ul", { className: "search__overviews" }, ...links),
  );
};

const build = () => {
  const words = texts.search;
  const input = element("input", { id: "search-input", type: "search", className: "search__input" });
  Object.assign(input, { autocomplete: "off", autocapitalize: "none", spellcheck: false, enterKeyHint: "search" });
  const close = element("button", { type: "button", className: "search__close", textContent: words.close });
  const status = element("p", { className: "search__status" });
  status.setAttribute("role", "status");
  const named = element("div", { className: "search__named" });
  const written = element("div", { className: "search__written" });
  const results = element("div", { className: "search__results" }, named, written);
  const bar = element(
    "form",
    { className: "search__bar", method: "dialog" },
    element("label", { htmlFor: input.id, textContent: words.label }),
    input,
    close,
  );
  bar.setAttribute("role", "search");
  const root = element("dialog", { className: "search" }, bar, status, results);
  root.setAttribute("aria-label", words.label);
  document.body.append(root);
  return { root, bar, input, close, status, named, written, results };
};

export const searchBox = () => {
  const box = build();
  let turn = 0;
  let running = Promise.resolve();

  const say = (text) => {
    if (box.status.textContent !== text) box.status.textContent = text;
  };

  /* Nothing typed: what can be. */
  const start = async () => {
    const { texts: words } = await frame();
    box.input.placeholder = words.placeholder;
    if (box.input.value.trim() !== "") return;
    box.named.replaceChildren(help(words.start));
    box.written.replaceChildren();
    say("");
  };

  const fail = () => {
    box.named.replaceChildren(help());
    box.written.replaceChildren();
    say(texts.search.failed);
  };

  const names = async (query, mine) => {
    const [{ texts: words }, { results, near }] = await Promise.all([frame(), byName(query)]);
    const heading = near ? words.near : "";
    const made = results.length > 0 ? [await list(heading, inTurn(results), FIRST, words)] : [];
    if (mine !== turn) return null;
    box.named.replaceChildren(...made);
    box.results.scrollTop = 0;
    return { results, near, heading };
  };

  const written = async (query, mine, { results, near, heading }) => {
    const { texts: words, count: forms } = await frame();
    const pages = await inText(query).catch((error) => {
      if (results.length > 0) return [];
      throw error;
    });
    const above = new Set(near ? [] : results.map(({ url }) => url));
    const first = results.length < FIRST ? FIRST : FEW;
    const title = results.length > 0 ? words.in_text : "";
    const made = pages.length > 0 ? await list(title, further(pages, above), first, words) : "";
    if (mine !== turn) return;
    const nothing = results.length + pages.length === 0;
    const idle = made && !made.querySelector("li, button:not([hidden])");
    box.written.replaceChildren(nothing ? help(words.advice) : idle ? "" : made);
    if (nothing) {
      say(words.none);
    } else if (near && pages.length === 0) {
      box.named.querySelector("h2").remove();
      say(`${words.none} ${heading}:`);
    } else {
      /* A page has its own name in its text, and is not shown twice. */
      say(count(results.length + Math.max(0, pages.length - above.size), forms));
    }
  };

  const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

  const run = async () => {
    turn += 1;
    const mine = turn;
    const query = box.input.value.trim();
    const slow = setTimeout(() => mine === turn && say(texts.search.loading), SLOW);
    try {
      if (query === "") return await start();
      const found = await names(query, mine);
      if (mine !== turn) return null;
      await pause(found.results.length > 0 ? PAUSE.named : PAUSE.none);
      if (mine === turn) await written(query, mine, found);
    } catch {
      if (mine === turn) fail();
    } finally {
      clearTimeout(slow);
    }
    return null;
  };

  /* Up and down walk through the box, the results and what they lead to; letters go to the box. */
  const keys = (event) => {
    if (event.key === "Escape") {
      event.preventDefault();
      box.root.close();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      const stops = [box.input, ...box.results.querySelectorAll("a, button:not([hidden])")];
      const next = stops[stops.indexOf(document.activeElement) + step];
      if (!next) return;
      event.preventDefault();
      next.focus();
      return;
    }
    const letter = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (letter && box.results.contains(document.activeElement)) box.input.focus();
  };

  box.input.addEventListener("input", () => {
    running = run();
  });
  box.root.addEventListener("keydown", keys);
  box.close.addEventListener("click", () => box.root.close());
  box.root.addEventListener("click", (event) => {
    if (event.target === box.root) box.root.close();
  });
  /* Enter: to the first result. A second time opens it. */
  box.bar.addEventListener("submit", async (event) => {
    event.preventDefault();
    await running;
    box.results.querySelector("a")?.focus();
  });
  frame().catch(() => {});

  return {
    open: () => {
      box.root.showModal();
      box.input.select();
      index().catch(() => {});
      if (box.input.value.trim() === "") start().catch(fail);
    },
  };
};
