/* Header cells become buttons; aria-sort says what is sorted. Empty values stay last. */
import { language, texts } from "./texts.js";

const collator = new Intl.Collator(language, { numeric: true, sensitivity: "base" });

const numberOf = (cell) => {
  const value = cell?.dataset.value;
  return value === undefined || value === "" ? null : Number(value);
};
const textOf = (cell) => (cell?.dataset.value ?? cell?.textContent ?? "").trim() || null;

/** Sorts rows in place; rows without a value keep their order at the end. */
const order = (rows, column, kind, direction) => {
  const read = kind === "number" ? numberOf : textOf;
  const compare = kind === "number" ? (a, b) => a - b : collator.compare;
  const keyed = rows.map((row) => [read(row.cells[column]), row]);
  const known = keyed.filter(([value]) => value !== null);
  const unknown = keyed.filter(([value]) => value === null);
  known.sort(([a], [b]) => direction * compare(a, b));
  return [...known, ...unknown].map(([, row]) => row);
};

export const sortable = (table) => {
  const body = table.tBodies[0];
  if (!body) return;
  const heads = [...table.tHead.rows[0].cells];
  const status = document.createElement("p");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  (table.closest(".table-scroll") ?? table).after(status);

  const sort = (head) => {
    const kind = head.dataset.sort;
    const before = head.getAttribute("aria-sort");
    /* Numbers start with the largest, words with A. */
    const first = kind === "number" ? "descending" : "ascending";
    const other = kind === "number" ? "ascending" : "descending";
    const now = before === first ? other : first;
    heads.forEach((cell) => cell.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", now);
    body.append(...order([...body.rows], head.cellIndex, kind, now === "ascending" ? 1 : -1));
    status.textContent = `${head.textContent.trim()}: ${texts.sort[now]}`;
  };

  heads
    .filter((head) => head.dataset.sort)
    .forEach((head) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "data-table__sort";
      const place = head.querySelector(".data-table__sort");
      button.append(...place.childNodes);
      const column = button.textContent.trim();
      if (texts.sort.by) button.title = texts.sort.by.replace(/\{\w+\}/, column);
      button.addEventListener("click", () => sort(head));
      place.replaceWith(button);
    });
};
