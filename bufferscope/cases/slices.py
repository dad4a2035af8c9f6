"""Lesson 1: the slice that copies."""

from array import array
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from bufferscope.ceilings import KIB, MemoryAtMost, peak
from bufferscope.exercises import Case, Drawn, Each, exercise


def _chunk_sums(data: bytes | bytearray, n: int) -> list[int]:
    with memoryview(data) as view:
        return [sum(view[start : start + n]) % 256 for start in range(0, len(view), n)]


def _data_and_n(source: Random, size: int) -> dict[str, Any]:
    data = bytes(source.choices((0, 0, 1, 100, 255), k=source.randint(0, size)))
    return {"data": data, "n": source.randint(1, 1 + size)}


def _memory_of_sums() -> Iterator[Case]:
    for data, n in (
        ("bytes(2**21)", "4096"),
        ("bytearray(2**21)", "4096"),
        ("bytearray(2**23)", "2**22"),
        ("bytes(2**23)", "2**21 + 2**20"),
    ):
        yield Case(
            f"""
            data = {data}
            peak(lambda: chunk_sums(data, {n}))
            """,
            due=MemoryAtMost(64 * KIB),
            why="slices.this-takes-copies-or-keeps-too",
        )


@exercise(tools=(peak,), reference=_chunk_sums)
def chunk_sums() -> Iterator[Case | Each | Drawn]:
    """chunk_sums(data, n): the sum modulo 256 of every n-byte chunk of data, as a list.

    data is bytes or a bytearray, n at least 1. The last chunk may be shorter. data is not changed,
    and a bytearray can grow again afterwards. For 8 MiB of data and n from 4096 to half of the data
    it takes less than 64 KiB of memory.
    """
    yield Case(
        """
        chunk_sums(bytes([1, 2, 3, 4, 5, 6]), 2)
        """,
        due=[3, 7, 11],
        why="chunk_sums.every-chunk-begins-n-bytes-after",
    )
    yield Case(
        """
        chunk_sums(bytes([200, 100, 1]), 3)
        """,
        due=[45],
        why="chunk_sums.the-sum-is-wanted-modulo-256",
    )
    yield Case(
        """
        chunk_sums(bytes([1, 2, 3, 4, 5]), 2)
        """,
        due=[3, 7, 5],
        why="chunk_sums.the-last-chunk-may-be-shorter",
    )
    yield Case(
        """
        chunk_sums(b"", 4)
        """,
        due=[],
        why="chunk_sums.no-data-no-chunks-the-list",
    )
    yield Case(
        """
        data = bytearray([1, 2, 3])
        sums = chunk_sums(data, 2)
        data.append(4)
        sums
        """,
        due=[3, 3],
        why="chunk_sums.a-bytearray-is-data-as-well",
    )
    yield Case(
        """
        chunk_sums(bytes([250, 251]), 5)
        """,
        due=[245],
        why="chunk_sums.n-may-be-larger-than-the",
    )
    yield Drawn(
        "chunk_sums({data}, {n})",
        _data_and_n,
        why="chunk_sums.work-these-few-bytes-out-by",
        allowed=lambda data, n: n >= 1,
    )
    yield Each(_memory_of_sums, slow=True)


def _shares(make: Callable[[bytearray], Any]) -> bool:
    b = bytearray(range(16))
    made = make(b)
    before = bytes(made)
    b[:] = bytes(255 - byte for byte in b)
    return bytes(made) != before


@exercise(tools=(array,), reference=_shares)
def shares() -> Iterator[Case | Each | Drawn]:
    """shares(make): whether what make(b) builds from a bytearray b sees later changes of b.

    True for a view, False for a copy. b is a bytearray that shares makes itself, of four bytes or
    more. What make builds shows all of b or a part of it, in one dimension, and bytes() reads it: it
    may be a view of any byte format, a copy of any type, a list of the numbers, or b itself.
    """
    yield Case(
        """
        shares(lambda b: memoryview(b))
        """,
        due=True,
        why="shares.memoryview-b-is-a-view-what",
    )
    yield Case(
        """
        shares(lambda b: bytes(b))
        """,
        due=False,
        why="shares.bytes-b-is-a-copy-it",
    )
    yield Case(
        """
        shares(lambda b: memoryview(bytes(b)))
        """,
        due=False,
        why="shares.its-type-does-not-decide-this",
    )
    yield Case(
        """
        shares(lambda b: memoryview(b)[1:])
        """,
        due=True,
        why="shares.a-slice-of-a-view-is",
    )
    for part in ("[:1]", "[3:4]", "[-1:]", "[len(b) // 2 :][:1]"):
        yield Case(
            f"""
            shares(lambda b: memoryview(b){part})
            """,
            due=True,
            why="shares.this-view-shows-a-part-of",
        )
    yield Case(
        """
        shares(lambda b: b[:])
        """,
        due=False,
        why="shares.a-slice-of-a-bytearray-is",
    )
    yield Case(
        """
        shares(lambda b: b)
        """,
        due=True,
        why="shares.this-is-b-itself-under-another",
    )
    yield Case(
        """
        shares(lambda b: memoryview(b)[::-1].toreadonly())
        """,
        due=True,
        why="shares.reversed-and-read-only-it-is",
    )
    yield Case(
        """
        shares(lambda b: list(b))
        """,
        due=False,
        why="shares.list-b-holds-numbers-read-once",
    )
    for make, shared in (
        ('memoryview(b).cast("b")', True),
        ('memoryview(b).cast("c")', True),
        ("memoryview(b)[::2]", True),
        ("memoryview(memoryview(b))", True),
        ("memoryview(b).obj", True),
        ('array("B", b)', False),
        ("memoryview(b).tolist()", False),
        ("memoryview(b[1:])", False),
        ("memoryview(b).tobytes()", False),
        ("tuple(b)", False),
        ("memoryview(bytearray(b))[1:]", False),
    ):
        yield Case(
            f"""
            shares(lambda b: {make})
            """,
            due=shared,
            why="shares.neither-the-type-nor-the-exporter",
        )
    yield Case(
        """
        import ctypes
        shares(lambda b: (ctypes.c_char * len(b)).from_buffer(b))
        """,
        due=True,
        why="shares.a-ctypes-array-made-by-from",
    )
