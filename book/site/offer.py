"""The welcome page offers the edition on paper, where `python3 -m book paper` has made it."""

import shutil
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.locale import get_translation
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator

from book.paper import made
from book.site import is_edition
from book.site.edition import edition_of
from book.site.lessons import Start

_ = get_translation("sphinx")


class Offer(nodes.Element):
    """The links, beneath the way into the course."""


def visit_offer(translator: HTML5Translator, node: nodes.Element) -> None:
    links = " · ".join(
        f'<a href="{path.name}" download>{path.suffix[1:].upper()}</a>' for path in node["files"]
    )
    translator.body.append(f'<p class="paper">{_("The whole edition on paper")}: {links}</p>\n')
    raise nodes.SkipNode


class Offers(SphinxPostTransform):
    default_priority = 199  # once the way into the course stands there
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        if files := made(edition_of(self.app).root, self.config.language):
            for start in list(self.document.findall(Start)):
                start.parent.insert(start.parent.index(start) + 1, Offer(files=files))


def bring(app: Sphinx, exception: Exception | None) -> None:
    """Copy the files into the edition."""
    if is_edition(app, exception):
        for path in made(edition_of(app).root, app.config.language):
            shutil.copy(path, app.outdir)


def setup(app: Sphinx) -> None:
    app.add_node(Offer, html=(visit_offer, None))
    app.add_post_transform(Offers)
    app.connect("build-finished", bring)
