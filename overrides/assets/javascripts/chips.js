/* A chip explains itself in CSS on hover and focus. Here: the first tap on a touch screen
   shows the explanation and the second follows the link, and Escape puts it away. */
export const chips = () => {
  let shown = null;
  const quiet = (chip) => {
    chip.classList.add("chip--quiet");
    const again = () => chip.classList.remove("chip--quiet");
    chip.addEventListener("blur", again, { once: true });
    chip.addEventListener("pointerleave", again, { once: true });
  };

  document.addEventListener("click", (event) => {
    const chip = event.target.closest?.(".chip[data-tip]");
    if (chip && event.pointerType === "touch" && chip !== shown) {
      event.preventDefault();
      chip.focus({ focusVisible: true, preventScroll: true });
    }
    shown = chip;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      document
        .querySelectorAll(".chip[data-tip]:is(:hover, :focus-visible):not(.chip--quiet)")
        .forEach(quiet);
    }
  });
};
