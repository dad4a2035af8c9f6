// One Python for one page. Told to start, then to run cells; says what Python says, as it comes.
//
// Cells run in this very realm and can change all that is global in it, prototypes too. So that none of them speaks
// in our name, what speaks with the page is a port that only this module has, by functions that were bound before
// any cell ran; and the way by which any script of a worker can speak to its page is taken away, or to other pages of
// the host. So is what keeps things on the device beside the pages that an edition has kept there (offline/worker.js
// serves those as they are), the making of workers, which would have all that anew, and the machine itself: its
// notices, graphics and ports.
let run, send, port;
const TAKEN = [
  "postMessage", "BroadcastChannel", "Worker", "SharedWorker", "caches", "indexedDB", "webkitRequestFileSystem",
  "webkitRequestFileSystemSync", "webkitResolveLocalFileSystemURL", "webkitResolveLocalFileSystemSyncURL", "Notification",
  "OffscreenCanvas", "close",
];
const TAKEN_OF_NAVIGATOR = ["storage", "locks", "storageBuckets", "serviceWorker", "gpu", "usb", "serial", "hid", "setAppBadge", "clearAppBadge"];
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
function fail(error, part) {
  let reason = "?";
  try { reason = text(`${error?.message || error}`); } catch { /* it can't be said */ }
  send({ type: "failed", reason, part: text(part) });
}

const nameOf = (url) => new URL(url, location).pathname.split("/").pop();
const lost = (url, reason) => Object.assign(new Error(reason), { part: nameOf(url) });

// Browsers compile what is called a program, and Pyodide waits for ever where a host calls it something else.
const typeOf = ({ url, headers }) => (nameOf(url).endsWith(".wasm") ? "application/wasm" : headers.get("Content-Type") ?? "");

// Each part of Python is fetched by this: it counts what has come, for the page to show, and sees that it is what the
// site was built with: PARTS, {name: sum}, is written above by book/live, and of packages Pyodide knows the sums. A page
// that is told of no bytes while parts are open says that nothing comes.
function counter(fetched, sums) {
  let loaded = 0, open = 0;
  const tell = () => send({ type: "progress", loaded, open });

  async function read(url, options) {
    const response = await fetched(url, options);
    if (!response.ok || !response.body) throw new Error(`${response.status}`);
    const came = [];
    for (const reader = response.body.getReader(); ;) {
      const { done, value } = await reader.read();
      if (done) return { whole: new Blob(came), response };
      came.push(value);
      loaded += value.byteLength;
      tell();
    }
  }

  // A part is handed on whole: what compiles a damaged program as it comes would give up before its end is seen.
  // A damaged one may be what the browser has kept, so the site is asked once more.
  return async (url, { integrity, ...options } = {}) => {
    const due = integrity ?? PARTS[nameOf(url)];
    open += 1;
    tell();
    try {
      for (const cache of ["default", "reload"]) {
        const before = loaded;
        const { whole, response } = await read(url, { ...options, cache });
        if ((await sumOf(whole, sums)) === due) return new Response(whole, { headers: { "Content-Type": typeOf(response) } });
        loaded = before;
      }
    } catch (error) {
      throw lost(url, `${error.message} ${url}`);
    } finally {
      open -= 1;
      tell();
    }
    throw lost(url, `damaged ${url}`);
  };
}

// Browsers take sums at https and on this machine only; elsewhere a page does it by itself.
async function sumOf(whole, sums) {
  const bytes = new Uint8Array(await whole.arrayBuffer());
  const sum = crypto.subtle ? new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)) : (await import(sums)).sha256(bytes);
  return `sha256-${btoa(String.fromCharCode(...sum))}`;
}

async function start({ python, packages, language, noInput, ours: address }) {
  const fetched = self.fetch.bind(self);
  const counted = counter(fetched, new URL("sums.js", address).href);
  // Pyodide would wait for ever for a part that fails.
  self.fetch = (...request) => counted(...request).catch((error) => { fail(error, error.part); throw error; });
  // Modules come by no fetch of ours: these are looked at first, and the browser has them then.
  await Promise.all(["pyodide.mjs", "pyodide.asm.mjs"].map((name) => self.fetch(python + name)));
  const { loadPyodide } = await import(`${python}pyodide.mjs`);
  const pyodide = await loadPyodide({ indexURL: python, packageBaseUrl: packages || python });
  const ours = await (await self.fetch(address)).arrayBuffer();
  pyodide.unpackArchive(ours, "zip", { extractDir: "/home/pyodide" });
  self.fetch = fetched;
  const kernel = pyodide.pyimport("kernel");
  const version = kernel.start(language, noInput);
  let lost; // the file of a package that did not come as it should
  const quiet = { checkIntegrity: true, messageCallback() {}, errorCallback: (said) => { throw new Error(said); } };
  /** Load what a cell imports; return whether all that the site has of it came. What it has not is absent: that will show. */
  async function load(source) {
    const before = self.fetch;
    let isWhole = true;
    self.fetch = (...request) => counted(...request).catch((error) => { isWhole = false; lost = error.part; throw error; });
    try {
      const came = await pyodide.loadPackagesFromImports(source, quiet);
      if (came.length) lost = undefined;
    } catch { /* a SyntaxError is the cell's own, and shows as well */ }
    self.fetch = before;
    return isWhole;
  }
  run = async (id, source, place) => {
    const isWhole = await load(source);
    const plain = { dict_converter: Object.fromEntries };
    const emit = (made) => send({ type: "output", id, output: output(made.toJs(plain)) });
    const { status, package: name, verdict } = (await kernel.run(source, emit, place)).toJs(plain);
    const told = isWhole && status !== "absent" ? undefined : lost;
    send({ type: "end", id, status: text(status), package: text(name), verdict: text(verdict), lost: text(told) });
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
