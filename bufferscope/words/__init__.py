"""The language in which pictures, measurements and verdicts speak.

Each language is a file beside this one, `en.py` first: its sentences by their ids, and which form
of a word goes with a number. A file more is a language more.
"""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

LANGUAGES = tuple(sorted((found.name for found in iter_modules(__path__)), key="en".__ne__))

_current = "en"


def language(code: str | None = None) -> str:
    """Choose the language of everything that bufferscope draws and says.

    Called without a code it changes nothing. Returns the code in force, one of LANGUAGES.
    Raises ValueError for any other code, and the language stays as it was.
    """
    global _current
    if code is not None:
        if code not in LANGUAGES:
            raise ValueError(f"unknown language {code!r}: choose one of {', '.join(LANGUAGES)}")
        _current = code
    return _current


@cache
def _words(code: str) -> ModuleType:
    """Return the file of a language, which is loaded when something is said in it."""
    return import_module(f"{__name__}.{code}")


def say(id: str, /, **values: object) -> str:
    """Return what has this id in the language in force, filled in."""
    text: str = _words(_current).WORDS[id]
    return text.format(**values) if values else text


def counted(n: int, id: str) -> str:
    """Return the form of a word that goes with a number; the forms stand under the id, by blanks."""
    place: int = _words(_current).form(abs(n))
    return say(id).split()[place]
