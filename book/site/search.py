"""The site's search: the records of its index are taken from the pages as they are written."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.locale import get_translation

from book.glossary import PAGE as GLOSSARY
from book.notebooks import stems
from book.search import index
from book.search.records import ERROR, OF_ERRORS, Record, flat, read
from book.site import is_edition
from book.site.edition import edition_of

_ = get_translation("sphinx")

UNSAID = (nodes.raw, nodes.comment, nodes.image, nodes.system_message)


def text_of(node: nodes.Node, apart: tuple[nodes.Node, ...] = ()) -> str:
    """Return what a node says, without the nodes `apart`."""
    if isinstance(node, nodes.Text):
        return str(node.astext())
    if isinstance(node, (nodes.section, *UNSAID)) or node in apart:
        return ""
    said = [text_of(child, apart) for child in node.children]
    return str(node.child_text_separator).join(filter(None, said))


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


def folder(app: Sphinx) -> Path:
    return Path(app.doctreedir) / "search"


def keep(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Write down the records of a page; the search's index is made once all pages are."""
    if doctree is not None and app.builder.format == "html":
        folder(app).mkdir(parents=True, exist_ok=True)
        found = json.dumps([*sections(pagename, doctree)], ensure_ascii=False)
        (folder(app) / f"{pagename}.json").write_text(found, "utf-8")


def replace_that_of_sphinx(app: Sphinx) -> None:
    """Sphinx finds whole pages, and its index is loaded by the themes on each of them."""
    app.builder.search = False  # type: ignore[attr-defined]  # Sphinx's builder of HTML has it
    app.config.html_additional_pages["search"] = "search.html"


def name_its_page(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    if pagename == "search":
        context["title"] = _("Search")


def finish(app: Sphinx, exception: Exception | None) -> None:
    if is_edition(app, exception):
        found = read(folder(app), stems(edition_of(app).root))
        index.write(Path(app.outdir), app.config.language, found, terms=GLOSSARY)


def setup(app: Sphinx) -> None:
    app.connect("builder-inited", replace_that_of_sphinx)
    app.connect("html-page-context", name_its_page, priority=400)  # before pages are described
    app.connect("html-page-context", keep)
    app.connect("build-finished", finish)
