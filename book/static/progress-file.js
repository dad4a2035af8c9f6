// “Your progress” on the welcome page: what the browser remembers, as a file, back from a file, or deleted.
(() => {
  const FORMAT = "memoryview by example: progress, 1";
  const LONGEST = 1 << 20; // characters of one entry
  const box = document.querySelector(".progress-box");
  const [sum, told] = ["sum", "told"].map((name) => box.querySelector(`.progress-${name}`));
  const file = box.querySelector("input");
  const written = box.querySelector("details > div");
  const isLook = (key) => key === "edition" || key === "beside"; // how the pages are shown is no progress
  const own = () => kept.keys().filter((key) => !isLook(key));

  function show() {
    sum.textContent = kept.lasts()
      ? _("Lessons read: {read} of {lessons}. Exercises solved: {solved} of {exercises}. Guesses made: {guesses}.", {
        read: kept.keys("read:").length, lessons: progress.lessons.length,
        solved: kept.keys("solved:").length, exercises: progress.exercises,
        guesses: kept.keys("guess:").length,
      })
      : _("This browser lets the site keep nothing: what you do is forgotten when the page closes.");
    progress.show();
    written.parentElement.hidden = !kept.keys("cell:").concat(kept.keys("earlier:")).length;
    list();
  }

  /** Say what the reader has written, cell by cell; of cells that the book has no more, too: here they can be found. */
  async function list() {
    const keys = [...kept.keys("cell:"), ...kept.keys("earlier:")].sort((one, other) => one.slice(one.indexOf(":")).localeCompare(other.slice(other.indexOf(":"))));
    written.previousElementSibling.textContent = _("The code that you have written: {number}", { number: keys.length });
    if (!written.parentElement.open) return;
    const pages = {};
    const lines = keys.map(async (key) => {
      const [kind, page, cell] = key.split(":");
      pages[page] ??= fetch(`${page}.html`).then((found) => found.ok ? found.text() : "");
      const there = await pages[page].then((text) => text.includes(`id="cell-${cell}"`), () => true); // from a folder nobody can tell
      const name = document.createElement(there ? "a" : "span");
      name.textContent = `${page}, ${cell}`;
      if (there) name.href = `${page}.html#cell-${cell}`;
      const line = document.createElement("div");
      line.append(name, [kind === "earlier" && _("earlier"), !there && _("no longer in the book")].filter(Boolean).map((said) => ` (${said})`).join(""));
      for (const text of kind === "earlier" ? kept.list(key) : [kept.get(key)])
        line.append(Object.assign(document.createElement("pre"), { textContent: text, tabIndex: 0 }));
      return line;
    });
    written.replaceChildren(...await Promise.all(lines));
  }

  function save() {
    const entries = Object.fromEntries(own().sort().map((key) => [key, kept.get(key)]));
    const blob = new Blob([JSON.stringify({ format: FORMAT, entries }, null, 1)], { type: "application/json" });
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: "memoryview-progress.json" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  /** Return the entries of a file; throw an Error that says what is wrong with it. */
  function read(text) {
    let found;
    try { found = JSON.parse(text); } catch { throw new Error(_("Nothing was loaded: the file is not JSON.")); }
    const entries = found?.format === FORMAT ? found.entries : null;
    if (entries === null || typeof entries !== "object" || Array.isArray(entries))
      throw new Error(_("Nothing was loaded: it is not a file of this book's progress."));
    for (const [key, value] of Object.entries(entries))
      if (!kept.isKey(key) || isLook(key) || typeof value !== "string" || value.length > LONGEST)
        throw new Error(_("Nothing was loaded: the file has an entry that this book does not know: {key}", { key: key.slice(0, 60) }));
    return entries;
  }

  /** Take what a file has and this browser lacks, all of it or nothing; what is here stays. */
  function load(text) {
    const entries = Object.entries(read(text));
    const added = [];
    for (const [key, value] of entries) {
      if (kept.get(key) !== null) continue;
      added.push(key);
      if (kept.set(key, value)) continue;
      added.forEach(kept.remove);
      throw new Error(_("Nothing was loaded: the browser has no room for it, or may not keep it."));
    }
    return _("Taken from the file: {added}. Already here, and left as it is: {stayed}.", { added: added.length, stayed: entries.length - added.length });
  }

  file.addEventListener("change", async () => {
    if (!file.files.length) return;
    try { told.textContent = load(await file.files[0].text()); } catch (error) { told.textContent = error.message; }
    file.value = ""; // the same file can be chosen again
    show();
  });
  const [saving, loading, deleting] = box.querySelectorAll("button");
  saving.addEventListener("click", save);
  loading.addEventListener("click", () => file.click());
  deleting.addEventListener("click", () => {
    if (!confirm(_("Delete all that this browser keeps of this book: lessons read, exercises solved, guesses, and the code that you have written?"))) return;
    kept.keys().forEach(kept.remove);
    told.textContent = _("All is deleted.");
    show();
  });
  written.parentElement.addEventListener("toggle", list);
  show();
})();
