"""Judging a whole notebook: which of its exercises are solved."""

import ast
import io
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from types import ModuleType
from typing import Any

import bufferscope
from bufferscope import judging
from bufferscope.deadline import within
from bufferscope.judging import Answer
from bufferscope.verdict import Verdict

SKIPPED = {"claim", "nbval-ignore-output"}  # tags of cells that judge the book, and that measure
CELL = 60.0  # seconds that a cell may take


def judge_notebook(path: Path, seconds: float = 5.0) -> dict[str, Verdict | Exception]:
    """Run the code of a notebook, in this process, and return what its checks found, by exercise.

    Cells run in order, as in Jupyter, those excepted whose tags say that they measure or test the
    book. What a cell prints is dropped, and an error ends that cell alone. A check that could not
    judge, such as one of an unknown name, gives its error. Of several checks the last one counts.

    seconds  how long one case may take; see `bufferscope.check`

    Raises OSError for a file that can't be read, ValueError for one that is no notebook.
    """
    sources = list(_sources(path))
    found: dict[str, Verdict | Exception] = {}
    with (
        _recording(found, seconds),
        _in_folder(path.parent),
        _no_windows(),
        _main_module() as names,
    ):
        for source in sources:
            with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
                _run(source, names)
    return found


def _sources(path: Path) -> Iterator[str]:
    try:
        cells = json.loads(path.read_text("utf-8"))["cells"]
        for cell in cells:
            tags = cell.get("metadata", {}).get("tags", [])
            if cell["cell_type"] == "code" and not SKIPPED & set(tags):
                yield "".join(cell["source"])
    except (UnicodeDecodeError, json.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{path} is no notebook: {error!r}") from error


@contextmanager
def _recording(found: dict[str, Verdict | Exception], patience: float) -> Iterator[None]:
    """Let `from bufferscope import check` give a check that notes what it finds.

    Its patience is that of whoever judges, whatever the notebook asks for.
    """

    def check(answer: Answer, name: str | None = None, *, seconds: float = patience) -> Verdict:
        try:
            verdict = judging.check(answer, name, seconds=patience)
        except Exception as error:
            found[judging.name_of(answer, name)] = error
            raise
        found[verdict.name] = verdict
        return verdict

    before = bufferscope.check
    bufferscope.check = check
    try:
        yield
    finally:
        bufferscope.check = before


@contextmanager
def _in_folder(folder: Path) -> Iterator[None]:
    """Stand in the notebook's folder, and import from there, as a kernel does."""
    before, path = Path.cwd(), sys.path.copy()
    os.chdir(folder)
    sys.path.insert(0, "")
    try:
        yield
    finally:
        os.chdir(before)
        sys.path[:] = path


@contextmanager
def _main_module() -> Iterator[dict[str, Any]]:
    """Give the names of a new module __main__, in which classes can be pickled."""
    before, module = sys.modules["__main__"], ModuleType("__main__")
    sys.modules["__main__"] = module
    module.__dict__["display"] = lambda *things, **named: None
    try:
        yield module.__dict__
    finally:
        sys.modules["__main__"] = before


@contextmanager
def _no_windows() -> Iterator[None]:
    """Let matplotlib draw without a screen; what is started afterwards chooses for itself again."""
    chosen = "MPLBACKEND" in os.environ
    os.environ.setdefault("MPLBACKEND", "agg")
    try:
        yield
    finally:
        if not chosen:
            os.environ.pop("MPLBACKEND", None)


def _run(source: str, names: dict[str, Any]) -> None:
    """Run a cell; whatever it raises ends it."""
    try:
        tree = ast.parse(source)
        within(CELL, lambda: exec(compile(tree, "<cell>", "exec"), names))
    except KeyboardInterrupt:
        raise
    except BaseException:
        return
