"""The chapters of an edition as XHTML: notebooks in reading order, and what is folded in them, for the end."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

import yaml
from markdown_it import MarkdownIt
from nbformat import NotebookNode

from book import ROOT, course, rendering
from book.glossary import PAGE as GLOSSARY
from book.glossary import terms
from book.guesses import guess_of, shown
from book.notebooks import path_of, read, tags
from book.references import NAME, OF_NAMES
from book.wording import words_of

LEFT_OUT = ("playground",)
ANSWERS = "answers"  # the last chapter
SAYS = re.compile(r"^<code>(.*?)</code>")
STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
Place = Callable[[str, str], str]  # of a chapter and an id in it: where a link leads


@dataclass
class Chapter:
    """A chapter: its title and its text as XHTML, and (id, section, title, XHTML) of what is at the book's end."""

    stem: str
    title: str = ""
    text: list[str] = field(default_factory=list)
    folds: list[tuple[str, str, str, str]] = field(default_factory=list)
    section: str = ""  # the heading under which the text goes on

    @property
    def html(self) -> str:
        return "".join(self.text)


@cache
def parts() -> list[tuple[str, list[str]]]:
    """Return (caption, stems) of the parts of the book, the first page in a part of its own."""
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text("utf-8"))
    found = [("", [toc["root"]])]
    for part in toc["parts"]:
        stems = [one["file"] for one in part["chapters"] if one["file"] not in LEFT_OUT]
        found.append((part["caption"], stems))
    return found


def chapters(language: str, place: Place) -> list[Chapter]:
    """Return the chapters of an edition, the answers last; `place` says where links lead."""
    words = words_of(language)
    numbers = {stem: lesson.number for stem, lesson in course.lessons().items()}
    solution = words.get("Solution", "Solution")
    found = [
        _chapter(stem, language, place, numbers.get(stem), solution)
        for _, stems in parts()
        for stem in stems
    ]
    answers = Chapter(ANSWERS, words.get("Answers, hints and notes", "Answers, hints and notes"))
    answers.text.append(f'<h1 id="{ANSWERS}">{answers.title}</h1>\n')
    for chapter in found:
        if chapter.folds:
            answers.text.append(f"<h2>{chapter.title}</h2>\n")
        before = ""
        for id, section, title, text in chapter.folds:
            back = place(chapter.stem, f"to-{id}")
            if section != before:
                answers.text.append(f"<h3>{section}</h3>\n")
            answers.text.append(f'<h4 id="{id}"><a href="{back}">{title}</a></h4>\n{text}')
            before = section
    return [*found, answers]


def _chapter(stem: str, language: str, place: Place, number: int | None, solution: str) -> Chapter:
    chapter = Chapter(stem)
    parser = rendering.markdown(lambda address: _address(address, stem, place))
    for cell in read(path_of(stem, language)).cells:
        if {"claim", "remove-cell"} & set(tags(cell)):
            continue
        if cell.cell_type == "code":
            _add_code(chapter, cell, place, solution)
            continue
        for block in rendering.blocks(parser, cell.source):
            if block.kind == "heading":
                named = SAYS.match(block.title) if stem in OF_NAMES else None
                name = NAME.match(named[1]) if named else None
                id = id_of(stem, name[0] if name else cell.id)
                level = block.html[:3]
                title = chapter.section = block.title
                if level == "<h1":
                    title = chapter.title = f"{number}. {title}" if number else title
                    id = stem
                chapter.text.append(f'{level} id="{id}">{title}</{level[1:]}>\n')
            elif block.kind == "folded":
                _fold(chapter, block.title, block.html, place)
            else:
                chapter.text.append(block.html)
    if stem == GLOSSARY:
        _give_ids(chapter, language)
    return chapter


def _add_code(chapter: Chapter, cell: NotebookNode, place: Place, solution: str) -> None:
    marks = tags(cell)
    if "words" in marks:
        return
    if "solution" in marks:
        _fold(chapter, solution, rendering.code(cell.source), place)
        return
    if "hide-input" not in marks:
        chapter.text.append(rendering.code(cell.source))
    guess = guess_of(cell)
    if "choices" in guess:
        items = "".join(f"<li>{shown(c, guess.get('words', {}))}</li>" for c in guess["choices"])
        chapter.text.append(f'<ol class="choices">{items}</ol>\n')
    for _, html in rendering.outputs(cell):
        chapter.text.append(f'<div class="shown">{STYLE.sub("", html)}</div>\n')


def _fold(chapter: Chapter, title: str, text: str, place: Place) -> None:
    """Put something at the end of the book, and a link to it here."""
    id = f"{ANSWERS}-{chapter.stem}-{len(chapter.folds) + 1}"
    there = place(ANSWERS, id)
    chapter.text.append(f'<p class="fold" id="to-{id}"><a href="{there}">{title}</a></p>\n')
    chapter.folds.append((id, chapter.section, title, text))


def id_of(stem: str, name: str) -> str:
    return f"{stem}--{name}"


def _address(address: str, stem: str, place: Place) -> str | None:
    """Return where a link of a notebook leads in the book, None if nowhere."""
    if address.startswith(("http:", "https:", "mailto:")):
        return address
    page, _, name = address.partition("#")
    page = page.removesuffix(".ipynb") or stem
    if page in LEFT_OUT or not any(page in stems for _, stems in parts()):
        return None
    return place(page, id_of(page, name) if name else page)


def _give_ids(chapter: Chapter, language: str) -> None:
    """Give the definitions of the glossary the addresses of their terms."""
    parser = MarkdownIt("commonmark")
    html = chapter.html
    for term in terms():
        name = parser.renderInline(term.names[language])
        html = html.replace(
            f"<li><strong>{name}</strong>",
            f'<li id="{id_of(GLOSSARY, term.slug)}"><strong>{name}</strong>',
        )
    chapter.text = [html]


def picture_style(language: str) -> str:
    """Return the style sheet of the pictures, which each of them brings along, without their dark colours."""
    for _, stems in parts():
        for stem in stems:
            for cell in read(path_of(stem, language)).cells:
                for output in cell.get("outputs", ()):
                    if found := STYLE.search(output.get("data", {}).get("text/html", "")):
                        return found[1].partition("@media screen{")[0]
    return ""
