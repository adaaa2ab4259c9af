/* A table that fits is not a scroll region: no stop for the keyboard, no landmark that says the name
   of the table once more, and a head that stays. */
export const regions = (found) => {
  const tell = (region, fits) => {
    region.classList.toggle("table-scroll--fits", fits);
    region.classList.toggle("table-scroll--wide", !fits);
    names.get(region).forEach(([name, value]) => {
      if (fits) region.removeAttribute(name);
      else region.setAttribute(name, value);
    });
  };
  /* All are asked before any is told: the page is laid out once, not once for each. */
  const measure = (entries) => {
    const regions = entries.map(({ target }) => target).filter((region) => region.clientWidth > 0);
    regions.forEach((region) => region.classList.remove("table-scroll--fits"));
    const fitting = regions.map((region) => region.scrollWidth <= region.clientWidth);
    regions.forEach((region, i) => tell(region, fitting[i]));
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
  const observer = new ResizeObserver(measure);
  found.forEach((region) => {
    observer.observe(region);
    region.addEventListener("focusin", (event) => event.target !== region && show(event));
  });
};
