"""What an exercise is, and what a case is.

An exercise is a function that is registered by the decorator `exercise`, named like what the reader
writes; its docstring is the contract, and it yields the cases. A case is a few lines of Python that
end in an expression, what the expression is due to give, and the sentence that teaches the reader
when it does not. `Each` and `Drawn` make one case of many: of all kinds of exporters (see
`bufferscope.cases.zoo`), and of random arguments.
"""

import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import util
from typing import Any


class _ByReference:
    """What the script gives when the reference stands for the answer."""


BY_REFERENCE = _ByReference()


@dataclass(frozen=True)
class Case:
    """One thing that an answer must do.

    script  lines of Python, the last of them an expression. The answer is known there by the name
            of its exercise. The reader sees the script when the case fails, and can run it.
    due     what the expression is due to give, of the same type and value; or the exception that
            the last line is due to raise; or BY_REFERENCE.
    why     what to tell a reader whose answer passed all cases before and fails this one: the id of a
            sentence in `bufferscope.words`, or several with blanks between them.
    slow    whether it works on so much data that it is only run when no case before it failed,
            and may take six times as long.
    """

    script: str
    due: object
    why: str
    slow: bool = False


@dataclass(frozen=True)
class Each:
    """Cases that count as one: the same promise, kept in many ways.

    How many they are may depend on the platform, the number of cases of an exercise does not.
    """

    trials: Callable[[], Iterator[Case]]
    slow: bool = False


@dataclass(frozen=True)
class Drawn:
    """One case on random arguments, the same ones every time.

    script   as that of a case, with `{name}` where the repr of an argument belongs
    draw     returns the arguments by name. It is given a source of random numbers and a size that
             grows from trial to trial, so that a mistake shows on small arguments first
    allowed  whether the contract admits these arguments; asked when failing ones are made smaller
    number   of trials
    """

    script: str
    draw: Callable[[random.Random, int], dict[str, Any]]
    why: str
    allowed: Callable[..., bool] = lambda **arguments: True
    number: int = 60
    slow: bool = False

    def trials(self, seed: str) -> Iterator[dict[str, Any]]:
        source = random.Random(seed)
        for size in range(self.number):
            yield self.draw(source, size)

    def case(self, arguments: dict[str, Any]) -> Case:
        script = self.script.format_map({name: repr(x) for name, x in arguments.items()})
        return Case(script, BY_REFERENCE, self.why)

    def smaller(self, arguments: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """Yield allowed arguments of which one is smaller than it was."""
        for name, value in arguments.items():
            for less in _smaller(value):
                found = {**arguments, name: less}
                if self.allowed(**found):
                    yield found


def _smaller(value: Any) -> Iterator[Any]:
    """Yield simpler values of the same type: shorter ones first, then ones with smaller items."""
    if isinstance(value, int) and not isinstance(value, bool):
        yield from dict.fromkeys(x for x in (0, value // 2, value - 1) if 0 <= x < value)
    elif isinstance(value, (bytes, tuple, list)):
        yield from _shorter(value)


def _shorter(value: Any) -> Iterator[Any]:
    """Yield parts of a sequence, then the sequence with simpler items."""
    kind, half = type(value), len(value) // 2
    if half:
        yield value[:half]
        yield value[half:]
    for i in range(len(value)):
        yield value[:i] + value[i + 1 :]
    for i, item in enumerate(value):
        for less in _smaller(item):
            yield value[:i] + kind([less]) + value[i + 1 :]


@dataclass(frozen=True)
class Need:
    """What the platform must have for an exercise to be judged, and the id of its name."""

    met: Callable[[], bool]
    name: str


PYTHON_3_12 = Need(
    lambda: sys.version_info >= (3, 12),
    name="needs.python-3-12",
)
NUMPY = Need(
    lambda: util.find_spec("numpy") is not None,
    name="needs.numpy",
)
LITTLE_ENDIAN = Need(
    lambda: sys.byteorder == "little",
    name="needs.little-endian",
)


@dataclass(frozen=True)
class Exercise:
    """A registered exercise.

    tools      what its scripts may use besides the answer, each under its `__name__`.
    reference  an answer that is right, for BY_REFERENCE.
    in_place   whether the answer is meant to change its first argument.
    lends      whether what comes back may hold views of the first argument.
    needs      what the platform must have, or None.
    """

    name: str
    contract: str
    cases: Callable[[], Iterator[Case | Each | Drawn]]
    tools: tuple[Any, ...]
    reference: Callable[..., Any] | None
    in_place: bool
    lends: bool
    needs: Need | None


EXERCISES: dict[str, Exercise] = {}


def exercise(
    *,
    tools: tuple[Any, ...] = (),
    reference: Callable[..., Any] | None = None,
    in_place: bool = False,
    lends: bool = False,
    needs: Need | None = None,
) -> Callable[[Callable[[], Iterator[Case | Each | Drawn]]], Exercise]:
    """Register the decorated function, which yields cases, as the exercise of its name."""

    def register(cases: Callable[[], Iterator[Case | Each | Drawn]]) -> Exercise:
        name = cases.__name__
        contract = cases.__doc__ or ""
        found = Exercise(name, contract, cases, tools, reference, in_place, lends, needs)
        EXERCISES[name] = found
        return found

    return register
