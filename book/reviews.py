"""Who has read a page of an edition as a whole, and when: the notebook's metadata say so.

`metadata.i18n.reviewed` has `by`, `on` (a date) and `of`, the digest of the words that were read. Words that
have changed since don't take the review away; the page of the edition's state (book/site/extra.py) tells it.
"""

from datetime import date
from typing import NamedTuple

from nbformat import NotebookNode

from book.translation import digest, is_worded


class Review(NamedTuple):
    """Who has read a page, on which day, and whether its words are still those that were read."""

    by: str
    on: str
    current: bool


def text_of(notebook: NotebookNode) -> str:
    """Return the digest of the words of a page."""
    return digest("\n\n".join(cell.source for cell in notebook.cells if is_worded(cell)))


def review(notebook: NotebookNode, by: str) -> None:
    """Note that somebody has read the notebook today."""
    said = {"by": by, "on": date.today().isoformat(), "of": text_of(notebook)}
    notebook.metadata.setdefault("i18n", {})["reviewed"] = said


def hold(notebook: NotebookNode, made: NotebookNode) -> None:
    """Let the review of a notebook hold for what was made of it, if it holds for the notebook itself."""
    last = reviewed(notebook)
    if last and last.current:
        made.metadata["i18n"]["reviewed"]["of"] = text_of(made)


def reviewed(notebook: NotebookNode) -> Review | None:
    """Return the last review of a notebook, None if there was none."""
    said = notebook.metadata.get("i18n", {}).get("reviewed")
    return said and Review(said["by"], said["on"], said["of"] == text_of(notebook))
