"""The notebooks from which pages are made: several parts of a build ask for the same one, and it is read once."""

from functools import lru_cache
from pathlib import Path

from nbformat import NotebookNode

from book.notebooks import read


def notebook(path: Path) -> NotebookNode:
    """Return a notebook as it is now, which nobody may change."""
    return _read(path, path.stat().st_mtime_ns)


def cells_of(path: Path) -> list[NotebookNode]:
    """Return the cells from which a page is made, none if that is no notebook."""
    return notebook(path).cells if path.suffix == ".ipynb" else []


@lru_cache
def _read(path: Path, changed: int) -> NotebookNode:
    return read(path)
