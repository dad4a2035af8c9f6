"""On the site, lessons have numbers wherever they are named, and say how long they take.

The welcome page leads into the course, and says beneath the lessons what has been done.
"""

import json
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.locale import get_translation
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator

from book.site.edition import edition_of

_ = get_translation("sphinx")


def number_titles(app: Sphinx, doctree: nodes.document) -> None:
    """Number a lesson in what names pages: the sidebar, the ways back and on, the title of the window."""
    name = app.env.docname
    if name in edition_of(app).lessons:
        number = f"{edition_of(app).lessons[name].number}. "
        app.env.titles[name].insert(0, nodes.Text(number))
        named = next(app.env.tocs[name].findall(nodes.reference))
        named.insert(0, nodes.Text(number))


class Line(nodes.Element):
    """What stands under the title of a lesson: which of how many it is, and its minutes."""


def visit_line(translator: HTML5Translator, node: nodes.Element) -> None:
    lesson, count = node["lesson"], node["count"]
    said = [_("Lesson {number} of {count}").format(number=lesson.number, count=count)]
    if lesson.minutes:
        said.append(_("{minutes} min").format(minutes=lesson.minutes))
    translator.body.append(f'<p class="lesson-line">{" · ".join(said)}')
    if lesson.exercises and node["live"]:  # else no page can tell which are solved
        done = _("exercises {solved}/{count}").format(
            solved="<span>0</span>", count=lesson.exercises
        )
        translator.body.append(f' <span class="lesson-exercises">· {done}</span>')
    translator.body.append("</p>\n")
    raise nodes.SkipNode


class Start(nodes.Element):
    """The way into the course, beneath what the welcome page begins with."""


def visit_start(translator: HTML5Translator, node: nodes.Element) -> None:
    said = _("Start lesson 1")
    translator.body.append(f'<p class="start"><a href="{node["address"]}">{said}</a></p>\n')
    raise nodes.SkipNode


class Box(nodes.Element):
    """What the reader's browser remembers (static/progress-file.js)."""


def visit_box(translator: HTML5Translator, node: nodes.Element) -> None:
    kept_here = _(
        "It is kept in this browser only, with the code that you have written, and sent nowhere. "
        "A file takes it to another device."
    )
    buttons = "".join(
        f'<button type="button">{_(name)}</button>\n'
        for name in ("Save to a file", "Load from a file", "Delete all")
    )
    translator.body.append(
        f'<div class="progress-box" role="region" aria-labelledby="your-progress">\n'
        f'<p id="your-progress"><strong>{_("Your progress")}</strong></p>\n'
        f'<p class="progress-sum"></p>\n<p>{kept_here}</p>\n{buttons}'
        '<input type="file" accept="application/json,.json" hidden>\n'
        '<p class="progress-told" role="status"></p>\n'
        "<details hidden><summary></summary><div></div></details></div>\n"
    )
    raise nodes.SkipNode


class Lines(SphinxPostTransform):
    default_priority = 198
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        lesson = edition_of(self.app).lessons.get(self.env.docname)
        title = next(self.document.findall(nodes.title), None)
        if self.env.docname == self.config.root_doc:
            self.welcome()
        if lesson and title is not None:
            line = Line(
                lesson=lesson, count=len(edition_of(self.app).lessons), live=self.config.live_cells
            )
            title.parent.insert(title.parent.index(title) + 1, line)

    def welcome(self) -> None:
        """Let the welcome page lead into the course, and say beneath the lessons what has been done."""
        address = self.app.builder.get_relative_uri(
            self.env.docname, next(iter(edition_of(self.app).lessons))
        )
        for paragraph in self.document.findall(nodes.paragraph):
            place = paragraph.parent.index(paragraph) + 1
            paragraph.parent.insert(place, Start(address=address))
            break
        for section in self.document.findall(nodes.section):
            if "contents" in section["ids"]:
                section.append(Box())


def add_to_page(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Let each page know the course, and the welcome page keep what is remembered."""
    course = {stem: lesson.exercises for stem, lesson in edition_of(app).lessons.items()}
    app.add_js_file(None, body=json.dumps(course), type="application/json", id="course")
    if pagename == app.config.root_doc:
        app.add_js_file("progress-file.js", defer="defer")


def setup(app: Sphinx) -> None:
    app.add_node(Line, html=(visit_line, None))
    app.add_node(Start, html=(visit_start, None))
    app.add_node(Box, html=(visit_box, None))
    app.add_post_transform(Lines)
    app.connect("html-page-context", add_to_page)
    app.connect("doctree-read", number_titles, priority=900)  # once Sphinx has collected titles
