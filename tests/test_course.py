"""The lessons: numbered wherever they are named, with their minutes, in every edition."""

import re
from copy import copy

import pytest

from book import LANGUAGES
from book.course import lessons
from book.notebooks import path_of, read
from book.wording import words_of
from tests.page_rules import read_page

pytestmark = pytest.mark.once

LESSONS = lessons()


def test_each_lesson_tells_its_minutes_and_has_exercises():
    """The translations tell the same minutes in their own words: see test_editions.py."""
    assert [one.stem for one in LESSONS.values() if not one.minutes or not one.exercises] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_lesson_is_named_with_its_number(language, site):
    words = words_of(language)
    said = [words.get(one, one) for one in ("Lesson {number} of {count}", "{minutes} min")]
    for name, lesson in LESSONS.items():
        page = read_page(site / language / f"{name}.html")
        title = read(path_of(name, language)).cells[0].source.splitlines()[0].removeprefix("# ")
        numbered = f"{lesson.number}. {title.replace('`', '')}"
        assert page.title.get_text().startswith(f"{numbered} — ")
        assert page.select_one(".bd-links a.current").get_text() == numbered
        heading = page.select_one("article h1")
        assert heading.find(string=True) == title.split("`")[0]
        line = copy(heading.find_next_sibling())
        assert line["class"] == ["lesson-line"]
        line.select_one(".lesson-exercises").extract()
        assert line.get_text().strip() == " · ".join(said).format(
            number=lesson.number, count=len(LESSONS), minutes=lesson.minutes
        )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_ways_back_and_on_are_numbered(language, site):
    for lesson in list(LESSONS.values())[1:-1]:
        page = read_page(site / language / f"{lesson.stem}.html")
        for way, step in ((".left-prev", -1), (".right-next", 1)):
            named = page.select_one(f"{way} .prev-next-title").get_text()
            assert named.startswith(f"{lesson.number + step}. ")
        numbers = re.findall(r"^(\d+)\. ", "\n".join(
            link.get_text() for link in page.select(".bd-links a")
        ), re.MULTILINE)  # fmt: skip
        assert [int(number) for number in numbers] == [one.number for one in LESSONS.values()]
