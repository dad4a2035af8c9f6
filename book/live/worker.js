// One Python for one page. Told to start, then to run cells; says what Python says, as it comes.
let run;

// Pyodide fetches its parts itself: count what has come, for the page to show, and see that it is what the site was
// built with. PARTS, {name: [bytes, SHA-256]}, is written above by book/live. The sum is taken where a browser gives
// the means, at https and on this machine; elsewhere the length alone is looked at.
function count(fetched) {
  let loaded = 0;
  const fail = (error) => {
    postMessage({ type: "failed", reason: String(error.message || error) }); // Pyodide would wait for ever
    throw error;
  };
  return async (...request) => {
    const response = await fetched(...request).catch(fail);
    if (!response.ok) fail(new Error(`${response.status} ${response.url}`));
    if (!response.body) return response;
    const name = new URL(response.url).pathname.split("/").pop();
    const [bytes, sum] = PARTS[name] ?? [];
    const came = [];
    let length = 0;
    // A part is handed on whole: what compiles a damaged program as it comes would give up before its end is seen.
    for (const reader = response.body.getReader(); ;) {
      const { done, value } = await reader.read().catch(fail);
      if (done) break;
      came.push(value);
      length += value.byteLength;
      loaded += value.byteLength;
      postMessage({ type: "progress", loaded });
    }
    const whole = new Blob(came);
    const same = !sum || (length === bytes && (!crypto.subtle || (await digest(whole)) === sum));
    if (!same) fail(new Error(`${name}: damaged, or not of this site`));
    return new Response(whole, { status: response.status, headers: response.headers });
  };
}

async function digest(whole) {
  const sum = await crypto.subtle.digest("SHA-256", await whole.arrayBuffer());
  return [...new Uint8Array(sum)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function start({ python, packages, language, noInput, ours: address }) {
  const fetched = self.fetch.bind(self);
  self.fetch = count(fetched);
  const { loadPyodide } = await import(`${python}pyodide.mjs`);
  const pyodide = await loadPyodide({ indexURL: python, packageBaseUrl: packages || python });
  const ours = await (await fetch(address)).arrayBuffer();
  pyodide.unpackArchive(ours, "zip", { extractDir: "/home/pyodide" });
  self.fetch = fetched;
  const kernel = pyodide.pyimport("kernel");
  const version = kernel.start(language, noInput);
  const quiet = { checkIntegrity: true, messageCallback() {}, errorCallback: (text) => { throw new Error(text); } };
  run = async (id, source, place) => {
    // What can't be had or is not genuine is absent, and a SyntaxError is the cell's own: both will show.
    await pyodide.loadPackagesFromImports(source, quiet).catch(() => {});
    const emit = (output) => postMessage({ type: "output", id, output: output.toJs({ dict_converter: Object.fromEntries }) });
    const result = await kernel.run(source, emit, place);
    postMessage({ type: "end", id, ...result.toJs({ dict_converter: Object.fromEntries }) });
  };
  postMessage({ type: "ready", version });
}

// That a cell has ended the process is told nowhere else.
self.addEventListener("unhandledrejection", ({ reason }) => {
  const fatal = reason instanceof WebAssembly.RuntimeError || /^Exit/.test(reason?.name ?? reason?.constructor?.name);
  if (fatal) postMessage({ type: "failed", reason: String(reason?.message || reason) });
});

let queue = Promise.resolve();
onmessage = ({ data }) => {
  const task = data.type === "start" ? () => start(data) : () => run(data.id, data.source, data.place);
  queue = queue.then(task).catch((error) => postMessage({ type: "failed", reason: String(error.message || error) }));
};
