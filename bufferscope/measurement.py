"""What `measure` found: times, and what follows from them."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from statistics import linear_regression, median
from typing import TYPE_CHECKING

from bufferscope.figures import format_size, format_time
from bufferscope.words import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from bufferscope.drawing import Drawing

STATISTICS = ("minimum", "median")

listeners: list[Callable[[Drawing], object]] = []
"""Called with each plot that is drawn without matplotlib, such as by a page that shows it unasked."""


@dataclass(frozen=True, slots=True)
class Timing:
    """What one call took, in nanoseconds, and what that rests on."""

    minimum: float
    """The best batch: what the machine is capable of."""
    median: float
    """The batch in the middle: what is typical."""
    calls: int
    """Calls in a batch."""
    batches: Mapping[int, float] = field(repr=False)
    """Nanoseconds per call in each batch that was kept, by its round."""
    preempted: int | None
    """Batches during which the kernel pre-empted the thread; None where the platform is silent."""
    faults: float | None
    """Page faults per call, the median; None where the platform is silent."""


@dataclass(frozen=True, repr=False, eq=False)
class Measurement:
    """What `measure` found: times, the machine they hold for, and what follows from them.

    `result["view", 1024]` is the `Timing` of a candidate at a size; `names` are in the order
    given, `sizes` ascend. `resolution` is the clock's, in nanoseconds, and `empty` the `Timing`
    of a call that does nothing, which is part of every figure. Printed, it is a table.
    """

    names: tuple[str, ...]
    sizes: tuple[int, ...]
    timings: Mapping[tuple[str, int], Timing] = field(repr=False)
    unit: str
    python: str
    machine: str
    resolution: int
    empty: Timing

    def __getitem__(self, name_and_size: tuple[str, int]) -> Timing:
        if not isinstance(name_and_size, tuple) or len(name_and_size) != 2:
            raise TypeError(f"write result[name, size], not result[{name_and_size!r}]")
        name, size = name_and_size
        self._check_name(name)
        if size not in self.sizes:
            raise ValueError(f"size {size!r} was not measured: there are {_listed(self.sizes)}")
        return self.timings[name, size]

    def times(self, name: str, statistic: str = "minimum") -> list[float]:
        """Return the nanoseconds per call of a candidate, one for each of `sizes`.

        `statistic` is "minimum" or "median".
        """
        checked_choice("statistic", statistic, STATISTICS)
        self._check_name(name)
        return [getattr(self.timings[name, size], statistic) for size in self.sizes]

    def ratio(self, a: str, b: str, size: int | None = None) -> float:
        """Return how many times as long as `b` a call of `a` takes, at the largest size or `size`.

        It is the median of the ratios round by round: what slows the machine down for a while
        slows both candidates of a round. So it is steadier than the ratio of two minima.
        Raises ValueError for a name or a size that was not measured.
        """
        size = self.sizes[-1] if size is None else size
        above, below = self[a, size], self[b, size]
        both = above.batches.keys() & below.batches.keys()
        if not both:  # one was pre-empted in every round in which the other was not
            return above.median / below.median
        return median(above.batches[turn] / below.batches[turn] for turn in both)

    def slope(
        self,
        name: str,
        smallest: int | None = None,
        largest: int | None = None,
        statistic: str = "minimum",
    ) -> float:
        """Return the exponent k of time ~ size**k: the slope of the line fitted in log-log.

        0 says that time does not depend on the size, 1 that it grows in proportion, 2 that it
        grows with the square. The line is fitted by least squares to the sizes from `smallest` to
        `largest`, both included; left out, all sizes count.
        Raises ValueError for an unknown name, or where fewer than two sizes are left.
        """
        low = self.sizes[0] if smallest is None else smallest
        high = self.sizes[-1] if largest is None else largest
        points = [
            (math.log(size), math.log(time))
            for size, time in zip(self.sizes, self.times(name, statistic), strict=True)
            if low <= size <= high
        ]
        if len(points) < 2:
            raise ValueError(
                f"a slope needs two sizes or more, and {len(points)} of those measured "
                f"({_listed(self.sizes)}) lie between {low} and {high}"
            )
        slope: float = linear_regression(*zip(*points, strict=True)).slope
        return slope

    def crossover(self, a: str, b: str) -> float:
        """Return the size from which on a call of `a` takes less time than one of `b`.

        It is interpolated in log-log between the last size measured at which `a` does not win
        and the next one. If `a` wins at every size, it is the smallest size: the true crossover
        lies there or below. If `a` does not win at the largest size, it is `math.inf`, so that
        a comparison such as `result.crossover("view", "bytes") < 4096` is false.
        """
        leads = [math.log(self.ratio(a, b, size)) for size in self.sizes]
        if leads[-1] >= 0:
            return math.inf
        behind = [place for place, lead in enumerate(leads) if lead >= 0]
        if not behind:
            return float(self.sizes[0])
        last = behind[-1]
        way = leads[last] / (leads[last] - leads[last + 1])
        step: float = (self.sizes[last + 1] / self.sizes[last]) ** way
        return self.sizes[last] * step

    def plot(
        self, ax: Axes | None = None, words: Mapping[str, str] | None = None, scale: str = "log"
    ) -> Axes | Drawing:
        """Draw time per call against size and return the matplotlib Axes.

        Minimum and median are both drawn. Without `ax` a new figure is made; in a notebook it
        shows as SVG. `scale` is "log" or "linear", for both axes. Over a single size the
        candidates are compared on one axis of time.

        Where matplotlib is missing, a `Drawing` is returned: the same plot, which a notebook
        shows, and whose `svg()` is a file's text. It has no axes to change.

        `words` are the labels in the reader's language: "title", "size", "time", "minimum",
        "median", and one for each candidate under its name. What is missing is said in the
        language in force; keys that the plot does not need do no harm.
        """
        try:
            from bufferscope.plots import draw
        except ModuleNotFoundError as error:
            if error.name != "matplotlib":
                raise
            from bufferscope.drawing import Drawing

            drawing = Drawing(self, words, scale)
            for tell in listeners:
                tell(drawing)
            return drawing
        return draw(self, ax, words, scale)

    def __repr__(self) -> str:
        return _table(self)

    def _check_name(self, name: str) -> None:
        if name not in self.names:
            raise ValueError(f"no candidate {name!r}: there are {_listed(self.names)}")


def checked_choice(what: str, value: str, choices: tuple[str, ...]) -> None:
    """Raise ValueError unless a value is one of the choices."""
    if value not in choices:
        known = " or ".join(f'"{choice}"' for choice in choices)
        raise ValueError(f"{what} must be {known}, not {value!r}")


def _listed(values: tuple[object, ...]) -> str:
    return ", ".join(map(repr, values))


def _table(result: Measurement) -> str:
    """Return the numbers as a table for a terminal: a block of columns for each candidate."""
    columns = [[say("measure.size"), *(format_size(size, result.unit) for size in result.sizes)]]
    heads = [""]
    for name in result.names:
        rows = [result[name, size] for size in result.sizes]
        block = [
            [say("measure.minimum"), *(format_time(row.minimum) for row in rows)],
            [say("measure.median"), *(format_time(row.median) for row in rows)],
        ]
        if any((row.faults or 0) >= 0.5 for row in rows):
            block.append([say("measure.faults"), *(f"{row.faults or 0:.0f}" for row in rows)])
        columns += block
        heads += [name, *[""] * (len(block) - 1)]
    return "\n".join(
        [
            f"{result.python}, {result.machine}",
            say("measure.empty", time=format_time(result.empty.minimum)),
            *_aligned(heads, columns),
        ]
    )


def _aligned(heads: list[str], columns: list[list[str]]) -> list[str]:
    """Return the lines of a table: columns flush right, each head above the columns it spans."""
    widths = [max(map(len, column)) for column in columns]
    starts = [place for place, head in enumerate(heads) if head]
    for start, end in zip(starts, [*starts[1:], len(heads)], strict=True):
        spare = sum(widths[start:end]) + 2 * (end - start - 1)
        widths[start] += max(0, len(heads[start]) - spare)
    head = " " * widths[0]
    for start, end in zip(starts, [*starts[1:], len(heads)], strict=True):
        head += "  " + heads[start].rjust(sum(widths[start:end]) + 2 * (end - start - 1))
    rows = [
        "  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True))
        for row in zip(*columns, strict=True)
    ]
    return [head, *rows]
