// What the things to touch share: elements, controls, and a voice that tells what has settled.

/** Fill in a text. The build has put it into the language of the page (book/site/interface.py), from its English. */
export const _ = (text, values = {}) => text.replace(/{(\w+)}/g, (_all, name) => values[name]);

/** Make an element with properties or attributes, and children. */
export function make(name, given = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(given)) key in made ? (made[key] = value) : made.setAttribute(key, value);
  made.append(...children);
  return made;
}

export const code = (text) => make("code", {}, text);

/** Elements of code, each in a line of its own. */
export const lines = (...codes) => make("p", { className: "toy-code" }, ...codes.flatMap((one) => [one, make("br")]));

export const bar = (...controls) => make("div", { className: "toy-bar" }, ...controls);

export const button = (content, action) => make("button", { type: "button", onclick: action }, content);

/** The button that builds a toy anew. Who pressed it by a key stays there. */
export const reset = (place, build) => {
  const made = button(_("Reset"), () => {
    build();
    place.querySelector(".toy-reset").focus();
  });
  made.className = "toy-reset";
  return made;
};

let groups = 0;

/** A set of radio buttons under a name: `options` are [value, text or element]; `changed(value)` is told the choice. */
export function choice(name, options, chosen, changed) {
  const group = `toy-${(groups += 1)}`;
  const labels = options.map(([value, content]) =>
    make("label", {}, make("input", { type: "radio", name: group, checked: value === chosen, onchange: () => changed(value) }), content));
  return make("fieldset", {}, make("legend", { className: "heard" }, name), ...labels);
}

/**
 * Fill the place of a toy: its name, its parts, and the one sentence that says how things are, unless that can be
 * seen in the parts (`isSeen`).
 *
 * Return `say(text)`: what changes again within half a second is not said, so that whoever listens hears where a
 * slider has stopped and not each step.
 */
export function fill(place, name, parts, isSeen = false) {
  const said = make("p", { className: isSeen ? "toy-said heard" : "toy-said", role: "status" });
  place.setAttribute("role", "group");
  place.setAttribute("aria-label", name);
  place.replaceChildren(make("p", { className: "toy-name" }, name), ...parts, said);
  let due;
  return (text) => {
    clearTimeout(due);
    if (said.textContent === "") said.textContent = text; // as it is found
    else due = setTimeout(() => { said.textContent = text; }, 500);
  };
}
