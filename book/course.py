"""The course: its lessons, each with its number, how long it takes and how many exercises it has.

Lessons are the notebooks whose names begin with a number. Which one they are is told by their place in `_toc.yml`, the
minutes by the title cell of the notebook, the exercises by its cells tagged `check`.
"""

import re
from pathlib import Path
from typing import NamedTuple

from book import ROOT
from book.notebooks import CODE_EDITION, lesson_stems, path_of, read, tags

MINUTES = re.compile(r":\*\*\s+(\d+)\s")  # the last of the title cell: “**Time:** 45 minutes, …”


class Lesson(NamedTuple):
    """A lesson: its number, counted from 1, its minutes (None: it does not say) and its exercises."""

    stem: str
    number: int
    minutes: int | None
    exercises: int


def lessons(root: Path = ROOT) -> dict[str, Lesson]:
    """Return {stem: lesson} in the order of the course."""
    found = {}
    for number, stem in enumerate(lesson_stems(root), 1):
        cells = read(path_of(stem, CODE_EDITION, root)).cells
        told = MINUTES.findall(cells[0].source)
        exercises = sum("check" in tags(cell) for cell in cells)
        found[stem] = Lesson(stem, number, int(told[-1]) if told else None, exercises)
    return found
