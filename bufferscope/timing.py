"""Timing that a reader may believe: candidates measured side by side over a range of sizes."""

import gc
import math
import os
import platform
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import count, repeat
from operator import index
from pathlib import Path
from statistics import median, median_low
from time import perf_counter_ns

from bufferscope.measurement import Measurement, Timing, checked_choice

try:
    import resource
except ImportError:  # Windows and Pyodide do not tell of pre-emption and page faults
    resource = None  # type: ignore[assignment]

UNITS = ("bytes", "items")

_SECOND = 1_000_000_000
_SHORTEST_BATCH = 200_000
_FEW_ROUNDS = 7

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
    checked_choice("unit", unit, UNITS)

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
