// A lock to watch: lines of Python that open views and let them go, in any order, and whether `data` can grow.
import { _, bar, button, code, fill, lines, make, reset } from "./base.js";

const RELEASED = "ValueError: operation forbidden on released memoryview object";
const NO_BYTES = "TypeError: expected string or bytes-like object, got 'memoryview'"; // of re, for a released view
const LOCKED = "BufferError: Existing exports of data: object cannot be re-sized";

/** A program that is written line by line, and what its names keep open, as CPython runs it. */
export class Program {
  constructor() {
    this.names = new Map(); // {name: a view, {open}, or what keeps one, {of: view}}
    this.lines = []; // what has run: {line, error, holders}
  }

  named(name) {
    if (!this.names.has(name)) throw new Error(`NameError: name '${name}' is not defined`);
    return this.names.get(name);
  }

  opened(name, otherwise = RELEASED) {
    const view = this.named(name);
    if (!view.open) throw new Error(otherwise);
    return view;
  }

  static RULES = [
    [/^(\w+) = memoryview\(data\)$/, (program, name) => program.names.set(name, { open: true })],
    // a match refers to the view in which it was found
    [/^(\w+) = re\.match\(b'', (\w+)\)$/, (program, name, from) => program.names.set(name, { of: program.opened(from, NO_BYTES) })],
    // a slice or a cast is a view of its own: it does not need the one from which it was made
    [/^(\w+) = (\w+)(?:\[|\.cast)/, (program, name, from) => { program.opened(from); program.names.set(name, { open: true }); }],
    [/^data\.append/, (program) => { if (program.holders.length) throw new Error(LOCKED); }],
    [/^(\w+)\.release\(\)$/, (program, name) => { program.named(name).open = false; }],
    // what no name leads to is gone, and what was open is closed
    [/^del (\w+)$/, (program, name) => { program.named(name); program.names.delete(name); }],
  ];

  /** Run a line, and note the error that Python raises, if any, and who locks `data` then. */
  run(line) {
    let error = null;
    for (const [pattern, action] of Program.RULES) {
      const found = pattern.exec(line);
      if (!found) continue;
      try { action(this, ...found.slice(1)); } catch ({ message }) { error = message; }
      break;
    }
    this.lines.push({ line, error, holders: this.holders });
  }

  /** The names that keep a view open, in the order in which they were given; each of them locks `data`. */
  get holders() {
    return [...this.names].filter(([, one]) => (one.of ?? one).open).map(([name]) => name);
  }
}

export default function build(place, settings) {
  let program;

  const list = make("ol", {});
  const buttons = settings.lines.map((line) => button(code(line), () => { program.run(line); draw(); }));
  const back = button(_("Take the last line back"), () => begin(program.lines.slice(0, -1).map(({ line }) => line)));

  function begin(all) {
    program = new Program();
    for (const line of all) program.run(line);
    draw();
  }

  const state = (holders) => (holders.length ? _("locked by {names}", { names: holders.join(", ") }) : _("can grow"));

  function draw() {
    list.replaceChildren(...program.lines.map(({ line, error, holders }) =>
      make("li", { className: holders.length ? "toy-locked" : "" }, code(line), make("span", {}, error ?? state(holders)))));
    const { line, error } = program.lines.at(-1) ?? {};
    say([line, error, `data: ${state(program.holders)}`].filter(Boolean).join(" → "));
  }

  const say = fill(place, _("Write a program of your own"),
    [lines(code("data = bytearray(12)")), list, bar(...buttons), bar(back, reset(place, () => build(place, settings)))], true);
  begin(settings.begin);
}
