"""What is said in each language beside the notebooks, and what else belongs to a language: book/words/*.yml."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

WORDS = Path(__file__).resolve().parent / "words"
CUSTOMS = "language"  # the one key that is no English text
ARCHIVE = "archive"  # and the one whose text is a whole file: README.txt of the archive


def words_of(language: str) -> dict[str, str]:
    """Return {English: translation} for all that the book, Sphinx and its themes say outside notebooks.

    English has what it says better than Sphinx and its themes do.
    """
    return {text: said for text, said in _list_of(language).items() if text != CUSTOMS}


def customs_of(language: str) -> dict[str, Any]:
    """Return what belongs to a language besides words: locale, jupyterlab, hyphenation, search."""
    customs: dict[str, Any] = _list_of(language)[CUSTOMS]
    return customs


def say(language: str, text: str) -> str:
    """Return an English text of the book in a language."""
    said: str = _list_of(language).get(text, text)
    return said


def _list_of(language: str) -> dict[str, Any]:
    path = WORDS / f"{language}.yml"
    return _read(path, path.stat().st_mtime_ns)


@lru_cache
def _read(path: Path, changed: int) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return found
