"""Assignments for Otter-Grader: https://otter-grader.readthedocs.io.

In the folder of a lesson `otter assign 01-slices.ipynb dist` makes what students get, `dist/student`, and what marks
it, `dist/autograder`. Raw cells tell it where a question begins and ends.
"""

from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_output, new_raw_cell

from book.classroom.questions import Question, set_out
from book.notebooks import write

CONFIG = """\
# ASSIGNMENT CONFIG
export_cell: false
files:
  - bufferscope
generate: true"""
QUESTION = "# BEGIN QUESTION\nname: {name}\npoints: 1"
SOLUTION = """\
\"\"\" # BEGIN PROMPT
{stub}
\"\"\" # END PROMPT
# BEGIN SOLUTION NO PROMPT
{solution}
# END SOLUTION"""


def make(folder: Path, stem: str, notebook: NotebookNode, language: str) -> Path:
    """Write the assignment of one lesson; return its folder."""
    place = folder / stem
    place.mkdir(parents=True)
    pieces = set_out(notebook, language)
    notebook.cells = [new_raw_cell(CONFIG, id="config")]
    notebook.cells += [cell for piece in pieces for cell in _cells(piece)]
    write(place / f"{stem}.ipynb", notebook)
    return place


def _cells(piece: NotebookNode | Question) -> list[NotebookNode]:
    if not isinstance(piece, Question):
        return [piece]
    name = f"question-{piece.name}".replace("_", "-")
    true = new_output("execute_result", {"text/plain": "True"}, execution_count=1)
    test = new_code_cell(piece.test, id=f"{name}-test", outputs=[true], execution_count=1)
    report = piece.test.removesuffix(".solved")
    return [
        new_raw_cell(QUESTION.format(name=piece.name), id=f"{name}-begins"),
        new_raw_cell("# BEGIN SOLUTION", id=f"{name}-solution"),
        new_code_cell(SOLUTION.format(stub=piece.stub, solution=piece.solution), id=name),
        new_raw_cell("# END SOLUTION", id=f"{name}-solved"),
        new_raw_cell("# BEGIN TESTS", id=f"{name}-tests"),
        test,
        new_raw_cell("# END TESTS", id=f"{name}-tested"),
        new_raw_cell("# END QUESTION", id=f"{name}-ends"),
        new_code_cell(report, id=f"{name}-check"),
    ]
