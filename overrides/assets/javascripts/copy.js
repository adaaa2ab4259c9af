/* A button that copies the lines which put a chart on another page. */
import { texts } from "./texts.js";

/* Where the site does not know its own address, the reader's browser does. */
const PLACEHOLDER = /https:\/\/SITE(?=\/)/g;
const ROOT = new URL("../..", import.meta.url).href.replace(/\/$/, "");

export const copy = (details) => {
  const code = details.querySelector("code");
  code.textContent = code.textContent.replace(PLACEHOLDER, ROOT);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "chart__copy";
  button.textContent = texts.embed.copy;
  const status = document.createElement("span");
  status.className = "chart__copied";
  status.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(code.textContent);
      status.textContent = texts.embed.copied;
    } catch {
      getSelection().selectAllChildren(code);
      status.textContent = texts.embed.failed;
    }
  });
  details.append(button, " ", status);
};
