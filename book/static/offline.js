/* Keeps an edition on the reader's device, whole or not at all, and up to date. book.js loads this on the page for it
   and, once something is kept, on every page. What is kept stands in caches named by set and version; sets are the
   editions, and "shared" (the first page, Python). A cache counts once the state names it: until then it is a
   beginning that the next attempt goes on from. offline/worker.js serves what is kept. */
(() => {
  const { lang, dataset } = document.documentElement;
  const site = new URL(`${dataset.content_root}../`, location);
  site.search = site.hash = "";
  const PREFIX = `book:${site.pathname}:`;
  const AT_ONCE = 4;
  const megabytes = (bytes) => (bytes / 1e6).toLocaleString(lang, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const nameOf = (set, version) => `${PREFIX}${set}:${version}`;
  const listOf = (set) => new URL(set === "shared" ? "offline.json" : `${set}/offline.json`, site);
  const fail = (reason) => Object.assign(new Error(reason), { reason });

  async function state() {
    const noted = await caches.match(site, { cacheName: `${PREFIX}state` });
    return noted ? noted.json() : {};
  }

  async function note(versions) {
    await (await caches.open(`${PREFIX}state`)).put(site, new Response(JSON.stringify(versions)));
    (await navigator.serviceWorker.getRegistration(site))?.active?.postMessage("changed");
  }

  /** Ask the host, not the worker, which would give what is kept: it knows such requests by their header. */
  async function fetched(url, signal) {
    const answer = await fetch(url, { cache: "no-cache", headers: { "From-Host": "1" }, signal }).catch((error) => { throw signal?.aborted ? error : fail("offline"); });
    if (!answer.ok) throw fail("changed");
    return answer;
  }

  const wanted = async (set, signal) => (await fetched(listOf(set), signal)).json();

  const hashOf = async (content) =>
    [...new Uint8Array(await crypto.subtle.digest("SHA-256", content))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

  /** Put a file into the cache of its version, from that of the last one if it has not changed. */
  async function bring(cache, [path, , hash], last, signal) {
    const url = new URL(path, site);
    if (await cache.match(url)) return;
    const same = last?.hashes.get(path) === hash && (await last.cache.match(url));
    if (same) return cache.put(url, same);
    const answer = await fetched(url, signal);
    const content = await answer.arrayBuffer().catch((error) => { throw signal?.aborted ? error : fail("offline"); });
    if ((await hashOf(content)) !== hash) throw fail("changed");
    await cache.put(url, new Response(content, { headers: { "Content-Type": answer.headers.get("Content-Type") } }));
  }

  /** Keep a set as its list describes it; `progress` gets the bytes of each file that has come. */
  async function keep(set, list, progress, signal) {
    const name = nameOf(set, list.version);
    const versions = await state();
    const cache = await caches.open(name);
    let last = null;
    if (versions[set] && versions[set] !== list.version) {
      const before = await caches.open(nameOf(set, versions[set]));
      const told = await before.match(listOf(set));
      last = told && { cache: before, hashes: new Map((await told.json()).files.map(([path, , hash]) => [path, hash])) };
    }
    const waiting = [...list.files];
    const worker = async () => {
      for (let file = waiting.shift(); file; file = waiting.shift()) {
        signal?.throwIfAborted();
        await bring(cache, file, last, signal);
        progress(file[1]);
      }
    };
    try {
      await Promise.all(Array.from({ length: AT_ONCE }, worker));
    } finally { waiting.length = 0; }
    await cache.put(listOf(set), new Response(JSON.stringify(list)));
    await note({ ...(await state()), [set]: list.version });
  }

  /** Delete the caches that are of no version which counts; one that was left a moment ago may still be read. */
  async function tidy(spare = {}) {
    const versions = await state();
    for (const name of await caches.keys()) {
      const [set, version] = name.startsWith(PREFIX) ? name.slice(PREFIX.length).split(":") : [];
      if (version && versions[set] && versions[set] !== version && spare[set] !== version) await caches.delete(name);
    }
  }

  /** Keep sets, each as it is on the host now; where the host changes meanwhile, begin again with its new lists. */
  async function keepAll(sets, told, signal) {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const lists = await Promise.all(sets.map((set) => wanted(set, signal)));
        const size = lists.reduce((sum, list) => sum + list.bytes, 0);
        let done = 0;
        for (const [k, set] of sets.entries()) await keep(set, lists[k], (bytes) => told((done += bytes), size), signal);
        return size;
      } catch (error) {
        if (error.reason !== "changed" || attempt === 3) throw error;
      }
    }
  }

  const alone = (work) => (navigator.locks ? navigator.locks.request(PREFIX, work) : work());

  async function remove(set) {
    const { [set]: version, ...rest } = await state();
    if (Object.keys(rest).every((one) => one === "shared")) delete rest.shared; // nothing is left that needs it
    await note(rest);
    for (const name of await caches.keys())
      if (name.startsWith(`${PREFIX}${set}:`) || (!rest.shared && name.startsWith(PREFIX))) await caches.delete(name);
    if (!rest.shared) await (await navigator.serviceWorker.getRegistration(site))?.unregister();
  }

  /** On any page: bring what is kept up to date, and say so. */
  async function update() {
    const before = await state();
    await tidy();
    const sets = Object.keys(before);
    const lists = await Promise.all(sets.map((set) => wanted(set)));
    const old = sets.filter((set, k) => lists[k].version !== before[set]);
    if (!old.length) return;
    await keepAll(old, () => {});
    await tidy(before);
    if (!old.includes(lang)) return;
    const news = Object.assign(document.createElement("p"), { className: "offline-news", textContent: `${_("The edition on this device was brought up to date.")} ` });
    news.setAttribute("role", "status");
    news.append(Object.assign(document.createElement("a"), { href: location.href.replace(/#.*/, ""), textContent: _("Load this page anew") }));
    document.body.append(news);
  }

  const SAID = {
    offline: () => _("The connection was lost. What has come so far stays: press again to go on."),
    changed: () => _("The site is changing and does not give all of its files. Try again later."),
    full: (size) => _("There is no room on this device: {size} MB are needed.", { size: megabytes(size) }),
    forbidden: () => _("This browser does not let the site keep anything."),
    insecure: () => _("Pages can be kept only from an address that begins with https, or on the computer that serves them."),
  };

  /** One edition's line on the page: what it weighs, the button, how far it is. */
  function line(item, told) {
    const edition = item.dataset.edition;
    const sets = ["shared", edition];
    const make = (name, text = "") => item.appendChild(Object.assign(document.createElement(name), { textContent: text }));
    const words = make("span"), bar = make("progress"), button = make("button");
    button.type = "button";
    bar.hidden = true;
    bar.setAttribute("aria-label", item.firstElementChild.textContent);
    let stopping = null;

    const sizes = async () => {
      const versions = await state();
      const lists = await Promise.all(sets.map(async (set) => {
        const own = versions[set] && (await caches.match(listOf(set), { cacheName: nameOf(set, versions[set]) }));
        return own ? own.json() : wanted(set);
      }));
      return { isKept: edition in versions, size: lists.reduce((sum, list) => sum + list.bytes, 0) };
    };

    async function show() {
      const { isKept, size } = await sizes().catch(() => ({}));
      words.textContent = isKept ? _("Kept on this device: {size} MB", { size: megabytes(size) }) : "";
      button.textContent = isKept ? _("Remove from this device") : size ? _("Keep on this device ({size} MB)", { size: megabytes(size) }) : _("Keep on this device");
      button.dataset.kept = Boolean(isKept);
      bar.hidden = true;
      stopping = null;
    }

    async function start() {
      stopping = new AbortController();
      button.textContent = _("Stop");
      bar.hidden = false;
      bar.removeAttribute("value");
      let size = 0;
      const { signal } = stopping;
      const seen = (done, all) => {
        size = all;
        if (stopping?.signal !== signal) return; // files that were on their way when it ended
        [bar.max, bar.value] = [all, done];
        words.textContent = _("{done} of {size} MB", { done: megabytes(done), size: megabytes(all) });
      };
      try {
        await navigator.serviceWorker.register(new URL("sw.js", site));
        await navigator.serviceWorker.ready;
        navigator.storage?.persist?.(); // some browsers ask their reader, who may take their time
        await alone(() => keepAll(sets, seen, signal));
        await tidy();
      } catch (error) {
        if (signal.aborted) return;
        const reason = error.reason ?? (error.name === "QuotaExceededError" ? "full" : "forbidden");
        told.textContent = SAID[reason](size);
      }
    }

    button.addEventListener("click", async () => {
      told.textContent = "";
      if (stopping) return stopping.abort();
      if (button.dataset.kept === "true") await remove(edition).catch(() => { told.textContent = SAID.forbidden(); });
      else await start();
      await show();
    });
    return show();
  }

  const isAllowed = () => { try { return Boolean(navigator.serviceWorker && caches); } catch { return false; } };
  const editions = [...document.querySelectorAll("[data-edition]")];
  if (editions.length) {
    const told = document.querySelector(".offline-told");
    if (!isSecureContext || location.protocol === "file:") told.textContent = SAID.insecure();
    else if (!isAllowed()) told.textContent = SAID.forbidden();
    else caches.keys().then(() => editions.forEach((item) => line(item, told)), () => { told.textContent = SAID.forbidden(); });
  }
  if (navigator.serviceWorker?.controller) alone(update).catch(() => {}); // without a connection all stays as it is
})();
