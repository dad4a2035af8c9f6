"""What a cell shows, and how much of it, does no harm. A worker forges it that is no Python (hostile_worker.js)."""

import base64
from pathlib import Path

import pytest

from book.wording import words_of
from tests.live_pages import BUSY, shown, until
from tests.test_live import unfold, write_into

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("npm_parts")]

WORKER = Path(__file__).with_name("hostile_worker.js")
OUTPUT = "document.querySelector('#cell-imports .live-output')"
# what stands in the shadow trees of an output, but for our own element html
INSIDE = f"""[...{OUTPUT}.querySelectorAll('.live-markup > *')].flatMap(
    (one) => [...one.shadowRoot.querySelectorAll('html > *, html > * *')])"""

IN_OUR_WORDS = """[...document.querySelectorAll('.live-note, .live-status, .live-now, .live-notice')]
    .map((one) => one.textContent).join()"""


@pytest.fixture(scope="module")
def hostile(windows, address):
    """Open a page in Russian whose worker is hostile."""
    page = windows.take(locale="ru")
    page.route(
        "**/worker.js", lambda route: route.fulfill(path=WORKER, content_type="text/javascript")
    )
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{address}/ru/01-slices.html")
    unfold(page)
    yield page
    windows.give_back(page)


def begin(page, name):
    """Let the hostile worker attack; it may go on."""
    write_into(page, "imports", name)
    page.locator("#cell-imports .live-run").dispatch_event("click")


def attack(page, name):
    """Let the hostile worker attack; return what the output says when the cell has ended."""
    begin(page, name)
    until(page.evaluate, f"!({BUSY})")
    return page.evaluate(shown("imports"))


def word(english):
    return words_of("ru")[english]


# Outputs stay in their box.


def test_what_is_fine_is_shown(hostile):
    assert attack(hostile, "fine") == "fine\na bold word"
    assert hostile.evaluate(f"{INSIDE}.some((one) => one.ariaLabel === 'data: [0] 1')")
    until(hostile.evaluate, f"{OUTPUT}.querySelector('img').naturalWidth === 100")


def test_a_plot_keeps_its_colours_for_dark_pages(hostile):
    attack(hostile, "plot")
    drawn = hostile.evaluate(f"decodeURIComponent({OUTPUT}.querySelector('img').src)")
    assert '(prefers-color-scheme:dark){[style*="fill: #fbfaf7"]{fill:#14181e!important}}' in drawn
    assert 'style="fill: #fbfaf7' in drawn
    assert "has(" not in drawn
    assert "blur" not in drawn


def test_a_stream_has_no_other_name(hostile):
    assert "OVER EVERYTHING" in attack(hostile, "name of a stream")
    assert hostile.evaluate(
        f"[...{OUTPUT}.querySelectorAll('div')].map((one) => one.className)"
    ) == ["live-stdout"]


def test_an_output_has_no_controls(hostile):
    attack(hostile, "controls")
    found = hostile.evaluate(f"[...new Set({INSIDE}.map((one) => one.localName))].sort()")
    assert found == ["a", "bdi", "details", "div", "summary"]
    names = hostile.evaluate(
        f"[...new Set({INSIDE}.flatMap((one) => one.getAttributeNames()))].sort()"
    )
    assert names == ["class", "open", "tabindex"]
    assert hostile.evaluate(f"{INSIDE}.every((one) => one.tabIndex <= 0)")


def test_an_output_is_styled_inside_of_its_box(hostile):
    attack(hostile, "styles")
    said = hostile.evaluate(f"{INSIDE}.map((one) => one.getAttribute('style') ?? '').join()")
    assert "color" in said
    for name in (
        "position",
        "z-index",
        "url",
        "filter",
        "animation",
        "transform",
        "float",
        "shadow",
        "told",
    ):
        assert name not in said, said
    assert not hostile.evaluate(f"{INSIDE}.some((one) => one.localName === 'style' || one.id)")
    outside = hostile.evaluate(f"""() => {{
        const output = {OUTPUT}, found = [];
        const box = output.getBoundingClientRect();
        const isOutside = (x, y) => x < box.left || x > box.right || y < box.top || y > box.bottom;
        for (let x = 2; x < innerWidth; x += 20)
            for (let y = 2; y < innerHeight; y += 20)
                if (output.contains(document.elementFromPoint(x, y)) && isOutside(x, y)) found.push([x, y]);
        return {{ found, contain: getComputedStyle(output).contain, high: box.height < 1500 }};
    }}""")
    assert outside == {"found": [], "contain": "content", "high": True}


def test_a_link_is_its_address(hostile):
    said = attack(hostile, "link")
    assert "look here (https://elsewhere.example/?secret=42)" in said
    assert "there (http://127.0.0.1:" in said
    assert not hostile.evaluate(
        f"{INSIDE}.some((one) => one.getAttributeNames().some((name) => /href|ping|target/.test(name)))"
    )


@pytest.mark.parametrize("forged", ["end", "failed"])
def test_no_message_speaks_in_our_words(hostile, forged):
    attack(hostile, forged)
    assert "password" not in hostile.evaluate(IN_OUR_WORDS)


def test_letters_stay_in_their_box(hostile):
    attack(hostile, "letters")
    assert hostile.evaluate(f"getComputedStyle({OUTPUT}).contain") == "content"


# Stop always works, and the page answers.

FLOODS = (
    "uses", "uses in html", "clips", "pictures", "nested", "nested svg", "left open", "selectors", "spans", "shapes",
    "drawings", "dashes", "arcs", "marks", "turns of lines", "text", "outputs", "messages", "turns",
    "unknown", "endless", "left behind",
)  # fmt: skip


def busy(page):
    """Return the seconds for which a processor has worked for the page's own thread: a busy machine adds none."""
    metrics = page.devtools.send("Performance.getMetrics")["metrics"]
    return next(one["value"] for one in metrics if one["name"] == "TaskDuration")


@pytest.mark.parametrize("flood", FLOODS)
def test_the_page_answers_and_stops(hostile, flood):
    """The page is never at work for more than five seconds, and not for two when Stop has been pressed."""
    hostile.devtools.send("Performance.enable", {"timeDomain": "threadTicks"})
    before = busy(hostile)
    begin(hostile, flood)
    hostile.wait_for_timeout(600)  # the messages come
    hostile.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    answered = busy(hostile)
    assert answered - before < 5
    assert hostile.locator(".live-off").is_visible() or not hostile.evaluate(BUSY)
    hostile.evaluate("document.querySelector('.live-off:not([hidden])')?.click()")
    until(hostile.evaluate, f"!({BUSY}) && document.querySelector('.live-off').hidden")
    assert busy(hostile) - answered < 2
    assert hostile.evaluate(f"{OUTPUT}.querySelectorAll('*').length") < 3000
    attack(hostile, "fine")


def test_what_is_too_much_is_said(hostile):
    for name in ("uses", "pictures", "nested", "left open", "outputs"):
        assert word("Not all is shown: the output is too large for the page.") in attack(
            hostile, name
        )
    assert word("Python was ended, because the cell sent more than a page can take.") in attack(
        hostile, "messages"
    )


# A link shows what it runs.

# Of each kind: joiners, fillers, variation selectors, turns of direction, tags, blanks, what nobody has assigned.
HIDDEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u180b\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2063\u2066\u2067\u2068\u2069\u206a\u206f\u2800\u3164\ufe00\ufe0f\ufeff\uffa0\ufff9\ufffb"
    "\U000110bd\U00013430\U0001bca0\U0001d173\U000e0001\U000e0020\U000e0061\U000e007f\U000e0100\U000e01ef"
    "\u00a0\u1680\u2002\u200a\u2028\u202f\u205f\u3000\u20dd\uffff"
)  # fmt: skip


def linked(code):
    packed = base64.urlsafe_b64encode(code.encode()).decode().rstrip("=")
    return f"#code={packed}"


def test_a_link_shows_what_it_runs(open_page):
    hidden = "\n".join(f'access = "a{sign}b"' for sign in HIDDEN)
    page = open_page("tr/playground.html" + linked(f'x = "א" + "ב"\n{hidden}'), "tr", width=390)
    page.locator(".cm-content").wait_for()
    until(page.evaluate, "document.querySelector('.cm-content').innerText.includes('access')")
    seen = set()
    lines = page.locator(".cm-line")
    for _ in range(8):  # the editor has those lines only that are in view
        seen |= set(page.locator(".cm-specialChar").all_inner_texts())
        lines.last.evaluate("one => one.scrollIntoView()")
        page.wait_for_timeout(100)
    assert [sign for sign in HIDDEN if f"U+{ord(sign):04X}" not in seen] == []
    # the letter that runs first stands first, in a script that is written from right to left, too
    page.evaluate("scrollTo(0, 0)")
    left = page.evaluate("""() => {
        const line = document.querySelector(".cm-line"), range = document.createRange();
        const walk = document.createTreeWalker(line, NodeFilter.SHOW_TEXT), at = {};
        while (walk.nextNode())
            for (const [k, sign] of [...walk.currentNode.data].entries()) {
                range.setStart(walk.currentNode, k);
                range.setEnd(walk.currentNode, k + 1);
                at[sign] = range.getBoundingClientRect().left;
            }
        return at;
    }""")
    assert left["א"] < left["ב"]
    assert page.faults == []


def test_the_warning_stands_above_the_code(open_page):
    page = open_page("ru/playground.html" + linked("print(1)" + "\n" * 3000 + "print(2)"), "ru")
    warning = words_of("ru")["This code came with the link. Read it before you run it."]
    page.get_by_text(warning).wait_for()
    assert "3001" in page.get_by_text(warning).inner_text()
    box = page.get_by_text(warning).bounding_box()
    assert box["y"] + box["height"] <= page.locator(".cm-editor").bounding_box()["y"]


def test_a_link_that_no_page_gives_is_refused(open_page):
    """A flood of signs that are not seen keeps an editor busy: it has an element for each."""
    page = open_page("tr/playground.html" + linked("\u200b" * 300_000), "tr")
    page.locator(".cm-content").wait_for()
    damaged = words_of("tr")["The code in the address is damaged: ask for the link again."]
    page.get_by_text(damaged).wait_for()
    assert page.locator(".cm-specialChar").count() == 0
