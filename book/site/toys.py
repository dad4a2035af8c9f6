"""Things to touch: beside a picture, on the site, stands what lets the reader change it by hand.

A code cell that draws has `metadata.toy`: its `kind`, a module of static/toys, and what that begins with. The page
gets a place for it behind the Markdown cell that explains the picture and asks what to try; the module fills it when
the reader comes near. The question can be answered without it, too, by changing the code of the cell: in JupyterLab,
on paper and without JavaScript there is the picture alone.
"""

import json
from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator

from book.site.gates import code_cells, place_of

KINDS = ("slices", "lock", "bytes", "strides")  # the modules of static/toys


class Toy(nodes.Element):
    """The place of something to touch, empty as built."""


def visit_toy(translator: HTML5Translator, node: nodes.Element) -> None:
    settings = dict(node["toy"])
    kind = settings.pop("kind")
    given = escape(json.dumps(settings, ensure_ascii=False))
    translator.body.append(f'<div class="toy" data-toy="{kind}" data-settings="{given}"></div>\n')
    raise nodes.SkipNode


class Toys(SphinxPostTransform):
    default_priority = 198
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        for node, cell, behind in code_cells(self):
            if toy := cell.metadata.get("toy"):
                siblings = node.parent.children
                after = node.parent.index(node) + 1
                while after < len(siblings) and place_of(siblings[after]) in behind:
                    after += 1
                node.parent.insert(after, Toy(toy=toy))


def add_to_page(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Let a page that has something to touch load what fetches it."""
    if doctree is not None and any(doctree.findall(Toy)):
        app.add_js_file("toys.js", defer="defer")


def setup(app: Sphinx) -> None:
    app.add_node(Toy, html=(visit_toy, None))
    app.add_post_transform(Toys)
    app.connect("html-page-context", add_to_page)
