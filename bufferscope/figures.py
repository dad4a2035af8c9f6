"""Numbers as the language in force writes them: counts, sizes, times, with their units."""

import math

from bufferscope.words import counted, say

GROUPED = 10_000  # from here on digits stand in groups of three


def number(n: int) -> str:
    """Return a number with its digits in groups from five digits on."""
    digits = f"{n:,}" if abs(n) >= GROUPED else str(n)
    return digits.replace(",", say("figures.group"))


def decimal(n: float, form: str = "g") -> str:
    """Return a number with the decimal point of the language."""
    return f"{n:{form}}".replace(".", say("figures.point"))


def in_bytes(n: int) -> str:
    """Return a number of bytes, with the word in the form that the number asks for."""
    return f"{number(n)} {counted(n, 'figures.byte')}"


def amount(size: int) -> str:
    """Return a number of bytes, at least 1, in the largest binary unit that divides it."""
    units = say("figures.units").split()
    power = next(power for power in (2, 1, 0) if size % 1024**power == 0)
    return f"{size // 1024**power} {units[power]}"


def format_size(size: float, unit: str = "bytes") -> str:
    """Return a size as people write it: 64 KiB for bytes, 62,500 for items."""
    if unit == "items":
        return number(round(size))
    names = say("figures.units").split()
    power = min(len(names) - 1, max(0, int(math.log2(max(1, size))) // 10))
    return _with_unit(size / 1024**power, ".4g", names[power])


def format_time(nanoseconds: float) -> str:
    """Return a time to three digits, in ns, µs, ms or s."""
    names = say("figures.times").split()
    power = 0
    while nanoseconds >= 999.5 and power < len(names) - 1:
        nanoseconds /= 1000
        power += 1
    return _with_unit(nanoseconds, ".3g" if nanoseconds < 999.5 else ".0f", names[power])


def _with_unit(n: float, form: str, unit: str) -> str:
    return f"{decimal(n, form)}\N{NO-BREAK SPACE}{unit}"
