"""Slides: a lesson as one HTML file, which asks for nothing else and is shown by Reveal.js.

What is on a slide follows from the cells, so that slides are never older than their lesson:

- a heading opens a section, and the paragraphs below it are for the speaker's notes;
- code is a slide, with its output; a guess stands beside it, and the output comes at the next key;
- a picture is a slide of its own, and so are a list or a table of the text, and each question that has an answer;
- an exercise has its text beside the code with which students start;
- all other text, answers, hints, solutions and the teacher's notes are the speaker's. So a file is the teacher's.
"""

import json
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown_it import MarkdownIt
from nbformat import NotebookNode

from book import ROOT, Problem, course, npm, rendering
from book.classroom.exercises import sections
from book.guesses import TAG, guess_of, shown
from book.notebooks import lesson_stems, path_of, read, tags, title_of
from book.wording import words_of

FOLDER = Path(__file__).resolve().parent
REVEAL = FOLDER / "node_modules" / "reveal.js" / "dist"
TEACHER = "teacher"  # the cell of notes for the teacher
END = "next"  # the cell that ends a lesson
SET_UP = {"imports", "words"}
# What Reveal.js and its window for the speaker say, as they have it in their scripts.
SAID = ("Notes", "Upcoming", "Time ", "Click to Reset", "Loading speaker view...")
WAYS = ("next slide", "previous slide", "above slide", "below slide")


@dataclass
class Slide:
    """What is seen, as HTML, and what only the speaker sees."""

    heading: str = ""
    section: str = ""  # the heading of a slide before it
    text: str = ""
    choices: list[str] = field(default_factory=list)
    code: str = ""
    output: str = ""
    later: bool = False  # whether the output comes at the next key
    picture: str = ""
    notes: str = ""


def write(language: str, names: list[str], output: Path | None) -> Path:
    """Write the slides of lessons, all if none is named, into a folder; return it.

    Raises Problem for what is no lesson, and where Reveal.js can't be had.
    """
    known = lesson_stems()
    for name in names:
        if name not in known:
            raise Problem(f"There is no lesson “{name}”: choose from {', '.join(known)}")
    if reason := npm.install(FOLDER):
        raise Problem(f"Slides need Reveal.js: {reason}")
    folder = output or ROOT / "_build" / f"slides-{language}"
    folder.mkdir(parents=True, exist_ok=True)
    for stem in names or known:
        (folder / f"{stem}.html").write_text(page(stem, language), "utf-8", newline="\n")
    return folder


def page(stem: str, language: str) -> str:
    """Return the slides of a lesson as HTML."""
    words = words_of(language)
    lesson, lessons = course.lessons()[stem], course.lessons()
    line = words.get("Lesson {number} of {count}", "Lesson {number} of {count}")
    minutes = words.get("{minutes} min", "{minutes} min")
    notebook = read(path_of(stem, language))
    template = Environment(
        loader=FileSystemLoader(FOLDER), undefined=StrictUndefined, autoescape=False
    ).get_template("slides.html")
    return template.render(
        language=language,
        title=escape(title_of(notebook)),
        line=f"{line.format(number=lesson.number, count=len(lessons))} · {minutes.format(minutes=lesson.minutes)}",
        slides=slides(notebook),
        styles=[(REVEAL / "reveal.css").read_text("utf-8"), rendering.style()],
        own_style=(FOLDER / "slides.css").read_text("utf-8"),
        scripts=[_script(REVEAL / name, words) for name in ("reveal.js", "plugin/notes.js")],
        ways=json.dumps({way: words.get(way, way) for way in WAYS}, ensure_ascii=False),
    )


def _script(path: Path, words: dict[str, str]) -> str:
    """Return a script of Reveal.js that may stand in a page and says our words."""
    text = path.read_text("utf-8").replace("</script", "<\\/script")
    for said in SAID:
        text = text.replace(f">{said}<", f">{words.get(said.strip(), said.strip())} <")
    return text


def slides(notebook: NotebookNode) -> list[Slide]:
    """Return the slides of a lesson in order."""
    parser = rendering.markdown(lambda address: address if address.startswith("http") else None)
    exercises = {cell.id for section in sections(notebook) for cell in section}
    minutes, for_teacher = _for_teacher(parser, notebook)
    made: list[Slide] = []
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and cell.id != TEACHER:
            folds = "<details" in cell.source
            hints = cell.id.endswith("-hints")
            all_shown = not hints and (folds or cell.id in exercises or cell.id == END)
            for block in rendering.blocks(parser, cell.source):
                if block.kind == "heading":
                    made.append(Slide(block.title, notes=minutes if made else for_teacher))
                elif block.kind == "folded" or hints:
                    made[-1].notes += f"<h3>{block.title}</h3>{block.html}"
                elif block.kind == "other" or all_shown or block.html.startswith("<p><strong>"):
                    _show(made, block.html, begins=block.html.startswith("<p><strong>"))
                else:
                    made[-1].notes += block.html
        elif cell.cell_type == "code" and cell.id not in SET_UP:
            _show_code(made, cell)
    for before, slide in pairwise(made):
        slide.section = "" if slide.heading else before.section or before.heading
    return made


def _for_teacher(parser: MarkdownIt, notebook: NotebookNode) -> tuple[str, str]:
    """Return the minutes of a lesson, and all its notes for the teacher, as HTML."""
    [cell] = [cell for cell in notebook.cells if cell.id == TEACHER]
    [block] = rendering.blocks(parser, cell.source)
    return block.html.partition("</p>")[0] + "</p>", block.html


def _show(made: list[Slide], html: str, begins: bool) -> None:
    """Show a part of the text: on the last slide, unless there is other text, or code, already."""
    last = made[-1]
    title = len(made) == 1
    if not title and (last.code or last.picture or last.output or (begins and last.text)):
        made.append(Slide())
    made[-1].text += html


def _show_code(made: list[Slide], cell: NotebookNode) -> None:
    marks = set(tags(cell))
    if marks & {"claim", "check"}:
        return
    if "solution" in marks:
        made[-1].notes += rendering.code(cell.source)
        return
    if not made[-1].text or made[-1].code or made[-1].picture or len(made) == 1:
        made.append(Slide())
    slide = made[-1]
    slide.later = TAG in marks
    guess = guess_of(cell)
    slide.choices = [shown(choice, guess.get("words", {})) for choice in guess.get("choices", [])]
    if slide.later and not slide.text:  # other code stands between the question and what answers it
        slide.text = next(one.text for one in reversed(made) if one.text)
    if "hide-input" not in marks:
        slide.code = rendering.code(cell.source.replace("_solution", ""))
    for kind, html in rendering.outputs(cell):
        if kind == "text":
            slide.output += html
        else:
            made.append(Slide(picture=html))
