"""What a page weighs, what it asks for, how it is found, and that it is open to everybody."""

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, SoupStrainer
from fontTools.ttLib import TTFont

from book import LANGUAGES, ROOT, light
from book.course import lessons
from book.notebooks import path_of, read, stems
from book.site.found import LONGEST, description, site_map

# Without npm's parts style sheets are longer, and said to be.
pytestmark = [pytest.mark.once, pytest.mark.usefixtures("npm_parts")]


def test_nothing_is_shipped_that_nobody_loads(site):
    for language in LANGUAGES:
        names = {path.name for path in (site / language).rglob("*")}
        assert not {
            name for name in names if name.endswith((".map", ".ttf", ".woff2", ".po", ".mo"))
        }
        assert not {Path(f"{script}.js").name for script in light.SCRIPTS} & names


THEMES = """html[data-theme="light"] .highlight { background: #fff; color: #080808 }
html[data-theme="light"] .highlight .n { color: #080808 } /* Name */
html[data-theme="light"] .highlight .p { color: #080808 }
html[data-theme="light"] .highlight .k { color: #6730c5 }
html[data-theme="dark"] .highlight { background: #000; color: #f8f8f2 }
html[data-theme="dark"] .highlight .n { color: #f8f8f2 }
html[data-theme="dark"] .highlight .p { color: #ffd900 }
"""


def test_code_keeps_the_elements_that_have_a_look_of_their_own():
    plain = light.unmarked(THEMES)
    assert {"n", "w"} <= plain
    assert not {"k", "p"} & plain
    code = '<span class="k">if</span><span class="w"> </span><span class="n">x</span><span class="p">:</span>'
    page = f'<div class="highlight"><pre><span></span>{code}</pre></div><svg><g><span class="n">1</span></g></svg>'
    assert light.shorter(page, plain) == (
        '<div class="highlight"><pre><span class="k">if</span> x<span class="p">:</span></pre></div>'
        '<svg><g><span class="n">1</span></g></svg>'
    )


LOADING = SoupStrainer(["link", "script"])


def test_pages_wait_for_one_style_sheet_and_for_no_script(site):
    for path in site.glob("??/*.html"):
        head = BeautifulSoup(path.read_text("utf-8"), "html.parser", parse_only=LOADING)
        assert len(head.select("link[rel=stylesheet]")) == 1, path
        assert head.select("script[src]:not([defer])") == [], path
        assert head.select("link[rel=preload]") == [], path


# Icons: each that a page can show is in the fonts that are shipped.


def characters(site, language):
    found = set()
    for path in (site / language / light.FONTS).glob("*.woff"):
        found |= set(TTFont(path).getBestCmap())
    return found


def test_every_icon_has_its_glyph(open_page, site):
    """The browser is asked: what do the pages' icons show, and is it in the fonts? Each edition has the same."""
    have = characters(site, "ru")
    assert [characters(site, language) for language in LANGUAGES] == [have] * len(LANGUAGES)
    for name in ("01-slices", "search"):
        page = open_page(f"ru/{name}.html", "ru")
        shown = page.evaluate("""() => [...document.querySelectorAll("[class*='fa-']")].map((icon) =>
            getComputedStyle(icon, "::before").content.replaceAll('"', ""))""")
        assert shown
        assert [sign for sign in shown if sign != "none" and ord(sign) not in have] == []


def test_an_icon_that_a_page_begins_to_use_is_kept(tmp_path):
    (tmp_path / "a.css").write_text(
        r'.fa-book:before{content:"\f02d"}.fa-car:before{content:"\f1b9"}'
    )
    book, car = '<i class="fas fa-book"></i>', '<i class="fas fa-car"></i>'
    sheets = [tmp_path / "a.css"]
    assert light.glyphs([book], sheets) == {0xF02D}
    assert light.glyphs([book, car], sheets) == {0xF02D, 0xF1B9}
    (tmp_path / "b.css").write_text('.note{content:"\uf06a"}')  # by its code, without a class
    assert 0xF06A in light.glyphs([], [tmp_path / "b.css"])


# For everybody.


def test_what_is_folded_is_printed(open_page):
    page = open_page("tr/01-slices.html", "tr")
    closed = "document.querySelectorAll('article details:not([open])').length"
    before = page.evaluate(closed)
    assert before > 10
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(closed) == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(closed) == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_text_can_be_twice_as_large(open_page, language):
    page = open_page(f"{language}/01-slices.html", language, width=1280)
    page.add_style_tag(content="html { font-size: 200% !important; }")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def test_no_motion_where_none_is_wanted(open_page):
    page = open_page("en/01-slices.html")  # it asks for reduced motion
    moving = page.evaluate("""() => [...document.querySelectorAll("*")].filter((one) => {
        const style = getComputedStyle(one);
        const times = style.transitionDuration.split(",").map(parseFloat);
        return style.animationName !== "none" || Math.max(...times) > 0.01;
    }).map((one) => one.className)""")
    assert moving == []


# Found and shared.


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_page_describes_itself(site, language):
    seen, numbered = set(), lessons()
    for stem in stems():
        head = (site / language / f"{stem}.html").read_text("utf-8").partition("</head>")[0]
        page = BeautifulSoup(head, "html.parser")
        text = page.select_one("meta[name=description]")["content"]
        assert 20 < len(text) <= LONGEST + 2
        assert page.select_one("meta[property='og:description']")["content"] == text
        title = re.sub("[`*]", "", read(path_of(stem, language)).cells[0].source.splitlines()[0])
        title = title.removeprefix("# ")
        if lesson := numbered.get(stem):
            title = f"{lesson.number}. {title}"
        assert page.select_one("meta[property='og:title']")["content"] == title
        assert (site / language / page.select_one("link[rel=icon]")["href"]).exists()
        seen.add(text)
    assert len(seen) == len(stems())


def test_a_long_description_ends_with_a_sentence_or_a_word():
    from docutils.core import publish_doctree

    long = "This sentence is here for its length, and for no other reason. " * 4
    assert description(publish_doctree(long)) == long[:125]
    words = "word " * 60
    assert description(publish_doctree(words)).endswith("word …")
    assert len(description(publish_doctree(words))) <= LONGEST + 2


def test_the_site_map_lists_every_page_in_every_language():
    text = site_map("https://someone.github.io/book/", [f"{stem}.html" for stem in stems()])
    names = {"map": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    found = [place.text for place in ET.fromstring(text).findall("map:url/map:loc", names)]
    assert sorted(found) == sorted(
        f"https://someone.github.io/book/{code}/{stem}.html"
        for code in LANGUAGES
        for stem in stems()
    )


def test_the_card_for_links_is_of_the_usual_size():
    from PIL import Image

    with Image.open(ROOT / "book/static/card.png") as image:
        assert image.size == (1200, 630)


# The command that measures.


def run_measure(site, *pages):
    """Run the command in a process of its own: Playwright allows one of itself in a process."""
    program = (
        "from book import measure; measure.LOADS = 1\n"
        f"from book.commands import run; raise SystemExit(run({['measure', '--site', str(site), *pages]}))"
    )
    return subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, encoding="utf-8"
    )


def test_measure_prints_a_line_for_each_page(site, browser):
    done = run_measure(site, "en/index.html", "tr/teaching.html")
    assert done.returncode == 0, done.stderr
    head, *lines = done.stdout.splitlines()
    assert head.split()[:4] == ["page", "KB", "html", "css"]
    assert [line.split()[0] for line in lines] == ["en/index.html", "tr/teaching.html"]
    for line in lines:
        whole, *kinds = map(int, line.split()[1:8])
        assert abs(whole - sum(kinds)) <= len(kinds)  # each is rounded
        assert 20 < whole < 60
        assert line.split()[-2] == "0/0/0/0"


def test_measure_wants_a_page_that_exists(site, browser):
    done = run_measure(site, "en/nowhere.html")
    assert done.returncode == 1
    assert "no en/nowhere.html: build the book first" in done.stderr
