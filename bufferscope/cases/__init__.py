"""The exercises of the course, and what a case is.

Each module beside this one holds the exercises of one lesson; `games` holds the games. An exercise
is a function that is registered by the decorator `exercise`, named like what the reader writes; its
docstring is the contract, and it yields the cases. A case is a few lines of Python that end in an
expression, what the expression is due to give, and the sentence that teaches the reader when it
does not.
"""

import math
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module, util
from typing import Any

from bufferscope.words import language

LESSONS = (
    "slices",
    "exporters",
    "anatomy",
    "reading",
    "writing",
    "comparing",
    "lifetimes",
    "typed",
    "dimensions",
    "files",
    "messages",
    "images",
    "inside",
    "choosing",
)


@dataclass(frozen=True)
class Case:
    """One thing that an answer must do.

    script  lines of Python, the last of them an expression. The answer is known there by the name
            of its exercise. The reader sees the script when the case fails, and can run it.
    due     what the expression is due to give, of the same type and value; or the exception that
            the last line is due to raise.
    en, tr, ru
            what to tell a reader whose answer passed all cases before and fails this one.
    slow    whether it works on so much data that it is only run when no case before it failed,
            and may take six times as long.
    """

    script: str
    due: object
    en: str
    tr: str
    ru: str
    slow: bool = False


@dataclass(frozen=True)
class Need:
    """What the platform must have for an exercise to be judged, and its name in each language."""

    met: Callable[[], bool]
    en: str
    tr: str
    ru: str


PYTHON_3_12 = Need(
    lambda: sys.version_info >= (3, 12),
    en="Python 3.12 or newer",
    tr="Python 3.12 ya da daha yeni bir sürüm",
    ru="Python 3.12 или новее",
)
NUMPY = Need(
    lambda: util.find_spec("numpy") is not None,
    en="NumPy",
    tr="NumPy",
    ru="NumPy",
)
LITTLE_ENDIAN = Need(
    lambda: sys.byteorder == "little",
    en="a little-endian machine",
    tr="little-endian bir makine",
    ru="машина с порядком байтов little-endian",
)


@dataclass(frozen=True)
class Exercise:
    """A registered exercise.

    tools     what its scripts may use besides the answer, each under its `__name__`.
    in_place  whether the answer is meant to change what it is given.
    needs     what the platform must have, or None.
    """

    name: str
    contract: str
    cases: Callable[[], Iterator[Case]]
    tools: tuple[Any, ...]
    in_place: bool
    needs: Need | None


EXERCISES: dict[str, Exercise] = {}


def exercise(
    *, tools: tuple[Any, ...] = (), in_place: bool = False, needs: Need | None = None
) -> Callable[[Callable[[], Iterator[Case]]], Exercise]:
    """Register the decorated function, which yields cases, as the exercise of its name."""

    def register(cases: Callable[[], Iterator[Case]]) -> Exercise:
        name = cases.__name__
        found = Exercise(name, cases.__doc__ or "", cases, tools, in_place, needs)
        EXERCISES[name] = found
        return found

    return register


def load() -> dict[str, Exercise]:
    """Return all exercises by name, in the order of the lessons."""
    for lesson in LESSONS:
        import_module(f"{__name__}.{lesson}")
    return EXERCISES


KIB = 1024
MIB = 1024 * KIB


class Memory(int):
    """A number of bytes, written to the nearest power of two: the same on every Python."""

    def __repr__(self) -> str:
        return f"≈ {amount(2 ** round(math.log2(max(self, 1))))}"


class AtMost:
    """Equal to every number up to a limit: what a ceiling is due to be. Counts bytes or lines."""

    def __init__(self, limit: int) -> None:
        self.limit = limit

    def __eq__(self, other: object) -> bool:
        return isinstance(other, int) and other <= self.limit

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"≤ {self.limit}"


class MemoryAtMost(AtMost):
    """A ceiling for what `peak` measures, in bytes."""

    def __repr__(self) -> str:
        return f"≤ {amount(self.limit)}"


def amount(size: int) -> str:
    """Write a number of bytes in the largest binary unit that divides it."""
    units = {"ru": ("Б", "КиБ", "МиБ")}.get(language(), ("B", "KiB", "MiB"))
    power = next(power for power in (2, 1, 0) if size % KIB**power == 0)
    return f"{size // KIB**power} {units[power]}"


# Sentences that fit more than one exercise.

LOCKED = {
    "en": "A view is still open, so the bytearray is locked. Release every view and every slice "
    "of it before returning, for instance each in a `with`: `with memoryview(data) as view:`.",
    "tr": "Bir görünüm hâlâ açık, bu yüzden `bytearray` kilitli. Fonksiyondan dönmeden önce her "
    "görünümü ve onun her dilimini serbest bırakın, örneğin her birini bir `with` ile: "
    "`with memoryview(data) as view:`.",
    "ru": "Какое-то представление ещё открыто, поэтому размер объекта `bytearray` изменить нельзя. "
    "Прежде чем вернуть результат, освободите каждое представление и каждый его срез с помощью "
    "`with`, например: `with memoryview(data) as view:`.",
}
COPIED = {
    "en": "This is a copy: what was written to the exporter afterwards does not show in it.",
    "tr": "Bu bir kopya: sağlayıcıya sonradan yazılanlar onda görünmüyor.",
    "ru": "Это копия: в ней не видно того, что потом записали в экспортёр.",
}


def peak(call: Callable[[], object]) -> Memory:
    """Return the memory, in bytes, that `call()` needed at its height, its result included."""
    return _allocated(call)[1]


def kept(call: Callable[[], object]) -> Memory:
    """Return the memory, in bytes, that `call()` took and has not given back, its result included.

    Not less than 0.
    """
    return _allocated(call)[0]


def _allocated(call: Callable[[], object]) -> tuple[Memory, Memory]:
    """Count by tracemalloc: memory that Python's allocators gave out, not that of the process."""
    import tracemalloc

    tracing = tracemalloc.is_tracing()
    if not tracing:
        tracemalloc.start()
    try:
        tracemalloc.reset_peak()
        before, _ = tracemalloc.get_traced_memory()
        result = call()  # held until the memory has been read
        now, height = tracemalloc.get_traced_memory()
        del result
        return Memory(max(0, now - before)), Memory(height - before)
    finally:
        if not tracing:
            tracemalloc.stop()
