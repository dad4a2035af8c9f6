"""Lesson 3: anatomy of a view."""

from array import array
from collections.abc import Iterator

from bufferscope.cases import zoo
from bufferscope.ceilings import KIB, MemoryAtMost, peak
from bufferscope.exercises import Case, Drawn, Each, exercise


def _described(
    format: str,
    itemsize: int,
    shape: tuple[int, ...],
    strides: tuple[int, ...],
    nbytes: int,
    readonly: bool,
    contiguous: bool = True,
) -> dict[str, object]:
    return dict(
        format=format,
        itemsize=itemsize,
        shape=shape,
        strides=strides,
        nbytes=nbytes,
        readonly=readonly,
        contiguous=contiguous,
    )


def _describe(obj: object) -> dict[str, object]:
    names = ("format", "itemsize", "shape", "strides", "nbytes", "readonly", "contiguous")
    with memoryview(obj) as view:  # type: ignore[arg-type]
        return {name: getattr(view, name) for name in names}


def _as_bytes_view(obj: object) -> memoryview:
    return memoryview(obj).cast("B")  # type: ignore[arg-type]


@exercise(tools=(array, zoo.laid_out), reference=_describe)
def describe() -> Iterator[Case | Each | Drawn]:
    """describe(obj): a dict of what a view of obj has as format, itemsize, shape, strides, nbytes,
    readonly and contiguous, under these seven names and no others.

    obj is any exporter: empty or not, with steps, of any number of dimensions and any format. A
    view that is given stays open, and obj can grow again afterwards.
    """
    yield Case(
        """
        describe(b"abc")
        """,
        due=_described("B", 1, (3,), (1,), 3, True),
        why="describe.the-dict-has-these-seven-keys",
    )
    yield Case(
        """
        describe(bytearray(b"abc"))["readonly"]
        """,
        due=False,
        why="describe.a-bytearray-lends-its-memory-for",
    )
    yield Case(
        """
        describe(array("h", [1, 2, 3]))
        """,
        due=_described("h", 2, (3,), (2,), 6, False),
        why="describe.the-items-have-two-bytes-here",
    )
    yield Case(
        """
        describe(memoryview(bytes(12))[::2])
        """,
        due=_described("B", 1, (6,), (2,), 6, True, contiguous=False),
        why="describe.with-a-step-the-items-are",
    )
    yield Case(
        """
        describe(memoryview(bytes(12)).cast("B", (3, 4)))
        """,
        due=_described("B", 1, (3, 4), (4, 1), 12, True),
        why="describe.two-dimensions-a-row-is-four",
    )
    yield Case(
        """
        describe(memoryview(bytes(4)).cast("i", ()))
        """,
        due=_described("i", 4, (), (), 4, True),
        why="describe.a-view-of-no-dimensions-holds",
    )
    yield Case(
        """
        describe(bytearray())
        """,
        due=_described("B", 1, (0,), (1,), 0, False),
        why="describe.an-empty-exporter-is-described-like",
    )
    yield Case(
        """
        describe(laid_out(bytes(24), shape=(2, 3, 4), strides=(1, 2, 6)))["contiguous"]
        """,
        due=True,
        why="describe.fortran-order-is-contiguous-too",
    )

    yield Each(
        lambda: zoo.trials(
            zoo.ALL,
            "describe(data)",
            why="describe.take-each-value-from-the-attribute",
        )
    )


@exercise(tools=(array, peak, zoo.laid_out), reference=_as_bytes_view, lends=True)
def as_bytes_view() -> Iterator[Case | Each | Drawn]:
    """as_bytes_view(obj): an open memoryview on the memory of obj, of format 'B' and one dimension.

    obj is any C-contiguous exporter, of any format and number of dimensions; a grid has at least
    one item. Nothing is copied, and the view is writable if obj is. A view that is given stays
    open. An exporter that is not C-contiguous gives a TypeError, as cast does.
    """
    yield Case(
        """
        view = as_bytes_view(b"abc")
        type(view).__name__, view.format, view.tolist()
        """,
        due=("memoryview", "B", [97, 98, 99]),
        why="as_bytes_view.a-memoryview-is-wanted-with-format",
    )
    yield Case(
        """
        view = as_bytes_view(array("i", [0, 0, 0]))
        view.format, view.shape
        """,
        due=("B", (12,)),
        why="as_bytes_view.three-numbers-of-four-bytes-are",
    )
    yield Case(
        """
        view = as_bytes_view(memoryview(bytes(12)).cast("B", (3, 4)))
        view.format, view.shape
        """,
        due=("B", (12,)),
        why="as_bytes_view.its-format-is-b-already-but",
    )
    yield Case(
        """
        data = array("i", [0, 0])
        view = as_bytes_view(data)
        data[1] = -1
        view.tolist()
        """,
        due=[0, 0, 0, 0, 255, 255, 255, 255],
        why="cases.copied",
    )
    yield Case(
        """
        data = bytearray(b"abc")
        view = as_bytes_view(data)
        view[0] = 90
        data
        """,
        due=bytearray(b"Zbc"),
        why="as_bytes_view.the-view-of-a-bytearray-must",
    )
    yield Case(
        """
        as_bytes_view(memoryview(b"abcdef")[::2])
        """,
        due=TypeError,
        why="as_bytes_view.a-view-with-gaps-has-no",
    )
    yield Each(
        lambda: zoo.trials(
            [kind for kind in zoo.ALL if not kind.contiguous],
            "as_bytes_view(data)",
            due=TypeError,
            why="as_bytes_view.memory-that-is-not-c-contiguous",
        )
    )
    yield Each(
        lambda: zoo.trials(
            zoo.CONTIGUOUS,
            """
view = as_bytes_view(data)
view.format.lstrip("@"), view.shape, view.readonly, view.tobytes()
""".strip(),
            why="as_bytes_view.whatever-the-exporter-memoryview-obj-cast",
        )
    )
    yield Each(
        lambda: zoo.trials(
            [kind for kind in zoo.CONTIGUOUS if kind.poke],
            "view = as_bytes_view(data)\nPOKE\nview.tobytes()",
            why="cases.copied",
        )
    )
    for data in (
        "bytes(2**20)",
        "bytearray(2**20)",
        "memoryview(bytes(2**20))",
        'array("i", bytes(2**20))',
        "memoryview(bytes(2**20)).cast('B', (2**10, 2**10))",
    ):
        yield Case(
            f"""
            data = {data}
            peak(lambda: as_bytes_view(data))
            """,
            due=MemoryAtMost(16 * KIB),
            why="as_bytes_view.all-the-data-were-copied-on",
        )
