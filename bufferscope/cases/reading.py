"""Lesson 4: index, slice, stride."""

from array import array
from collections.abc import Iterator
from random import Random
from typing import Any

from bufferscope.cases import zoo
from bufferscope.ceilings import KIB, MemoryAtMost, peak
from bufferscope.exercises import BY_REFERENCE, Case, Drawn, Each, exercise


def _channels(buf: Any) -> tuple[memoryview, memoryview]:
    view = memoryview(buf)
    return view[0::2], view[1::2]


def _windows(data: Any, k: int) -> Iterator[memoryview]:
    view = memoryview(data)
    for start in range(len(view) - k + 1):
        yield view[start : start + k]


def _samples(source: Random, size: int) -> dict[str, Any]:
    return {"items": [source.randint(-(2**15), 2**15 - 1) for _ in range(source.randint(0, size))]}


def _samples_and_i(source: Random, size: int) -> dict[str, Any]:
    items = [*_samples(source, size)["items"], 1]
    return {"items": items, "i": source.randrange(len(items))}


def _data_and_k(source: Random, size: int) -> dict[str, Any]:
    data = source.randbytes(source.randint(0, size // 2))
    return {"data": data, "k": source.randint(1, len(data) + 1)}


def _data_k_and_i(source: Random, size: int) -> dict[str, Any]:
    data = source.randbytes(source.randint(1, 1 + size // 2))
    return {"data": data, "k": source.randint(1, len(data)), "i": source.randrange(len(data))}


@exercise(tools=(array, peak), reference=_channels, lends=True)
def channels() -> Iterator[Case | Each | Drawn]:
    """channels(buf): of interleaved 16-bit samples L R L R ..., a tuple of two views, left and right.

    buf is an array of type 'h' or any view of one: a slice, with a step or reversed, read-only.
    Both views have format 'h' and share its memory, and are writable if buf is. buf may end with a
    left sample, or be empty; a view that is given stays open.
    """
    yield Case(
        """
        left, right = channels(array("h", [1, -1, 2, -2, 3, -3]))
        list(left), list(right)
        """,
        due=([1, 2, 3], [-1, -2, -3]),
        why="channels.every-second-sample-is-left-beginning",
    )
    yield Case(
        """
        left, right = channels(array("h", [1, -1, 2, -2]))
        type(left).__name__, left.format.lstrip("@"), type(right).__name__, right.format.lstrip("@")
        """,
        due=("memoryview", "h", "memoryview", "h"),
        why="channels.views-of-format-h-are-wanted",
    )
    yield Case(
        """
        isinstance(channels(array("h", [1, -1])), tuple)
        """,
        due=True,
        why="channels.a-tuple-of-two-views-is",
    )
    yield Case(
        """
        samples = array("h", [1, -1, 2, -2])
        left, right = channels(samples)
        samples[2] = 20
        samples[3] = -20
        list(left), list(right)
        """,
        due=([1, 20], [-1, -20]),
        why="cases.copied",
    )
    yield Case(
        """
        samples = array("h", [1, -1, 2, -2])
        left, right = channels(samples)
        right[1] = 7
        samples.tolist()
        """,
        due=[1, -1, 2, 7],
        why="channels.writing-into-a-channel-must-write",
    )
    yield Case(
        """
        left, right = channels(memoryview(array("h", [9, 1, -1, 2]))[1:])
        list(left), list(right)
        """,
        due=([1, 2], [-1]),
        why="channels.a-slice-of-a-view-is",
    )
    yield Case(
        """
        left, right = channels(array("h"))
        list(left), list(right)
        """,
        due=([], []),
        why="channels.no-samples-both-channels-are-empty",
    )
    for buf in (
        'memoryview(array("h", [9, 1, -1, 2]))',
        'memoryview(array("h", [9, 1, -1, 2, 3, 4]))[::2]',
        'memoryview(array("h", [9, 1, -1, 2]))[::-1]',
        'memoryview(array("h", [9, 1, -1, 2])).toreadonly()',
        'array("h", [5])',
        'array("h", [256, -256, 32767, -32768])',
    ):
        yield Case(
            f"""
            left, right = channels({buf})
            left.format.lstrip("@"), left.tolist(), right.format.lstrip("@"), right.tolist()
            """,
            due=BY_REFERENCE,
            why="channels.any-view-of-an-array-is",
        )
    yield Case(
        """
        samples = array("h", [1, -1, 2, -2])
        left, right = channels(memoryview(samples)[::-1])
        samples[0] = 10
        left[0] = 20
        samples.tolist(), left.tolist(), right.tolist()
        """,
        due=([10, -1, 2, 20], [20, -1], [2, 10]),
        why="cases.copied",
    )
    yield Case(
        """
        samples = array("h", [1, -1, 2, -2])
        left, right = channels(memoryview(samples).toreadonly())
        samples[2] = 20
        samples[3] = -20
        list(left), list(right)
        """,
        due=([1, 20], [-1, -20]),
        why="cases.copied",
    )
    yield Drawn(
        """
        left, right = channels(array("h", {items}))
        left.tolist(), right.tolist()
        """,
        _samples,
        why="channels.left-are-the-items-0-2",
    )
    yield Drawn(
        """
        samples = array("h", {items})
        left, right = channels(samples)
        samples[{i}] = 7
        left.tolist(), right.tolist()
        """,
        _samples_and_i,
        why="cases.copied",
        allowed=lambda items, i: i < len(items),
    )
    yield Case(
        """
        samples = array("h", bytes(2**20))
        peak(lambda: channels(samples))
        """,
        due=MemoryAtMost(16 * KIB),
        why="channels.all-samples-were-copied-on-the",
    )


def _memory_of_windows() -> Iterator[Case]:
    for data in ("bytes(2**20)", "bytearray(2**20)", "memoryview(bytes(2**20))"):
        yield Case(
            f"""
            data = {data}
            peak(lambda: next(iter(windows(data, 2**20 - 2))))
            """,
            due=MemoryAtMost(64 * KIB),
            why="reading.here-a-window-is-nearly-as",
        )


@exercise(tools=(array, peak), reference=_windows, lends=True)
def windows() -> Iterator[Case | Each | Drawn]:
    """windows(data, k): all overlapping k-item views of data, in order, by a generator.

    A generator, or another iterator that makes them one at a time. data is any one-dimensional
    exporter, of any format and with any step; k is at least 1. No window is a copy; each has the
    format of data and stays open, as does a view that is given. Data shorter than k give none.
    """
    yield Case(
        """
        [bytes(window) for window in windows(b"abcde", 3)]
        """,
        due=[b"abc", b"bcd", b"cde"],
        why="windows.a-window-begins-at-every-element",
    )
    yield Case(
        """
        found = windows(b"abc", 2)
        hasattr(found, "__len__"), [type(window).__name__ for window in found]
        """,
        due=(False, ["memoryview", "memoryview"]),
        why="windows.a-generator-of-views-is-wanted",
    )
    yield Case(
        """
        data = bytearray(b"abc")
        first = next(iter(windows(data, 2)))
        data[0] = 90
        bytes(first)
        """,
        due=b"Zb",
        why="cases.copied",
    )
    yield Case(
        """
        [window.tolist() for window in windows(array("i", [10, 20, 30]), 2)]
        """,
        due=[[10, 20], [20, 30]],
        why="windows.k-counts-elements-whatever-their-size",
    )
    yield Case(
        """
        [bytes(window) for window in windows(b"abc", 3)]
        """,
        due=[b"abc"],
        why="windows.with-k-as-long-as-the",
    )
    yield Case(
        """
        [bytes(window) for window in windows(b"ab", 3)]
        """,
        due=[],
        why="windows.data-shorter-than-k-have-no",
    )
    yield Case(
        """
        found = list(windows(b"abcd", 2))
        [bytes(window) for window in found]
        """,
        due=[b"ab", b"bc", b"cd"],
        why="windows.the-windows-are-used-later-here",
    )
    yield Each(
        lambda: zoo.trials(
            zoo.FLAT,
            """
found = list(windows(data, 3))
[(window.format.lstrip("@"), window.tobytes()) for window in found]
""".strip(),
            why="windows.slices-of-a-view-count-items",
        )
    )
    yield Each(
        lambda: zoo.trials(
            [kind for kind in zoo.FLAT if kind.poke and kind is not zoo.ONE],
            "found = list(windows(data, 2))\nPOKE\nfound[0].tobytes()",
            why="cases.copied",
        )
    )
    yield Drawn(
        "[window.tolist() for window in windows({data}, {k})]",
        _data_and_k,
        why="windows.count-the-windows-by-hand-one",
        allowed=lambda data, k: k >= 1,
    )
    yield Drawn(
        """
        data = bytearray({data})
        found = list(windows(data, {k}))
        data[{i}] ^= 255
        [window.tolist() for window in found]
        """,
        _data_k_and_i,
        why="cases.copied",
        allowed=lambda data, k, i: i < len(data) and 1 <= k <= len(data),
    )
    yield Each(_memory_of_windows, slow=True)
