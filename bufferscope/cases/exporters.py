"""Lesson 2: who lends memory."""

from array import array
from collections.abc import Iterator

from bufferscope.cases import zoo
from bufferscope.exercises import Case, Drawn, Each, exercise


def _size_of(obj: object) -> int:
    with memoryview(obj) as view:  # type: ignore[arg-type]
        return view.nbytes


def _is_exporter(obj: object) -> bool:
    try:
        memoryview(obj).release()  # type: ignore[arg-type]
    except Exception:
        return False
    return True


@exercise(tools=(array, zoo.laid_out), reference=_size_of)
def size_of() -> Iterator[Case | Each | Drawn]:
    """size_of(obj): the number of bytes of any exporter; TypeError for anything else.

    For a view these are the bytes of its own items (nbytes), not those of its exporter. A view
    that is given stays open, and obj can grow again afterwards.
    """
    yield Case(
        """
        size_of(b"abc")
        """,
        due=3,
        why="size_of.bytes-lend-their-memory-three-of",
    )
    yield Case(
        """
        size_of(array("q", [1, 2, 3]))
        """,
        due=24,
        why="size_of.len-counts-items-and-here-each",
    )
    yield Case(
        """
        size_of(memoryview(bytes(12)).cast("B", (3, 4)))
        """,
        due=12,
        why="size_of.len-of-a-two-dimensional-view",
    )
    yield Case(
        """
        import ctypes
        size_of(ctypes.c_int32(5))
        """,
        due=4,
        why="size_of.a-single-number-of-ctypes-is",
    )
    yield Case(
        """
        size_of(memoryview(bytes(10))[::2])
        """,
        due=5,
        why="size_of.of-a-view-with-a-step",
    )
    yield Each(
        lambda: zoo.trials(
            zoo.ALL,
            "size_of(data)",
            why="size_of.the-nbytes-of-a-view-counts",
        )
    )
    for thing in (
        *('"abc"', "[1, 2, 3]", "5", "None", "(1, 2)", "{1, 2}", "{1: 2}", "range(3)", "2.5"),
        *("bytes", "object()", "iter(b'abc')"),
    ):
        yield Case(
            f"""
            size_of({thing})
            """,
            due=TypeError,
            why="size_of.this-is-no-exporter-memoryview-obj",
        )
    yield Case(
        """
        import io
        size_of(io.BytesIO(b"abc"))
        """,
        due=TypeError,
        why="size_of.a-bytesio-owns-a-buffer-but",
    )
    yield Case(
        """
        class Text:
            nbytes = 3
            def __bytes__(self):
                return b"abc"
            def __len__(self):
                return 3

        size_of(Text())
        """,
        due=TypeError,
        why="size_of.bytes-can-build-bytes-from-this",
    )
    yield Case(
        """
        data = bytearray(4)
        size_of(data)
        data.append(0)
        len(data)
        """,
        due=5,
        why="cases.locked",
    )


@exercise(tools=(array, zoo.laid_out), reference=_is_exporter)
def is_exporter() -> Iterator[Case | Each | Drawn]:
    """is_exporter(obj): whether obj lends its memory at this moment, for any object: True or False.

    An object may refuse by any exception that `except Exception` catches; none of these escapes. A
    released view lends nothing. A view that is given stays open, and obj can grow again afterwards.
    """
    yield Case(
        """
        [is_exporter(obj) for obj in (b"abc", bytearray(3), memoryview(b"abc"))]
        """,
        due=[True, True, True],
        why="is_exporter.bytes-bytearray-and-memoryview-lend-their",
    )
    yield Case(
        """
        is_exporter(array("d", [1.5]))
        """,
        due=True,
        why="is_exporter.a-list-of-known-types-is",
    )
    yield Case(
        """
        [is_exporter(obj) for obj in ("abc", [1, 2], 5, None, bytes)]
        """,
        due=[False, False, False, False, False],
        why="is_exporter.none-of-these-lends-memory-though",
    )
    yield Case(
        """
        import io
        is_exporter(io.BytesIO(b"abc"))
        """,
        due=False,
        why="is_exporter.a-bytesio-owns-a-buffer-but",
    )
    yield Case(
        """
        view = memoryview(b"abc")
        view.release()
        is_exporter(view)
        """,
        due=False,
        why="is_exporter.a-released-view-lends-nothing-any",
    )
    yield Case(
        """
        class Refusing:
            def __buffer__(self, flags):
                raise RuntimeError("not today")

        is_exporter(Refusing())
        """,
        due=False,
        why="is_exporter.an-object-may-refuse-with-any",
    )
    yield Each(
        lambda: zoo.trials(
            zoo.ALL,
            "is_exporter(data)",
            why="is_exporter.it-lends-its-memory-all-the",
        )
    )
    yield Case(
        """
        [is_exporter(obj) for obj in ((1, 2), {1}, {1: 2}, range(3), 2.5, object(), iter(b"a"))]
        """,
        due=[False] * 7,
        why="is_exporter.none-of-these-lends-memory-memoryview",
    )
    yield Case(
        """
        class Text:
            nbytes = 3
            def __bytes__(self):
                return b"abc"
            def __len__(self):
                return 3

        is_exporter(Text())
        """,
        due=False,
        why="is_exporter.bytes-can-build-bytes-from-this",
    )
    yield Case(
        """
        class Odd:
            def __getattr__(self, name):
                raise RuntimeError(name)

            def __eq__(self, other):
                raise RuntimeError
            __bool__ = __len__ = __iter__ = __hash__ = __bytes__ = __repr__ = __getattr__

        odd = Odd()
        is_exporter(odd)
        """,
        due=False,
        why="is_exporter.this-object-raises-runtimeerror-whatever-else",
    )
    yield Case(
        """
        class Pretending:
            pass

        obj = Pretending()
        obj.__buffer__ = lambda flags: memoryview(b"abc")
        is_exporter(obj)
        """,
        due=False,
        why="is_exporter.the-method-buffer-counts-only-in",
    )
    yield Case(
        """
        import pickle
        data = pickle.PickleBuffer(b"abc")
        data.release()
        is_exporter(data)
        """,
        due=False,
        why="is_exporter.a-released-picklebuffer-lends-nothing-any",
    )
    yield zoo.on_map(
        Case(
            """
            import mmap
            data = mmap.mmap(-1, 10)
            data.close()
            is_exporter(data)
            """,
            due=False,
            why="exporters.a-closed-map-lends-nothing",
        )
    )
    yield Case(
        """
        class Refusing:
            def __init__(self, error):
                self.error = error
            def __buffer__(self, flags):
                raise self.error

        errors = OSError(), BufferError(), ZeroDivisionError(), KeyError(), StopIteration()
        [is_exporter(Refusing(error)) for error in errors]
        """,
        due=[False] * 5,
        why="is_exporter.an-object-may-refuse-with-any-exception",
    )
    yield Case(
        """
        data = bytearray(4)
        is_exporter(data)
        data.append(0)
        len(data)
        """,
        due=5,
        why="cases.locked",
    )
