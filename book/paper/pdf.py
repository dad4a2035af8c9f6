"""The PDF of an edition: all chapters in one page, hyphenated and printed by Chromium, with tags and bookmarks."""

from html import escape
from pathlib import Path

from book import Problem, rendering
from book.browser import find, options
from book.paper import FOLDER
from book.paper.chapters import Chapter, chapters, parts, picture_style
from book.wording import customs_of, words_of

HYPHEN = FOLDER / "node_modules" / "hyphen"
SHEET = """@page { size: A4; margin: 20mm 18mm 22mm;
  @bottom-center { content: counter(page); font: 9pt sans-serif; color: #57606a; } }"""
WIDTH = 174  # mm between the margins
# Chromium has no dictionaries of its own where it has no user: soft hyphens say where words may break.
# Only those at the ends of lines stay, so that words are found and copied whole.
HYPHENATE = """(patterns) => {
  const SOFT = "\\u00ad", words = /(?<!\\p{L})\\p{Ll}{6,}(?!\\p{L})/gu;
  const hyphenate = createHyphenator(patterns);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    const text = walker.currentNode, inside = (kinds) => text.parentElement.closest(kinds);
    if (inside("p, li, td") && !inside("code, pre, svg, .bufferscope")) texts.push(text);
  }
  for (const text of texts) text.data = text.data.replace(words, (word) => hyphenate(word));
  const range = document.createRange();
  const isSeen = (text, place) => {
    range.setStart(text, place);
    range.setEnd(text, place + 1);
    return range.getBoundingClientRect().width > 0;
  };
  const kept = texts.map((text) => [...text.data.matchAll(SOFT)].map((soft) => soft.index)
    .filter((place) => isSeen(text, place)));
  texts.forEach((text, number) => {
    text.data = [...text.data].filter((letter, place) => letter !== SOFT || kept[number].includes(place)).join("");
  });
}"""


def write(language: str, path: Path) -> None:
    """Write the PDF; raise Problem where there is no browser."""
    print_page(whole(language, chapters(language, lambda stem, id: f"#{id}")), language, path)


def print_page(html: str, language: str, path: Path) -> None:
    if find() is None:
        raise Problem("The PDF needs Chromium, Chrome or Edge, and none is installed")
    from playwright.sync_api import sync_playwright

    patterns = customs_of(language)["hyphenation"]
    named = "hyphenationPatterns" + "".join(part.title() for part in patterns.split("-"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=options())
        page = browser.new_page()
        page.emulate_media(media="print")
        page.set_content(html)
        page.add_script_tag(path=HYPHEN / "hyphen.js")
        page.add_script_tag(path=HYPHEN / "patterns" / f"{patterns}.js")
        page.evaluate(f"document.body.style.width = '{WIDTH}mm'")
        page.evaluate(f"({HYPHENATE})({named})")
        page.pdf(
            path=path, prefer_css_page_size=True, print_background=True, tagged=True, outline=True
        )
        browser.close()


def whole(language: str, found: list[Chapter]) -> str:
    """Return the edition as one HTML page."""
    words = words_of(language)
    title = words.get("memoryview by example", "memoryview by example")
    author = words.get(
        "The authors of “memoryview by example”", "The authors of “memoryview by example”"
    )
    styles = [
        SHEET,
        rendering.style(),
        picture_style(language),
        (FOLDER / "paper.css").read_text("utf-8"),
    ]
    body = "".join(f"<section>\n{chapter.html}</section>\n" for chapter in found)
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head><meta charset="utf-8"><title>{escape(title)}</title>\n'
        f'<meta name="author" content="{escape(author)}">\n'
        + "".join(f"<style>{style}</style>\n" for style in styles)
        + f'</head>\n<body>\n<header><p class="title">{escape(title)}</p><p>{escape(author)}</p>'
        f"<p>CC BY 4.0 · MIT</p></header>\n{contents(words, found)}\n{body}</body></html>\n"
    )


def contents(words: dict[str, str], found: list[Chapter]) -> str:
    titles = {chapter.stem: chapter.title for chapter in found}
    entries = ""
    for caption, stems in [*parts(), ("", [found[-1].stem])]:
        caption = words.get(caption, caption)
        items = "".join(
            f'<li><a href="#{stem}">{titles[stem]}</a></li>\n' for stem in stems if stem in titles
        )
        entries += (f"<h2>{caption}</h2>\n" if caption else "") + f"<ul>\n{items}</ul>\n"
    return f"<nav>\n<h1>{words.get('Table of contents', 'Table of contents')}</h1>\n{entries}</nav>"
