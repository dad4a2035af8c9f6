// A slice to move: which items it takes, as a view that shares them or as a copy, and what writing to it changes.
import { _, bar, button, choice, code, fill, lines, make, reset } from "./base.js";

/**
 * Return the places that Python's slice takes of `length` items. What is left out is null.
 *
 * Bounds are cut as PySlice_AdjustIndices does it.
 */
export function taken(length, start, stop, step) {
  const by = step ?? 1;
  if (by === 0) throw new RangeError("slice step cannot be zero");
  const [first, last] = by > 0 ? [0, length] : [-1, length - 1];
  const cut = (bound, without) => (bound === null ? without : Math.min(Math.max(bound < 0 ? bound + length : bound, first), last));
  const end = cut(stop, by > 0 ? length : -1);
  const places = [];
  for (let at = cut(start, by > 0 ? 0 : length - 1); by > 0 ? at < end : at > end; at += by) places.push(at);
  return places;
}

/** Return the slice as it is written in Python. */
export const written = (start, stop, step) => `[${start ?? ""}:${stop ?? ""}${step === null ? "" : `:${step}`}]`;

/** Return what `bytes(part)` or `list(part)` prints; of bytes, there are letters and signs only. */
export const printed = (items, isText) => (isText ? `b'${String.fromCharCode(...items)}'` : `[${items.join(", ")}]`);

/** Return the numbers of the bytes that the items at these places have, in their order: “2–5, 8–9”. */
export function bytesOf(places, size) {
  const runs = [];
  for (const place of places) {
    const [first, last] = [place * size, (place + 1) * size - 1];
    if (runs.length && runs.at(-1)[1] + 1 === first) runs.at(-1)[1] = last;
    else runs.push([first, last]);
  }
  return runs.map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`)).join(", ");
}

/** The memory of `data`, and of `part` where that is a copy. `data` is a text, or numbers of `size` bytes. */
export class Memory {
  constructor(data, size = 1) {
    this.isText = typeof data === "string";
    this.data = this.isText ? [...data].map((letter) => letter.charCodeAt(0)) : [...data];
    this.size = size;
  }

  /** Make `part` anew, by a slice of a view of `data` or of `data` itself. */
  take(slice, isView) {
    [this.slice, this.isView, this.error, this.places] = [slice, isView, null, []];
    try {
      this.places = taken(this.data.length, ...slice);
    } catch (error) {
      this.error = `ValueError: ${error.message}`;
    }
    this.copy = isView ? null : this.places.map((place) => this.data[place]);
  }

  get part() { return this.copy ?? this.places.map((place) => this.data[place]); }
  get strides() { return `(${(this.slice[2] ?? 1) * this.size},)`; }
  get expression() { return (this.isView ? "memoryview(data)" : "data") + written(...this.slice); }

  /** Do `part[0] = value`; return the error that Python raises, or null. */
  write(value) {
    if (this.error) return this.error;
    if (!this.places.length) {
      const why = this.isView ? "index out of bounds on dimension 1" : this.isText ? "bytearray index out of range" : "array assignment index out of range";
      return `IndexError: ${why}`;
    }
    if (this.copy) this.copy[0] = value;
    else this.data[this.places[0]] = value;
    return null;
  }
}

export default function build(place, settings) {
  const { data, size, slice } = settings;
  const memory = new Memory(data, size);
  const bounds = [0, 1, 2].map((i) => (slice.split(":")[i] ? Number(slice.split(":")[i]) : null));
  memory.take([...bounds], true);
  const { isText, data: { length } } = memory;
  const letter = (item) => (isText ? String.fromCharCode(item) : `${item}`);
  let next = isText ? 74 : 99; // what is written next: J, K, …, or 99, 98, …

  const [line, result, strides] = [code(""), code(""), code("")];
  const grids = make("div", { "aria-hidden": "true" }); // the sentence beneath says it all
  const write = button("", () => {
    const error = memory.write(next);
    next = isText ? (next === 90 ? 65 : next + 1) : next - 1;
    draw();
    say(error ?? (memory.isView ? _("data has changed, too.") : _("data has not changed.")));
  });

  const remake = (slice, isView) => {
    memory.take(slice, isView);
    draw();
    tell();
  };

  const cell = (bytes, item, index, kind) =>
    make("span", { className: `toy-cell ${kind}` }, make("small", {}, bytes), make("b", {}, letter(item)), make("small", {}, index));

  const grid = (name, cells) => [lines(code(name)), make("div", { className: isText ? "toy-grid" : "toy-grid toy-wide" }, ...cells)];

  function draw() {
    const index = new Map(memory.isView ? memory.places.map((at, i) => [at, `[${i}]`]) : []);
    const bytes = (at) => Array.from({ length: memory.size }, (_, i) => at * memory.size + i).join(" ");
    line.textContent = `part = ${memory.expression}`;
    result.textContent = memory.error ?? `${isText ? "bytes" : "list"}(part) → ${printed(memory.part, isText)}`;
    strides.textContent = memory.error || !memory.isView ? "" : `part.strides → ${memory.strides}`;
    grids.replaceChildren(
      ...grid("data", memory.data.map((item, at) => cell(bytes(at), item, index.get(at) ?? "", index.has(at) ? "toy-in" : ""))),
      ...(memory.isView ? [] : grid("part", memory.part.map((item, i) => cell(bytes(i), item, `[${i}]`, "toy-own")))),
    );
    write.replaceChildren(code(`part[0] = ${isText ? `ord("${letter(next)}")` : next}`));
  }

  function tell() {
    const names = { part: printed(memory.part, isText), bytes: bytesOf(memory.places, memory.size), count: memory.places.length * memory.size };
    if (memory.error) say(memory.error);
    else if (!memory.places.length) say(_("part is empty."));
    else if (memory.isView) say(_("part is {part}. It shares memory with data: bytes {bytes}.", names));
    else say(_("part is {part}. Its memory is its own: {count} bytes.", names));
  }

  const row = (name, i, reach) => {
    const value = make("span", { className: "toy-value" });
    const range = make("input", { type: "range", min: -reach, max: reach, value: bounds[i] ?? (i === 2 ? 1 : 0) });
    const none = make("input", { type: "checkbox", checked: bounds[i] === null, "aria-label": `${name} = None` });
    const moved = () => {
      bounds[i] = none.checked ? null : Number(range.value);
      value.textContent = `${bounds[i] ?? "None"}`;
      remake([...bounds], memory.isView);
    };
    value.textContent = `${bounds[i] ?? "None"}`;
    range.addEventListener("input", () => { none.checked = false; moved(); });
    none.addEventListener("change", moved);
    return make("div", { className: "toy-row" }, make("label", {}, code(name), range), value, make("label", {}, none, code("None")));
  };

  const kinds = choice("part", [[true, code("memoryview(data)[…]")], [false, code("data[…]")]], true, (isView) => remake([...bounds], isView));
  const say = fill(place, _("Move the slice"), [
    lines(line, result, strides), grids,
    row("start", 0, length + 2), row("stop", 1, length + 2), row("step", 2, 4),
    kinds, bar(write, reset(place, () => build(place, settings))),
  ]);
  draw();
  tell();
}
