"""Long lines go on, on a phone, in a line that is set in, so that they are not taken for two.

CSS can set in what goes on of a block, not of a line. So each line of code that is longer than a phone is
wide gets an element of its own, which says how far the line is set in itself; book.css does the rest. What
cells print is treated alike, such as messages of errors, but not where it is set in columns.
"""

import re
from html import unescape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

PHONE = 34  # characters that fit a screen of 320 pixels
BLOCK = re.compile(
    r'(<div class="(?:cell_input[^>]*>\s*<div class="|output (?P<output>stream|text_plain) )highlight-[^>]*>'
    r'<div class="highlight"><pre>)(.*?)(</pre>)',
    re.DOTALL,
)
COLUMNS = re.compile(r"\S {2,}\S")
TAG = re.compile(r"<[^>]+>")


def hang(page: str) -> str:
    """Return the HTML of a page with the long lines of its cells marked, `<span class="long">`."""
    return BLOCK.sub(_block, page)


def _block(match: re.Match[str]) -> str:
    if match["output"] and COLUMNS.search(unescape(TAG.sub("", match[3]))):
        return match[0]
    return match[1] + "".join(map(_line, match[3].splitlines(keepends=True))) + match[4]


def _line(line: str) -> str:
    """Return a line as it is if it is short, or if a span begins in it and ends in another."""
    text = unescape(TAG.sub("", line)).rstrip("\n")
    if len(text) <= PHONE or line.count("<span") != line.count("</span"):
        return line
    indent = len(text) - len(text.lstrip(" "))
    return f'<span class="long" style="--in:{indent}ch">{line}</span>'


def mark(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    if "body" in context:
        context["body"] = hang(context["body"])


def setup(app: Sphinx) -> None:
    app.connect("html-page-context", mark)
