"""A second edition beside the page: asked for, it comes paragraph by paragraph or as a whole, and stays chosen."""

import json
import re

import pytest

from book import LANGUAGES
from book.wording import words_of

pytestmark = pytest.mark.once

PAIRS = """[...document.querySelectorAll(".beside-pair")].map((pair) => [...pair.children].map((side) => [
    [...side.querySelectorAll("code")].map((code) => code.textContent).filter((text) => /^\\w+$/.test(text)).join(" "),
    side.getBoundingClientRect().left]))"""


def choose(page, code, whole=False):
    if not page.locator(".beside-panel:popover-open").count():
        page.locator(".two-languages").click()
    page.locator(f".beside-panel [name=beside][value='{code}']").check()
    page.locator(f".beside-panel [name=beside-how][value='{'whole' if whole else ''}']").check()
    if code:
        page.locator(".beside-pair" if whole else ".beside-mark").first.wait_for(state="attached")
    page.keyboard.press("Escape")


@pytest.mark.parametrize("language, other", [("en", "tr"), ("tr", "ru"), ("ru", "en")])
def test_a_paragraph_is_seen_in_the_other_language_where_it_stands(open_page, language, other):
    page = open_page(f"{language}/01-slices.html", language, width=390, height=800)
    assert [url for _, url in page.asked if "beside" in url or f"/{other}/" in url] == []
    choose(page, other)
    mark = page.locator("#costs > p .beside-mark").first
    assert mark.get_attribute("lang") is None and mark.inner_text() == other
    mark.focus()
    page.keyboard.press("Enter")
    box = page.locator("#costs > .beside")
    assert box.get_attribute("lang") == other
    assert mark.get_attribute("aria-expanded") == "true"
    assert box.evaluate("one => one.previousElementSibling.querySelector('.beside-mark') !== null")
    letters = r"[а-яё]" if other == "ru" else r"[çğışöü]" if other == "tr" else r"\\bthe\\b"
    assert re.search(letters.replace("\\\\", "\\"), box.inner_text())
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.keyboard.press("Enter")
    assert box.count() == 0
    page.locator("#costs > p").first.hover()
    page.keyboard.press("Alt+L")
    assert box.count() == 1
    assert len([url for _, url in page.asked if f"/{other}/01-slices.html" in url]) == 1
    assert page.faults == [] and page.elsewhere == []


def test_the_whole_page_stands_in_two_columns_of_the_same_cells(open_page):
    page = open_page("tr/01-slices.html", "tr", width=1280)
    article = "document.querySelector('article').outerHTML.replace(/ ?tabindex=.-?[01]./g, '')"  # the theme's
    page.wait_for_load_state("networkidle")
    page.keyboard.press("Tab")  # what is made when somebody comes near is made at once
    page.evaluate("document.activeElement.blur()")
    before = page.evaluate(article)
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((one) => one.id)")
    choose(page, "ru", whole=True)
    pairs = page.evaluate(PAIRS)
    assert len(pairs) > 50
    assert all(len(pair) == 2 for pair in pairs)
    unlike = [
        (mine, theirs)
        for (mine, _), (theirs, _) in pairs
        if set(mine.split()) != set(theirs.split())
    ]
    assert len(unlike) < len(pairs) / 8, unlike  # who pairs by mistake has no code in common
    seen = [(left, right) for (_, left), (_, right) in pairs if left]
    assert len(seen) > 20
    assert all(left < right for left, right in seen)
    assert page.locator(".beside-missing").count() == 0
    assert "Срез, который копирует" in page.locator(".beside-title").first.inner_text()
    again = page.evaluate("[...document.querySelectorAll('[id]')].map((one) => one.id)")
    assert len(again) == len(set(again)) == len(ids)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 700, "height": 900})
    printed = [(left, right) for (_, left), (_, right) in page.evaluate(PAIRS) if left]
    assert all(left < right for left, right in printed)
    page.emulate_media(media="screen")
    stacked = [(left, right) for (_, left), (_, right) in page.evaluate(PAIRS) if left]
    assert all(abs(left - right) < 30 for left, right in stacked)
    choose(page, "")
    page.locator(".beside-pair").first.wait_for(state="detached")
    assert page.evaluate(article) == before


def test_the_choice_is_remembered_on_the_next_page_and_forgotten_when_taken_back(
    open_page, address
):
    page = open_page("en/02-exporters.html")
    choose(page, "tr")
    page.goto(f"{address}/en/03-anatomy.html")
    page.locator(".beside-mark").first.wait_for(state="attached")
    names = page.locator(".beside-names").first
    names.wait_for(state="attached")
    assert names.locator("[lang=tr]").count() == names.locator("[lang=ru]").count() == 1
    page.goto(f"{address}/tr/03-anatomy.html")  # where the English name is there already
    page.locator(".two-languages").click()
    page.locator(".beside-panel [value=en]").check()
    names.wait_for(state="attached")
    assert [one.get_attribute("lang") for one in names.locator("span").all()] == ["ru"]
    page.goto(f"{address}/en/03-anatomy.html")
    choose(page, "")
    page.goto(f"{address}/en/04-reading.html")
    page.wait_for_load_state("networkidle")
    assert page.locator(".beside-mark, .beside-panel").count() == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_terms_of_the_glossary_are_paired_by_their_address(open_page, language):
    other = {"en": "ru", "tr": "en", "ru": "tr"}[language]
    page = open_page(f"{language}/glossary.html", language)
    choose(page, other, whole=True)
    names = page.evaluate("fetch('_static/terms.json').then((answer) => answer.json())")
    found = page.evaluate("""[...document.querySelectorAll("li[id]")].map((item) => [item.id, ...[
        ...item.querySelectorAll(".beside-pair > *")].map((side) => side.querySelector("strong").textContent)])""")
    found = [
        [text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'") for text in row] for row in found
    ]
    assert len(found) > 80
    wrong = [row for row in found if row[1:] != [names[row[0]][code] for code in (language, other)]]
    assert wrong == []


def test_what_cannot_be_had_is_said_and_nothing_is_lost(open_page):
    page = open_page("tr/05-writing.html", "tr")
    words = words_of("tr")
    page.route("**/ru/05-writing.html", lambda route: route.abort())
    page.locator(".two-languages").click()
    page.locator(".beside-panel [value=ru]").check()
    told = page.locator(".beside-told")
    told.get_by_text(words["The page in the other language could not be loaded."]).wait_for()
    assert page.locator("article .beside").count() == 0
    page.unroute("**/ru/05-writing.html")

    cell = page.evaluate("document.querySelector('div.cell + p').previousElementSibling.id")

    def without_a_cell(route):
        text = route.fetch().text()
        assert f'id="{cell}"' in text
        route.fulfill(
            body=text.replace(f'id="{cell}"', 'id="cell-other"'), content_type="text/html"
        )

    page.route("**/ru/05-writing.html", without_a_cell)
    page.locator(".beside-panel [value=whole]").check()
    page.locator(".beside-missing").first.wait_for(state="attached")
    assert page.locator(".beside-missing").all_text_contents() == [
        words["The other edition does not have this part."]
    ]
    assert told.inner_text() == ""
    assert json.dumps(page.faults) == "[]"
