/* Runs once the page is parsed. Mends what the themes leave out for people who hear a page or use its keys. */

// Remember the language that a reader chooses in the header, for the page that proposes one.
for (const link of document.querySelectorAll(".languages a"))
  link.addEventListener("click", () => {
    try { localStorage.setItem("edition", link.lang); } catch { /* no storage: nothing is remembered */ }
  });

// In each language a page has the same places, code and questions: the way there keeps them.
for (const link of document.querySelectorAll(".languages a"))
  for (const moment of ["click", "auxclick", "contextmenu"])
    link.addEventListener(moment, () => {
      link.search = location.search;
      link.hash = location.hash;
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
  // The names of the copy buttons are worded; the titles of the drawings in them are not, and say it twice.
  for (const button of document.querySelectorAll(".copybtn")) {
    button.setAttribute("aria-label", button.dataset.tooltip);
    button.querySelector("svg")?.setAttribute("aria-hidden", "true");
    button.querySelector("svg title")?.remove();
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

// The search is loaded when somebody searches, or comes from it to a section: the words are marked there.
const loadSearch = () => {
  const root = document.documentElement.dataset.content_root + "_static/";
  const style = Object.assign(document.createElement("link"), { rel: "stylesheet", href: `${root}search.css` });
  document.head.append(style, Object.assign(document.createElement("script"), { src: `${root}search.js` }));
};
const fields = document.querySelectorAll(".bd-search input");
const comesFromSearch = new URLSearchParams(location.search).has("q");
if (comesFromSearch || document.querySelector(".bd-search-container")) loadSearch();
else for (const field of fields) field.addEventListener("focus", loadSearch, { once: true });
