/* A labelled box above a table or a list; it hides what does not match and says how much is left. */
import { count, fold, texts } from "./texts.js";

let serial = 0;

const box = (label) => {
  const id = `filter-${++serial}`;
  const root = document.createElement("div");
  root.className = "filter";
  root.setAttribute("role", "search");
  const name = document.createElement("label");
  name.htmlFor = id;
  name.id = `${id}-label`;
  name.textContent = label;
  root.setAttribute("aria-labelledby", name.id);
  const input = document.createElement("input");
  Object.assign(input, { id, type: "search", className: "filter__input", autocomplete: "off" });
  const status = document.createElement("p");
  status.className = "filter__count";
  status.setAttribute("role", "status");
  root.append(name, input, status);
  return { root, input, status };
};

export const filterable = (target) => {
  const isTable = target.matches("table");
  const items = isTable ? [...target.tBodies].flatMap((body) => [...body.rows]) : [...target.children];
  const terms = items.map((item) => fold(`${item.textContent} ${item.dataset.terms ?? ""}`));
  const { root, input, status } = box(target.dataset.filterLabel || texts.filter.label);

  const apply = () => {
    const words = fold(input.value).split(/\s+/).filter(Boolean);
    let left = 0;
    items.forEach((item, index) => {
      const match = words.every((word) => terms[index].includes(word));
      item.hidden = !match;
      left += match ? 1 : 0;
    });
    status.textContent = count(left, texts.filter);
  };

  input.addEventListener("input", apply);
  (target.closest(".table-scroll") ?? target).before(root);
  apply();
};
