"""Numbers as the language in force writes them: counts, sizes, times, with their units."""

import math

from bufferscope.words import language, say

WORDS = {
    "bytes": {"en": "B KiB MiB GiB TiB", "tr": "bayt KiB MiB GiB TiB", "ru": "Б КиБ МиБ ГиБ ТиБ"},
    "times": {"en": "ns µs ms s", "tr": "ns µs ms s", "ru": "нс мкс мс с"},
    "point": {"en": ".", "tr": ",", "ru": ","},
    "group": {"en": ",", "tr": ".", "ru": "\N{NO-BREAK SPACE}"},
}
GROUPED = 10_000  # from here on digits stand in groups of three


def number(n: int) -> str:
    """Return a number with its digits in groups from five digits on."""
    digits = f"{n:,}" if abs(n) >= GROUPED else str(n)
    return digits.replace(",", say(WORDS, "group"))


def decimal(n: float, form: str = "g") -> str:
    """Return a number with the decimal point of the language."""
    return f"{n:{form}}".replace(".", say(WORDS, "point"))


def in_bytes(n: int) -> str:
    """Return a number of bytes, with the word in the form that the number asks for."""
    return f"{number(n)} {_unit(abs(n))}"


def _unit(n: int) -> str:
    if language() == "tr":
        return "bayt"
    if language() == "en":
        return "byte" if n == 1 else "bytes"
    few = n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14)
    return "байта" if few else "байт"


def amount(size: int) -> str:
    """Return a number of bytes, at least 1, in the largest binary unit that divides it."""
    units = say(WORDS, "bytes").split()
    power = next(power for power in (2, 1, 0) if size % 1024**power == 0)
    return f"{size // 1024**power} {units[power]}"


def format_size(size: float, unit: str = "bytes") -> str:
    """Return a size as people write it: 64 KiB for bytes, 62,500 for items."""
    if unit == "items":
        return number(round(size))
    names = say(WORDS, "bytes").split()
    power = min(len(names) - 1, max(0, int(math.log2(max(1, size))) // 10))
    return _with_unit(size / 1024**power, ".4g", names[power])


def format_time(nanoseconds: float) -> str:
    """Return a time to three digits, in ns, µs, ms or s."""
    names = say(WORDS, "times").split()
    power = 0
    while nanoseconds >= 999.5 and power < len(names) - 1:
        nanoseconds /= 1000
        power += 1
    return _with_unit(nanoseconds, ".3g" if nanoseconds < 999.5 else ".0f", names[power])


def _with_unit(n: float, form: str, unit: str) -> str:
    return f"{decimal(n, form)}\N{NO-BREAK SPACE}{unit}"
