"""Lesson 9: many dimensions."""

import struct
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from random import Random
from typing import Any

from bufferscope.cases.zoo import laid_out
from bufferscope.ceilings import KIB, MemoryAtMost, peak
from bufferscope.exercises import BY_REFERENCE, LITTLE_ENDIAN, Case, Drawn, Each, exercise


def layout(shape: tuple[int, ...], strides: tuple[int, ...], format: str = "B") -> memoryview:
    """Return a view with this shape and these strides, on zeros. Python itself can't make most."""
    itemsize = struct.calcsize(format)
    low, high = _ends(shape, strides, itemsize)
    return laid_out(bytes(high - low), shape, strides, format, start=-low)


def _ends(shape: Sequence[int], strides: Sequence[int], itemsize: int) -> tuple[int, int]:
    if 0 in shape:
        return 0, 0
    ends = [(length - 1) * step for length, step in zip(shape, strides, strict=True)]
    return sum(end for end in ends if end < 0), sum(end for end in ends if end > 0) + itemsize


def _strides_of(shape: tuple[int, ...], itemsize: int, order: str) -> tuple[int, ...]:
    strides, step = [], itemsize
    for length in shape if order == "F" else shape[::-1]:
        strides.append(step)
        step *= length
    return tuple(strides if order == "F" else strides[::-1])


def _offset(index: tuple[int, ...], strides: tuple[int, ...]) -> int:
    return sum(i * step for i, step in zip(index, strides, strict=True))


def _row(m: Any, i: int) -> Any:
    count, size = m.shape[0], m.shape[1] * m.itemsize
    if not -count <= i < count:
        raise IndexError(f"no row {i} of {count}")
    start = i % count * size
    return m.cast("B")[start : start + size].cast(m.format)


def _extent(view: Any) -> tuple[int, int]:
    return _ends(view.shape, view.strides, view.itemsize)


def _shape(source: Random, size: int) -> dict[str, Any]:
    return {
        "shape": tuple(source.randint(1, 5) for _ in range(min(size // 4, 6))),
        "itemsize": source.choice((1, 2, 3, 4, 8, 16)),
        "order": source.choice("CF"),
    }


def _index(source: Random, size: int) -> dict[str, Any]:
    ndim = min(1 + size // 4, 6)
    return {
        "index": tuple(source.randint(0, 9) for _ in range(ndim)),
        "strides": tuple(source.randint(-20, 20) for _ in range(ndim)),
    }


def _layout(source: Random, size: int) -> dict[str, Any]:
    ndim = min(size // 8, 4)
    return {
        "shape": tuple(source.randint(size % 9 != 8, 4) for _ in range(ndim)),
        "strides": tuple(source.randint(-9, 9) for _ in range(ndim)),
        "format": source.choice("Bhid"),
    }


@exercise(reference=_strides_of)
def strides_of() -> Iterator[Case | Each | Drawn]:
    """strides_of(shape, itemsize, order): the strides, a tuple, of a contiguous grid of that shape.

    order is 'C' or 'F'. shape is a tuple of any number of lengths, even none, each at least 1.
    """
    yield Case(
        """
        strides_of((3, 4), 1, "C")
        """,
        due=(4, 1),
        why="strides_of.in-c-order-the-last-index",
    )
    yield Case(
        """
        strides_of((3, 4), 2, "C")
        """,
        due=(8, 2),
        why="strides_of.strides-count-bytes-not-items-itemsize",
    )
    yield Case(
        """
        strides_of((3, 4), 2, "F")
        """,
        due=(2, 6),
        why="strides_of.in-fortran-order-the-first-index",
    )
    yield Case(
        """
        strides_of((2, 3, 4), 8, "C"), strides_of((2, 3, 4), 8, "F")
        """,
        due=((96, 32, 8), (8, 16, 48)),
        why="strides_of.it-works-for-any-number-of",
    )
    yield Case(
        """
        strides_of((5,), 4, "C"), strides_of((5,), 4, "F"), strides_of((), 4, "C")
        """,
        due=((4,), (4,), ()),
        why="strides_of.one-dimension-has-one-stride-the",
    )

    yield Case(
        """
        strides_of((2, 3, 1, 4), 3, "C"), strides_of((2, 3, 1, 4), 3, "F")
        """,
        due=((36, 12, 12, 3), (3, 6, 18, 18)),
        why="strides_of.four-dimensions-of-which-one-has",
    )
    yield Case(
        """
        strides_of((2, 2**40, 2**40), 8, "C")
        """,
        due=(2**83, 2**43, 8),
        why="dimensions.the-integers-of-python-have-no",
    )
    yield Case(
        """
        strides_of((1,) * 70, 2, "C") == (2,) * 70
        """,
        due=True,
        why="strides_of.there-are-70-dimensions-here-each",
    )
    yield Drawn(
        "strides_of({shape}, {itemsize}, {order})",
        _shape,
        why="strides_of.write-the-strides-down-one-by",
        allowed=lambda shape, itemsize, order: all(shape) and itemsize > 0,
    )


@exercise(reference=_offset)
def offset() -> Iterator[Case | Each | Drawn]:
    """offset(index, strides): the distance in bytes of the item at index from that at (0, 0, ...).

    Both are tuples of the same length, any length, even 0. An index counts from 0; a stride may be
    negative or 0.
    """
    yield Case(
        """
        offset((1, 2), (8, 2))
        """,
        due=12,
        why="offset.each-index-counts-steps-of-its",
    )
    yield Case(
        """
        offset((1, 2), (2, 6))
        """,
        due=14,
        why="offset.the-strides-are-given-so-the",
    )
    yield Case(
        """
        offset((1, 1, 1), (96, 32, 8))
        """,
        due=136,
        why="offset.every-dimension-counts-however-many-there",
    )
    yield Case(
        """
        offset((2**40,), (2**40,))
        """,
        due=2**80,
        why="dimensions.the-integers-of-python-have-no",
    )
    yield Case(
        """
        offset((2,), (-4,))
        """,
        due=-8,
        why="offset.a-negative-stride-leads-backwards-the",
    )
    yield Case(
        """
        int(offset((), ()))
        """,
        due=0,
        why="offset.without-dimensions-there-is-one-item",
    )
    yield Drawn(
        "offset({index}, {strides})",
        _index,
        why="offset.each-index-belongs-to-the-stride",
        allowed=lambda index, strides: len(index) == len(strides) > 0,
    )


def _row_trials() -> Iterator[Case]:
    for format, shape, i in (
        *(("b", (4, 6), 2), ("c", (4, 6), 2), ("h", (3, 4), 1), ("i", (2, 3), 1), ("f", (2, 3), 0)),
        *(("d", (3, 1), 2), ("q", (1, 3), 0), ("h", (12, 1), 7), ("B", (24, 1), -3)),
        *(("h", (1, 12), -1), ("?", (2, 12), 1)),
    ):
        yield Case(
            f"""
            m = memoryview(bytes(range(120, 144))).cast({format!r}, {shape})
            part = row(m, {i})
            part.format.lstrip("@"), part.shape, part.tobytes()
            """,
            due=BY_REFERENCE,
            why="dimensions.any-format-that-cast-takes-may",
        )


@exercise(tools=(array, peak), reference=_row, lends=True)
def row() -> Iterator[Case | Each | Drawn]:
    """row(m, i): row i of m as an open 1-D memoryview of the same format, on the same memory.

    m is a C-contiguous 2-D memoryview of a format that cast takes, with at least one row and one
    column; it stays open. Nothing is copied, and the row is writable if m is. i from -rows to -1
    counts from the end; IndexError for every i below -rows or above rows - 1.
    """
    yield Case(
        """
        m = memoryview(bytearray(range(12))).cast("B", (3, 4))
        row(m, 1).tolist()
        """,
        due=[4, 5, 6, 7],
        why="row.memoryview-has-no-sub-views-make",
    )
    yield Case(
        """
        m = memoryview(array("i", range(12))).cast("B").cast("i", (3, 4))
        part = row(m, 2)
        part.format.lstrip("@"), part.tolist()
        """,
        due=("i", [8, 9, 10, 11]),
        why="row.the-format-must-be-that-of",
    )
    yield Case(
        """
        data = bytearray(range(6))
        part = row(memoryview(data).cast("B", (2, 3)), 1)
        data[3] = 99
        list(part)
        """,
        due=[99, 4, 5],
        why="cases.copied",
    )
    yield Case(
        """
        data = bytearray(6)
        row(memoryview(data).cast("B", (2, 3)), 0)[2] = 7
        list(data)
        """,
        due=[0, 0, 7, 0, 0, 0],
        why="row.writing-into-the-row-must-write",
    )
    yield Case(
        """
        data = bytearray(range(6))
        part = row(memoryview(data).cast("B", (2, 3)).toreadonly(), 1)
        data[3] = 99
        list(part)
        """,
        due=[99, 4, 5],
        why="cases.copied",
    )
    yield Case(
        """
        m = memoryview(bytes(range(12))).cast("B", (3, 4))
        row(m, -1).tolist(), row(m, -3).tolist()
        """,
        due=([8, 9, 10, 11], [0, 1, 2, 3]),
        why="row.a-negative-i-counts-from-the",
    )
    for beyond in (3, -4, 4, -5, 100, -100):
        yield Case(
            f"""
            m = memoryview(bytes(12)).cast("B", (3, 4))
            row(m, {beyond})
            """,
            due=IndexError,
            why="row.there-is-no-such-row-and",
        )
    yield Each(_row_trials)
    yield Case(
        """
        m = memoryview(bytearray(range(16)))[4:].cast("B", (3, 4))
        [row(m, i).tolist() for i in (0, 1, 2, -1, -2, -3)]
        """,
        due=BY_REFERENCE,
        why="row.m-may-begin-in-the-middle",
    )
    yield Case(
        """
        m = memoryview(bytearray(6)).cast("B", (2, 3))
        row(m, 0).readonly, row(m.toreadonly(), 0).readonly
        """,
        due=(False, True),
        why="row.the-row-can-be-written-to",
    )
    yield Case(
        """
        m = memoryview(bytes(2**20)).cast("B", (2, 2**19))
        peak(lambda: row(m, 1))
        """,
        due=MemoryAtMost(16 * KIB),
        why="row.the-row-was-copied-or-all",
    )


@exercise(tools=(array, layout), reference=_extent)
def extent() -> Iterator[Case | Each | Drawn]:
    """extent(view): (low, high), the offsets in bytes of the first byte touched and one past the last.

    A tuple, relative to the first byte of element 0, worked out from shape, strides and itemsize.
    view is a memoryview of any number of dimensions, with strides of any sign. A view without items
    touches nothing: (0, 0).
    """
    yield Case(
        """
        extent(memoryview(array("i", [1, 2, 3])))
        """,
        due=(0, 12),
        why="extent.the-last-item-begins-at-3",
    )
    yield Case(
        """
        extent(memoryview(bytes(6))[::2])
        """,
        due=(0, 5),
        why="extent.three-items-two-bytes-apart-span",
    )
    yield Case(
        """
        extent(memoryview(array("h", [1, 2, 3]))[::-1])
        """,
        due=(-4, 2),
        why="extent.with-a-negative-stride-the-items",
    )
    yield Case(
        """
        extent(layout(shape=(3, 4), strides=(-8, 2), format="h"))
        """,
        due=(-16, 8),
        why="extent.each-dimension-reaches-to-one-side",
    )
    yield Case(
        """
        extent(layout(shape=(1000, 4), strides=(0, 1)))
        """,
        due=(0, 4),
        why="extent.a-stride-of-0-uses-the",
    )
    yield Case(
        """
        extent(layout(shape=(3, 0), strides=(4, 4), format="i"))
        """,
        due=(0, 0),
        why="extent.a-dimension-of-length-0-means",
    )
    yield Case(
        """
        extent(memoryview(bytes(4)).cast("i", ()))
        """,
        due=(0, 4),
        why="extent.no-dimensions-one-item-it-has",
    )
    yield Drawn(
        "extent(layout({shape}, {strides}, {format}))",
        _layout,
        why="extent.add-length-1-stride-over-the",
        allowed=lambda shape, strides, format: len(shape) == len(strides),
    )


def wav_file(
    channels: int,
    items: Sequence[int],
    *,
    before: bytes = b"",
    junk: bytes = b"even",
    more: bytes = b"",
) -> bytearray:
    """Return a WAV file of 16-bit samples, with a chunk before the data and one behind.

    before  payload of a chunk before `fmt `, if there is to be one
    junk    payload of the chunk before the data
    more    what follows the 16 bytes of `fmt `
    """

    def chunk(name: bytes, payload: bytes) -> bytes:
        return struct.pack("<4sI", name, len(payload)) + payload + bytes(len(payload) % 2)

    form = struct.pack("<HHIIHH", 1, channels, 8000, 8000, 2, 16) + more
    body = chunk(b"note", before) if before else b""
    body += chunk(b"fmt ", form) + chunk(b"JUNK", junk)
    body += chunk(b"data", struct.pack(f"<{len(items)}h", *items)) + chunk(b"LIST", b"INFO")
    return bytearray(b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WAVE" + body)


@contextmanager
def _frames(data: bytearray) -> Iterator[memoryview]:
    with memoryview(data) as view:
        if bytes(view[:4]) != b"RIFF" or bytes(view[8:12]) != b"WAVE":
            raise ValueError("not a WAV file")
        chunks, offset = {}, 12
        while offset < len(view):
            name, size = struct.unpack_from("<4sI", view, offset)
            chunks[name] = start, size = offset + 8, size
            offset = start + size + size % 2
        (channels,) = struct.unpack_from("<H", view, chunks[b"fmt "][0] + 2)
        start, size = chunks[b"data"]
        shape = size // (2 * channels), channels
        with view[start : start + size] as part, part.cast("h", shape) as m:
            yield m


def _halve(m: Any, channel: int) -> None:
    for i in range(m.shape[0]):
        m[i, channel] //= 2


def _file(source: Random, size: int) -> dict[str, Any]:
    channels = source.choice((1, 1, 2, 2, 3, 6, 256))
    count = channels * source.randint(1, 1 + size // 4)
    letters = b"datafmt RIFFWAVE\0\1\4"
    return {
        "channels": channels,
        "items": [source.randint(-(2**15), 2**15 - 1) for _ in range(count)],
        "before": bytes(source.choices(letters, k=source.randint(0, size // 2))),
        "junk": bytes(source.choices(letters, k=source.randint(0, size // 2))),
    }


def _sound(source: Random, size: int) -> dict[str, Any]:
    channels = source.randint(1, 1 + size // 8)
    count = channels * source.randint(1, 1 + size // 4)
    return {
        "items": [source.randint(-(2**15), 2**15 - 1) for _ in range(count)],
        "channels": channels,
        "channel": source.randrange(channels),
    }


@exercise(tools=(wav_file,), reference=_frames, needs=LITTLE_ENDIAN, lends=True)
def frames() -> Iterator[Case | Each | Drawn]:
    """frames(data): a context manager that gives the samples of a WAV file as a view.

    data is a bytearray. Unless its bytes 0 to 3 are RIFF and 8 to 11 are WAVE, `with frames(data)`
    raises ValueError. From byte 12 on follow chunks: a name of 4 bytes, the size of the payload as 4
    bytes, little-endian, the payload, and one byte more if the size is odd. They are walked one by
    one; `fmt ` and `data` may begin anywhere, `fmt ` comes first, and other chunks may be empty or
    have these names within. Bytes 2 and 3 of the payload of `fmt ` are the number of channels.

    What the block gets is a memoryview of format 'h' and shape (frames, channels), of one frame or
    more, on the memory of data, writable. After the block, however it ended, data can grow again,
    even if the name of the view is still there; so it can while the ValueError is held. An error in
    the block goes on.
    """
    for at in (0, 8):
        yield Case(
            f"""
            data = wav_file(2, [1, -1])
            data[{at}] = 0
            frames(data).__enter__()
            """,
            due=ValueError,
            why="frames.this-is-no-wav-file-bytes",
        )
    yield Case(
        """
        frames(bytearray(b"RIFF")).__enter__()
        """,
        due=ValueError,
        why="frames.data-too-short-for-both-signatures",
    )
    yield Case(
        """
        with frames(wav_file(2, [20, -9, 40, -19, 60, -29])) as m:
            type(m).__name__, m.format.lstrip("@"), m.shape
        """,
        due=("memoryview", "h", (3, 2)),
        why="frames.a-view-of-format-h-is",
    )
    yield Case(
        """
        with frames(wav_file(1, [20, -9, 40])) as m:
            m.tolist()
        """,
        due=[[20], [-9], [40]],
        why="frames.there-is-one-channel-here-so",
    )
    yield Case(
        """
        with frames(wav_file(1, [20, -9, 40], junk=b"longer!")) as m:
            m.tolist()
        """,
        due=[[20], [-9], [40]],
        why="frames.the-chunk-before-the-samples-has",
    )
    yield Case(
        """
        with frames(wav_file(1, [20, -9, 40], junk=b"longer")) as m:
            m.tolist()
        """,
        due=[[20], [-9], [40]],
        why="frames.the-chunk-before-the-samples-has-an",
    )
    yield Case(
        """
        with frames(wav_file(2, [20, -9], before=b"first")) as m:
            m.tolist()
        """,
        due=[[20, -9]],
        why="frames.the-chunk-fmt-does-not-come",
    )
    yield Case(
        r"""
        junk = b"data\4\0\0\0\1\2\3\4fmt \0\0\7\0"
        with frames(wav_file(2, [20, -9], junk=junk)) as m:
            m.tolist()
        """,
        due=[[20, -9]],
        why="frames.the-names-of-chunks-also-occur",
    )
    yield Case(
        r"""
        with frames(wav_file(2, [20, -9], before=b"fmt \20\0\0\0\1\0\7\0")) as m:
            m.tolist()
        """,
        due=[[20, -9]],
        why="frames.the-letters-fmt-stand-in-the",
    )
    yield Case(
        """
        with frames(wav_file(2, [20, -9], more=bytes(2))) as m:
            m.tolist()
        """,
        due=[[20, -9]],
        why="frames.the-payload-of-fmt-has-18",
    )
    yield Case(
        """
        with frames(wav_file(2, [0] * 80000, junk=bytes(70000))) as m:
            m.shape
        """,
        due=(40000, 2),
        why="frames.the-size-of-a-chunk-has",
    )
    yield Case(
        """
        data = wav_file(2, [1, -1])
        data[0] = 0
        try:
            frames(data).__enter__()
        except ValueError as error:
            held = error
        data.append(0)
        len(data)
        """,
        due=73,
        why="frames.the-valueerror-is-still-held-and",
    )
    yield Case(
        """
        with frames(wav_file(300, range(600))) as m:
            m.shape
        """,
        due=(2, 300),
        why="frames.the-number-of-channels-has-two",
    )
    yield Case(
        """
        data = wav_file(2, [20, -9, 40, -19])
        with frames(data) as m:
            m[1, 0] = 7
        data == wav_file(2, [20, -9, 7, -19])
        """,
        due=True,
        why="frames.what-is-written-into-the-view",
    )
    yield Case(
        """
        data = wav_file(2, [20, -9])
        with frames(data) as m:
            pass
        data.append(0)
        len(data)
        """,
        due=73,
        why="frames.after-the-block-data-must-be",
    )
    yield Case(
        """
        data = wav_file(2, [20, -9])
        try:
            with frames(data) as m:
                {}["missing"]
        except KeyError as error:
            held = error
        data.append(0)
        len(data)
        """,
        due=73,
        why="frames.the-block-was-left-by-an",
    )
    yield Case(
        """
        with frames(wav_file(2, [20, -9])) as m:
            {}["missing"]
        """,
        due=KeyError,
        why="frames.an-error-of-the-block-must",
    )
    yield Drawn(
        """
        with frames(wav_file({channels}, {items}, before={before}, junk={junk})) as m:
            m.tolist()
        """,
        _file,
        why="frames.walk-this-file-by-hand-name",
        allowed=lambda channels, items, before, junk: (
            channels > 0 and len(items) > 0 and len(items) % channels == 0
        ),
    )


@exercise(tools=(array,), reference=_halve, needs=LITTLE_ENDIAN, in_place=True)
def halve() -> Iterator[Case | Each | Drawn]:
    """halve(m, channel): replace each sample of one channel by `// 2` of itself, in place.

    m is a writable memoryview of format 'h' and shape (frames, channels), C-contiguous, as frames
    gives it; channel counts from 0. The other channels stay as they are, and m stays open. What is
    returned does not matter.
    """
    yield Case(
        """
        m = memoryview(array("h", [20, 8, 40, 18])).cast("B").cast("h", (2, 2))
        halve(m, 1)
        m.tolist()
        """,
        due=[[20, 4], [40, 9]],
        why="halve.only-column-1-changes-in-the",
    )
    yield Case(
        """
        m = memoryview(array("h", [20, 9, 40, 19])).cast("B").cast("h", (2, 2))
        halve(m, 0)
        m.tolist()
        """,
        due=[[10, 9], [20, 19]],
        why="halve.channels-count-from-0-0-is",
    )
    yield Case(
        """
        m = memoryview(array("h", [2, 4, 6, 8, 10, 12])).cast("B").cast("h", (3, 2))
        halve(m, 1)
        m.tolist()
        """,
        due=[[2, 2], [6, 4], [10, 6]],
        why="halve.there-are-more-frames-than-channels",
    )
    yield Case(
        """
        m = memoryview(array("h", [2, 4, 6, 8])).cast("B").cast("h", (4, 1))
        halve(m, 0)
        m.tolist()
        """,
        due=[[1], [2], [3], [4]],
        why="halve.there-is-one-channel-here-so",
    )
    yield Case(
        """
        m = memoryview(array("h", [-4, 8])).cast("B").cast("h", (2, 1))
        halve(m, 0)
        m.tolist()
        """,
        due=[[-2], [4]],
        why="halve.the-samples-are-signed-read-as",
    )
    yield Case(
        """
        m = memoryview(array("h", [-5, -1, 1, 5])).cast("B").cast("h", (4, 1))
        halve(m, 0)
        m.tolist()
        """,
        due=[[-3], [-1], [0], [2]],
        why="halve.2-rounds-down-also-below-zero",
    )
    yield Drawn(
        """
        m = memoryview(array("h", {items})).cast("B").cast("h", (len({items}) // {channels}, {channels}))
        halve(m, {channel})
        m.tolist()
        """,
        _sound,
        why="halve.halve-the-numbers-of-that-column",
        allowed=lambda items, channels, channel: (
            0 <= channel < channels and len(items) > 0 and len(items) % channels == 0
        ),
    )
