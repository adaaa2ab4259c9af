/* Light or dark, set before the first paint; the only thing this site stores.
   A classic script, first in the body: a module would run too late and flash. */
(() => {
  const root = new URL("../../", document.currentScript.src).pathname;
  const key = `${root}.__palette`;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const stored = () => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const apply = () => {
    const scheme = stored() ?? (system.matches ? "slate" : "default");
    document.body.setAttribute("data-md-color-scheme", scheme === "slate" ? "slate" : "default");
  };

  document.documentElement.classList.replace("no-js", "js");
  apply();
  system.addEventListener("change", apply);
  document.addEventListener("atlas:scheme", ({ detail }) => {
    try {
      localStorage.setItem(key, detail);
    } catch {
      /* storage is closed: the choice holds for this page */
    }
    document.body.setAttribute("data-md-color-scheme", detail);
  });
})();
