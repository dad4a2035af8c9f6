"""check: judge the answer to an exercise, case by case, and teach where it fails.

The exercises, the games and what runs them are imported by the first check, so that importing
bufferscope stays quick.
"""

from collections.abc import Callable

from bufferscope.verdict import Verdict
from bufferscope.words import say

__all__ = ["best", "check"]

Answer = Callable[..., object] | dict[str, object]  # to an exercise, or to the questions of a game


def name_of(answer: object, name: str | None) -> str:
    """Return the name of the exercise that an answer is meant for: its own, if none is given."""
    own: str = getattr(answer, "__name__", type(answer).__name__)
    return name or own


def check(
    answer: Answer,
    name: str | None = None,
    *,
    seconds: float = 5.0,
) -> Verdict:
    """Judge the answer to an exercise of the course, or the answers to a game.

    answer   the function or class to be judged, or the dictionary of answers to a game
    name     the exercise, when it is not the answer's own name; the game
    seconds  how long one case may take; those on much data, six times as long. See
             `bufferscope.deadline` for what can be ended

    Returns a Verdict. What the answer raises or prints becomes part of it. Raises TypeError for
    an answer that can't be called, and ValueError, with the names known, for an unknown name; in a
    dictionary, for keys that the game does not ask and values that it does not allow.

    >>> def chunk_sums(data, n):
    ...     return [sum(data[i : i + n]) % 256 for i in range(0, len(data) - n + 1, n)]
    >>> check(chunk_sums)
    ✘ chunk_sums 3/8
        chunk_sums(bytes([1, 2, 3, 4, 5]), 2)
      came back: [3, 7]
      was due:   [3, 7, 5]
      The last chunk may be shorter than n, and it counts like any other.

    The function is run as it is, in this process: its prints are caught, its exceptions and
    endless loops are judged, its arguments are new for every case. A body that is only `...`, or
    that returns `...` or raises NotImplementedError, counts as not solved yet. What the exercises
    ask for is written in `bufferscope.cases`.

    In a game every right answer counts, and every wrong one is corrected. A value that is left as
    `...` is not answered yet.
    """
    from bufferscope import playing
    from bufferscope.cases.games import GAMES

    if isinstance(answer, dict) or (name or "") in GAMES:
        return playing.judge(answer, name, GAMES)
    if not callable(answer):
        raise TypeError(say("check.not-callable", type=type(answer).__name__))
    from bufferscope.cases import load
    from bufferscope.running import judge

    exercises = load()
    chosen = name_of(answer, name)
    if chosen not in exercises:
        names = ", ".join(exercises)
        example = next((known for known in exercises if known in chosen), next(iter(exercises)))
        raise ValueError(say("check.unknown", name=chosen, names=names, example=example))
    return judge(exercises[chosen], answer, seconds)


def best(answer: Callable[..., object], name: str | None = None) -> Callable[..., object]:
    """Return the answer if `check` accepts it, and otherwise one that works.

    For a task in steps: who has not solved one of them can go on with the next. It keeps quiet;
    `best(answer) is answer` says which of the two it was. Raises what `check` raises, and
    LookupError for an exercise of which bufferscope has no answer.
    """
    verdict = check(answer, name)
    if verdict.solved:
        return answer
    from bufferscope.cases import load

    working = load()[verdict.name].reference
    if working is None:
        raise LookupError(verdict.name)
    return working
