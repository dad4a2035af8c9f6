"""The value of an item, by its format: the codes of `struct`, and what PEP 3118 adds to them."""

import re
import struct
import sys
from collections.abc import Iterator

LARGEST = 256  # bytes of one item that are decoded for a picture

_ORDERS = {"<": "little", ">": "big", "!": "big", "@": sys.byteorder, "=": sys.byteorder}
_ORDERS["^"] = sys.byteorder


def _codes(format: str) -> str:
    """Return a format without names of fields (`T{i:x:}`) and without shapes (`(2,3)i`)."""
    return re.sub(r":[^:]*:|\([^)]*\)", "", format)


def holds_pointers(format: str) -> bool:
    """Return whether items are or hold addresses, which differ from one run to the next.

    Those of PEP 3118 (&, X, O), of struct (P), and of ctypes' strings: z, and Z by itself, which
    before another code makes it complex.
    """
    return bool(re.search(r"[&XOPz]|Z(?![efdgFD])", _codes(format)))


def _parts(format: str) -> Iterator[tuple[str, str, str]]:
    """Yield the parts of a format: the mark of byte order in force, how many, and the code."""
    mark = "@"
    for found in re.finditer(r"([@=<>!^]?)(\d*)([A-Za-z?&])", _codes(format)):
        mark = found[1] or mark  # it holds until the next one
        if found[3] != "T":
            yield mark, found[2], found[3]


def byte_order(format: str) -> str:
    """Return "little", "big", "mixed", or "" where items are of single bytes."""
    orders = {_ORDERS[mark] for mark, _, code in _parts(format) if code not in "bBc?sxp"}
    return "mixed" if len(orders) > 1 else "".join(orders)


def is_native(format: str) -> bool:
    """Return whether the format leaves byte order to the machine."""
    return not re.search(r"[<>!]", _codes(format))


def decode(format: str, raw: bytes) -> str:
    """Return the value of an item as Python would write it; its bytes in hex where nobody can.

    Takes the format of the buffer and the bytes of one item, all of them. Covers the codes of
    `struct` (with "e" on every Python), flat records `T{…}`, complex `Zf` and `Zd`, text `u`, `w`.
    """
    if holds_pointers(format):
        return "→"
    try:
        return _decode(format, raw)
    except (struct.error, UnicodeDecodeError, ValueError, OverflowError):
        return raw.hex(" ")


def _decode(format: str, raw: bytes) -> str:
    order = format[0] if format[:1] in _ORDERS else "@"
    codes = format.removeprefix(order).replace(" ", "")
    if match := re.fullmatch(r"Z([efd])", codes):
        mark = "=" if order == "@" else order
        real, imaginary = struct.unpack(f"{mark}2{match[1]}", raw)
        return repr(complex(real, imaginary))
    if match := re.fullmatch(r"(\d*)([uw])", codes):
        width = 4 if match[2] == "w" else len(raw) // int(match[1] or 1)
        end = "le" if _ORDERS[order] == "little" else "be"
        return repr(raw.decode(f"utf-{width * 8}-{end}").rstrip("\0"))
    if codes.startswith("T{"):
        return repr(_record(format, raw))
    values = struct.unpack(format.replace("^", "="), raw)
    if not values:
        raise ValueError(f"padding only: {format}")
    return repr(values[0] if len(values) == 1 else values)


def _record(format: str, raw: bytes) -> tuple[object, ...]:
    """Return the fields of a flat record such as T{<i:x:4x<d:y:}.

    At the end NumPy and ctypes leave padding out of the format; before Python 3.12 ctypes leaves
    out all of it, so fields that come out too short are aligned as C aligns them, if that fits.
    """
    if "(" in format or format.count("T{") > 1:
        raise ValueError(f"not a flat record: {format}")
    values, end = _fields(format, raw, aligning="@")
    if end < len(raw):
        aligned, end = _fields(format, raw.ljust(2 * len(raw)), aligning="@<>!")
        if end == len(raw):
            values = aligned
    if len(values) != len(re.findall(r":[^:]*:", format)):
        raise ValueError(f"fields of several items: {format}")
    return tuple(values)


def _fields(format: str, raw: bytes, aligning: str) -> tuple[list[object], int]:
    """Return the values of fields, those under the marks `aligning` aligned as C does, and where they end."""
    values: list[object] = []
    offset, widest = 0, 1
    for mark, count, code in _parts(format):
        if mark in aligning:
            alignment = struct.calcsize(f"@c{code}") - struct.calcsize(code)
            offset += -offset % alignment
            widest = max(widest, alignment)
        part = mark.replace("^", "@") + count + code  # ^ is native, and not aligned
        values += struct.unpack_from(part, raw, offset)
        offset += struct.calcsize(part)
    return values, offset + -offset % widest


def is_letter(byte: int) -> bool:
    """Return whether a byte is a printable character of ASCII."""
    return 32 <= byte < 127


def letter(byte: int) -> str:
    """Return a byte as its ASCII character, as hex dumps do: "." for what can't be printed."""
    if byte == ord(" "):
        return "␣"  # a blank would look like nothing
    return chr(byte) if is_letter(byte) else "."


def printable(words: str, most: int = 60) -> str:
    """Return words with what can't be printed replaced, and cut to `most` characters."""
    clean = "".join(c if c.isprintable() or c == "\u00a0" else "\ufffd" for c in words)
    return clean if len(clean) <= most else clean[: most - 1] + "…"


def shorten(text: str, room: int) -> str:
    """Return a value cut to `room` characters; a rounded number begins with ≈."""
    if len(text) <= room:
        return text
    try:
        number = float(text)
    except ValueError:
        return text[: max(room - 1, 1)] + "…"
    for digits in range(room, 0, -1):
        rounded = f"≈{number:.{digits}g}"
        if len(rounded) <= room:
            return rounded
    return "…"
