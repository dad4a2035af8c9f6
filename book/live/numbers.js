// Numbers in the code that a reader turns up and down, as a dial: Alt+Up and Alt+Down, or buttons.
import { syntaxTree } from "@codemirror/language";
import { keymap } from "@codemirror/view";

/** Return the place of the whole number at the cursor, with its minus; else of the next, else of the last. */
function placeOf(state) {
  const { head } = state.selection.main;
  let found = null;
  syntaxTree(state).iterate({
    enter({ name, node }) {
      if (name !== "Number" || !/^\d+$/.test(state.sliceDoc(node.from, node.to)) || found?.to >= head) return;
      const { parent } = node;
      const isSigned = parent.name === "UnaryExpression" && state.sliceDoc(parent.from, parent.from + 1) === "-";
      found = { from: isSigned ? parent.from : node.from, to: node.to };
    },
  });
  return found;
}

/** Change the number at the cursor by one, up or down, and select it; return it, or null where there is none. */
export function turn(view, by) {
  const place = placeOf(view.state);
  if (!place) return null;
  const number = `${BigInt(view.state.sliceDoc(place.from, place.to).replace(/\s/g, "")) + BigInt(by)}`;
  view.dispatch({
    changes: { ...place, insert: number },
    selection: { anchor: place.from, head: place.from + number.length },
    scrollIntoView: true,
    userEvent: "input.turn",
  });
  return number;
}

/** The keys that turn numbers; `turned(by)` does it. */
export const keys = (turned) =>
  keymap.of([1, -1].map((by) => ({ key: by > 0 ? "Alt-ArrowUp" : "Alt-ArrowDown", run: () => (turned(by), true) })));
