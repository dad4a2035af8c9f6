// Python beside the page, in a worker of its own; and its outputs, drawn where they can do no harm.
import DOMPurify from "dompurify";
import { fence } from "./fence.js";

/** One interpreter. `progress(bytes)` tells how much of it has been loaded, `ended()` that it is no more. */
export class Machine {
  constructor({ python, packages, language, noInput, progress, ended }) {
    this.waiting = new Map();
    this.number = 0;
    this.ended = ended;
    this.started = false;
    this.ready = new Promise((resolve, reject) => Object.assign(this, { resolve, reject }));
    this.start({ type: "start", python, packages, language, noInput, ours: new URL("ours.zip", import.meta.url).href }, progress);
  }

  // A worker of the site's own address would live by no content security policy on a host that sends none, and
  // the policy of the pages forbids it, to cells as well; one made from a blob lives by the policy of the fence.
  async start(order, progress) {
    try {
      const source = await (await fetch(new URL("worker.js", import.meta.url))).text();
      if (this.over) return;
      const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
      this.fence = await fence([import.meta.url, order.python, order.packages && order.packages.replace(/\/*$/, "/")]);
      if (this.over) return this.fence.remove();
      this.worker = new this.fence.contentWindow.Worker(address, { type: "module" });
      this.worker.onmessage = ({ data }) => {
        if (data.type === "progress" && !this.started) progress(data.loaded);
        else if (data.type === "ready") { this.started = true; URL.revokeObjectURL(address); this.resolve(data.version); }
        else if (data.type === "failed") this.end(new Error(data.reason));
        else if (data.type === "output") this.waiting.get(data.id)?.output(data.output);
        else if (data.type === "end") { this.waiting.get(data.id)?.resolve(data); this.waiting.delete(data.id); }
      };
      // Once Python runs, an error that nobody caught is one of a callback that a cell left behind.
      this.worker.onerror = (event) => (this.started ? event.preventDefault() : this.end(new Error(event.message || "worker")));
      this.worker.postMessage(order);
    } catch (error) {
      this.end(error);
    }
  }

  /** Run the cell at a `place` of the page, counted from 1; `output` gets each output as it comes. Resolves to {status, package}. */
  run(source, output, place) {
    const id = ++this.number;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject, output });
      this.worker.postMessage({ type: "run", id, source, place });
    });
  }

  /** End the interpreter, in the middle of whatever it does; without a reason, it was the reader's wish. */
  end(reason = Object.assign(new Error(), { stopped: true })) {
    this.over = true;
    this.worker?.terminate();
    this.fence?.remove();
    this.ended();
    this.reject(reason);
    this.ready.catch(() => {});
    for (const { reject } of this.waiting.values()) reject(reason);
    this.waiting.clear();
  }
}

const STYLE = "svg, img { max-width: 100%; height: auto; }";

// Drawings are light or dark by the theme that an element html names: in a shadow tree, one of its own.
const theme = () => document.documentElement.dataset.theme;
new MutationObserver(() => {
  for (const host of document.querySelectorAll(".live-markup > *")) host.shadowRoot.querySelector("html").dataset.theme = theme();
}).observe(document.documentElement, { attributeFilter: ["data-theme"] });

// Where it is wider than the page it scrolls, and keys scroll only what they can reach.
const preformatted = (textContent) => Object.assign(document.createElement("pre"), { textContent, tabIndex: 0 });

/**
 * Return an element that shows one output. `alternative` describes a plot, if it is one.
 *
 * What a cell makes is markup that nobody has read: it is purified, and stands in a shadow tree inside
 * of a box that clips it, so that neither its styles nor its position reach the page's own controls.
 */
export function draw(output, alternative) {
  const box = document.createElement("div");
  if (output.type !== "display") {
    box.append(preformatted(output.text));
    box.className = `live-${output.type === "error" ? "error" : output.name}`;
    return box;
  }
  const { data } = output;
  if (data["text/html"]) {
    box.className = "live-markup";
    const root = box.appendChild(document.createElement("div")).attachShadow({ mode: "open" });
    const sheet = root.appendChild(document.createElement("html"));
    sheet.dataset.theme = theme();
    sheet.append(
      Object.assign(document.createElement("style"), { textContent: STYLE }),
      DOMPurify.sanitize(String(data["text/html"]), { RETURN_DOM_FRAGMENT: true, FORCE_BODY: true, FORBID_TAGS: ["form", "input", "button"] }),
    );
  } else if (data["image/svg+xml"]) {
    const image = box.appendChild(document.createElement("img"));
    image.src = `data:image/svg+xml,${encodeURIComponent(data["image/svg+xml"])}`;
    image.alt = alternative || data["text/plain"];
  } else {
    box.append(preformatted(data["text/plain"]));
  }
  return box;
}
