"""Running the cases of an exercise on an answer that may do anything."""

import io
import re
import textwrap
from array import array
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from functools import lru_cache
from types import CodeType, TracebackType
from typing import Any, TypeGuard

from bufferscope.ceilings import AtMost
from bufferscope.deadline import Overtime, within
from bufferscope.exercises import BY_REFERENCE, Case, Drawn, Each, Exercise
from bufferscope.figures import decimal
from bufferscope.reprs import clean, short, where_they_part
from bufferscope.sameness import mistyped, same
from bufferscope.starters import Blank, innermost, is_raised_by_starter, is_starter
from bufferscope.verdict import Verdict, paragraph
from bufferscope.watching import (
    Misdeed,
    Seen,
    as_it_was,
    is_of_the_call,
    still_held,
    watched,
)
from bufferscope.words import say

SCRIPT = "<case>"  # the file name of a case's script in tracebacks
SHRINKING = 200  # trials, at most, for making failing arguments smaller
SLOW = 6  # how many times longer a case on much data may take


def judge(exercise: Exercise, answer: Callable[..., Any], seconds: float) -> Verdict:
    """Run the cases of an exercise on an answer; see `bufferscope.judging.check`.

    Those on little data are run twice, since a second call must not depend on the first.
    """
    cases = list(exercise.cases())
    total = len(cases)
    if exercise.needs is not None and not exercise.needs.met():
        need = say("verdict.needs", need=say(exercise.needs.name))
        return Verdict(exercise.name, 0, total, f"– {exercise.name}: {need}", judged=False)

    judged = _Judged(exercise, answer, seconds)
    passes: dict[int, bool] = {}  # by number of case; the slow ones need not be run
    try:
        if is_starter(answer):
            raise Blank
        for again in (False, True):
            for i, case in enumerate(cases):
                if not case.slow and not (again and judged.failure):
                    passes[i] = judged.passes(case, again)
        for i, case in enumerate(cases):
            if case.slow and not judged.failure:
                passes[i] = judged.passes(case)
    except Blank:
        report = f"… {exercise.name} 0/{total}: {say('verdict.blank')}"
        return Verdict(exercise.name, 0, total, report)
    passed = sum(passes.values())
    failed = tuple(i for i in passes if not passes[i])
    mark = "✔" if passed == total else "✘"
    report = f"{mark} {exercise.name} {passed}/{total}{judged.failure}{judged.printed}"
    return Verdict(exercise.name, passed, total, report, failed=failed)


class Failure(Exception):
    """A case did not give what was due: what came back instead, and what to tell the reader."""

    def __init__(self, got: str, due: str, *why: str, endless: bool = False, weak: bool = False):
        """`weak` is a failure that gives way to any other, which has a better script or sentence."""
        self.got, self.due, self.why = got, due, why
        self.endless, self.weak = endless, weak

    def report(self, case: Case) -> str:
        lines = ["", textwrap.indent(_script(case), "    ")]
        lines += [f"  {say('verdict.got')} {self.got}", f"  {say('verdict.due')} {self.due}"]
        for sentence in self.why:
            lines += paragraph(sentence)
        return "\n".join(lines)


class _Judged:
    """An answer under judgement.

    failure  the report on the case that failed, "" as long as there is none. Of several it is the
             one that says most: the first plain case rather than one kind of exporter among many,
             and that rather than random arguments
    printed  what the answer printed in that case, or in the first one where it printed
    """

    def __init__(self, exercise: Exercise, answer: Callable[..., Any], seconds: float):
        self.exercise, self.answer, self.seconds = exercise, answer, seconds
        self.failure, self.printed = "", ""
        self._endless = False
        self._rank = 0, 0
        self._result: object = None

    def passes(self, case: Case | Each | Drawn, again: bool = False) -> bool:
        """Run a case; note the first failure. After an endless one no other is run."""
        if self._endless:
            return False
        patience = self.seconds * (SLOW if case.slow else 1)
        output = _Printed()
        with redirect_stdout(output), redirect_stderr(_Printed()):
            found = next(self._failures(case, patience), None)
        if found is not None:
            failed, failure = found
            self._endless = failure.endless
            if again:
                failure.why = say("verdict.again-why"), *failure.why
            rank = int(failure.weak), [Case, Each, Drawn].index(type(case))
            if not self.failure or rank < self._rank:
                self.failure, self.printed = failure.report(failed), output.report()
                self._rank = rank
        elif not self.failure:
            self.printed = self.printed or output.report()
        return found is None

    def _failures(
        self, case: Case | Each | Drawn, seconds: float
    ) -> Iterator[tuple[Case, Failure]]:
        """Yield the trials of a case that fail; of a drawn case, one on small arguments."""
        if isinstance(case, Drawn):
            for arguments in case.trials(self.exercise.name):
                trial = case.case(arguments)
                failure = self._failure(trial, seconds)
                if failure is not None:
                    found = trial, failure
                    if not self.failure and not failure.weak:  # else nobody will see it
                        found = self._smallest(case, arguments, found, seconds)
                    yield found
            return
        for trial in case.trials() if isinstance(case, Each) else [case]:
            failure = self._failure(trial, seconds)
            if failure is not None:
                yield trial, failure

    def _smallest(
        self, case: Drawn, arguments: dict[str, Any], found: tuple[Case, Failure], seconds: float
    ) -> tuple[Case, Failure]:
        """Make the arguments smaller as long as the answer fails on them, with limited patience."""
        left, better = SHRINKING, True
        while better:
            better = False
            for less in case.smaller(arguments):
                if found[1].endless or left == 0:
                    return found
                left -= 1
                trial = case.case(less)
                failure = self._failure(trial, seconds)
                if failure is not None:
                    arguments, found, better = less, (trial, failure), True
                    break
        return found

    def _failure(self, case: Case, seconds: float) -> Failure | None:
        try:
            seen = Seen()
            seen.result = self._result
            _run(case, self.exercise, self.answer, seconds, seen)
            self._result = seen.result
            held = "" if self.failure else still_held(seen.arguments)  # that takes time
            if held:
                raise _told(Misdeed("held", held))
        except Failure as failure:
            return failure
        return None


def _run(
    case: Case, exercise: Exercise, answer: Callable[..., Any], seconds: float, seen: Seen
) -> None:
    """Run the script of a case on the answer; raise Failure unless it gives what is due.

    Nothing of the answer is left alive afterwards but the arguments that were seen.
    """
    due = _due(case, exercise)
    names = {tool.__name__: tool for tool in exercise.tools}
    names[exercise.name] = watched(answer, exercise.in_place, exercise.lends, seen)
    script = _script(case)
    code, last = _compiled(script)
    try:
        with as_it_was():
            within(seconds, lambda: exec(code, names))
        if "result" not in names:
            raise Failure(say("verdict.swallowed-got"), _shown(due), say("verdict.swallowed-why"))
        _compare(names["result"], due, case, exercise)
        if seen.misdeed is not None:
            raise seen.misdeed
    except (Blank, Failure, KeyboardInterrupt):
        raise
    except Overtime:
        got = say("verdict.endless", seconds=decimal(seconds))
        why = say("verdict.endless-why")
        raise Failure(got, _shown(due), why, _hint(case), endless=True) from None
    except Misdeed as misdeed:
        raise _told(misdeed) from None
    except BaseException as error:
        if is_raised_by_starter(error):
            raise Blank from None
        at_last_line = _line_in_script(error.__traceback__) >= last
        if _is_error(due) and isinstance(error, due) and at_last_line:
            return
        if seen.misdeed is not None and seen.misdeed.kind != "locked":  # the script shows that
            raise _told(seen.misdeed) from None
        got = clean(f"{type(error).__name__}: {error}".partition("\n")[0])
        measured = isinstance(due, AtMost)  # its sentence is about memory, not about errors
        raise Failure(got, _shown(due), *_reasons(error, case, exercise), weak=measured) from None
    finally:
        names.clear()


def _compiled(script: str) -> tuple[CodeType, int]:
    """Return the code of a script, which leaves its value in `result`, and where its last line is.

    Code with bytes in it is compiled anew: it holds them, and what is held is asked for.
    """
    return _code(script) if re.search("b[\"']", script) else _code_once(script)


def _code(script: str) -> tuple[CodeType, int]:
    setup, _, last = script.rpartition("\n")
    indent = last[: -len(last.lstrip())]
    code = compile(f"{setup}\n{indent}result = (\n{last}\n{indent})", SCRIPT, "exec")
    return code, setup.count("\n") + 2


_code_once = lru_cache(maxsize=4096)(_code)


def _due(case: Case, exercise: Exercise) -> object:
    """Return what is due: a value, or the type of an error."""
    if case.due is not BY_REFERENCE:
        return case.due
    return _by_reference(_script(case), exercise)


@lru_cache(maxsize=4096)  # the scripts are the same for every answer
def _by_reference(script: str, exercise: Exercise) -> object:
    names = {tool.__name__: tool for tool in exercise.tools}
    names[exercise.name] = exercise.reference
    try:
        exec(_compiled(script)[0], names)
        return names["result"]
    except Exception as error:
        return type(error)
    finally:
        names.clear()


def _told(misdeed: Misdeed) -> Failure:
    """Return the failure that tells of a misdeed."""
    kind, got = misdeed.kind, say(f"misdeed.{misdeed.kind}.got", got=misdeed.got)
    due = misdeed.due or say(f"misdeed.{kind}.due")
    why = say("cases.locked" if kind == "locked" else f"misdeed.{kind}.why")
    return Failure(got, due, why, weak=kind in ("locked", "held", "same"))


def _reasons(error: BaseException, case: Case, exercise: Exercise) -> list[str]:
    """Return what to say of an exception that was not due."""
    if isinstance(error, NameError):
        return [say("verdict.name-why")]
    if exercise.lends and isinstance(error, ValueError) and "released" in str(error):
        return [say("verdict.released-early-why")]
    if isinstance(error, TypeError) and is_of_the_call(error):
        return [say("verdict.signature-why")]
    if isinstance(error, RecursionError):
        return [say("verdict.recursion-why")]
    if isinstance(error, RuntimeError) and isinstance(error.__cause__, StopIteration):
        return [say("verdict.stop-why")]
    if isinstance(error, TypeError) and "not writable" in str(error):  # so ctypes says it
        return [say("verdict.read-only-why"), _hint(case)]
    if _is_of_script(error) and "read-only" in str(error):  # the script wrote into the result
        return [say("verdict.result-read-only-why")]
    if isinstance(error, TypeError) and "zeros in shape" in str(error):
        return [say("verdict.zeros-why"), _hint(case)]
    if isinstance(error, re.error):
        return [say("verdict.pattern-why")]
    if isinstance(error, AttributeError) and type(error.obj) in exercise.tools:
        names = ", ".join(_methods(type(error.obj)))
        return [say("verdict.tool-why", names=names), _hint(case)]
    known = (bytes, bytearray, array, memoryview)
    if isinstance(error, AttributeError) and type(error.obj) in known:
        return [say("verdict.attribute-why"), _hint(case)]
    return [_hint(case)]


def _is_of_script(error: BaseException) -> bool:
    """Whether a line of the script raised it, not one of the answer."""
    traceback = innermost(error)
    return traceback is not None and traceback.tb_frame.f_code.co_filename == SCRIPT


def _methods(tool: type) -> list[str]:
    """Return the names of the methods that a tool has for the answer."""
    return [name for name, of in vars(tool).items() if callable(of) and not name.startswith("_")]


def _compare(got: object, due: object, case: Case, exercise: Exercise) -> None:
    """Raise Failure unless a value is what is due."""
    if same(got, due):
        return
    why = [_hint(case)]
    types = None if _is_error(due) else mistyped(got, due)
    if got is None and not _is_error(due) and not _may_be_none(exercise):
        why.insert(0, say("verdict.none-why"))
    elif types:
        why.insert(0, say("verdict.type-why", got=types[0], due=types[1]))
    more = "", ""
    if not _is_error(due):
        more = where_they_part(got, due)
    raise Failure(short(got) + more[0], _shown(due) + more[1], *why)


def _may_be_none(exercise: Exercise) -> bool:
    return any(isinstance(case, Case) and case.due is None for case in exercise.cases())


def _hint(case: Case) -> str:
    return " ".join(map(say, case.why.split()))


def _shown(due: object) -> str:
    return due.__name__ if _is_error(due) else short(due)


def _script(case: Case) -> str:
    return textwrap.dedent(case.script).strip()


def _is_error(due: object) -> TypeGuard[type[BaseException]]:
    return isinstance(due, type) and issubclass(due, BaseException)


def _line_in_script(traceback: TracebackType | None) -> int:
    while traceback is not None and traceback.tb_frame.f_code.co_filename != SCRIPT:
        traceback = traceback.tb_next
    return traceback.tb_lineno if traceback else 0


class _Printed(io.StringIO):
    """Standard output that keeps the beginning of what is printed."""

    ROOM = 200

    def write(self, text: str) -> int:
        super().write(text[: max(0, self.ROOM - self.tell())])
        return len(text)

    def report(self) -> str:
        text = self.getvalue()
        return f"\n  {say('verdict.printed')} {short(text)}" if text else ""
