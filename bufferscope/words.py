"""The language in which pictures, measurements and verdicts speak."""

from collections.abc import Mapping

LANGUAGES = ("en", "tr", "ru")

_current = "en"


def language(code: str | None = None) -> str:
    """Choose the language of everything that bufferscope draws and says.

    Called without a code it changes nothing. Returns the code in force: "en", "tr" or "ru".
    Raises ValueError for any other code, and the language stays as it was.
    """
    global _current
    if code is not None:
        if code not in LANGUAGES:
            raise ValueError(f"unknown language {code!r}: choose one of {', '.join(LANGUAGES)}")
        _current = code
    return _current


def say(table: Mapping[str, Mapping[str, str]], key: str, **values: object) -> str:
    """Return the message `key` of a module's word table in the language in force, filled in."""
    return table[key][_current].format(**values)
