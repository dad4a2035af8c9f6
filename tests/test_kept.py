"""Nobody loses a line: what a reader wrote is there, or can be brought back, or is said not to be kept."""

import pytest

from book.wording import words_of
from tests.live_pages import until
from tests.test_live import write_into
from tests.test_safety import linked

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("npm_parts")]

TEXT = "document.querySelector('#cell-playground .cm-content')?.innerText"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }"
FORBIDDEN = (
    "Object.defineProperty(window, 'localStorage', {get() { throw new Error('forbidden'); }})"
)


@pytest.fixture
def playground(open_page):
    """Open the playground with a text of the reader's."""
    page = open_page("tr/playground.html", "tr")
    page.locator(".cm-content").wait_for()
    write_into(page, "playground", "print('mine')")
    return page


def is_text(page, text):
    until(page.evaluate, f"{TEXT} === {text!r}")


def brought_back(page):
    """Press the button for earlier code, loaded anew; return what the cell has then."""
    page.reload()
    before = page.evaluate(TEXT)
    page.locator("#cell-playground .live-undo").click()
    until(page.evaluate, f"{TEXT} !== undefined && {TEXT} !== {before!r}")
    return page.evaluate(TEXT)


def open_link(page, code="print('theirs')"):
    page.evaluate(f"location.hash = {linked(code)!r}")
    is_text(page, code)


def test_a_link_and_one_key(playground):
    open_link(playground)
    playground.locator(".cm-content").focus()
    playground.keyboard.press("Control+End")
    playground.keyboard.type("#")
    is_text(playground, "print('theirs')#")
    playground.reload()
    is_text(playground, "print('theirs')#")
    assert brought_back(playground) == "print('mine')"
    assert brought_back(playground) == "print('theirs')#"


def test_a_link_and_reset(playground):
    open_link(playground)
    playground.locator("#cell-playground .live-reset").click()
    assert brought_back(playground) == "print('mine')"


def test_samples(playground):
    for sample in ("rows-code", "writing-code"):
        names = playground.locator(".live-samples option").evaluate_all(
            "all => all.map((one) => one.value)"
        )
        playground.locator(".live-samples").select_option(sample if sample in names else names[-1])
    assert brought_back(playground) == "print('mine')"


def test_reset(open_page):
    page = open_page("ru/01-slices.html", "ru")
    write_into(page, "second-name", "print('mine')")
    page.locator("#cell-second-name .live-reset").click()
    page.reload()
    page.locator("#cell-second-name .live-undo").click()
    text = "document.querySelector('#cell-second-name .cm-content')?.innerText"
    until(page.evaluate, f"{text} === \"print('mine')\"")
    page.goto(page.url.replace("/ru/", "/en/"))  # the same text in the other editions
    shown = page.locator("#cell-second-name .live-text").inner_text()
    assert shown.rstrip("\n") == "print('mine')"


def test_two_tabs(playground):
    other = playground.context.new_page()
    other.goto(playground.url)
    is_text(other, "print('mine')")
    write_into(other, "playground", "print('other')")
    is_text(playground, "print('other')")
    assert (
        words_of("tr")["Changed in another tab"]
        in playground.locator("#cell-playground").inner_text()
    )
    assert not playground.locator("#cell-playground .live-undo").is_hidden()
    other.close()
    assert brought_back(playground) == "print('mine')"


@pytest.mark.parametrize("storage", [FULL, FORBIDDEN], ids=["full", "forbidden"])
def test_what_is_not_kept_is_said_beforehand(windows, address, storage):
    page = windows.open(locale="tr")
    page.add_init_script(storage)
    page.goto(f"{address}/tr/playground.html")
    page.locator("#cell-playground .live-unkept").wait_for()
    said = "This browser keeps nothing here: what you write is gone when the page closes. Copy it, if you need it."
    assert page.locator("#cell-playground .live-unkept").inner_text() == words_of("tr")[said]
    page.context.close()


def test_storage_that_fills_up_is_said(playground):
    playground.evaluate(f"void ({FULL.rstrip(';')})")
    write_into(playground, "playground", "print('not kept')")
    playground.locator("#cell-playground .live-unkept").wait_for()


def test_what_was_written_into_cells_that_are_gone_is_listed(open_page):
    page = open_page("ru/index.html", "ru")
    page.evaluate("""() => {
        kept.set("cell:01-slices:gone", "print('of a cell')");
        kept.set("cell:gone:bracket", "print('of a page')");
        kept.set("earlier:01-slices:bracket", JSON.stringify(["print('earlier')"]));
        kept.set("earlier:01-slices:other", "no JSON");
    }""")
    page.reload()
    listed = page.locator(".progress-box details")
    listed.locator("summary").click()
    until(page.evaluate, "document.querySelectorAll('.progress-box pre').length === 3")
    lines = dict(
        zip(
            listed.locator("pre").all_inner_texts(),
            listed.locator("div:has(> pre)").all_inner_texts(),
            strict=True,
        )
    )
    gone = words_of("ru")["no longer in the book"]
    assert gone in lines["print('of a cell')"]
    assert gone in lines["print('of a page')"]
    assert gone not in lines["print('earlier')"]
    assert listed.locator("a").first.get_attribute("href") == "01-slices.html#cell-bracket"
    assert page.faults == []


def test_keys_carry_the_path_of_the_site(playground):
    keys = playground.evaluate("Object.keys(localStorage).filter((key) => key.includes('cell:'))")
    assert keys == ["/cell:playground:playground"]
    playground.evaluate("localStorage.setItem('/another/cell:playground:playground', 'x')")
    assert playground.evaluate("kept.keys('cell:')") == ["cell:playground:playground"]
