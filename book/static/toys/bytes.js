// Bytes to turn around: the same four or eight, read in a format and a byte order, as `struct` reads them.
import { _, bar, button, choice, code, fill, lines, make, reset } from "./base.js";

// How a DataView reads an item, by the letter of `struct`; sizes are the standard ones, of `<` and `>`.
const READ = {
  B: [1, "Uint8"], b: [1, "Int8"], H: [2, "Uint16"], h: [2, "Int16"], I: [4, "Uint32"], i: [4, "Int32"],
  Q: [8, "BigUint64"], q: [8, "BigInt64"], f: [4, "Float32"], d: [8, "Float64"],
};
export const FORMATS = Object.keys(READ);
export const sizeOf = (format) => READ[format][0];

/** Return Python's repr of a float. Both languages give the fewest digits that tell it apart; only the look differs. */
export function repr(number) {
  if (Number.isNaN(number)) return "nan";
  if (!Number.isFinite(number)) return number > 0 ? "inf" : "-inf";
  const sign = number < 0 || Object.is(number, -0) ? "-" : "";
  const [digits, power] = Math.abs(number).toExponential().split("e");
  const exponent = Number(power);
  if (exponent < -4 || exponent >= 16) return `${sign}${digits}e${exponent < 0 ? "-" : "+"}${`${Math.abs(exponent)}`.padStart(2, "0")}`;
  const all = digits.replace(".", "");
  if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${all}`;
  return `${sign}${all.slice(0, exponent + 1).padEnd(exponent + 1, "0")}.${all.slice(exponent + 1) || "0"}`;
}

/** Return what `unpack` prints for these bytes: `order` is "<" or ">", `format` a letter. */
export function unpacked(bytes, order, format) {
  const [size, kind] = READ[format];
  const view = new DataView(Uint8Array.from(bytes).buffer);
  const values = [];
  for (let at = 0; at < bytes.length; at += size) {
    const value = view[`get${kind}`](at, order === "<");
    values.push("fd".includes(format) ? repr(value) : `${value}`);
  }
  return values.length === 1 ? `(${values[0]},)` : `(${values.join(", ")})`;
}

/** Return the call that reads them so. */
export function call(length, order, format) {
  const count = length / sizeOf(format);
  return `unpack("${order}${count === 1 ? "" : count}${format}", data)`;
}

export default function build(place, settings) {
  let { bytes, format, order } = settings;
  const line = code("");
  const result = code("");
  const fields = make("div", { className: "toy-grid toy-wide" });
  const letters = make("select", { onchange: () => { format = letters.value; draw(); } });

  function field(byte, at) {
    const shown = make("b", { "aria-hidden": "true" });
    const input = make("input", { type: "number", min: 0, max: 255, value: byte, inputMode: "numeric", "aria-label": _("Byte {number}", { number: at }) });
    const show = () => { shown.textContent = bytes[at].toString(16).padStart(2, "0"); };
    input.addEventListener("input", () => {
      if (input.value === "" || !input.checkValidity()) return;
      bytes = bytes.map((one, i) => (i === at ? Number(input.value) : one));
      show();
      draw();
    });
    show();
    return make("span", { className: "toy-cell" }, shown, input);
  }

  /** Put other bytes in place of these, and offer the formats that they can fill. */
  function replace(now) {
    bytes = now;
    fields.replaceChildren(...bytes.map(field));
    const fitting = FORMATS.filter((letter) => sizeOf(letter) <= bytes.length);
    if (!fitting.includes(format)) format = { Q: "I", q: "i", d: "f" }[format];
    letters.replaceChildren(...fitting.map((letter) => new Option(letter, letter, false, letter === format)));
    draw();
  }

  function draw() {
    line.textContent = call(bytes.length, order, format);
    result.textContent = `→ ${unpacked(bytes, order, format)}`;
    say(`${line.textContent} ${result.textContent}`);
  }

  const say = fill(place, _("Read the bytes another way"), [
    lines(line, result), fields,
    bar(button(_("Turn the bytes around"), () => replace([...bytes].reverse())),
      button(_("4 or 8 bytes"), () => replace(bytes.length === 4 ? [...bytes, 0, 0, 0, 0] : bytes.slice(0, 4)))),
    choice(_("Byte order"), [["<", "< little-endian"], [">", "> big-endian"]], order, (now) => { order = now; draw(); }),
    bar(make("label", {}, _("Format"), letters), reset(place, () => build(place, settings))),
  ], true);
  replace(bytes);
}
