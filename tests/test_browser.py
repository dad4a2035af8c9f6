"""The site as a person uses it: menus, languages, downloads, paper, by pointer and by keys, in a real browser."""

import json

import pytest

from book import LANGUAGES
from book.notebooks import path_of
from book.wording import words_of
from tests.live_pages import SETTLED, until

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


def test_the_language_menu_leads_to_what_is_read(open_page):
    """It need not be what the address says any more."""
    page = open_page("tr/01-slices.html#views", "tr", width=390)
    page.evaluate("document.getElementById('cell-chunk-sums').scrollIntoView()")
    link = page.locator(LANGUAGE_MENU).get_by_role("link", name=LANGUAGES["ru"])
    link.dispatch_event("click")  # Playwright would scroll first
    page.wait_for_url("**/ru/01-slices.html#cell-chunk-sums")
    top = "document.getElementById('cell-chunk-sums').getBoundingClientRect().top"
    until(page.evaluate, f"{top} > 0 && {top} < 300")
    page.evaluate("scrollTo(0, 0)")
    page.locator(LANGUAGE_MENU).get_by_role("link", name=LANGUAGES["en"]).click()
    page.wait_for_url("**/en/01-slices.html*")


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
    page.add_style_tag(content="article pre { white-space: pre !important; }")
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


# What the theme's own scripts did (static/theme.js).


def test_the_colours_are_chosen_by_a_button_and_remembered(open_page):
    page = open_page("en/teaching.html")
    button = page.locator(".theme-switch-button:visible")
    seen = []
    for _ in range(4):
        seen.append(page.evaluate("({ ...document.documentElement.dataset })"))
        button.click()
    assert [one["mode"] for one in seen] == ["auto", "dark", "light", "auto"]
    assert [one["theme"] for one in seen] == ["light", "dark", "light", "light"]
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.emulate_media(color_scheme="dark")
    page.evaluate("localStorage.clear()")
    page.reload()  # as the system, before any script of ours has come
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.emulate_media(color_scheme="light")
    until(page.evaluate, "document.documentElement.dataset.theme === 'light'")


def test_a_menu_opens_and_closes_by_keys(open_page):
    page = open_page("tr/teaching.html", "tr")
    button, menu = page.locator(".dropdown-toggle"), page.locator(".dropdown-menu")
    button.focus()
    page.keyboard.press("ArrowDown")
    assert menu.is_visible()
    assert button.get_attribute("aria-expanded") == "true"
    places = "[...document.querySelectorAll('.dropdown-menu :is(a, button)')].indexOf(document.activeElement)"
    walked = [page.evaluate(places)]
    count = menu.locator("a, button").count()
    for key in (*["ArrowDown"] * count, "ArrowUp"):
        page.keyboard.press(key)
        walked.append(page.evaluate(places))
    assert walked == [*range(count), 0, count - 1]
    page.keyboard.press("Escape")
    assert menu.is_hidden()
    assert button.evaluate("one => one === document.activeElement")
    for leave in (
        lambda: page.keyboard.press("Shift+Tab"),
        lambda: page.locator("article h1").click(),
    ):
        button.focus()
        page.keyboard.press("Enter")
        assert menu.is_visible()
        leave()
        assert menu.is_hidden()
        assert button.get_attribute("aria-expanded") == "false"


def test_the_contents_beside_a_page_can_be_put_away(open_page):
    page = open_page("en/01-slices.html")
    bar, toggle = page.locator("#pst-primary-sidebar"), page.locator(".primary-toggle")
    toggle.click()
    bar.wait_for(state="hidden")
    toggle.click()
    bar.wait_for(state="visible")


def test_side_bars_of_a_phone_close_beside_and_come_back(open_page):
    page = open_page("ru/14-choosing.html", "ru", width=390, height=800)
    page.locator(".primary-toggle").click()
    dialog = page.locator("#pst-primary-sidebar-modal")
    current = dialog.locator("a.current")
    assert current.is_visible()
    assert 0 < current.bounding_box()["y"] < 800
    page.mouse.click(388, 400)
    dialog.wait_for(state="hidden")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.locator("#pst-primary-sidebar .bd-links").wait_for()


def test_the_list_of_sections_shows_where_the_reader_is(open_page):
    page = open_page("en/01-slices.html#costs")
    current = "document.querySelector('#pst-page-toc-nav [aria-current]')?.hash"
    until(page.evaluate, f"{current} === '#costs'")
    page.wait_for_timeout(1100)  # so long a section that was chosen stays
    page.evaluate("document.getElementById('packed').scrollIntoView()")
    until(page.evaluate, f"{current} === '#packed'")


def test_the_search_opens_by_its_key_and_closes(open_page):
    page = open_page("en/teaching.html")
    box = page.locator("#pst-search-dialog")
    for close in (lambda: page.keyboard.press("Escape"), lambda: page.mouse.click(5, 890)):
        page.keyboard.press("Control+k")
        assert box.is_visible()
        assert box.locator("input").evaluate("one => one === document.activeElement")
        close()
        box.wait_for(state="hidden")


def test_who_scrolls_back_is_offered_the_top(open_page):
    page = open_page("tr/01-slices.html", "tr", width=390)
    top = page.locator("#pst-back-to-top")
    page.evaluate("scrollTo(0, 4000)")
    until(page.evaluate, "document.body.classList.contains('scrolled')")
    assert top.is_hidden()
    page.evaluate("scrollTo(0, 3800)")
    top.click()
    until(page.evaluate, "scrollY === 0")


def test_code_is_copied_and_said_to_be(open_page):
    page = open_page("ru/02-exporters.html", "ru")
    page.evaluate("window.copy = async (text) => { window.copied = text; return true; }")
    block = page.locator("article section section div.highlight").first
    block.hover()
    button = block.locator(".copy-code")
    assert button.get_attribute("aria-label") == words_of("ru")["Copy"]
    button.click()
    assert page.evaluate("copied") == block.locator("pre").inner_text().strip()
    until(button.evaluate, f"one => one.ariaLabel === {json.dumps(words_of('ru')['Copied!'])}")


def test_a_page_that_is_not_secure_copies_in_the_old_way(open_page):
    page = open_page("en/teaching.html")
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.evaluate(
        "document.addEventListener('copy', () => { window.taken = String(getSelection()); })"
    )
    page.locator(".primary-toggle").focus()
    assert page.evaluate("copy('the text')") is True
    assert page.evaluate("document.activeElement.className").startswith("sidebar-toggle")
    assert page.locator("body > textarea").count() == 0


def test_what_scrolls_sideways_is_reached_by_keys(open_page):
    page = open_page("en/13-inside.html", width=390)
    page.wait_for_load_state("networkidle")
    page.keyboard.press("Tab")
    unreached = """[...document.querySelectorAll('main pre')]
        .filter((one) => one.checkVisibility())
        .filter((one) => (one.scrollWidth > one.clientWidth) !== (one.tabIndex === 0)).length"""
    assert page.evaluate(unreached) == 0
    assert page.locator("main pre[tabindex='0']").count() > 0


def test_without_scripts_a_page_has_its_colours_and_its_menu(browser, address):
    page = browser.new_page(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page.goto(f"{address}/en/01-slices.html")
    code = page.locator("article div.highlight .k, article div.highlight .kn").first
    assert code.evaluate("one => getComputedStyle(one).color") != page.locator(
        "article div.highlight pre"
    ).first.evaluate("one => getComputedStyle(one).color")
    page.locator(".dropdown-toggle").hover()
    assert page.locator(".dropdown-menu").is_visible()
    assert page.locator(".live-bar, .copy-code").count() == 0
    page.close()


# Long pages: what is far away is not laid out (content-visibility), and found all the same.

FAR = "bad-char-in-struct-format"


def test_a_place_far_down_is_reached_found_and_printed(open_page):
    page = open_page(f"en/errors.html#{FAR}", width=390)
    top = f"document.querySelector('#{FAR} > :is(h2, h3)').getBoundingClientRect().top"
    until(page.evaluate, f"{top} > 0 && {top} < 160")
    page.wait_for_load_state("networkidle")
    until(page.evaluate, SETTLED)
    assert 0 < page.evaluate(top) < 160
    assert page.evaluate("scrollTo(0, 0), find('bad char in struct format')")


def test_a_long_page_is_laid_out_a_section_at_a_time(browser, address):
    """On a page whose browser has never time, what is far away stays as it is; on paper all is there."""
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.add_init_script("window.requestIdleCallback = () => {};")
    page.goto(f"{address}/en/errors.html")
    laid_out = """[...document.querySelectorAll("article section section pre")]
        .filter((one) => one.checkVisibility({ contentVisibilityAuto: true })).length"""
    assert page.evaluate(laid_out) < page.locator("article pre").count() / 4
    assert page.evaluate("find('bad char in struct format')")
    page.evaluate("getSelection().empty()")
    page.emulate_media(media="print")
    assert page.evaluate(laid_out) > page.locator("article pre").count() / 2
    page.close()
