"""Lesson 10: files, streams and mapped memory."""

import io
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random
from typing import Any

from bufferscope.ceilings import KIB, MemoryAtMost, peak
from bufferscope.exercises import Case, Drawn, Each, exercise


class Raw:
    """A raw file that gives at most `most` bytes at a time, and can only fill a buffer.

    At its end it gives 0 some times, and then raises OSError, so that a loop which never stops is
    told at once.
    """

    PATIENCE = 100

    def __init__(self, data: bytes, most: int) -> None:
        self._data = data
        self._most = most
        self._nothing = 0
        self.position = 0

    def readinto(self, buffer: object) -> int:
        with memoryview(buffer) as view, view.cast("B") as room:  # type: ignore[arg-type]
            count = min(len(room), self._most, len(self._data) - self.position)
            room[:count] = self._data[self.position : self.position + count]
        self.position += count
        self._nothing += count == 0
        if self._nothing > self.PATIENCE:
            raise OSError("readinto was called again and again, and returned 0 each time")
        return count


@contextmanager
def saved(data: bytes) -> Iterator[str]:
    """Give the path of a file that holds the data; it is gone after the block."""
    number, path = tempfile.mkstemp()
    with os.fdopen(number, "wb") as file:
        file.write(data)
    try:
        yield path
    finally:
        with suppress(OSError):  # Windows keeps a file that the answer left open
            Path(path).unlink()


def _read_exactly(f: Any, n: int) -> bytearray:
    data = bytearray(n)
    with memoryview(data) as view:
        filled = 0
        while filled < n:
            with view[filled:] as rest:
                count = f.readinto(rest)
            if count == 0:
                raise EOFError(f"{n - filled} bytes are missing")
            filled += count
    return data


def _count_byte(path: str, value: int) -> int:
    buffer, count = bytearray(2**16), 0
    with Path(path).open("rb", buffering=0) as file:
        while size := file.readinto(buffer):
            count += buffer.count(value, 0, size)
    return count


def _raw_and_n(source: Random, size: int) -> dict[str, Any]:
    data = source.randbytes(source.randint(0, size // 2))
    return {
        "data": data,
        "most": source.randint(1, 4),
        "n": source.randint(0, len(data) + (size % 4 == 3)),
    }


def _content_and_value(source: Random, size: int) -> dict[str, Any]:
    content = bytes(source.choices((0, 10, 13, 26, 97, 255), k=source.randint(0, size)))
    return {"content": content, "value": source.choice((0, 10, 13, 26, 97, 98, 255))}


@exercise(tools=(Raw, io, peak), reference=_read_exactly)
def read_exactly() -> Iterator[Case | Each | Drawn]:
    """read_exactly(f, n): a bytearray of exactly the next n bytes of the raw file f.

    f.readinto(buffer) is all that is used of f. It fills a writable buffer from its beginning and
    returns how many bytes it put there, which may be fewer than asked and fewer than are left; it
    returns 0 at the end of the file and for an empty buffer only. n is 0 or more. If the file ends
    before n bytes, EOFError. Never more than n bytes are taken from f. The n bytes are held in one
    bytearray, filled where it is: no pieces are put together. It comes back without open views.
    """
    yield Case(
        """
        read_exactly(Raw(b"abcdef", most=10), 6)
        """,
        due=bytearray(b"abcdef"),
        why="read_exactly.a-bytearray-of-n-bytes-is",
    )
    yield Case(
        """
        read_exactly(Raw(b"abcdef", most=4), 6)
        """,
        due=bytearray(b"abcdef"),
        why="read_exactly.readinto-may-fill-only-the-beginning",
    )
    yield Case(
        """
        read_exactly(Raw(b"abc", most=2), 4)
        """,
        due=EOFError,
        why="read_exactly.readinto-returned-0-the-file-has",
    )
    yield Case(
        """
        f = Raw(b"abcdef", most=10)
        read_exactly(f, 4), f.position
        """,
        due=(bytearray(b"abcd"), 4),
        why="read_exactly.only-n-bytes-are-to-be",
    )
    yield Case(
        """
        read_exactly(Raw(b"", most=10), 0)
        """,
        due=bytearray(),
        why="read_exactly.nothing-was-asked-for-so-nothing",
    )
    yield Case(
        """
        f = Raw(b"abcdefgh", most=3)
        read_exactly(f, 2), read_exactly(f, 5), f.position
        """,
        due=(bytearray(b"ab"), bytearray(b"cdefg"), 7),
        why="read_exactly.the-next-call-goes-on-where",
    )
    yield Case(
        """
        f = io.BytesIO(b"abcdef")
        read_exactly(f, 2), read_exactly(f, 3)
        """,
        due=(bytearray(b"ab"), bytearray(b"cde")),
        why="read_exactly.a-file-that-can-do-more",
    )
    yield Drawn(
        "read_exactly(Raw({data}, most={most}), {n})",
        _raw_and_n,
        why="read_exactly.follow-readinto-call-by-call-at",
        allowed=lambda data, most, n: most >= 1,
    )
    yield Case(
        """
        f = Raw(bytes(2**16), most=2**12)
        peak(lambda: read_exactly(f, 2**16))
        """,
        due=MemoryAtMost(96 * KIB),
        why="read_exactly.64-kib-are-wanted-and-one",
    )
    yield Case(
        """
        data = read_exactly(Raw(b"abc", most=2), 3)
        data.append(33)
        data
        """,
        due=bytearray(b"abc!"),
        why="read_exactly.the-bytearray-that-comes-back-is",
    )


@exercise(tools=(saved, peak), reference=_count_byte)
def count_byte() -> Iterator[Case | Each | Drawn]:
    """count_byte(path, value): how often a byte occurs in a file, as an int.

    path is the path of the file, a str; value the byte, an int from 0 to 255. The file may be empty
    and of any size, and all bytes count alike, newlines too. It takes at most 512 KiB of memory,
    however large the file is, and changes nothing in the file. (From Python 3.14 on the buffer of
    an open file alone takes 128 KiB, so half of that would leave no room for a chunk and its copy.)
    """
    yield Case(
        """
        with saved(b"banana") as path:
            count_byte(path, 97)
        """,
        due=3,
        why="count_byte.97-is-the-byte-a-and",
    )
    yield Case(
        """
        with saved(b"") as path:
            count_byte(path, 0)
        """,
        due=0,
        why="count_byte.in-an-empty-file-nothing-occurs",
    )
    yield Case(
        """
        with saved(b"banana") as path:
            count_byte(path, 0)
        """,
        due=0,
        why="count_byte.no-byte-of-the-file-is",
    )
    yield Case(
        """
        with saved(bytes(3)) as path:
            count_byte(path, 0)
        """,
        due=3,
        why="count_byte.0-is-a-byte-like-any",
    )
    yield Case(
        """
        with saved(bytes(300_001)) as path:
            count_byte(path, 0)
        """,
        due=300_001,
        why="count_byte.the-last-chunk-is-shorter-and",
    )
    yield Case(
        """
        with saved(bytes(range(256)) * 1000) as path:
            [count_byte(path, value) for value in (0, 10, 255)]
        """,
        due=[1000, 1000, 1000],
        why="count_byte.open-the-file-as-binary-and",
    )
    yield Case(
        r"""
        special = rb".^$*+?{}[]\|()-"
        with saved(special) as path:
            [value for value in special if count_byte(path, value) != 1]
        """,
        due=[],
        why="count_byte.each-of-these-bytes-occurs-once",
    )
    for size in (2**16, 2**17, 2**18, 2**18 + 1):
        yield Case(
            f"""
            with saved(b"a" * {size - 1} + b"b") as path:
                count_byte(path, 97), count_byte(path, 98)
            """,
            due=(size - 1, 1),
            why="count_byte.the-file-ends-at-the-end",
        )
    yield Drawn(
        """
        with saved({content}) as path:
            count_byte(path, {value})
        """,
        _content_and_value,
        why="count_byte.count-it-by-hand-in-these",
        number=30,
    )
    yield Case(
        """
        with saved(bytes(2**23)) as path:
            peak(lambda: count_byte(path, 1))
        """,
        due=MemoryAtMost(512 * KIB),
        slow=True,
        why="count_byte.a-file-of-8-mib-must",
    )
