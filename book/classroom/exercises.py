"""Which exercises a notebook of the book sets, and where."""

import re

from nbformat import NotebookNode

from book.notebooks import tags
from bufferscope.cases import games, load

WITHHELD = {"solution", "claim"}  # tags of cells that tell, or test, a solution
CHECKED = re.compile(r"check\((\w+)(?:, \"(\w+)\")?\)")


def sections(notebook: NotebookNode) -> list[list[NotebookNode]]:
    """Return the cells of each section, from a heading `##` to the next, that sets something to write."""
    found: list[list[NotebookNode]] = [[]]
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and cell.source.startswith("## "):
            found.append([])
        found[-1].append(cell)
    return [section for section in found if asked(section)]


def asked(section: list[NotebookNode]) -> dict[str, str]:
    """Return {name of the exercise: name of the answer} for what the section lets learners check."""
    cells = [
        cell for cell in section if cell.cell_type == "code" and not WITHHELD & set(tags(cell))
    ]
    if not any("..." in cell.source for cell in cells):  # nothing is left to be written
        return {}
    calls = [call for cell in cells for call in CHECKED.findall(cell.source)]
    known = {**load(), **games.GAMES}
    return {
        exercise or answer: answer for answer, exercise in calls if (exercise or answer) in known
    }
