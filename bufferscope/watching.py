"""Watching an answer: what it did to its arguments, to Python, and what it held on to."""

import builtins
import gc
import os
import sys
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from operator import is_
from types import ModuleType
from typing import Any

from bufferscope.reprs import short
from bufferscope.starters import Blank, innermost, is_placeholder

SMALL = 4096  # bytes; only arguments up to this size are compared with what they were


class Misdeed(BaseException):
    """What an answer did besides giving a result; `kind` names its sentences, "misdeed.….…"."""

    def __init__(self, kind: str, got: str, due: str = ""):
        self.kind, self.got, self.due = kind, got, due


class Seen:
    """What was seen of the calls of an answer.

    arguments  the first argument of each call
    misdeed    the first one
    result     what came back last, if it can be changed
    """

    def __init__(self) -> None:
        self.arguments: list[Any] = []
        self.misdeed: Misdeed | None = None
        self.result: object = None


def watched(
    answer: Callable[..., Any], in_place: bool, lends: bool, seen: Seen
) -> Callable[..., Any]:
    """Return the answer such that nothing it does to its arguments goes unnoticed.

    `in_place` and `lends` are those of `bufferscope.exercises.Exercise`. A class is left as it is.
    """
    if isinstance(answer, type):
        return answer

    def call(*args: Any, **named: Any) -> Any:
        seen.arguments.extend(args[:1])
        before = [_Before(argument, lends or i > 0) for i, argument in enumerate(args)]
        result = answer(*args, **named)
        if is_placeholder(result):
            raise Blank
        for i, (argument, was) in enumerate(zip(args, before, strict=True)):
            found = was.compare(argument, may_change=in_place and i == 0)
            seen.misdeed = seen.misdeed or found
        if _is_worth_keeping(result) and not (in_place or lends):
            if result is seen.result:
                seen.misdeed = seen.misdeed or Misdeed("same", short(result))
            seen.result = result
        return result

    call.__name__ = getattr(answer, "__name__", "answer")
    return call


def _is_worth_keeping(result: object) -> bool:
    """Whether this can be changed and holds nothing that could hold an argument."""
    plain = (int, float, str, tuple, type(None))
    if isinstance(result, dict):
        return all(isinstance(item, plain) for pair in result.items() for item in pair)
    return isinstance(result, bytearray) or (
        isinstance(result, list) and all(isinstance(item, plain) for item in result)
    )


def is_of_the_call(error: BaseException) -> bool:
    """Whether the call of the answer itself failed, and no line of it was run."""
    traceback = innermost(error)
    return traceback is not None and traceback.tb_frame.f_globals is globals()


class _Before:
    """What an argument was before the call. Large ones are not looked at."""

    def __init__(self, argument: object, may_be_locked: bool):
        self.items = argument[:] if isinstance(argument, list) else None
        self.memory = _bytes_of(argument)
        self.could_grow = not may_be_locked and self.memory is not None and _can_grow(argument)

    def compare(self, argument: object, may_change: bool) -> Misdeed | None:
        """Return what is wrong if the argument is not as it was."""
        if self.items is not None and argument != self.items:
            return Misdeed("changed", short(argument), short(self.items))
        if self.memory is None:
            return None
        now = _bytes_of(argument)
        if now is None:
            return Misdeed("released", short(argument))
        if not may_change and now != self.memory:
            kind = bytearray if isinstance(argument, bytearray) else bytes
            return Misdeed("changed", short(kind(now)), short(kind(self.memory)))
        if self.could_grow and not _can_grow(argument):
            return Misdeed("locked", short(argument))
        return None


def _bytes_of(argument: Any) -> bytes | None:
    """Return a copy of the bytes of a small exporter, None for all else and for released views."""
    try:
        with memoryview(argument) as view:
            return view.tobytes() if view.nbytes <= SMALL else None
    except Exception:  # an exporter of the script's own may raise anything
        return None


def _can_grow(argument: object) -> bool:
    """Whether no view keeps a bytearray or an array from growing; False for other objects."""
    if not isinstance(argument, (bytearray, array)):
        return False
    try:
        argument.append(0)
    except (BufferError, TypeError):  # TypeError: an array of characters
        return False
    del argument[-1]
    return True


def still_held(seen: list[Any]) -> str:
    """Return one of the exporters that something still refers to, in short, else "".

    To be called when nothing but the list refers to them any more; it is emptied. Views in it are
    released, and their exporters are looked at: an open view refers to its exporter. CPython counts
    references; a few too many may be waiting for the garbage collector.
    """
    held = _first_held(seen)
    if held:
        gc.collect()
        held = _first_held(seen)
    seen.clear()
    return held


def _first_held(seen: list[Any]) -> str:
    owners: dict[int, object] = {}
    for i in range(len(seen)):
        if type(seen[i]) is memoryview:
            text = short(seen[i])
            times = sum(each is seen[i] for each in seen)
            if sys.getrefcount(seen[i]) > times + 1:
                return text
            try:
                owner = seen[i].obj
                seen[i].release()
            except BufferError:  # something got a buffer from this very view
                return text
            except ValueError:  # released already
                continue
            seen[i] = owner
            del owner
        if type(seen[i]) in (bytes, bytearray, array) and len(seen[i]) > 1:  # b"x" is shared by all
            owners[id(seen[i])] = seen[i]
    seen[:] = owners.values()
    owners.clear()
    for i in range(len(seen)):
        if sys.getrefcount(seen[i]) > 2:  # that of the list, and that of the call
            return short(seen[i])
    return ""


@cache
def _judges() -> list[ModuleType]:
    """Return the modules that judge, which the answer could reach."""
    names = "ceilings deadline exercises judging reprs running sameness starters verdict watching"
    return [sys.modules[f"bufferscope.{name}"] for name in names.split()]


@contextmanager
def as_it_was() -> Iterator[None]:
    """Set back after the block what it changed in the built-in names and in the modules that judge.

    Raises Misdeed for a built-in name that was changed. The copy of the process that a fork made
    ends here. Only methods are called afterwards: any built-in name may be gone.
    """
    process = os.getpid()
    pid, leave, every, each, alike = os.getpid, os._exit, all, map, is_
    spaces = [(vars(module), vars(module).copy()) for module in (builtins, *_judges())]
    own, was = spaces[0]
    misdeed, failed = Misdeed, None
    try:
        yield
    except BaseException as error:
        failed = error
    if pid() != process:
        leave(0)
    changed: list[str] = []
    if not every(each(alike, each(own.get, was), was.values())):  # quicker than to look for them
        changed = [name for name in was if own.get(name) is not was[name]]
    for name in own.keys() - was.keys():
        del own[name]
    for space, before in spaces:
        space.update(before)
    try:
        if changed:
            raise misdeed("builtins", ", ".join(sorted(changed)))
        if failed is not None:
            raise failed
    finally:
        del failed  # else its traceback and this frame keep each other alive
