/* What a page of the theme does: colours, side bars, menu, search box, contents list, copying. It stands in for the
   theme's own scripts (book/light takes those out), of which a page of this book used the smaller part. */
(() => {
  const root = document.documentElement;
  const all = (selector) => [...document.querySelectorAll(selector)];
  const on = (selector, type, work) => { for (const element of all(selector)) element.addEventListener(type, work); };
  const wide = matchMedia("(min-width: 992px)"); // the theme's own width, from which the book's contents stand beside the page

  // Light or dark: as the system, or as the reader wants it. The page's head has set it before anything was drawn.
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const inSystem = () => (dark.matches ? "dark" : "light");
  dark.addEventListener("change", () => { if (root.dataset.mode === "auto") root.dataset.theme = inSystem(); });
  on(".theme-switch-button", "click", () => {
    const modes = dark.matches ? ["auto", "light", "dark"] : ["auto", "dark", "light"]; // the first press always changes something
    const mode = modes[(modes.indexOf(root.dataset.mode) + 1) % 3];
    const theme = mode === "auto" ? inSystem() : mode;
    Object.assign(root.dataset, { mode, theme });
    try {
      localStorage.setItem("mode", mode);
      localStorage.setItem("theme", theme);
    } catch { /* it is not remembered */ }
  });

  /** Close an open dialog when the pointer is pressed beside it. */
  function closeBeside(dialog) {
    dialog.addEventListener("click", ({ clientX: x, clientY: y, detail }) => {
      const { left, right, top, bottom } = dialog.getBoundingClientRect();
      if (detail && (x < left || x > right || y < top || y > bottom)) dialog.close(); // a key has no place, and no detail
    });
  }

  // The side bars: on a narrow window each opens over the page, in a dialog that borrows what it holds.
  function move(from, to) {
    to.append(...from.childNodes);
    to.classList.add(...from.classList);
    from.className = "";
  }
  for (const name of ["primary", "secondary"]) {
    const toggle = document.querySelector(`.${name}-toggle`);
    const bar = document.getElementById(`pst-${name}-sidebar`);
    const dialog = document.getElementById(`pst-${name}-sidebar-modal`);
    if (!toggle || !bar || !dialog) continue;
    toggle.addEventListener("click", () => {
      if (name === "primary" && wide.matches) return bar.classList.toggle("pst-sidebar-hidden");
      move(bar, dialog);
      dialog.showModal();
      showActive(dialog);
    });
    dialog.addEventListener("close", () => move(dialog, bar));
    closeBeside(dialog);
  }

  /** Scroll a side bar so that the page's own line is in view. */
  function showActive(bar) {
    const active = bar.querySelector(".bd-docs-nav .active .active, .bd-docs-nav .active a.current");
    if (!active) return;
    const below = active.getBoundingClientRect().y - bar.getBoundingClientRect().y;
    if (below > bar.clientHeight / 2) bar.scrollTop += below - bar.clientHeight / 4;
  }
  const PLACE = "sidebar-scroll-top"; // of the contents, from one page to the next
  const contents = document.getElementById("pst-primary-sidebar");
  whenIdle(() => {
    if (!wide.matches || !contents) return;
    let before = null;
    try { before = sessionStorage.getItem(PLACE); } catch { /* it is not remembered */ }
    if (before) contents.scrollTop = Number(before);
    else showActive(contents);
  });
  addEventListener("pagehide", () => {
    try { if (wide.matches) sessionStorage.setItem(PLACE, contents?.scrollTop); } catch { /* it is not remembered */ }
  });

  // The search: its box, or on its own page its field.
  const box = document.getElementById("pst-search-dialog");
  function openSearch() {
    const field = document.querySelector(":not(dialog) > form.bd-search input");
    if (field) { field.focus(); field.select(); }
    else if (box?.open) box.close();
    else box?.showModal();
  }
  on(".search-button__button", "click", openSearch);
  if (box) closeBeside(box);
  const isMac = /^Mac|^iP/.test(navigator.platform); // deprecated, and the one way to know this key
  if (isMac) for (const key of all(".search-button__kbd-shortcut .kbd-shortcut__modifier:first-child")) key.textContent = "⌘";
  addEventListener("keydown", (event) => {
    const { key, shiftKey, altKey, metaKey, ctrlKey } = event;
    if (key.toLowerCase() !== "k" || shiftKey || altKey || (isMac ? !metaKey || ctrlKey : metaKey || !ctrlKey)) return;
    event.preventDefault();
    openSearch();
  }, true);

  // Menus: by pointer (the theme's style sheet opens them under one, too), by keys, and closed by what is done elsewhere.
  for (const opener of all(".dropdown-toggle")) {
    const menu = opener.nextElementSibling;
    const items = () => [...menu.querySelectorAll("a, button")];
    const show = (open) => {
      opener.setAttribute("aria-expanded", open);
      for (const one of [opener, menu]) one.classList.toggle("show", open);
    };
    opener.addEventListener("click", () => show(!menu.classList.contains("show")));
    opener.parentElement.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (event.key === "Escape" && menu.classList.contains("show")) { show(false); opener.focus(); }
      if (!step) return;
      event.preventDefault();
      show(true);
      const place = items().indexOf(document.activeElement); // -1: above the first
      items().at(place < 0 && step < 0 ? -1 : (place + step) % items().length).focus();
    });
    opener.parentElement.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget && !opener.parentElement.contains(relatedTarget)) show(false);
    });
    document.addEventListener("click", ({ target }) => { if (!opener.contains(target)) show(false); });
  }

  // Sections far away are not laid out with the page (book.css) but later, three in a frame: in one it would be one long
  // task, and each frame has a cost of its own. But a reader who comes back, or by a link to a section, is led to a place
  // in a page of full height.
  const far = all(".bd-article section section:not(:has(section))");
  const atOnce = location.hash || performance.getEntriesByType("navigation")[0]?.type !== "navigate";
  (function next() {
    for (const section of far.splice(0, atOnce ? far.length : 3)) section.classList.add("laid-out");
    if (far.length) requestAnimationFrame(() => whenIdle(next));
  })();

  // The list of the page's sections shows the one that is read: the last heading in the upper third of the window.
  const links = all("#pst-page-toc-nav a");
  const byHeading = new Map();
  for (const link of links) byHeading.set(document.getElementById(link.hash.slice(1))?.querySelector("h1, h2, h3, h4"), link);
  byHeading.delete(undefined);
  let still = 0; // until when, in milliseconds, a section that was chosen stays the one that is shown
  function showSection(link) {
    for (const one of all("#pst-page-toc-nav .active")) { one.classList.remove("active"); one.removeAttribute("aria-current"); }
    link.classList.add("active");
    link.setAttribute("aria-current", "true");
    for (let entry = link.closest(".toc-entry"); entry; entry = entry.parentElement.closest(".toc-entry")) entry.classList.add("active");
  }
  function chosen() {
    const link = location.hash && links.find(({ hash }) => hash === location.hash);
    if (!link) return;
    still = performance.now() + 1000;
    showSection(link);
  }
  if (links.length) {
    const seen = new IntersectionObserver((entries) => {
      const last = entries.findLast((entry) => entry.isIntersecting);
      if (last && performance.now() > still) showSection(byHeading.get(last.target));
    }, { rootMargin: "0px 0px -70% 0px" });
    for (const heading of byHeading.keys()) seen.observe(heading);
    addEventListener("hashchange", chosen);
    addEventListener("click", ({ target }) => { if (target.closest?.("a")?.hash === location.hash) chosen(); });
    chosen();
  }

  // What scrolls sideways can be reached by keys. To measure it lays it out: what is far away can wait for that.
  const WIDE = "pre, .pst-scrollable-table-container, .cell_output > .output";
  const reach = (element) => {
    if (element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight) element.tabIndex = 0;
    else if (element.tabIndex === 0) element.tabIndex = -1;
  };
  furnish(all(`main :is(${WIDE})`), reach, { rest: false });
  addEventListener("toggle", ({ target }) => { for (const element of target.querySelectorAll?.(WIDE) ?? []) reach(element); }, true);
  let resizing;
  addEventListener("resize", () => {
    clearTimeout(resizing);
    resizing = setTimeout(() => all(`main :is(${WIDE})`).forEach(reach), 300);
  });

  // Each block of code has a button that copies it, and shows it under a pointer.
  const equip = furnish(all("div.highlight > pre"), (block) => {
    const made = button("copy-code", "", async () => {
      const done = await copy(block.textContent.trimEnd());
      name(done ? _("Copied!") : _("Failed to copy"));
      made.classList.toggle("success", done);
      setTimeout(() => { name(_("Copy")); made.classList.remove("success"); }, 2000);
    });
    const name = (text) => made.setAttribute("aria-label", text);
    name(_("Copy"));
    block.after(made);
  }, { near: false });
  addEventListener("pointerover", ({ target }) => {
    const block = target.closest?.("div.highlight")?.querySelector(":scope > pre");
    if (block) equip(block);
  });

  // Below the top the page's head throws a shadow; and whoever scrolls back up is offered the way to the top.
  const pixel = document.querySelector(".sbt-scroll-pixel-helper");
  if (pixel) new IntersectionObserver(([entry]) => document.body.classList.toggle("scrolled", entry.boundingClientRect.y < 0)).observe(pixel);
  const toTop = document.getElementById("pst-back-to-top");
  let before = scrollY;
  toTop?.addEventListener("click", () => scrollTo(0, 0));
  if (toTop) addEventListener("scroll", () => {
    toTop.style.display = scrollY < before && scrollY > 0 ? "block" : "none";
    before = scrollY;
  }, { passive: true });
})();
