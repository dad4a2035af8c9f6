"""What is found: each section of each page, and each term of the glossary, with its text."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from docutils import nodes

from book.glossary import PAGE as GLOSSARY

OF_ERRORS = "errors"  # the page that has a card for each message
ERROR = re.compile(r"[\w.]+(?:[Ee]rror|Exception|Warning): ")  # how a message begins
UNSAID = (nodes.raw, nodes.comment, nodes.image, nodes.system_message)


class Record(NamedTuple):
    """A section: its page, the id at which it stands there (none: the whole page), what it says.

    `messages` are those of errors that it is the card of: its heading, and what other Pythons say instead.
    """

    page: str
    id: str
    title: str
    text: str
    messages: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        return f"{self.page}.html" + f"#{self.id}" * bool(self.id)


def text_of(node: nodes.Node, apart: tuple = ()) -> str:
    """Return what a node says, without the nodes `apart`."""
    if isinstance(node, nodes.Text):
        return node.astext()
    if isinstance(node, (nodes.section, *UNSAID)) or node in apart:
        return ""
    said = [text_of(child, apart) for child in node.children]
    return node.child_text_separator.join(filter(None, said))


def flat(text: str) -> str:
    return " ".join(text.split())


def messages(section: nodes.section) -> tuple[str, ...]:
    """Return the error messages that a section of the page of errors is about, none if it is no card."""
    title = flat(section[0].astext())
    if not ERROR.match(title):
        return ()
    lists = (child for child in section.children if isinstance(child, nodes.bullet_list))
    others = (code.astext() for listed in lists for code in listed.findall(nodes.literal))
    return (title, *filter(ERROR.match, others))


def sections(page: str, doctree: nodes.document) -> Iterator[Record]:
    terms = [item for item in doctree.findall(nodes.list_item) if item["ids"]]
    for place, section in enumerate(doctree.findall(nodes.section)):
        title, *rest = section.children
        text = "\n".join(text_of(node, tuple(terms)) for node in rest)
        said = messages(section) if page == OF_ERRORS else ()
        yield Record(
            page, section["ids"][0] if place else "", flat(title.astext()), flat(text), said
        )
    if page == GLOSSARY:
        for item in terms:
            name = next(item.findall(nodes.strong))
            yield Record(page, item["ids"][0], flat(name.astext()), flat(text_of(item)))


def folder(app) -> Path:
    return Path(app.doctreedir) / "search"


def keep(app, pagename, templatename, context, doctree):
    """Write down the records of a page; the search's index is made once all pages are."""
    if doctree is not None and app.builder.format == "html":
        folder(app).mkdir(parents=True, exist_ok=True)
        found = json.dumps([*sections(pagename, doctree)], ensure_ascii=False)
        (folder(app) / f"{pagename}.json").write_text(found, "utf-8")


def read(place: Path, pages: list[str]) -> list[Record]:
    """Return the records of `pages`, in their order, that an edition's build has written."""
    return [
        Record(*record)
        for page in pages
        for record in json.loads((place / f"{page}.json").read_text("utf-8"))
    ]
