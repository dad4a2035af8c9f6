"""The guesses of a page: no answer in view before the reader has committed to one; judged at once, and kept."""

import re

import pytest

from book import LANGUAGES, guesses
from book.notebooks import path_of, read, stems, tags
from book.wording import words_of
from tests.live_pages import until
from tests.page_rules import read_page
from tests.prose import LINK

ASKING = [
    stem for stem in stems() if any("guess" in c.metadata for c in read(path_of(stem, "en")).cells)
]
pytestmark = [pytest.mark.once, pytest.mark.usefixtures("npm_parts")]


OPEN = "document.querySelector('#cell-bracket details').open"


def letters(text):
    return re.sub(r"[\W_]+", "", text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("stem", ASKING)
def test_output_and_explanation_are_folded_and_nothing_else(stem, language, site):
    """As built, which is also what a reader without JavaScript gets: plain folds, all closed."""
    page = read_page(site / language / f"{stem}.html")
    cells = read(path_of(stem, language)).cells
    folds = page.select("details.guess-answer")
    gates = [place for place, cell in enumerate(cells) if guesses.TAG in tags(cell)]
    assert [fold.find_parent(class_="cell")["id"] for fold in folds] == [
        f"cell-{cells[place].id}" for place in gates
    ]
    for place, fold in zip(gates, folds, strict=True):
        assert not fold.has_attr("open")
        assert fold.select_one(".cell_output")
        behind = "".join(cells[one].source for one in guesses.explanation(cells, place))
        wanted = letters(LINK.sub(r"\1", behind))
        fold.summary.extract()
        fold.select_one(".cell_output").extract()
        assert letters(fold.get_text()) == wanted, cells[place].id


@pytest.fixture
def lesson(open_page):
    page = open_page("tr/01-slices.html", "tr", width=390)
    yield page
    assert page.faults == []


def gate(page, cell):
    return page.locator(f"#cell-{cell} .guess")


def answered(page, cell):
    """Return the verdict on a guess, and whether its answer is open."""
    here = gate(page, cell)
    return here.locator(".guess-verdict").inner_text(), here.locator("details").evaluate(
        "one => one.open"
    )


def word(english):
    return words_of("tr")[english]


def test_a_right_choice_opens_the_answer_and_is_kept(lesson):
    gate(lesson, "second-name").locator("button[value=same]").click()
    right = f"✓ {word('Right')}", True
    assert answered(lesson, "second-name") == right
    assert answered(lesson, "bracket") == ("", False)
    lesson.reload()
    assert answered(lesson, "second-name") == right
    assert gate(lesson, "second-name").locator("[aria-pressed=true]").inner_text() == "same"


def test_the_first_choice_counts(lesson):
    choices = gate(lesson, "bracket")
    choices.locator("button[value=one]").click()
    choices.locator("button[value=two]").dispatch_event("click")
    assert answered(lesson, "bracket") == (
        f"✗ {word('Wrong')}. {word('The right answer:')} two",
        True,
    )
    assert choices.locator("[aria-pressed=true]").inner_text() == "one"
    assert choices.locator(".guess-verdict").get_attribute("role") == "status"


def test_who_does_not_know_is_told(lesson):
    gate(lesson, "bracket").locator("summary").click()
    gate(lesson, "bracket").locator(".guess-verdict:not(:empty)").wait_for()
    told = f"{word('The right answer:')} two", True
    assert answered(lesson, "bracket") == told
    lesson.reload()
    assert answered(lesson, "bracket") == told


@pytest.mark.parametrize(
    ("typed", "right"), [("28", False), (" 8 ", True), ("", None), ("sekiz", None)]
)
def test_a_number_is_typed(open_page, typed, right):
    page = open_page("tr/02-exporters.html", "tr", width=390)
    field = gate(page, "sent").locator("input")
    field.fill(typed)
    field.press("Enter")
    verdict, is_open = answered(page, "sent")
    assert is_open == (right is not None)
    assert verdict[:1] == {True: "✓", False: "✗", None: ""}[right]


def test_keys_alone_answer(lesson):
    gate(lesson, "second-name").locator("button").first.focus()
    lesson.keyboard.press("Tab")
    lesson.keyboard.press("Enter")
    assert answered(lesson, "second-name")[0].startswith("✗")
    assert (
        lesson.evaluate("document.activeElement.value") == "part"
    )  # who listens is not sent elsewhere


def test_without_storage_it_works_unkept(open_page):
    page = open_page("en/index.html")
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('forbidden'); }})"
    )
    page.goto(page.url.replace("index", "01-slices"))
    gate(page, "second-name").locator("button[value=same]").click()
    assert answered(page, "second-name") == ("✓ Right", True)
    page.reload()
    assert answered(page, "second-name") == ("", False)
    page.context.close()  # no other test gets this window


def test_run_opens_the_answer_of_its_own_cell_only(lesson):
    lesson.locator("#cell-bracket .live-run").click()
    until(lesson.evaluate, OPEN)
    assert answered(lesson, "second-name") == ("", False)  # it has run above
    lesson.locator("#cell-bracket .live-output pre").first.wait_for()


def test_targets_are_large_and_nothing_moves_them(lesson):
    for control in lesson.locator(
        ".guess-asked button, .guess-asked input, .guess-answer > summary"
    ).all():
        box = control.bounding_box()
        assert box["height"] >= 44
        assert box["width"] >= 44
    buttons = gate(lesson, "second-name").locator(".guess-asked button")
    buttons.first.scroll_into_view_if_needed()
    before = [button.bounding_box() for button in buttons.all()]
    buttons.nth(1).click()
    assert [button.bounding_box() for button in buttons.all()] == before


def test_a_printed_page_has_the_answers_and_commits_nobody(lesson):
    for event in ("beforeprint", "afterprint"):
        lesson.evaluate(f"dispatchEvent(new Event('{event}'))")
        assert answered(lesson, "second-name") == ("", event == "beforeprint")


def test_an_address_within_a_fold_opens_it(open_page):
    page = open_page("en/01-slices.html")
    page.evaluate("document.querySelector('#cell-bracket .cell_output').id = 'inside'")
    page.evaluate("location.hash = 'inside'")
    until(page.evaluate, OPEN)
    assert page.locator("#inside").evaluate("one => one.getBoundingClientRect().top < innerHeight")
