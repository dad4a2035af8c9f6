// Runs a Python script in Pyodide, with a folder of this machine mounted as /project:
//   node run.mjs PYODIDE FOLDER SCRIPT     (PYODIDE: its npm package; SCRIPT: a path inside of FOLDER)
// What the script prints is printed. Nothing is fetched: all that it needs is in the npm package.
import { pathToFileURL } from "node:url";

globalThis.fetch = (resource) => {
  throw new Error(`the network was asked for ${resource}`);
};

const [package_, folder, script] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${package_}/pyodide.mjs`));
const pyodide = await loadPyodide({ stdout: console.log, stderr: console.error });
pyodide.mountNodeFS("/project", folder);
try {
  pyodide.runPython(`
import runpy, sys
sys.dont_write_bytecode = True
sys.path.insert(0, "/project")
runpy.run_path(${JSON.stringify(`/project/${script}`)}, run_name="__main__")
`);
} catch (error) {
  console.error(error.message); // the traceback of Python; left to Node it drowns in Pyodide's source
  process.exitCode = 1;
}
