"""The site as a person uses it: menus, languages, search, downloads, by pointer and by keys, in a real browser."""

import json

import pytest

from book import LANGUAGES
from book.interface import words_of
from book.notebooks import path_of

pytestmark = pytest.mark.once

LANGUAGE_MENU = ".header-article-items__end nav.languages"


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("target", LANGUAGES)
def test_the_language_menu_leads_to_the_same_page(open_page, target, width):
    page = open_page("tr/01-slices.html#views", "tr", width=width)
    menu = page.locator(LANGUAGE_MENU)
    assert menu.get_attribute("aria-label") == words_of("tr")["Language"]
    assert menu.locator("[aria-current]").get_attribute("hreflang") == "tr"
    menu.get_by_role("link", name=LANGUAGES[target]).click()
    page.wait_for_url(f"**/{target}/01-slices.html*")
    assert page.locator("html").get_attribute("lang") == target


def test_the_language_menu_works_by_keys(open_page):
    page = open_page("en/teaching.html")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('hreflang')") == "ru":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/ru/teaching.html")


@pytest.mark.parametrize("language", LANGUAGES)
def test_menus_of_a_phone_open_and_close(open_page, language):
    page = open_page(f"{language}/01-slices.html", language, width=390, height=800)
    for button, sidebar in (
        (".primary-toggle", "#pst-primary-sidebar-modal"),
        (".secondary-toggle", "#pst-secondary-sidebar-modal"),
    ):
        page.locator(f"{button}:visible").first.click()
        assert page.locator(sidebar).is_visible()
        page.keyboard.press("Escape")
        page.locator(sidebar).wait_for(state="hidden")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_downloaded_notebook_is_the_very_one(open_page, language):
    page = open_page(f"{language}/01-slices.html", language)
    page.locator(".dropdown-download-buttons > button").click()
    link = page.locator(".dropdown-download-buttons a[href$='01-slices.ipynb']")
    downloaded = page.request.get(page.evaluate("link => link.href", link.element_handle()))
    assert downloaded.body() == path_of("01-slices", language).read_bytes()
    json.loads(downloaded.body())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_edition_is_offered_on_each_page(open_page, language):
    page = open_page(f"{language}/teaching.html", language)
    page.locator(".dropdown-download-buttons > button").click()
    link = page.locator(".dropdown-download-buttons a[href$='.zip']")
    with page.expect_download() as download:
        link.click()
    assert download.value.suggested_filename == f"memoryview-{language}.zip"


BRIGHTNESS = """names => names.map((name) => {
    const style = getComputedStyle(document.querySelector(name));
    const light = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).map(Number)
        .reduce((sum, part, k) => sum + part * [0.2126, 0.7152, 0.0722][k], 0) / 255;
    return [light(style.backgroundColor), light(style.color)];
})"""


def test_dark_and_light(open_page):
    """Paper and letters, seen: dark letters on light paper, and the other way round in the dark."""
    for dark in (False, True):
        page = open_page("ru/01-slices.html", "ru", dark=dark)
        page.wait_for_function("document.documentElement.dataset.theme")
        theme = page.evaluate("document.documentElement.dataset.theme")
        assert theme == ("dark" if dark else "light")
        for paper, letters in page.evaluate(BRIGHTNESS, ["body", "div.highlight pre"]):
            assert (paper < 0.25 and letters > 0.6) if dark else (paper > 0.8 and letters < 0.5)


# Search: (language, what a person types, a page that must be found).
QUERIES = [
    ("en", "memoryview", "01-slices"),
    ("en", "copies", "01-slices"),
    ("en", "classroom", "teaching"),
    ("en", "stride", "03-anatomy"),
    ("en", "exporters", "02-exporters"),
    ("tr", "tampon", "index"),
    ("tr", "sağlayıcılardan", "02-exporters"),
    ("tr", "nitelikleri", "03-anatomy"),
    ("tr", "bayt adımı", "04-reading"),
    ("tr", "atama", "05-writing"),
    ("tr", "tamponlar", "index"),
    ("tr", "görünüm", "01-slices"),
    ("tr", "görünümler", "01-slices"),
    ("tr", "GÖRÜNÜMÜN", "01-slices"),
    ("tr", "dilim", "01-slices"),
    ("tr", "dilimler", "01-slices"),
    ("tr", "DİLİM", "01-slices"),
    ("tr", "dilımı", "01-slices"),  # a keyboard or a phone that guessed wrong
    ("tr", "SINIF", "teaching"),
    ("tr", "sinif", "teaching"),
    ("tr", "alıştırmalar", "teaching"),
    ("tr", "arabellek", "index"),
    ("ru", "представление", "01-slices"),
    ("ru", "экспортёров", "02-exporters"),
    ("ru", "атрибуты", "03-anatomy"),
    ("ru", "байтового шага", "04-reading"),
    ("ru", "присваивании", "05-writing"),
    ("ru", "представлений", "01-slices"),
    ("ru", "срезами", "01-slices"),
    ("ru", "копия", "01-slices"),
    ("ru", "буфером", "index"),
    ("ru", "экспортер", "01-slices"),  # the page has экспортёр
    ("ru", "живет", "01-slices"),
    ("ru", "преподавателям", "teaching"),
]
NO_RESULT = (
    "Your search did not match any documents. Please make sure that all words are spelled correctly "
    "and that you've selected enough categories."
)
RESULTS = "Search finished, found ${resultCount} page(s) matching the search query."
ONE_RESULT = "Search finished, found one page matching the search query."
MISSES = [("en", "zeppelin"), ("tr", "zeplin"), ("ru", "дирижабль")]


def wait_for_all_results(page, language):
    """Wait until the search has shown every page that it found; return what the page says then."""
    ends = (RESULTS, ONE_RESULT)
    ends = [words_of(language).get(text, text).split("${resultCount}")[0] for text in ends]
    for _ in range(200):
        said = page.locator("#search-results").inner_text()
        if any(end in said for end in ends):
            break
        page.wait_for_timeout(50)
    return said


@pytest.fixture(scope="module")
def searching(windows, address):
    """Return a function that gives the page on which to search in a language.

    It shows what it found without the words around it, for which it would read each page.
    """
    pages = {}

    def searching(language):
        if language not in pages:
            page = pages[language] = windows.take(locale=language)
            page.goto(f"{address}/{language}/search.html")
            page.evaluate("DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false")
        return pages[language]

    yield searching
    for page in pages.values():
        windows.give_back(page)


@pytest.mark.parametrize(("language", "query", "stem"), QUERIES)
def test_search_finds(searching, language, query, stem):
    page = searching(language)
    page.evaluate("document.querySelector('#search-results').replaceChildren()")
    page.evaluate("(query) => Search.performSearch(query)", query)
    wait_for_all_results(page, language)
    links = page.eval_on_selector_all(
        "#search-results li a", "links => links.map(link => link.pathname)"
    )
    assert any(link.endswith(f"/{stem}.html") for link in links), links


@pytest.mark.parametrize(
    ("language", "query", "shown"),
    [("en", "views", "view"), ("tr", "GÖRÜNÜM", "görünüm"), ("ru", "экспортер", "экспортёр")],
)
def test_search_shows_where_it_found(open_page, language, query, shown):
    page = open_page(f"{language}/search.html?q={query}", language)
    page.locator("#search-results li p.context").first.wait_for()
    words = page.locator("#search-results li p.context").first.inner_text()
    assert shown in words.lower()
    assert "Русский" not in words  # the header of the page that was found


@pytest.mark.parametrize(("language", "query"), MISSES)
def test_search_says_that_it_found_nothing(open_page, language, query):
    page = open_page(f"{language}/search.html?q={query}", language)
    page.wait_for_function("document.querySelector('#search-results p')?.textContent.trim()")
    page.wait_for_timeout(300)
    assert page.locator("#search-results li").count() == 0
    said = page.locator("#search-results").inner_text()
    assert (words_of(language).get(NO_RESULT) or NO_RESULT) in said


@pytest.mark.parametrize("language", ["tr", "ru"])
def test_search_counts_in_its_language(open_page, language):
    page = open_page(f"{language}/search.html?q=memoryview", language)
    said = wait_for_all_results(page, language)
    assert words_of(language)[RESULTS].split("${resultCount}")[0] in said


# The pages above the editions.


@pytest.mark.parametrize(("spoken", "proposed"), [("tr-TR", "tr"), ("ru", "ru"), ("en-GB", "en")])
def test_the_landing_page_proposes_the_readers_language(open_page, spoken, proposed):
    page = open_page("index.html", spoken)
    assert page.locator("li.proposed").get_attribute("lang") == proposed
    assert page.locator("li").first.get_attribute("lang") == proposed
    assert page.locator("html").get_attribute("lang") == proposed


def test_the_landing_page_proposes_nothing_to_others(open_page):
    page = open_page("index.html", "ja-JP")
    assert page.locator("li.proposed").count() == 0
    assert page.locator("li a").count() == 3


@pytest.mark.parametrize("way", ["landing page", "language menu"])
def test_a_choice_is_remembered(open_page, address, way):
    page = open_page("index.html" if way == "landing page" else "en/teaching.html", "en")
    selector = "li[lang=ru] a" if way == "landing page" else f"{LANGUAGE_MENU} a[hreflang=ru]"
    page.locator(selector).click()
    page.wait_for_url("**/ru/*.html")
    page.goto(f"{address}/index.html")
    assert page.locator("li.proposed").get_attribute("lang") == "ru"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wrong_address_is_answered_in_its_language(open_page, address, language):
    page = open_page(f"{language}/deep/er/nowhere.html", "ja")
    assert page.request.get(page.url).status == 404
    assert page.locator("li.proposed").get_attribute("lang") == language
    page.locator("li.proposed a").click()
    page.wait_for_url(f"{address}/{language}/index.html")
