"""Headings are addressed by the id of the cell that they open: ASCII, and the same in every language.

Left alone, Sphinx makes the address of a heading from its words, which gives each language its own, and
Russian ones such as `id1`, which move when a heading is inserted before them.

In the two references, a heading that begins with a name of Python or of its C API is addressed by that name,
as in Python's own documentation: reference.html#memoryview.cast.
"""

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from book.notebooks import LINES_PER_CELL
from book.references import NAME, OF_NAMES
from book.site.source import cells_of

logger = logging.getLogger(__name__)


def name_in(heading: nodes.title) -> str | None:
    """Return the name that a heading begins with, None if it begins with words."""
    first = heading.children[0]
    found = NAME.match(first.astext()) if isinstance(first, nodes.literal) else None
    return found and found[0]


class CellIds(SphinxTransform):
    """Replace the id of each section in a notebook by a name or by that of its cell."""

    default_priority = 10  # before anything refers to a section

    def apply(self, **kwargs: Any) -> None:
        path = Path(self.env.doc2path(self.env.docname))
        if path.suffix != ".ipynb":
            return
        cells = cells_of(path)
        slugs = {}
        for section in self.document.findall(nodes.section):
            line = section.line or section[0].line
            named = name_in(section[0]) if self.env.docname in OF_NAMES else None
            address = named or cells[line // LINES_PER_CELL - 1]["id"]
            if address in slugs:
                logger.warning("the address “%s” has two headings", address, location=section)
            for old in section["ids"]:
                self.document.ids.pop(old, None)
            for name in section["names"]:
                self.document.nameids.pop(name, None)
            section["ids"], section["names"] = [address], []
            self.document.ids[address] = section
            slugs[address] = (line, address, section[0].astext())
        # where MyST looks up links such as [words](01-slices.ipynb#shares)
        self.env.metadata[self.env.docname]["myst_slugs"] = slugs
        self.document.myst_slugs = slugs


def setup(app: Sphinx) -> None:
    app.add_transform(CellIds)
