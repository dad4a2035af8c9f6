"""Reading what was handed in: a file that may hold anything."""

import ast
import hashlib
import json
import re
import stat
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from book import LANGUAGES
from book.classroom import suspicion
from book.classroom.exercises import asked, sections
from book.classroom.handout import student
from book.classroom.needed import Statement, statements
from book.notebooks import path_of, read, stems, tags
from bufferscope.notebook import SKIPPED

LARGEST = 20 * 2**20  # bytes; a lesson with all its outputs has two hundred thousand
SPOKEN = re.compile(r"^language\(\"(\w\w)\"\)", re.MULTILINE)


class Unreadable(Exception):
    """The file is no notebook; the message says what is wrong."""


@dataclass(frozen=True)
class HandedIn:
    """A notebook that was handed in.

    lesson    the stem of the book's notebook that it is, "" if it is none
    language  of its edition, "" where it does not say
    code      the statements of its code cells
    wrong     what is wrong with cells that are no Python
    own       statements of cells that are not the book's
    texts     Markdown by cell id
    """

    lesson: str
    language: str
    code: list[Statement]
    wrong: list[str]
    own: list[ast.stmt]
    texts: dict[str, str]


@dataclass(frozen=True)
class Lesson:
    """What the book has of a lesson: {exercise: name of the answer}, its code, its solutions' shapes."""

    exercises: dict[str, str]
    code: frozenset[str]
    solutions: frozenset[str]


@cache
def lessons() -> dict[str, Lesson]:
    """Return the book's notebooks with exercises, by stem."""
    found = {}
    for stem in stems():
        notebook = read(path_of(stem, "en"))
        exercises = {k: v for section in sections(notebook) for k, v in asked(section).items()}
        if not exercises:
            continue
        cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
        solved = [cell.source for cell in cells if "solution" in tags(cell)]
        shapes = {suspicion.shape(node) for source in solved for node in ast.parse(source).body}
        handed = student(notebook, set()).cells
        code = {cell.source.strip() for cell in (*cells, *handed) if cell.cell_type == "code"}
        found[stem] = Lesson(exercises, frozenset(code), frozenset(shapes))
    return found


@cache
def texts(stem: str, language: str) -> dict[str, str]:
    """Return the Markdown in which an edition sets the exercises of a lesson, by cell id."""
    notebook = student(read(path_of(stem, language)), set())
    return {section[0].id: section[0].source for section in sections(notebook)}


def digest(path: Path) -> str:
    """Return what changes when the file does; of one that is not read, its size."""
    status = path.lstat()
    if not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST:
        return f"{status.st_size} bytes"
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def take(path: Path) -> HandedIn:
    """Return what a file holds; raise Unreadable unless it is a notebook."""
    cells = _cells(path)
    code = [source for kind, _, source in cells if kind == "code"]
    given, wrong = statements(code)
    text = "\n".join(code)
    lesson = _lesson(given, text)
    known = lessons()[lesson].code if lesson else frozenset()
    own, _ = statements([source for source in code if source.strip() not in known])
    spoken = [found for found in SPOKEN.findall(text) if found in LANGUAGES]
    words = {name: source for kind, name, source in cells if kind == "markdown"}
    language = spoken[0] if spoken else _language_of(lesson, words)
    return HandedIn(lesson, language, given, wrong, [one.node for one in own], words)


def _cells(path: Path) -> list[tuple[str, str, str]]:
    """Return (type, id, source) of each cell that is neither a claim nor a measurement of the book's."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable("no file that can be read")
        if status.st_size > LARGEST:
            raise Unreadable(f"too large: {status.st_size / 2**20:.0f} MiB")
        notebook = json.loads(path.read_bytes().decode("utf-8-sig"))
        if "worksheets" in notebook:
            raise Unreadable("a notebook of an old format: let it be saved by JupyterLab")
        cells = []
        for cell in notebook["cells"]:
            marks = cell.get("metadata", {}).get("tags", [])
            if not SKIPPED & set(marks):
                source = "".join(cell["source"])
                cells.append((str(cell["cell_type"]), str(cell.get("id", "")), source))
        return cells
    except OSError as error:
        raise Unreadable(f"can't be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise Unreadable("not text, so no notebook") from error
    except json.JSONDecodeError as error:
        raise Unreadable(f"no notebook, or a broken one: {error}") from error
    except (KeyError, TypeError, AttributeError, ValueError, RecursionError) as error:
        raise Unreadable("JSON, but no notebook") from error


def _lesson(given: list[Statement], text: str) -> str:
    """Return the lesson of which most exercises are written or checked here, "" if there is none."""
    made = frozenset[str]().union(*(statement.makes for statement in given))

    def count(lesson: Lesson) -> int:
        return sum(
            (answer in made and name == answer) or f'"{name}"' in text or f"check({name})" in text
            for name, answer in lesson.exercises.items()
        )

    best = max(lessons(), key=lambda stem: count(lessons()[stem]))
    return best if count(lessons()[best]) else ""


def _language_of(lesson: str, words: dict[str, str]) -> str:
    """Return the language in which most of the exercises are set."""
    if not lesson:
        return ""
    same = {
        language: sum(words.get(name) == text for name, text in texts(lesson, language).items())
        for language in LANGUAGES
    }
    return max(same, key=same.__getitem__) if any(same.values()) else ""
