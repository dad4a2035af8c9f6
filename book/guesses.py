"""Guesses: what a cell tells stays folded until its reader has committed to an answer.

A code cell tagged `hide-output` is a gate. Its output is folded together with the Markdown cell behind it, which
explains the output (cells tagged `remove-cell` in between don't count; a heading is no explanation). Markdown
that leads on to the next code cell is a cell of its own, so that it stays in view. The cell's `metadata.guess`
says how readers answer:

    choices    two to four of them, in the order shown: code, such as "same", unless `words` has a text
    words      {choice: text}, in the language of the edition; `code` is the only mark-up
    answer     the choice that is right; or, without choices, an integer that readers type
    proof      a Python expression whose value is the answer. `lines` are the lines of the stored output, an
               error as "Type: message". If the output is measured (`nbval-ignore-output`) or not text, an assertion
               of the claim that follows, to the letter
    explained  how many Markdown cells explain, where it is not one

With an empty `guess`, or none, readers have their answer on paper or in their head, and say that they have it.
`words` belong to an edition; all else is that of the English notebook. JupyterLab folds by `jupyter.outputs_hidden`
and `jupyter.source_hidden`. Of a folded cell it shows the first line, so a folded explanation begins with an empty
one, and a cell prints first what tells nothing.
"""

import re
from html import escape
from typing import Any

from nbformat import NotebookNode

from book.notebooks import tags

TAG = "hide-output"
CODE = re.compile(r"`([^`]+)`")


def guess_of(cell: NotebookNode) -> dict[str, Any]:
    guess: dict[str, Any] = cell.metadata.get("guess", {})
    return guess


def explanation(cells: list[NotebookNode], place: int) -> list[int]:
    """Return the places of the Markdown cells that explain the output of the code cell at `place`."""
    found = []
    for later in range(place + 1, len(cells)):
        cell = cells[later]
        if "remove-cell" in tags(cell):
            continue
        if cell.cell_type != "markdown" or cell.source.lstrip().startswith("#"):
            break
        found.append(later)
    return found[: guess_of(cells[place]).get("explained", 1)]


def shown(choice: str, words: dict[str, str]) -> str:
    """Return a choice as HTML: code, or the text that this language has for it."""
    if choice not in words:
        return f"<code>{escape(choice)}</code>"
    return CODE.sub(r"<code>\1</code>", escape(words[choice], quote=False))
