// Runs the code cells of notebooks on a Pyodide as the pages do, and Python scripts, each in a Python of its own:
//   node notebooks.mjs [--unmeasured] FOLDER PYODIDE (NOTEBOOK | SCRIPT)...
// FOLDER is the project, PYODIDE an npm package, NOTEBOOK a path, SCRIPT a path inside of FOLDER; --unmeasured leaves
// out measurements and claims. Nothing is fetched: all that it needs is in the npm package.
// Prints JSON: {version, notebooks: {path: {cell id: {status, package, outputs}}}, scripts: {path: what it printed}}.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

globalThis.fetch = (resource) => {
  throw new Error(`the network was asked for ${resource}`);
};

const words = process.argv.slice(2);
const unmeasured = words[0] === "--unmeasured";
const [folder, package_, ...paths] = words.slice(unmeasured ? 1 : 0);
const { loadPyodide } = await import(pathToFileURL(`${package_}/pyodide.mjs`));
const plain = (proxy) => proxy.toJs({ dict_converter: Object.fromEntries });
const report = { version: null, notebooks: {}, scripts: {} };
// Each Python begins as a copy of the memory of one that has just started: that takes an eighth of the time. What one
// of them has compiled of the project the next ones take as it is.
const snapshot = (await loadPyodide({ _makeSnapshot: true })).makeMemorySnapshot();
const compiled = mkdtempSync(join(tmpdir(), "book-"));

async function start(stdout) {
  const pyodide = await loadPyodide({ _loadSnapshot: snapshot, stdout, stderr: console.error });
  pyodide.mountNodeFS("/project", folder);
  pyodide.mountNodeFS("/compiled", compiled);
  pyodide.runPython(`
import sys
sys.pycache_prefix = "/compiled"
sys.path[:0] = ["/project", "/project/book/live"]
`);
  return pyodide;
}

async function notebook(path) {
  const { cells } = JSON.parse(readFileSync(path, "utf-8"));
  const kernel = (await start(() => {})).pyimport("kernel");
  report.version = kernel.start("en", "input() is refused");
  const minor = Number(report.version.split(".")[1]);
  const ran = {};
  for (const cell of cells) {
    const tags = cell.metadata.tags ?? [];
    const since = Number(tags.map((tag) => /^since-3\.(\d+)$/.exec(tag)?.[1]).find(Boolean) ?? 0);
    if (cell.cell_type !== "code" || tags.includes("native") || since > minor) continue;
    if (unmeasured && (tags.includes("nbval-ignore-output") || tags.includes("claim"))) continue;
    const outputs = [];
    const result = await kernel.run([].concat(cell.source).join(""), (output) => outputs.push(plain(output)));
    ran[cell.id] = { ...plain(result), outputs };
  }
  return ran;
}

async function script(path) {
  const lines = [];
  const pyodide = await start((line) => lines.push(line));
  try {
    pyodide.runPython(`import runpy; runpy.run_path(${JSON.stringify(`/project/${path}`)}, run_name="__main__")`);
  } catch (error) {
    console.error(error.message); // the traceback of Python; left to Node it drowns in Pyodide's source
    process.exitCode = 1;
  }
  return lines.join("\n");
}

for (const path of paths)
  if (path.endsWith(".ipynb")) report.notebooks[path] = await notebook(path);
  else report.scripts[path] = await script(path);
rmSync(compiled, { recursive: true });
// Sockets that a cell has left open would keep Node waiting.
process.stdout.write(JSON.stringify(report), () => process.exit());
