/* A second edition beside this one, paragraph by paragraph or the whole page. Loaded when a reader asks for it.
   Cells are the same in all editions, so what stands between two of them belongs together. The sibling page is
   fetched once, when its first words are wanted. */
(() => {
  const root = document.documentElement;
  const article = document.querySelector("article.bd-article");
  const links = [...document.querySelectorAll(".languages a:not([aria-current])")];
  // What scripts have added, and what belongs to one edition only: its place in the course, its own news.
  const OWN = ".lesson-line, .exercise-solved, .start, .progress-box, .stale-translation, .guess-asked, .guess-verdict, nav, script, .cell_output";
  const NO_TEXT = `${OWN}, summary, [class^="live-"], [class^="beside"]`;

  let chosen = null; // {code, whole}
  let pairs = [];
  const siblings = new Map(); // language: promise of {article, address}

  // Which words belong together

  const keyOf = (element) => (element.matches("section, div.cell") ? element.id : "");
  const isText = (element) => !keyOf(element) && !element.matches(NO_TEXT) && !element.matches(".runway");

  /** Return the runs of text among the children of an element, by the id of the cell or section before them. */
  function runsOf(container) {
    const runs = new Map(), anchors = new Map();
    let key = "";
    for (const child of container.children) {
      const own = keyOf(child);
      if (own) { key = own; anchors.set(own, child); }
      else if (isText(child)) runs.set(key, [...(runs.get(key) ?? []), child]);
    }
    return { runs, anchors };
  }

  const unfolded = (fold) => [...fold.children].filter((child) => child.localName !== "summary" && !child.matches(NO_TEXT));
  const alike = (one, other) => one.length === other.length && one.every((block, k) => block.localName === other[k].localName);

  /** Yield {own, other} for what belongs together in two elements: lists of blocks, `other` null where it is missing. */
  function* pairsOf(container, sibling) {
    const mine = runsOf(container), theirs = runsOf(sibling);
    for (const [key, own] of mine.runs) {
      const other = theirs.runs.get(key);
      if (!other) { yield { own, other: null }; continue; }
      const each = alike(own, other) ? own.map((block, k) => [[block], [other[k]]]) : [[own, other]];
      if (each.length > 1 && /^h\dp$/.test(own[0].localName + own[1].localName)) // a heading is seen with what it heads
        each.splice(0, 2, [own.slice(0, 2), other.slice(0, 2)]);
      for (const [blocks, counterparts] of each) yield* pairOf(blocks, counterparts);
    }
    for (const [id, anchor] of mine.anchors) {
      const counterpart = theirs.anchors.get(id);
      if (!counterpart) { if (anchor.localName === "section") yield { own: [anchor.firstElementChild], other: null }; continue; }
      if (anchor.localName === "section") yield* pairsOf(anchor, counterpart);
      else {
        const [fold, folded] = [anchor, counterpart].map((cell) => cell.querySelector(".guess-answer"));
        if (fold && folded) { const own = unfolded(fold).filter(isText); if (own.length) yield { own, other: unfolded(folded).filter(isText) }; }
      }
    }
  }

  function* pairOf(own, other) {
    const [block, counterpart] = [own[0], other[0]];
    if (own.length > 1 || other.length > 1) yield { own, other };
    else if (block.localName === "details") yield { own: unfolded(block), other: [...counterpart.children] };
    else if (block.querySelector(":scope > li[id]")) // terms: each has its address, and each language its order
      for (const item of block.children) {
        const same = [...counterpart.children].find((one) => one.id === item.id);
        yield { own: [...item.children], other: same ? [...same.children] : null };
      }
    else yield { own, other };
  }

  // How the other words look here

  /** Return a copy of blocks of a sibling page that can stand in this one. */
  function twinOf(blocks, { code, address }) {
    const box = make("div", "beside");
    box.lang = code;
    for (const block of blocks) {
      let twin = document.importNode(block, true);
      if (/^h\d$|^summary$/i.test(twin.localName)) { // one heading is enough for the outline of the page
        const title = make("p", "beside-title");
        title.append(...twin.childNodes);
        twin = title;
      }
      box.append(twin);
    }
    box.querySelectorAll(`.headerlink, ${OWN}`).forEach((one) => one.remove());
    for (const one of box.querySelectorAll("[id]")) one.removeAttribute("id");
    for (const one of box.querySelectorAll("[href]")) one.href = new URL(one.getAttribute("href"), address).href;
    for (const one of box.querySelectorAll("[src]")) one.src = new URL(one.getAttribute("src"), address).href;
    return box;
  }

  function show(pair) {
    if (pair.box) return;
    pair.box = pair.other ? twinOf(pair.other, chosen) : make("p", "beside beside-missing", _("The other edition does not have this part."));
    const last = pair.own.at(-1);
    if (chosen.whole) {
      pair.frame = make("div", "beside-pair");
      const left = make("div", "beside-own");
      pair.own[0].before(pair.frame);
      const range = document.createRange(); // with what stands between its blocks
      range.setStartBefore(pair.own[0]);
      range.setEndAfter(last);
      left.append(range.extractContents());
      pair.frame.append(left, pair.box);
    } else last.after(pair.box);
    pair.mark?.setAttribute("aria-expanded", "true");
  }

  function hide(pair) {
    pair.box?.remove();
    if (pair.frame) pair.frame.replaceWith(...pair.frame.firstChild.childNodes);
    pair.box = pair.frame = null;
    pair.mark?.setAttribute("aria-expanded", "false");
  }

  const toggle = (pair) => (pair.box ? hide(pair) : show(pair));

  /** Put the quiet mark at the end of a pair's own words. */
  function mark(pair) {
    const last = pair.own.at(-1);
    const line = () => { const made = make("div", "beside-line"); last.after(made); return made; }; // a heading's name stays its own
    const place = last.matches("p") ? last : /^h\d$/.test(last.localName) ? line() : [...last.querySelectorAll("p")].at(-1) ?? last;
    pair.mark = make("button", "beside-mark", chosen.code);
    pair.mark.type = "button";
    pair.mark.setAttribute("aria-label", `${chosen.name}: ${_("this paragraph")}`);
    pair.mark.setAttribute("aria-expanded", "false");
    pair.mark.addEventListener("click", () => toggle(pair));
    place.append(" ", pair.mark);
  }

  function clear() {
    for (const pair of pairs) {
      hide(pair);
      if (pair.mark?.parentNode.matches(".beside-line")) pair.mark.parentNode.remove();
      pair.mark?.previousSibling?.remove(); // the space before it
      pair.mark?.remove();
    }
    pairs = [];
    for (const names of document.querySelectorAll(".beside-names")) names.remove();
    root.classList.remove("beside-whole");
  }

  // Where they come from

  function sibling(code) {
    const link = links.find((one) => one.lang === code);
    const address = new URL(link.getAttribute("href"), location).href.replace(/[?#].*/, "");
    if (!siblings.has(code)) {
      const loading = fetch(address).then((answer) => { if (!answer.ok) throw new Error(answer.status); return answer.text(); })
        .then((text) => new DOMParser().parseFromString(text, "text/html").querySelector("article.bd-article"))
        .then((found) => { if (!found) throw new Error("no article"); return { article: found, address }; });
      siblings.set(code, loading);
      loading.catch(() => siblings.delete(code)); // the next attempt asks again
    }
    return siblings.get(code);
  }

  /** Write the two other names of a term behind it. */
  async function nameTerms() {
    const linked = article.querySelectorAll("a.term");
    if (!linked.length) return;
    const names = await (await fetch(`${root.dataset.content_root}_static/terms.json`)).json();
    for (const link of linked) {
      const name = names[link.hash.slice(1)];
      if (!name || link.nextElementSibling?.matches(".beside-names") || link.closest(".beside")) continue;
      const box = make("small", "beside-names");
      const others = links.map(({ lang }) => lang).filter((lang) => name[lang] !== link.textContent.toLowerCase());
      for (const lang of others) box.append(" · ", Object.assign(make("span", "", name[lang]), { lang }));
      link.after(box);
    }
  }

  let turn = 0;

  /** Show the second language, or none for an empty code; say what can't be had. */
  async function choose(code, whole, told) {
    const mine = ++turn;
    clear();
    chosen = null;
    told.textContent = "";
    code ? kept.set("beside", whole ? `${code} whole` : code) : kept.remove("beside");
    if (!code) return;
    let found;
    try { found = await sibling(code); } catch { if (mine === turn) told.textContent = _("The page in the other language could not be loaded."); return; }
    if (mine !== turn) return;
    chosen = { code, whole, address: found.address, name: links.find((one) => one.lang === code).querySelector(".name").textContent };
    pairs = [...pairsOf(article, found.article)].filter(({ own }) => own.length);
    for (const pair of pairs) whole ? show(pair) : mark(pair);
    root.classList.toggle("beside-whole", whole);
    nameTerms().catch(() => {}); // the terms keep their one name
  }

  // What the reader says

  const panel = make("div", "beside-panel");
  panel.popover = "auto";
  panel.setAttribute("role", "group");
  panel.setAttribute("aria-label", _("Two languages"));
  const told = make("p", "beside-told");
  told.setAttribute("role", "status");

  function field(name, choices, value, legend) {
    const set = make("fieldset", "");
    set.append(make("legend", "", legend));
    for (const [code, text, lang] of choices) {
      const label = make("label", "");
      const input = Object.assign(document.createElement("input"), { type: "radio", name, value: code, checked: code === value });
      const words = make("span", "", text);
      if (lang) words.lang = lang;
      label.append(input, " ", words);
      set.append(label);
    }
    panel.append(set);
  }

  const [before = "", wholeBefore] = (kept.get("beside") ?? "").split(" ");
  field("beside", [["", _("No second language")], ...links.map((link) => [link.lang, link.querySelector(".name").textContent, link.lang])], before, _("Second language"));
  field("beside-how", [["", _("paragraph by paragraph")], ["whole", _("the whole page, to print as well")]], wholeBefore ?? "", _("Where it is shown"));
  panel.append(make("p", "beside-hint", _("Alt+L shows the paragraph under the pointer, or the first one in view.")), told);
  document.body.append(panel);

  const value = (name) => panel.querySelector(`[name="${name}"]:checked`).value;
  const apply = () => choose(value("beside"), value("beside-how") === "whole", told);
  panel.addEventListener("change", apply);

  for (const button of document.querySelectorAll(".two-languages")) button.popoverTargetElement = panel;
  panel.addEventListener("toggle", ({ newState }) => { if (newState === "open") panel.querySelector("input:checked").focus(); });

  const under = { element: null };
  document.addEventListener("pointermove", ({ target }) => { under.element = target; }, { passive: true });
  addEventListener("keydown", (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.code !== "KeyL" || !chosen) return;
    event.preventDefault();
    const holds = (element) => pairs.find(({ own, box }) => [...own, box].some((block) => block?.contains(element)));
    const inView = ({ own: [block] }) => { const { top, bottom } = block.getBoundingClientRect(); return bottom > 80 && top < innerHeight && bottom > top; };
    const pair = (under.element && holds(under.element)) ?? pairs.find(inView);
    if (pair) toggle(pair);
  });

  apply();
})();
