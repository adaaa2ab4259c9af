/* The selects above groups that the page holds in full work: they hide what does not match, say how
   much is left, and keep the choice in the address, so that it can be shared. */
import { language } from "./texts.js";

/** The groups with their headings, their links in the table of contents, and what is in them. */
const groupsOf = () =>
  [...document.querySelectorAll(".differences")].map((root) => {
    const heading = root.previousElementSibling;
    const link = document.querySelector(`.toc a[href="#${CSS.escape(heading.id)}"]`);
    return { parts: [root, heading, link?.parentElement].filter(Boolean), items: [...root.children] };
  });

export const facets = (box) => {
  const choices = [...box.querySelectorAll("select")].map((select) => ({ key: select.dataset.key, select }));
  const groups = groupsOf();

  const status = box.querySelector("[role='status']");
  const reset = box.querySelector("button");

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
    status.textContent = box.dataset.shown.replace("#", left.toLocaleString(language));
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
  box.setAttribute("aria-label", box.dataset.label);
  read();
  apply();
  if (location.search) {
    document.querySelectorAll("a.language").forEach((link) => (link.search = location.search));
  }
  reveal();
};
