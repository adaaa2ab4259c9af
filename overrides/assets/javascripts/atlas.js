/* Starts what the page needs, and fetches nothing that it does not. */
import { chips } from "./chips.js";
import { menu, scheme } from "./chrome.js";

/* Few readers want the lines that embed a chart: what copies them comes with the first. */
const copying = ({ target }) => import("./copy.js").then(({ copy }) => copy(target));

const when = (selector, start) => {
  const found = document.querySelectorAll(selector);
  if (found.length > 0) start(found);
};

menu();
scheme();
chips();

when(".table-scroll", (found) =>
  import("./regions.js").then(({ regions }) => regions(found)),
);
when("[data-sortable]", (found) =>
  import("./sort.js").then(({ sortable }) => found.forEach(sortable)),
);
when("[data-filterable]", (found) =>
  import("./filter.js").then(({ filterable }) => found.forEach(filterable)),
);
when(".receipt", () => import("./receipts.js").then(({ receipts }) => receipts()));
when(".facets", (found) =>
  import("./facets.js").then(({ facets }) => found.forEach(facets)),
);
when("[data-compare]", (found) => import("./compare.js").then(({ compare }) => compare(found[0])));
when(".chart", (found) => import("./charts.js").then(({ charts }) => charts(found)));
when(".chart__embed", (found) => found.forEach((one) => one.addEventListener("toggle", copying, { once: true })));
when(".search-open", (found) => import("./search.js").then(({ search }) => search(found[0])));

/* Paper shows what is folded away. */
addEventListener("beforeprint", () => {
  document.querySelectorAll("details:not([open])").forEach((details) => {
    details.open = true;
    addEventListener("afterprint", () => (details.open = false), { once: true });
  });
});
