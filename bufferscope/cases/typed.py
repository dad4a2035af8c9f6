"""Lesson 8: cast, struct, byte order."""

import struct
import sys
from array import array
from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Any

from bufferscope.cases import zoo
from bufferscope.ceilings import KIB, AtMost, MemoryAtMost, peak
from bufferscope.exercises import LITTLE_ENDIAN, Case, Drawn, Each, exercise


def wav(channels: int, rate: int, samples: Sequence[int]) -> bytearray:
    """Return a WAV file of 16-bit PCM samples with the canonical header of 44 bytes."""
    size = 2 * len(samples)
    header = struct.pack(
        "<4sI4s4sIHHIIHH4sI",
        *(b"RIFF", 36 + size, b"WAVE"),
        *(b"fmt ", 16, 1, channels, rate),
        *(rate * channels * 2 % 2**32, channels * 2 % 2**16, 16),
        *(b"data", size),
    )
    return bytearray(header + struct.pack(f"<{len(samples)}h", *samples))


def lines(call: Callable[[], object]) -> int:
    """Return how many lines of Python `call()` runs. A slice assignment is one, a loop is many."""
    count = 0

    def trace(frame: object, event: str, arg: object) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        call()
    finally:
        sys.settrace(before)
    return count


def _parse_wav(data: Any) -> tuple[int, int, memoryview]:
    channels, rate = struct.unpack_from("<HI", data, 22)
    return channels, rate, memoryview(data)[44:].cast("h")


def _swap32(buf: Any) -> None:
    with memoryview(buf) as view, view.cast("B") as flat:
        old = bytes(flat)
        for i in range(4):
            flat[i::4] = old[3 - i :: 4]


def _header_and_samples(source: Random, size: int) -> dict[str, Any]:
    return {
        "channels": source.choice((1, 2, 6, 255, 256, source.randint(1, 2**16 - 1))),
        "rate": source.choice((8000, 44100, 2**24 + 1, source.randint(1, 2**32 - 1))),
        "items": [source.randint(-(2**15), 2**15 - 1) for _ in range(source.randint(0, size // 4))],
    }


def _numbers(source: Random, size: int) -> dict[str, Any]:
    return {"data": source.randbytes(4 * source.randint(0, size // 2))}


@exercise(tools=(wav, peak), reference=_parse_wav, needs=LITTLE_ENDIAN, lends=True)
def parse_wav() -> Iterator[Case | Each | Drawn]:
    """parse_wav(data): a tuple (channels, rate, samples), of a WAV file of 16-bit samples.

    The header has 44 bytes, and nothing follows the samples. The number of channels are the two
    bytes at offset 22, the rate the four at offset 24, both unsigned and little-endian, of any
    value. samples is an open view of format 'h' on the memory of data, writable if data is; there
    may be none. data is a bytearray, or a slice without a step of a view of format 'B', which stays
    open.
    """
    yield Case(
        """
        channels, rate, samples = parse_wav(wav(2, 8000, [1, -1]))
        channels, rate
        """,
        due=(2, 8000),
        why="parse_wav.the-number-of-channels-has-two",
    )
    yield Case(
        """
        parse_wav(wav(1, 96000, [1]))[1]
        """,
        due=96000,
        why="parse_wav.a-rate-of-96000-does-not",
    )
    yield Case(
        """
        isinstance(parse_wav(wav(1, 8000, [1])), tuple)
        """,
        due=True,
        why="parse_wav.a-tuple-is-wanted",
    )
    yield Case(
        """
        channels, rate, samples = parse_wav(wav(1, 8000, [1, -2, 300]))
        type(samples).__name__, samples.format.lstrip("@"), list(samples)
        """,
        due=("memoryview", "h", [1, -2, 300]),
        why="parse_wav.the-samples-are-a-view-of",
    )
    yield Case(
        """
        data = wav(1, 8000, [1, 2])
        channels, rate, samples = parse_wav(data)
        data[44:46] = b"\\x07\\0"
        list(samples)
        """,
        due=[7, 2],
        why="cases.copied",
    )
    yield Case(
        """
        data = memoryview(b"--" + wav(2, 44100, [5, 6, 7, 8]))[2:]
        channels, rate, samples = parse_wav(data)
        channels, rate, list(samples)
        """,
        due=(2, 44100, [5, 6, 7, 8]),
        why="parse_wav.the-data-may-be-a-slice",
    )
    yield Case(
        """
        channels, rate, samples = parse_wav(wav(40000, 2**31 + 2**24, [1]))
        channels, rate
        """,
        due=(40000, 2**31 + 2**24),
        why="parse_wav.all-bytes-of-a-field-count",
    )
    yield Case(
        """
        channels, rate, samples = parse_wav(wav(0, 0, [1]))
        channels, rate
        """,
        due=(0, 0),
        why="parse_wav.a-number-of-0-is-a",
    )
    yield Case(
        """
        channels, rate, samples = parse_wav(wav(1, 8000, [0] * 40000))
        len(samples)
        """,
        due=40000,
        why="parse_wav.the-samples-go-on-to-the",
    )
    for data in (
        "wav({channels}, {rate}, {items})",
        'memoryview(b"--" + wav({channels}, {rate}, {items}))[2:]',
    ):
        yield Drawn(
            f"""
            channels, rate, samples = parse_wav({data})
            channels, rate, samples.tolist()
            """,
            _header_and_samples,
            why="parse_wav.look-at-offset-22-for-two",
            allowed=lambda channels, rate, items: (
                channels > 0 and rate > 0 and all(-(2**15) <= x < 2**15 for x in items)
            ),
        )
    yield Case(
        """
        data = bytearray(b"--") + wav(1, 8000, [1, 2])
        samples = parse_wav(memoryview(data)[2:])[2]
        data[46] = 7
        samples[1] = 8
        list(samples), data[46:50] == b"\\7\\0\\10\\0"
        """,
        due=([7, 8], True),
        why="parse_wav.data-that-come-as-a-view",
    )
    for data in ("wav(1, 8000, [0] * 2**18)", "memoryview(bytes(wav(1, 8000, [0] * 2**18)))"):
        yield Case(
            f"""
            data = {data}
            peak(lambda: parse_wav(data))
            """,
            due=MemoryAtMost(64 * KIB),
            why="parse_wav.all-the-samples-were-copied-a",
        )
    yield Case(
        """
        list(parse_wav(wav(1, 8000, []))[2])
        """,
        due=[],
        why="parse_wav.a-file-without-samples-ends-after",
    )


@exercise(tools=(array, lines), reference=_swap32, in_place=True)
def swap32() -> Iterator[Case | Each | Drawn]:
    """swap32(buf): reverse the byte order of every 4-byte number in buf, in place.

    With four slice assignments and no loop over the numbers. buf is any writable C-contiguous
    exporter of one or more dimensions, of any format; its bytes are a multiple of four, maybe none.
    A view that is given stays open, and buf can grow again afterwards. What is returned does not
    matter.
    """
    yield Case(
        """
        buf = bytearray([1, 2, 3, 4])
        swap32(buf)
        list(buf)
        """,
        due=[4, 3, 2, 1],
        why="swap32.the-four-bytes-of-a-number",
    )
    yield Case(
        """
        buf = bytearray([1, 2, 3, 4, 5, 6, 7, 8])
        swap32(buf)
        list(buf)
        """,
        due=[4, 3, 2, 1, 8, 7, 6, 5],
        why="swap32.each-number-is-reversed-on-its",
    )
    yield Case(
        """
        buf = bytearray(8)
        buf[:] = range(8)
        swap32(memoryview(buf)[4:])
        list(buf)
        """,
        due=[0, 1, 2, 3, 7, 6, 5, 4],
        why="swap32.a-slice-of-a-view-is",
    )
    yield Case(
        """
        buf = array("i", [1, 2])
        swap32(buf)
        buf.tolist()
        """,
        due=[2**24, 2**25],
        why="swap32.these-are-items-of-four-bytes",
    )
    yield Each(
        lambda: zoo.trials(
            [
                kind
                for kind in zoo.CONTIGUOUS
                if (kind.writable or kind is zoo.EMPTY)
                and kind not in (zoo.ONE, zoo.LONE, zoo.POINT)
            ],
            "swap32(data)\nmemoryview(data).tobytes()",
            why="swap32.the-bytes-are-to-be-moved",
        )
    )
    yield Drawn(
        """
        buf = bytearray({data})
        swap32(buf)
        buf
        """,
        _numbers,
        why="swap32.take-the-bytes-in-fours-each",
        allowed=lambda data: len(data) % 4 == 0,
    )
    yield Case(
        """
        buf = bytearray(4000)
        lines(lambda: swap32(buf))
        """,
        due=AtMost(500),
        why="swap32.this-loops-over-the-numbers-one",
    )
