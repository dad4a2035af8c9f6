// One Python for one page. Told to start, then to run cells; says what Python says, as it comes.
//
// Cells run in this very realm and can change all that is global in it, prototypes too. So that none of them speaks
// in our name, what speaks with the page is a port that only this module has, by functions that were bound before
// any cell ran; and the way by which any script of a worker can speak to its page is taken away. So is what keeps
// things on the device beside the pages that an edition has kept there (offline/worker.js serves those as they are),
// and the making of workers, which would have all that anew.
let run, send, port;
const TAKEN = ["postMessage", "Worker", "SharedWorker", "caches", "indexedDB", "webkitRequestFileSystem", "webkitRequestFileSystemSync"];
const TAKEN_OF_NAVIGATOR = ["storage", "locks"];
const { apply, getPrototypeOf } = Reflect;
const dataOf = Object.getOwnPropertyDescriptor(MessageEvent.prototype, "data").get;
const LONGEST = 10_000_000; // characters of one message

function take(from, names) {
  for (let owner = from; owner; owner = getPrototypeOf(owner)) for (const name of names) delete owner[name];
}

const text = (value) => (typeof value !== "string" ? undefined : value.length > LONGEST ? "…" : value);
const output = ({ type, name, text: said, data }) => ({
  type: text(type), name: text(name), text: text(said),
  data: data && { "text/plain": text(data["text/plain"]), "text/html": text(data["text/html"]), "image/svg+xml": text(data["image/svg+xml"]) },
});
function fail(error) {
  let reason = "?";
  try { reason = text(`${error?.message || error}`); } catch { /* it can't be said */ }
  send({ type: "failed", reason });
}

// Pyodide fetches its parts itself: count what has come, for the page to show, and see that it is what the site was
// built with. PARTS, {name: [bytes, SHA-256]}, is written above by book/live. The sum is taken where a browser gives
// the means, at https and on this machine; elsewhere the length alone is looked at.
function count(fetched) {
  let loaded = 0;
  const end = (error) => {
    fail(error); // Pyodide would wait for ever
    throw error;
  };
  return async (...request) => {
    const response = await fetched(...request).catch(end);
    if (!response.ok) end(new Error(`${response.status} ${response.url}`));
    if (!response.body) return response;
    const name = new URL(response.url).pathname.split("/").pop();
    const [bytes, sum] = PARTS[name] ?? [];
    const came = [];
    let length = 0;
    // A part is handed on whole: what compiles a damaged program as it comes would give up before its end is seen.
    for (const reader = response.body.getReader(); ;) {
      const { done, value } = await reader.read().catch(end);
      if (done) break;
      came.push(value);
      length += value.byteLength;
      loaded += value.byteLength;
      send({ type: "progress", loaded });
    }
    const whole = new Blob(came);
    const same = !sum || (length === bytes && (!crypto.subtle || (await digest(whole)) === sum));
    if (!same) end(new Error(`${name}: damaged, or not of this site`));
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
    const plain = { dict_converter: Object.fromEntries };
    const emit = (made) => send({ type: "output", id, output: output(made.toJs(plain)) });
    const { status, package: name, verdict } = (await kernel.run(source, emit, place)).toJs(plain);
    send({ type: "end", id, status: text(status), package: text(name), verdict: text(verdict) });
  };
  send({ type: "ready", version });
}

// That a cell has ended the process is told nowhere else.
self.addEventListener("unhandledrejection", ({ reason }) => {
  const fatal = reason instanceof WebAssembly.RuntimeError || /^Exit/.test(reason?.name ?? reason?.constructor?.name);
  if (fatal) fail(reason);
});

onmessage = ({ data, ports }) => {
  onmessage = null;
  [port] = ports;
  send = port.postMessage.bind(port);
  take(self, TAKEN);
  take(navigator, TAKEN_OF_NAVIGATOR);
  // The page starts one cell when the one before has ended.
  port.onmessage = async (event) => {
    const { id, source, place } = apply(dataOf, event, []);
    try { await run(id, source, place); } catch (error) { fail(error); }
  };
  start(data).catch(fail);
};
