// Asks the toys of the pages what they would show. Reads {toy: questions} as JSON, and prints {toy: answers}:
//   node toys.mjs FOLDER
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const load = (name) => import(pathToFileURL(`${process.argv[2]}/${name}.js`));

const ASK = {
  /** A slice of data, as a view or a copy, of which item 0 is then written. */
  async slices(questions) {
    const { Memory, bytesOf, printed } = await load("slices");
    return questions.map(([data, size, slice, isView, value]) => {
      const memory = new Memory(data, size);
      memory.take(slice, isView);
      const { expression, strides, error } = memory;
      const shown = printed(memory.part, memory.isText);
      const bytes = bytesOf(memory.places, size);
      return [expression, error ?? shown, strides, bytes, memory.write(value), printed(memory.data, memory.isText), printed(memory.part, memory.isText)];
    });
  },

  /** A program: after each line the error, and the names that lock `data`. */
  async lock(questions) {
    const { Program } = await load("lock");
    return questions.map((lines) => {
      const program = new Program();
      for (const line of lines) program.run(line);
      return program.lines.map(({ error, holders }) => [error, holders]);
    });
  },
  /** Bytes in an order and a format: the call that reads them, and what it prints. */
  async bytes(questions) {
    const { call, unpacked } = await load("bytes");
    return questions.map(([bytes, order, format]) => [call(bytes.length, order, format), unpacked(bytes, order, format)]);
  },
  /** A grid, an item and a byte: why somebody may have taken it for the first of the item. */
  async strides(questions) {
    const { mistake } = await load("strides");
    return questions.map(([task, byte]) => mistake(task, byte));
  },
  /** An order, a shape and an item size: the strides, and the first byte of each item. */
  async orders(questions) {
    const { place, stridesOf } = await load("strides");
    return questions.map(([order, shape, size]) => {
      const strides = stridesOf(shape, size, order);
      const items = Array.from({ length: shape[0] * shape[1] }, (_value, at) => [Math.floor(at / shape[1]), at % shape[1]]);
      return [strides, items.map((index) => place(index, strides))];
    });
  },
};

const asked = JSON.parse(readFileSync(0, "utf-8"));
const answers = {};
for (const [toy, questions] of Object.entries(asked)) answers[toy] = await ASK[toy](questions);
process.stdout.write(JSON.stringify(answers));
