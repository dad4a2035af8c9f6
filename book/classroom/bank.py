"""The bank of questions: the guesses of the lessons, the questions at their ends, and the sentences of the myths.

It is made from the notebooks, for two uses: a page that puts one question after the other to a room, and a file
that Moodle and others import (GIFT: https://docs.moodle.org/en/GIFT_format).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt
from nbformat import NotebookNode

from book import ROOT, rendering
from book.guesses import TAG, explanation, guess_of, shown
from book.notebooks import lesson_stems, path_of, read, stems, tags, title_of

MYTHS = "myths"
OPEN = "questions"  # the cell at the end of a lesson
DRESS = re.compile(
    r' class="[^"]*"| translate="no"|</?(?:a|span)\b[^>]*>'
)  # links lead into the book
SPECIAL = re.compile(r"([\\~=#{}:])")  # what has a meaning in GIFT


@dataclass(frozen=True)
class Asked:
    """A question, its parts as HTML.

    id       of the code cell that answers it, or of the cell that asks, with a number
    choices  {as the notebook has it: as it is shown}, empty where there are none
    answer   the choice that is right, or the number, empty where an answer takes words
    told     the answer in words, after what the cell printed
    """

    id: str
    question: str
    choices: dict[str, str]
    answer: str
    told: str


def questions(
    language: str, address: Callable[[str], str | None], root: Path = ROOT
) -> dict[tuple[str, str], list[Asked]]:
    """Return {(stem, title) of a page: its questions} in the order of the book; `address` is as in `rendering`."""
    found, parser = {}, rendering.markdown(address)
    asking = {*lesson_stems(root), MYTHS}
    for stem in (stem for stem in stems(root) if stem in asking):
        notebook = read(path_of(stem, language, root))
        found[stem, title_of(notebook)] = list(_of(notebook, parser))
    return found


def _of(notebook: NotebookNode, parser: MarkdownIt) -> Iterator[Asked]:
    cells = notebook.cells
    for place, cell in enumerate(cells):
        if cell.id == OPEN:
            yield from _open(parser, cell)
        guess = guess_of(cell)
        if TAG not in tags(cell) or "answer" not in guess:
            continue
        words = guess.get("words", {})
        told = "".join(html for kind, html in rendering.outputs(cell) if kind == "text")
        for behind in explanation(cells, place):
            told += _text(parser, cells[behind])
        yield Asked(
            cell.id,
            "".join(_leading(parser, cells[:place])) + rendering.code(cell.source),
            {choice: shown(choice, words) for choice in guess.get("choices", [])},
            str(guess["answer"]),
            told,
        )


def _open(parser: MarkdownIt, cell: NotebookNode) -> Iterator[Asked]:
    """Yield the questions of a cell, each of which has its answer folded behind it."""
    asked, number = "", 0
    for block in rendering.blocks(parser, cell.source):
        if block.kind == "folded":
            number += 1
            yield Asked(f"{cell.id}-{number}", asked, {}, "", block.html)
            asked = ""
        elif block.kind != "heading":
            asked += re.sub(r"^<p><strong>\d+\.</strong> ", "<p>", block.html)


def _leading(parser: MarkdownIt, before: list[NotebookNode]) -> list[str]:
    """Return the question: the last text, and the code that stands before it in its section, or after it."""
    parts: list[str] = []
    for cell in reversed(before):
        if {"remove-cell", "words", "setup"} & set(tags(cell)) or cell.id == "imports":
            continue
        if cell.cell_type == "code":
            parts.insert(0, rendering.code(cell.source))
            if len(parts) > 1 and "<p>" in "".join(parts):
                break
            continue
        if "<p>" in "".join(parts):  # the text of what was before
            break
        parts.insert(0, _text(parser, cell))
        if cell.source.startswith("#"):
            break
    return parts


def _text(parser: MarkdownIt, cell: NotebookNode) -> str:
    """Return the text of a Markdown cell; its heading is a part of it where it is what is asked about."""
    kept = [
        f"<p><strong>{block.title}</strong></p>\n"
        if block.kind == "heading" and cell.source.startswith("### ")
        else block.html
        for block in rendering.blocks(parser, cell.source)
        if block.kind != "heading" or cell.source.startswith("### ")
    ]
    return "".join(kept)


def gift(pages: dict[tuple[str, str], list[Asked]]) -> str:
    """Return the `questions` of pages as GIFT, a category for each page, without their links."""
    parts = []
    for (stem, title), asked in pages.items():
        parts.append(f"$CATEGORY: memoryview/{stem}\n\n// {title}")
        parts += [_gift(stem, one) for one in asked]
    return "\n\n".join(parts) + "\n"


def _gift(stem: str, one: Asked) -> str:
    lines = [
        ("=" if choice == one.answer else "~") + _escaped(text)
        for choice, text in one.choices.items()
    ]
    if one.answer and not lines:
        lines = [f"#{one.answer}"]
    head = f"::{stem} {one.id}::[html]{_escaped(one.question)} {{"
    return "\n".join([head, *lines, f"####{_escaped(one.told)}", "}"])


def _escaped(html: str) -> str:
    """Return HTML as GIFT takes it: a blank line would end the question, so lines of code end in tags."""
    pieces = re.split(r"(<pre.*?</pre>)", html.strip(), flags=re.DOTALL)
    flat = (
        piece.replace("\n", "<br>") if piece.startswith("<pre") else " ".join(piece.split())
        for piece in pieces
    )
    plain = DRESS.sub("", "".join(flat)).replace("&quot;", '"').replace("&#x27;", "'")
    return SPECIAL.sub(r"\\\1", plain)
