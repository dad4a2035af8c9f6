// The buttons of a page's code cells, made before their reader gets there. What they do is loaded when one is pressed (live.js).
const codeCells = (() => {
  const SITE = JSON.parse(document.getElementById("live").textContent);
  const root = new URL(".", document.currentScript.src);

  // Where nothing has come from the site for so long, the page says so.
  const PATIENCE = 4000; // milliseconds
  const SILENT = _("Nothing has come from the site for a while.");

  /** Let live.js, which is loaded first, do something; where it does not come, say so beneath the buttons. */
  async function act(deed, cell) {
    const say = (text) => {
      cell.failed?.remove();
      cell.failed = make("p", "live-note", text);
      cell.failed.setAttribute("role", "status");
      cell.bar.after(cell.failed);
    };
    cell.element.classList.add("live-busy");
    const silent = setTimeout(say, PATIENCE, SILENT);
    const done = await load(new URL(SITE.script, root)).then(() => true, () => false);
    clearTimeout(silent);
    cell.element.classList.remove("live-busy");
    cell.failed?.remove();
    if (done) return live[deed](cell);
    say(_("What runs code could not be loaded. Try again with a connection."));
  }

  /** Return why a cell can't run in a page, if it can't. */
  function barred(element) {
    if (element.classList.contains("tag_native")) return _("Python in a page can't do this: run the cell on your own computer.");
    const newer = /(?:^| )tag_since-3\.(\d+)/.exec(element.className)?.[1];
    if (Number(newer) > Number(SITE.version.split(".")[1]))
      return _("This cell needs Python 3.{newer}, and this page has {version}.", { newer, version: SITE.version });
  }

  const elements = [...document.querySelectorAll("div.cell")].filter((element) => element.querySelector(".cell_input pre"));
  const list = elements.map((element, place) => {
    const number = place + 1;
    return { element, number, label: _("Code cell {number}", { number }), barred: barred(element) };
  });

  /** Give a cell its buttons, if it has none yet. */
  function equip(cell) {
    if (cell.bar) return;
    const bar = cell.bar = make("div", "live-bar");
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", cell.label);
    if (cell.barred) bar.append(make("span", "live-note", cell.barred));
    else {
      cell.runButton = button("live-run", _("Run"), () => act("run", cell));
      cell.editButton = button("live-edit", _("Edit"), () => act("edit", cell));
      const shown = make("span", "live-number", cell.number); // the name of the bar says it
      shown.setAttribute("aria-hidden", "true");
      bar.append(cell.runButton, cell.editButton, shown);
    }
    cell.element.querySelector(".cell_input").after(bar);
    cell.element.classList.add("live");
  }

  // The bar above the first cell: what running costs, and what concerns all cells.
  const [megabytes, packed] = [SITE.bytes, SITE.packed].map((bytes) => Math.round(bytes / 1e6));
  const page = make("div", "live-page");
  page.setAttribute("role", "region");
  page.setAttribute("aria-label", _("Python in this page"));
  const notice = make("p", "live-notice", _("Code runs right in this page: the first run loads Python {version}, about {megabytes} MB ({packed} MB from a host that compresses), once. It is a Python of 32 bits, so live output can differ in places from what is printed here.", { version: SITE.version, megabytes, packed }));
  notice.setAttribute("role", "status");
  const whole = { element: page, bar: page };
  page.append(notice, button("live-all", _("Run all"), () => act("all", whole)), button("live-restart", _("Restart Python"), () => act("restart", whole)));
  list[0]?.element.before(page);

  furnish(elements, (element) => equip(list[elements.indexOf(element)]));

  // What a reader wrote is shown in place of the code as given, and what was replaced can be brought back.
  const own = ["cell", "earlier"].some((kind) => kept.keys(`${kind}:${pageName}:`).length);
  if (own || document.querySelector(".tag_playground")) load(new URL(SITE.script, root));
  return { SITE, PATIENCE, SILENT, list, notice, equip };
})();
