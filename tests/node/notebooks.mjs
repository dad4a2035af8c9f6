// Runs the code cells of notebooks on a Pyodide as the pages do, each notebook in a Python of its own:
//   node notebooks.mjs [--unmeasured] FOLDER PYODIDE NOTEBOOK...
// FOLDER is the project, PYODIDE an npm package; --unmeasured leaves out measurements and claims.
// Prints JSON: {version, notebooks: {path: {cell id: {status, package, outputs}}}}.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const words = process.argv.slice(2);
const unmeasured = words[0] === "--unmeasured";
const [folder, package_, ...notebooks] = words.slice(unmeasured ? 1 : 0);
const { loadPyodide } = await import(pathToFileURL(`${package_}/pyodide.mjs`));
const plain = (proxy) => proxy.toJs({ dict_converter: Object.fromEntries });
const report = { version: null, notebooks: {} };
// Each Python begins as a copy of the memory of one that has just started: that takes an eighth of the time.
const snapshot = (await loadPyodide({ _makeSnapshot: true })).makeMemorySnapshot();

for (const path of notebooks) {
  const { cells, metadata } = JSON.parse(readFileSync(path, "utf-8"));
  const pyodide = await loadPyodide({ _loadSnapshot: snapshot, stdout() {}, stderr: console.error });
  pyodide.mountNodeFS("/project", folder);
  pyodide.runPython(`
import sys
sys.dont_write_bytecode = True
sys.path[:0] = ["/project", "/project/book/live"]
`);
  const kernel = pyodide.pyimport("kernel");
  report.version = kernel.start("en", "input() is refused");
  const minor = Number(report.version.split(".")[1]);
  const ran = (report.notebooks[path] = {});
  for (const cell of cells) {
    const tags = cell.metadata.tags ?? [];
    const since = Number(tags.map((tag) => /^since-3\.(\d+)$/.exec(tag)?.[1]).find(Boolean) ?? 0);
    if (cell.cell_type !== "code" || tags.includes("native") || since > minor) continue;
    if (unmeasured && (tags.includes("nbval-ignore-output") || tags.includes("claim"))) continue;
    const outputs = [];
    const result = await kernel.run([].concat(cell.source).join(""), (output) => outputs.push(plain(output)));
    ran[cell.id] = { ...plain(result), outputs };
  }
}
// Sockets that a cell has left open would keep Node waiting.
process.stdout.write(JSON.stringify(report), () => process.exit(0));
