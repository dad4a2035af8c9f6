"""Lesson 6: compare, search, hash, convert."""

import re
from array import array
from collections.abc import Iterator
from random import Random
from typing import Any

from bufferscope.cases import zoo
from bufferscope.ceilings import KIB, MemoryAtMost, peak
from bufferscope.exercises import BY_REFERENCE, Case, Drawn, Each, exercise

SIGNATURES = {
    b"\x89PNG\r\n\x1a\n": "png",
    b"GIF87a": "gif",
    b"GIF89a": "gif",
    b"%PDF-": "pdf",
    b"PK\x03\x04": "zip",
}


def _sniff(data: Any) -> str | None:
    with memoryview(data) as view, view.cast("B") as flat:
        for start, kind in SIGNATURES.items():
            if flat[: len(start)] == start:
                return kind
    return None


def _count_tokens(data: bytes | memoryview) -> dict[bytes, int]:
    counts: dict[bytes, int] = {}
    match: re.Match[bytes] | None
    with memoryview(data) as view:
        for match in re.finditer(b"[^ ]+", view):
            with view[match.start() : match.end()] as token:
                if token in counts:
                    counts[token] += 1  # type: ignore[index]
                else:
                    counts[bytes(token)] = 1
        match = None  # it holds a buffer of the view
    return counts


def _text(source: Random, size: int) -> dict[str, Any]:
    """Return text of few letters, with all that other languages and editors take for blanks."""
    letters = b"  aA.'-_\t\n\r\x0b\x0c\0\x85\xa0\xff"
    return {"data": bytes(source.choices(letters, k=source.randint(0, size)))}


def _near_signatures(source: Random, size: int) -> dict[str, Any]:
    start = bytearray(source.choice(list(SIGNATURES)) + b"--")
    for _ in range(size % 2):
        start[source.randrange(len(start))] = source.choice(b"\0\r\naGIFPK589-\x04\x06\x89")
    return {"data": bytes(start)}


def _signature_trials() -> Iterator[Case]:
    for start in SIGNATURES:
        yield from zoo.trials(
            zoo.CONTIGUOUS,
            "sniff(data)",
            content=start.ljust(16, b"."),
            why="comparing.look-at-the-data-as-bytes",
        )


def _prefix_trials() -> Iterator[Case]:
    for start in SIGNATURES:
        for end in range(len(start)):
            yield Case(
                f"sniff({start[:end]!r})",
                due=BY_REFERENCE,
                why="comparing.a-signature-counts-only-when-it",
            )
        yield Case(
            f"sniff({start!r})",
            due=BY_REFERENCE,
            why="comparing.nothing-has-to-follow-a",
        )


def _near_trials() -> Iterator[Case]:
    """Yield each signature with each of its bytes altered."""
    for start in SIGNATURES:
        for place, byte in enumerate(start):
            near = start[:place] + bytes([byte ^ 1]) + start[place + 1 :]
            yield Case(f"sniff({near!r})", due=None, why="sniff.every-byte-of-a-signature-counts")


def _memory_of_sniff() -> Iterator[Case]:
    for data in (
        'bytearray(b"%PDF-") + bytes(2**20)',
        'b"%PDF-" + bytes(2**20)',
        "memoryview(bytes(2**20))",
        'array("H", bytes(2**20))',
        'array("d", bytes(2**20))',
        'memoryview(bytes(2**20)).cast("B", (2, 2**19))',
        'memoryview(bytearray(2**20)).cast("b")',
    ):
        yield Case(
            f"""
            data = {data}
            peak(lambda: sniff(data))
            """,
            due=MemoryAtMost(16 * KIB),
            why="comparing.this-takes-a-copy-of-all",
        )


def _beginnings() -> Iterator[Case]:
    for kind, start in (
        ("png", rb"\x89PNG\r\n\x1a\n"),
        ("gif", rb"GIF89a"),
        ("gif", rb"GIF87a"),
        ("pdf", rb"%PDF-1.7"),
        ("zip", rb"PK\x03\x04"),
    ):
        yield Case(
            f"""
            sniff(b"{start.decode()} and more")
            """,
            due=kind,
            why="comparing.the-first-bytes-tell-compare-a",
        )


@exercise(tools=(array, peak), reference=_sniff)
def sniff() -> Iterator[Case | Each | Drawn]:
    r"""sniff(data): 'png', 'gif', 'pdf' or 'zip' if the data begin with its signature, else None.

    data is any C-contiguous exporter, of any format and number of dimensions, and may be shorter
    than a signature. The signatures: b"\x89PNG\r\n\x1a\n", b"GIF87a" or b"GIF89a", b"%PDF-",
    b"PK\x03\x04". Large data are not copied. A view that is given stays open, and data can grow
    again afterwards.
    """
    yield from _beginnings()
    yield Case(
        """
        sniff(b"text")
        """,
        due=None,
        why="sniff.none-of-the-signatures-none",
    )
    yield Case(
        """
        sniff(b"text that mentions %PDF- later")
        """,
        due=None,
        why="sniff.a-magic-number-counts-only-at",
    )
    yield Case(
        """
        [sniff(data) for data in (b"", b"P", b"%PD")]
        """,
        due=[None, None, None],
        why="sniff.too-short-to-tell-none-a",
    )
    yield Case(
        """
        [sniff(data) for data in (bytearray(b"GIF89a..."), memoryview(b"GIF89a..."))]
        """,
        due=["gif", "gif"],
        why="sniff.any-exporter-is-welcome-also-one",
    )
    yield Case(
        """
        sniff(array("H", b"%PDF-1.7"))
        """,
        due="pdf",
        why="sniff.here-the-items-have-two-bytes",
    )
    yield Case(
        r"""
        [sniff(data) for data in (b"gif89a", b"%pdf-", b"pk\x03\x04", b"\x89png\r\n\x1a\n")]
        """,
        due=[None] * 4,
        why="sniff.small-letters-are-other-bytes-than",
    )
    yield Each(_prefix_trials)
    yield Each(_near_trials)
    yield Each(_signature_trials)
    yield Drawn(
        "sniff({data})",
        _near_signatures,
        why="sniff.every-byte-of-a-signature-counts",
    )
    yield Each(_memory_of_sniff)
    yield Case(
        """
        data = bytearray(b"%PDF-")
        sniff(data)
        data.append(49)
        bytes(data)
        """,
        due=b"%PDF-1",
        why="cases.locked",
    )


def _memory_of_tokens() -> Iterator[Case]:
    for data in ("{}", "memoryview({})"):
        yield Case(
            f"""
            data = {data.format('b" ".join([b"x" * 2**17] * 4)')}
            peak(lambda: count_tokens(data))
            """,
            due=MemoryAtMost(192 * KIB),
            why="comparing.there-is-one-token-here-of",
        )


@exercise(tools=(peak,), reference=_count_tokens)
def count_tokens() -> Iterator[Case | Each | Drawn]:
    """count_tokens(data): a dict from each token, as bytes, to the number of times it occurs.

    A token is what stands between spaces (byte 32), or between a space and the beginning or the end
    of the data; all other bytes belong to tokens, and no token is empty. data is bytes, or a
    read-only view of bytes with format 'B', one dimension and no step. Each distinct token is copied
    once, and nothing else is; no view is left open.
    """
    yield Case(
        """
        counts = count_tokens(b"to be or not to be")
        {bytes(token): count for token, count in counts.items()}
        """,
        due={b"to": 2, b"be": 2, b"or": 1, b"not": 1},
        why="count_tokens.each-token-counts-every-time-it",
    )
    yield Case(
        """
        sorted(type(token).__name__ for token in count_tokens(b"a b"))
        """,
        due=["bytes", "bytes"],
        why="count_tokens.the-keys-are-bytes-a-view",
    )
    yield Case(
        """
        dict(count_tokens(b"  two  blanks "))
        """,
        due={b"two": 1, b"blanks": 1},
        why="count_tokens.several-blanks-in-a-row-separate",
    )
    yield Case(
        """
        dict(count_tokens(b""))
        """,
        due={},
        why="count_tokens.no-data-no-tokens-the-dict",
    )
    yield Case(
        """
        dict(count_tokens(memoryview(b"-a b a-")[1:-1]))
        """,
        due={b"a": 2, b"b": 1},
        why="count_tokens.the-data-may-be-a-slice",
    )
    yield Case(
        r"""
        dict(count_tokens(b"a\tb c\nd it's A a"))
        """,
        due={b"a\tb": 1, b"c\nd": 1, b"it's": 1, b"A": 1, b"a": 1},
        why="count_tokens.only-the-space-byte-32-separates",
    )
    yield Case(
        r"""
        dict(count_tokens(b"\xff\x80 \x00 \xff\x80"))
        """,
        due={b"\xff\x80": 2, b"\0": 1},
        why="count_tokens.a-token-may-have-any-bytes",
    )
    for data in ("{data}", "memoryview({data})", 'memoryview(b"--" + {data} + b"--")[2:-2]'):
        yield Drawn(
            f"count_tokens({data})",
            _text,
            why="count_tokens.split-by-hand-at-each-space",
        )
    yield Each(_memory_of_tokens, slow=True)
