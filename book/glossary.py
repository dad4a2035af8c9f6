"""The terms of the book, words/glossary.csv: their names in each language, and their addresses."""

import csv
import re
from pathlib import Path
from typing import NamedTuple

from book import LANGUAGES

TERMS = Path(__file__).resolve().parent / "words" / "glossary.csv"
PAGE = "glossary"  # the notebook
CELL = "terms"  # its cell with the list
ASIDE = re.compile(r" \([^`)]*\)")  # "sağlayıcı (exporter)"; what is code belongs to the term


class Term(NamedTuple):
    """A term: its address, and its name in each language, as Markdown."""

    slug: str
    names: dict[str, str]


def slug_of(english: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", ASIDE.sub("", english).lower()))


def terms() -> list[Term]:
    with TERMS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        Term(slug_of(row["en"]), {code: ASIDE.sub("", row[code]) for code in LANGUAGES})
        for row in rows
    ]
