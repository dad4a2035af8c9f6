"""What readers on a phone stumbled over once, and must not again: nothing covers another thing, all is in reach."""

import pytest

from book import LANGUAGES
from book.wording import words_of
from tests.live_pages import until
from tests.page_rules import read_page

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("npm_parts")]

WIDTH, HEIGHT = 390, 844
FINGER = 44  # CSS pixels that a target measures at least
TAPPED = """one => {
    const { left, top, width, height } = one.getBoundingClientRect();
    return one.contains(document.elementFromPoint(left + width / 2, top + height / 2));
}"""


@pytest.fixture
def phone(open_page):
    return lambda path, language: open_page(path, language, width=WIDTH, height=HEIGHT)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_covers_the_buttons_of_the_header(phone, language):
    page = phone(f"{language}/01-slices.html", language)
    search = page.locator(".search-button__button:visible")
    contents = page.locator("#pst-secondary-sidebar-modal")
    for close in (lambda: page.mouse.click(5, 400), lambda: page.keyboard.press("Escape")):
        page.locator(".secondary-toggle:visible").click()
        close()
        contents.wait_for(state="hidden")
        assert search.evaluate(TAPPED)  # also under the name that whoever comes by keys is shown
    search.click()
    box = page.locator("#pst-search-dialog")
    lens = box.locator("form svg, form i").first.bounding_box()
    field = box.locator("input")
    begins = field.bounding_box()["x"] + field.evaluate(
        "one => parseFloat(getComputedStyle(one).paddingLeft)"
    )
    assert begins >= lens["x"] + lens["width"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_twice_as_large_fit(phone, language):
    page = phone(f"{language}/01-slices.html", language)
    page.add_style_tag(content="html { font-size: 200% !important; }")
    assert page.evaluate("document.documentElement.scrollWidth") == WIDTH
    for button in page.locator(".bd-header-article :is(a, button):visible").all():
        box = button.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= WIDTH
        assert button.evaluate(TAPPED)


def test_who_skips_the_header_is_in_the_text(phone):
    page = phone("ru/02-exporters.html", "ru")
    page.keyboard.press("Tab")
    skip = page.locator(".skip-link a")
    assert skip.inner_text() == words_of("ru")["Skip to main content"]
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('article')")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("name", "title"), [("questions", "All questions"), ("myths", "All claims")]
)
def test_a_long_page_begins_with_a_list(phone, language, name, title):
    page = phone(f"{language}/{name}.html", language)
    fold = page.locator(".listed > summary")
    assert fold.inner_text() == words_of(language).get(title, title)
    box = fold.bounding_box()
    assert box["y"] < HEIGHT
    assert box["height"] >= FINGER
    fold.click()
    links = page.locator(".listed a")
    headings = page.locator("article section :is(h2, h3)")
    assert links.count() == headings.count()
    links.last.click()
    until(headings.last.evaluate, "one => Math.abs(one.getBoundingClientRect().top) < innerHeight")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_lesson_that_needs_more_says_so_before_it_begins(language, site):
    page = read_page(site / language / "09-dimensions.html")
    first = page.select_one("article h2")
    assert any("NumPy" in one.get_text() for one in first.find_all_previous("p"))


def test_the_title_is_the_largest_and_only_run_is_filled(phone):
    page = phone("tr/05-writing.html", "tr")
    page.wait_for_load_state("networkidle")
    size = "one => parseFloat(getComputedStyle(one).fontSize) * getComputedStyle(one).fontWeight"
    title, section = (page.locator(f"article {h}").first.evaluate(size) for h in ("h1", "h2"))
    assert title > 1.2 * section
    filled = page.evaluate("""() => {
        const run = getComputedStyle(document.querySelector(".live-run")).backgroundColor;
        return [...document.querySelectorAll("article button")]
            .filter((one) => getComputedStyle(one).backgroundColor === run).map((one) => one.className);
    }""")
    assert set(filled) == {"live-run"}


def test_a_card_of_the_first_page_leads_on_wherever_it_is_tapped(phone, address):
    page = phone("index.html", "tr-TR")
    picture = page.locator("main > svg").bounding_box()
    start = page.locator("li.proposed .start").bounding_box()
    assert picture["y"] + picture["height"] < start["y"]
    assert (
        start["y"] + start["height"] < HEIGHT
    )  # what the book is, and the way in, on the first screen
    assert start["height"] >= FINGER
    page.locator("li[lang=ru] h2").click(force=True)  # the link lies over the whole card
    page.wait_for_url(f"{address}/ru/index.html")
