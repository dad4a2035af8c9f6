"""Assignments for nbgrader: https://nbgrader.readthedocs.io.

A course folder: `nbgrader generate_assignment 01-slices` makes of it what students get, `nbgrader autograde 01-slices`
marks what they hand in. nbgrader gives a point for each cell that raises no error, and `check` raises none, so here a
cell asserts its verdict.
"""

from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from book.classroom.questions import Question, set_out
from book.notebooks import write

SCHEMA = 3  # of nbgrader's metadata; docs: contributor_guide/metadata
# Without a stub of nbgrader's own: the book's stands above the solution. More time than 30 s for slow machines.
CONFIG = """\
c = get_config()
c.CourseDirectory.course_id = "memoryview"
c.ClearSolutions.code_stub = {"python": ""}
c.ExecutePreprocessor.timeout = 120
"""
SOLUTION = "{stub}\n### BEGIN SOLUTION\n{solution}\n### END SOLUTION"
# Imported anew: somebody may have given the name `check` to a function of their own.
TEST = "from bufferscope import check\n\nverdict = {test}\nprint(verdict)\nassert verdict.solved"


def make(folder: Path, stem: str, notebook: NotebookNode, language: str) -> Path:
    """Write the assignment of one lesson; return the folder that nbgrader hands out, with room for more."""
    (folder / "nbgrader_config.py").write_text(CONFIG, "utf-8", newline="\n")
    place = folder / "source" / stem
    place.mkdir(parents=True)
    pieces = set_out(notebook, language)
    notebook.cells = [cell for piece in pieces for cell in _cells(piece)]
    write(place / f"{stem}.ipynb", notebook)
    return place


def _cells(piece: NotebookNode | Question) -> list[NotebookNode]:
    if not isinstance(piece, Question):
        return [piece]
    name = piece.name.replace("_", "-")
    solution = SOLUTION.format(stub=piece.stub, solution=piece.solution)
    test = TEST.format(test=piece.test.removesuffix(".solved"))
    return [
        _cell(name, solution, solution=True, locked=False),
        _cell(f"{name}-check", test, grade=True, locked=True, points=1),
    ]


def _cell(name: str, source: str, **said: Any) -> NotebookNode:
    said = {"grade": False, "solution": False, "task": False, "schema_version": SCHEMA, **said}
    return new_code_cell(
        source, id=f"graded-{name}", metadata={"nbgrader": {"grade_id": name, **said}}
    )
