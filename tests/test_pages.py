"""Every page of the site, visited once: whom it asks, what it weighs, how wide it is, and that it is open to all."""

import gzip
import re
from collections import defaultdict
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest

from book import LANGUAGES
from book.notebooks import lesson_stems, stems
from tests.live_pages import SETTLED, until

KB = 1024
FOR_A_LESSON = 66 * KB  # all that its page loads, gzipped, pictures included; the longest has 61
FOR_ANY_PAGE = 80 * KB
FOR_SCRIPTS, FOR_FONTS = 16 * KB, 6 * KB
REQUESTS = 14
LESSONS = lesson_stems()
PLOTS_OF_A_LESSON = 1  # those with more may weigh so much more
FOR_A_PLOT = 5 * KB
PHONES = (390, 320)  # CSS pixels
FOR_RUNWAY, FOR_PRINT = PHONES  # the usual one, the narrowest
NAMES = [*stems(), "search", "genindex", "offline"]
# Rules of axe that are about the style sheets. The last has them loaded once more.
MEASURED = ("color-contrast", "target-size", "link-in-text-block", "css-orientation-lock")
PAGES = [(language, name) for language in LANGUAGES for name in NAMES]

# Without npm's parts style sheets are longer, and said to be.
pytestmark = [pytest.mark.once, pytest.mark.usefixtures("npm_parts")]


RUNWAY = """() => {
    const fold = document.querySelector("article .runway");
    return {
        top: document.querySelector("article h2").getBoundingClientRect().top + scrollY,
        closed: !fold.open,
        holds: [".live-page", "#cell-imports", "#cell-words"].filter((one) => fold.querySelector(one)),
    };
}"""
PRINT = 12  # the least in a picture of `show`, in CSS pixels
# What is cut off or has to be scrolled sideways: of pictures anything, and their print if it is small; code,
# tracebacks, verdicts, and the tables by which one finds a name.
UNFIT = """(least) => {
    for (const fold of document.querySelectorAll("details")) fold.open = true;
    const wide = document.documentElement.clientWidth, found = [];
    const say = (what, element) => found.push(
        `${what}: ${element.closest(".cell, section")?.id} ${element.textContent.trim().slice(0, 40)}`);
    for (const element of document.querySelectorAll(".bufferscope, .bufferscope .strips > svg")) {
        const box = element.getBoundingClientRect();
        if (box.left < 0 || box.right > wide || element.scrollWidth > element.clientWidth + 1) say("cut off", element);
    }
    for (const element of document.querySelectorAll(".bufferscope :is(text, .head, .who, .sum, .cut, .facts)")) {
        const strip = element.closest("svg");
        const scale = strip ? strip.getBoundingClientRect().width / strip.viewBox.baseVal.width : 1;
        if (scale * parseFloat(getComputedStyle(element).fontSize) < least - 0.01) say("small", element);
    }
    for (const element of document.querySelectorAll(
        ".cell_input pre, .traceback pre, .tag_check .cell_output pre, :is(#table, #cards, #flags) :is(div, table)"))
        if (element.scrollWidth > element.clientWidth + 1) say("wide", element);
    return found;
}"""


# Of parts of code that look alike, in blocks that look alike, one stands for all: axe measures a thousand of them
# for each page else. A part with anything but its class stays.
ONE_OF_EACH = """() => {
    const looks = new Map(), seen = new Set(), more = [];
    const look = (one) => {
        if (!one) return "";
        if (!looks.has(one)) looks.set(one, `${look(one.parentElement)}>${one.localName}.${one.className}`);
        return looks.get(one);
    };
    for (const one of document.querySelectorAll("article :is(pre, code) span")) {
        if ([...one.attributes].some(({ name }) => name !== "class") || !one.checkVisibility()) continue;
        if (seen.has(look(one))) more.push(one);
        seen.add(look(one));
    }
    const blocks = new Set(more.map((one) => one.closest("pre, code")));
    window.whole = [...blocks].map((block) => [block, block.innerHTML]);
    for (const one of more) one.replaceWith(...one.childNodes);
    for (const block of blocks) block.normalize();
}"""
ALL_AGAIN = "whole.forEach(([block, html]) => { block.innerHTML = html; })"


class Visit(NamedTuple):
    language: str
    name: str
    asked: list  # (kind of file, address) of the site, in order
    elsewhere: list  # addresses of others
    faults: list  # what scripts threw
    violations: list  # (rule of axe, some elements)
    widths: dict  # {width of the window: width of the page}
    runway: dict | None  # of a lesson on a phone: where its subject begins, what is folded before
    unfit: list  # what the narrowest phone can't show, all folds open


@pytest.fixture(scope="module", params=PAGES, ids="/".join)
def visit(request, windows, address, npm_parts):
    """Open a page in one of the four ways to see it; every way is seen in each language.

    What axe measures is a matter of the style sheets, the same in each language, and takes it three times as
    long as all its other rules: it is looked at in one language, which each page takes in turn. All that
    the page does while axe reads it, which takes a second, is seen, too.
    """
    language, name = request.param
    place = NAMES.index(name) + list(LANGUAGES).index(language)
    turn = place % 4
    measured = place % len(LANGUAGES) == 0
    rules = {name: {"enabled": measured} for name in MEASURED}
    page = windows.take(locale=language, cache=False)
    page.emulate_media(color_scheme="dark" if turn >= 2 else "light")
    page.set_viewport_size({"width": (390, 1400)[turn % 2], "height": 900})
    query = "?q=memoryview" if name == "search" else ""
    page.goto(f"{address}/{language}/{name}.html{query}")
    until(page.evaluate, SETTLED)
    page.keyboard.press("Tab")  # before a key leads on, all is done that is done for keys
    page.evaluate((npm_parts / "axe-core" / "axe.min.js").read_text("utf-8"))
    if measured:
        page.evaluate(ONE_OF_EACH)
    options = {"resultTypes": ["violations"], "rules": rules, "preload": measured}
    found = page.evaluate("(options) => axe.run(options)", options)["violations"]
    if measured:
        page.evaluate(ALL_AGAIN)
    page.wait_for_load_state("networkidle")
    asked = [(kind, url) for kind, url in page.asked if url.startswith(address)]
    widths, runway, unfit = {}, None, []
    for width in PHONES:  # each new width is a layout of the whole page
        page.set_viewport_size({"width": width, "height": 700})
        widths[width] = page.evaluate("document.documentElement.scrollWidth")
        if width == FOR_RUNWAY and name in LESSONS:
            runway = page.evaluate(RUNWAY)
        if width == FOR_PRINT:
            unfit = page.evaluate(UNFIT, PRINT)
    yield Visit(
        language, name, asked, list(page.elsewhere), list(page.faults),
        [(one["id"], [node["html"][:200] for node in one["nodes"][:3]]) for one in found], widths, runway,
        unfit,
    )  # fmt: skip
    windows.give_back(page)


def test_it_asks_nobody_and_throws_nothing(visit):
    assert visit.elsewhere == []
    assert visit.faults == []


def test_axe_finds_nothing(visit):
    assert visit.violations == []


def test_nothing_is_wider_than_a_phone(visit):
    assert all(wide <= width for width, wide in visit.widths.items()), visit.widths


def test_the_subject_begins_on_the_first_screens_of_a_phone(visit):
    if visit.name not in LESSONS:
        return
    assert visit.runway["top"] < 900
    assert visit.runway["closed"]
    assert visit.runway["holds"] == [".live-page", "#cell-imports", "#cell-words"]


def test_nothing_is_lost_on_a_phone(visit):
    assert visit.unfit == []


def test_weight(visit, site):
    if visit.name not in stems():
        return
    sizes, count = defaultdict(int), len(visit.asked)
    for kind, url in visit.asked:
        content = (site / urlsplit(url).path.lstrip("/")).read_bytes()
        sizes[kind] += min(len(content), len(gzip.compress(content)))  # as hosts send it
    if visit.name == "playground":  # its editor is there from the start
        sizes["script"] -= len(gzip.compress(next(site.glob("live/*/editor.js")).read_bytes()))
        count -= 1
    whole = sum(sizes.values())
    assert sizes["script"] <= FOR_SCRIPTS
    assert sizes["font"] <= FOR_FONTS
    assert whole <= FOR_ANY_PAGE
    if visit.name in LESSONS:
        page = (site / visit.language / f"{visit.name}.html").read_text("utf-8")
        more = max(0, len(re.findall(r'<img [^>]*src="_images/', page)) - PLOTS_OF_A_LESSON)
        assert whole <= FOR_A_LESSON + more * FOR_A_PLOT, dict(sizes)
        assert count <= REQUESTS + more
