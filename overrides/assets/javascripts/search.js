/* The link to the overview of areas becomes a button that opens the search box. What the box needs is
   fetched when a reader reaches for the button. */
export const search = (link) => {
  const button = document.createElement("button");
  button.type = "button";
  button.className = link.className;
  button.append(...link.childNodes);
  button.setAttribute("aria-label", link.getAttribute("aria-label"));
  button.setAttribute("aria-haspopup", "dialog");
  link.replaceWith(button);

  let box = null;
  const reach = () => (box ??= import("./search-box.js").then((found) => found.searchBox()));
  for (const kind of ["pointerenter", "focus"]) {
    button.addEventListener(kind, () => reach().catch(() => (box = null)), { once: true });
  }
  button.addEventListener("click", async () => {
    try {
      (await reach()).open();
    } catch {
      location.assign(link.href);
    }
  });
};
