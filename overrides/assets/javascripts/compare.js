/* Two to five areas side by side, built from the rows that the page already holds. The choice
   stands in the address, so that it can be shared. */
import { language } from "./texts.js";

const KEY = "show";
const joined = new Intl.ListFormat(language, { type: "conjunction" });

const element = (tag, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
};

const chosen = (selects) => {
  const options = selects.map((select) => select.selectedOptions[0]).filter((option) => option?.value);
  return [...new Map(options.map((option) => [option.value, option])).values()];
};

/** What one option has under one heading: its own row, and those of the areas in it. */
const cell = (body, option, missing) => {
  const parts = option.dataset.parts.split(" ").filter(Boolean);
  const rows = parts.flatMap((part) =>
    [...body.rows].filter((row) => row.dataset.subject === part),
  );
  if (rows.length === 0) return element("td", { className: "missing", textContent: missing });
  const whole = element("td", { className: "wrap" });
  rows.forEach((row) => {
    const [head, value] = row.cells;
    if (row.dataset.subject !== option.value) {
      whole.append(element("p", { className: "compare-cell__of" }, ...head.cloneNode(true).childNodes));
    }
    whole.append(...value.cloneNode(true).childNodes);
  });
  return whole;
};

const heading = (body) => body.querySelector("[data-heading] > th");

const section = (table, options, words) => {
  const rows = [...table.tBodies]
    .map((body) => [heading(body), options.map((option) => cell(body, option, words.missing))])
    .filter(([, cells]) => cells.some((found) => !found.classList.contains("missing")))
    .map(([name, cells]) =>
      element(
        "tr",
        {},
        element("th", { scope: "row", className: "wrap" }, ...name.cloneNode(true).childNodes),
        ...cells,
      ),
    );
  if (rows.length === 0) return [];
  const title = element("th", { scope: "rowgroup", colSpan: options.length + 1 });
  title.textContent = table.caption.textContent;
  return [element("tbody", {}, element("tr", {}, title), ...rows)];
};

const build = (sources, options, words) => {
  const heads = options.map((option) =>
    element(
      "th",
      { scope: "col" },
      element("a", { href: option.dataset.url, textContent: option.textContent }),
    ),
  );
  return element(
    "table",
    { className: "data-table compare-table" },
    element("thead", {}, element("tr", {}, element("th", { scope: "col", textContent: words.what }), ...heads)),
    ...sources.flatMap((table) => section(table, options, words)),
  );
};

const remember = (options) => {
  const url = new URL(location.href);
  const values = options.map(({ value }) => value).join(",");
  if (values) url.searchParams.set(KEY, values);
  else url.searchParams.delete(KEY);
  /* A comma and a colon read better than what stands for them. */
  url.search = url.search.replaceAll("%2C", ",").replaceAll("%3A", ":");
  history.replaceState(history.state, "", url);
};

const restore = (selects) => {
  const asked = (new URL(location.href).searchParams.get(KEY) ?? "").split(",");
  const known = asked.filter((value) => [...selects[0].options].some((o) => o.value && o.value === value));
  selects.forEach((select, position) => (select.value = [...new Set(known)][position] ?? ""));
};

export const compare = (form) => {
  const selects = [...form.querySelectorAll("select")];
  const sources = [...document.querySelectorAll("[data-compare-rows]")];
  const everything = document.querySelector("[data-compare-all]");
  const place = form.querySelector("[data-compare-table]");
  const status = form.querySelector("[role='status']");
  const share = form.querySelector(".compare__share");
  const words = form.dataset;

  const show = () => {
    const options = chosen(selects);
    const enough = options.length > 1;
    place.hidden = share.hidden = !enough;
    everything.hidden = enough;
    place.replaceChildren(...(enough ? [build(sources, options, words)] : []));
    const names = joined.format(options.map((option) => option.textContent));
    const sentence = [words.none, words.single][options.length] ?? words.shown;
    status.textContent = sentence.replace("#", () => names);
  };
  const change = () => {
    show();
    remember(chosen(selects));
  };

  form.addEventListener("change", change);
  /* The choices are empty only after the event. */
  form.addEventListener("reset", () => setTimeout(change));
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("popstate", () => {
    restore(selects);
    show();
  });
  form.dataset.ready = "";
  restore(selects);
  show();
};
