"""The exercises of the course: each module holds those of one lesson, `games` holds the games.

What an exercise and a case are says `bufferscope.exercises`.
"""

from importlib import import_module

from bufferscope.exercises import EXERCISES, Exercise

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


def load() -> dict[str, Exercise]:
    """Return all exercises by name, in the order of the lessons."""
    for lesson in LESSONS:
        import_module(f"{__name__}.{lesson}")
    return EXERCISES
