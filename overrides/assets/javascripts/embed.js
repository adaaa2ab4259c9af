/* For pages elsewhere: gives the frames with charts of this site the height of what is in them.
   Nothing is kept, nothing is sent, and nothing else on the page is touched. */
(() => {
  const MOST = 20000;
  const root = new URL("../../", document.currentScript.src);
  const frames = () =>
    [...document.querySelectorAll("iframe")].filter(({ src }) => src.startsWith(root.href));

  addEventListener("message", ({ origin, source, data }) => {
    if (origin !== root.origin || data?.type !== "atlas:height") return;
    const { height } = data;
    const frame = frames().find(({ contentWindow }) => contentWindow === source);
    if (frame && Number.isFinite(height) && height > 0) {
      frame.style.height = `${Math.min(height, MOST)}px`;
    }
  });
  /* What was there before this script has told its height to nobody. */
  frames().forEach(({ contentWindow }) => contentWindow.postMessage({ type: "atlas:ask" }, "*"));
})();
