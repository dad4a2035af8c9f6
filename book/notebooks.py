"""Notebooks as files: which there are, reading them, and writing them whole or not at all."""

import os
from pathlib import Path

import nbformat
import yaml
from nbformat import NotebookNode

from book import LANGUAGES, ROOT, Problem

CODE_EDITION = "en"  # the edition in which code is edited
LINES_PER_CELL = 10_000  # myst-nb numbers the lines of cell k (from 0) from 10000 * (k + 1)


def stems(root: Path = ROOT) -> list[str]:
    """Return the stems named in `_toc.yml`, in reading order."""
    path = root / "_toc.yml"
    try:
        toc = yaml.safe_load(path.read_text("utf-8"))
        parts = toc.get("parts", [{"chapters": toc.get("chapters", [])}])
        return [toc["root"], *(chapter["file"] for part in parts for chapter in part["chapters"])]
    except FileNotFoundError:
        raise Problem(f"{path} is missing: it lists the notebooks of the book") from None
    except (yaml.YAMLError, AttributeError, KeyError, TypeError) as error:
        reason = " ".join(str(error).split())
        raise Problem(f"{path} can't be understood as a table of contents: {reason}") from error


def lesson_stems(root: Path = ROOT) -> list[str]:
    """Return the stems of the lessons, whose names begin with a number, in the order of the course."""
    return [stem for stem in stems(root) if stem[0].isdigit()]


def path_of(stem: str, language: str, root: Path = ROOT) -> Path:
    return root / "notebooks" / language / f"{stem}.ipynb"


def chosen(names: list[str], root: Path = ROOT) -> list[str]:
    """Return the stems that a person named, all of them if none; raise Problem for one that does not exist."""
    known = stems(root)
    for name in names:
        if name not in known:
            raise Problem(
                f"There is no notebook “{name}” in _toc.yml: choose from {', '.join(known)}"
            )
    return names or known


def require_all(root: Path = ROOT) -> None:
    """Raise Problem unless each stem of `_toc.yml` has its notebook in each language."""
    for stem in stems(root):
        paths = {language: path_of(stem, language, root) for language in LANGUAGES}
        missing = [language for language, path in paths.items() if not path.exists()]
        if len(missing) == len(LANGUAGES):
            raise Problem(f"_toc.yml names “{stem}”, but there is no notebooks/*/{stem}.ipynb")
        if missing:
            files = ", ".join(f"notebooks/{language}/{stem}.ipynb" for language in missing)
            raise Problem(f"The translation {files} is missing: the editions must be equal")


def read(path: Path) -> NotebookNode:
    """Return the notebook; raise Problem when it is missing or no notebook of format 4.5 (cells with ids)."""
    try:
        # What nbformat.reads does, but for asking twice whether it is a notebook.
        notebook = nbformat.convert(nbformat.reader.reads(path.read_text("utf-8")), 4)
        nbformat.validate(notebook)
    except FileNotFoundError:
        raise Problem(f"{path} is missing") from None
    except (nbformat.reader.NotJSONError, UnicodeDecodeError) as error:
        raise Problem(
            f"{path} is not valid JSON: restore it from git, or open it in an editor"
        ) from error
    except (nbformat.ValidationError, AttributeError, KeyError, TypeError) as error:
        reason = str(error).splitlines()[0]
        raise Problem(f"{path} is JSON, but not a notebook: {reason}") from error
    if notebook.nbformat_minor < 5:
        raise Problem(
            f"{path} has cells without ids: save it as notebook format 4.5 (JupyterLab does)"
        )
    return notebook


def write(path: Path, notebook: NotebookNode) -> None:
    """Write beside, then replace, so that an interruption leaves the old notebook whole."""
    nbformat.validate(notebook)
    beside = path.with_suffix(".ipynb.new")
    beside.write_text(nbformat.writes(notebook, version=4) + "\n", "utf-8", newline="\n")
    os.replace(beside, path)


def title_of(notebook: NotebookNode) -> str:
    """Return what the notebook begins with, its heading."""
    heading: str = notebook.cells[0].source.splitlines()[0]
    return heading.removeprefix("# ")


def tags(cell: NotebookNode) -> list[str]:
    found: list[str] = cell.metadata.get("tags", [])
    return found


def alternative(cell: NotebookNode) -> str:
    """Return the alternative text of the cell's picture, empty if it has none."""
    text: str = cell.metadata.get("mystnb", {}).get("image", {}).get("alt", "")
    return text
