/* The menu button on a phone, and the button for light or dark. */
import { texts } from "./texts.js";

export const menu = () => {
  const button = document.querySelector(".menu-toggle");
  const nav = document.getElementById("site-nav");
  if (!button || !nav) return;
  const show = (open) => {
    button.setAttribute("aria-expanded", String(open));
    nav.classList.toggle("site-nav--open", open);
  };
  button.addEventListener("click", () => show(button.getAttribute("aria-expanded") !== "true"));
  const escape = (event) => {
    if (event.key !== "Escape" || button.getAttribute("aria-expanded") !== "true") return;
    show(false);
    button.focus();
  };
  [button, nav].forEach((part) => part.addEventListener("keydown", escape));
};

export const scheme = () => {
  const button = document.querySelector(".theme-toggle");
  if (!button) return;
  const dark = () => document.body.getAttribute("data-md-color-scheme") === "slate";
  const name = () => {
    button.querySelector("span").textContent = dark() ? texts.theme.light : texts.theme.dark;
  };
  button.addEventListener("click", () => {
    const detail = dark() ? "default" : "slate";
    document.dispatchEvent(new CustomEvent("atlas:scheme", { detail }));
  });
  new MutationObserver(name).observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
  name();
};
