"""The minutes by which a teacher plans are those that a model counts in the notebooks."""

import copy
import re

import pytest

from book import LANGUAGES
from book.classroom import minutes
from book.notebooks import lesson_stems, path_of, read, tags
from tests.notebook_rules import cell_of

ROW = re.compile(r"^\| (\d+) \| (\d+) \+ (\d+)\D+(\d+) \+ (\d+)\D+$", re.MULTILINE)
MOST = 5  # minutes by which the page may differ: a sentence more or less need not change it


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_for_the_teacher_has_them(language):
    cell = cell_of(read(path_of("teaching", language)), "plan")
    rows = [tuple(map(int, row)) for row in ROW.findall(cell.source)]
    counted = minutes.table()
    assert [row[0] for row in rows] == list(range(1, len(counted) + 1))
    for (_, *said), (stem, taken) in zip(rows, counted.items(), strict=True):
        assert all(abs(a - b) <= MOST for a, b in zip(said, taken, strict=True)), (stem, taken)


@pytest.mark.parametrize("stem", lesson_stems())
def test_each_part_of_a_lesson_takes_its_time(stem):
    notebook = read(path_of(stem, "en"))
    before = minutes.minutes(notebook, minutes.OWN)
    longer = copy.deepcopy(notebook)
    longer.cells[0].source += " word" * minutes.OWN
    solution = next(cell for cell in longer.cells if "solution" in tags(cell))
    solution.source += "\n    ...\n\n    ..."
    after = minutes.minutes(longer, minutes.OWN)
    assert after.body == pytest.approx(before.body + 1)
    assert after.practice == pytest.approx(before.practice + 2 * minutes.LINE)
    cell_of(longer, "teacher").source += " word" * minutes.OWN  # is not for the class
    longer.cells = [cell for cell in longer.cells if "claim" not in tags(cell)]
    assert minutes.minutes(longer, minutes.OWN) == after
    assert minutes.minutes(notebook, minutes.FOREIGN).body > before.body
