"""Lesson 14: when it pays."""

import struct
from array import array
from collections.abc import Iterator
from random import Random
from typing import Any

from bufferscope.cases import zoo
from bufferscope.ceilings import KIB, AtMost, MemoryAtMost, peak
from bufferscope.exercises import LITTLE_ENDIAN, Case, Drawn, Each, exercise


class Counted(bytes):
    """bytes that count, over all their slices together, the bytes that slicing copied."""

    def __init__(self, data: bytes) -> None:
        self._copied = [0]  # shared by the slices

    @property
    def copied(self) -> int:
        return self._copied[0]

    def __getitem__(self, key: Any) -> Any:
        found = super().__getitem__(key)
        if isinstance(key, slice):
            found = Counted(found)
            found._copied = self._copied
            found._copied[0] += len(found)
        return found


def _records(data: Any) -> Iterator[bytes]:
    view = memoryview(data)
    for start in range(0, len(view), 8):
        yield bytes(view[start : start + 8])


def _data(source: Random, size: int) -> dict[str, Any]:
    return {"data": bytes(source.choices(b"\0 \nab\xff", k=source.randint(0, size // 2)))}


@exercise(tools=(Counted, peak), reference=_records, lends=True)
def records() -> Iterator[Case | Each | Drawn]:
    """records(data): the 8-byte records of data in order, each as bytes, by a generator.

    data is bytes, a bytearray or a view of bytes without a step; the last record may be shorter.
    In linear time: data may be copied once, at the beginning, their rest never. data is not changed,
    and a view stays open.
    """
    yield Case(
        """
        list(records(b"record 1record 2record 3"))
        """,
        due=[b"record 1", b"record 2", b"record 3"],
        why="records.eight-bytes-each-in-order-as",
    )
    yield Case(
        """
        list(records(b"record 1rest"))
        """,
        due=[b"record 1", b"rest"],
        why="records.the-parser-also-gave-what-remained",
    )
    yield Case(
        """
        list(records(b""))
        """,
        due=[],
        why="records.no-data-no-records",
    )
    yield Case(
        """
        found = records(b"record 1record 2")
        hasattr(found, "__len__"), list(found)
        """,
        due=(False, [b"record 1", b"record 2"]),
        why="records.records-are-to-be-yielded-one",
    )
    yield Case(
        """
        list(records(bytearray(b"record 1"))), list(records(memoryview(b"record 2")))
        """,
        due=([b"record 1"], [b"record 2"]),
        why="records.the-records-are-bytes-whatever-the",
    )
    yield Case(
        """
        data = Counted(bytes(8000))
        for record in records(data):
            pass
        data.copied
        """,
        due=AtMost(16000),
        why="records.of-8000-bytes-many-times-more",
    )
    yield Case(
        """
        data = bytearray(b"record 1rest")
        list(records(data)), data
        """,
        due=([b"record 1", b"rest"], bytearray(b"record 1rest")),
        why="records.the-records-were-cut-out-of",
    )
    yield Case(
        """
        data = memoryview(b"record 1rest")
        list(records(data)), "released" in repr(data)
        """,
        due=([b"record 1", b"rest"], False),
        why="records.the-callers-view-was-released-by",
    )
    yield Case(
        """
        len(list(records(b"record 1" * 10000)))
        """,
        due=10000,
        why="records.ten-thousand-records-are-to-come",
    )
    for kind in ("{data}", "bytearray({data})", 'memoryview(b"-" + {data})[1:]'):
        yield Drawn(
            f"list(records({kind}))",
            _data,
            why="records.cut-these-bytes-by-hand-after",
        )
    for data in ("bytes(2**20)", "bytearray(2**20)", "memoryview(bytes(2**20))"):
        yield Case(
            f"""
            found = iter(records({data}))
            next(found)
            peak(lambda: [next(found) for _ in range(200)])
            """,
            due=MemoryAtMost(64 * KIB),
            why="records.for-one-record-of-eight-bytes",
        )


_BECAUSE = {
    "b[2:]": "verdicts.a-slice-of-a-bytearray-is",
    "memoryview(b)[2:]": "verdicts.a-slice-of-a-view-is",
    "memoryview(b[2:])": "verdicts.this-views-something-but-what-it",
    "memoryview(b).tobytes()": "verdicts.tobytes-makes-a-new-bytes-object",
    'memoryview(b).cast("I")[1:]': "verdicts.cast-only-reads-the-same-bytes",
    'memoryview(b)[::2].cast("H")': "verdicts.a-view-with-gaps-cant-be",
    'memoryview(b) + b""': "verdicts.views-cant-be-concatenated-raises-typeerror",
    "memoryview(b)[::-1]": "verdicts.reversing-a-view-only-makes-its",
    "bytes(memoryview(b))": "verdicts.bytes-of-a-view-is-the",
    'memoryview(b).cast("I").cast("f")': "verdicts.one-side-of-a-cast-must",
}


def _verdict(expression: str) -> str:
    """Find out by changing b whether the expression gives a view of it, a copy, or an error."""
    b = bytearray(range(1, 17))
    try:
        result = eval(expression, {"b": b})
    except (TypeError, ValueError):
        return "error"
    before = bytes(result)
    b[:] = bytes(len(b))
    return "copy" if bytes(result) == before else "view"


@exercise()
def verdicts() -> Iterator[Case | Each | Drawn]:
    """verdicts(): a list that says of each of ten expressions 'view', 'copy' or 'error', in order.

    With b = bytearray(range(1, 17)) and, each evaluated on its own: b[2:], memoryview(b)[2:],
    memoryview(b[2:]), memoryview(b).tobytes(), memoryview(b).cast("I")[1:],
    memoryview(b)[::2].cast("H"), memoryview(b) + b"", memoryview(b)[::-1], bytes(memoryview(b)),
    memoryview(b).cast("I").cast("f"). A view is one in which later changes of b are seen, a copy one
    in which they are not; an error is raised by evaluating the expression.
    """
    yield Case(
        """
        answers = verdicts()
        type(answers).__name__, len(answers), sorted({"view", "copy", "error"} | set(answers))
        """,
        due=("list", 10, ["copy", "error", "view"]),
        why="verdicts.a-list-of-ten-words-is",
    )
    for number, (expression, because) in enumerate(_BECAUSE.items()):
        yield Case(
            f"""
            # {expression}
            verdicts()[{number}]
            """,
            due=_verdict(expression),
            why=because,
        )


_PRACTICE = (
    (
        "bytes",
        "choices.case-1-the-messages-are-small",
    ),
    (
        "bytes",
        "choices.case-2-a-view-of-20",
    ),
    (
        "struct",
        "choices.case-3-fields-of-several-types",
    ),
    (
        "view",
        "choices.case-4-the-part-is-large",
    ),
    (
        "numpy",
        "choices.case-5-every-one-of-many",
    ),
    (
        "mmap",
        "choices.case-6-the-file-is-larger",
    ),
)


@exercise()
def choices() -> Iterator[Case | Each | Drawn]:
    """choices(): a list of six words, what to choose in each of the six cases of lesson 14, in order.

    The words are 'bytes' (a copy), 'bytearray', 'view', 'array', 'struct', 'numpy' and 'mmap'. The
    cases are: 1. messages of at most 100 bytes, of which the head is cut off and the rest decoded;
    2. titles of 20 bytes out of a response of 500 MB, kept for hours; 3. a header of 13 fields of
    several types, big-endian; 4. the rest of a bytearray of 100 MiB, given to sendall once; 5. ten
    million samples, each to be halved, with NumPy at hand; 6. some thousand records out of a file
    of 50 GiB, on a machine with 8 GiB of memory.
    """
    yield Case(
        """
        answers = choices()
        words = {"bytes", "bytearray", "view", "array", "struct", "numpy", "mmap"}
        type(answers).__name__, len(answers), set(answers) <= words
        """,
        due=("list", 6, True),
        why="choices.a-list-of-six-words-is",
    )
    for place, (word, why) in enumerate(_PRACTICE):
        yield Case(f"choices()[{place}]", due=word, why=why)


# The task that joins lessons 10 to 13: a table stored by columns. See the lesson for the format.

_HEAD, _ENTRY = "<4sIQQ", "<8sc7xQ"
_LETTERS = "bBhHiIqQfd"


def columns_of(formats: tuple[str, ...], rows: int) -> "dict[str, array[Any]]":
    """Return columns named c0, c1, … with these formats and this number of rows."""
    return {
        f"c{place}": array(letter, [(row * 7 + place) % 100 for row in range(rows)])
        for place, letter in enumerate(formats)
    }


def table_of(columns: "dict[str, array[Any]]") -> bytes:
    """Return the table that these columns make."""
    return b"".join(_table_parts(columns))


MSG_PEEK = 2  # on every platform; importing socket for it takes a phone longer than judging


class Trickle:
    """The receiving end of a connection that brings at most `most` bytes by each call."""

    def __init__(self, data: bytes, most: int) -> None:
        self._left, self._most = memoryview(bytes(data)), most

    @property
    def left(self) -> bytes:
        return bytes(self._left)

    def recv_into(self, buffer: Any, nbytes: int = 0, flags: int = 0) -> int:
        with memoryview(buffer) as view, view.cast("B") as room:
            count = min(nbytes or len(room), self._most, len(self._left), len(room))
            room[:count] = self._left[:count]
        if not flags & MSG_PEEK:
            self._left = self._left[count:]
        return count


def _table_parts(columns: dict[str, Any]) -> list[Any]:
    entries, parts, rows = [], [], 0
    offset = 24 + 24 * len(columns)
    for name, items in columns.items():
        view = memoryview(items)
        rows, padding = len(view), -view.nbytes % 8
        entries.append(struct.pack(_ENTRY, name.encode(), view.format.encode(), offset))
        parts += [view, bytes(padding)]
        offset += view.nbytes + padding
    return [struct.pack(_HEAD, b"COLS", len(columns), rows, offset), *entries, *parts]


def _directory(data: Any) -> dict[str, tuple[str, int, int]]:
    with memoryview(data) as view:
        if len(view) < 24 or bytes(view[:4]) != b"COLS":
            raise ValueError("no table")
        _magic, count, rows, size = struct.unpack_from(_HEAD, view)
        if size > len(view):
            raise ValueError("cut short")
        found = {}
        for at in range(24, 24 + 24 * count, 24):
            name, letter, start = struct.unpack_from(_ENTRY, view, at)
            format = letter.decode()
            stop = start + rows * struct.calcsize(format)
            found[name.rstrip(b"\0").decode()] = format, start, stop
        return found


def _column(data: Any, name: str) -> Any:
    format, start, stop = _directory(data)[name]
    whole: Any = memoryview(data)
    return whole[start:stop].cast(format)


def _receive_table(sock: Any) -> bytearray:
    head = _received(sock, bytearray(24), 0)
    table = bytearray(struct.unpack_from(_HEAD, head)[3])
    table[:24] = head
    return _received(sock, table, 24)


def _received(sock: Any, buffer: bytearray, done: int) -> bytearray:
    with memoryview(buffer) as view:
        while done < len(buffer):
            with view[done:] as rest:
                count = sock.recv_into(rest)
            if not count:
                raise EOFError("the connection was closed")
            done += count
    return buffer


def _formats(source: Random, size: int) -> dict[str, Any]:
    return {
        "formats": tuple(source.choices(_LETTERS, k=source.randint(1, 2 + size // 10))),
        "rows": source.randint(0, size // 3),
    }


def _some(formats: tuple[str, ...], rows: int, **more: Any) -> bool:
    return len(formats) > 0 and rows >= 0 and more.get("most", 1) > 0


@exercise(
    tools=(array, columns_of, struct.unpack_from, peak),
    reference=_table_parts,
    needs=LITTLE_ENDIAN,
    lends=True,
)
def table_parts() -> Iterator[Case | Each | Drawn]:
    """table_parts(columns): a list of buffers that, joined, are the table of these columns, in order.

    columns is a dict, with one name or more, from a name of 1 to 8 ASCII letters or digits to an array
    or a view of one dimension, contiguous, whose format is one of b B h H i I q Q f d; all have the
    same number of items, perhaps 0. A table is little-endian: a header `<4sIQQ` of COLS, the number of
    columns, the number of rows and the size of the whole table in bytes; an entry `<8sc7xQ` for each
    column, in order, of name, format and offset of its first byte; then the columns, each followed by
    zeros up to the next multiple of 8. The items are not copied: the list holds the memory of the
    columns.
    """
    yield Case(
        """
        table = b"".join(table_parts({"n": array("h", [1, 2, 3])}))
        unpack_from("<4sIQQ", table)
        """,
        due=(b"COLS", 1, 3, 56),
        why="table_parts.the-header-comes-first-24-bytes",
    )
    yield Case(
        """
        table = b"".join(table_parts({"n": array("h", [1, 2, 3])}))
        unpack_from("<8sc7xQ", table, 24)
        """,
        due=(b"n\0\0\0\0\0\0\0", b"h", 48),
        why="table_parts.behind-the-header-there-is-an",
    )
    yield Case(
        """
        b"".join(table_parts({"n": array("h", [1, 2, 3])}))[48:]
        """,
        due=b"\1\0\2\0\3\0\0\0",
        why="table_parts.the-items-follow-six-bytes-and",
    )
    yield Case(
        """
        columns = {"n": array("B", [7]), "x": array("d", [0.5]), "k": array("i", [9])}
        table = b"".join(table_parts(columns))
        [unpack_from("<8sc7xQ", table, at)[2] for at in (24, 48, 72)], len(table)
        """,
        due=([96, 104, 112], 120),
        why="table_parts.the-first-column-begins-behind-all",
    )
    yield Case(
        """
        columns = {f"c{i}": array("b", [i % 9]) for i in range(300)}
        unpack_from("<4sIQQ", b"".join(table_parts(columns)))
        """,
        due=(b"COLS", 300, 1, 24 + 300 * 32),
        why="choosing.the-numbers-of-the-header-may",
    )
    yield Case(
        """
        items = array("B", bytes(70000))
        unpack_from("<4sIQQ", b"".join(table_parts({"n": items})))
        """,
        due=(b"COLS", 1, 70000, 70048),
        why="choosing.the-numbers-of-the-header-may",
    )
    yield Case(
        """
        b"".join(table_parts({"n": array("h")}))[8:]
        """,
        due=struct.pack("<QQ", 0, 48) + struct.pack(_ENTRY, b"n", b"h", 48),
        why="table_parts.a-table-without-rows-has-a",
    )
    yield Case(
        """
        part = memoryview(array("i", range(9)))[2:5]
        b"".join(table_parts({"n": part}))[48:]
        """,
        due=array("i", [2, 3, 4]).tobytes() + bytes(4),
        why="table_parts.a-column-may-be-a-slice",
    )
    yield Case(
        """
        items = array("i", [1, 2, 3])
        parts = table_parts({"n": items})
        items[0] = 5
        b"".join(parts)[48:]
        """,
        due=array("i", [5, 2, 3]).tobytes() + bytes(4),
        why="table_parts.the-list-must-hold-the-memory",
    )
    yield Case(
        """
        items = array("i", [1, 2, 3])
        parts = table_parts({"n": memoryview(items)[1:].toreadonly()})
        items[1] = 5
        b"".join(parts)[48:]
        """,
        due=array("i", [5, 3]).tobytes(),
        why="table_parts.this-column-is-a-view-and",
    )
    yield Case(
        """
        table = b"".join(table_parts({"lastname": array("h", [1]), "n": array("h", [2])}))
        table[24:32], table[48:56]
        """,
        due=(b"lastname", b"n\0\0\0\0\0\0\0"),
        why="table_parts.a-name-of-eight-letters-fills",
    )
    yield Case(
        """
        table = b"".join(table_parts({"z": array("h", [1]), "a": array("h", [2])}))
        table[24:25] + table[48:49]
        """,
        due=b"za",
        why="table_parts.the-entries-came-in-another-order",
    )
    yield Case(
        """
        isinstance(table_parts({"n": array("h", [1, 2, 3])}), list)
        """,
        due=True,
        why="table_parts.the-parts-came-but-not-in",
    )
    yield Case(
        """
        columns = {"x": array("d", bytes(2**20)), "n": array("q", bytes(2**20))}
        peak(lambda: table_parts(columns))
        """,
        due=MemoryAtMost(64 * KIB),
        why="table_parts.a-column-was-copied-on-the",
    )
    yield Drawn(
        'b"".join(table_parts(columns_of({formats}, {rows})))',
        _formats,
        why="table_parts.write-this-table-down-by-hand",
        allowed=_some,
    )


def _damaged() -> Iterator[Case]:
    """Yield each way to be no table, given as a bytearray and as a view, the error being held."""
    for damage in ("data[0] = 0", "del data[20:]", "del data[-1:]"):
        yield Case(
            f"""
            data = bytearray(table_of({{"n": array("h", [1])}}))
            {damage}
            try:
                directory(data)
            except ValueError as error:
                held = error
            data += b"-"
            len(data) > 20
            """,
            due=True,
            why="choosing.the-error-still-holds-a-view",
        )
        yield Case(
            f"""
            data = bytearray(table_of({{"n": array("h", [1])}}))
            {damage}
            view = memoryview(data)
            try:
                directory(view)
            except ValueError as error:
                held = error
            view.release()
            data += b"-"
            len(data) > 20
            """,
            due=True,
            why="choosing.a-slice-of-the-callers-view",
        )


@exercise(tools=(array, columns_of, table_of), reference=_directory)
def directory() -> Iterator[Case | Each | Drawn]:
    """directory(data): a dict from the name of each column to (format, start, stop), in order.

    data is bytes, a bytearray, a map, or a contiguous view of format 'B' that begins with a table;
    more bytes may follow. start and stop are offsets in bytes from the beginning of data; the zeros
    behind a column do not count. ValueError if the first four bytes are not COLS, or if data are
    shorter than a header or than the size in it says. Nothing is left locked, even while the
    ValueError is held.
    """
    yield Case(
        """
        directory(table_of({"n": array("h", [1, 2, 3])}))
        """,
        due={"n": ("h", 48, 54)},
        why="directory.name-and-format-are-str-and",
    )
    yield Case(
        """
        directory(table_of({"n": array("B", [7]), "lastname": array("d", [0.5])}))
        """,
        due={"n": ("B", 72, 73), "lastname": ("d", 80, 88)},
        why="directory.there-is-one-entry-of-24",
    )
    yield Case(
        """
        directory(table_of({"x10": array("h")}))
        """,
        due={"x10": ("h", 48, 48)},
        why="directory.a-column-without-items-is-there",
    )
    yield Case(
        """
        table = table_of({"z": array("b", [1]), "a": array("b", [2])})
        list(directory(table).items())
        """,
        due=[("z", ("b", 72, 73)), ("a", ("b", 80, 81))],
        why="directory.the-columns-came-in-another-order",
    )
    yield zoo.on_map(
        Case(
            """
            import mmap
            data = mmap.mmap(-1, 56)
            data[:] = table_of({"n": array("h", [1, 2, 3])})
            directory(data)
            """,
            due={"n": ("h", 48, 54)},
            why="zoo.mmap",
        )
    )
    for change, why in (
        (
            "data[3] = 0",
            "directory.this-is-no-table-the-first",
        ),
        (
            'data[:4] = b"cols"',
            "directory.small-letters-are-other-bytes-the",
        ),
        (
            'data[1:5] = b"COLS"',
            "directory.cols-stands-one-byte-too-late",
        ),
        (
            "del data[20:]",
            "directory.data-shorter-than-a-header-are",
        ),
        (
            "del data[-1:]",
            "directory.the-table-was-cut-short-by",
        ),
    ):
        yield Case(
            f"""
            data = bytearray(table_of({{"n": array("h", [1, 2, 3, 4, 5])}}))
            {change}
            directory(data)
            """,
            due=ValueError,
            why=why,
        )
    yield Case(
        """
        directory(table_of({"n": array("B", bytes(70000))}))
        """,
        due={"n": ("B", 48, 70048)},
        why="choosing.the-numbers-of-the-header-may",
    )
    yield Case(
        """
        len(directory(table_of({f"c{i}": array("b", [i % 9]) for i in range(300)})))
        """,
        due=300,
        why="choosing.the-numbers-of-the-header-may",
    )
    yield Case(
        """
        directory(table_of({"n": array("B", bytes(65536))})[:-8])
        """,
        due=ValueError,
        why="choosing.the-numbers-of-the-header-may",
    )
    yield Case(
        """
        table = table_of({"n": array("h", [1])})
        directory(memoryview(b"-" + table + b"more")[1:])
        """,
        due={"n": ("h", 48, 50)},
        why="directory.more-bytes-may-follow-the-table",
    )
    yield Case(
        """
        data = bytearray(table_of({"n": array("h", [1])}))
        directory(data)
        data[0] = 0
        try:
            directory(data)
        except ValueError as error:
            held = error
        data.append(0)
        len(data)
        """,
        due=57,
        why="directory.a-view-is-still-open-so",
    )
    yield Each(_damaged)
    yield Drawn(
        "directory(table_of(columns_of({formats}, {rows})))",
        _formats,
        why="directory.walk-the-entries-of-this-table",
        allowed=_some,
    )


@exercise(
    tools=(array, columns_of, table_of, peak),
    reference=_column,
    needs=LITTLE_ENDIAN,
    lends=True,
)
def column() -> Iterator[Case | Each | Drawn]:
    """column(data, name): the items of a column, as an open memoryview on the memory of data.

    data are as for directory, with a table in them. The view has the format that the directory gives
    and one dimension, and is writable if data are. Nothing is copied. KeyError if there is no such
    column.
    """
    yield Case(
        """
        found = column(table_of({"n": array("h", [1, 2, 3]), "x": array("d", [0.5, 2, 4])}), "x")
        type(found).__name__, found.format, found.tolist()
        """,
        due=("memoryview", "d", [0.5, 2.0, 4.0]),
        why="column.slice-a-view-of-data-from",
    )
    yield Case(
        """
        column(table_of({"n": array("h", [1, 2, 3])}), "n").tolist()
        """,
        due=[1, 2, 3],
        why="column.the-zeros-behind-a-column-are",
    )
    yield Case(
        """
        column(table_of({"n": array("h", [1])}), "x")
        """,
        due=KeyError,
        why="column.there-is-no-such-column-let",
    )
    for wanted, why in (
        (
            "lastnames",
            "column.the-entry-has-room-for-eight",
        ),
        (
            "OL",
            "column.no-column-is-called-that-these",
        ),
    ):
        yield Case(
            f"""
            column(table_of({{"lastname": array("h", [1])}}), "{wanted}")
            """,
            due=KeyError,
            why=why,
        )
    yield Case(
        """
        data = bytearray(table_of({"n": array("h", [1, 2, 3])}))
        column(data, "n")[1] = 9
        data[48:54]
        """,
        due=bytearray(b"\1\0\x09\0\3\0"),
        why="column.what-is-written-into-the-column",
    )
    yield Case(
        """
        data = bytearray(table_of({"n": array("h", [1, 2, 3])}))
        found = column(memoryview(data).toreadonly(), "n")
        data[50] = 9
        found.tolist()
        """,
        due=[1, 9, 3],
        why="cases.copied",
    )
    yield Case(
        """
        table = table_of({"n": array("h", [1])})
        column(table, "n").readonly, column(bytearray(table), "n").readonly
        """,
        due=(True, False),
        why="column.the-column-can-be-written-to",
    )
    yield Case(
        """
        table = table_of({"n": array("i", [7, 8])})
        column(memoryview(b"-" + table + b"more")[1:], "n").tolist()
        """,
        due=[7, 8],
        why="column.data-may-be-a-view-that",
    )
    yield Case(
        """
        names = "time2 time N n ab b".split()
        table = table_of({name: array("b", [i]) for i, name in enumerate(names)})
        [column(table, name)[0] for name in names]
        """,
        due=[0, 1, 2, 3, 4, 5],
        why="column.the-wrong-column-was-found-one",
    )
    yield Case(
        """
        column(table_of({"n": array("h", [1, 2, 3, 4])}) + b"x", "n").tolist()
        """,
        due=[1, 2, 3, 4],
        why="column.one-byte-more-follows-the-table",
    )
    yield zoo.on_map(
        Case(
            """
            import mmap
            data = mmap.mmap(-1, 56)
            data[:] = table_of({"n": array("h", [1, 2, 3])})
            column(data, "n")[1] = 9
            data[50]
            """,
            due=9,
            why="choosing.of-a-map-too-the-column",
        )
    )
    yield Case(
        """
        found = column(table_of({"n": array("h")}), "n")
        found.format, found.tolist()
        """,
        due=("h", []),
        why="column.a-table-may-have-no-rows",
    )
    yield Case(
        """
        table = table_of({"n": array("d", bytes(2**20))})
        peak(lambda: column(table, "n"))
        """,
        due=MemoryAtMost(64 * KIB),
        why="column.the-column-was-copied-or-the",
    )
    yield Drawn(
        """
        table = table_of(columns_of({formats}, {rows}))
        found = [column(table, f"c{{i}}") for i in range(len({formats}))]
        [(each.format, each.tolist()) for each in found]
        """,
        _formats,
        why="column.each-column-has-its-own-format",
        allowed=_some,
    )


@exercise(tools=(array, columns_of, table_of, Trickle, peak), reference=_receive_table)
def receive_table() -> Iterator[Case | Each | Drawn]:
    """receive_table(sock): the next table that arrives at sock, as a bytearray of exactly its size.

    Of sock only recv_into is used. It may store fewer bytes than there is room for, and it returns 0
    if the other end has closed the connection; then EOFError is raised. Bytes behind the table stay
    in the connection. The table is stored once: what else is needed is small. Afterwards the
    bytearray can grow.
    """
    yield Case(
        """
        receive_table(Trickle(table_of({"n": array("h", [1, 2, 3])}), 1000))
        """,
        due=bytearray(table_of({"n": array("h", [1, 2, 3])})),
        why="receive_table.a-bytearray-with-the-whole-table",
    )
    yield Case(
        """
        receive_table(Trickle(table_of({"n": array("h", [1, 2, 3])}), 5))
        """,
        due=bytearray(table_of({"n": array("h", [1, 2, 3])})),
        why="receive_table.each-call-brought-five-bytes-only",
    )
    yield Case(
        """
        sock = Trickle(table_of({"n": array("h", [1])}) + b"next", 1000)
        receive_table(sock)
        sock.left
        """,
        due=b"next",
        why="receive_table.bytes-of-the-next-message-were",
    )
    for stop in (0, 10, 24, 50):
        yield Case(
            f"""
            receive_table(Trickle(table_of({{"n": array("h", [1, 2])}})[:{stop}], 8))
            """,
            due=EOFError,
            why="receive_table.the-connection-was-closed-before-the",
        )
    yield Case(
        """
        table = receive_table(Trickle(table_of({"n": array("h", [1])}), 1000))
        table.append(0)
        len(table)
        """,
        due=57,
        why="receive_table.a-view-of-the-table-is",
    )
    yield Case(
        """
        sock = Trickle(table_of({"n": array("d", bytes(2**17))}), 2**14)
        peak(lambda: receive_table(sock))
        """,
        due=MemoryAtMost(2**17 + 64 * KIB),  # a bytearray that grows takes an eighth more
        why="receive_table.the-table-was-in-memory-more",
    )
    yield Case(
        """
        len(receive_table(Trickle(table_of({"n": array("q", range(9000))}), 4096)))
        """,
        due=72048,
        why="receive_table.this-table-has-more-than-64",
    )
    yield Case(
        """
        len(receive_table(Trickle(table_of({"n": array("b", bytes(5000))}), 1)))
        """,
        due=5048,
        why="receive_table.five-thousand-bytes-came-one-by",
    )
    yield Drawn(
        "receive_table(Trickle(table_of(columns_of({formats}, {rows})), {most}))",
        lambda source, size: {**_formats(source, size), "most": source.randint(1, 64)},
        why="receive_table.whatever-the-pieces-are-all-bytes",
        allowed=_some,
    )
