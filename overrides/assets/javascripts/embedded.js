/* In a chart that stands in a frame on another page: tells that page how high it is, and nothing else.
   A classic script, first in the body, so that a style for pages with scripts holds from the start. */
(() => {
  document.documentElement.classList.replace("no-js", "js");
  if (parent === window) return;
  const tell = () => {
    const { height } = document.documentElement.getBoundingClientRect();
    parent.postMessage({ type: "atlas:height", height: Math.ceil(height) }, "*");
  };
  new ResizeObserver(tell).observe(document.documentElement);
  addEventListener("message", ({ source, data }) => {
    if (source === parent && data?.type === "atlas:ask") tell();
  });
})();
