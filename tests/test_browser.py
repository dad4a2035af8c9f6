"""The site as a person uses it: menus, languages, downloads, paper, by pointer and by keys, in a real browser."""

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
    page.wait_for_url(f"**/{target}/01-slices.html#views")
    assert page.locator("html").get_attribute("lang") == target


@pytest.mark.parametrize("place", ["search.html?q=kilit", "playground.html#code=cHJpbnQoMSk"])
def test_the_language_menu_keeps_what_the_address_says(open_page, address, place):
    page = open_page(f"tr/{place}", "tr")
    page.locator(LANGUAGE_MENU).get_by_role("link", name=LANGUAGES["ru"]).click()
    page.wait_for_url(f"{address}/ru/{place}")


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


def test_paper_is_light_and_takes_long_lines(open_page):
    page = open_page("en/08-typed.html", dark=True)
    page.wait_for_function("document.documentElement.dataset.theme === 'dark'")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 700, "height": 900})  # of A4, less its margins
    [(paper, letters)] = page.evaluate(BRIGHTNESS, ["body"])
    assert paper > 0.8
    assert letters < 0.5
    wide = "[...document.querySelectorAll('article pre')].filter((one) => one.scrollWidth > one.clientWidth + 1).length"
    assert page.evaluate(wide) == 0
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.set_viewport_size({"width": 390, "height": 900})
    assert page.evaluate(wide) > 0  # the check sees such lines


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
    assert page.locator("li a:not(.start)").count() == 3


@pytest.mark.parametrize("way", ["landing page", "language menu"])
def test_a_choice_is_remembered(open_page, address, way):
    page = open_page("index.html" if way == "landing page" else "en/teaching.html", "en")
    selector = (
        "li[lang=ru] a:not(.start)" if way == "landing page" else f"{LANGUAGE_MENU} a[hreflang=ru]"
    )
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
