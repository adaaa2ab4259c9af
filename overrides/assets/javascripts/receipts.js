/* A link to a receipt opens it. Without JavaScript the style sheet shows what it holds. */
export const receipts = () => {
  const open = (hash) => {
    const found = document.getElementById(decodeURIComponent(hash.slice(1)));
    if (!found?.matches("details.receipt")) return;
    found.open = true;
    found.scrollIntoView({ block: "start" });
  };

  if (location.hash) open(location.hash);
  addEventListener("hashchange", () => open(location.hash));
  /* Again the same address: no hashchange tells of it. */
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href^='#f-']");
    if (link && link.hash === location.hash) open(link.hash);
  });
};
