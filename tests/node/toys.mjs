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
};

const asked = JSON.parse(readFileSync(0, "utf-8"));
const answers = {};
for (const [toy, questions] of Object.entries(asked)) answers[toy] = await ASK[toy](questions);
process.stdout.write(JSON.stringify(answers));
