"""What matters most on a page, in Firefox and in WebKit: cells, an answer, the playground, languages, the search."""

import contextlib
import sys

import pytest

from tests.conftest import absent
from tests.drivers import CONTROL, Firefox, WebKit
from tests.live_pages import BUSY, shown, unlike_stored, until

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("npm_parts")]

ANSWER = (
    "def chunk_sums(data, n): "
    "return [sum(memoryview(data)[i:i+n]) % 256 for i in range(0, len(data), n)]"
)


@pytest.fixture(
    scope="module", params=[(Firefox, "en"), (WebKit, "ru")], ids=["Firefox-en", "WebKit-ru"]
)
def window(request, tmp_path_factory):
    """Return a window of the browser, or skip where it is not installed.

    Its `language` is the one in which it runs lesson 1. In Chromium that is Turkish: see test_live.py.
    """
    driver, language = request.param
    if driver is WebKit and sys.platform != "linux":
        pytest.skip("WebKitGTK is there on Linux only")
    program = driver.find()
    if program is None:
        absent(f"{driver.__name__} is not installed")
    with contextlib.ExitStack() as stack:
        window = driver(program, tmp_path_factory.mktemp("profile"), stack)
        window.language = language
        yield window


def run_cell(window, cell):
    window.click(f"#cell-{cell} .live-run")
    until(window.evaluate, f"!({BUSY})")
    return window.evaluate(shown(cell))


def test_a_page_runs_from_top_to_bottom_and_judges_an_answer(window, address):
    window.open(f"{address}/{window.language}/01-slices.html")
    window.evaluate("document.querySelector('.runway').open = true")
    window.click(".live-all")
    until(window.evaluate, BUSY)
    until(window.evaluate, f"!({BUSY})")
    assert unlike_stored(window.evaluate, "01-slices", window.language) == {}
    window.click("#cell-chunk-sums .live-edit")
    until(window.evaluate, "!!document.activeElement.closest('#cell-chunk-sums .cm-content')")
    window.type("a", holding=CONTROL)
    window.type(ANSWER)
    assert window.evaluate("document.activeElement.innerText").strip() == ANSWER
    assert run_cell(window, "chunk-sums-check").startswith("✔ chunk_sums ")


def test_the_playground(window, address):
    window.open(f"{address}/en/playground.html")
    until(window.evaluate, "!!document.querySelector('#cell-playground .cm-content')")
    assert "9 + 1·(-2) = 7" in run_cell(window, "playground")


def test_the_language_menu_leads_to_the_same_page(window, address):
    window.open(f"{address}/tr/01-slices.html")
    window.click(".header-article-items__end nav.languages a[hreflang=ru]")
    until(
        window.evaluate,
        "document.readyState === 'complete' && document.documentElement.lang === 'ru'",
    )
    assert window.evaluate("location.pathname") == "/ru/01-slices.html"


def test_the_search_finds(window, address):
    window.open(f"{address}/ru/search.html?q=экспортёров")
    found = "[...document.querySelectorAll('.search-found a')].map((link) => link.pathname)"
    until(window.evaluate, f"{found}.includes('/ru/02-exporters.html')")
    until(window.evaluate, "!!document.querySelector('.search-text mark')")
