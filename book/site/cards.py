"""Links from names in the lessons to their cards: `nbytes` leads to reference.html#memoryview.nbytes.

Each name is linked once on a page, at its first place in the text. Names that other objects have too
(`index`, `format`, `release`) are linked only where they are written in full or as a call of a view's own
method.
"""

import re

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from book.references import OF_NAMES
from book.site.terms import inside, lead_to

OWN = re.compile(  # names that only views have, or that mean a view's wherever this book says them
    r"nbytes|itemsize|ndim|strides|suboffsets|readonly|(?:c_|f_)?contiguous|toreadonly|tobytes|tolist|cast"
    r"|_from_flags"
)


def addresses(env: BuildEnvironment) -> dict[str, str]:
    """Return {name: page} of all cards."""
    return {
        name: page
        for page in OF_NAMES
        for name in env.metadata.get(page, {}).get("myst_slugs", {})
        if "." in name or name.startswith("Py")
    }


def link(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    if docname in OF_NAMES or app.builder.format != "html":
        return
    cards = addresses(app.env)
    for node in list(doctree.findall(nodes.literal)):
        name = node.astext().removesuffix("()").removeprefix(".")
        name = f"memoryview.{name}" if OWN.fullmatch(name) else name
        if name in cards and not inside(node, nodes.reference, nodes.title):
            page = app.builder.get_relative_uri(docname, cards.pop(name))
            lead_to(node, f"{page}#{name}")


def setup(app: Sphinx) -> None:
    app.connect("doctree-resolved", link)
