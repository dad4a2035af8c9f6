// The search's box, which opens over any page, its page, and the marks in the section that was opened from them.
// book.js loads this, find.js and the index once somebody searches.
(() => {
  const ROOT = document.documentElement.dataset.content_root;
  const SHOWN = 8; // results at first, and with each "More results"
  const LINES = /[\r\n\x1b]|\\n/; // what is pasted is more than a field's line
  const APART = "svg, script, style, button, .headerlink, .cm-editor"; // nothing is marked there
  const PAUSE = 150; // milliseconds without a key, after which texts are loaded
  const script = (address) => load(ROOT + address);
  const begin = () => script("_static/find.js").then(() => script("_search/index.js"));
  const texts = new Map();
  const pause = () => new Promise((resolve) => setTimeout(resolve, PAUSE));
  const textOf = (section) => {
    if (!texts.has(section)) texts.set(section, bookSearch.textOf(section, (file) => script(`_search/${file}`)));
    return texts.get(section);
  };

  /** Put a text into an element, with some of its places marked. */
  function fill(element, text, places) {
    let from = 0;
    for (const [start, end] of places) {
      element.append(text.slice(from, start), make("mark", "", text.slice(start, end)));
      from = end;
    }
    element.append(text.slice(from));
  }

  const address = ({ page, id }, question) =>
    `${ROOT}${page}.html?q=${encodeURIComponent(question.slice(0, 200))}${id && `#${id}`}`;

  /** A form of the search with what it found beneath. */
  class Search {
    constructor(form) {
      this.field = form.querySelector("input");
      this.box = form.closest("dialog");
      this.status = make("p", "search-status");
      this.status.setAttribute("role", "status");
      this.list = make("ol", "search-found");
      this.more = button("search-more", _("More results"), () => this.show(this.list.children.length, true));
      this.more.hidden = true;
      form.after(this.status, this.list, this.more);
      form.parentElement.classList.add("search-open");
      if (this.box) form.append(button("search-close", _("Close"), () => this.box.close()));
      this.field.addEventListener("input", () => this.look());
      this.field.addEventListener("paste", (event) => this.paste(event));
      form.addEventListener("submit", (event) => this.submit(event));
      form.parentElement.addEventListener("keydown", (event) => this.move(event));
    }

    /** A field has one line: of a whole traceback, or of a log, it is the one that says what happened. */
    async paste(event) {
      const text = event.clipboardData.getData("text").trim();
      if (!LINES.test(text)) return;
      event.preventDefault();
      await begin().catch(() => {}); // look says so
      const line = globalThis.bookSearch?.line(text) ?? text.replace(/\s+/g, " ");
      this.field.setRangeText(line, this.field.selectionStart, this.field.selectionEnd, "end");
      this.look();
    }

    async look() {
      const question = (this.question = this.field.value);
      try {
        await begin();
      } catch {
        this.status.textContent = _("The search could not be loaded.");
        return;
      }
      if (question !== this.question) return; // more has been typed
      this.list.replaceChildren();
      this.more.hidden = true;
      if (!question.trim()) {
        this.status.textContent = "";
        return;
      }
      this.result = bookSearch.find(question);
      const { found, complete } = this.result;
      if (!found.length) {
        this.result.found = bookSearch.terms(question);
        this.status.textContent = this.result.found.length ? _("Nothing found. The terms spelled most like it:") : _("Nothing found.");
      } else this.status.textContent = complete
        ? _("Sections found: {number}", { number: found.length })
        : _("No section has all of these words. Sections that come near: {number}", { number: found.length });
      this.show(0);
    }

    show(from, focus = false) {
      const { found, meant } = this.result;
      for (const section of found.slice(from, from + SHOWN)) this.list.append(this.item(section, meant));
      this.more.hidden = found.length <= from + SHOWN;
      if (focus) this.links()[from].focus();
    }

    item(number, meant) {
      const section = bookSearch.section(number);
      const item = make("li", ""), link = make("a", ""), title = make("span", "search-title"), text = make("span", "search-text");
      link.href = address(section, this.question);
      fill(title, section.title, bookSearch.places(section.title, meant));
      link.append(title);
      if (section.id) link.append(make("span", "search-page", section.pageTitle));
      link.append(text);
      link.addEventListener("click", (event) => this.follow(event, section));
      item.append(link);
      pause().then(() => item.isConnected && textOf(number)).then((said) => {
        const { said: part, marks } = bookSearch.excerpt(said || "", meant);
        fill(text, part, marks);
      }).catch(() => {}); // the title stands for it
      return item;
    }

    /** On the page itself nothing is loaded anew: what runs there goes on. */
    follow(event, { page, id }) {
      if (page !== pageName || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.box?.close();
      location.hash = id;
      mark(id, this.question);
    }

    links() {
      return [...this.list.querySelectorAll("a"), ...(this.more.hidden ? [] : [this.more])];
    }

    /** Arrows walk from the field through the results and back. */
    move(event) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
      const stops = [this.field, ...this.links()];
      const next = stops[stops.indexOf(document.activeElement) + step];
      if (next) next.focus();
      event.preventDefault();
    }

    /** Enter opens the first result of what stands in the field. */
    async submit(event) {
      event.preventDefault();
      await this.look();
      if (this.box) this.links()[0]?.click();
      else history.replaceState(null, "", `?q=${encodeURIComponent(this.field.value.slice(0, 200))}`);
    }
  }

  /** Mark the words of a question in a section, but not in those that it holds. */
  async function mark(id, question) {
    await begin();
    for (const old of document.querySelectorAll("mark.search-mark")) old.replaceWith(...old.childNodes);
    const place = id ? document.getElementById(id) : document.querySelector("article section");
    if (!place || !question) return;
    const { meant } = bookSearch.find(question);
    const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT, ({ parentElement: parent }) =>
      parent.closest(APART) || parent.closest("section") !== place.closest("section") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    for (const node of nodes) {
      const text = node.data, places = bookSearch.places(text, meant);
      if (!places.length) continue;
      const parts = document.createDocumentFragment();
      fill(parts, text, places);
      for (const one of parts.querySelectorAll("mark")) one.className = "search-mark";
      node.replaceWith(parts);
    }
    place.scrollIntoView();
    const marks = [...document.querySelectorAll("mark.search-mark")];
    if (marks.length && marks.every((one) => one.closest("details:not([open])"))) unfold(marks[0]); // of book.js
  }

  const question = new URLSearchParams(location.search).get("q");
  const forms = [...document.querySelectorAll("form.bd-search")].map((form) => new Search(form));
  const own = forms.find(({ box }) => !box); // on the page of the search
  if (own) {
    own.field.value = question ?? "";
    own.field.focus();
    own.look();
  } else if (question) {
    mark(decodeURIComponent(location.hash.slice(1)), question);
    history.replaceState(null, "", location.pathname + location.hash);
  }
  for (const form of forms) if (form.field === document.activeElement && form.field.value) form.look(); // typed meanwhile
})();
