"""The list of pages at the side: it is made once, and each page only marks itself in it.

Sphinx makes it anew for each page, which is a tenth of the cost of a build. All pages of an edition lie in one
folder, so that links are the same in all of them.
"""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment.adapters.toctree import TocTree

OUTSIDE = "genindex"  # a page that is not in the list: nothing is marked for it
ENTRY = '<li class="toctree-l1"><a class="reference internal" href="{}">'
MARKED = '<li class="toctree-l1 current"><a class="current reference internal" href="#">'


def marked(whole: str, page: str) -> str:
    """Return the list with the entry of a page marked, and the part in which it stands."""
    before, found, behind = whole.partition(ENTRY.format(page))
    if not found:
        return whole
    first, opened, part = before.rpartition("<ul>")
    return first + opened.replace("<ul>", '<ul class="current">') + part + MARKED + behind


class Sidebar:
    """The list of an edition, by the options with which the theme asks for it."""

    def __init__(self) -> None:
        self.made: dict[tuple[tuple[str, Any], ...], str] = {}

    def put(
        self,
        app: Sphinx,
        pagename: str,
        templatename: str,
        context: dict[str, Any],
        doctree: nodes.document | None,
    ) -> None:
        def toctree(**options: Any) -> str:
            key = tuple(sorted(options.items()))
            if key not in self.made:
                tree = TocTree(app.env).get_toctree_for(OUTSIDE, app.builder, **options)
                html: StandaloneHTMLBuilder = app.builder  # type: ignore[assignment]
                self.made[key] = html.render_partial(tree)["fragment"]
            return marked(self.made[key], app.builder.get_target_uri(pagename))

        context["toctree"] = toctree


def setup(app: Sphinx) -> None:
    app.connect("html-page-context", Sidebar().put, priority=400)  # before the theme asks for it
