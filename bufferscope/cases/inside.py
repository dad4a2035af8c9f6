"""Lesson 13: inside the protocol."""

from array import array
from collections.abc import Iterator

from bufferscope.cases.zoo import laid_out
from bufferscope.ceilings import KIB, MemoryAtMost, peak
from bufferscope.exercises import BY_REFERENCE, PYTHON_3_12, Case, Each, exercise


def _accepts(view: memoryview) -> set[str]:
    granted = {"STRIDES"}
    if view.c_contiguous:
        granted |= {"SIMPLE", "C"} if view.readonly else {"SIMPLE", "C", "WRITABLE"}
    if view.f_contiguous:
        granted |= {"F"}
    return granted


@exercise(tools=(peak,), needs=PYTHON_3_12)
def Packet() -> Iterator[Case | Each]:
    """Packet(data, writable=False): a class in pure Python that exports a bytearray.

    data is the bytearray, which from now on belongs to the packet alone. A buffer of the packet shows
    all of it, in one dimension and format 'B', without a copy. Buffers are read-only, and requests for
    writable ones are refused by BufferError, unless writable=True was given; then what is written
    into one is seen in all.

    resize(n) changes the length to n, 0 or more and other than before: it keeps the bytes that fit and
    adds zeros. While any buffer is open it raises BufferError and changes nothing. Any number of
    buffers may be open at once, and as soon as all are released resize works again.
    """
    yield Case(
        """
        bytes(Packet(bytearray(b"abc")))
        """,
        due=b"abc",
        why="Packet.a-consumer-such-as-bytes-asks",
    )
    yield Case(
        """
        memoryview(Packet(bytearray(b"abc"))).readonly
        """,
        due=True,
        why="Packet.without-writable-true-the-buffer-must",
    )
    yield Case(
        """
        packet = Packet(bytearray(b"abc"), writable=True)
        memoryview(packet)[0] = 90
        bytes(packet)
        """,
        due=b"Zbc",
        why="Packet.with-writable-true-what-is-written",
    )
    yield Case(
        """
        longer = Packet(bytearray(b"abc"))
        longer.resize(5)
        seen = bytes(longer)
        shorter = Packet(bytearray(b"abc"))
        shorter.resize(2)
        seen, bytes(shorter)
        """,
        due=(b"abc\0\0", b"ab"),
        why="Packet.while-nothing-is-open-resize-changes",
    )
    yield Case(
        """
        packet = Packet(bytearray(b"abc"))
        with memoryview(packet) as view:
            packet.resize(5)
        """,
        due=BufferError,
        why="Packet.a-buffer-is-open-resize-must",
    )
    yield Case(
        """
        packet = Packet(bytearray(b"abc"))
        with memoryview(packet) as view:
            pass
        packet.resize(1)
        bytes(packet)
        """,
        due=b"a",
        why="Packet.the-buffer-has-been-released-so",
    )
    yield Case(
        """
        packet = Packet(bytearray(b"abc"))
        first = memoryview(packet)
        with memoryview(packet) as second:
            pass
        packet.resize(1)
        """,
        due=BufferError,
        why="Packet.two-buffers-were-open-and-one",
    )
    yield Case(
        """
        import io
        packet = Packet(bytearray(b"abc"))
        io.BytesIO(b"xyz").readinto(packet)
        """,
        due=TypeError,
        why="Packet.a-consumer-could-write-into-a",
    )
    yield Case(
        """
        import io
        packet = Packet(bytearray(3), writable=True)
        io.BytesIO(b"xyz").readinto(packet)
        bytes(packet)
        """,
        due=b"xyz",
        why="Packet.writable-true-was-given-so-requests",
    )
    yield Case(
        """
        import io
        packet = Packet(bytearray(b"abc"))
        try:
            io.BytesIO(b"xyz").readinto(packet)
        except TypeError:
            pass
        packet.resize(1)
        bytes(packet)
        """,
        due=b"a",
        why="Packet.the-request-to-write-was-refused",
    )
    yield Case(
        """
        packet = Packet(bytearray(b"abc"))
        memoryview._from_flags(packet, 1)  # PyBUF_WRITABLE
        """,
        due=BufferError,
        why="Packet.a-request-that-cant-be-met",
    )
    yield Case(
        """
        packet = Packet(bytearray(b"abc"))
        with memoryview(packet) as view:
            for n in (5, 1):
                try:
                    packet.resize(n)
                except BufferError:
                    pass
            seen = bytes(view)
        seen, bytes(packet)
        """,
        due=(b"abc", b"abc"),
        why="Packet.a-resize-that-was-refused-must",
    )
    yield Case(
        """
        packet = Packet(bytearray(b"abc"))
        for _ in range(3):
            bytes(packet)
            packet.resize(0)
            packet.resize(2)
        bytes(packet)
        """,
        due=b"\0\0",
        why="Packet.buffers-come-and-go-and-the",
    )
    yield Case(
        """
        packet = Packet(bytearray(b"abc"), writable=True)
        packet.resize(2)
        memoryview(packet).readonly
        """,
        due=False,
        why="Packet.resize-changes-the-length-and-nothing",
    )
    yield Case(
        """
        view = memoryview(Packet(bytearray(b"abc")))
        view.format, view.ndim
        """,
        due=("B", 1),
        why="Packet.a-buffer-has-the-format-b",
    )
    yield Case(
        """
        first, second = Packet(bytearray(b"abc")), Packet(bytearray(b"xyz"), writable=True)
        with memoryview(first) as view:
            second.resize(1)
        bytes(first), bytes(second), memoryview(second).readonly
        """,
        due=(b"abc", b"x", False),
        why="Packet.two-packets-share-something-a-buffer",
    )
    yield Case(
        """
        packet = Packet(bytearray(b"abc"), writable=True)
        with memoryview(packet) as first, memoryview(packet) as second:
            first[1] = 90
            seen = first.format, first.ndim, first.readonly, bytes(second)
        seen
        """,
        due=("B", 1, False, b"aZc"),
        why="Packet.two-buffers-may-be-open-at",
    )
    yield Case(
        """
        packet = Packet(bytearray(2**20))
        memoryview(packet).release()

        def look():
            with memoryview(packet) as view:
                return len(view)

        peak(look)
        """,
        due=MemoryAtMost(64 * KIB),
        why="Packet.all-the-data-were-copied-for",
    )


@exercise(tools=(array, laid_out), reference=_accepts)
def accepts() -> Iterator[Case | Each]:
    """accepts(view): which requests for a buffer a memoryview would grant, by its attributes.

    A set of names among 'SIMPLE', 'WRITABLE', 'C', 'F', 'STRIDES', each the request with the
    flag PyBUF_SIMPLE, PyBUF_WRITABLE, PyBUF_C_CONTIGUOUS, PyBUF_F_CONTIGUOUS or PyBUF_STRIDES
    and no other. SIMPLE and WRITABLE ask for no strides, so they need C-contiguous memory. view is a
    memoryview of any format and any layout without suboffsets, read-only or not.
    (https://docs.python.org/3/c-api/buffer.html#buffer-request-types)
    """
    yield Case(
        """
        accepts(memoryview(bytearray(6)))
        """,
        due={"SIMPLE", "WRITABLE", "C", "F", "STRIDES"},
        why="accepts.a-writable-flat-view-grants-all",
    )
    yield Case(
        """
        accepts(memoryview(b"abcdef"))
        """,
        due={"SIMPLE", "C", "F", "STRIDES"},
        why="accepts.read-only-memory-refuses-writable-and",
    )
    yield Case(
        """
        accepts(memoryview(bytearray(6))[::2])
        """,
        due={"STRIDES"},
        why="accepts.memory-with-gaps-needs-strides-to",
    )
    yield Case(
        """
        accepts(memoryview(bytes(6)).cast("B", (2, 3)))
        """,
        due={"SIMPLE", "C", "STRIDES"},
        why="accepts.in-two-dimensions-c-and-f",
    )
    yield Case(
        """
        accepts(laid_out(b"abcdef", shape=(2, 3), strides=(1, 2), readonly=False))
        """,
        due={"F", "STRIDES"},
        why="accepts.fortran-order-has-no-gaps-yet",
    )
    yield Case(
        """
        accepts(memoryview(array("i", [1, 2])).toreadonly()[:1])
        """,
        due={"SIMPLE", "C", "F", "STRIDES"},
        why="accepts.the-format-does-not-matter-none",
    )
    for view in (
        "memoryview(bytearray(6))[::-1]",
        "memoryview(bytearray(6))[::6]",
        "memoryview(bytearray(6)).cast('B', (1, 6))",
        "memoryview(bytearray(6)).cast('B', (6, 1))",
        "memoryview(bytearray(4)).cast('i', ())",
        "memoryview(bytearray(8)).cast('h', (2, 2))",
        "memoryview(bytearray(6)).toreadonly()[::2]",
        "memoryview(bytearray())",
        "memoryview(b'')",
        "memoryview(bytearray(12)).cast('B', (2, 3, 2))",
        "laid_out(bytes(8), (2, 2), (2, 1))",
        "laid_out(bytes(8), (2, 2), (4, 1), readonly=False)",
        "laid_out(bytes(8), (2, 2), (1, 2))",
        "laid_out(bytes(8), (2, 2, 2), (1, 2, 4))",
        "laid_out(bytes(8), (3, 2), (0, 1))",
    ):
        yield Case(
            f"""
            accepts({view})
            """,
            due=BY_REFERENCE,
            why="accepts.c-contiguous-decides-on-simple-writable",
        )
