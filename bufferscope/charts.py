"""What a plot of a measurement says, and where: words, looks, ticks and limits, whoever draws it.

`plots` draws with matplotlib, `drawing` where there is none: both ask here, so that they agree.
"""

import math
from collections.abc import Callable, Mapping

from bufferscope.figures import format_size, format_time
from bufferscope.measurement import STATISTICS, Measurement, checked_choice
from bufferscope.words import say

PAPER = "#fbfaf7"
INK = "#22252a"
FAINT = "#5c6068"
GRID = "#dcdad3"

COLOURS = ("#0062b1", "#cf4a00", "#1d1f24", "#a9789a", "#7030c8", "#7a2e10")
"""Told apart with any colour vision, by lightness where the hue is lost; 3 to 1 on `PAPER`."""
DARK = ("#51afff", "#ff7a33", "#edffdc", "#d4adcb", "#936fff", "#b5764f")
"""The same on dark pages, told apart as those are."""
MARKERS = ("o", "s", "^", "D", "v", "P", "X")

TITLE_WIDTH, SMALL_PRINT_WIDTH = 34, 30  # characters on a line
LABEL_SPACE = 28  # characters that fit along an axis
NARROW = 14  # characters of the longest name with which a legend has two columns
SCALES = ("log", "linear")
LABELS = ("size", "time", *STATISTICS)


def labels_of(words: Mapping[str, str] | None, scale: str) -> dict[str, str]:
    """Return what a plot calls things: the given words, and those of the language in force."""
    checked_choice("scale", scale, SCALES)
    if words is not None and not isinstance(words, Mapping):
        raise TypeError(f"words must be a dict of labels, not {type(words).__name__}")
    return {key: say(f"measure.{key}") for key in LABELS} | dict(words or {})


def range_of(result: Measurement) -> tuple[float, float]:
    """Return the shortest and the longest time drawn, in ns; on an axis of decades 0 has no place."""
    drawn = [
        time
        for name in result.names
        for statistic in STATISTICS
        for time in result.times(name, statistic)
    ]
    above = [time for time in drawn if time > 0] or [1.0]
    return min(above), max(above)


def is_wide(lowest: float, highest: float) -> bool:
    """Return whether times at one size are so far apart that the axis must be one of decades."""
    return highest > 10 * lowest


def size_ticks(result: Measurement) -> list[int]:
    """Return powers of 2 for bytes, of 10 for items, as many as have room for their labels."""
    base, steps = (2, (1, 2, 5, 10)) if result.unit == "bytes" else (10, (1, 2, 3))
    low, high = result.sizes[0], result.sizes[-1]
    for step in steps:
        powers = range(0, math.ceil(math.log(high, base)) + 1, step)
        ticks = [base**power for power in powers if low <= base**power <= high]
        if sum(len(format_size(tick, result.unit)) + 2 for tick in ticks) <= LABEL_SPACE:
            break
    if len(ticks) >= 2:
        return ticks
    return [low, high]


def even_sizes(result: Measurement) -> list[int]:
    """Return round sizes at even distances from 0 up, at most four of them."""
    base = 2 if result.unit == "bytes" else 10
    step = 1
    for factor in range(200):
        step = base**factor if base == 2 else (1, 2, 5)[factor % 3] * 10 ** (factor // 3)
        if result.sizes[-1] / step <= 3.5:
            break
    return [step * count for count in range(int(result.sizes[-1] / step) + 1)]


def time_decades(
    lowest: float, highest: float, across: bool = False
) -> tuple[tuple[float, float], list[float]]:
    """Return the limits of an axis of time and its ticks: whole decades keep noise small.

    `across` the plot, where labels stand side by side, they take more room.
    """
    first, last = math.floor(math.log10(lowest)), math.ceil(math.log10(highest))
    last = max(last, first + 1)
    inside = (1, 2, 5) if last - first <= (1 if across else 2) else (1,)
    step = math.ceil((last - first) / 8)
    ticks = [digit * 10.0**power for power in range(first, last + 1, step) for digit in inside]
    return (10.0**first, 10.0**last), [tick for tick in ticks if tick <= 10.0**last]


def even_times(highest: float) -> tuple[tuple[float, float], list[float]]:
    """Return the limits of an axis of time from 0 up, and round times at even distances."""
    limit = highest * 1.06
    decade = 10.0 ** math.floor(math.log10(limit / 5))
    step = next(factor * decade for factor in (1, 2, 5, 10) if limit / (factor * decade) <= 5)
    return (0, limit), [step * count for count in range(int(limit / step) + 1)]


def label(value: float, form: Callable[[float], str] = format_time) -> str:
    """Return what stands at a tick."""
    return form(value) if value else "0"
