"""What `measure` finds for things whose answer is known; a false clock makes most of it exact."""

import gc
import math
import mmap
import os
import pickle
import platform
import re
import subprocess
import sys
import time
import tracemalloc
import weakref
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import pytest

import bufferscope
from bufferscope import charts, language, measure, timing
from bufferscope.figures import format_size, format_time

KIB, MIB = 1 << 10, 1 << 20
DARK_PAGE = "#14181e"  # the theme's background, and below its colours of words
WORDS = {
    "en": {"title": "Slices", "bytes": "slice of bytes", "view": "slice of a view"},
    "tr": {"title": "Dilimler", "bytes": "bytes dilimi", "view": "görünümün dilimi"},
    "ru": {"title": "Срезы", "bytes": "срез объекта bytes", "view": "срез представления"},
}


def slice_bytes(size):
    data = os.urandom(size)
    return lambda: data[1:]


def slice_view(size):
    view = memoryview(os.urandom(size))
    return lambda: view[1:]


def total(size):
    return lambda: sum(range(size))


def nothing(size):
    return lambda: None


class Machine:
    """A clock that moves only when it is read or when a call says what it takes.

    `pace(now)` multiplies what calls take; `preempts(now)` tells whether the kernel takes the
    processor away during a call, which then takes 10 ms more.
    """

    def __init__(self, step=1, pace=lambda now: 1, preempts=lambda now: False):
        self.now = 0
        self.step, self.pace, self.preempts = step, pace, preempts
        self.switches = 0

    def perf_counter_ns(self):
        self.now += 40
        return self.now // self.step * self.step

    def getrusage(self, who):
        return SimpleNamespace(ru_nivcsw=self.switches, ru_minflt=0)

    def takes(self, cost, log=None):
        """Return a candidate whose call takes `cost(size)` nanoseconds."""

        def prepare(size):
            nanoseconds = cost(size)

            def call():
                if log is not None:
                    log.append(nanoseconds)
                if self.preempts(self.now):
                    self.switches += 1
                    self.now += 10_000_000
                self.now += round(nanoseconds * self.pace(self.now))

            return call

        return prepare


@pytest.fixture
def machine(monkeypatch):
    """Return a function that puts a `Machine` in the place of the clock and the kernel."""

    def install(**how):
        false = Machine(**how)
        monkeypatch.setattr(timing, "perf_counter_ns", false.perf_counter_ns)
        resource = SimpleNamespace(getrusage=false.getrusage, RUSAGE_SELF=0)
        monkeypatch.setattr(timing, "resource", resource)
        monkeypatch.setattr(timing, "_nothing", false.takes(lambda size: 100)(1))
        return false

    return install


@pytest.fixture(autouse=True)
def english():
    language("en")
    yield
    language("en")


@pytest.fixture
def plt():
    matplotlib = pytest.importorskip("matplotlib", reason="plots need matplotlib")
    backend = matplotlib.get_backend()
    matplotlib.rcdefaults()
    matplotlib.use("agg")
    import matplotlib.pyplot as plt

    yield plt
    plt.close("all")
    matplotlib.use(backend)


# Things whose answer is known


def test_slices_of_bytes_copy_and_slices_of_a_view_do_not():
    result = measure(
        {"bytes": slice_bytes, "view": slice_view}, [64 * KIB << 2 * k for k in range(5)]
    )
    assert 0.6 < result.slope("bytes") < 1.7
    assert -0.2 < result.slope("view") < 0.2
    assert result.ratio("bytes", "view") > 100
    assert result.crossover("view", "bytes") <= 64 * KIB


def test_a_call_that_sleeps():
    def sleep(size):
        return lambda: time.sleep(size / 1000)

    result = measure({"sleep": sleep}, [20, 80], seconds=0.8, unit="items")
    assert 20e6 <= result["sleep", 20].minimum <= result["sleep", 20].median
    assert result["sleep", 80].calls == 1
    assert 0.7 < result.slope("sleep") < 1.3


def test_a_quadratic_loop_against_a_linear_one_within_its_budget():
    def consume(whole):
        def prepare(size):
            data = whole(bytes(size))

            def call():
                rest = data
                while rest:
                    rest = rest[64:]

            return call

        return prepare

    start = time.perf_counter()
    result = measure(
        {"bytes": consume(bytes), "view": consume(memoryview)},
        [16 * KIB << k for k in range(5)],
        seconds=1,
    )
    took = time.perf_counter() - start
    longest = sum(result[name, 256 * KIB].median for name in result.names) / 1e9
    assert took < 5 + 10 * longest  # on a slow machine a call of each may not fit
    # Sixteen times the size: the ratio of the two grows, whatever else the machine does meanwhile.
    smallest, largest = (result.ratio("bytes", "view", size) for size in (16 * KIB, 256 * KIB))
    assert largest > 3
    assert largest > 2 * smallest


@pytest.mark.parametrize("busy", [False, True], ids=["quiet", "busy"])
def test_identical_candidates_have_the_ratio_1(busy):
    spin = "import time\nend = time.time() + 20\nwhile time.time() < end: pass"
    other = subprocess.Popen([sys.executable, "-c", spin]) if busy else None
    try:
        result = measure({"one": total, "other": total}, [16, 256, KIB], seconds=2)
    finally:
        if other:
            other.kill()
            other.wait()
    for size in result.sizes:
        assert 0.9 < result.ratio("one", "other", size) < 1.1


def test_fresh_pages_are_counted():
    if timing.resource is None or platform.system() != "Linux":
        pytest.skip("page faults are told reliably by Linux alone")

    def touch(size):
        def call():
            with mmap.mmap(-1, size, flags=mmap.MAP_PRIVATE) as pages:
                for place in range(0, size, mmap.PAGESIZE):
                    pages[place] = 1

        return call

    size = 1000 * mmap.PAGESIZE
    result = measure({"fresh": touch, "view": slice_view}, [size], seconds=0.5)
    assert result["fresh", size].faults > 1
    assert result["view", size].faults < 0.01
    assert "page faults" in repr(result)


# The method, on a false clock


def test_times_slopes_and_ratios_are_exact(machine):
    false = machine()
    result = measure(
        {
            "flat": false.takes(lambda size: 10_000),
            "linear": false.takes(lambda size: 100 * size),
            "square": false.takes(lambda size: 10 * size**2),
        },
        [1000, 10, 100],
    )
    assert result.sizes == (10, 100, 1000)
    assert result.slope("flat") == pytest.approx(0, abs=0.01)
    assert result.slope("linear") == pytest.approx(1, abs=0.01)
    assert result.slope("square", 100, 1000) == pytest.approx(2, abs=0.01)
    assert result.slope("square", statistic="median") == pytest.approx(2, abs=0.01)
    assert result.ratio("square", "linear") == pytest.approx(100, rel=0.01)
    assert result.ratio("square", "linear", size=10) == pytest.approx(1, rel=0.01)
    assert result["linear", 100].minimum == pytest.approx(10_000, rel=0.01)
    assert result.times("linear") == pytest.approx([1e3, 1e4, 1e5], rel=0.01)


def test_a_ratio_is_the_median_of_the_ratios_round_by_round(machine):
    """Exact where one round went wrong, which neither a mean nor the ratio of minima is."""
    false = machine()
    result = measure({"a": false.takes(lambda n: 1), "b": false.takes(lambda n: 1)}, [1])
    above = replace(result["a", 1], batches={0: 300.0, 1: 6_000.0, 2: 80.0, 3: 7.0})
    below = replace(result["b", 1], batches={0: 100.0, 1: 100.0, 2: 10.0})  # round 3 has no partner
    result.timings["a", 1], result.timings["b", 1] = above, below
    assert result.ratio("a", "b") == 8
    assert result.ratio("b", "a") == 1 / 8


def test_crossover_is_interpolated(machine):
    false = machine()
    result = measure(
        {
            "view": false.takes(lambda size: 10_000),
            "copy": false.takes(lambda size: 100 * size),
        },
        [16, 64, 256, 1024],
    )
    assert result.crossover("view", "copy") == pytest.approx(100, rel=0.02)
    assert result.crossover("copy", "view") == math.inf
    beyond = measure({"a": false.takes(lambda n: 900), "b": false.takes(lambda n: 2000)}, [8, 9])
    assert beyond.crossover("a", "b") == 8
    assert beyond.crossover("b", "a") == math.inf
    assert beyond.crossover("a", "a") == math.inf


def test_crossover_counts_the_last_change_of_lead(machine):
    false = machine()
    times = {1: 500, 10: 2000, 100: 500, 1000: 500}
    result = measure(
        {"a": false.takes(times.__getitem__), "b": false.takes(lambda size: 1000)}, times
    )
    assert 10 < result.crossover("a", "b") < 100


def test_drift_hits_all_candidates_alike(machine):
    false = machine(pace=lambda now: 1 + now / 10_000_000)  # a machine that gets slower and slower
    result = measure(
        {name: false.takes(lambda size: 5000) for name in ("first", "second", "third")}, [1]
    )
    assert result["first", 1].median > 1.2 * result["first", 1].minimum  # it did drift
    assert result.ratio("first", "third") == pytest.approx(1, abs=0.02)
    assert result.ratio("first", "second") == pytest.approx(1, abs=0.02)


def test_candidates_take_turns(machine):
    false, log = machine(), []
    measure({str(n): false.takes(lambda size, n=n: n, log) for n in (10**6, 10**6 + 1)}, [1])
    assert len(log) > 20
    # first the warm-up of each, then the rounds, every other one in reverse
    assert log[:6] == [10**6, 10**6 + 1, 10**6, 10**6 + 1, 10**6 + 1, 10**6]
    assert log.count(10**6) == log.count(10**6 + 1)


def test_warm_up_is_dropped(machine):
    false = machine()

    def cold(size):
        costs = iter([50_000_000])
        return lambda: false.takes(lambda size: next(costs, 1000))(size)()

    timing = measure({"cold": cold}, [1])["cold", 1]
    assert timing.median == pytest.approx(1000, rel=0.01)
    assert max(timing.batches.values()) == pytest.approx(1000, rel=0.01)


def test_preempted_batches_are_dropped(machine):
    false = machine(preempts=lambda now: now // 1_000_000 % 2)  # every call in every other ms
    timing = measure({"a": false.takes(lambda size: 1000)}, [1])["a", 1]
    assert timing.preempted > 2
    assert max(timing.batches.values()) == pytest.approx(1000, rel=0.01)


def test_preempted_batches_count_where_there_are_no_others(machine):
    false = machine(preempts=lambda now: True)
    timing = measure({"a": false.takes(lambda size: 1_000_000)}, [1], rounds=8)["a", 1]
    assert timing.minimum == pytest.approx(11_000_000, rel=0.01)
    assert timing.preempted == len(timing.batches) > 8


def test_the_mean_never_shows(machine):
    false = machine(pace=lambda now: 1000 if now // 400_000 % 4 == 0 else 1)
    timing = measure({"a": false.takes(lambda size: 1000)}, [1])["a", 1]
    assert max(timing.batches.values()) > 10 * timing.median
    assert timing.median == pytest.approx(1000, rel=0.01)


def test_an_interruption_in_the_beginning_does_not_leave_short_batches(machine):
    false = machine()
    calls = iter(range(10**9))

    def late(size):
        # The second call, the first that is timed, takes as long as a batch should.
        return lambda: false.takes(lambda size: 10**6 if next(calls) == 1 else 100)(size)()

    timing = measure({"late": late}, [1])["late", 1]
    assert timing.calls > 500
    assert timing.minimum == pytest.approx(100, rel=0.01)
    assert max(timing.batches.values()) == pytest.approx(100, rel=0.01)


def test_batches_are_long_against_a_coarse_clock(machine):
    false = machine(step=100_000)  # as in a browser
    result = measure(
        {"a": false.takes(lambda size: 300), "b": false.takes(lambda size: 900)}, [1, 2]
    )
    assert result.resolution == 100_000
    for name in result.names:
        took = result[name, 1]
        assert took.calls * took.median >= 25 * result.resolution
    assert result.ratio("b", "a") == pytest.approx(3, rel=0.05)


def test_the_real_clock_has_a_resolution():
    assert 0 < timing.clock_resolution() < 100_000_000


@pytest.mark.parametrize("step", [1, 100_000, 1_000_000], ids=["ns", "100 µs", "1 ms"])
@pytest.mark.parametrize("seconds", [1, 5])
def test_the_budget_holds(machine, step, seconds):
    false = machine(step=step)
    sizes = [8 << k for k in range(24)]
    result = measure(
        {"bytes": false.takes(lambda size: 4000 + size), "view": false.takes(lambda size: 6000)},
        sizes,
        seconds=seconds,
    )
    assert result.ratio("bytes", "view") == pytest.approx((4000 + sizes[-1]) / 6000, rel=0.1)
    # Steps of 1 ms at 48 places are more than a single second can serve.
    served = 1.2 if step < 1_000_000 or seconds > 1 else 2.5
    warm_up_and_one_batch = 2 * sum(sizes)
    assert false.now < served * seconds * 1e9 + warm_up_and_one_batch


def test_calls_beyond_the_budget_are_made_twice(machine):
    false, log = machine(), []
    result = measure({"long": false.takes(lambda size: size * 10**9, log)}, [10, 20], seconds=1)
    assert log == [10 * 10**9] * 2 + [20 * 10**9] * 2
    assert result.slope("long") == pytest.approx(1, abs=0.01)


def test_the_budget_ends_a_measurement_with_few_rounds(machine):
    false, log = machine(), []
    measure({"a": false.takes(lambda size: 10**8, log)}, [1, 2, 3, 4], seconds=4)
    assert 4 * 8 <= len(log) <= 40
    assert false.now < 4.2e9


def test_enough_is_enough_before_the_budget_is_used_up(machine):
    false, log = machine(), []
    measure({"a": false.takes(lambda size: 20_000_000, log)}, range(1, 11), seconds=4)
    assert len(log) >= 10 * 8
    assert false.now < 2.5e9  # no size takes more than half of its share without need


def test_a_platform_that_tells_nothing(machine, monkeypatch):
    false = machine()
    monkeypatch.setattr(timing, "resource", None)
    result = measure({"a": false.takes(lambda size: 1000)}, [1])
    assert result["a", 1].preempted is None
    assert result["a", 1].faults is None
    assert result["a", 1].median == pytest.approx(1000, rel=0.01)
    assert "page faults" not in repr(result)


# What it leaves behind


@pytest.mark.parametrize("was_on", [True, False])
@pytest.mark.parametrize("fails", [None, "prepare", "call"])
def test_garbage_collection_is_off_while_timing_and_restored(was_on, fails):
    seen = set()

    def prepare(size):
        assert gc.isenabled() == was_on
        if fails == "prepare":
            raise LookupError

        def call():
            seen.add(gc.isenabled())
            if fails == "call":
                raise LookupError

        return call

    try:
        (gc.enable if was_on else gc.disable)()
        if fails:
            with pytest.raises(RuntimeError):
                measure({"a": prepare}, [1], seconds=0.1)
        else:
            measure({"a": prepare}, [1], seconds=0.1)
        assert gc.isenabled() == was_on
    finally:
        gc.enable()
    assert seen == (set() if fails == "prepare" else {False})


class Buffer(bytearray):
    """A bytearray that can be counted: it has a hash and weak references."""

    __hash__ = object.__hash__


def test_each_size_is_prepared_once_and_let_go_before_the_next():
    prepared, alive = [], weakref.WeakSet()

    def candidate(name):
        def prepare(size):
            assert all(len(buffer) == size for buffer in alive)
            prepared.append((name, size))
            buffer = Buffer(size)
            alive.add(buffer)
            return lambda: len(buffer)

        return prepare

    measure({name: candidate(name) for name in "ab"}, [3, 1, 2], seconds=0.3)
    assert prepared == [(name, size) for size in (1, 2, 3) for name in "ab"]
    assert not alive


def test_memory_is_bounded_by_one_size():
    sizes = [4 * MIB, 4 * MIB + 1, 4 * MIB + 2, 4 * MIB + 3]
    tracemalloc.start()
    try:
        measure({"a": lambda n: bytes(n).__len__, "b": slice_view}, sizes, seconds=0.2)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 3 * sizes[-1]  # a, b, and nothing of the size before


def test_importing_bufferscope_imports_no_matplotlib():
    code = "import sys, bufferscope; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# Errors


@pytest.mark.parametrize(
    ("candidates", "sizes", "error", "says"),
    [
        ({}, [1], ValueError, "no candidates"),
        ([nothing], [1], TypeError, "dict from a name"),
        ({1: nothing}, [1], TypeError, "must be a str"),
        ({"": nothing}, [1], TypeError, "must be a str"),
        ({"a": 3}, [1], TypeError, "'a' must be a function"),
        ({"a": nothing}, [], ValueError, "no sizes"),
        ({"a": nothing}, 64, TypeError, r"write \[64\] for one"),
        ({"a": nothing}, [0], ValueError, "positive, not 0"),
        ({"a": nothing}, [8, -8], ValueError, "positive, not -8"),
        ({"a": nothing}, [1.5], TypeError, "integer, not 1.5"),
        ({"a": nothing}, ["8"], TypeError, "integer, not '8'"),
        ({"a": nothing}, [True], TypeError, "integer, not True"),
        ({"a": lambda size: None}, [7], TypeError, "'a' must return the call.*NoneType at size 7"),
        ({"a": lambda size: b"x" * size}, [7], TypeError, "returned bytes at size 7"),
    ],
)
def test_bad_arguments(candidates, sizes, error, says):
    with pytest.raises(error, match=says):
        measure(candidates, sizes, seconds=0.1)


@pytest.mark.parametrize(
    ("how", "says"),
    [
        ({"seconds": 0}, "seconds must be a positive number, not 0"),
        ({"seconds": math.inf}, "seconds must be"),
        ({"seconds": math.nan}, "seconds must be"),
        ({"seconds": "5"}, "seconds must be"),
        ({"rounds": 0}, "rounds must be a positive integer, not 0"),
        ({"rounds": 2.5}, "rounds must be"),
        ({"unit": "bits"}, 'unit must be "bytes" or "items", not \'bits\''),
    ],
)
def test_bad_options(how, says):
    with pytest.raises(ValueError, match=says):
        measure({"a": nothing}, [1], **how)


def test_a_candidate_that_raises_is_named_with_its_size():
    def prepare(size):
        return lambda: bytes(8)[size]

    with pytest.raises(RuntimeError, match="'picks' raised IndexError at size 9: ") as caught:
        measure({"fine": nothing, "picks": prepare}, [7, 9], seconds=0.2)
    assert type(caught.value.__cause__) is IndexError


def test_a_prepare_that_raises_is_named_with_its_size():
    def prepare(size):
        raise MemoryError("too much")

    with pytest.raises(RuntimeError, match="'a' raised MemoryError at size 9: too much") as caught:
        measure({"a": prepare}, [9], seconds=0.2)
    assert type(caught.value.__cause__) is MemoryError


def test_an_interrupt_passes_through():
    def prepare(size):
        def call():
            raise KeyboardInterrupt

        return call

    with pytest.raises(KeyboardInterrupt):
        measure({"a": prepare}, [1], seconds=0.2)
    assert gc.isenabled()


def test_unknown_names_and_sizes(machine):
    false = machine()
    candidates = {"a": false.takes(lambda size: 1000 * size), "b": false.takes(lambda size: 9000)}
    result = measure(candidates, [8, 16])
    with pytest.raises(ValueError, match="no candidate 'c': there are 'a', 'b'"):
        result.ratio("a", "c")
    with pytest.raises(ValueError, match="no candidate 'c'"):
        result.slope("c")
    with pytest.raises(ValueError, match="no candidate 'c'"):
        result.crossover("c", "a")
    with pytest.raises(ValueError, match="size 9 was not measured: there are 8, 16"):
        result.ratio("a", "b", size=9)
    with pytest.raises(ValueError, match="size 9 was not measured"):
        result["a", 9]
    with pytest.raises(TypeError, match=r"write result\[name, size\]"):
        result["a"]
    with pytest.raises(ValueError, match="1 of those measured"):
        result.slope("a", 10, 20)
    with pytest.raises(ValueError, match='statistic must be "minimum" or "median", not \'mean\''):
        result.slope("a", statistic="mean")


# Words


@pytest.mark.parametrize(
    ("code", "sizes", "times"),
    [
        ("en", ["8 B", "1 KiB", "1.5 KiB", "64 MiB"], ["41 ns", "1.5 µs", "27 ms", "3 s"]),
        ("tr", ["8 bayt", "1 KiB", "1,5 KiB", "64 MiB"], ["41 ns", "1,5 µs", "27 ms", "3 s"]),
        ("ru", ["8 Б", "1 КиБ", "1,5 КиБ", "64 МиБ"], ["41 нс", "1,5 мкс", "27 мс", "3 с"]),
    ],
)
def test_figures_are_written_as_the_language_does(code, sizes, times):
    language(code)
    numbers = [8, KIB, 1536, 64 * MIB]
    assert [format_size(n).replace("\N{NO-BREAK SPACE}", " ") for n in numbers] == sizes
    numbers = [41, 1500, 27e6, 3e9]
    assert [format_time(n).replace("\N{NO-BREAK SPACE}", " ") for n in numbers] == times


def test_figures_at_the_edges():
    plain = {
        format_size(1023): "1023 B",
        format_size(MIB - 1): "1024 KiB",
        format_size(1 << 50): "1024 TiB",
        format_size(1024, "items"): "1024",
        format_size(62_500, "items"): "62,500",
        format_time(0.4): "0.4 ns",
        format_time(999.4): "999 ns",
        format_time(999.6): "1 µs",
        format_time(5e12): "5000 s",
    }
    assert {key.replace("\N{NO-BREAK SPACE}", " "): value for key, value in plain.items()} == {
        value: value for value in plain.values()
    }
    language("tr")
    assert format_size(62_500, "items") == "62.500"
    language("ru")
    assert format_size(62_500, "items") == "62\N{NO-BREAK SPACE}500"


@pytest.fixture
def result(machine):
    false = machine(pace=lambda now: 1 + now // 500_000 % 3 / 10)  # so that the median differs
    candidates = {
        "bytes": false.takes(lambda size: 40 + size // 20),
        "view": false.takes(lambda size: 60),
    }
    return measure(candidates, [8 << 2 * k for k in range(12)], rounds=3)


@pytest.fixture
def at_one_size(machine):
    false = machine()
    return measure(
        {"bytes": false.takes(lambda size: 4000), "view": false.takes(lambda size: 6000)}, [KIB]
    )


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", ["size", "minimum", "median", "32 MiB", "an empty call"]),
        ("tr", ["büyüklük", "en kısa", "ortanca", "32 MiB", "boş çağrı"]),
        ("ru", ["размер", "минимум", "медиана", "32 МиБ", "пустой вызов"]),
    ],
)
def test_the_table(result, code, words):
    language(code)
    table = repr(result).replace("\N{NO-BREAK SPACE}", " ")
    assert all(word in table for word in words)
    lines = table.splitlines()
    assert platform.python_version() in lines[0]
    assert len({len(line) for line in lines[2:]}) == 1  # flush right
    assert len(lines) == 4 + len(result.sizes)
    assert lines[2].split() == ["bytes", "view"]


def test_the_table_widens_for_a_long_name(machine):
    false = machine()
    cheap = false.takes(lambda size: 10)
    result = measure({"n" * 60: cheap, "b": cheap}, [1])
    assert len({len(line) for line in repr(result).splitlines()[2:]}) == 1


def test_a_measurement_can_be_kept_in_a_file(result):
    assert repr(pickle.loads(pickle.dumps(result))) == repr(result)


# Plots


def texts_of(figure):
    """Return what the reader sees written in a figure."""
    from bufferscope.plots import svg

    return [
        text.replace("\N{NO-BREAK SPACE}", " ")
        for text in re.findall(r"<text[^>]*>([^<]*)</text>", svg(figure))
    ]


@pytest.mark.parametrize(
    ("code", "due"),
    [
        ("en", ["size", "time per call", "minimum", "median", "1 MiB", "100 ns", "1 ms"]),
        ("tr", ["büyüklük", "çağrı başına süre", "en kısa", "ortanca", "1 MiB", "1 ms"]),
        ("ru", ["размер", "время одного вызова", "минимум", "медиана", "1 МиБ", "100 нс"]),
    ],
)
def test_the_plot_speaks_the_language(plt, result, code, due):
    language(code)
    texts = texts_of(result.plot(words=WORDS[code]).figure)
    assert {*due, *WORDS[code].values()} <= set(texts)
    assert any(platform.python_version() in text for text in texts)
    assert result.machine.split()[0] in "".join(texts)


def test_words_replace_the_built_in_ones(plt, result):
    words = {"size": "length of the buffer", "view": "memoryview", "not needed": "at all"}
    texts = texts_of(result.plot(words=words).figure)
    assert {"length of the buffer", "memoryview", "bytes", "time per call"} <= set(texts)
    assert "at all" not in texts


def test_minimum_and_median_are_both_drawn(plt, result):
    ax = result.plot()
    drawn = [list(line.get_ydata()) for line in ax.lines]
    for name in result.names:
        assert result.times(name) != result.times(name, "median")
        assert result.times(name) in drawn
        assert result.times(name, "median") in drawn


@pytest.mark.parametrize(
    ("code", "minimum", "median"),
    [("en", "minimum", "median"), ("tr", "en kısa", "ortanca"), ("ru", "минимум", "медиана")],
)
def test_each_label_of_the_legend_stands_at_its_own_line(plt, result, code, minimum, median):
    """The key beside a name is drawn as the line of what it names: minima solid, medians dashed."""
    language(code)
    ax = result.plot(words=WORDS[code])
    (legend,) = ax.figure.legends
    keys = dict(zip([t.get_text() for t in legend.get_texts()], legend.legend_handles, strict=True))
    lines = {tuple(line.get_ydata()): line for line in ax.lines}
    for name in result.names:
        smallest, typical = (lines[tuple(result.times(name, s))] for s in ("minimum", "median"))
        key = keys[WORDS[code][name]]
        assert (key.get_color(), key.get_marker()) == (smallest.get_color(), smallest.get_marker())
        assert keys[minimum].get_linestyle() == smallest.get_linestyle()
        assert keys[median].get_linestyle() == typical.get_linestyle() != smallest.get_linestyle()


def test_candidates_differ_in_colour_and_marker(plt, machine):
    false = machine()
    many = {f"candidate {n}": false.takes(lambda size, n=n: 100 + n) for n in range(12)}
    ax = measure(many, [1, 2], seconds=0.1).plot()
    looks = [(line.get_color(), line.get_marker()) for line in ax.lines if line.get_marker() != ""]
    assert len(set(looks)) == len(many)
    assert len({colour for colour, _ in looks[:6]}) == len({marker for _, marker in looks[:6]}) == 6


def test_scales(plt, result):
    ax = result.plot()
    assert (ax.get_xscale(), ax.get_yscale()) == ("log", "log")
    ax = result.plot(scale="linear")
    assert (ax.get_xscale(), ax.get_yscale()) == ("linear", "linear")
    assert (ax.get_xlim()[0], ax.get_ylim()[0]) == (0, 0)
    assert "0" in texts_of(ax.figure)
    with pytest.raises(ValueError, match='scale must be "log" or "linear", not \'cubic\''):
        result.plot(scale="cubic")
    with pytest.raises(TypeError, match="words must be a dict"):
        result.plot(words="ru")


def test_a_single_size_is_drawn_along_time(plt, at_one_size):
    ax = at_one_size.plot(words=WORDS["en"])
    texts = texts_of(ax.figure)
    assert {"slice of bytes: 4 µs", "slice of a view: 6 µs"} <= set(texts)
    assert "time per call; size: 1 KiB" in texts
    assert ax.get_xscale() == "linear"
    assert ax.get_xlim()[0] == 0


def test_axes_of_the_readers_own(plt, result):
    _, (left, right) = plt.subplots(1, 2)
    assert result.plot(left, words=WORDS["en"]) is left
    assert left.get_title(loc="left") == "Slices"
    assert not right.lines
    assert len(plt.get_fignums()) == 1
    assert left.get_legend() is not None


def test_a_figure_is_the_same_svg_every_time(plt, result):
    from bufferscope.plots import svg

    first, second = (svg(result.plot(words=WORDS["ru"]).figure) for _ in range(2))
    assert first == second
    assert "dc:date" not in first
    assert "<image" not in first
    assert len(first) < 40_000


def seen_labels(axis):
    """Return the labels of the ticks that lie within the view."""
    low, high = axis.get_view_interval()
    pairs = zip(axis.get_ticklabels(), axis.get_ticklocs(), strict=True)
    return [label for label, place in pairs if low <= place <= high]


@pytest.mark.parametrize("code", WORDS)
@pytest.mark.parametrize("kind", ["log", "linear", "one size", "many"])
def test_nothing_written_is_cut_off(plt, result, at_one_size, machine, code, kind):
    language(code)
    words = dict(WORDS[code], title="An unusually long title that says all there is to be said")
    if kind == "many":
        false = machine()
        result = measure(
            {f"{WORDS[code]['view']} {n}": false.takes(lambda size: 90 * size) for n in range(4)},
            [10, 10**6],
            unit="items",
            seconds=0.1,
        )
    elif kind == "one size":
        result = at_one_size
    ax = result.plot(words=words, scale="linear" if kind == "linear" else "log")
    figure = ax.figure
    figure.canvas.draw()
    import matplotlib.text

    ticks = [label for axis in (ax.xaxis, ax.yaxis) for label in axis.get_ticklabels()]
    unseen = set(ticks) - set(seen_labels(ax.xaxis)) - set(seen_labels(ax.yaxis))
    page = figure.bbox
    for text in figure.findobj(matplotlib.text.Text):
        if text not in unseen and text.get_text().strip():
            box = text.get_window_extent()
            assert page.x0 - 1 <= box.x0, text.get_text()
            assert box.x1 <= page.x1 + 1, text.get_text()
            assert page.y0 - 1 <= box.y0, text.get_text()
            assert box.y1 <= page.y1 + 1, text.get_text()


@pytest.mark.parametrize("code", WORDS)
def test_labels_along_an_axis_do_not_touch(plt, machine, code):
    language(code)
    false = machine()
    for unit, sizes in (
        ("bytes", [8, 64 * MIB]),
        ("bytes", [16 * KIB, 256 * KIB]),
        ("bytes", [100, 120]),
        ("items", [10, 10_000_000]),
        ("items", [1000, 2000]),
    ):
        result = measure({"a": false.takes(lambda size: size)}, sizes, unit=unit, seconds=0.1)
        for scale in ("log", "linear"):
            ax = result.plot(scale=scale)
            ax.figure.canvas.draw()
            for axis in (ax.xaxis, ax.yaxis):
                boxes = [label.get_window_extent() for label in seen_labels(axis)]
                assert len(boxes) >= 2, (unit, sizes, scale)
                for one, other in pairwise(boxes):
                    assert not one.overlaps(other), (unit, sizes, scale)
            plt.close("all")


def linear_rgb(colour):
    """Return the three channels of a colour such as "#0062b1", 0 to 1, without sRGB's gamma."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


def times(matrix, vector):
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def contrast(one, other):
    """Return the contrast ratio of WCAG 2.2."""
    dark, light = sorted(times([(0.2126, 0.7152, 0.0722)], linear_rgb(c))[0] for c in (one, other))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("paper", "ink", "faint", "colours"),
    [
        (charts.PAPER, charts.INK, charts.FAINT, charts.COLOURS),
        (DARK_PAGE, "#ced6dd", "#9ca4af", charts.DARK),
    ],
)
def test_colours_are_legible_on_the_paper(paper, ink, faint, colours):
    assert len(colours) == 6
    assert all(contrast(colour, paper) >= 3 for colour in colours)
    assert contrast(ink, paper) >= 7
    assert contrast(faint, paper) >= 4.5


# Machado, Oliveira and Fernandes 2009, severity 1: what is seen of linear RGB.
VISIONS = {
    "usual": [(1, 0, 0), (0, 1, 0), (0, 0, 1)],
    "protanopia": [
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ],
    "deuteranopia": [
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ],
    "tritanopia": [
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ],
}


def lab(rgb):
    """Return CIELAB (D65) of linear RGB: distances there are differences as people see them."""
    to_xyz = [
        (0.4339528, 0.3762196, 0.1898430),
        (0.2126729, 0.7151522, 0.0721750),
        (0.0177578, 0.1094766, 0.8729270),
    ]
    x, y, z = (
        c ** (1 / 3) if c > 0.008856 else 7.787 * c + 16 / 116
        for c in times(to_xyz, [min(1, max(0, c)) for c in rgb])
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("colours", [charts.COLOURS, charts.DARK], ids=["light", "dark"])
def test_the_colour_blind_can_tell_the_candidates(vision, colours):
    seen = [lab(times(VISIONS[vision], linear_rgb(colour))) for colour in colours]
    for place, one in enumerate(seen):
        for other in seen[:place]:
            assert math.dist(one, other) > (25 if place < 4 else 15)


def test_settings_stay_as_they_were(plt, result):
    from bufferscope.plots import style

    before = dict(plt.rcParams)
    result.plot()
    assert dict(plt.rcParams) == before
    with pytest.raises(LookupError), style():
        assert plt.rcParams["svg.fonttype"] == "none"
        raise LookupError
    assert dict(plt.rcParams) == before


def test_plots_in_a_notebook_are_svg():
    pytest.importorskip("matplotlib", reason="plots need matplotlib")
    from nbformat import v4

    from book.execution import execute

    imports = """
        import matplotlib.pyplot as plt
        from bufferscope import language, measure
        from bufferscope.plots import style
        language("ru")
        result = measure({"bytes": lambda n: (lambda data=bytes(n): data[1:])}, [8, 64])
    """
    cells = {
        "imports": "\n".join(line.strip() for line in imports.splitlines()),
        "shown": 'result.plot(words={"title": "Срезы"})\nplt.show()',
        "unasked": "ax = result.plot()",
        "own": 'with style():\n    fig, ax = plt.subplots()\nax.set_title("своё")\nplt.show()',
        "unstyled": "plt.plot([1, 2])\nplt.show()",
    }
    notebook = v4.new_notebook(cells=[v4.new_code_cell(source) for source in cells.values()])
    execute(notebook, str(Path(bufferscope.__file__).parents[1]), "plots")
    outputs = {
        key: [output for output in cell.outputs if output.output_type == "display_data"]
        for key, cell in zip(cells, notebook.cells, strict=True)
    }
    for key, words in {"shown": ["Срезы", "нс"], "unasked": ["нс"], "own": ["своё"]}.items():
        (output,) = outputs[key]
        assert set(output.data) == {"image/svg+xml", "text/plain"}
        svg = output.data["image/svg+xml"]
        assert not re.search("0x[0-9a-f]{6}", output.data["text/plain"])
        assert all(f"{word}</text>" in svg for word in words)
        assert "dc:date" not in svg
    (output,) = outputs["unstyled"]
    assert "image/png" in output.data  # what the reader draws alone stays as it was
