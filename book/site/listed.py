"""A list of what a long page answers, at its top: on a phone the theme's own is behind a button, and few look there.

It is the contents of the page as Sphinx has gathered them, folded, since the first answer is to be in view.
"""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment.adapters.toctree import TocTree
from sphinx.locale import get_translation
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator

_ = get_translation("sphinx")

# by page; “Errors” and the reference have tables
TITLES = {"questions": "All questions", "myths": "All claims"}


class List(nodes.Element):
    """The fold in which the list stands."""


def visit_list(translator: HTML5Translator, node: nodes.Element) -> None:
    translator.body.append(f'<details class="listed"><summary>{node["title"]}</summary>\n')


def depart_list(translator: HTML5Translator, node: nodes.Element) -> None:
    translator.body.append("</details>\n")


class Lists(SphinxPostTransform):
    default_priority = 5  # before links are resolved
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        name = self.env.docname
        if name not in TITLES:
            return
        contents = TocTree(self.env).get_toc_for(name, self.app.builder)
        within = next(contents[0].findall(nodes.bullet_list), None) if contents.children else None
        first = next(self.document.findall(nodes.paragraph), None)
        if within is None or first is None or first.parent is None:
            return
        fold = List(title=_(TITLES[name]))
        fold.append(within)
        first.parent.insert(first.parent.index(first) + 1, fold)


def setup(app: Sphinx) -> None:
    app.add_node(List, html=(visit_list, depart_list))
    app.add_post_transform(Lists)
