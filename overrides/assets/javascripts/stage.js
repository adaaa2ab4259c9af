/* Where plotly.js draws: laid over the picture in the page, in its size, scaled as it is. */
import { prepared } from "./figure.js";

const element = (className) => {
  const made = document.createElement("div");
  made.className = className;
  return made;
};

const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });

/* Plotly does not know the reader's own colours ("CanvasText"), nor mixtures: a canvas tells what they are. */
const plain = (colour) => {
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
  return `rgba(${red}, ${green}, ${blue}, ${alpha / 255})`;
};

export class Stage {
  #plot;
  #figure;
  #template;
  #clicked;
  #graph = null;
  #size = "";
  #latest = 0;

  /** `clicked` is called with a point of Plotly's and the event that it was clicked by. */
  constructor(plot, { figure, template, clicked }) {
    this.#plot = plot;
    this.#figure = figure;
    this.#template = template;
    this.#clicked = clicked;
    this.element = plot.appendChild(element("chart__stage"));
  }

  /** Draws as the page looks here and now, and again whenever that changes. */
  async open() {
    await this.#draw();
    const redraw = () => this.#draw().catch(() => {});
    new MutationObserver(redraw).observe(this.#plot.closest("[data-md-color-scheme]"), {
      attributeFilter: ["data-md-color-scheme"],
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
    new ResizeObserver(() => {
      if (this.#wanted() === this.#size) this.#fit();
      else redraw();
    }).observe(this.#plot);
  }

  /** Shows what is said of a point, wherever the pointer is. */
  hover({ curveNumber, pointNumber }) {
    window.Plotly.Fx.hover(this.#graph, [{ curveNumber, pointNumber }]);
  }

  /** Brings what is said into view, for whoever came there by key. */
  reveal() {
    this.#graph.querySelector(".hovertext")?.scrollIntoView({ block: "nearest" });
  }

  unhover() {
    window.Plotly.Fx.unhover(this.#graph);
  }

  /** As if the mouse were there. */
  hoverAt({ clientX, clientY }) {
    const move = new MouseEvent("mousemove", { clientX, clientY, bubbles: true });
    this.#graph.querySelector(".nsewdrag").dispatchEvent(move);
  }

  /* The style sheet knows which picture is shown. */
  #wanted() {
    return getComputedStyle(this.#plot).getPropertyValue("--size").trim();
  }

  #fit() {
    const { width, height } = this.#graph.layout;
    this.element.style.width = `${width}px`;
    this.element.style.height = `${height}px`;
    this.element.style.transform = `scale(${this.#plot.clientWidth / width})`;
  }

  /* Beside the old graph, which stays until the new one is ready. */
  async #draw() {
    const [mine, size] = [(this.#latest += 1), this.#wanted()];
    const styles = getComputedStyle(this.#plot);
    const { data, layout, config } = prepared({
      figure: this.#figure,
      template: this.#template,
      size,
      colour: (name) => plain(styles.getPropertyValue(name).trim()),
      font: styles.fontFamily,
    });
    const next = this.element.appendChild(element("chart__graph"));
    // The table says it in order; what is pointed at is said by plot.js.
    next.setAttribute("aria-hidden", "true");
    await window.Plotly.newPlot(next, data, layout, config);
    const old = mine === this.#latest ? this.#graph : next;
    if (old !== next) {
      [this.#graph, this.#size] = [next, size];
      next.on("plotly_click", ({ points, event }) => this.#clicked(points[0], event));
      this.#fit();
      this.#plot.classList.add("chart__plot--lively");
    }
    if (old) {
      window.Plotly.purge(old);
      old.remove();
    }
  }
}
