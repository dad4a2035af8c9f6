"""The process in which one answer is judged, and which it may take down with it.

It gets a task as JSON on its standard input and prints what it found, as JSON, with the word that it was told.
"""

import json
import os
import secrets
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import bufferscope.judging  # noqa: F401  # what is handed in asks for it: behind the fence it can't be loaded
from book.classroom import fence
from bufferscope import playing
from bufferscope.cases import load
from bufferscope.cases.games import GAMES
from bufferscope.deadline import within
from bufferscope.exercises import Case, Drawn, Each, Exercise
from bufferscope.running import judge
from bufferscope.verdict import Verdict


def main() -> None:
    """Run the code of the task, judge the answer, say what was found, and go at once."""
    task = json.loads(sys.stdin.read())
    said = os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    exercise = load().get(task["exercise"])
    total = sum(1 for _ in exercise.cases()) if exercise else 0
    fence.limit(task["memory"], task["seconds"])
    fence.leave_network()
    fence.close(Path.cwd())
    answer, errors = _answer(task["code"], task["answer"])
    found: dict[str, Any] = {"word": task["word"], "errors": errors}
    if answer is _MISSING:
        found["missing"] = True
    else:
        try:
            verdict = _judged(answer, task["exercise"], exercise, task["case"])
            found |= {"passed": verdict.passed, "total": verdict.total, "report": str(verdict)}
            found["judged"] = verdict.judged
            if exercise and verdict.judged:
                found["forged"] = verdict.total != total or (
                    verdict.passed == total and _passes_all(answer, exercise, task["case"])
                )
        except Exception as error:
            found["errors"].append(_told(error))
    os.write(said, json.dumps(found).encode())
    os._exit(0)  # what the answer left to be done at the end is not done


_MISSING = object()
CELL = 10  # seconds that a statement of the notebook may take


def _answer(code: list[str], name: str) -> tuple[Any, list[str]]:
    """Run the statements in a new module __main__; return what the name is then, and what was raised."""
    module = sys.modules["__main__"] = ModuleType("__main__")
    names, errors = module.__dict__, []
    names["display"] = lambda *things, **named: None
    for statement in code:
        try:
            run = compile(statement, "<cell>", "exec")
            within(CELL, partial(exec, run, names))
        except BaseException as error:  # SystemExit ends a cell, not the marking
            errors.append(_told(error))
    return names.get(name, _MISSING), errors


def _judged(answer: Any, name: str, exercise: Exercise | None, seconds: float) -> Verdict:
    if exercise is None:
        return playing.judge(answer, name, GAMES)
    if not callable(answer):
        raise TypeError(f"{name} is no function, but {type(answer).__name__}")
    return judge(exercise, answer, seconds)


def _passes_all(answer: Callable[..., Any], exercise: Exercise, seconds: float) -> bool:
    """Whether the answer passes a case for which nobody can know what is due: it is drawn now."""
    first = next(iter(exercise.cases()))
    if isinstance(first, Each):
        first = next(iter(first.trials()))
    if isinstance(first, Drawn):
        first = first.case(next(iter(first.trials(exercise.name))))
    case: Case = replace(first, due=secrets.token_hex(), slow=False)
    return judge(replace(exercise, cases=lambda: iter([case])), answer, seconds).passed == 1


def _told(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}".partition("\n")[0][:200].rstrip(": ")
