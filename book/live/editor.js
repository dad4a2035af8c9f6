// The editor of a cell: CodeMirror, and nothing in it that a lesson does not need.
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { HighlightStyle, bracketMatching, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { EditorState, RangeSetBuilder } from "@codemirror/state";
import { Decoration, EditorView, ViewPlugin, drawSelection, highlightSpecialChars, keymap } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { keys as numberKeys, turn } from "./numbers.js";

// The colours are those of the page's own code, light and dark: live.css sets them.
const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--live-keyword)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--live-string)" },
  { tag: tags.comment, color: "var(--live-comment)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--live-number)" },
  { tag: tags.function(tags.variableName), color: "var(--live-function)" },
]);

// Code that came with a link may hide what it says. What is not seen, or turns what is seen round, is shown by its
// number: formatting signs, all that may be ignored, blanks that are not the space, signs that nobody has assigned.
const HIDDEN = /[\p{Cf}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}\p{Me}\p{Cn}\p{Co}\u2800]|(?! )\p{Zs}/u;
const numbered = (code, description) => {
  const shown = document.createElement("span");
  shown.className = "cm-specialChar";
  shown.textContent = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  shown.title = description ?? shown.textContent;
  return shown;
};

// What goes on of a long line is set in, as in the page's own code: live.css does it, by what each line tells.
const hanging = ViewPlugin.fromClass(class {
  constructor(view) { this.update({ docChanged: true, view }); }
  update({ docChanged, viewportChanged, view }) {
    if (!docChanged && !viewportChanged) return;
    const found = new RangeSetBuilder();
    for (const { from, to } of view.visibleRanges)
      for (let at = from, line; at <= to; at = line.to + 1) {
        line = view.state.doc.lineAt(at);
        found.add(line.from, line.from, Decoration.line({ attributes: { style: `--in: ${line.text.search(/\S|$/)}ch` } }));
      }
    this.decorations = found.finish();
  }
}, { decorations: (plugin) => plugin.decorations });

/**
 * Put an editor with `text` into `parent`.
 *
 * `label` names it to screen readers and `hint` is the id of the element that describes its keys;
 * `changed(text)` is called after each change, `run()` for Shift+Enter and Ctrl+Enter. Tab indents;
 * after Escape, Tab leaves the editor: CodeMirror sees to it. Where `turned(by)` is given, it is called for
 * Alt+Up and Alt+Down, and changes the number at the cursor by the editor's `turn(by)`.
 */
export function edit(parent, { text, label, hint, changed, run, turned }) {
  const keys = ["Shift-Enter", "Mod-Enter"].map((key) => ({ key, run: () => (run(), true) }));
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        highlightSpecialChars({ addSpecialChars: HIDDEN, render: numbered }),
        history(), drawSelection(), bracketMatching(), python(), indentUnit.of("    "), syntaxHighlighting(colours),
        EditorView.lineWrapping, hanging,
        EditorView.contentAttributes.of({ "aria-label": label, "aria-describedby": hint, autocapitalize: "off", spellcheck: "false" }),
        EditorView.updateListener.of((update) => update.docChanged && changed(update.state.doc.toString())),
        turned ? numberKeys(turned) : [], // before the default keys, which move lines
        keymap.of([...keys, indentWithTab, ...defaultKeymap, ...historyKeymap]),
      ],
    }),
  });
  // Sphinx opens the search at a "/", and does not know this place for one where people type.
  view.dom.addEventListener("keydown", (event) => event.stopPropagation());
  return {
    focus: () => view.focus(),
    close: () => view.destroy(),
    turn: (by) => turn(view, by),
    replace: (now) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: now } }),
  };
}
