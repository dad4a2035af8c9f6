"""Notebooks for students, made from those of the book: what only the teacher is to see is left out."""

import copy
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

from book import ROOT, Problem, archive
from book.classroom import key
from book.classroom.exercises import WITHHELD, sections
from book.classroom.needed import statements
from book.notebooks import chosen, path_of, read, tags, write
from book.wording import say

FOLDED = re.compile(r"<details>.*?</details>\n*", re.DOTALL)
LINK = re.compile(r"\[([^\[\]]+)\]\(([\w-]+)\.ipynb(?:#[^()\s]*)?\)")

SHEET = (
    "The exercises of this lesson. Write your code in place of `...`, then run the cell below it."
)


def make(
    language: str, names: list[str], with_key: bool, output: Path | None, form: str = "plain"
) -> Path:
    """Write the handouts of an edition into a new folder, and return it.

    names  stems of notebooks with exercises; all of them if none is named
    form   "plain", or the program that is to hand out and mark: "nbgrader" or "otter"

    Of the plain form `student` is to be given away as it is: each notebook whole, and its exercises alone.
    A program gets the exercises of each notebook, solved. `key` is the teacher's.

    Raises Problem for a folder that holds something, and for a notebook without exercises.
    """
    suffix = "" if form == "plain" else f"-{form}"
    folder = output or ROOT / "_build" / f"handout-{language}{suffix}"
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Problem(f"{folder} is there already: remove it, or name another folder with --output")
    notebooks = {stem: read(path_of(stem, language)) for stem in with_exercises(names)}
    folder.mkdir(parents=True, exist_ok=True)
    if form == "plain":
        _plain(folder / "student", notebooks, language)
    for stem, notebook in notebooks.items() if form != "plain" else ():
        program = import_module(f"book.classroom.{form}")
        place = program.make(folder, stem, copy.deepcopy(notebook), language)
        _needed(language, stem, place)
    if with_key:
        (folder / "key").mkdir()
        for stem, notebook in notebooks.items():
            print(f"{stem}: judging the typical mistakes", flush=True)
            write(folder / "key" / f"{stem}-key.ipynb", key.key(notebook, language))
    return folder


def _plain(folder: Path, notebooks: dict[str, NotebookNode], language: str) -> None:
    _needed(language, next(iter(notebooks)), folder)
    for stem, notebook in notebooks.items():
        handed = _named(student(notebook, set(notebooks)), stem, language)
        write(folder / f"{stem}.ipynb", handed)
        write(folder / f"{stem}-exercises.ipynb", sheet(handed, say(language, SHEET)))


def with_exercises(names: list[str]) -> list[str]:
    """Return the stems named, all that have exercises if none is; raise Problem for one that has none."""
    found = [stem for stem in chosen(names) if sections(read(path_of(stem, "en")))]
    for name in names:
        if name not in found:
            raise Problem(f"“{name}” has no exercises: there is nothing to hand out")
    return found


def student(notebook: NotebookNode, others: set[str]) -> NotebookNode:
    """Return the notebook without solutions, answers, teacher's notes, claims and outputs.

    Hints stay, folded. Links to notebooks that are not among the `others` become their text.
    """
    made = without_answers(notebook)
    for cell in made.cells:
        if cell.cell_type == "markdown":
            cell.source = LINK.sub(
                lambda link: link[0] if link[2] in others else link[1], cell.source
            )
        else:
            cell.outputs, cell.execution_count = [], None
        for name in ("guess", "i18n", "mystnb"):  # the first holds the answer to a guess
            cell.metadata.pop(name, None)
        cell.metadata.get("jupyter", {}).pop("outputs_hidden", None)  # there is no output yet
    return made


def without_answers(notebook: NotebookNode) -> NotebookNode:
    """Return the notebook without solutions, claims, and what is folded but for hints: answers and notes."""
    made = copy.deepcopy(notebook)
    made.cells = [cell for cell in made.cells if not WITHHELD & set(tags(cell))]
    for cell in made.cells:
        if cell.cell_type == "code":
            # What goes on from a solution goes on from theirs.
            cell.source = cell.source.replace("_solution", "")
        elif not cell.id.endswith("-hints"):
            cell.source = FOLDED.sub("", cell.source)
    made.cells = [cell for cell in made.cells if cell.source.strip()]
    return made


def _named(notebook: NotebookNode, stem: str, language: str) -> NotebookNode:
    """Note in the notebook what it is, for the teacher who gets it back under another name."""
    notebook.metadata["memoryview_by_example"] = {"lesson": stem, "language": language}
    return notebook


def sheet(notebook: NotebookNode, words: str) -> NotebookNode:
    """Return the exercises alone, with the cells that they need to run."""
    made = copy.deepcopy(notebook)
    title = made.cells[0].source.partition("\n")[0]
    exercises = [cell for section in sections(made) for cell in section]
    made.cells = [
        new_markdown_cell(f"{title}\n\n{words}", id="title"),
        *_set_up(made, exercises),
        *exercises,
    ]
    return made


def _set_up(notebook: NotebookNode, exercises: list[NotebookNode]) -> list[NotebookNode]:
    """Return the imports, the words, and the cells that make what the exercises use and don't make."""
    chosen = {cell.id for cell in exercises}
    others = [cell for cell in notebook.cells if cell.id not in chosen and cell.cell_type == "code"]
    uses, makes = _names(exercises)
    wanted = uses - makes
    found: list[NotebookNode] = []
    for cell in reversed(others):
        uses, makes = _names([cell])
        if cell.id == "imports" or "words" in tags(cell) or makes & wanted:
            found.insert(0, cell)
            wanted = wanted - makes | uses
    return found


def _names(cells: list[NotebookNode]) -> tuple[set[str], set[str]]:
    """Return the global names that code uses, and those that it makes."""
    found, _ = statements([cell.source for cell in cells if cell.cell_type == "code"])
    uses, makes = (
        set().union(*(getattr(one, kind) for one in found)) for kind in ("uses", "makes")
    )
    return uses, makes


def _needed(language: str, first: str, folder: Path) -> None:
    """Write what the notebooks need in order to run: instruments, requirements, licences, how to begin."""
    for place, text in _beside(language, first):
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")


def _beside(language: str, first: str) -> Iterator[tuple[str, str]]:
    for place, text in archive.contents(ROOT, language).items():
        if place == "README.txt":
            yield place, text.replace("index.ipynb", f"{first}.ipynb")
        elif not place.endswith(".ipynb"):
            yield place, text
