"""The value of an item, by its format: the codes of `struct`, and what PEP 3118 adds to them."""

import re
import struct
import sys

LARGEST = 256  # bytes of one item that are decoded for a picture

_ORDERS = {"<": "little", ">": "big", "!": "big", "@": sys.byteorder, "=": sys.byteorder}
_ORDERS["^"] = sys.byteorder


def _codes(format: str) -> str:
    """Return a format without names of fields (`T{i:x:}`) and without shapes (`(2,3)i`)."""
    return re.sub(r":[^:]*:|\([^)]*\)", "", format)


def holds_pointers(format: str) -> bool:
    """Return whether items are or hold addresses, which differ from one run to the next."""
    return any(code in _codes(format) for code in "&XO")


def byte_order(format: str) -> str:
    """Return "little", "big", "mixed", or "" where items are of single bytes."""
    codes = _codes(format)
    if not re.search(r"[^\d\s{}@=<>!^TbBc?sxp]", codes):
        return ""
    marks = re.findall(r"[@=<>!^]", codes)
    if not marks or (codes[0] == "T" and codes[2:3] not in _ORDERS):
        marks.append("@")
    orders = {_ORDERS[mark] for mark in marks}
    return orders.pop() if len(orders) == 1 else "mixed"


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
    return repr(values[0] if len(values) == 1 else values)


def _record(format: str, raw: bytes) -> tuple[object, ...]:
    """Return the fields of a flat record: T{<i:x:4x<d:y:}, every field in one byte order."""
    codes = _codes(format.removeprefix("T{").removesuffix("}"))
    marks = sorted(set(re.findall(r"[@=<>!^]", codes)))
    plain = re.sub(r"[@=<>!^]", "", codes)
    named = len(re.findall(r":[^:]*:", format))
    for mark in [*marks, "@", "="]:
        if mark != "^" and struct.calcsize(mark + plain) == len(raw):
            values = struct.unpack(mark + plain, raw)
            if len(values) == named and byte_order(format) != "mixed":
                return values
    raise ValueError(f"not a flat record: {format}")


def is_letter(byte: int) -> bool:
    """Return whether a byte is a printable character of ASCII."""
    return 32 <= byte < 127


def letter(byte: int) -> str:
    """Return a byte as its ASCII character, as hex dumps do: "." for what can't be printed."""
    if byte == ord(" "):
        return "␣"  # a blank would look like nothing
    return chr(byte) if is_letter(byte) else "."


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
