/* A table that fits is not a scroll region: no stop for the keyboard, no landmark that says the name
   of the table once more, and a head that stays. */
export const regions = (found) => {
  const measure = ({ target }) => {
    if (target.clientWidth === 0) return;
    target.classList.remove("table-scroll--fits");
    const fits = target.scrollWidth <= target.clientWidth;
    target.classList.toggle("table-scroll--fits", fits);
    target.classList.toggle("table-scroll--wide", !fits);
    names.get(target).forEach(([name, value]) => {
      if (fits) target.removeAttribute(name);
      else target.setAttribute(name, value);
    });
  };
  const names = new Map(
    [...found].map((region) => [
      region,
      ["tabindex", "role", "aria-label"].map((name) => [name, region.getAttribute(name)]),
    ]),
  );
  /* Browsers leave what has the focus where it is as soon as a part of it can be seen. */
  const show = ({ target }) => {
    if (target.matches(":focus-visible")) target.scrollIntoView({ block: "nearest", inline: "nearest" });
  };
  const observer = new ResizeObserver((entries) => entries.forEach(measure));
  found.forEach((region) => {
    observer.observe(region);
    region.addEventListener("focusin", (event) => event.target !== region && show(event));
  });
};
