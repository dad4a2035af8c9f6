"""Cells as HTML without Sphinx, for what is no page of the site: slides and paper."""

import re
from base64 import b64encode
from collections.abc import Callable
from html import escape
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from nbformat import NotebookNode
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer, TextLexer, get_lexer_by_name
from pygments.util import ClassNotFound

from book.notebooks import alternative

COLOURS = "a11y-high-contrast-light"  # of accessible-pygments, which the site has, too
# Each piece that is marked is a tag of the PDF, and most have no colour of their own.
UNCOLOURED = re.compile(r'<span class="(?:n|p|w|py)">([^<]*)</span>')
SUMMARY = re.compile(r"<summary>(.*?)</summary>", re.DOTALL)
ANSI = re.compile(r"\x1b\[[\d;]*m")  # colours of a terminal, in tracebacks


class Block(NamedTuple):
    """A part of a Markdown cell: a heading, a paragraph, what is folded, or another (a list, a table, code).

    title  what a heading says, as HTML, or the line by which a fold is opened
    """

    kind: str
    html: str
    title: str = ""


def style() -> str:
    """Return the style sheet that code needs."""
    return HtmlFormatter(style=COLOURS).get_style_defs(".code")


def plain(html: str) -> str:
    """Return what HTML says, as text that may stand in XML."""
    return re.sub(r"<[^>]*>", "", html)


def code(source: str, language: str = "python") -> str:
    try:
        lexer = get_lexer_by_name(language) if language != "python" else PythonLexer()
    except ClassNotFound:
        lexer = TextLexer()
    marked = highlight(source, lexer, HtmlFormatter(nowrap=True, style=COLOURS)).rstrip("\n")
    marked = UNCOLOURED.sub(r"\1", marked)
    return f'<pre class="code" translate="no"><code>{marked}</code></pre>\n'


def markdown(address: Callable[[str], str | None]) -> MarkdownIt:
    """Return what renders Markdown; `address` gives where a link leads instead, None if it is to be text."""
    parser = MarkdownIt("commonmark", {"xhtmlOut": True}).enable("table")

    def fence(tokens, place, options, environment):
        return code(tokens[place].content.rstrip("\n"), tokens[place].info.strip() or "text")

    def links(state):
        for token in state.tokens:
            opened = []
            for child in token.children or ():
                if child.type == "link_open":
                    to = address(child.attrs["href"])
                    child.attrs = {"href": to} if to else {}
                    child.tag = "a" if to else "span"
                    opened.append(child.tag)
                elif child.type == "link_close":
                    child.tag = opened.pop()

    parser.renderer.rules["fence"] = fence
    # What is HTML in a notebook, but for folds, is a link to a file of the site.
    parser.renderer.rules["html_inline"] = lambda *given: ""
    parser.core.ruler.push("addresses", links)
    return parser


def blocks(parser: MarkdownIt, text: str) -> list[Block]:
    """Return the parts of a Markdown cell in order."""
    tokens, found, start = parser.parse(text), [], 0
    while start < len(tokens):
        end = _end(tokens, start)
        part = tokens[start:end]
        kind = {"heading_open": "heading", "paragraph_open": "paragraph"}.get(part[0].type, "other")
        title = ""
        if part[0].type == "html_block" and part[0].content.startswith("<details"):
            opened = SUMMARY.search(part[0].content)
            kind, title = "folded", parser.renderInline(opened[1])
            part = part[1:-1]
        html = parser.renderer.render(part, parser.options, {})
        if kind == "heading":
            title = parser.renderer.render(part[1:-1], parser.options, {})
        found.append(Block(kind, html, title))
        start = end
    return found


def _end(tokens: list[Any], start: int) -> int:
    """Return where the block that begins at `start` ends."""
    depth = 0
    folded = tokens[start].type == "html_block" and tokens[start].content.startswith("<details")
    for place in range(start, len(tokens)):
        depth += tokens[place].nesting
        closed = not folded or tokens[place].content.rstrip().endswith("</details>")
        if depth == 0 and closed:
            return place + 1
    raise ValueError("a <details> is not closed")


def outputs(cell: NotebookNode) -> list[tuple[str, str]]:
    """Return ("text" or "picture", HTML) of a cell's stored outputs."""
    found = []
    for output in cell.outputs:
        if output.output_type == "stream":
            found.append(("text", output.text))
        elif output.output_type == "error":
            found.append(("text", ANSI.sub("", f"{output.ename}: {output.evalue}")))
        elif "image/svg+xml" in output.data:
            found.append(("picture", _image(output.data["image/svg+xml"], alternative(cell))))
        elif "text/html" in output.data:
            found.append(("picture", output.data["text/html"]))
        else:
            found.append(("text", output.data["text/plain"]))
    return [
        (kind, f'<pre class="output"><samp>{escape(said.rstrip())}</samp></pre>\n')
        if kind == "text"
        else (kind, said)
        for kind, said in found
    ]


def _image(svg: str, words: str) -> str:
    """Return a plot as an image that brings its file: the ids of many plots on one page would be the same."""
    data = b64encode(svg.encode("utf-8")).decode("ascii")
    return f'<img class="plot" alt="{escape(words)}" src="data:image/svg+xml;base64,{data}"/>\n'
