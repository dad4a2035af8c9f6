"""Lesson 7: locks and releases."""

from array import array
from collections.abc import Iterator
from random import Random
from typing import Any

from bufferscope.ceilings import KIB, MemoryAtMost, peak
from bufferscope.exercises import Case, Drawn, Each, exercise


def _first_line(buf: bytearray) -> bytes:
    end = buf.index(b"\n")
    with memoryview(buf) as view, view[:end] as line:
        return bytes(line)


def _lines(source: Random, size: int) -> dict[str, Any]:
    letters = b"ab \n\r\t\x0b\x0c\x1c\x85\xff\0"
    return {"data": bytes(source.choices(letters, k=source.randint(0, size)))}


@exercise(tools=(peak,), reference=_first_line)
def first_line() -> Iterator[Case | Each | Drawn]:
    """first_line(buf): the bytes of the bytearray buf before its first newline, as bytes.

    The newline is byte 10 alone; all bytes before it belong to the line. ValueError if there is
    none. buf is not changed, and can grow again in every case, even while the exception is still
    held. The line is copied once, the rest of buf not at all.
    """
    yield Case(
        r"""
        first_line(bytearray(b"one\ntwo\nthree"))
        """,
        due=b"one",
        why="first_line.the-bytes-before-the-first-newline",
    )
    yield Case(
        r"""
        first_line(bytearray(b"\ntwo"))
        """,
        due=b"",
        why="first_line.a-newline-at-the-very-beginning",
    )
    yield Case(
        r"""
        first_line(bytearray(b"one\n"))
        """,
        due=b"one",
        why="first_line.a-newline-at-the-very-end",
    )
    yield Case(
        """
        first_line(bytearray(b"no newline"))
        """,
        due=ValueError,
        why="first_line.without-a-newline-there-is-no",
    )
    yield Case(
        r"""
        buf = bytearray(b"one\ntwo")
        line = first_line(buf)
        buf.append(33)
        line
        """,
        due=b"one",
        why="cases.locked",
    )
    yield Case(
        """
        buf = bytearray(b"no newline")
        try:
            first_line(buf)
        except ValueError as error:
            held = error
        buf.append(33)
        len(buf)
        """,
        due=11,
        why="first_line.the-exception-is-still-held-its",
    )
    yield Case(
        r"""
        first_line(bytearray(b" \tone\r\ntwo")), first_line(bytearray(b"a\x0bb\x1cc\n"))
        """,
        due=(b" \tone\r", b"a\x0bb\x1cc"),
        why="first_line.only-the-newline-byte-10-ends",
    )
    yield Drawn(
        "first_line(bytearray({data}))",
        _lines,
        why="first_line.what-is-due-are-the-bytes",
    )
    yield Case(
        r"""
        buf = bytearray(b"one\n") + bytes(2**20)
        peak(lambda: first_line(buf))
        """,
        due=MemoryAtMost(16 * KIB),
        slow=True,
        why="first_line.for-a-line-of-three-bytes",
    )
    yield Case(
        r"""
        buf = bytearray(2**20) + b"\n"
        peak(lambda: first_line(buf))
        """,
        due=MemoryAtMost(1536 * KIB),
        slow=True,
        why="first_line.the-line-has-1-mib-and",
    )


@exercise(tools=(array, peak))
def Growable() -> Iterator[Case | Each | Drawn]:
    """Growable(): a growing buffer with append(data) and view().

    append(data) adds the bytes of any bytes-like object at the end, as a copy. view() is a context
    manager that gives a read-only memoryview, of format 'B', of all that has been appended, without
    a copy. While one is open append raises BufferError and changes nothing; after the block,
    however it ended, append works again, even if the name of the view is still there. An
    error in the block goes on. Each Growable is apart.
    """
    yield Case(
        """
        g = Growable()
        g.append(b"ab")
        g.append(b"c")
        with g.view() as view:
            bytes(view)
        """,
        due=b"abc",
        why="Growable.what-has-been-appended-is-seen",
    )
    yield Case(
        """
        first, second = Growable(), Growable()
        first.append(b"abc")
        with second.view() as view:
            bytes(view)
        """,
        due=b"",
        why="Growable.two-objects-share-one-buffer-it",
    )
    yield Case(
        """
        first, second = Growable(), Growable()
        with first.view() as view:
            second.append(b"a")
        with second.view() as view:
            bytes(view)
        """,
        due=b"a",
        why="Growable.a-view-of-one-object-locked",
    )
    yield Case(
        """
        g = Growable()
        g.append(b"abc")
        with g.view() as view:
            type(view).__name__, view.readonly
        """,
        due=("memoryview", True),
        why="Growable.a-read-only-memoryview-is-wanted",
    )
    yield Case(
        """
        g = Growable()
        g.append(b"abc")
        with g.view() as view:
            g.append(b"d")
        """,
        due=BufferError,
        why="Growable.while-a-view-is-open-append",
    )
    yield Case(
        """
        g = Growable()
        with g.view() as view:
            pass
        g.append(b"d")
        with g.view() as view:
            bytes(view)
        """,
        due=b"d",
        why="Growable.when-the-block-has-ended-append",
    )
    yield Case(
        """
        g = Growable()
        g.append(b"abc")
        with g.view() as view:
            pass
        g.append(b"d")
        with g.view() as view:
            bytes(view)
        """,
        due=b"abcd",
        why="Growable.append-after-a-block-must-be",
    )
    yield Case(
        """
        g = Growable()
        try:
            with g.view() as view:
                raise KeyError
        except KeyError as error:
            held = error
        g.append(b"d")
        with g.view() as view:
            bytes(view)
        """,
        due=b"d",
        why="Growable.the-block-was-left-by-an",
    )
    yield Case(
        """
        g = Growable()
        g.append(b"abc")
        with g.view() as first:
            with g.view() as second:
                pass
            g.append(b"d")
        """,
        due=BufferError,
        why="Growable.two-views-were-open-and-one",
    )
    yield Case(
        """
        g = Growable()
        g.append(b"abc")
        with g.view() as view:
            try:
                g.append(b"d")
            except BufferError:
                pass
        with g.view() as view:
            bytes(view)
        """,
        due=b"abc",
        why="Growable.an-append-that-was-refused-must",
    )
    yield Case(
        """
        g = Growable()
        data = bytearray(b"abc")
        g.append(data)
        data[0] = 90
        data.append(33)
        with g.view() as view:
            bytes(view)
        """,
        due=b"abc",
        why="Growable.what-is-appended-must-be-copied",
    )
    yield Case(
        """
        g = Growable()
        for data in (b"a", bytearray(b"b"), memoryview(b"-c-")[1:2], array("H", b"de")):
            g.append(data)
        with g.view() as view:
            view.format, view.ndim, bytes(view)
        """,
        due=("B", 1, b"abcde"),
        why="Growable.append-takes-any-bytes-like-object",
    )
    yield Case(
        """
        g = Growable()
        g.append(bytes(2**20))
        with g.view() as warm:
            pass

        def look():
            with g.view() as view:
                return len(view)

        peak(look)
        """,
        due=MemoryAtMost(64 * KIB),
        why="Growable.the-view-was-made-of-a",
    )
    yield Case(
        """
        g = Growable()
        g.append(b"abc")
        with g.view() as first, g.view() as second:
            bytes(first), bytes(second)
        """,
        due=(b"abc", b"abc"),
        why="Growable.two-views-may-be-open-at",
    )
    yield Case(
        """
        g = Growable()
        g.append(b"abc")
        with g.view() as view:
            {}["missing"]
        """,
        due=KeyError,
        why="Growable.an-error-of-the-block-must",
    )
    yield Case(
        """
        g = Growable()
        g.append(b"abc")
        with g.view() as view:
            try:
                g.append(b"d")
            except BufferError as error:
                held = error
        g.append(b"e")
        with g.view() as view:
            bytes(view)
        """,
        due=b"abce",
        why="Growable.append-was-refused-once-and-that",
    )
    yield Case(
        """
        g = Growable()
        for i in range(5):
            g.append(bytes([i]) * i)
            with g.view() as view:
                seen = bytes(view)
        seen
        """,
        due=b"\1\2\2\3\3\3\4\4\4\4",
        why="Growable.append-and-view-may-take-turns",
    )
