"""The terms of the book have their addresses on the glossary's page, and links lead to them.

A lesson writes a term in italics where it is first used, in Turkish and Russian beside its translation:
"bayt adımı (*stride*)". There the page links to the term's definition.
"""

import json
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from book.glossary import PAGE, slug_of, terms
from book.site import is_edition

logger = logging.getLogger(__name__)

NAMES = "terms.json"  # in _static


class Definitions(SphinxTransform):
    """Give each definition the address of its term."""

    default_priority = 11  # after the addresses of headings

    def apply(self, **kwargs: Any) -> None:
        if self.env.docname != PAGE:
            return
        language = self.config.language
        known = {term.names[language].replace("`", ""): term.slug for term in terms()}
        slugs = self.env.metadata[PAGE]["myst_slugs"]
        for item in self.document.findall(nodes.list_item):
            head = next(item.findall(nodes.strong))
            name = head.astext()
            if name not in known:
                logger.warning("“%s” is not in words/glossary.csv", name, location=head)
                continue
            item["ids"].append(known[name])
            slugs[known[name]] = (item.line or 0, known[name], name)


def link(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Link the terms that stand in italics, each at its first place on a page."""
    if docname == PAGE or PAGE not in app.env.found_docs:
        return
    known = {term.slug for term in terms()}
    page = app.builder.get_relative_uri(docname, PAGE) if app.builder.format == "html" else None
    if page is None:
        return
    for node in list(doctree.findall(nodes.emphasis)):
        slug = slug_of(node.astext())
        slug = slug if slug in known else slug.removesuffix("s")
        if slug in known and not inside(node, nodes.reference, nodes.title):
            known.discard(slug)
            lead_to(node, f"{page}#{slug}")["classes"].append("term")


def write_names(app: Sphinx, exception: Exception | None) -> None:
    """Write {address: {language: name}}, for a reader who wants to see a term in all languages."""
    if is_edition(app, exception):
        names = {
            term.slug: {code: name.replace("`", "") for code, name in term.names.items()}
            for term in terms()
        }
        path = Path(app.outdir) / "_static" / NAMES
        path.write_text(json.dumps(names, ensure_ascii=False), "utf-8")


def lead_to(node: nodes.Node, address: str) -> nodes.reference:
    """Make a link of a node, where it stands; return the link."""
    reference = nodes.reference("", "", refuri=address, internal=True)
    node.replace_self(reference)
    reference += node
    return reference


def inside(node: nodes.Node, *kinds: type) -> bool:
    while node is not None and not isinstance(node, kinds):
        node = node.parent
    return node is not None


def setup(app: Sphinx) -> None:
    app.add_transform(Definitions)
    app.connect("doctree-resolved", link)
    app.connect("build-finished", write_names)
