/* Runs once the page is parsed. Mends what the themes leave out for people who hear a page or use its keys. */

// Remember the language that a reader chooses in the header, for the page that proposes one.
for (const link of document.querySelectorAll(".languages a"))
  link.addEventListener("click", () => {
    try { localStorage.setItem("edition", link.lang); } catch { /* no storage: nothing is remembered */ }
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
    if (control.innerText.trim()) control.removeAttribute("aria-label");
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

// On paper nothing can be opened: what is folded is printed open, and folded again afterwards.
let folded = [];
addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("article details:not([open])")];
  for (const fold of folded) fold.open = true;
});
addEventListener("afterprint", () => {
  for (const fold of folded) fold.open = false;
});

// What an address leads to is opened, where it is folded; and where a search's words stand in folds only, the first.
const unfold = (element) => {
  const folds = [];
  for (let fold = element?.closest("details"); fold; fold = fold.parentElement.closest("details")) folds.push(fold);
  for (const fold of folds) fold.open = true;
  if (folds.length) element.scrollIntoView();
};
const openTarget = () => unfold(document.getElementById(decodeURIComponent(location.hash.slice(1))));
addEventListener("hashchange", openTarget);
addEventListener("load", () => {
  openTarget();
  const found = [...document.querySelectorAll("article .highlighted")];
  if (found.length && found.every((one) => one.closest("details:not([open])"))) unfold(found[0]);
});

// What the search page shows of a page that it found: the words around the find. Sphinx looks for them letter by
// letter, and so misses those that the index has folded (görünüm as gorunum, ещё as еще); and it shows the header.
if (typeof Search !== "undefined") {
  const language = document.documentElement.lang;
  const fold = (letter) => letter.toLocaleLowerCase(language).normalize("NFD")[0].replace("ı", "i");

  Search.htmlToText = (html, anchor) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    for (const element of page.querySelectorAll("script, style, svg, .headerlink, nav, .prev-next-footer")) element.remove();
    const part = (anchor && page.querySelector(`article ${anchor}`)) || page.querySelector("article");
    return part ? part.textContent.replace(/\s+/g, " ").trim() : "";
  };

  Search.makeSearchSummary = (html, keywords, anchor) => {
    const letters = [...Search.htmlToText(html, anchor)];
    if (!letters.length) return null;
    const folded = letters.map(fold).join("");
    const finds = [...keywords].map((word) => folded.indexOf([...word].map(fold).join(""))).filter((i) => i >= 0);
    const nearby = finds.length ? Math.max(Math.min(...finds) - 100, 0) : 0;
    const start = nearby ? letters.indexOf(" ", nearby) + 1 : 0; // at the beginning of a word
    const summary = document.createElement("p");
    summary.classList.add("context");
    summary.textContent = (start ? "… " : "") + letters.slice(start, start + 240).join("").trim() + " …";
    return summary;
  };
}
