"""Guesses on the site: what a cell tells stays folded until its reader has committed to an answer (book/guesses.py)."""

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from nbformat import NotebookNode
from sphinx.application import Sphinx
from sphinx.locale import get_translation
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator

from book.guesses import explanation, guess_of, shown
from book.notebooks import LINES_PER_CELL
from book.site.source import cells_of

_ = get_translation("sphinx")


class Gate(nodes.Element):
    """What is asked of the reader, and, folded, what answers it."""


def visit_gate(translator: HTML5Translator, node: nodes.Element) -> None:
    guess, write = node["guess"], translator.body.append
    answer = guess.get("answer")
    if answer is None:
        write(f'<details class="guess-answer"><summary>{_("I have my answer")}</summary>\n')
        return
    write(f'<div class="guess" data-answer="{escape(str(answer))}">\n')
    name = _("Your guess")
    if choices := guess.get("choices"):
        write(f'<div class="guess-asked" role="group" aria-label="{name}"><span>{name}:</span>\n')
        for choice in choices:
            text = shown(choice, guess.get("words", {}))
            write(f'<button type="button" value="{escape(choice)}">{text}</button>\n')
        write("</div>\n")
    else:
        write(
            f'<form class="guess-asked"><label>{name}: <input inputmode="numeric" autocomplete="off"></label>\n'
            f"<button>{_('Check')}</button></form>\n"
        )
    write('<p class="guess-verdict" role="status"></p>\n')
    write(f'<details class="guess-answer"><summary>{_("Show the answer")}</summary>\n')


def depart_gate(translator: HTML5Translator, node: nodes.Element) -> None:
    translator.body.append("</details>\n")
    if "answer" in node["guess"]:
        translator.body.append("</div>\n")


def place_of(node: nodes.Node) -> int | None:
    """Return the place of the cell from which a node of the page comes."""
    lines = (part.line for part in node.findall() if getattr(part, "line", None))
    line = next(lines, None)
    return line and line // LINES_PER_CELL - 1


def code_cells(
    transform: SphinxPostTransform,
) -> Iterator[tuple[nodes.container, NotebookNode, list[int]]]:
    """Yield each code cell of a page: its node, itself, and the places of the cells that explain its output."""
    cells = cells_of(Path(transform.env.doc2path(transform.env.docname)))
    for node in list(transform.document.findall(nodes.container)):
        if node.get("nb_element") == "cell_code":
            place = node["cell_index"]
            yield node, cells[place], explanation(cells, place)


class Gates(SphinxPostTransform):
    """Fold the output and the explanation of each guess."""

    default_priority = 198  # before myst-nb folds the outputs alone
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        for node, cell, behind in code_cells(self):
            if node.get("hide_mode") != "output":
                continue
            del node["hide_mode"]
            gate = Gate(guess=dict(guess_of(cell)))
            output = node.children[-1]
            node.replace(output, gate)
            gate.append(output)
            siblings = node.parent.children
            while len(siblings) > (after := node.parent.index(node) + 1):
                if place_of(siblings[after]) not in behind:
                    break
                gate.append(node.parent.pop(after))


def setup(app: Sphinx) -> None:
    app.add_node(Gate, html=(visit_gate, depart_gate))
    app.add_post_transform(Gates)
    app.connect("html-page-context", add_to_page)


def add_to_page(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Let a page that asks its reader load what judges the answers."""
    if doctree is not None and any(doctree.findall(Gate)):
        app.add_js_file("guess.js", defer="defer")
