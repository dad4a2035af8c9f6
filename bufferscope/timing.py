"""Timing that a reader may believe: candidates measured side by side over a range of sizes."""

from __future__ import annotations

import gc
import math
import os
import platform
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count, repeat
from operator import index
from pathlib import Path
from statistics import linear_regression, median, median_low
from time import perf_counter_ns
from typing import TYPE_CHECKING

from .words import say

try:
    import resource
except ImportError:  # Windows and Pyodide do not tell of pre-emption and page faults
    resource = None

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .drawing import Drawing

UNITS = ("bytes", "items")
STATISTICS = ("minimum", "median")

_SECOND = 1_000_000_000
_SHORTEST_BATCH = 200_000
_FEW_ROUNDS = 7

_WORDS = {
    "size": {"en": "size", "tr": "büyüklük", "ru": "размер"},
    "minimum": {"en": "minimum", "tr": "en kısa", "ru": "минимум"},
    "median": {"en": "median", "tr": "ortanca", "ru": "медиана"},
    "faults": {"en": "page faults", "tr": "sayfa hatası", "ru": "отказы страниц"},
    "empty": {
        "en": "an empty call: {time}",
        "tr": "boş çağrı: {time}",
        "ru": "пустой вызов: {time}",
    },
    "bytes": {"en": "B KiB MiB GiB TiB", "tr": "bayt KiB MiB GiB TiB", "ru": "Б КиБ МиБ ГиБ ТиБ"},
    "times": {"en": "ns µs ms s", "tr": "ns µs ms s", "ru": "нс мкс мс с"},
    "point": {"en": ".", "tr": ",", "ru": ","},
    "group": {"en": ",", "tr": ".", "ru": "\N{NO-BREAK SPACE}"},
}

Prepare = Callable[[int], Callable[[], object]]


def measure(
    candidates: Mapping[str, Prepare],
    sizes: Iterable[int],
    *,
    seconds: float = 5.0,
    rounds: int = 50,
    unit: str = "bytes",
) -> Measurement:
    """Time each candidate at each size, side by side, and return a `Measurement`.

    `candidates` maps a name to `prepare`: `prepare(size)` builds what is needed, outside the
    timing, and returns the call without arguments that is timed. It is called once per size;
    what it built is let go before the next size. `sizes` are positive integers, in bytes, or in
    items with `unit="items"`: the unit matters for labels only.

    The method: after one call for warm-up, calls are timed in batches, long against the
    resolution of the clock, which is measured. The candidates take turns, round by round, until
    each has `rounds` batches, or 7 if that takes long. Batches during which the kernel pre-empted
    the thread are dropped where the platform tells, unless there are no others. Garbage collection
    is off meanwhile.

    `seconds` is the budget of the whole: rounds are given up to keep it. Every candidate gets one
    call for warm-up and one batch at every size all the same, so that calls that are too long for
    the budget, and the work of `prepare`, can exceed it.

    Raises TypeError or ValueError for arguments that make no sense, and RuntimeError, chained from
    the original, where a candidate raises: its message says which candidate at which size.
    """
    candidates = _checked_candidates(candidates)
    sizes = _checked_sizes(sizes)
    if not isinstance(seconds, (int, float)) or not 0 < seconds < math.inf:
        raise ValueError(f"seconds must be a positive number, not {seconds!r}")
    if not isinstance(rounds, int) or rounds < 1:
        raise ValueError(f"rounds must be a positive integer, not {rounds!r}")
    _checked_choice("unit", unit, UNITS)

    end = perf_counter_ns() + int(seconds * _SECOND)
    resolution = clock_resolution()
    length = _batch_length(resolution, seconds, len(candidates) * len(sizes))
    with _collector_off():
        empty = _measure_calls({"": _nothing}, length, 3, end, end)[""]
    timings = {}
    for done, size in enumerate(sizes):
        now = perf_counter_ns()
        # Half of an equal share is for comfort; the rest waits for the sizes that take long.
        fair = now + int(seconds * _SECOND / len(sizes) / 2)
        last = now + max(0, end - now) // (len(sizes) - done)
        calls = {name: _prepared(name, prepare, size) for name, prepare in candidates.items()}
        try:
            with _collector_off():
                measured = _measure_calls(calls, length, rounds, fair, last)
        except _CandidateError as error:
            raise _explained(error.name, size, error.__cause__) from error.__cause__
        finally:
            del calls  # so that the buffers of two sizes never lie in memory together
        timings.update({(name, size): timing for name, timing in measured.items()})
    return Measurement(
        names=tuple(candidates),
        sizes=sizes,
        timings=timings,
        unit=unit,
        python=f"{platform.python_implementation()} {platform.python_version()}",
        machine=_machine(),
        resolution=resolution,
        empty=empty,
    )


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
        _checked_choice("statistic", statistic, STATISTICS)
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
        return linear_regression(*zip(*points, strict=True)).slope

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
        return self.sizes[last] * (self.sizes[last + 1] / self.sizes[last]) ** way

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
            from .plots import draw
        except ModuleNotFoundError as error:
            if error.name != "matplotlib":
                raise
            from .drawing import Drawing

            return Drawing(self, words, scale)
        return draw(self, ax, words, scale)

    def __repr__(self) -> str:
        return _table(self)

    def _check_name(self, name: str) -> None:
        if name not in self.names:
            raise ValueError(f"no candidate {name!r}: there are {_listed(self.names)}")


# The arguments


def _checked_candidates(candidates: Mapping[str, Prepare]) -> dict[str, Prepare]:
    if not isinstance(candidates, Mapping):
        raise TypeError(
            "candidates must be a dict from a name to a function of the size, "
            f"not {type(candidates).__name__}"
        )
    if not candidates:
        raise ValueError("there are no candidates: give at least one name with its function")
    for name, prepare in candidates.items():
        if not isinstance(name, str) or not name:
            raise TypeError(f"the name of a candidate must be a str that says it, not {name!r}")
        if not callable(prepare):
            raise TypeError(
                f"candidate {name!r} must be a function that takes the size and returns "
                f"the call to time, not {type(prepare).__name__}"
            )
    return dict(candidates)


def _checked_sizes(sizes: Iterable[int]) -> tuple[int, ...]:
    """Return the sizes ascending, each once."""
    try:
        given = list(sizes)
    except TypeError:
        raise TypeError(
            f"sizes must be several positive integers, not {sizes!r}: write [{sizes!r}] for one"
        ) from None
    if not given:
        raise ValueError("there are no sizes: give at least one")
    for size in given:
        if isinstance(size, bool) or not hasattr(size, "__index__"):
            raise TypeError(f"a size must be an integer, not {size!r}")
        if size <= 0:
            raise ValueError(f"a size must be positive, not {size!r}")
    return tuple(sorted({index(size) for size in given}))


def _checked_choice(what: str, value: str, choices: tuple[str, ...]) -> None:
    if value not in choices:
        known = " or ".join(f'"{choice}"' for choice in choices)
        raise ValueError(f"{what} must be {known}, not {value!r}")


def _listed(values: tuple[object, ...]) -> str:
    return ", ".join(map(repr, values))


# The candidates' own errors


class _CandidateError(Exception):
    """Carries the name of the candidate whose call raised out of the timing."""

    def __init__(self, name: str):
        super().__init__(name)
        self.name = name


def _explained(name: str, size: int, error: BaseException | None) -> RuntimeError:
    return RuntimeError(f"candidate {name!r} raised {type(error).__name__} at size {size}: {error}")


def _prepared(name: str, prepare: Prepare, size: int) -> Callable[[], object]:
    try:
        call = prepare(size)
    except Exception as error:
        raise _explained(name, size, error) from error
    if not callable(call):
        raise TypeError(
            f"candidate {name!r} must return the call to time, and returned "
            f"{type(call).__name__} at size {size}: write `return lambda: ...`"
        )
    return call


# The clock


def clock_resolution() -> int:
    """Return the step of `perf_counter_ns` as seen from Python, in nanoseconds.

    Tens of nanoseconds where the clock is finer than two calls of it are apart, and up to a
    millisecond in a browser, which makes its clock coarse on purpose.
    """
    steps = []
    for _ in range(11):
        start = now = perf_counter_ns()
        while now == start:
            now = perf_counter_ns()
        steps.append(now - start)
    return median_low(steps)


def _batch_length(resolution: int, seconds: float, places: int) -> int:
    """Return the nanoseconds that a batch should take.

    50 steps of the clock make its error 2 %, and less over many rounds. Beyond that, many short
    batches tell more than few long ones: more of them escape pre-emption, and a round is over
    before the machine changes its pace. Where the budget does not allow for 50 steps (finding the
    number of calls takes about three batches, and a median needs five), 20 must do.
    """
    wanted = max(_SHORTEST_BATCH, 50 * resolution)
    affordable = int(seconds * _SECOND / places / 8)
    return max(20 * resolution, min(wanted, affordable))


# Batches


def _loop(call: Callable[[], object], number: int) -> int:
    """Return the nanoseconds that `number` calls take, each result let go at once."""
    trips = repeat(None, number)
    start = perf_counter_ns()
    for _ in trips:
        call()
    return perf_counter_ns() - start


def _nothing() -> None:
    """Return at once: its time is what a call costs."""


def _kernel_counts() -> tuple[int, int] | None:
    """Return how often the kernel pre-empted this thread and served a page fault, or None."""
    if resource is None:
        return None
    # Linux can tell of the thread alone; a notebook's kernel has others, whose turns do no harm.
    usage = resource.getrusage(getattr(resource, "RUSAGE_THREAD", resource.RUSAGE_SELF))
    return usage.ru_nivcsw, usage.ru_minflt


class _Series:
    """The batches of one candidate at one size. Makes the call once, for warm-up."""

    def __init__(self, name: str, call: Callable[[], object]):
        self.name = name
        self.number = 1
        self.clean: dict[int, int] = {}
        self.preempted: dict[int, int] = {}
        self.faults: list[int] = []
        self._call = call
        self._run(1)

    @property
    def batches(self) -> dict[int, int]:
        """The nanoseconds of the batches to keep, by their round."""
        return self.clean or self.preempted

    def add_batch(self, turn: int, length: int) -> None:
        """Time a batch; if it is much shorter than `length` ns, forget all and make it larger.

        Asking this of every batch, and not once in the beginning, mends a number that came out
        too small because the process was interrupted while it was found.
        """
        before = _kernel_counts()
        elapsed = self._run(self.number)
        after = _kernel_counts()
        if 2 * elapsed < length:
            growth = min(10, length / max(1, elapsed))
            self.number = math.ceil(self.number * growth)
            self.clean, self.preempted, self.faults = {}, {}, []
        elif before is None or after is None:
            self.clean[turn] = elapsed
        else:
            (self.clean if after[0] == before[0] else self.preempted)[turn] = elapsed
            self.faults.append(after[1] - before[1])

    def timing(self) -> Timing:
        times = {turn: elapsed / self.number for turn, elapsed in self.batches.items()}
        return Timing(
            minimum=min(times.values()),
            median=median(times.values()),
            calls=self.number,
            batches=times,
            preempted=len(self.preempted) if self.faults else None,
            faults=median(self.faults) / self.number if self.faults else None,
        )

    def _run(self, number: int) -> int:
        try:
            return _loop(self._call, number)
        except Exception as error:
            raise _CandidateError(self.name) from error


def _measure_calls(
    calls: Mapping[str, Callable[[], object]], length: int, rounds: int, fair: int, last: int
) -> dict[str, Timing]:
    """Time the calls in turns until each has `rounds` clean batches.

    Few must do once the clock shows `fair`; on a busy machine, where few batches are clean, four
    times as many rounds must do; and nothing goes on when the clock shows `last`.
    """
    series = [_Series(name, call) for name, call in calls.items()]
    for turn in count():
        start = perf_counter_ns()
        for each in series:
            each.add_batch(turn, length)
        series.reverse()  # nobody always runs in the caches that the same other one left
        now = perf_counter_ns()
        if not all(each.batches for each in series):
            continue
        after_next = 2 * now - start
        wanted = rounds if after_next <= fair else min(rounds, _FEW_ROUNDS)
        clean = min(len(each.clean) for each in series)
        run = min(len(each.clean) + len(each.preempted) for each in series)
        if clean >= wanted or run >= 4 * wanted or after_next > last:
            break
    timings = {each.name: each.timing() for each in series}
    return {name: timings[name] for name in calls}


@contextmanager
def _collector_off() -> Iterator[None]:
    """Turn garbage collection off, and back on afterwards if it was on."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _machine() -> str:
    """Return system, architecture and processor, as far as known without asking a command."""
    described = f"{platform.system()} {platform.machine()}".strip()
    processor = os.environ.get("PROCESSOR_IDENTIFIER", "")
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        lines = []
    for line in lines:
        if line.startswith("model name"):
            processor = line.partition(":")[2]
            break
    for noise in ("(R)", "(TM)", "(tm)"):
        processor = processor.replace(noise, "")
    processor = " ".join(processor.split())
    return f"{described}, {os.cpu_count() or 1} × {processor}" if processor else described


# Figures in the reader's language


def format_size(size: float, unit: str = "bytes") -> str:
    """Return a size as people write it: 64 KiB for bytes, 62,500 for items."""
    if unit == "items":
        digits = f"{size:,.0f}" if size >= 10_000 else f"{size:.0f}"
        return digits.replace(",", say(_WORDS, "group"))
    names = say(_WORDS, "bytes").split()
    power = min(len(names) - 1, max(0, int(math.log2(max(1, size))) // 10))
    return _with_unit(f"{size / 1024**power:.4g}", names[power])


def format_time(nanoseconds: float) -> str:
    """Return a time to three digits, in ns, µs, ms or s."""
    names = say(_WORDS, "times").split()
    power = 0
    while nanoseconds >= 999.5 and power < len(names) - 1:
        nanoseconds /= 1000
        power += 1
    digits = f"{nanoseconds:.3g}" if nanoseconds < 999.5 else f"{nanoseconds:.0f}"
    return _with_unit(digits, names[power])


def _with_unit(digits: str, unit: str) -> str:
    return f"{digits.replace('.', say(_WORDS, 'point'))}\N{NO-BREAK SPACE}{unit}"


def _table(result: Measurement) -> str:
    """Return the numbers as a table for a terminal: a block of columns for each candidate."""
    columns = [[say(_WORDS, "size"), *(format_size(size, result.unit) for size in result.sizes)]]
    heads = [""]
    for name in result.names:
        rows = [result[name, size] for size in result.sizes]
        block = [
            [say(_WORDS, "minimum"), *(format_time(row.minimum) for row in rows)],
            [say(_WORDS, "median"), *(format_time(row.median) for row in rows)],
        ]
        if any((row.faults or 0) >= 0.5 for row in rows):
            block.append([say(_WORDS, "faults"), *(f"{row.faults or 0:.0f}" for row in rows)])
        columns += block
        heads += [name, *[""] * (len(block) - 1)]
    return "\n".join(
        [
            f"{result.python}, {result.machine}",
            say(_WORDS, "empty", time=format_time(result.empty.minimum)),
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
