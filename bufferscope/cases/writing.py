"""Lesson 5: writing and not writing."""

from array import array
from collections.abc import Iterator
from itertools import cycle
from random import Random
from typing import Any

from bufferscope.cases import zoo
from bufferscope.exercises import Case, Drawn, Each, exercise


def _xor_in_place(buf: Any, key: bytes) -> None:
    with memoryview(buf) as view, view.cast("B") as flat:
        flat[:] = bytes(byte ^ mask for byte, mask in zip(flat, cycle(key), strict=False))


def _redact(buf: bytearray, secret: bytes) -> int:
    start, count = buf.find(secret), 0
    while start != -1:
        end = start + len(secret)
        buf[start:end] = b"*" * len(secret)
        start, count = buf.find(secret, end), count + 1
    return count


def _buffer_and_key(source: Random, size: int) -> dict[str, Any]:
    return {
        "buf": bytes(source.choices((0, 1, 97, 128, 255), k=source.randint(0, size // 2))),
        "key": bytes(source.choices((0, 1, 97, 128, 255), k=source.randint(1, 4))),
    }


def _text_and_secret(source: Random, size: int) -> dict[str, Any]:
    return {
        "buf": bytes(source.choices(b"aab*", k=source.randint(0, size // 2))),
        "secret": bytes(source.choices(b"aab*", k=source.randint(1, 3))),
    }


@exercise(tools=(array,), reference=_xor_in_place, in_place=True)
def xor_in_place() -> Iterator[Case | Each | Drawn]:
    """xor_in_place(buf, key): byte i of buf becomes its value ^ key[i % len(key)], in place.

    buf is any writable C-contiguous exporter, of any format and length and of one or more
    dimensions; key is bytes, and not empty. A view that is given stays open, and buf can grow again
    afterwards. What is returned does not matter.
    """
    yield Case(
        """
        buf = bytearray(b"abc")
        xor_in_place(buf, b"   ")
        buf
        """,
        due=bytearray(b"ABC"),
        why="xor_in_place.buf-itself-must-change-write-into",
    )
    yield Case(
        """
        buf = bytearray(5)
        xor_in_place(buf, b"xyz")
        buf
        """,
        due=bytearray(b"xyzxy"),
        why="xor_in_place.the-key-repeats-byte-i-of",
    )
    yield Case(
        """
        buf = bytearray(2)
        xor_in_place(buf, b"longer")
        buf
        """,
        due=bytearray(b"lo"),
        why="xor_in_place.a-key-longer-than-the-buffer",
    )
    yield Case(
        """
        buf = bytearray(6)
        xor_in_place(memoryview(buf)[2:5], b"xy")
        buf
        """,
        due=bytearray(b"\0\0xyx\0"),
        why="xor_in_place.given-a-slice-of-a-view",
    )
    yield Case(
        """
        buf = array("H", [0, 0])
        xor_in_place(buf, b"abcd")
        buf.tobytes()
        """,
        due=b"abcd",
        why="xor_in_place.every-byte-counts-not-every-item",
    )
    yield Case(
        """
        buf = bytearray()
        xor_in_place(buf, b"key")
        buf
        """,
        due=bytearray(),
        why="xor_in_place.an-empty-buffer-stays-empty-without",
    )
    yield Each(
        lambda: zoo.trials(
            [k for k in zoo.CONTIGUOUS if k.ndim and (k.writable or k is zoo.EMPTY)],
            """
xor_in_place(data, b"\\x81k\\xff")
memoryview(data).tobytes()
""".strip(),
            why="xor_in_place.every-byte-is-to-be-changed",
        )
    )
    yield Drawn(
        """
        buf = bytearray({buf})
        xor_in_place(buf, {key})
        buf
        """,
        _buffer_and_key,
        why="xor_in_place.work-out-these-few-bytes-by",
        allowed=lambda buf, key: len(key) > 0,
    )


@exercise(reference=_redact, in_place=True)
def redact() -> Iterator[Case | Each | Drawn]:
    """redact(buf, secret): overwrite every occurrence of secret in buf with asterisks; return how many.

    buf is a bytearray, secret is bytes, of any values and not empty. Occurrences are found in what
    buf held before the call, from left to right and without overlap, as bytes.count does. The size
    of buf does not change, not even for a moment: views of it may be open. Afterwards it can grow
    again.
    """
    yield Case(
        """
        buf = bytearray(b"login: hunter2, again: hunter2;")
        count = redact(buf, b"hunter2")
        bytes(buf)
        """,
        due=b"login: *******, again: *******;",
        why="redact.every-occurrence-becomes-asterisks-as-many",
    )
    yield Case(
        """
        redact(bytearray(b"a, a and a"), b"a")
        """,
        due=4,
        why="redact.the-number-of-occurrences-comes-back",
    )
    yield Case(
        """
        buf = bytearray(b"key=k key")
        redact(buf, b"key"), bytes(buf)
        """,
        due=(2, b"***=k ***"),
        why="redact.an-occurrence-may-be-the-very",
    )
    yield Case(
        """
        buf = bytearray(b"xaaaax")
        redact(buf, b"aa"), bytes(buf)
        """,
        due=(2, b"x****x"),
        why="redact.occurrences-may-follow-each-other-they",
    )
    yield Case(
        """
        buf = bytearray(b"aaa")
        redact(buf, b"aa"), bytes(buf)
        """,
        due=(1, b"**a"),
        why="redact.search-from-left-to-right-the",
    )
    yield Case(
        """
        buf = bytearray(b"nothing here")
        redact(buf, b"secret"), bytes(buf)
        """,
        due=(0, b"nothing here"),
        why="redact.no-occurrence-nothing-changes-and-the",
    )
    yield Case(
        """
        buf = bytearray(b"pin 1234")
        view = memoryview(buf)
        redact(buf, b"1234")
        bytes(view)
        """,
        due=b"pin ****",
        why="redact.while-a-view-is-open-the",
    )
    yield Case(
        """
        buf = bytearray(b"pin 1234")
        redact(buf, b"1234")
        buf.append(33)
        bytes(buf)
        """,
        due=b"pin ****!",
        why="cases.locked",
    )
    yield Case(
        """
        buf = bytearray(b"a*b")
        redact(buf, b"*"), bytes(buf)
        """,
        due=(1, b"a*b"),
        why="redact.the-secret-may-hold-asterisks-itself",
    )
    yield Case(
        """
        buf = bytearray(b"*aa")
        redact(buf, b"*a"), bytes(buf)
        """,
        due=(1, b"**a"),
        why="redact.the-asterisks-that-you-wrote-made",
    )
    yield Case(
        """
        buf = bytearray(b"axc a.c A.C")
        redact(buf, b"a.c"), bytes(buf)
        """,
        due=(1, b"axc *** A.C"),
        why="redact.the-secret-is-plain-bytes-a",
    )
    yield Case(
        r"""
        buf = bytearray(b"\xff\xfe\x00\n\xff\xfe")
        redact(buf, b"\xff\xfe"), bytes(buf)
        """,
        due=(2, b"**\x00\n**"),
        why="redact.any-bytes-may-occur-not-only",
    )
    yield Case(
        r"""
        buf = bytearray(b"\xc3\xa9 ab")
        redact(buf, b"ab"), bytes(buf)
        """,
        due=(1, b"\xc3\xa9 **"),
        why="redact.any-bytes-may-occur-not-only",
    )
    yield Case(
        """
        buf = bytearray(b"ab")
        redact(buf, b"abc"), bytes(buf)
        """,
        due=(0, b"ab"),
        why="redact.a-secret-longer-than-the-data",
    )
    yield Drawn(
        """
        buf = bytearray({buf})
        redact(buf, {secret}), bytes(buf)
        """,
        _text_and_secret,
        why="redact.the-count-must-be-that-of",
        allowed=lambda buf, secret: len(secret) > 0,
    )
