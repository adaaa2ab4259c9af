// Asks for news as long as the page is looked at: shows what is wrong, and loads the page anew where it
// has become another. Nothing of this is in the site that is published.
const script = document.currentScript;
const mark = script.dataset.mark;
const PAUSE = 1000;
let seen = script.dataset.version;
let asking = null;

function element(name, text, className = "") {
  const made = document.createElement(name);
  made.textContent = text;
  made.className = className;
  return made;
}

function item(problem) {
  const made = document.createElement("li");
  made.append(
    element("strong", problem.place), " ", element("span", problem.severity, "preview__severity"),
    element("p", problem.message), element("p", problem.hint, "preview__hint"),
  );
  return made;
}

function show(panel) {
  document.getElementById("preview-panel")?.remove();
  if (!panel || window !== window.top) return;
  const made = element("section", "", "preview");
  made.id = "preview-panel";
  made.setAttribute("role", "alert");
  made.tabIndex = 0;
  const list = document.createElement("ul");
  list.append(...panel.problems.map(item));
  made.append(element("h2", panel.title), element("p", panel.lead), list);
  if (panel.more) made.append(element("p", panel.more));
  document.body.append(made);
}

async function ask() {
  asking = new AbortController();
  const query = new URLSearchParams({ seen, page: location.pathname, lang: document.documentElement.lang });
  const answer = await fetch(`/__preview__/state?${query}`, { signal: asking.signal });
  if (!answer.ok) throw new Error(answer.statusText);
  const state = await answer.json();
  if (state.mark !== mark) {
    location.reload();
    return false;
  }
  if (String(state.version) !== seen) {
    seen = String(state.version);
    if (document.getElementById("preview-standby")) location.reload();
    else show(state.panel);
  }
  return true;
}

async function follow() {
  while (!document.hidden) {
    try {
      if (!(await ask())) return;
    } catch {
      // Hidden, or the preview was ended: it may come back.
      if (!document.hidden) await new Promise((done) => setTimeout(done, PAUSE));
    } finally {
      asking = null;
    }
  }
}

// A page that nobody looks at holds no connection: a browser has few of them.
document.addEventListener("visibilitychange", () => {
  if (document.hidden) asking?.abort();
  else if (!asking) follow();
});
document.addEventListener("DOMContentLoaded", follow);
