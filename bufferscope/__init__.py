"""Instruments for the buffer protocol: show a buffer, measure code, check an answer."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bufferscope.judging import check
    from bufferscope.picture import show
    from bufferscope.timing import measure
    from bufferscope.words import language

__all__ = ["check", "language", "measure", "show"]

_MODULES = {"check": "judging", "language": "words", "measure": "timing", "show": "picture"}


def __getattr__(name: str) -> object:
    """Import an instrument when it is first asked for (PEP 562), so that one costs no other."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    found = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    globals()[name] = found  # from now on without this function
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
