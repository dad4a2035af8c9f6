"""A page of its own for each card of the page “Errors”: an address that a search engine keeps, and a list of them.

The card is on the page of all errors, too, where its code runs and where the book's own search leads. Search
engines keep pages, though, not places in one, and people come with one message. Such a page is light: no file
besides itself, and no script. It is cut from the HTML of the page of all errors, so that it costs no build.
"""

import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.locale import get_translation

from book.search.records import ERROR, OF_ERRORS, flat
from book.site import found, leaflets
from book.site.edition import edition_of

_ = get_translation("sphinx")

FOLDER = OF_ERRORS  # of an edition
LIST = "index"  # the page that lists all messages
SECTION = re.compile(
    r'<section id="([^"]+)">\s*<h([23])>(.*?)</h\2>(.*?)(?=</?section\b)', re.DOTALL
)
CELL = re.compile(r'<div class="cell [^>]*\bid="cell-[\w-]+-(raised|solved)">')
BLOCK = re.compile(
    r'<div class="(highlight-python|output )[^"]*"><div class="highlight"><pre>(.*?)</pre>',
    re.DOTALL,
)
HEADING = re.compile("<h1>(.*?)</h1>", re.DOTALL)
HEADERLINK = re.compile(r'<a class="headerlink".*?</a>', re.DOTALL)
DRESS = re.compile(r'</?span\b[^>]*>| class="[^"]*"')  # colours, and what the themes need
LINK = re.compile(r'href="(?!\w+:)([^"#]*)')
VARIES = re.compile("‹[^›]*›")


class Message(NamedTuple):
    """A card: its id, its message as printed, the heading of its group, and its HTML: what it says, its code.

    Each piece of the code is (whose it is, whether it was printed, its text as HTML); it is of the cell that
    is "raised" or of the one that is "solved".
    """

    id: str
    text: str
    group: str
    said: str
    code: list[tuple[str, bool, str]]

    @property
    def title(self) -> str:
        """As people type and paste it: what varies is left out."""
        return VARIES.sub("…", self.text)


def words(html: str) -> str:
    return flat(unescape(re.sub("<[^>]*>", "", html)))


def plain(html: str) -> str:
    """Return the HTML of a page of the edition as it is in a folder below, without what dresses it."""
    bare = DRESS.sub("", html)
    return LINK.sub(lambda m: f'href="../{m[1] or f"{OF_ERRORS}.html"}', bare).strip()


def last_words(output: str) -> str:
    """Return of a traceback its end, which is the message."""
    return output.rpartition("\n\n")[2] if "Traceback" in output else output


def pieces(html: str) -> Iterator[tuple[str, bool, str]]:
    """Yield the code of the cells of a card, and what they printed."""
    _, *cells = CELL.split(html)
    for which, cell in zip(cells[::2], cells[1::2], strict=True):
        for kind, text in BLOCK.findall(cell):
            printed, bare = kind != "highlight-python", DRESS.sub("", text).rstrip()
            yield which, printed, last_words(bare) if printed else bare


def messages(body: str) -> list[Message]:
    """Return the cards in the HTML of the page of all errors."""
    cards, group = [], ""
    for id, level, heading, rest in SECTION.findall(body):
        text = words(HEADERLINK.sub("", heading))
        if level == "2":
            group = text
        elif ERROR.match(text):
            said = rest.partition('<div class="cell ')[0]
            cards.append(Message(id, text, group, plain(said), [*pieces(rest)]))
    return cards


def imports(source: str, code: str) -> str:
    """Return those lines of the page's imports that bring a name which the code uses."""
    lines = (line for line in source.splitlines() if re.match("(import|from) ", line))
    return "\n".join(x for x in lines if re.search(rf"\b{x.split()[-1]}\b(?!')", code))


def description(said: str, title: str) -> str:
    """Return what a card says, without its links to other pages, as short as search engines show it."""
    paragraphs = re.findall(
        "<p>(.*?)</p>", re.sub("<ul>.*?</ul>", "", said, flags=re.DOTALL), re.DOTALL
    )
    text = " ".join(words(p) for p in paragraphs if not p.startswith("<strong>"))
    return found.short(text) or title


def write(edition: Path, body: str, setup: str, language: str, site_url: str) -> None:
    """Write the folder of an edition; `body` is the page of all errors, `setup` its cell of imports."""
    folder = edition / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    cards = messages(body)
    heading = words(HEADERLINK.sub("", HEADING.findall(body)[0]))

    def page(name: str, template: str, title: str, text: str, **values: Any) -> None:
        place = f"{FOLDER}/{name}.html"
        leaflets.write(edition, place, template, title, text, language, site_url, **values)

    for card in cards:
        title = _("{message} · cause and fix in Python").format(message=card.title)
        code = unescape("\n".join(text for _, printed, text in card.code if not printed))
        page(
            card.id, "message.html", title, description(card.said, title), card=card,
            imports=imports(setup, code), place=f"../{OF_ERRORS}.html#{card.id}",
        )  # fmt: skip
    groups: dict[str, list[Message]] = {}
    for card in cards:
        groups.setdefault(card.group, []).append(card)
    title = _("Error messages of Python about buffers and memoryview")
    text = _("What each means, and the way out.")
    page(LIST, "messages.html", title, text, groups=groups, heading=heading)


def keep(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    if doctree is not None and pagename == OF_ERRORS and app.builder.format == "html":
        cell = next(
            (c for c in doctree.findall(nodes.container) if "cell-imports" in c["ids"]), None
        )
        setup = next(cell.findall(nodes.literal_block)).astext() if cell is not None else ""
        write(
            Path(app.outdir), context["body"], setup, app.config.language, edition_of(app).site_url
        )


def lead(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Let the page of all errors lead to the list: what nothing leads to, search engines don't keep."""
    first = next(doctree.findall(nodes.paragraph), None)
    if docname != OF_ERRORS or app.builder.format != "html" or first is None:
        return
    said = _("A list of all messages, each with a short page of its own")
    link = nodes.reference("", said, internal=True, refuri=f"{FOLDER}/{LIST}.html")
    first.parent.insert(first.parent.index(first) + 1, nodes.paragraph("", "", link))


def pages(edition: Path) -> list[str]:
    """Return the names of what was written, such as errors/cannot-delete-memory."""
    return [f"{FOLDER}/{path.stem}" for path in sorted((edition / FOLDER).glob("*.html"))]


def setup(app: Sphinx) -> None:
    app.connect("doctree-resolved", lead)
    app.connect("html-page-context", keep)
