"""The exercises of a notebook one by one: what students start from, the solution, and what judges it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from nbformat import NotebookNode

from book.classroom.exercises import CHECKED, asked, sections
from book.classroom.handout import SHEET, sheet, student
from book.notebooks import tags
from book.wording import say

SOLUTION = "_solution"


@dataclass(frozen=True)
class Question:
    """An exercise.

    name      of the exercise
    stub      source with which students start
    solution  source that solves it, under the name that students use
    test      an expression that is true once it is solved
    """

    name: str
    stub: str
    solution: str
    test: str


def set_out(notebook: NotebookNode, language: str) -> list[NotebookNode | Question]:
    """Return the sheet of exercises of a notebook, with a Question in place of its code and of its check."""
    made = sheet(student(notebook, set()), say(language, SHEET))
    parts = sections(made)
    pieces: list[NotebookNode | Question] = made.cells[: -sum(map(len, parts))]
    for part, whole in zip(parts, sections(notebook), strict=True):
        names, solved = asked(whole), _solutions(whole)
        for cell in part:
            if "exercise" in tags(cell) or _checks(cell, names):
                pieces += _questions(cell, names, solved)
            else:
                pieces.append(cell)
    return pieces


def _checks(cell: NotebookNode, names: dict[str, str]) -> bool:
    calls = CHECKED.findall(cell.source) if cell.cell_type == "code" else []
    return any((name or answer) in names for answer, name in calls)


def _questions(
    cell: NotebookNode, names: dict[str, str], solved: dict[str, str]
) -> Iterator[Question]:
    """Yield what a cell sets; a cell that only checks sets nothing."""
    for answer, stub in _definitions(cell.source):
        for name in (name for name, written in names.items() if written == answer):
            named = "" if name == answer else f', "{name}"'
            yield Question(name, stub, solved[answer], f"check({answer}{named}).solved")


def _solutions(section: list[NotebookNode]) -> dict[str, str]:
    """Return {name of the answer: source}; what stands before a solution belongs to it."""
    found, before = {}, []
    for cell in section:
        if "solution" in tags(cell):
            for name, source in _definitions(cell.source):
                before.append(source.replace(SOLUTION, ""))
                if name.endswith(SOLUTION):
                    found[name.removesuffix(SOLUTION)] = "\n\n".join(before)
                    before = []
    return found


def _definitions(source: str) -> Iterator[tuple[str, str]]:
    """Yield (name, source) of the functions, classes and variables that code defines at its top level."""
    lines = source.splitlines()
    for node in ast.parse(source).body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            first = min([node.lineno, *(one.lineno for one in node.decorator_list)])
            yield node.name, "\n".join(lines[first - 1 : node.end_lineno])
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            yield node.targets[0].id, "\n".join(lines[node.lineno - 1 : node.end_lineno])
