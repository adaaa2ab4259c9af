/* A table that fits is not a scroll region: no stop for the keyboard, and a head that stays. */
export const regions = (found) => {
  const measure = ({ target }) => {
    if (target.clientWidth === 0) return;
    target.classList.remove("table-scroll--fits");
    const fits = target.scrollWidth <= target.clientWidth;
    target.classList.toggle("table-scroll--fits", fits);
    if (fits) target.removeAttribute("tabindex");
    else target.tabIndex = 0;
  };
  const observer = new ResizeObserver((entries) => entries.forEach(measure));
  found.forEach((region) => observer.observe(region));
};
