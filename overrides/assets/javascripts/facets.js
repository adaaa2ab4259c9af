/* Selects above groups that the page holds in full: they hide what does not match, say how much
   is left, and keep the choice in the address, so that it can be shared. */
import { language } from "./texts.js";

let serial = 0;

const choice = ({ key, label, everything, options }) => {
  const id = `facet-${++serial}`;
  const root = document.createElement("div");
  root.className = "facet";
  const name = document.createElement("label");
  name.htmlFor = id;
  name.textContent = label;
  const select = document.createElement("select");
  Object.assign(select, { id, className: "facet__select" });
  select.append(new Option(everything, ""), ...options.map((o) => new Option(o.label, o.value)));
  root.append(name, select);
  return { key, root, select };
};

/** The groups with their headings, their links in the table of contents, and what is in them. */
const groupsOf = () =>
  [...document.querySelectorAll(".differences")].map((root) => {
    const heading = root.previousElementSibling;
    const link = document.querySelector(`.toc a[href="#${CSS.escape(heading.id)}"]`);
    return { parts: [root, heading, link?.parentElement].filter(Boolean), items: [...root.children] };
  });

export const facets = (box) => {
  const said = JSON.parse(box.querySelector("script").textContent);
  const choices = said.facets.map(choice);
  const groups = groupsOf();
  const all = groups.reduce((sum, { items }) => sum + items.length, 0);

  const status = document.createElement("p");
  status.className = "filter__count";
  status.setAttribute("role", "status");
  const reset = document.createElement("button");
  Object.assign(reset, { type: "button", className: "facets__reset", textContent: said.reset });

  const matches = (item) =>
    choices.every(
      ({ key, select }) => !select.value || item.dataset[key].split(" ").includes(select.value),
    );

  const apply = () => {
    let left = 0;
    groups.forEach(({ parts, items }) => {
      const shown = items.filter((item) => {
        item.hidden = !matches(item);
        return !item.hidden;
      });
      parts.forEach((part) => (part.hidden = shown.length === 0));
      left += shown.length;
    });
    status.textContent = said.shown
      .replace("{n}", left.toLocaleString(language))
      .replace("{all}", all.toLocaleString(language));
    reset.hidden = choices.every(({ select }) => !select.value);
  };

  /* The address says what is chosen, also that of the same page in the other language. */
  const tell = () => {
    const url = new URL(location.href);
    choices.forEach(({ key, select }) => {
      if (select.value) url.searchParams.set(key, select.value);
      else url.searchParams.delete(key);
    });
    url.hash = "";
    history.replaceState(null, "", url);
    document.querySelectorAll("a.language").forEach((link) => (link.search = url.search));
  };

  const read = () => {
    const asked = new URLSearchParams(location.search);
    choices.forEach(({ key, select }) => {
      const value = asked.get(key) ?? "";
      select.value = [...select.options].some((option) => option.value === value) ? value : "";
    });
  };

  const clear = () => choices.forEach(({ select }) => (select.value = ""));

  /* An address that names one difference shows it, whatever was chosen; the choices above have
     moved it. */
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.closest("[hidden]")) {
      clear();
      apply();
    }
    target.scrollIntoView({ behavior: "instant" });
  };

  choices.forEach(({ select }) =>
    select.addEventListener("change", () => {
      apply();
      tell();
    }),
  );
  reset.addEventListener("click", () => {
    clear();
    apply();
    tell();
    choices[0].select.focus();
  });
  addEventListener("hashchange", reveal);

  box.setAttribute("role", "search");
  box.setAttribute("aria-label", said.label);
  box.append(...choices.map(({ root }) => root), reset, status);
  read();
  apply();
  if (location.search) {
    document.querySelectorAll("a.language").forEach((link) => (link.search = location.search));
  }
  reveal();
};
