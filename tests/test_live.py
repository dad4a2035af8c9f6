"""Live cells as a reader meets them: run, edited, stopped, judged, in a real browser, and nowhere else."""

import gzip
import json
import re
import threading
import time
from collections import defaultdict
from pathlib import Path

import pytest

from book import LANGUAGES, ROOT, Problem, live, policy
from book.notebooks import path_of, read
from book.server import listen
from book.wording import words_of
from tests import live_pages
from tests.conftest import Windows
from tests.live_pages import ABSENT, BUSY, PATIENCE

IDLE_LIMIT = 6 * 1024  # bytes, gzipped, that a page loads more for cells that nobody runs
pytestmark = [pytest.mark.once, pytest.mark.usefixtures("npm_parts")]


def until(page, condition):
    live_pages.until(page.evaluate, condition)


def run_cell(page, cell):
    """Press Run of a cell and wait until nothing runs any more; return what the cell shows then."""
    page.locator(f"#cell-{cell} .live-run").dispatch_event("click")  # it may be folded away
    until(page, f"!({BUSY})")
    return shown(page, cell)


def shown(page, cell):
    return page.evaluate(live_pages.shown(cell))


def unfold(page):
    """Open the line of what a page imports, in which tests write."""
    page.evaluate("document.querySelectorAll('.runway').forEach((one) => (one.open = true))")


def write_into(page, cell, code):
    """Replace the code of a cell by way of its editor."""
    unfold(page)
    if not page.locator(f"#cell-{cell} .cm-content").count():
        page.locator(f"#cell-{cell} .live-edit").click()
    page.locator(f"#cell-{cell} .cm-content").fill(code)


@pytest.fixture(scope="module")
def windows(browser, at_once):
    return Windows(browser, at_once)


# Lesson 1 on a phone, run from top to bottom once; in test_other_browsers.py in the other two languages.


@pytest.fixture(scope="module")
def lesson(browser, address):
    """Run it on the site as it is, whose Python starts as a reader's does."""
    windows = Windows(browser, address)
    page = windows.take(locale="tr")
    page.language = "tr"
    page.set_viewport_size({"width": 390, "height": 800})
    page.emulate_media(color_scheme="light")
    page.goto(f"{address}/tr/01-slices.html")
    unfold(page)
    page.locator(".live-all").click()
    until(page, BUSY)
    until(page, f"!({BUSY})")
    yield page
    page.context.close()


def test_a_page_runs_from_top_to_bottom(lesson):
    """Each live output says what the stored one says, pictures and verdicts in the page's language too."""
    assert live_pages.unlike_stored(lesson.evaluate, "01-slices", lesson.language) == {}
    assert lesson.elsewhere == []
    assert lesson.faults == []


LOOKS = """(root) => [...new Set([...root.querySelectorAll(":is(.bufferscope, .measured) [class]")].map((one) => {
    const { fill, stroke, strokeDasharray, color, backgroundColor, borderTopStyle, display } = getComputedStyle(one);
    const looks = [fill, stroke, strokeDasharray, color, backgroundColor, borderTopStyle, display];
    return [one.getAttribute("class"), ...looks].join();
}))].sort()"""


def test_drawings_look_as_stored(lesson):
    """Their styles do not come with them: the site has them (live/drawing.css)."""
    drawn = lesson.evaluate(f"""[...document.querySelectorAll("div.cell")].flatMap((cell) => {{
        const live = cell.querySelector(".live-markup > *")?.shadowRoot;
        return live ? [[({LOOKS})(live), ({LOOKS})(cell.querySelector(".cell_output"))]] : [];
    }})""")
    drawn = [(now, stored) for now, stored in drawn if stored]  # a plot is stored as an image
    assert drawn
    for now, stored in drawn:
        assert now == stored


def test_what_ran_wraps_on_a_phone(lesson):
    wide = """[...document.querySelectorAll(".live-output:not([hidden]), .live-error pre, .tag_check .live-output pre")]
        .filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.closest(".cell").id)"""
    assert lesson.evaluate(wide) == []


def solution_of(exercise, language):
    """Return the solution that lesson 1 shows of an exercise, under the name that a reader gives it."""
    cells = read(path_of("01-slices", language)).cells
    solution = next(cell.source for cell in cells if cell.id == f"{exercise}-solution")
    name = exercise.replace("-", "_")
    return solution.replace(f"{name}_solution", name)


def test_an_exercise_is_answered_and_judged(lesson):
    unsolved = run_cell(lesson, "chunk-sums-check")
    write_into(lesson, "chunk-sums", solution_of("chunk-sums", lesson.language))
    assert run_cell(lesson, "chunk-sums-check").startswith("✔ chunk_sums ")
    assert " 0/" in unsolved
    lesson.locator("#cell-chunk-sums .live-reset").click()
    assert run_cell(lesson, "chunk-sums-check") == unsolved


def test_axe_finds_nothing_with_cells_run(lesson, npm_parts):
    write_into(lesson, "chunk-sums", "def chunk_sums(data, n):\n    # nothing\n    return 'x', 1")
    lesson.evaluate((npm_parts / "axe-core" / "axe.min.js").read_text("utf-8"))
    for theme in ("light", "dark"):
        lesson.emulate_media(color_scheme=theme)
        until(lesson, f"document.documentElement.dataset.theme === '{theme}'")
        found = lesson.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
        assert [(one["id"], [n["html"][:200] for n in one["nodes"][:3]]) for one in found] == []


def test_what_a_reader_wrote_can_be_copied(open_page):
    page = open_page("ru/01-slices.html", "ru")
    copy = page.locator("#cell-second-name .live-copy")
    assert not copy.is_visible()  # the button of the code as it was given copies that
    write_into(page, "second-name", "print('mine')")
    page.evaluate("window.copy = async (text) => { window.copied = text; return true; }")
    copy.click()
    assert page.evaluate("copied") == "print('mine')"
    assert page.locator("#cell-second-name .live-status").inner_text() == words_of("ru")["Copied!"]
    page.reload()
    copy.wait_for()


def test_code_looks_alike_before_and_while_it_is_edited_and_after(open_page):
    """It stays where it stood; what a reader wrote has the page's colours, and goes on set in, after a reload, too."""
    page = open_page("ru/01-slices.html", "ru", width=390, has_touch=True)
    first = """(root) => {
        const range = document.createRange(), text = document.createTreeWalker(root, NodeFilter.SHOW_TEXT).nextNode();
        range.setEnd(text, 1);
        range.setStart(text, 0);
        const { left, top } = range.getBoundingClientRect();
        return [Math.round(left), Math.round(top + scrollY)];
    }"""
    cell = page.locator("#cell-into-function")
    stood = cell.locator(".cell_input pre").evaluate(first)
    cell.locator(".live-edit").click()
    editor = cell.locator(".cm-content")
    x, y = editor.evaluate(first)
    assert abs(x - stood[0]) <= 2
    assert abs(y - stood[1]) <= 2
    assert cell.locator(".live-keys").is_hidden()  # there is no Shift+Enter
    long = "    return memoryview(given)[12:], 'and a string'  # on and on"
    editor.fill(f"def mine(given):\n{long}")
    line = editor.locator(".cm-line").last
    hangs = "one => [parseFloat(getComputedStyle(one).textIndent) < -30, one.offsetHeight > 30]"
    assert line.evaluate(hangs) == [True, True]
    page.reload()
    text = cell.locator(".live-text")
    assert text.text_content().rstrip() == f"def mine(given):\n{long}"
    colour = "one => getComputedStyle(one).color"
    for kind in ("k", "mi"):
        given = page.locator(f".cell_input div.highlight .{kind}").first
        assert text.locator(f".{kind}").first.evaluate(colour) == given.evaluate(colour)
    assert text.locator(".long").evaluate(hangs) == [True, True]


def test_an_answer_is_kept(open_page):
    page = open_page("en/01-slices.html")
    write_into(page, "chunk-sums", solution_of("chunk-sums", "en"))
    page.reload()  # the answer is still there, and runs without its editor
    assert "def chunk_sums" in page.locator("#cell-chunk-sums .live-text").inner_text()
    assert run_cell(page, "chunk-sums-check").startswith("✔")
    assert shown(page, "slices-of-bytes") == "", "the lesson above has not been run for it"
    page.locator("#cell-chunk-sums .live-reset").click()
    assert " 0/" in run_cell(page, "chunk-sums-check")
    page.reload()
    assert page.locator(".live-text").count() == 0


# One page, of which each of these tests uses a cell or two. To start Python takes longer than to run them.


@pytest.fixture(scope="module")
def kept(windows):
    """Open lesson 1 in Turkish, so that English words of the interface are noticed, on a phone."""
    page = windows.take(locale="tr")
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme="light")
    page.goto(f"{windows.address}/tr/01-slices.html")
    unfold(page)
    yield page
    windows.give_back(page)


@pytest.fixture
def page(kept):
    """Return a page on which Python may run already; what a test writes into cells is taken back."""
    yield kept
    if kept.evaluate(BUSY):  # the test has failed
        kept.locator(".live-restart").click()
        until(kept, f"!({BUSY})")
    kept.evaluate(
        "document.querySelectorAll('.live-reset:not([hidden])').forEach((one) => one.click())"
    )


def word(english):
    return words_of("tr")[english]


def test_a_site_that_lacks_a_part_says_so(page):
    page.locator(".live-restart").click()
    page.route("**/pyodide.asm.wasm", lambda route: route.fulfill(status=404))
    failed = word("Python could not start, or has failed:")
    assert failed in run_cell(page, "imports")
    page.unroute("**/pyodide.asm.wasm")
    assert run_cell(page, "imports") == ""


def cut(whole):
    return whole[:-1000]


def altered(whole):
    return whole[:-9] + bytes(9)


def longer(whole):
    return whole + b"\n"  # a module, or a list, is none the worse for it


def test_each_part_has_its_sum():
    """What has none is refused: the worker knows them all, and no page starts without one of them."""
    worker = live.files(ROOT, "")["worker.js"].decode().partition("\n")[0]
    sums = json.loads(worker.removeprefix("const PARTS = ").removesuffix(";"))
    assert set(sums) == {*live.CORE, live.parts.LOCK, live.OURS}
    assert sums[live.OURS] == policy.sum_of(live.ours(ROOT))


TYPES = defaultdict(lambda: "application/octet-stream")
TYPES |= {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".mjs": "text/javascript"}  # fmt: skip
DAMAGED = "{name} did not come whole, or is not the one of this site. Run again to try it anew."


@pytest.mark.parametrize(
    ("part", "harm"),
    [
        ("pyodide.asm.wasm", altered), ("python_stdlib.zip", cut),
        ("pyodide.mjs", longer), ("pyodide.asm.mjs", longer), ("pyodide-lock.json", longer),
    ],
)  # fmt: skip
def test_a_part_that_is_damaged_is_named(page, site, part, harm):
    """And not counted for ever: Pyodide waits for a program that can't be compiled."""
    page.locator(".live-restart").click()
    [whole] = site.glob(f"live/*/{part}")
    damaged = harm(whole.read_bytes())
    page.route(
        f"**/{part}",
        lambda route: route.fulfill(body=damaged, content_type=TYPES[Path(part).suffix]),
    )
    try:
        page.locator("#cell-imports .live-run").click()
        output = page.locator("#cell-imports .live-output")
        output.get_by_text(word(DAMAGED).format(name=part)).wait_for(timeout=PATIENCE * 1000)
        assert word("Python could not start, or has failed:") in output.inner_text()
    finally:
        page.unroute(f"**/{part}")
        page.locator(".live-restart").click()


STILL = "Nothing has come from the site for a while."


@pytest.mark.parametrize("part", ["machine.js", "pyodide.asm.wasm"])
def test_a_part_that_does_not_come_is_said_and_tried_again(open_page, address, part):
    """The connection is open, and nothing comes. What comes damaged then is asked for once more, of the site itself."""
    page = open_page("ru/index.html", "ru", width=390)
    page.goto(f"{address}/ru/01-slices.html")
    asked = []

    def meet(route):
        asked.append(route)
        if len(asked) == 1:
            return  # for ever
        damaged = len(asked) == 2 and part.endswith(".wasm")
        route.fulfill(body="damaged") if damaged else route.continue_()

    page.route(f"**/{part}*", meet)
    page.locator("#cell-bracket .live-run").click()
    page.locator(".live-now .live-again").wait_for()
    assert words_of("ru")[STILL] in page.locator(".live-now").inner_text()
    page.locator(".live-now .live-again").click()
    if part == "pyodide.asm.wasm":
        until(page, f"!({BUSY})")
        assert "friend" in shown(page, "bracket")
        assert len(asked) == 3
    else:
        until(page, f"document.querySelector('.live-now').textContent.includes('%') || !({BUSY})")
        page.locator(".live-now .live-stop").click()
        until(page, f"!({BUSY})")
        assert len(asked) == 2


def test_sums_are_taken_where_browsers_take_none(open_page, site):
    """On plain http, as from a teacher's laptop, where a page has no `crypto.subtle`."""
    page = open_page("en/index.html")
    harmed = []

    def serve(route):
        path = site / route.request.url.partition(".example/")[2].partition("?")[0]
        if not path.is_file():
            return route.fulfill(status=404)
        body = altered(path.read_bytes()) if path.name in harmed else path.read_bytes()
        route.fulfill(
            body=body, content_type=TYPES[path.suffix]
        )  # a host that knows no programs, too

    page.route("http://room.example/**", serve)
    page.goto("http://room.example/tr/01-slices.html")
    assert page.evaluate("!isSecureContext && !crypto.subtle")
    harmed.append("pyodide.mjs")
    page.locator("#cell-bracket .live-run").click()
    until(page, f"!({BUSY})")
    assert word(DAMAGED).format(name="pyodide.mjs") in page.locator("article").inner_text()
    harmed.clear()
    assert "friend" in run_cell(page, "bracket")


def test_only_what_has_not_run_above_runs(page):
    write_into(page, "second-name", "runs = globals().get('runs', 0) + 1")
    write_into(page, "into-function", "print(runs)")
    assert run_cell(page, "into-function") == "1\n"
    assert run_cell(page, "into-function") == "1\n"
    write_into(page, "second-name", "runs = runs + 10")  # changed, so it has not run yet
    assert run_cell(page, "into-function") == "11\n"


NO_INPUT = "input() can't be answered in this page: write the value into the code"


def test_outputs_of_every_kind(page):
    for code, expected in (
        ("6 * 7", "42"),
        ("import sys; print('no', file=sys.stderr)", "no\n"),
        ("display('one'); display('two')", "'one''two'"),
        ("None", ""),
        ("import asyncio; await asyncio.sleep(0); print('slept')", "slept\n"),
        (
            "input()",
            f"OSError: {word(NO_INPUT)}",
        ),
        ("_ + 1", "43"),
    ):
        write_into(page, "imports", code)
        assert expected in run_cell(page, "imports")
    write_into(page, "imports", "1 / 0")
    traceback = run_cell(page, "imports")
    assert traceback.startswith('Traceback (most recent call last):\n  File "cell ')
    assert "    1 / 0" in traceback
    assert traceback.count("File ") == 1


def test_an_error_above_ends_the_run(page):
    write_into(page, "imports", "import nothing_of_that_name")
    assert run_cell(page, "second-name") == ""
    status = page.locator("#cell-second-name .live-status").inner_text()
    label = word("Code cell {number}").format(number=1)
    assert status.startswith(word("A cell above ended with an error: {cell}").format(cell=label))
    assert page.locator("#cell-second-name .live-status a").get_attribute("href") == "#cell-imports"
    assert 'File "cell 1", line 1' in shown(page, "imports")  # one numbering


def test_what_was_edited_while_it_ran_has_not_run(page):
    write_into(page, "imports", "import time; version = 1; time.sleep(1)\ndef language(code): ...")
    page.locator("#cell-imports .live-run").click()
    until(
        page,
        "document.querySelector('#cell-imports .live-status').textContent === '"
        + word("Running…")
        + "'",
    )
    write_into(page, "imports", "version = 2\ndef language(code): ...")
    until(page, f"!({BUSY})")
    write_into(page, "second-name", "print(version)")
    assert run_cell(page, "second-name") == "2\n"


def test_the_streams_are_the_same_for_all_cells(page):
    write_into(page, "imports", "import logging\ndef language(code): ...\nlogging.warning('one')")
    assert "one" in run_cell(page, "imports")
    write_into(page, "second-name", "logging.warning('two')")
    assert "two" in run_cell(page, "second-name")


def test_packages_that_the_site_lacks(page):
    note = word(ABSENT).format(name="numpy")
    write_into(
        page, "imports", "from bufferscope import language\nimport numpy as np\nprint('imported')"
    )
    assert run_cell(page, "imports") == "imported\n"
    write_into(page, "second-name", "grid = np.zeros(3)")
    assert run_cell(page, "second-name") == note
    write_into(
        page, "into-function", "memoryview(grid)"
    )  # what would have come of it is missing, too
    assert run_cell(page, "into-function") == note
    write_into(page, "slice-of-list", "no_such_name")
    assert "NameError" in run_cell(page, "slice-of-list")


def test_a_measurement_is_drawn_without_matplotlib(page):
    drawn = run_cell(page, "slicing")
    assert "Emscripten" in drawn
    assert word(ABSENT).format(name="matplotlib") not in drawn
    page.emulate_media(color_scheme="dark")
    colour = """((one) => getComputedStyle(one).fill)(document.querySelector("#cell-slicing .live-markup > *")
        .shadowRoot.querySelector("svg.measured text"))"""
    until(page, f"{colour} === getComputedStyle(document.body).color")
    page.emulate_media(color_scheme="light")
    write_into(page, "imports", "slicing.plot().set_title('mine')")
    said = run_cell(page, "imports")
    assert said == word(ABSENT).format(name="matplotlib")
    write_into(page, "imports", "slicing.plot()")
    assert run_cell(page, "imports").count("Emscripten") == 1  # shown once, though it is the value


def test_tab_is_no_trap(page):
    write_into(page, "imports", "")
    page.locator("#cell-imports .cm-content").focus()
    page.keyboard.press("Tab")
    inside = "!!document.activeElement.closest('.cm-editor')"
    assert page.evaluate(inside)  # it indents
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert not page.evaluate(inside)
    page.locator("#cell-imports .cm-content").focus()
    page.keyboard.type("/")
    assert page.evaluate(inside)  # and not in the search of the page


def test_keys_alone_run_a_cell(page):
    page.locator("#cell-imports .live-edit").focus()
    page.keyboard.press("Enter")
    page.locator("#cell-imports .cm-content").wait_for()
    page.keyboard.press("Control+A")
    page.keyboard.type("print('by keys')")
    page.keyboard.press("Shift+Enter")
    until(
        page, "document.querySelector('#cell-imports .live-output').textContent.includes('by keys')"
    )


HOSTILE = """
class Hostile:
    def _repr_html_(self):
        return '''<style>p { color: red }</style><p>text</p><script>document.title = "taken"</script>
        <img src=x onerror="document.title = 'taken'">
        <a href="javascript:document.title = 'taken'">link</a>
        <style>:host, div, p { position: fixed !important; inset: 0; } button { display: none }</style>
        <form action="/"><input autofocus><button>Send</button></form>
        <base href="http://localhost/"><meta http-equiv="refresh" content="0; url=/">
        <iframe src="/"></iframe>'''
Hostile()
"""


def test_an_output_can_take_nothing_over(page):
    title, before = page.title(), page.url
    write_into(page, "imports", HOSTILE.strip())
    run_cell(page, "imports")
    page.wait_for_timeout(300)
    assert (page.title(), page.url) == (title, before)
    found = page.evaluate("""() => {
        const host = document.querySelector("#cell-imports .live-markup > *");
        const inside = [...host.shadowRoot.querySelectorAll("*")];
        const box = host.parentElement.getBoundingClientRect();
        const top = document.elementFromPoint(5, 5);
        return {
            tags: inside.map((one) => one.localName),
            handlers: inside.flatMap((one) => one.getAttributeNames()).filter((name) => /^on/.test(name)),
            links: [...host.shadowRoot.querySelectorAll("a")].map((one) => one.getAttribute("href")),
            covers: host.contains(top) || top === host,
            high: box.height,
            buttons: getComputedStyle(document.querySelector(".live-run")).display,
        };
    }""")
    assert not {"script", "form", "input", "button", "base", "meta", "iframe"} & set(found["tags"])
    assert found["handlers"] == []
    assert found["links"] == [None]
    assert not found["covers"]
    assert found["buttons"] != "none"


def test_each_page_has_a_python_of_its_own(page, open_page):
    other = open_page("en/index.html")
    write_into(page, "imports", "secret = 1")
    run_cell(page, "imports")
    write_into(other, "imports", "print('secret' in globals())")
    assert run_cell(other, "imports") == "False\n"


FORGER = """
import js, sys
from pyodide.ffi import to_js
caught = []
getter = {"get": lambda *given: caught.append(given), "configurable": True}
getter = to_js(getter, dict_converter=js.Object.fromEntries)
js.Object.defineProperty(js.MessageEvent.prototype, "data", getter)
sys.stdout.name = "x fixed-top live-notice"
print("named")
hasattr(js, "postMessage")
"""


def test_no_cell_speaks_in_the_name_of_the_worker(page):
    """The way to the page is out of a cell's reach, and so are the messages that come by it."""
    write_into(page, "imports", FORGER.strip())
    assert run_cell(page, "imports") == "named\nFalse"
    assert page.locator("#cell-imports .live-output .live-stdout").count() == 1
    write_into(page, "second-name", "print(caught)")
    assert run_cell(page, "second-name") == "[]\n"


REACH = (ROOT / "tests" / "hostile_reach.txt").read_text("utf-8")
KEEP = """caches.open("book:kept").then((cache) => cache.put("/kept", new Response("mine")))
    .then(() => new Promise((done) => { indexedDB.open("kept").onsuccess = done; }))
    .then(({ target }) => !target.result.close())"""
KEPT = """Promise.all([caches.keys(), caches.match("/kept").then((one) => one?.text()), indexedDB.databases()])
    .then(([names, text, bases]) => [names, text, bases.map((one) => one.name)])"""


def test_no_cell_reaches_what_the_device_keeps(page):
    """Kept pages are served from there, with the rights of the site; a worker of a cell's own would reach it."""
    assert page.evaluate(KEEP)
    write_into(page, "imports", REACH.strip())
    assert run_cell(page, "imports").splitlines()[-1] == "True"  # and no way that led there
    assert page.evaluate(KEPT) == [["book:kept"], "mine", ["kept"]]


# From here on Python is ended, and starts again.


LEFT_BEHIND = """
import asyncio, js
from pyodide.ffi import create_proxy
js.setInterval(create_proxy(lambda: js.console.log("left")), 20)
async def busy():
    while True:
        await asyncio.sleep(0)
task = asyncio.ensure_future(busy())
"""


def test_what_a_cell_leaves_behind_is_stopped(page):
    """As long as there is a Python, Stop is in view; it ends tasks and timers."""
    heard = []
    hear = lambda said: heard.append(said)  # noqa: E731 (Playwright marks it)
    page.on("console", hear)
    write_into(page, "imports", LEFT_BEHIND.strip())
    run_cell(page, "imports")
    with page.expect_console_message(lambda said: said.text == "left"):
        pass
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.locator(".live-off").click()
    assert page.locator(".live-off").is_hidden()
    assert page.locator("#cell-imports .live-status").inner_text() == word("Stopped")
    page.wait_for_timeout(500)
    before = len(heard)
    page.wait_for_timeout(500)
    assert len(heard) == before
    page.remove_listener("console", hear)


def stop(page, cell, when):
    """Run a cell, wait until its output has a text, and stop it."""
    page.locator(f"#cell-{cell} .live-run").click()
    output = f"document.querySelector('#cell-{cell} .live-output').textContent"
    until(page, f"{output}.includes('{when}')")
    page.locator(f"#cell-{cell} .live-stop").click()
    until(page, f"!({BUSY})")


def test_an_endless_loop_is_stopped(page):
    write_into(page, "imports", "print('begun')\nwhile True:\n    print('x' * 1000)")
    stop(page, "imports", when="…")
    assert page.locator("#cell-imports .live-status").inner_text() == word("Stopped")
    gone = "Python was stopped and its memory is gone: the next run starts again from the top."
    assert page.locator(".live-notice").inner_text() == word(gone)
    assert len(shown(page, "imports")) < 110_000  # the page does not fill with it
    write_into(page, "imports", "print('again')")
    assert run_cell(page, "imports") == "again\n"


def test_what_is_printed_before_a_loop_is_seen(page):
    write_into(page, "imports", "print('before')\nwhile True: pass")
    stop(page, "imports", when="before")


def test_an_interpreter_that_ends_itself_is_noticed(page):
    for way in ("_exit(3)", "abort()"):  # a second interpreter ends by the second
        write_into(page, "imports", f"import os; os.{way}")
        assert word("Python could not start, or has failed:") in run_cell(page, "imports")
    write_into(page, "imports", "print('again')")
    assert run_cell(page, "imports") == "again\n"


# Pages that are served otherwise.


def test_a_page_from_a_folder_says_what_to_do(browser, site):
    page = browser.new_page()
    page.goto((site / "tr" / "01-slices.html").as_uri())
    unfold(page)
    page.locator("#cell-imports .live-run").click()
    said = page.locator("#cell-imports .live-output").inner_text()
    assert "python3 -m http.server" in said
    assert "http://localhost:8000" in said
    page.close()


def test_it_works_in_a_room_without_internet(browser, site):
    """Served from another address of this machine, as from a teacher's laptop: nothing else is asked."""
    try:
        server = listen("127.0.0.2", 0, site)
    except Problem:
        pytest.skip("this system has the one loopback address only")
    asked = []
    with server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.2:{server.server_port}"
        page = browser.new_page()
        page.route(
            "**/*",
            lambda route: (
                route.continue_()
                if route.request.url.startswith(address)
                else (asked.append(route.request.url), route.abort())
            ),
        )
        page.goto(f"{address}/ru/01-slices.html")
        assert run_cell(page, "second-name")
        page.close()
        server.shutdown()
    assert asked == []


# Nothing that a cell does reaches beyond its output.


# By the constructors themselves: code for `js.eval` would meet the ban on eval, and prove nothing of hosts.
ATTACKS = (ROOT / "tests" / "hostile_cell.txt").read_text("utf-8")
ARRIVE = {"fetched", "xhr", "socket", "events", "font"}


@pytest.fixture
def beside(windows, asked_of_the_host):
    """Return an address on the book's own host that is not the book's, and the list of what was asked for there."""
    return f"{windows.address}/wiki", asked_of_the_host


def attack(page, *places):
    write_into(page, "imports", f"PLACES = {list(places)}\n{ATTACKS.strip()}")
    assert "tried" in run_cell(page, "imports")
    page.wait_for_timeout(500)


def test_a_cell_reaches_the_parts_of_python_and_nothing_else(open_page, stranger, beside):
    (other, asked), (here, asked_here) = stranger, beside
    page = open_page("en/01-slices.html", cache=False)
    attack(page, other, here)
    assert asked == []
    assert [path for path in asked_here if path.startswith("/wiki")] == []
    # What concerns the interpreter does not concern its page, which goes on to load what is its own.
    assert page.evaluate("fetch('search.html').then((answer) => answer.status)") == 200


def test_without_the_policies_all_that_arrives(open_page, stranger, beside):
    """So that the test above proves something."""
    (other, asked), (here, asked_here) = stranger, beside
    page = open_page("en/01-slices.html", bypass_csp=True)
    attack(page, other, here)
    assert {path.removeprefix("/") for path in asked} >= ARRIVE
    assert {path.removeprefix("/wiki/") for path in asked_here} >= ARRIVE


def test_the_policy_is_in_every_page(site):
    for path in site.rglob("*.html"):
        head = path.read_text("utf-8").partition("</head>")[0]
        assert head.count("Content-Security-Policy") == 1, path
        said = re.search(r'Content-Security-Policy" content="([^"]*)"', head)[1]
        assert head.index("Content-Security-Policy") < min(
            [head.index(tag) for tag in ("<script", "<link", "<style") if tag in head],
            default=len(head),
        )
        script = re.search(r"script-src ([^;]*)", said)[1]
        assert "'unsafe-inline'" not in script
        assert "'unsafe-eval'" not in script
        assert "http" not in said


# Light.


def test_what_a_page_loads_before_anything_runs(open_page, site):
    page = open_page("en/01-slices.html", cache=False)
    page.wait_for_load_state("networkidle")
    pressed = re.compile(r"/live/|/(live|search|find|progress-file)\.js")
    assert not [url for _, url in page.asked if pressed.search(url)]
    ours = sum(len(gzip.compress((ROOT / "book/static" / name).read_bytes())) for name in live.IDLE)
    marked = (site / "en/01-slices.html").read_text("utf-8")
    settings = re.search(r'<script [^>]*id="live"[^>]*>.*?</script>', marked)[0]
    assert ours + len(settings) < IDLE_LIMIT


NEVER_IDLE = "window.requestIdleCallback = () => {};"
MADE = "document.querySelectorAll('.live-bar').length"


def test_buttons_are_made_where_the_reader_is(browser, address):
    """On a page whose browser has never time: for the cells nearby, as it scrolls, and all for who goes by keys."""
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.add_init_script(NEVER_IDLE)
    page.goto(f"{address}/en/01-slices.html")
    until(page, MADE)
    begun = page.evaluate(MADE)
    page.evaluate("document.getElementById('cell-shares-check').scrollIntoView()")
    until(page, "document.querySelector('#cell-shares-check > .cell_input + .live-bar')")
    cells = page.locator("div.cell:has(.cell_input pre)").count()
    assert begun <= 4 < page.evaluate(MADE) < cells
    page.keyboard.press("Tab")
    assert page.evaluate(MADE) == cells
    page.close()


def test_all_buttons_are_there_once_the_browser_has_had_time(open_page):
    page = open_page("tr/errors.html", "tr")
    until(page, f"{MADE} === document.querySelectorAll('.cell_input').length")
    assert page.evaluate("scrollY") == 0


def test_a_button_whose_script_does_not_come_says_so(open_page):
    page = open_page("ru/01-slices.html", "ru")
    held = []
    page.route("**/live.js*", lambda route: held.append(route))
    press = page.locator("#cell-bracket .live-run")
    press.click()
    page.locator("#cell-bracket").get_by_text(words_of("ru")[STILL]).wait_for()
    held[0].abort()
    said = words_of("ru")["What runs code could not be loaded. Try again with a connection."]
    page.locator("#cell-bracket").get_by_text(said).wait_for()
    page.unroute("**/live.js*")
    press.click()  # it is tried again
    until(page, f"{BUSY}")


def test_the_page_says_what_the_first_run_loads(open_page, site):
    parts = [*(site / "live").glob("pyodide-*/*"), *(site / "live").glob("*/ours.zip")]
    size = sum(path.stat().st_size for path in parts)
    page = open_page("en/01-slices.html")
    said = page.locator(".live-notice").text_content()
    assert f"about {round(size / 1e6)} MB" in said
    packed = sum(len(gzip.compress(path.read_bytes())) for path in parts)
    assert f"({round(packed / 1e6)} MB from" in said


# For everybody.


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_every_word_of_live_cells_is_translated(language):
    names = ("book/static/live.js", "book/static/cells.js", "book/static/theme.js")
    script = "".join((ROOT / name).read_text("utf-8") for name in names)
    said = re.findall(r'\b_\("((?:[^"\\]|\\.)*)"', script)
    assert len(said) > 20
    assert [text for text in said if text not in words_of(language)] == []
    for text in said:
        assert set(re.findall(r"{\w+}", text)) == set(
            re.findall(r"{\w+}", words_of(language)[text])
        )


# The playground.


def test_the_playground(open_page):
    page = open_page("ru/playground.html", "ru", width=390, height=800)
    page.locator("#cell-playground .cm-content").wait_for()
    assert "9 + 1·(-2) = байт 7" in run_cell(page, "playground")
    samples = page.locator(".live-samples option").all_inner_texts()
    assert len(samples) >= 13
    page.locator(".live-samples").select_option("rows-code")
    end = time.monotonic() + PATIENCE
    while "0 + 1·4 + 2·1 = байт 6" not in shown(
        page, "playground"
    ):  # it runs by itself, as Python is there
        assert time.monotonic() < end, shown(page, "playground")
        page.wait_for_timeout(50)
    page.locator("#cell-playground .cm-content").click()
    page.keyboard.press("Control+End")
    page.keyboard.press("Alt+ArrowDown")  # of index=(1, 2), the last number
    drawn = live_pages.shown("playground")
    until(page, f"{drawn}.includes('0 + 1·4 + 1·1 = байт 5')")  # the picture follows
    page.locator(".live-link").click()
    assert "#code=" in page.url
    assert page.elsewhere == []


def test_code_from_an_address_waits_for_its_reader(open_page):
    page = open_page("en/playground.html")
    page.locator("#cell-playground .cm-content").wait_for()
    write_into(page, "playground", "print('Grüße, мир, dünya')")
    page.locator(".live-link").click()
    link = page.url.partition("/en/")[2]

    other = open_page("en/" + link)
    other.locator("#cell-playground .cm-content").wait_for()
    until(other, "document.querySelector('.cm-content').innerText.includes('dünya')")
    other.wait_for_timeout(500)
    assert shown(other, "playground") == ""
    assert not other.evaluate(BUSY)
    warning = "This code came with the link. Read it before you run it."
    assert warning in other.locator("#cell-playground").inner_text()
    assert other.locator(".cm-content").inner_text() == "print('Grüße, мир, dünya')"


def test_what_is_written_after_a_link_is_kept(open_page):
    page = open_page("en/playground.html")
    page.locator("#cell-playground .cm-content").wait_for()
    write_into(page, "playground", "print('mine')")
    page.locator(".live-link").click()
    linked = page.url
    write_into(page, "playground", "print('mine, later')")
    until(page, "!location.hash")
    page.reload()
    page.locator("#cell-playground .cm-content").wait_for()
    assert "mine, later" in page.locator("#cell-playground .cm-content").inner_text()
    page.goto(linked)  # somebody else's code does not take the place of what was written
    page.reload()
    until(page, "document.querySelector('.cm-content')?.innerText === \"print('mine')\"")
    page.goto(linked.partition("#")[0] + "?")
    until(page, "document.querySelector('.cm-content')?.innerText.includes('later')")


def test_code_that_is_too_long_for_a_link(open_page):
    page = open_page("en/playground.html")
    page.locator("#cell-playground .cm-content").wait_for()
    write_into(page, "playground", "# " + "long " * 2000)
    page.locator(".live-link").click()
    page.get_by_text("The code is too long for a link.").wait_for()
    assert "#code=" not in page.url
    assert page.faults == []


@pytest.mark.parametrize("code", ["%%%", "AAA_-", "gICA", "abc%3D", "QUJD."])
def test_a_damaged_address_is_said_to_be_damaged(open_page, code):
    page = open_page(f"en/playground.html#code={code}")
    damaged = "The code in the address is damaged: ask for the link again."
    page.locator(".cm-content").wait_for()
    assert damaged in page.locator("#cell-playground").inner_text()
    assert page.faults == []


# The runway, and what is seen while Python works.


def test_a_bar_says_what_works_and_stops_it(page):
    bar = page.locator(".live-now")
    assert bar.is_hidden()
    write_into(page, "imports", "import time\ntime.sleep(60)")
    page.locator("#cell-bracket .live-run").click()
    page.locator("#cell-second-name .live-run").click()
    until(page, "document.querySelector('.live-now').textContent.includes('1/')")
    label = word("Code cell {number}").format(number=1)
    assert label in bar.inner_text()
    waiting = page.locator("#cell-second-name .live-status").inner_text()
    assert waiting == word("Waiting for the cells before it…")
    bar.locator(".live-stop").click()
    until(page, f"!({BUSY})")
    assert bar.is_hidden()
    assert page.locator("#cell-second-name .live-status").inner_text() == word("Stopped")


def test_a_stopped_cell_is_skipped_until_it_is_asked_for(page):
    write_into(page, "second-name", "print('begun')\nwhile True: pass")
    stop(page, "second-name", when="begun")
    write_into(page, "into-function", "print('later')")
    assert run_cell(page, "into-function") == "later\n"
    status = page.locator("#cell-into-function .live-status")
    assert word("Skipped, because it was stopped before:") in status.inner_text()
    write_into(page, "second-name", "print('mended')")
    assert run_cell(page, "into-function") == "later\n"
    assert status.inner_text() == ""
    assert shown(page, "second-name") == "mended\n"


def test_reset_clears_what_ran_and_can_be_undone(page):
    write_into(page, "imports", "1 / 0")
    run_cell(page, "imports")
    page.locator("#cell-imports .live-reset").click()
    assert shown(page, "imports") == ""
    page.locator("#cell-imports .live-undo").click()
    until(page, "document.querySelector('#cell-imports .cm-content')?.innerText === '1 / 0'")
    page.locator("#cell-imports .live-reset").click()
    assert "import" in page.locator("#cell-imports .cell_input").inner_text()


def test_the_output_of_the_original_code_is_called_that(page):
    original = page.locator("#cell-into-function .live-original")
    assert original.count() == 0
    write_into(page, "into-function", "print('mine')")
    assert original.locator("summary").inner_text() == word("Output of the original code")
    assert original.locator(".cell_output").is_hidden()
    page.locator("#cell-into-function .live-reset").click()
    assert original.count() == 0
    assert page.locator("#cell-into-function .cell_output").is_visible()


# Numbers that keys turn.


def test_keys_turn_the_number_at_the_cursor(open_page):
    """No Python is needed for it; a number is what Python takes for one, with its minus."""
    page = open_page("tr/playground.html", "tr", width=320)
    editor = page.locator("#cell-playground .cm-content")
    editor.wait_for()

    def turned(code, back, key="Alt+ArrowUp"):
        """Return what becomes of a line of code when its cursor has gone back so far from the end."""
        write_into(page, "playground", code)
        page.keyboard.press("Control+End")
        for _ in range(back):
            page.keyboard.press("ArrowLeft")
        page.keyboard.press(key)
        return editor.inner_text()

    assert turned("v[::-2]", 1) == "v[::-1]"
    assert turned("v[::-1]", 3) == "v[::0]"
    assert turned("v[::0]", 1, "Alt+ArrowDown") == "v[::-1]"
    assert turned("v[i-2]", 1) == "v[i-3]"
    assert turned("v[9] + b[1]", 10) == "v[10] + b[1]"
    assert turned("v[9] + b[1]", 6) == "v[9] + b[2]"  # the next
    assert turned("v[9] + b[1]", 0) == "v[9] + b[2]"  # the last
    assert turned("x = '12' + 0x1f + 1.5", 0) == "x = '12' + 0x1f + 1.5"
    assert turned("x = 99999999999999999999", 0) == "x = 100000000000000000000"
    write_into(page, "playground", "w[0:7]")
    buttons = page.locator(".live-dial button")
    for button in buttons.all():
        box = button.bounding_box()
        assert box["height"] >= 44 and box["width"] >= 44
    page.keyboard.press("Control+End")
    page.keyboard.press("ArrowLeft")
    buttons.nth(0).click()
    buttons.nth(0).click()
    assert editor.inner_text() == "w[0:5]"
    until(page, "document.querySelector('.live-dial [role=status]').textContent === '5'")
    assert not page.evaluate(BUSY)  # nobody has started Python
    assert page.evaluate("document.documentElement.scrollWidth <= 320")
