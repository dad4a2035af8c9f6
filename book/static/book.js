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
  // What can be read on a control must be in its name (WCAG 2.5.3): let the text be the name.
  for (const control of document.querySelectorAll(".search-button-field, summary[aria-label]"))
    if (control.innerText.trim()) control.removeAttribute("aria-label");
  // The block with the book's title stands outside all landmarks (axe: region).
  for (const block of document.querySelectorAll(".sidebar-primary-items__start > .sidebar-primary-item:has(.navbar-brand)")) {
    block.setAttribute("role", "region");
    block.setAttribute("aria-label", block.innerText.trim());
  }
  // Font Awesome may replace the icons later by drawings with titles of their own.
  const button = document.querySelector(".theme-switch-button");
  if (button) new MutationObserver(hideIcons).observe(button, { childList: true });
});
