/* Things that stand once in a drawing, at the top, and are referred to by what uses them. */
import { moved, round } from "./paths.js";
import { make, shape } from "./shapes.js";

export class Definitions {
  #id;
  #made = new Map();

  /** `id` begins every name: a page holds several drawings. */
  constructor(id) {
    this.#id = id;
  }

  #reference(element) {
    const key = element.outerHTML;
    if (!this.#made.has(key)) {
      element.id = `${this.#id}${this.#made.size}`;
      this.#made.set(key, element);
    }
    return `url(#${this.#made.get(key).id})`;
  }

  /** Outside this rectangle nothing is drawn. */
  window({ x, y, width, height }) {
    const box = { x: round(x), y: round(y), width: round(width), height: round(height) };
    return this.#reference(make("clipPath", {}, [make("rect", box)]));
  }

  /** The hatching that Plotly knows by that id. */
  pattern(id) {
    const { width, height, firstElementChild: lines } = document.getElementById(id);
    const size = { width: round(width.baseVal.value, 3), height: round(height.baseVal.value, 3) };
    const copy = make("path", {
      d: moved(lines.getAttribute("d"), 0, 0, 2),
      style: `stroke:${lines.getAttribute("stroke")};stroke-width:${lines.getAttribute("stroke-width")}`,
    });
    return this.#reference(make("pattern", { ...size, patternUnits: "userSpaceOnUse" }, [copy]));
  }

  all() {
    return this.#made.size ? [make("defs", {}, [...this.#made.values()])] : [];
  }
}
