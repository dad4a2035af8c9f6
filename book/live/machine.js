// Python beside the page, in a worker of its own. Cells run there, and what comes from there may be theirs: it is
// counted, and is taken for what it can be and nothing else.
import { fence } from "./fence.js";

export { drawing } from "./drawing.js";

const MOST = 5000; // messages at once: a cell in a hurry sends some three thousand
const PACE = 0.2; // messages a millisecond, for as long as it likes: the kernel sends one each 50 ms
const LETTERS = 50_000_000; // of one cell: the kernel sends 10 % of it
const LONGEST = 10_000; // characters of what a machine that failed says about it

const text = (value) => (typeof value === "string" ? value : "");
const file = (value) => (/^[\w.+-]{1,100}$/.test(value) ? value : ""); // its name, and no words
const PACKAGES = ["numpy", "matplotlib"]; // what a site may lack (kernel.py)
const MEDIA = ["text/html", "image/svg+xml", "text/plain"];

/** Return the end of a cell as kernel.py tells it, whatever has come. */
const ending = ({ status, package: name, verdict, lost }) => ({
  status: status === "done" || (status === "absent" && PACKAGES.includes(name)) ? status : "error", package: name, verdict, lost: file(lost),
});
/** Return an output as those of kernel.py are, whatever has come. */
function known(given) {
  const { type, name, text: said, data } = given ?? {};
  if (type !== "display") return { type: type === "error" ? type : "stream", name: text(name), text: text(said) };
  return { type, data: Object.fromEntries(MEDIA.filter((media) => data?.[media]).map((media) => [media, text(data[media])])) };
}
const lengthOf = (output) => Object.values(output.data ?? output).reduce((sum, value) => sum + value.length, 0);

/**
 * One interpreter. `progress(bytes, open)` tells how much of it has been loaded and how many parts are on their way,
 * `ended()` that it is no more.
 */
export class Machine {
  constructor({ python, packages, language, noInput, progress, ended }) {
    this.waiting = new Map();
    this.number = this.counted = 0;
    this.room = MOST;
    this.ended = ended;
    this.started = false;
    this.ready = new Promise((resolve, reject) => Object.assign(this, { resolve, reject }));
    this.start({ type: "start", python, packages, language, noInput, ours: new URL("ours.zip", import.meta.url).href }, progress);
  }

  // A worker of the site's own address would live by no content security policy on a host that sends none, and
  // the policy of the pages forbids it, to cells as well; one made from a blob lives by the policy of the fence.
  async start(order, progress) {
    try {
      const answer = await fetch(new URL("worker.js", import.meta.url));
      if (!answer.ok) throw Object.assign(new Error(`${answer.status}`), { part: "worker.js" });
      const source = await answer.text();
      if (this.over) return;
      progress(0, 0);
      const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
      this.fence = await fence([import.meta.url, order.python, order.packages && order.packages.replace(/\/*$/, "/")]);
      if (this.over) return this.fence.remove();
      this.worker = new this.fence.contentWindow.Worker(address, { type: "module" });
      const { port1: port, port2: theirs } = new MessageChannel();
      this.port = port;
      port.onmessage = ({ data }) => {
        this.count();
        if (this.over || !data) return;
        if (data.type === "progress") progress(Number(data.loaded), Number(data.open));
        else if (data.type === "ready" && !this.started) { this.started = true; URL.revokeObjectURL(address); this.resolve(/^[\d.]*/.exec(text(data.version))[0]); }
        else if (data.type === "failed") this.end(Object.assign(new Error(text(data.reason).slice(0, LONGEST)), { part: file(data.part) }));
        else if (data.type === "output") this.show(data.id, known(data.output));
        else if (data.type === "end") { this.waiting.get(data.id)?.resolve(ending(data)); this.waiting.delete(data.id); }
      };
      // Once Python runs, an error that nobody caught is one of a callback that a cell left behind.
      this.worker.onerror = (event) => {
        this.count();
        if (this.started) event.preventDefault();
        else this.end(new Error(event.message || "worker"));
      };
      this.worker.onmessage = () => this.count(); // ours come by the port, which no cell can reach
      this.worker.postMessage(order, [theirs]);
    } catch (error) {
      this.end(error);
    }
  }

  /** Count a message, and end a worker from which more come than a page can take. */
  count() {
    const now = performance.now();
    this.room = Math.min(MOST, this.room + PACE * (now - this.counted)) - 1;
    this.counted = now;
    if (this.room < 0 && !this.over) this.end(Object.assign(new Error(), { flood: true }));
  }

  show(id, output) {
    const cell = this.waiting.get(id);
    if (!cell) return; // it has ended
    cell.letters += lengthOf(output);
    if (cell.letters > LETTERS) this.end(Object.assign(new Error(), { flood: true }));
    else cell.output(output);
  }

  /** Run the cell at a `place` of the page, counted from 1; `output` gets each output as it comes. Resolves to {status, package, verdict, lost}. */
  run(source, output, place) {
    const id = ++this.number;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject, output, letters: 0 });
      this.port.postMessage({ type: "run", id, source, place });
    });
  }

  /** End the interpreter, in the middle of whatever it does; without a reason, it was the reader's wish. */
  end(reason = Object.assign(new Error(), { stopped: true })) {
    this.over = true;
    this.worker?.terminate();
    this.fence?.remove();
    this.port?.close();
    this.ended();
    this.reject(reason);
    this.ready.catch(() => {});
    for (const { reject } of this.waiting.values()) reject(reason);
    this.waiting.clear();
  }
}
