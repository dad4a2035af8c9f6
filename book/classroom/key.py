"""The teacher's key: solutions, answers, and the mistakes that learners make, with what `check` says of them."""

import ast
import copy
import runpy
from collections.abc import Callable, Iterator

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

from book import ROOT
from book.classroom.exercises import asked, sections
from book.notebooks import tags
from book.wording import say
from bufferscope import check, language
from bufferscope.cases import load

# One file a lesson; how they are written is said in the README beside them.
CATALOGUE = ROOT / "tests" / "answers"
MOST = 6  # mistakes of an exercise that are shown, each with another sentence

HEADING = "Typical mistakes"


def key(notebook: NotebookNode, code: str) -> NotebookNode:
    """Return the notebook's exercises solved, with typical mistakes, then its questions and notes unfolded."""
    made = copy.deepcopy(notebook)
    cells = [made.cells[0]]
    for section in sections(made):
        cells += [cell for cell in section if _is_shown(cell)]
        for name in asked(section):
            text = mistakes(name, code)
            if text:
                cells.append(new_markdown_cell(text, id=f"mistakes-{name.replace('_', '-')}"))
    shown = {cell.id for cell in cells}
    for cell in made.cells:
        if cell.id not in shown and cell.cell_type == "markdown" and "<details>" in cell.source:
            cells.append(cell)
    for cell in cells:
        cell.source = cell.source.replace("<details>", "<details open>")
        cell.metadata = {}  # nothing is hidden
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    made.cells = cells
    return made


def _is_shown(cell: NotebookNode) -> bool:
    return cell.cell_type == "markdown" or "solution" in tags(cell)


def mistakes(name: str, code: str) -> str:
    """Return Markdown on the wrong answers of the catalogue to an exercise; "" if there are none.

    They are judged here and now, so that the teacher reads what the learner reads, in the language `code`.
    """
    before = language()
    language(code)
    try:
        parts = [f"**{say(code, HEADING)}: `{name}`**"]
        for answer, source in _wrong(name):
            verdict = check(answer, name, seconds=1)
            if verdict.judged:
                said = str(verdict).replace(answer.__name__, name)
                parts.append(f"```python\n{source}\n```\n\n```text\n{said}\n```")
    finally:
        language(before)
    return "\n\n".join(parts) if len(parts) > 1 else ""


def _wrong(name: str) -> Iterator[tuple[Callable[..., object], str]]:
    """Yield (answer, its source under the name of the exercise), those first that are told other things."""
    if name not in load():
        return  # a game: its mistakes are the wrong choices
    path = next(path for path in CATALOGUE.glob("*.py") if f" {name}__" in path.read_text("utf-8"))
    text = path.read_text("utf-8")
    answers = runpy.run_path(str(path), run_name="answers")
    told: set[str] = set()
    for node in ast.parse(text).body:
        if not isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            continue
        wrong = node.name
        sentence = wrong.startswith(f"{name}__") and ast.get_docstring(node)
        if not sentence or sentence in told or len(told) == MOST:
            continue
        told.add(sentence)
        yield answers[wrong], _source(node, text).replace(wrong, name)


def _source(node: ast.FunctionDef | ast.ClassDef, text: str) -> str:
    """Return the source of a definition with its decorators, without its docstring."""
    lines = text.splitlines()
    start = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
    docstring = node.body[0]
    kept = lines[start - 1 : docstring.lineno - 1] + lines[docstring.end_lineno : node.end_lineno]
    return "\n".join(kept)
