"""Measurements as a journal would print them; the only module here that needs matplotlib."""

from __future__ import annotations

import io
import math
import re
import textwrap
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, cast

import matplotlib
import matplotlib.pyplot as plt
from cycler import cycler
from matplotlib.lines import Line2D
from matplotlib.ticker import FixedLocator, FuncFormatter, NullFormatter, NullLocator

from bufferscope.charts import (
    COLOURS,
    DARK,
    FAINT,
    GRID,
    INK,
    MARKERS,
    NARROW,
    PAPER,
    SMALL_PRINT_WIDTH,
    TITLE_WIDTH,
    even_sizes,
    even_times,
    is_wide,
    label,
    labels_of,
    range_of,
    size_ticks,
    time_decades,
)
from bufferscope.figures import format_size, format_time

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.figure import Figure

    from bufferscope.measurement import Measurement

__all__ = ["COLOURS", "style"]

STYLE = {
    # 4.2 inches are 302 points: on a phone of 320 pixels a point is nearly a pixel, and print of 12
    # points is read without effort.
    "figure.figsize": (4.2, 4.0),
    "figure.facecolor": PAPER,  # opaque, so that it reads on any page
    "figure.constrained_layout.use": True,
    "figure.hooks": ["bufferscope.plots:show_as_svg"],
    "savefig.facecolor": "auto",
    "svg.fonttype": "none",  # words stay words: selectable, searchable, small
    "svg.hashsalt": "bufferscope",
    "font.family": ["sans-serif"],
    "font.sans-serif": ["DejaVu Sans", "Verdana"],
    "font.size": 12,
    "axes.titlesize": 12.5,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.labelsize": 12,
    "xtick.labelsize": 12,
    "ytick.labelsize": 12,
    "legend.fontsize": 12,
    "legend.title_fontsize": 12.5,
    "figure.titlesize": 12.5,
    "legend.frameon": False,
    "text.color": INK,
    "axes.facecolor": PAPER,
    "axes.edgecolor": FAINT,
    "axes.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "axes.prop_cycle": cycler(color=COLOURS) + cycler(marker=MARKERS[:6]),
    "axes.unicode_minus": True,
    "grid.color": GRID,
    "grid.linewidth": 0.8,
    "xtick.color": FAINT,
    "ytick.color": FAINT,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "lines.linewidth": 1.8,
    "lines.markersize": 5,
}

SMALL_PRINT = 11.6
ON_DARK = {PAPER: "#14181e", INK: "#ced6dd", FAINT: "#9ca4af", GRID: "#48566b"} | dict(
    zip(COLOURS, DARK, strict=True)
)
"""What the colours are where the page is dark: those of the theme's own words and lines."""


@contextmanager
def style() -> Iterator[None]:
    """Draw in the look of the book's plots, in a `with` block; nothing is changed for good.

    Figures that pyplot makes inside show as SVG in a notebook, also after the block.
    """
    # An older matplotlib (Pyodide's may be) lacks some settings and is content with the others.
    settings: MutableMapping[str, Any] = matplotlib.rcParams  # type: ignore[assignment]
    known = {key: value for key, value in STYLE.items() if key in settings}
    # Not rc_context: it puts back every setting there is. A notebook's backend turns the setting
    # "interactive" on when the first figure is made; undone, figures would no longer show unasked.
    before = {key: settings[key] for key in known}
    settings.update(known)
    try:
        yield
    finally:
        settings.update(before)


def svg(figure: Figure) -> str:
    """Return a figure as SVG: its words as text, the same bytes for the same figure, no date.

    Its colours are dark ones where the page is dark: an image takes the `color-scheme` of the place
    where it stands in a page (and where a browser does not know that, the scheme of the system).
    """
    text = io.StringIO()
    with style():
        figure.savefig(text, format="svg", metadata={"Date": None})
    return in_both_schemes(shortened(text.getvalue()))


def shortened(drawing: str) -> str:
    """Return SVG of matplotlib without what nobody sees, and with hundredths of a point."""
    start = drawing.index("<svg")
    drawing = re.sub(r"\s*<metadata>.*?</metadata>", "", drawing[start:], flags=re.DOTALL)
    drawing = re.sub(r' transform="rotate\(-?0 [^)]*\)"', "", drawing)
    return re.sub(r"<[a-zA-Z][^>]*>", lambda tag: _rounded(tag[0]), drawing)


def _rounded(tag: str) -> str:
    """Return a tag with its numbers rounded, and with one space for white space between them."""
    if "base64" in tag:
        return tag
    tag = re.sub(r"(?<=\d) ?\n\s*(?=[A-Za-z\"])", " ", tag)
    return re.sub(r"-?\d+\.\d{3,}", lambda number: f"{float(number[0]):.2f}", tag)


def in_both_schemes(drawing: str) -> str:
    """Return SVG of matplotlib with the rules for dark pages: for the colours that it has."""
    rules = ""
    for light, dark in ON_DARK.items():
        for part in ("fill", "stroke"):
            if f"{part}: {light}" in drawing:
                rules += f'[style*="{part}: {light}"]{{{part}:{dark}!important}}'
            if f'{part}="{light}"' in drawing:  # the ground of hatching
                rules += f'[{part}="{light}"]{{{part}:{dark}}}'
    rule = f"@media screen and (prefers-color-scheme:dark){{{rules}}}"
    return drawing.replace("</style>", f"{rule}</style>", 1)


def show_as_svg(figure: Figure) -> None:
    """Make IPython show this figure as SVG, whatever format the notebook shows others in.

    A hook of `style` (matplotlib's `figure.hooks`). The inline backend renders a figure when the
    `with` block is long over, in a format chosen for all figures; a display method of the
    figure's own needs neither the settings nor the choice.
    """
    figure._repr_svg_ = partial(svg, figure)  # type: ignore[attr-defined]
    figure._ipython_display_ = partial(_display, figure)  # type: ignore[attr-defined]


def _display(figure: Figure) -> None:
    from IPython.display import display

    display(  # type: ignore[no-untyped-call]
        {"image/svg+xml": svg(figure), "text/plain": repr(figure)}, raw=True
    )


def draw(result: Measurement, ax: Axes | None, words: Mapping[str, str] | None, scale: str) -> Axes:
    """Draw a measurement, see `Measurement.plot`."""
    labels = labels_of(words, scale)
    with style():
        own = ax is None
        if ax is None:
            _, ax = plt.subplots()
        if len(result.sizes) == 1:
            _draw_one_size(result, ax, labels)
        else:
            _draw_sizes(result, ax, labels, scale)
        _add_legend(result, ax, labels, own)
        _add_small_print(result, ax)
    return ax


# Time against size


def _draw_sizes(result: Measurement, ax: Axes, labels: Mapping[str, str], scale: str) -> None:
    for place, name in enumerate(result.names):
        look = _look(place)
        smallest, typical = result.times(name), result.times(name, "median")
        # The median never lies below the minimum: what is between them is the noise.
        ax.fill_between(result.sizes, smallest, typical, color=look["color"], alpha=0.15, lw=0)
        ax.plot(result.sizes, typical, color=look["color"], lw=1, ls=(0, (3, 2)), marker="")
        ax.plot(result.sizes, smallest, **look)
    ax.set_xlabel(labels["size"])
    ax.set_ylabel(labels["time"])
    lowest, highest = range_of(result)
    if scale == "log":
        ax.set_xscale("log")
        ax.set_yscale("log")
        _set_ticks(ax.xaxis, size_ticks(result), partial(format_size, unit=result.unit))
        _set_times(ax.yaxis, *time_decades(lowest, highest))
    else:
        ax.set_xlim(0, result.sizes[-1] * 1.04)
        _set_ticks(ax.xaxis, even_sizes(result), partial(format_size, unit=result.unit))
        _set_times(ax.yaxis, *even_times(highest))


def _look(place: int) -> dict[str, Any]:
    return {
        "color": COLOURS[place % len(COLOURS)],
        "marker": MARKERS[place % len(MARKERS)],
        "linestyle": "-",
    }


def _set_times(axis: Axis, limits: tuple[float, float], ticks: Sequence[float]) -> None:
    axes = axis.axes
    (axes.set_xlim if axis is axes.xaxis else axes.set_ylim)(limits)
    _set_ticks(axis, ticks, format_time)


def _set_ticks(axis: Axis, ticks: Sequence[float], form: Callable[[float], str]) -> None:
    axis.set_major_locator(FixedLocator(ticks))
    axis.set_major_formatter(FuncFormatter(lambda value, _: label(value, form)))
    axis.set_minor_locator(NullLocator())
    axis.set_minor_formatter(NullFormatter())


# Candidates at a single size


def _draw_one_size(result: Measurement, ax: Axes, labels: Mapping[str, str]) -> None:
    """Draw a row for each candidate, its name above it, from its minimum to its median."""
    (size,) = result.sizes
    timings = [result[name, size] for name in result.names]
    for place, (name, timing) in enumerate(zip(result.names, timings, strict=True)):
        look = _look(place)
        times = (timing.minimum, timing.median)
        ax.axhline(place, color=GRID, lw=0.8, zorder=0)  # leads the eye from the name to the mark
        ax.plot(times, (place, place), color=look["color"], lw=1, ls=(0, (3, 2)), marker="")
        ax.plot(times[:1], (place,), ls="", marker=look["marker"], color=look["color"], ms=7)
        ax.plot(times[1:], (place,), ls="", marker="|", color=look["color"], ms=11, mew=1.8)
        ax.annotate(
            f"{labels.get(name, name)}: {format_time(timing.minimum)}",
            xy=(0, place),
            xycoords=ax.get_yaxis_transform(),
            xytext=(4, 10),
            textcoords="offset points",
        )
    ax.set_ylim(len(timings) - 0.5, -0.9)
    ax.yaxis.set_major_locator(NullLocator())
    ax.set_xlabel(f"{labels['time']}; {labels['size']}: {format_size(size, result.unit)}")
    lowest, highest = range_of(result)
    if is_wide(lowest, highest):
        ax.set_xscale("log")
        _set_times(ax.xaxis, *time_decades(lowest, highest, across=True))
    else:
        _set_times(ax.xaxis, *even_times(highest))


# What surrounds the plot


def _add_legend(result: Measurement, ax: Axes, labels: Mapping[str, str], own: bool) -> None:
    """Name the candidates and what the lines mean: above a figure of ours, inside other axes."""
    if len(result.sizes) == 1:  # the candidates have their names in the rows
        handles = [
            Line2D([], [], color=FAINT, ls="", marker="o", label=labels["minimum"]),
            Line2D([], [], color=FAINT, ls="", marker="|", ms=11, mew=1.8, label=labels["median"]),
        ]
    else:
        handles = [
            Line2D([], [], **_look(place), label=labels.get(name, name))
            for place, name in enumerate(result.names)
        ]
        handles += [
            Line2D([], [], color=FAINT, ls="-", label=labels["minimum"]),
            Line2D([], [], color=FAINT, lw=1, ls=(0, (3, 2)), label=labels["median"]),
        ]
    title = labels.get("title")
    if not own:
        if title:
            ax.set_title(title)
        ax.legend(handles=handles, loc="best")
        return
    columns = 2 if max(len(str(handle.get_label())) for handle in handles) <= NARROW else 1
    rows = math.ceil(len(handles) / columns)
    figure = cast("Figure", ax.figure)  # of ours, and no part of another
    figure.set_figheight(figure.get_figheight() + 0.23 * max(0, rows - 2))
    figure.legend(
        handles=handles,
        loc="outside upper left",
        ncols=columns,
        title=textwrap.fill(title, TITLE_WIDTH) if title else None,
        title_fontproperties={"weight": "bold", "size": STYLE["legend.title_fontsize"]},
        alignment="left",
        columnspacing=1.2,
        handlelength=2.4,
        labelspacing=0.3,
    )


def _add_small_print(result: Measurement, ax: Axes) -> None:
    """Say below the axes what Python and machine the numbers hold for."""
    ax.annotate(
        textwrap.fill(f"{result.python}, {result.machine}", SMALL_PRINT_WIDTH),
        xy=(0, 0),
        xycoords=(ax.transAxes, ax.xaxis.label),
        xytext=(0, -4),
        textcoords="offset points",
        va="top",
        fontsize=SMALL_PRINT,
        color=FAINT,
    )
