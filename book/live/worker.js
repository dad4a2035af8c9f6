// One Python for one page. Told to start, then to run cells; says what Python says, as it comes.
let run;

// Pyodide fetches its parts itself: count what has come, for the page to show.
function count(fetched) {
  let loaded = 0;
  return async (...request) => {
    const response = await fetched(...request);
    if (!response.ok || !response.body) return response;
    const counter = new TransformStream({
      transform(chunk, out) {
        loaded += chunk.byteLength;
        postMessage({ type: "progress", loaded });
        out.enqueue(chunk);
      },
    });
    return new Response(response.body.pipeThrough(counter), { status: response.status, headers: response.headers });
  };
}

async function start({ python, packages, language, noInput }) {
  const fetched = self.fetch.bind(self);
  self.fetch = count(fetched);
  const { loadPyodide } = await import(`${python}pyodide.mjs`);
  const pyodide = await loadPyodide({ indexURL: python, packageBaseUrl: packages || python });
  const ours = await (await fetch(new URL("ours.zip", import.meta.url))).arrayBuffer();
  pyodide.unpackArchive(ours, "zip", { extractDir: "/home/pyodide" });
  self.fetch = fetched;
  const kernel = pyodide.pyimport("kernel");
  const version = kernel.start(language, noInput);
  const quiet = { checkIntegrity: true, messageCallback() {}, errorCallback: (text) => { throw new Error(text); } };
  run = async (id, source) => {
    await pyodide.loadPackagesFromImports(source, quiet).catch((error) => {
      if (!/SyntaxError/.test(error)) throw error; // the cell itself will show it
    });
    const emit = (output) => postMessage({ type: "output", id, output: output.toJs({ dict_converter: Object.fromEntries }) });
    const result = await kernel.run(source, emit);
    postMessage({ type: "end", id, ...result.toJs({ dict_converter: Object.fromEntries }) });
  };
  postMessage({ type: "ready", version });
}

let queue = Promise.resolve();
onmessage = ({ data }) => {
  const task = data.type === "start" ? () => start(data) : () => run(data.id, data.source);
  queue = queue.then(task).catch((error) => postMessage({ type: "failed", reason: String(error.message || error) }));
};
