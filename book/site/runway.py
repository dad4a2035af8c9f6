"""A clear runway: what a notebook imports, and its words, stand in one closed line, and the subject begins at once.

They run like all other cells. Live cells add to the line what concerns all of them (static/live.js).
"""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.locale import get_translation
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator

_ = get_translation("sphinx")

PLUMBING = {"cell-imports", "cell-words"}


class Runway(nodes.Element):
    """The closed line."""


def visit_runway(translator: HTML5Translator, node: nodes.Element) -> None:
    said = _("Set-up and Python in this page")
    translator.body.append(f'<details class="runway"><summary>{said}</summary>\n')


def depart_runway(translator: HTML5Translator, node: nodes.Element) -> None:
    translator.body.append("</details>\n")


class Runways(SphinxPostTransform):
    default_priority = 198
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        for node in list(self.document.findall(nodes.container)):
            if "cell-imports" in node["ids"]:
                line = Runway()
                node.replace_self(line)
                line.append(node)
                siblings = line.parent.children
                after = line.parent.index(line) + 1
                while after < len(siblings) and PLUMBING & set(siblings[after].get("ids", ())):
                    line.append(line.parent.pop(after))


def setup(app: Sphinx) -> None:
    app.add_node(Runway, html=(visit_runway, depart_runway))
    app.add_post_transform(Runways)
