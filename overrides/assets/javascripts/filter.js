/* The box above a table or a list works: it hides what does not match and says how much is left. */
import { count, fold, texts } from "./texts.js";

let serial = 0;

/** ``of``: the caption of what is filtered, where it has one; a page may hold several boxes. */
const named = (root, of) => {
  const [name, input, status] = root.children;
  input.id = `filter-${++serial}`;
  name.htmlFor = input.id;
  name.id = `${input.id}-label`;
  if (of) of.id ||= `${input.id}-of`;
  [root, input].forEach((one) =>
    one.setAttribute("aria-labelledby", of ? `${name.id} ${of.id}` : name.id),
  );
  root.setAttribute("role", "search");
  return { input, status };
};

export const filterable = (target) => {
  const isTable = target.matches("table");
  const items = isTable ? [...target.tBodies].flatMap((body) => [...body.rows]) : [...target.children];
  const terms = items.map((item) => fold(`${item.textContent} ${item.dataset.terms ?? ""}`));
  /* A list that is folded below its box opens for what is typed. */
  const near = (target.closest(".table-scroll") ?? target).previousElementSibling;
  const folded = near?.matches(".filter") ? null : target.closest("details");
  const root = folded ? folded.previousElementSibling : near;
  const { input, status } = named(root, target.caption);

  const apply = () => {
    const words = fold(input.value).split(/\s+/).filter(Boolean);
    if (folded) folded.open = words.length > 0;
    let left = 0;
    items.forEach((item, index) => {
      const match = words.every((word) => terms[index].includes(word));
      item.hidden = !match;
      left += match ? 1 : 0;
    });
    status.textContent = count(left, texts.filter);
  };

  input.addEventListener("input", apply);
  apply();
};
