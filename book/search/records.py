"""What is found: each section of each page, and each term of the glossary, with its text."""

import json
import re
from pathlib import Path
from typing import NamedTuple

OF_ERRORS = "errors"  # the page that has a card for each message
ERROR = re.compile(r"[\w.]+(?:[Ee]rror|Exception|Warning): ")  # how a message begins


class Record(NamedTuple):
    """A section: its page, the id at which it stands there (none: the whole page), what it says.

    `messages` are those of errors that it is the card of: its heading, and what other Pythons say instead.
    """

    page: str
    id: str
    title: str
    text: str
    messages: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        return f"{self.page}.html" + f"#{self.id}" * bool(self.id)


def flat(text: str) -> str:
    return " ".join(text.split())


def read(place: Path, pages: list[str]) -> list[Record]:
    """Return the records of `pages`, in their order, that an edition's build has written."""
    return [
        Record(*record)
        for page in pages
        for record in json.loads((place / f"{page}.json").read_text("utf-8"))
    ]
