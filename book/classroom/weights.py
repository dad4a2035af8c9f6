"""Points for exercises: each that is solved has its weight, 1 unless a file says otherwise; none has a part of it.

A function that copies where it must not passes most cases, so the cases passed are no mark.
"""

import re
from pathlib import Path

import yaml

from book import Problem
from book.classroom.handed_in import lessons

SOLVED = re.compile(r"✔ (\w+)")  # in the column of verdicts
FORM = "it must have lines such as “chunk_sums: 2”, the name of an exercise and a number"


def read(path: Path | None) -> dict[str, float]:
    """Return {exercise: weight} of all exercises; raise Problem for a file that does not say so."""
    weights = {name: 1.0 for lesson in lessons().values() for name in lesson.exercises}
    if path is None:
        return weights
    try:
        said = yaml.safe_load(path.read_text("utf-8"))
        assert isinstance(said, dict)
        numbers = {name: float(weight) for name, weight in said.items()}
        assert all(0 <= weight < float("inf") for weight in numbers.values())
    except OSError as error:
        raise Problem(f"{path} can't be read: {error.strerror}") from error
    except (UnicodeDecodeError, yaml.YAMLError, AssertionError, TypeError, ValueError) as error:
        raise Problem(f"{path} has no weights: {FORM}") from error
    for name in numbers:
        if name not in weights:
            raise Problem(f"{path}: there is no exercise “{name}”: {', '.join(sorted(weights))}")
    return weights | numbers


def points(row: dict[str, str], weights: dict[str, float]) -> dict[str, str]:
    """Return the columns of a row that say how many points there are, of how many, and for what."""
    if row["lesson"] not in lessons():
        return {"points": "", "of": "", "weights": ""}
    of = {name: weights[name] for name in lessons()[row["lesson"]].exercises}
    solved = SOLVED.findall(row["verdicts"])
    return {
        "points": f"{sum(of[name] for name in solved):g}",
        "of": f"{sum(of.values()):g}",
        "weights": ", ".join(f"{name} {weight:g}" for name, weight in of.items()),
    }
