// A grid and its bytes. Find the byte at which an item begins: of a wrong one is told which wrong strides lead there.
// Or choose an item, and its bytes light up, in C order or in Fortran order.
import { _, bar, button, choice, code, fill, lines, make } from "./base.js";

/** Return the number of the first byte of an item, by the strides. */
export const place = (index, strides) => index.reduce((sum, at, axis) => sum + at * strides[axis], 0);

/** Return the strides of a contiguous grid of two dimensions, in order "C" or "F". */
export const stridesOf = ([rows, columns], size, order = "C") => (order === "C" ? [columns * size, size] : [size, rows * size]);

/**
 * Return why somebody may have taken a byte for the first of the item: {why, strides}, or null if it is right.
 *
 * `why` is one of the mistakes, `inside` of the right item, or `other`, another item, which then has its `index`.
 */
export function mistake({ shape, size, index }, byte) {
  const [rows, columns] = shape;
  const right = stridesOf(shape, size);
  const due = place(index, right);
  if (byte === due) return null;
  const wrong = { items: [columns, 1], rows: [rows * size, size], fortran: stridesOf(shape, size, "F"), swapped: [size, columns * size] };
  for (const [why, strides] of Object.entries(wrong))
    if (place(index, strides) === byte) return { why, strides };
  if (byte > due && byte < due + size) return { why: "inside" };
  const item = Math.floor(byte / size);
  return { why: "other", index: [Math.floor(item / columns), item % columns] };
}

function find(spot, { name, tasks }) {
  let turn = 0;
  const [line, facts, more] = [code(""), code(""), code("")];
  const row = make("div", { className: "toy-grid toy-wide" });

  const item = (index) => `${name}[${index.join(", ")}]`;
  const tuple = (numbers) => `(${numbers.join(", ")})`;

  const WHY = {
    items: _("They count items, not bytes."),
    rows: _("They take the number of rows for the length of a row."),
    fortran: _("They are those of a grid stored column after column."),
    swapped: _("They are in the wrong order."),
  };

  /** Return what is to be said of a byte that the reader takes for the first one. */
  function verdict(task, byte, found) {
    const strides = found ? found.strides : stridesOf(task.shape, task.size);
    const values = { byte, item: item(found?.index ?? task.index) };
    if (strides) {
      values.strides = tuple(strides);
      values.sum = `${task.index.map((at, axis) => `${at}·${strides[axis]}`).join(" + ")} = ${byte}`;
    }
    if (!found) return _("Right: {sum}. The strides are {strides}.", values);
    if (strides) return `${_("Not byte {byte}: the strides {strides} lead there, {sum}.", values)} ${WHY[found.why]}`;
    return found.why === "inside" ? _("Byte {byte} is not the first of {item}.", values) : _("Byte {byte} belongs to {item}.", values);
  }

  function ask() {
    const task = tasks[turn];
    line.textContent = item(task.index);
    facts.textContent = `${name}.shape → ${tuple(task.shape)}`;
    more.textContent = `${name}.itemsize → ${task.size}`;
    row.replaceChildren(...Array.from({ length: task.shape[0] * task.shape[1] * task.size }, (_value, byte) => {
      const made = button(`${byte}`, () => {
        const found = mistake(task, byte);
        for (const one of row.children) one.className = "";
        made.className = found ? "toy-wrong" : "toy-right";
        say(verdict(task, byte, found));
      });
      return made;
    }));
    say(`${_("Which is the first byte of the item?")} ${item(task.index)}`);
  }

  const say = fill(spot, _("Find the byte"),
    [lines(line, facts, more), row, bar(button(_("Another item"), () => { turn = (turn + 1) % tasks.length; ask(); }))]);
  ask();
}

function compare(spot, { shape, size, index }) {
  const [rows, columns] = shape;
  let order = "C";
  const grid = make("fieldset", { className: "toy-squares" }, make("legend", { className: "heard" }, _("The grid")));
  const memory = make("div", { className: "toy-grid", "aria-hidden": "true" });
  const line = code("");
  grid.style.setProperty("--columns", columns);

  const every = Array.from({ length: rows * columns }, (_value, at) => [Math.floor(at / columns), at % columns]);
  for (const one of every) {
    const input = make("input", { type: "radio", name: "toy-item", className: "heard", checked: `${one}` === `${index}`, "aria-label": `[${one.join(", ")}]` });
    input.addEventListener("change", () => { index = one; draw(); });
    grid.append(make("label", { className: "toy-cell" }, input, make("b", { "aria-hidden": "true" }, `${one[0] * columns + one[1]}`)));
  }

  function draw() {
    const strides = stridesOf(shape, size, order);
    const item = new Map(every.map(([i, j]) => [place([i, j], strides) / size, i * columns + j]));
    const begin = place(index, strides);
    memory.replaceChildren(...Array.from({ length: rows * columns * size }, (_value, byte) => {
      const lit = byte >= begin && byte < begin + size;
      return make("span", { className: `toy-cell ${lit ? "toy-in" : ""}` }, make("small", {}, `${byte}`), make("b", {}, `${item.get(Math.floor(byte / size))}`));
    }));
    const sum = `${index[0]}·${strides[0]} + ${index[1]}·${strides[1]} = ${begin}`;
    line.textContent = `${order.toLowerCase()}.strides → (${strides.join(", ")})`; // the lesson calls them so
    say(_("Item [{index}] begins at byte {sum}.", { index: index.join(", "), sum }));
  }

  const say = fill(spot, _("A grid and its bytes"), [
    choice(_("Order"), [["C", _("C order")], ["F", _("Fortran order")]], order, (now) => { order = now; draw(); }),
    lines(line), grid, memory,
  ]);
  draw();
}

export default (spot, settings) => (settings.tasks ? find : compare)(spot, settings);
