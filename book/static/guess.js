// The guesses of a page: an answer is judged at once, opens the fold, and stays in the browser, by page and cell.
(() => {

  for (const gate of document.querySelectorAll(".guess")) {
    const cell = gate.closest(".cell").id.replace(/^cell-/, "");
    const { answer } = gate.dataset;
    const asked = gate.querySelector(".guess-asked");
    const field = asked.querySelector("input");
    const buttons = [...asked.querySelectorAll("button")];
    const fold = gate.querySelector("details");
    let given = null;

    /** Take an answer, the first only; an empty one says “I don't know”. */
    const take = (text) => {
      if (given !== null) return;
      given = text;
      gate.classList.add("guess-taken");
      const right = buttons.find((button) => button.value === answer);
      for (const button of buttons) {
        button.setAttribute("aria-disabled", "true");
        if (!field) button.setAttribute("aria-pressed", button.value === text);
        if (button === right) button.classList.add("guess-right");
        else if (button.value === text && !field) button.classList.add("guess-wrong");
      }
      if (field) { field.readOnly = true; field.value = text; }
      const verdict = gate.querySelector(".guess-verdict");
      verdict.classList.add(text === answer ? "guess-right" : "guess-wrong");
      if (text === answer) verdict.textContent = `✓ ${_("Right")}`;
      else {
        verdict.textContent = `${text ? `✗ ${_("Wrong")}. ` : ""}${_("The right answer:")} `;
        verdict.append(...(right ?? Object.assign(document.createElement("code"), { textContent: answer })).cloneNode(true).childNodes);
      }
      kept.set(`guess:${pageName}:${cell}`, text);
    };

    asked.addEventListener("click", ({ target }) => {
      const button = target.closest("button[value]");
      if (!button || given !== null) return;
      take(button.value);
      fold.open = true;
    });
    asked.addEventListener("submit", (event) => {
      event.preventDefault();
      const number = field.value.replace(/[^\d−-]/g, "").replace("−", "-"); // signs that group digits differ by language
      if (!number) return field.focus();
      take(number);
      fold.open = true;
    });
    fold.querySelector("summary").addEventListener("click", () => take(""));

    const before = kept.get(`guess:${pageName}:${cell}`);
    const stands = field || !before || buttons.some((button) => button.value === before); // the page may have changed
    if (before === null || !stands) continue;
    take(before);
    fold.open = true;
  }
})();
