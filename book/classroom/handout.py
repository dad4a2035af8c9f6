"""Notebooks for students, made from those of the book: what only the teacher is to see is left out."""

import copy
import re
from collections.abc import Iterator
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

from book import LANGUAGES, ROOT, Problem, archive
from book.classroom import key
from book.classroom.exercises import WITHHELD, sections
from book.notebooks import chosen, path_of, read, tags, write

FOLDED = re.compile(r"<details>.*?</details>\n*", re.DOTALL)
LINK = re.compile(r"\[([^\[\]]+)\]\(([\w-]+)\.ipynb(?:#[^()\s]*)?\)")

SHEET = {
    "en": "The exercises of this lesson. Write your code in place of `...`, then run the cell below it.",
    "tr": "Bu dersin alıştırmaları. `...` yerine kendi kodunuzu yazın, ardından altındaki hücreyi "
    "çalıştırın.",
    "ru": "Упражнения этого урока. Напишите вместо `...` свой код и выполните ячейку под ним.",
}


def make(language: str, names: list[str], with_key: bool, output: Path | None) -> Path:
    """Write the handouts of an edition into a new folder, and return it.

    names  stems of notebooks with exercises; all of them if none is named

    In it `student` is to be given away as it is: each notebook whole, and its exercises alone. `key` is the
    teacher's.

    Raises Problem for a folder that holds something, and for a notebook without exercises.
    """
    folder = output or ROOT / "_build" / f"handout-{language}"
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Problem(f"{folder} is there already: remove it, or name another folder with --output")
    notebooks = {stem: read(path_of(stem, language)) for stem in with_exercises(names)}
    place = folder / "student"
    _needed(language, next(iter(notebooks)), place)
    for stem, notebook in notebooks.items():
        handed = _named(student(notebook, set(notebooks)), stem, language)
        write(place / f"{stem}.ipynb", handed)
        write(place / f"{stem}-exercises.ipynb", sheet(handed, SHEET[language]))
    if with_key:
        (folder / "key").mkdir()
        for stem, notebook in notebooks.items():
            print(f"{stem}: judging the typical mistakes", flush=True)
            write(folder / "key" / f"{stem}-key.ipynb", key.key(notebook, language))
    return folder


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
    made = copy.deepcopy(notebook)
    made.cells = [cell for cell in map(_for_student, made.cells) if cell is not None]
    for cell in made.cells:
        if cell.cell_type == "markdown":
            cell.source = LINK.sub(
                lambda link: link[0] if link[2] in others else link[1], cell.source
            )
    return made


def _for_student(cell: NotebookNode) -> NotebookNode | None:
    """Return the cell as students get it, or None."""
    if WITHHELD & set(tags(cell)):
        return None
    if cell.cell_type == "code":
        cell.outputs, cell.execution_count = [], None
        # What goes on from a solution goes on from theirs.
        cell.source = cell.source.replace("_solution", "")
    elif not cell.id.endswith("-hints"):
        cell.source = FOLDED.sub("", cell.source).strip()
        if not cell.source:
            return None
    for name in ("guess", "i18n", "mystnb"):  # the first holds the answer to a guess
        cell.metadata.pop(name, None)
    cell.metadata.get("jupyter", {}).pop("outputs_hidden", None)  # there is no output yet
    return cell


def _named(notebook: NotebookNode, stem: str, language: str) -> NotebookNode:
    """Note in the notebook what it is, for the teacher who gets it back under another name."""
    notebook.metadata["memoryview_by_example"] = {"lesson": stem, "language": language}
    return notebook


def sheet(notebook: NotebookNode, words: str) -> NotebookNode:
    """Return the exercises alone, with the cells that they need to run."""
    made = copy.deepcopy(notebook)
    title = made.cells[0].source.partition("\n")[0]
    set_up = [cell for cell in made.cells if cell.id == "imports" or "words" in tags(cell)]
    made.cells = [
        new_markdown_cell(f"{title}\n\n{words}", id="title"),
        *set_up,
        *(cell for section in sections(made) for cell in section),
    ]
    return made


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


assert set(SHEET) == set(LANGUAGES)
