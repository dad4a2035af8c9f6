/* Runs once the page is parsed. Mends what the themes leave out for people who hear a page or use its keys. */

// What the pages remember stays in the reader's browser, under keys that begin with the path of the site:
//   edition                   the language chosen last       next                      where to go on: language/lesson
//   beside                    the second language: "tr", or "tr whole" for whole pages
//   cell:<page>:<cell>        the reader's own code          guess:<page>:<cell>       the reader's answer
//   earlier:<page>:<cell>     code of the reader's that something else has replaced: a list as JSON, the last at its end
//   solved:<page>:<cell>      an exercise, by its check      read:<page>               a lesson read to its end
// Where storage is forbidden or full, they remember until the page closes.
const kept = (() => {
  const root = new URL(`${document.documentElement.dataset.content_root}../`, location).pathname;
  const OURS = /^(edition|beside|next|(cell|earlier|guess|solved):[\w.-]+:[\w.-]+|read:[\w.-]+)$/;
  const unkept = new Map();
  return {
    isKey: (text) => OURS.test(text),
    get: (key) => { try { return unkept.get(key) ?? localStorage.getItem(root + key); } catch { return unkept.get(key) ?? null; } },
    /** Return the texts of a list. */
    list: (key) => { try { return [JSON.parse(kept.get(key)) ?? []].flat().map(String); } catch { return []; } },
    /** Keep a text; return whether it will outlive the page. */
    set: (key, text) => {
      try {
        localStorage.setItem(root + key, text);
        return unkept.delete(key) || true;
      } catch {
        unkept.set(key, text);
        return false;
      }
    },
    remove: (key) => { unkept.delete(key); try { localStorage.removeItem(root + key); } catch { /* there is nothing */ } },
    /** Call `changed(key)` when a page in another tab keeps or forgets something. */
    watch: (changed) => addEventListener("storage", ({ key }) => { if (key?.startsWith(root)) changed(key.slice(root.length)); }),
    /** Return whether what is kept outlives the page. */
    lasts: () => {
      try { localStorage.setItem(root, ""); localStorage.removeItem(root); return true; } catch { return false; }
    },
    /** Return the keys that are there, or those that begin in a way. */
    keys: (start = "") => {
      let stored = [];
      try { stored = Object.keys(localStorage).filter((key) => key.startsWith(root)).map((key) => key.slice(root.length)); } catch { /* there is nothing */ }
      return [...new Set([...stored, ...unkept.keys()])].filter((key) => OURS.test(key) && key.startsWith(start));
    },
  };
})();

// What all scripts make use of.

/** Return the name of this page in its edition, such as 01-slices. */
const pageName = document.body.dataset.page;

/** Return a text with its {places} filled. The build has put the text into the page's language (book/site/interface.py). */
const _ = (text, values = {}) => text.replace(/{(\w+)}/g, (_all, name) => values[name]);
const Documentation = { gettext: _ }, DOCUMENTATION_OPTIONS = { pagename: pageName }; // by the names of Sphinx's own scripts

/** Return a new element with a class and a text. */
const make = (name, className, textContent = "") => Object.assign(document.createElement(name), { className, textContent });

const button = (className, text, action) => {
  const made = make("button", className, text);
  made.type = "button";
  made.addEventListener("click", action);
  return made;
};

/** Load a script, once; where it can't be loaded, the next call tries again. */
const load = (() => {
  const loaded = new Map();
  return (address) => {
    const src = String(address);
    if (!loaded.has(src)) loaded.set(src, new Promise((resolve, reject) => {
      const failed = (error) => { loaded.delete(src); reject(error); };
      document.head.append(Object.assign(document.createElement("script"), { src, onload: resolve, onerror: failed }));
    }));
    return loaded.get(src);
  };
})();

const whenIdle = window.requestIdleCallback ?? ((next) => setTimeout(next, 50)); // WebKit has no such thing

/** Do something with each of a list, one by one, when the browser has nothing else to do: nobody waits for it. */
function eachInTurn(list, work) {
  let place = 0;
  const next = (idle) => {
    do if (place < list.length) work(list[place++]); while (place < list.length && idle?.timeRemaining() > 4);
    if (place < list.length) whenIdle(next);
  };
  whenIdle(next);
}

/**
 * Do something once with each element of a page before its reader gets there: at once with those that come `near` the
 * window, with the `rest` as the browser finds time, and with all before a key can lead to them. Returns what does it
 * with one.
 */
function furnish(elements, work, { near = true, rest = true } = {}) {
  const due = new Set(elements);
  const take = (element) => due.delete(element) && work(element);
  if (near) {
    const watch = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) if (isIntersecting && take(target)) watch.unobserve(target);
    }, { rootMargin: "100%" });
    for (const element of elements) watch.observe(element);
  }
  if (rest) eachInTurn(elements, take);
  addEventListener("keydown", ({ key }) => key === "Tab" && due.forEach(take), true);
  return take;
}

/** Copy a text; return whether the browser lets it. A page that does not come by https has the old way only. */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch { /* there is none, or it is forbidden */ }
  const before = document.activeElement;
  const area = document.body.appendChild(make("textarea", "heard"));
  area.value = text;
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  before?.focus({ preventScroll: true });
  return done;
}

// Remember the language that a reader chooses in the header, for the page that proposes one.
for (const link of document.querySelectorAll(".languages a"))
  link.addEventListener("click", () => kept.set("edition", link.lang));

// In each language a page has the same places, code and questions: the way there keeps them. The place is the one that is
// read, which need not be the one that the address names any more.
function placeRead() {
  const head = 100, top = (one) => one.getBoundingClientRect().top; // in pixels: beneath the bar at the top
  const named = document.getElementById(location.hash.slice(1));
  if (!scrollY || (named ? top(named) > -head && top(named) < innerHeight : location.hash)) return location.hash;
  const places = [...document.querySelectorAll("article :is(section, .cell)[id]")];
  const read = places.findLast((one) => top(one) < head && !one.closest("details:not([open])"));
  return read ? `#${read.id}` : "";
}
for (const link of document.querySelectorAll(".languages a"))
  for (const moment of ["click", "auxclick", "contextmenu"])
    link.addEventListener(moment, () => {
      link.search = location.search;
      link.hash = placeRead();
    });

// The state of the colour mode is told by the button's own name; the icons in it are decoration.
const hideIcons = () => {
  for (const icon of document.querySelectorAll(".theme-switch")) {
    icon.removeAttribute("title");
    icon.querySelector("title")?.remove();
    icon.removeAttribute("aria-labelledby");
    icon.removeAttribute("role");
    icon.setAttribute("aria-hidden", "true");
  }
};
hideIcons();

document.addEventListener("DOMContentLoaded", () => {
  for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => print());
  // What can be read on a control must be in its name (WCAG 2.5.3): let the text be the name.
  for (const control of document.querySelectorAll(".search-button-field, summary[aria-label]"))
    if ((control.localName === "summary" ? control.textContent : control.innerText).trim()) control.removeAttribute("aria-label");
  // The block with the book's title stands outside all landmarks (axe: region).
  for (const block of document.querySelectorAll(".sidebar-primary-items__start > .sidebar-primary-item:has(.navbar-brand)")) {
    block.setAttribute("role", "region");
    block.setAttribute("aria-label", block.innerText.trim());
  }
});

// On paper nothing can be opened: what is folded is printed open, and folded again afterwards. Paper is light.
let folded = [], theme;
addEventListener("beforeprint", () => {
  ({ theme } = document.documentElement.dataset);
  document.documentElement.dataset.theme = "light";
  folded = [...document.querySelectorAll("article details:not([open])")];
  for (const fold of folded) fold.open = true;
});
addEventListener("afterprint", () => {
  for (const fold of folded) fold.open = false;
  document.documentElement.dataset.theme = theme;
});

// What an address leads to is opened, where it is folded.
const unfold = (element) => {
  const folds = [];
  for (let fold = element?.closest("details"); fold; fold = fold.parentElement.closest("details")) folds.push(fold);
  for (const fold of folds) fold.open = true;
  if (folds.length) element.scrollIntoView();
};
const openTarget = () => unfold(document.getElementById(location.hash.slice(1))); // addresses here are ASCII
addEventListener("hashchange", openTarget);
addEventListener("load", openTarget);

/** Load what few readers use when it is used: a script and its style sheet. */
const loadStyled = (name) => {
  const root = document.documentElement.dataset.content_root + "_static/";
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: `${root}${name}.css` }));
  return load(`${root}${name}.js`);
};

// The search, when somebody searches, or comes from it to a section: the words are marked there.
const loadSearch = () => loadStyled("search");
const fields = document.querySelectorAll(".bd-search input");
const comesFromSearch = new URLSearchParams(location.search).has("q");
if (comesFromSearch || document.querySelector(".bd-search-container")) loadSearch();
else for (const field of fields) field.addEventListener("focus", loadSearch, { once: true });

// An edition is kept on this device from a page of its own; once something is kept, each page brings it up to date.
if (pageName === "offline" || navigator.serviceWorker?.controller) loadStyled("offline");

// A second language beside the page's own, once it is asked for, and then on each page.
const two = document.querySelector(".two-languages");
if (kept.get("beside")) loadStyled("beside");
else two?.addEventListener("click", () => loadStyled("beside").then(() => two.click()), { once: true });
