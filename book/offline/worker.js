// Serves what a reader has kept (static/offline.js), file by file from one version of the site, and asks the host for
// all else. It writes nothing.
const site = new URL("./", location);
const PREFIX = `book:${site.pathname}:`;
const served = new Map(); // {window: versions}: a page gets its later parts from the version that it is of
let current = null; // promise of {set: version}: sets are the editions, and "shared"

async function versions() {
  const noted = await caches.match(site, { cacheName: `${PREFIX}state` });
  return noted ? noted.json() : {};
}

/** Return the kept file at a path, or undefined. */
async function kept(path, set, versions) {
  return versions[set] && caches.match(new URL(path, site), { cacheName: `${PREFIX}${set}:${versions[set]}`, ignoreVary: true });
}

async function answer(event, path) {
  const set = /^(\w\w)\//.exec(path)?.[1] ?? "shared";
  const now = await (current ??= versions());
  const own = served.get(event.clientId) ?? now;
  if (event.request.mode === "navigate" && event.resultingClientId) {
    if (served.size > 100) served.clear();
    served.set(event.resultingClientId, now);
  }
  return (await kept(path, set, event.request.mode === "navigate" ? now : own)) ?? (await kept(path, set, now)) ?? fetch(event.request);
}

addEventListener("fetch", (event) => {
  const { method, url, headers } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || headers.has("From-Host") || origin !== site.origin || !pathname.startsWith(site.pathname)) return;
  let path = decodeURI(pathname.slice(site.pathname.length));
  if (path === "" || path.endsWith("/")) path += "index.html";
  event.respondWith(answer(event, path));
});

addEventListener("message", () => { current = null; }); // a set has been kept or removed
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
