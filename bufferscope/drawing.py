"""A measurement drawn where there is no matplotlib: the plot of `plots` as an SVG of our own.

It takes the colours of the page that it stands in, light or dark. Lengths are points, as in `plots`.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from html import escape
from typing import TYPE_CHECKING

from bufferscope import charts
from bufferscope.colours import PAGES
from bufferscope.figures import format_size, format_time
from bufferscope.words import language

if TYPE_CHECKING:
    from bufferscope.measurement import Measurement

WIDTH, HEIGHT = 302, 172  # of the whole, and of the space between the axes
EDGE, RIGHT = 8, 20
LETTER = 0.62  # width of a letter, as a part of its size: words are placed, and no font is asked
TITLE, LEGEND, LABEL, TICK, SMALL = 12.5, 12, 12, 12, 11.6
MOST = 12  # characters beside a tick
READ_OUT = 5  # sizes of a candidate that the description names
NO_BREAK = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
DASH = ' stroke-dasharray="3 2"'

MARKS = {
    "o": "m-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0z",
    "s": "m-3-3h6v6h-6z",
    "^": "m0-3l3 6h-6z",
    "D": "m0-4l4 4l-4 4l-4-4z",
    "v": "m0 3l3-6h-6z",
    "P": "m-1-3h2v2h2v2h-2v2h-2v-2h-2v-2h2z",
    "X": "m-1.5-3l1.5 1.5l1.5-1.5l1.5 1.5l-1.5 1.5l1.5 1.5l-1.5 1.5l-1.5-1.5l-1.5 1.5l-1.5-1.5l1.5-1.5l-1.5-1.5z",
    "|": "m-.9-5.5h1.8v11h-1.8z",
}

Scale = Callable[[float], float]  # from a value to its place


def _themed(page: str, jupyter: str, alone: str) -> str:
    return f"var(--pst-color-{page},var(--jp-{jupyter},{alone}))"


def style(looks: int) -> str:
    """Return the rules of a plot in which so many colours are used."""
    paper = _themed("background", "layout-color0", charts.PAPER)
    ink = _themed("text-base", "content-font-color1", charts.INK)
    faint = _themed("text-muted", "content-font-color2", charts.FAINT)
    grid = _themed("border", "border-color2", charts.GRID)
    light, dark = (
        "".join(f"{where}.k{n}{{color:{colour}}}" for n, colour in enumerate(colours[:looks]))
        for where, colours in ((".measured ", charts.COLOURS), ("", charts.DARK))
    )
    return (
        ".measured{display:block;width:403px;max-width:100%;height:auto;"
        "font-family:'DejaVu Sans',Verdana,sans-serif}"
        f".measured .paper{{fill:{paper}}}.measured text{{fill:{ink}}}"
        f".measured .soft{{fill:{faint}}}.measured .axis{{stroke:{faint}}}"
        f".measured .faint{{color:{faint}}}.measured .grid{{stroke:{grid}}}{light}"
        f"@media screen{{:is({PAGES}) .measured{{{dark}}}}}"
    )


class Drawing:
    """What `Measurement.plot` returns without matplotlib; a notebook shows it, `svg()` is the file."""

    def __init__(self, result: Measurement, words: Mapping[str, str] | None, scale: str):
        self.result, self.scale = result, scale
        self.labels = charts.labels_of(words, scale)
        self._svg = _document(self)  # now: the language may be another one later

    def svg(self) -> str:
        """Return the plot as an SVG document that stands alone."""
        return self._svg

    _repr_html_ = svg

    def __repr__(self) -> str:
        return f"<plot: {_name(self)}>"


# The parts of a drawing


def _document(drawing: Drawing) -> str:
    result = drawing.result
    head, top = _legend(drawing)
    body, bottom = (_one_size if len(result.sizes) == 1 else _sizes)(drawing, top)
    lines = textwrap.wrap(f"{result.python}, {result.machine}", charts.SMALL_PRINT_WIDTH)
    left = _left(drawing)
    small = [
        _text(left, bottom + 14 * k, line, SMALL, ' class="soft"') for k, line in enumerate(lines)
    ]
    height = round(bottom + 14 * max(1, len(lines)))
    name = escape(_clean(_name(drawing)))
    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" class="measured" role="img"'
        f' lang="{language()}" aria-label="{name}" viewBox="0 0 {WIDTH} {height}"'
        f' width="{WIDTH}pt" height="{height}pt">',
        f"<title>{name}</title>",
        f"<desc>{escape(_clean(_description(drawing)))}</desc>",
        f"<style>{style(len(result.names))}</style>",
        f'<rect class="paper" width="{WIDTH}" height="{height}"/>',
        *head,
        *body,
        *small,
        "</svg>",
    ]
    return "\n".join(parts)


def _sizes(drawing: Drawing, top: float) -> tuple[list[str], float]:
    """Return time against size, and where the small print begins."""
    result, labels = drawing.result, drawing.labels
    lowest, highest = charts.range_of(result)
    place: Scale
    if drawing.scale == "log":
        x_ticks, (limits, y_ticks) = charts.size_ticks(result), charts.time_decades(lowest, highest)
        first, last = (math.log10(size) for size in (result.sizes[0], result.sizes[-1]))
        margin = (last - first) / 20
        place, ends = _logarithm, (first - margin, last + margin)
        y_ends = _logarithm(limits[0]), _logarithm(limits[1])
    else:
        x_ticks, (y_ends, y_ticks) = charts.even_sizes(result), charts.even_times(highest)
        place, ends = float, (0, result.sizes[-1] * 1.04)
    left, low = _left(drawing), top + HEIGHT
    x = _scale(place, ends, left, WIDTH - RIGHT)
    y = _scale(place, y_ends, low, top)
    form = partial(format_size, unit=result.unit)
    parts = [
        *_x_axis(x, x_ticks, form, left, top, low, labels["size"]),
        *_y_axis(y, y_ticks, left, labels["time"], (top + low) / 2),
    ]
    for number, name in enumerate(result.names):
        smallest, typical = (
            [(x(size), y(time)) for size, time in zip(result.sizes, times, strict=True)]
            for times in (result.times(name), result.times(name, "median"))
        )
        parts += [
            f'<g class="{_colour(number)}" fill="none" stroke="currentColor" stroke-linejoin="round">',
            f'<path d="{_line([*smallest, *typical[::-1]])}z" fill="currentColor" opacity=".15" stroke="none"/>',
            f'<path d="{_line(typical)}"{DASH}/>',
            f'<path d="{_line(smallest)}" stroke-width="1.8"/>',
            _marks(smallest, _marker(number)),
            "</g>",
        ]
    return parts, low + 48


def _one_size(drawing: Drawing, top: float) -> tuple[list[str], float]:
    """Return a row for each candidate, from its minimum to its median, and where the small print begins."""
    result, labels = drawing.result, drawing.labels
    (size,) = result.sizes
    lowest, highest = charts.range_of(result)
    place: Scale
    if charts.is_wide(lowest, highest):
        limits, ticks = charts.time_decades(lowest, highest, across=True)
        place, ends = _logarithm, (_logarithm(limits[0]), _logarithm(limits[1]))
    else:
        place, (ends, ticks) = float, charts.even_times(highest)
    count = len(result.names)
    left, low = _left(drawing), top + max(HEIGHT, 34 * (count + 0.4))
    x = _scale(place, ends, left, WIDTH - RIGHT)
    y = _scale(float, (count - 0.5, -0.9), low, top)
    named = f"{labels['time']}; {labels['size']}: {format_size(size, result.unit)}"
    parts = _x_axis(x, ticks, format_time, left, top, low, named)
    for number, name in enumerate(result.names):
        timing, row = result[name, size], y(number)
        said = f"{labels.get(name, name)}: {format_time(timing.minimum)}"
        ends_of_line = [(x(timing.minimum), row), (x(timing.median), row)]
        parts += [
            f'<path class="grid" d="M{left:g} {row:g}H{WIDTH - RIGHT}" stroke-width=".8"/>',
            f'<g class="{_colour(number)}" fill="none" stroke="currentColor">',
            f'<path d="{_line(ends_of_line)}"{DASH}/>',
            _marks(ends_of_line[:1], _marker(number), 1.8),
            _marks(ends_of_line[1:], "|"),
            "</g>",
            _text(left + 4, row - 10, _cut(said, 38), LABEL),
        ]
    return parts, low + 48


def _legend(drawing: Drawing) -> tuple[list[str], float]:
    """Return title and legend, and where the axes begin."""
    result, labels = drawing.result, drawing.labels
    title = textwrap.wrap(labels.get("title") or "", charts.TITLE_WIDTH)
    parts = [
        _text(EDGE, EDGE + 10 + 16 * k, line, TITLE, ' font-weight="700"')
        for k, line in enumerate(title)
    ]
    if len(result.sizes) == 1:  # the candidates have their names in the rows
        keys = [("faint", "o", "", labels["minimum"]), ("faint", "|", "", labels["median"])]
    else:
        solid, thin = ' stroke-width="1.8"', DASH
        keys = [
            (_colour(n), _marker(n), solid, labels.get(name, name))
            for n, name in enumerate(result.names)
        ]
        keys += [("faint", "", solid, labels["minimum"]), ("faint", "", thin, labels["median"])]
    longest = max(len(words) for *_, words in keys)
    columns = 2 if longest <= charts.NARROW else 1
    rows = math.ceil(len(keys) / columns)
    step = 50 + min(longest, charts.NARROW) * LEGEND * LETTER
    y = EDGE + 16 * len(title) + 8
    for k, (colour, marker, line, words) in enumerate(keys):
        x0, y0 = EDGE + k // rows * step, y + 16 * (k % rows)
        stroke = f'<path d="M{x0:g} {y0:g}h25" stroke="currentColor"{line}/>' if line else ""
        mark = _marks([(x0 + 12.5, y0)], marker) if marker else ""
        parts.append(f'<g class="{colour}">{stroke}{mark}</g>')
        parts.append(_text(x0 + 33, y0 + 4, _cut(words, 34), LEGEND))
    return parts, y + 16 * rows + 2


def _x_axis(
    x: Scale,
    ticks: Sequence[float],
    form: Callable[[float], str],
    left: float,
    top: float,
    low: float,
    name: str,
) -> list[str]:
    lines, labels = [], []
    for tick in ticks:
        lines.append(f"M{x(tick):g} {top:g}V{low + 4:g}")
        labels.append(_text(x(tick), low + 16, charts.label(tick, form), TICK, _TICK + _MIDDLE))
    return [
        f'<path class="grid" d="{"".join(lines)}" stroke-width=".8"/>',
        f'<path class="axis" d="M{left:g} {top:g}V{low:g}H{WIDTH - RIGHT}" fill="none" stroke-width=".8"/>',
        *labels,
        _text((left + WIDTH - RIGHT) / 2, low + 32, _cut(name, 38), LABEL, _MIDDLE),
    ]


def _y_axis(y: Scale, ticks: Sequence[float], left: float, name: str, middle: float) -> list[str]:
    lines, labels = [], []
    for tick in ticks:
        lines.append(f"M{left - 4:g} {y(tick):g}H{WIDTH - RIGHT}")
        words = _cut(charts.label(tick), MOST)
        labels.append(_text(left - 6, y(tick) + 4.2, words, TICK, _TICK + _END))
    turned = f' transform="rotate(-90)"{_MIDDLE}'
    return [
        f'<path class="grid" d="{"".join(lines)}" stroke-width=".8"/>',
        *labels,
        _text(-middle, EDGE + 9, _cut(name, 28), LABEL, turned),
    ]


_MIDDLE, _END, _TICK = ' text-anchor="middle"', ' text-anchor="end"', ' class="tick"'


def _left(drawing: Drawing) -> float:
    """Return where the axes begin: as far in as the labels beside them are long."""
    result = drawing.result
    if len(result.sizes) == 1:
        return EDGE + 18  # room for half of a label
    lowest, highest = charts.range_of(result)
    log = drawing.scale == "log"
    _, ticks = charts.time_decades(lowest, highest) if log else charts.even_times(highest)
    longest = max(len(_cut(charts.label(tick), MOST)) for tick in ticks)
    return round(EDGE + 20 + longest * TICK * LETTER)


# Strokes and letters


def _logarithm(value: float) -> float:
    """Return log10, and for 0, which a coarse clock may give, what lies below every axis."""
    return math.log10(value) if value > 0 else -math.inf


def _scale(place: Scale, ends: tuple[float, float], first: float, last: float) -> Scale:
    """Return the way from a value to its place between `first` and `last`; beyond, it is at the end."""
    low, high = ends

    def to(value: float) -> float:
        share = min(1, max(0, (place(value) - low) / (high - low)))
        return round(first + share * (last - first), 2)

    return to


def _line(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points)


def _marks(points: Sequence[tuple[float, float]], marker: str, rim: float = 0) -> str:
    """Return a mark at each point; a rim makes it larger."""
    drawn = "".join(f"M{x:g} {y:g}{MARKS[marker]}" for x, y in points)
    stroke = f'stroke="currentColor" stroke-width="{rim:g}"' if rim else 'stroke="none"'
    return f'<path class="marks" d="{drawn}" fill="currentColor" {stroke}/>'


def _colour(number: int) -> str:
    return f"k{number % len(charts.COLOURS)}"


def _marker(number: int) -> str:
    return charts.MARKERS[number % len(charts.MARKERS)]


def _text(x: float, y: float, words: str, size: float, more: str = "") -> str:
    return f'<text x="{x:g}" y="{y:g}" font-size="{size:g}"{more}>{escape(_clean(words))}</text>'


def _clean(words: str) -> str:
    """Return words that XML may hold, on one line, with the no-break spaces of units."""
    return "".join(c if c.isprintable() or c in NO_BREAK else " " for c in words)


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 1] + "…"


# Words for those who do not see it


def _name(drawing: Drawing) -> str:
    labels = drawing.labels
    names = ", ".join(labels.get(name, name) for name in drawing.result.names)
    return labels.get("title") or f"{labels['time']}: {names}"


def _description(drawing: Drawing) -> str:
    """Return the times in words: of each candidate the shortest at some of its sizes."""
    result, labels = drawing.result, drawing.labels
    last = len(result.sizes) - 1
    some = sorted({round(last * k / (READ_OUT - 1)) for k in range(READ_OUT)})
    said = [f"{labels['time']} ({labels['minimum']})."]
    for name in result.names:
        pairs = (
            f"{format_size(size, result.unit)}, {format_time(result[name, size].minimum)}"
            for size in (result.sizes[k] for k in some)
        )
        said.append(f"{labels.get(name, name)}: {'; '.join(pairs)}.")
    return " ".join(said)
