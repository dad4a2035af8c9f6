"""The search's index of an edition, as scripts: a page that is opened from a folder may load nothing else.

One file has what every search needs: the titles of all sections, and for each word the sections that have it.
What a section says has a file of its own, of which a page asks for those that it shows.
"""

import json
import shutil
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any

from book.search.records import Record
from book.search.words import language

FOLDER = "_search"  # of an edition
DIGITS = "".join(map(chr, range(35, 127))).replace(",", "").replace("\\", "")  # safe in JSON, 90
BASE = len(DIGITS) // 2
OFTEN = 3  # a section that has a word so many times says more of it


def digits(number: int) -> str:
    """Write a number to the base 45; all digits but the last are from the second half of DIGITS."""
    return (_more(number // BASE) if number >= BASE else "") + DIGITS[number % BASE]


def _more(number: int) -> str:
    return (_more(number // BASE) if number >= BASE else "") + DIGITS[BASE + number % BASE]


def places(code: str, records: list[Record]) -> dict[str, str]:
    """Return {word: the numbers of the sections that have it}, in order of the words.

    A section is written as twice its distance from the one before, and one more where it has the word OFTEN.
    """
    counts: dict[str, Counter[int]] = defaultdict(Counter)
    for number, record in enumerate(records):
        for word in language(code).words(f"{record.title}\n{record.text}", parts=True):
            counts[word][number] += 1
    found = {}
    for word in sorted(counts):
        steps = pairwise([0, *counts[word]])
        often = [count >= OFTEN for count in counts[word].values()]
        found[word] = "".join(
            digits(2 * (b - a) + more) for (a, b), more in zip(steps, often, strict=True)
        )
    return found


def index(code: str, records: list[Record], terms: str) -> dict[str, Any]:
    """Return what find.js searches; `terms` is the page whose titles it proposes where nothing is found."""
    rules, by_word = language(code), places(code, records)
    pages = {record.page: record.title for record in records if not record.id}
    return {
        "language": code,
        "apostrophes": rules.apostrophes,
        "endings": rules.ending.pattern,
        "softened": rules.softened,
        "stems": rules.stems,
        "synonyms": rules.synonyms,
        "pages": list(pages.items()),
        "terms": list(pages).index(terms) if terms in pages else -1,
        "sections": [[list(pages).index(r.page), r.id, r.title] for r in records],
        "messages": [[n, said] for n, r in enumerate(records) for said in r.messages],
        "words": " ".join(by_word),
        "places": ",".join(by_word.values()),
        "digits": DIGITS,
    }


def script(function: str, *values: Any) -> str:
    said = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return f"{function}({said[1:-1]});\n"


def write(edition: Path, code: str, records: list[Record], terms: str) -> None:
    """Write the scripts of the index into a built edition."""
    folder = edition / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    text = script("bookSearch.index", index(code, records, terms))
    (folder / "index.js").write_text(text, "utf-8", newline="\n")
    for number, record in enumerate(records):
        text = script("bookSearch.text", number, record.text)
        (folder / f"{number}.js").write_text(text, "utf-8", newline="\n")
