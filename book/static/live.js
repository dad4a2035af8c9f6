// What the buttons of code cells do (cells.js makes them, and loads this when one is pressed): it makes the cells run in
// the page. Python and the editor come when they are first used. Words are those of the page's language (book/words), by
// their English.
const live = (() => {
  const { SITE, PATIENCE, SILENT, notice } = codeCells;
  const address = (part) => new URL(SITE.ours + part, location).href;
  const language = document.documentElement.lang;
  const LINKED = /^#code=(.+)$/; // an address that brings code to the playground
  const LONGEST_LINK = 6000; // bytes: longer addresses are cut by mail programs and messengers

  // What a reader wrote stays in the browser, by page and cell: the code is the same in each language.
  const key = (cell) => `cell:${pageName}:${cell}`;
  const keyOfEarlier = (cell) => `earlier:${pageName}:${cell}`;

  // The interpreter: none, one that starts, or one that runs. Cells wait for each other in `queue`.
  let machine = null, parts = null, version = null, queue = Promise.resolve(), turn = 0, running = null, latest = null, waiting = 0;
  let heard = () => {}, giveUp = () => {};
  const stopped = () => Object.assign(new Error(), { stopped: true });

  // What is on its way from the site.
  const silence = {
    /** Wait for more; `said()` is called where nothing comes. */
    begin(said) { this.end(); this.timer = setTimeout(said, PATIENCE); },
    end() { clearTimeout(this.timer); },
  };

  /** Return Python, once it is there. `status(words)` tells how far it is, `still()` that nothing comes. */
  async function python(status, still) {
    const mine = turn;
    heard = (bytes, open) => {
      if (open) silence.begin(still); else silence.end();
      const share = Math.min(100, Math.round((100 * bytes) / SITE.bytes));
      status(version ? _("Running…") : _("Starting Python: {share} %", { share }));
    };
    silence.begin(still);
    parts ??= import(address(`machine.js${turn ? `?${turn}` : ""}`)); // one that never came would not come by its old name either
    const { Machine } = await Promise.race([parts, new Promise((_, reject) => { giveUp = () => reject(stopped()); })])
      .catch((error) => { parts = null; throw error; });
    if (turn !== mine) throw stopped();
    machine ??= new Machine({
      python: new URL(SITE.python, location).href,
      packages: SITE.packages,
      language,
      ended: forget,
      noInput: _("input() can't be answered in this page: write the value into the code"),
      progress: (...news) => heard(...news),
    });
    const started = machine;
    off.hidden = false;
    version = await started.ready;
    silence.end();
    return started;
  }

  function stop() {
    turn += 1; // cells that wait do not run
    if (running) running.stopped = true; // and this one does not run again unasked: it may be endless
    giveUp();
    if (!machine) return;
    machine.end();
    if (!running) latest?.say(_("Stopped"));
    notice.textContent = _("Python was stopped and its memory is gone: the next run starts again from the top.");
  }

  function forget() {
    machine = version = null;
    off.hidden = true;
    for (const cell of cells) cell.ran = false;
  }

  /** Return the words of the heading under which an element stands. */
  function heading(element) {
    const found = element.closest("section")?.querySelector("h1, h2, h3").cloneNode(true);
    found?.querySelector(".headerlink")?.remove();
    return found?.textContent ?? "";
  }

  /** Return a link to a cell, by its number and its section. */
  function linkTo(cell) {
    const link = make("a", "", `${cell.label} (${heading(cell.element)})`);
    link.href = `#${cell.element.id}`;
    return link;
  }

  // The reader's own code in the colours of the page's code, by the classes of Pygments, with long lines set in (hanging.py).
  const TOKENS = /(?<c1>#.*)|(?<s2>(?:\b[bBfFrRuU]{1,2})?(?:"""[^]*?"""|'''[^]*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'))|(?<mi>\b\d[\w.]*)|(?<k>\b(?:False|None|True|and|as|assert|async|await|break|class|continue|def|del|elif|else|except|finally|for|from|global|if|import|in|is|lambda|nonlocal|not|or|pass|raise|return|try|while|with|yield)\b)|(?<nb>\b(?:bytearray|bytes|chr|enumerate|int|len|list|memoryview|ord|print|range|sum|tuple|zip)\b)|\w+|[^]/gu;
  const PHONE = 34; // characters
  function coloured(text) {
    const lines = [[]];
    for (const { 0: whole, groups } of text.matchAll(TOKENS)) {
      const kind = Object.keys(groups).find((name) => groups[name] !== undefined);
      whole.split("\n").forEach((part, place) => {
        if (place) lines.push([]);
        lines.at(-1).push(kind ? make("span", kind, part) : part);
      });
    }
    const shown = make("pre", "live-text highlight");
    text.split("\n").forEach((line, place) => {
      const made = make("span", line.length > PHONE ? "long" : "");
      made.style.setProperty("--in", `${line.search(/\S|$/)}ch`);
      made.append(...lines[place], "\n");
      shown.append(made);
    });
    return shown;
  }

  /** A code cell of the page: its buttons, its editor, its live output. `place` is what cells.js knows of it. */
  class Cell {
    constructor(place) {
      const { element, number, label, barred } = place;
      Object.assign(this, { place, element, number, label, barred });
      this.id = element.id.replace(/^cell-/, "");
      this.input = element.querySelector(".cell_input");
      this.given = this.input.querySelector("pre").textContent.replace(/\n$/, "");
      this.text = kept.get(key(this.id)) ?? this.given;
      this.ran = false;
      if (this.text !== this.given) this.mark();
      else if (this.earlier().length) this.build();
    }

    /** Make what a cell needs once something is done with it: of most cells of a page, nothing ever is. */
    build() {
      if (this.output) return;
      codeCells.equip(this.place);
      const { runButton, editButton } = Object.assign(this, this.place);
      this.status = make("span", "live-status");
      this.status.setAttribute("role", "status");
      this.output = make("div", "live-output");
      this.output.setAttribute("role", "group");
      this.output.setAttribute("aria-label", _("Live output"));
      this.output.setAttribute("aria-live", "polite");
      this.output.hidden = true;
      if (!this.barred) {
        this.resetButton = button("live-reset", _("Reset"), () => this.reset());
        this.stopButton = button("live-stop", _("Stop"), stop);
        // the button of the code as it was given copies that, and goes with it
        this.copyButton = button("live-copy", _("Copy"), async () => {
          this.say(await copy(this.text) ? _("Copied!") : _("Failed to copy"));
        });
        this.undoButton = button("live-undo", _("My earlier code"), () => this.undo());
        this.resetButton.hidden = this.stopButton.hidden = this.copyButton.hidden = true;
        this.undoButton.hidden = !this.earlier().length;
        runButton.after(this.stopButton);
        editButton.after(this.copyButton, this.resetButton, this.undoButton, this.status);
      }
      const stored = this.element.querySelector(".cell_output");
      const fold = this.element.classList.contains("tag_hide-cell") && this.element.querySelector("details");
      stored ? stored.after(this.output) : (fold || this.element).append(this.output);
    }

    say(text, busy = false) {
      this.build();
      this.status.textContent = text;
      if (!this.stopButton) return;
      if (!busy && document.activeElement === this.stopButton) this.runButton.focus();
      this.stopButton.hidden = !busy;
      this.element.classList.toggle("live-busy", busy);
    }

    // The reader's own text, before the editor is there and after it has gone.
    mark() {
      this.build();
      const own = this.text !== this.given;
      this.resetButton.hidden = this.copyButton.hidden = !own && !this.editor;
      this.own(own);
      this.input.querySelector(".live-text")?.remove();
      if (own && !this.editor) this.input.append(coloured(this.text));
    }

    /** Show whether the code is the reader's own: then what was printed before is that of the original. */
    own(own) {
      this.build();
      this.element.classList.toggle("live-own", own);
      const stored = this.element.querySelector(".cell_output");
      if (!stored || this.element.classList.contains("tag_playground")) return;
      const fold = stored.closest(".live-original");
      if (!own) fold?.replaceWith(stored);
      else if (!fold) {
        const made = make("details", "live-original");
        stored.before(made);
        made.append(make("summary", "", _("Output of the original code")), stored);
      }
    }

    edit() {
      return (this.opening ??= this.open());
    }

    async open() {
      this.build();
      this.editButton.disabled = true;
      const silent = setTimeout(() => this.say(SILENT), PATIENCE);
      try {
        const { edit } = await import(address("editor.js"));
        if (this.status.textContent === SILENT) this.say("");
        this.element.classList.add("live-editing");
        const hint = make("p", "live-keys", _("Shift+Enter runs. Tab indents; Escape, then Tab, leaves the editor."));
        hint.id = `keys-${this.id}`;
        this.editor = edit(this.input, {
          text: this.text, label: this.label, hint: hint.id, run: () => runUpTo(this), changed: (text) => this.change(text), turned: this.turned,
        });
        this.bar.append(hint);
        this.editButton.hidden = true;
        this.mark();
        if (!kept.lasts()) this.warn();
      } catch {
        this.opening = null;
        this.say(_("The editor could not be loaded."));
      }
      clearTimeout(silent);
      this.editButton.disabled = false;
    }

    /** Return the reader's own texts that something else has replaced, the last at the end. */
    earlier() {
      return kept.list(keyOfEarlier(this.id));
    }

    setEarlier(texts) {
      texts.length ? kept.set(keyOfEarlier(this.id), JSON.stringify(texts)) : kept.remove(keyOfEarlier(this.id));
      this.undoButton.hidden = !texts.length;
    }

    /** Keep a text that is about to be replaced, if it is the reader's. */
    putAway(text) {
      if (text !== null && !cells.some((one) => one.given === text)) this.setEarlier([...this.earlier().filter((one) => one !== text), text]);
    }

    /** Put a text into the cell's editor. One that is `lent`, by a link, is not kept until the reader changes it. */
    async replace(text, lent = false) {
      this.putAway(kept.get(key(this.id)));
      this.element.querySelector(".live-warning")?.replaceChildren(); // of a link whose code this is no more
      await this.edit();
      this.lent = false;
      this.replacing = lent;
      this.editor?.replace(text);
      this.replacing = false;
      this.lent = lent;
    }

    change(text) {
      this.text = text;
      this.ran = this.stopped = false; // what has been changed has not run yet
      if (!this.replacing) {
        if (this.lent) this.putAway(kept.get(key(this.id)));
        this.lent = false;
        this.mine = true;
        if (text === this.given) kept.remove(key(this.id));
        else if (!kept.set(key(this.id), text)) this.warn();
        if (LINKED.test(location.hash)) history.replaceState(null, "", location.pathname + location.search);
      }
      this.own(text !== this.given);
    }

    /** Say that what is written here is not kept. */
    warn() {
      if (this.bar.querySelector(".live-unkept")) return;
      const said = make("p", "live-unkept live-keys", _("This browser keeps nothing here: what you write is gone when the page closes. Copy it, if you need it."));
      said.setAttribute("role", "status");
      this.bar.append(said);
    }

    /** Take over what another tab has kept of this cell; what was written here can be brought back. */
    hear() {
      const text = kept.get(key(this.id)) ?? this.given;
      const stays = this.lent || text === this.text;
      if (this.barred || (stays && !this.output)) return;
      this.build();
      this.undoButton.hidden = !this.earlier().length;
      if (stays) return;
      if (this.mine) this.putAway(this.text);
      this.replacing = true;
      this.editor ? this.editor.replace(text) : this.change(text);
      this.replacing = this.mine = false;
      this.mark();
      this.say(_("Changed in another tab"));
    }

    /** Put the given code back; what the reader wrote can be brought back. */
    async reset() {
      this.putAway(kept.get(key(this.id)));
      this.clear();
      this.say("");
      if (this.element.classList.contains("tag_playground")) await this.replace(this.given);
      else this.close();
      if (!this.undoButton.hidden) this.undoButton.focus();
    }

    /** Bring back the last of the reader's earlier texts; the present one becomes the first of them. */
    async undo() {
      const texts = this.earlier(), text = texts.pop(), mine = kept.get(key(this.id));
      await this.replace(text);
      this.setEarlier([...new Set([mine, ...texts])].filter((one) => one !== null && one !== text && !cells.some((cell) => cell.given === one)));
      this.editor?.focus();
    }

    close() {
      this.editor?.close();
      this.editor = this.opening = null;
      for (const said of this.bar.querySelectorAll(".live-keys")) said.remove();
      this.element.classList.remove("live-editing");
      this.change(this.given);
      this.mark();
      this.editButton.hidden = false;
      this.editButton.focus();
    }

    clear() {
      this.build();
      this.element.classList.remove("live-judged");
      this.output.replaceChildren();
      this.output.hidden = true;
    }

    note(text) {
      this.build();
      this.output.append(make("p", "live-note", text));
      this.output.hidden = false;
    }

    /** Say once that not all of the output is shown. */
    refuse() {
      const said = _("Not all is shown: the output is too large for the page.");
      if (this.output.lastChild?.textContent !== said) this.note(said);
    }

    /** Show what the cell answers, if it is a guess (guess.js). */
    reveal() {
      this.element.querySelector(".guess-answer:not([open]) > summary")?.click();
    }

    /** Run this cell, which the reader has `pressed` or not; return whether the cells beneath may run. `anew` tries from the start. */
    async run(pressed, anew) {
      if (pressed) this.isForeign = false; // whoever runs it has read it
      this.say(version ? _("Running…") : _("Starting Python…"), true);
      const text = this.text; // it may be edited while it runs
      try {
        const told = (words) => { this.say(words, true); now.told(words); };
        const started = await python(told, () => {
          told(SILENT);
          now.offer(anew);
        });
        const { drawing } = await parts;
        this.say(_("Running…"), true);
        running = latest = this;
        this.stopped = false;
        this.clear();
        const draw = drawing(this.element.querySelector(".cell_output img")?.alt);
        let last = null;
        const { status, package: name, verdict, lost } = await started.run(text, (output) => {
          const box = draw(output, last);
          if (!box) return this.refuse();
          this.output.append(box);
          last = box;
          this.output.hidden = false;
          if (pressed) this.reveal();
        }, this.number);
        if (pressed) this.reveal();
        if (verdict) this.element.classList.add("live-judged"); // the stored verdict is that of the starter
        if (verdict === "solved") progress.solve(this.id);
        if (lost) this.note(damaged(lost));
        else if (status === "absent")
          this.note(_("This site does not carry {name}: what needs it can't run in the page, and the output above was made before.", { name }));
        const fine = status !== "error" || this.element.classList.contains("tag_raises-exception");
        this.ran = fine && !lost && this.text === text;
        this.say(fine && this.output.hidden ? _("Done, without output") : "");
        return fine;
      } catch (error) {
        this.say(error.stopped ? _("Stopped") : "");
        if (!error.stopped) {
          this.stopped = error.flood;
          this.note(error.flood ? _("Python was ended, because the cell sent more than a page can take.") : _("Python could not start, or has failed:"));
          if (error.part) this.note(damaged(error.part));
          else if (!error.flood) this.output.append(make("pre", "", error.message)); // which are not the words of this page
        }
        return false;
      } finally {
        running = null;
        silence.end();
      }
    }
  }

  const damaged = (name) => _("{name} did not come whole, or is not the one of this site. Run again to try it anew.", { name });

  // At the foot of the window while Python works, wherever the reader is: what it does, and Stop.
  const now = make("div", "live-now");
  const tried = button("live-again", _("Try again"), () => now.anew());
  now.append(make("span", "live-now-text"), tried, button("live-stop", _("Stop"), stop));
  now.setAttribute("role", "region");
  now.setAttribute("aria-label", _("Python at work"));
  now.hidden = tried.hidden = true;
  now.told = (text) => {
    now.firstChild.textContent = text;
    tried.hidden = true;
  };
  now.offer = (anew) => {
    now.anew = anew;
    tried.hidden = false;
  };
  now.end = (cell) => {
    if (now.contains(document.activeElement)) cell.runButton?.focus({ preventScroll: true });
    now.hidden = true;
  };
  document.body.append(now);

  // In the header, which is always in view, as long as there is a Python: what a cell leaves behind works on when it ends.
  const off = button("live-stop live-off", "", stop);
  off.append(make("span", "", "Python"));
  off.title = off.ariaLabel = _("Stop Python");
  off.hidden = true;
  document.querySelector(".header-article-items__end")?.prepend(off);

  // A browser loads no module and starts no worker from a folder: only a server's pages are live.
  const IN_A_FOLDER = location.protocol === "file:";

  /**
   * The cells that a cell needs: those above it; but in a section that stands by itself, such as an exercise, only
   * the page's set-up (imports, words, cells tagged "setup") and those of the section.
   */
  function before(cell) {
    const above = cells.slice(0, cells.indexOf(cell));
    const section = cell.element.closest("section");
    const has = (one, ...tags) => tags.some((tag) => one.element.classList.contains(`tag_${tag}`));
    const isHere = (one) => one.element.closest("section") === section;
    if (!cells.some((one) => has(one, "setup") || (isHere(one) && has(one, "exercise")))) return above;
    return above.filter((one) => has(one, "setup", "words") || one.element.id === "cell-imports" || isHere(one));
  }

  /** Run the cells that are `wanted` and have not run, and in any case the last of them, `cell`. */
  function runUpTo(cell, wanted = [...before(cell), cell], pressed = cell) {
    if (IN_A_FOLDER) {
      cell.clear();
      cell.note(_("A page opened from a folder can't run code. In the folder of the site run {command} and open {address}", {
        command: "python3 -m http.server", address: "http://localhost:8000",
      }));
      return;
    }
    const mine = turn;
    const anew = () => {
      stop();
      runUpTo(cell, wanted, pressed);
    };
    waiting += 1;
    if (waiting > 1) cell.say(_("Waiting for the cells before it…"), true);
    now.hidden = false;
    const work = async () => {
      const due = wanted.filter((one) => !one.barred && (one === cell || !one.ran));
      const skipped = due.filter((one) => one.stopped && one !== pressed);
      for (const one of due) {
        if (turn !== mine) return cell.say(_("Stopped"));
        if (skipped.includes(one)) continue;
        if (one !== cell) cell.say(_("Running the cells above…"), true);
        if (version) now.told(_("{cell}, {place} of {count}: {section}", {
          cell: one.label, place: due.indexOf(one) + 1, count: due.length, section: heading(one.element),
        }));
        const goesOn = await one.run(one === pressed, anew);
        if (!goesOn) {
          if (one !== cell && turn === mine) {
            cell.say(_("A cell above ended with an error: {cell}", { cell: one.label }));
            notice.textContent = cell.status.textContent;
            cell.status.textContent = _("A cell above ended with an error: {cell}", { cell: "" });
            cell.status.append(linkTo(one));
            for (const fold of one.element.querySelectorAll("details:not(.live-original)")) fold.open = true;
            const around = one.element.closest("details");
            if (around) around.open = true;
          } else if (one !== cell) cell.say(_("Stopped"));
          return;
        }
      }
      if (version) notice.textContent = _("Python {version} runs in this page.", { version });
      if (!skipped.length) return;
      const again = button("live-again", _("Run it anyway"), () => {
        for (const one of skipped) one.stopped = false;
        runUpTo(cell, wanted, pressed);
      });
      cell.say("");
      cell.status.append(_("Skipped, because it was stopped before:"), " ", linkTo(skipped[0]), " ", again);
    };
    queue = queue.catch(() => {}).then(work).finally(() => {
      waiting -= 1;
      if (!waiting) now.end(cell);
    });
    return queue;
  }

  /**
   * The playground: its cell is edited from the start, takes the samples of the page, and gives its code an
   * address. What an address brings is shown and never run: the reader does that.
   */
  function playground(cell) {
    cell.build();
    const said = make("span", "live-status");
    said.setAttribute("role", "status");
    const samples = make("select", "live-samples");
    samples.setAttribute("aria-label", _("Samples"));
    samples.append(new Option(_("Choose a sample"), ""));
    for (const sample of cells.filter((one) => one.element.classList.contains("tag_sample"))) {
      samples.append(new Option(heading(sample.element), sample.id));
    }
    samples.addEventListener("change", async () => {
      const sample = cells.find((one) => one.id === samples.value);
      if (!sample) return;
      await cell.replace(sample.given);
      cell.isForeign = false;
      if (version) runUpTo(cell);
    });
    const link = button("live-link", _("Copy the link to this code"), () => {
      const bytes = new TextEncoder().encode(cell.text);
      if (bytes.length > LONGEST_LINK) {
        said.textContent = _("The code is too long for a link.");
        return;
      }
      const code = btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
      history.replaceState(null, "", `#code=${code}`);
      copy(location.href).then((done) => { said.textContent = done ? _("The link is copied.") : _("Failed to copy"); });
    });
    const warning = make("p", "live-warning");
    warning.setAttribute("role", "status");
    cell.input.before(warning);
    const row = make("div", "live-bar");
    row.append(samples, link, said);
    cell.bar.after(row);

    // Numbers are turned up and down, and the picture follows where they rest: the code runs, if Python is there and
    // the reader has seen the code.
    let due = null;
    const follow = (number) => {
      clearTimeout(due);
      due = setTimeout(() => {
        told.textContent = number;
        if (!version || cell.isForeign) return;
        if (waiting) follow(number);
        else runUpTo(cell);
      }, 150);
    };
    cell.turned = (by) => {
      const number = cell.editor?.turn(by);
      if (number) follow(number);
    };
    const told = make("span", "heard"); // the number is seen in the editor
    told.setAttribute("role", "status");
    const dial = make("div", "live-bar live-dial");
    dial.setAttribute("role", "group");
    const name = make("span", "", _("Number at the cursor (Alt+↑, Alt+↓):"));
    dial.setAttribute("aria-label", name.textContent);
    dial.append(name, button("", "−1", () => cell.turned(-1)), button("", "+1", () => cell.turned(1)), told);
    row.after(dial);

    async function take() {
      const code = LINKED.exec(location.hash)?.[1];
      if (!code) return cell.edit();
      try {
        const bytes = Uint8Array.from(atob(code.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
        if (bytes.length > LONGEST_LINK) throw new RangeError(); // no link that this page gives
        cell.isForeign = true;
        const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
        await cell.replace(text, true);
        const lines = text.split(/\r\n?|\n/).length;
        warning.textContent = `${_("This code came with the link. Read it before you run it.")} ${_("Lines: {lines}", { lines })}`;
      } catch {
        said.textContent = _("The code in the address is damaged: ask for the link again.");
        cell.edit();
      }
    }
    addEventListener("hashchange", take);
    take();
  }

  const cells = codeCells.list.map((place) => new Cell(place));
  cells.filter((cell) => cell.element.classList.contains("tag_playground")).forEach(playground);

  kept.watch((name) => cells.find((cell) => [key(cell.id), keyOfEarlier(cell.id)].includes(name))?.hear());
  addEventListener("pageshow", ({ persisted }) => { if (persisted) for (const cell of cells) cell.hear(); });

  return {
    run: ({ number }) => runUpTo(cells[number - 1]),
    edit: ({ number }) => cells[number - 1].edit().then(() => cells[number - 1].editor?.focus()),
    all() {
      for (const cell of cells) cell.ran = false;
      runUpTo(cells.at(-1), cells, null); // no guess is answered by that
    },
    restart() {
      stop();
      for (const cell of cells) if (cell.output && !cell.barred) { cell.clear(); cell.say(""); }
    },
  };
})();
