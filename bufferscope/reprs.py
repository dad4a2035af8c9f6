"""repr() of any value on one line of limited length, the same in every run."""

import re
import reprlib
from typing import Any


class _Short(reprlib.Repr):
    """repr() cut to a line, with the items of views."""

    def repr_bytes(self, data: bytes | bytearray, level: int) -> str:
        return repr(data) if len(data) <= 32 else f"{data[:24]!r}… len={len(data)}"

    repr_bytearray = repr_bytes

    def repr_memoryview(self, view: memoryview, level: int) -> str:
        try:
            if view.ndim != 1:
                return f"memoryview(format={view.format!r}, shape={view.shape})"
            if view.format == "B":
                return f"memoryview({self.repr_bytes(bytes(view[:33]), level)})"
            return f"memoryview({view.format!r}, {self.repr1(view[:9].tolist(), level)})"
        except ValueError:
            return "memoryview(released)"
        except NotImplementedError:  # a format that views can't decode
            return f"memoryview(format={view.format!r}, nbytes={view.nbytes})"


_short = _Short()
_short.fillvalue = "…"
_short.maxlist = _short.maxtuple = _short.maxdict = _short.maxset = 8
_short.maxstring = _short.maxother = 72


def short(value: object) -> str:
    """Return the repr of a value on one line of limited length, without addresses."""
    try:
        return clean(" ".join(_short.repr(value).split()))
    except Exception as error:  # a repr of the reader's own
        return f"<{type(value).__name__}: {type(error).__name__}>"


def where_they_part(got: Any, due: Any) -> tuple[str, str]:
    """Return what to add to `short` of two long bytes objects that begin alike, else two "".

    >>> where_they_part(bytes(40), bytes(39) + b"a")
    (", [39:47] = b'\\\\x00'", ", [39:47] = b'a'")
    """
    if not all(isinstance(each, (bytes, bytearray)) and len(each) > 32 for each in (got, due)):
        return "", ""
    pairs = enumerate(zip(got, due, strict=False))
    at = next((i for i, (one, other) in pairs if one != other), None)
    if at is None or at < 24:
        return "", ""
    one, other = (f", [{at}:{at + 8}] = {bytes(each[at : at + 8])!r}" for each in (got, due))
    return one, other


def clean(text: str) -> str:
    """Take the addresses out of a text."""
    return re.sub(r"\b0x[0-9A-Fa-f]{6,}", "0x…", re.sub(r" at 0x[0-9A-Fa-f]+", "", text))
