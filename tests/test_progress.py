"""What a reader has done is remembered, shown, taken along and deleted, and leaves the browser only as a file."""

import json
import re

import pytest

from book.course import lessons
from book.wording import words_of
from tests.live_pages import SETTLED, until
from tests.test_live import run_cell, solution_of, write_into

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("npm_parts")]

LESSONS = list(lessons())
FORBIDDEN = (
    "Object.defineProperty(window, 'localStorage', {get() { throw new Error('forbidden'); }})"
)
LAST = "[...document.querySelectorAll('article > section > section > h2')].at(-1)"
SHIFTS = """new PerformanceObserver((list) => list.getEntries().forEach((one) => {
    if (!one.hadRecentInput) window.shifts = (window.shifts ?? 0) + one.value;
})).observe({type: 'layout-shift', buffered: true})"""


def word(language, english, **values):
    return words_of(language).get(english, english).format(**values)


def marks(page):
    """Return {lesson: what the sidebar says that the reader has done of it}."""
    return dict(
        page.evaluate("""[...document.querySelectorAll('.bd-links .done')].map((one) => [
        parseInt(one.parentElement.textContent), one.firstChild.textContent])""")
    )


def read_to_the_end(page):
    page.evaluate(f"{LAST}.scrollIntoView()")
    until(page.evaluate, "kept.get(`read:${pageName}`) !== null")


def box(page):
    return page.locator(".progress-sum").inner_text(), page.locator(".progress-told").inner_text()


def load(page, content):
    text = content if isinstance(content, str) else json.dumps(content)
    file = {"name": "x.json", "mimeType": "application/json", "buffer": text.encode()}
    page.evaluate("document.querySelector('.progress-told').textContent = ''")
    page.locator(".progress-box input").set_input_files(file)
    until(page.evaluate, "!!document.querySelector('.progress-told').textContent")
    return box(page)


def test_from_the_first_lesson_to_a_file_and_back(open_page, address, npm_parts):
    """One visit on a phone: a lesson is read, an exercise solved; what is kept goes to a file and returns."""
    page = open_page("tr/01-slices.html", "tr", width=390)
    page.evaluate(SHIFTS)
    exercises = page.locator(".lesson-exercises")
    assert "0/2" in exercises.inner_text()
    assert marks(page) == {}

    assert " 0/" in run_cell(page, "chunk-sums-check")
    assert page.locator(".exercise-solved").count() == 0
    assert not page.locator("#cell-chunk-sums-check > .cell_output").is_visible()
    write_into(page, "chunk-sums", solution_of("chunk-sums", "tr"))
    assert run_cell(page, "chunk-sums-check").startswith("✔")
    assert "1/2" in exercises.inner_text()
    read_to_the_end(page)
    assert marks(page) == {1: "✓ 1/2"}

    page.goto("about:blank")  # a page that is loaded again returns to where it was
    page.goto(f"{address}/tr/01-slices.html")
    page.evaluate(SHIFTS)
    mark = page.locator(".exercise-solved")
    assert mark.text_content() == f"✓ {word('tr', 'Solved')}"
    assert page.locator("#exercise-chunk-sums > h2 + .exercise-solved").count() == 1
    assert "1/2" in exercises.inner_text()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.shifts ?? 0") < 0.02
    assert page.evaluate("document.documentElement.scrollWidth") == 390

    # the ways on: here, and on the page above the editions, in the language last read
    goes_on = word("tr", "Continue: lesson {number}", number=2)
    page.goto(f"{address}/index.html")
    assert page.locator("li.proposed .start").inner_text() == goes_on
    page.goto(f"{address}/tr/index.html")
    start = page.locator(".start a")
    assert start.inner_text() == goes_on
    assert start.get_attribute("href") == f"{LESSONS[1]}.html"
    assert f"1/{len(LESSONS)}" in box(page)[0]
    page.evaluate((npm_parts / "axe-core" / "axe.min.js").read_text("utf-8"))
    found = page.evaluate("axe.run('.progress-box', {resultTypes: ['violations']})")["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []

    # to a file, and from one
    saving, _, deleting = page.locator(".progress-box button").all()
    with page.expect_download() as download:
        saving.click()
    saved = json.loads(download.value.path().read_text("utf-8"))
    assert set(saved["entries"]) == {
        "next", "read:01-slices", "cell:01-slices:chunk-sums", "solved:01-slices:chunk-sums-check",
    }  # fmt: skip
    before = page.evaluate("JSON.stringify(localStorage)")
    unknown = {**saved, "entries": {"read:02-exporters": "1", "theme": "dark"}}
    for bad, reason in (
        ("{", "Nothing was loaded: the file is not JSON."),
        ({"entries": {}}, "Nothing was loaded: it is not a file of this book's progress."),
        (
            {**saved, "entries": [1]},
            "Nothing was loaded: it is not a file of this book's progress.",
        ),
        (unknown, "Nothing was loaded: the file has an entry that this book does not know: {key}"),
    ):
        assert load(page, bad)[1] == word("tr", reason, key="theme")
        assert page.evaluate("JSON.stringify(localStorage)") == before
    other = {"next": "ru/03-anatomy", "read:02-exporters": "1"}
    assert "1" in load(page, {**saved, "entries": other})[1]
    assert f"2/{len(LESSONS)}" in box(page)[0]
    assert start.inner_text() == goes_on  # what is here stays

    # deleted, if the reader means it
    page.once("dialog", lambda dialog: dialog.dismiss())
    deleting.click()
    assert f"2/{len(LESSONS)}" in box(page)[0]
    page.evaluate("localStorage.setItem('of another site', 'stays')")
    page.once("dialog", lambda dialog: dialog.accept())
    deleting.click()
    assert page.locator(".progress-told").inner_text() == word("tr", "All is deleted.")
    assert f"0/{len(LESSONS)}" in box(page)[0]
    assert start.inner_text() == word("tr", "Start lesson 1")
    assert marks(page) == {}
    left = page.evaluate("Object.keys(localStorage)")
    assert "of another site" in left
    assert [key for key in left if ":" in key] == []
    load(page, saved)
    assert marks(page) == {1: "✓ 1/2"}
    assert page.faults == []
    assert page.elsewhere == []


def test_what_is_read_leads_on(open_page):
    page = open_page(f"ru/{LESSONS[-1]}.html", "ru")
    assert page.evaluate("kept.get('next')") is None
    page.evaluate(
        "document.querySelectorAll('article > section > section > h2')[1].scrollIntoView()"
    )
    until(page.evaluate, "kept.get('next') !== null")
    assert page.evaluate("kept.get('next')") == f"ru/{LESSONS[-1]}"
    read_to_the_end(page)
    assert page.evaluate("kept.get('next')") == f"ru/{LESSONS[0]}"


def test_without_storage_it_works_unkept(open_page, address):
    page = open_page("en/glossary.html", color_scheme="light")  # a window of its own
    page.context.add_init_script(FORBIDDEN)
    stacks = []
    page.on("pageerror", lambda error: stacks.append(error.stack))
    page.goto(f"{address}/en/01-slices.html")
    heights = "['html', '.bd-links'].map((one) => document.querySelector(one).scrollHeight)"
    until(page.evaluate, SETTLED)
    before = page.evaluate(heights)
    read_to_the_end(page)
    assert marks(page) == {1: "✓"}
    page.evaluate("progress.solve('chunk-sums-check')")
    assert marks(page) == {1: "✓ 1/2"}
    assert page.evaluate(heights) == before  # there was room
    page.goto(f"{address}/en/index.html")
    assert box(page)[0].startswith("This browser lets the site keep nothing")
    assert page.locator(".start a").inner_text() == "Start lesson 1"
    ours = re.compile(r"/(book|guess|live|progress|progress-file)\.js")
    assert [stack for stack in stacks if ours.search(stack)] == []  # the theme's own throw
    page.faults.clear()
    page.goto(f"{address}/index.html")
    assert page.locator("li.proposed .start").inner_text() == "Start lesson 1"
    assert page.faults == []
    page.context.close()
