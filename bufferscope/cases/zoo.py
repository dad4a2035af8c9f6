"""All kinds of exporters, written as the scripts that make them.

An exercise says which of them its contract admits, and what is done with `data`. A reader whose
answer fails with one of them is told what is special about it.
"""

import ctypes
import math
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import util
from typing import Any

from bufferscope.buffers import Py_buffer
from bufferscope.exercises import BY_REFERENCE, Case, Each

CONTENT = bytes(range(120, 136))  # half of them from 128 on


@dataclass(frozen=True)
class Exporter:
    """A kind of exporter.

    script      lines that give `data`; CONTENT and SIZE stand for its bytes and their number
    special     what is special about it: the id of a sentence in `bufferscope.words`
    poke        what writes another first item, "" where that can't be done
    readonly    whether that is not done through `data`
    bytewise    whether its items are single bytes with format 'B'
    contiguous  whether it is C-contiguous
    ndim        how many dimensions it has
    owner       whether `data` owns the memory, other than a view does
    """

    script: str
    special: str
    poke: str = "data[0] = 77"
    readonly: bool = False
    bytewise: bool = True
    contiguous: bool = True
    ndim: int = 1
    owner: bool = False

    @property
    def writable(self) -> bool:
        return self.poke != "" and not self.readonly

    def made_of(self, content: bytes) -> str:
        text = "bytes(range(120, 136))" if content == CONTENT else repr(content)
        return self.script.replace("CONTENT", text).replace("SIZE", str(len(content)))


BYTES = Exporter(
    "data = CONTENT",
    special="zoo.bytes",
    poke="",
    owner=True,
)
BYTEARRAY = Exporter(
    "data = bytearray(CONTENT)",
    special="zoo.bytearray",
    owner=True,
)
VIEW = Exporter(
    "data = memoryview(bytearray(CONTENT))",
    special="zoo.view",
)
PART = Exporter(
    'data = memoryview(bytearray(b"--" + CONTENT + b"--"))[2:-2]',
    special="zoo.part",
)
READ_ONLY = Exporter(
    "memory = bytearray(CONTENT)\ndata = memoryview(memory).toreadonly()",
    special="zoo.read-only",
    poke="memory[0] = 77",
    readonly=True,
)
SIGNED = Exporter(
    'data = memoryview(bytearray(CONTENT)).cast("b")',
    special="zoo.signed",
    bytewise=False,
)
CHARS = Exporter(
    'data = memoryview(bytearray(CONTENT)).cast("c")',
    special="zoo.chars",
    poke='data[0] = b"M"',
    bytewise=False,
)
ARRAY_B = Exporter(
    'data = array("b", CONTENT)',
    special="zoo.array-b",
    bytewise=False,
    owner=True,
)
ARRAY_H = Exporter(
    'data = array("h", CONTENT)',
    special="zoo.array-h",
    bytewise=False,
    owner=True,
)
ARRAY_I = Exporter(
    'data = array("i", CONTENT)',
    special="zoo.array-i",
    bytewise=False,
    owner=True,
)
ARRAY_D = Exporter(
    'data = array("d", CONTENT)',
    special="zoo.array-d",
    bytewise=False,
    owner=True,
)
# As views: to compare a view with a ctypes array itself can end the process.
CTYPES = Exporter(
    "import ctypes\nnumbers = (ctypes.c_int32 * (SIZE // 4)).from_buffer_copy(CONTENT)\n"
    "data = memoryview(numbers)",
    special="zoo.ctypes",
    poke="numbers[0] = 77",
    bytewise=False,
)
RECORDS = Exporter(
    """
import ctypes

class Pair(ctypes.Structure):
    _fields_ = [("x", ctypes.c_int32), ("y", ctypes.c_int16), ("z", ctypes.c_int16)]

pairs = (Pair * (SIZE // 8)).from_buffer_copy(CONTENT)
data = memoryview(pairs)
""".strip(),
    special="zoo.records",
    poke="pairs[0].x = 77",
    bytewise=False,
)
LONE = Exporter(
    "data = memoryview(bytearray(CONTENT))[::100]",
    special="zoo.lone",
)
MMAP = Exporter(
    "import mmap\ndata = mmap.mmap(-1, SIZE)\ndata[:] = CONTENT",
    special="zoo.mmap",
    owner=True,
)
BUFFER = Exporter(
    "import io\nfile = io.BytesIO(CONTENT)\ndata = file.getbuffer()",
    special="zoo.buffer",
)
PICKLE = Exporter(
    "import pickle\nmemory = bytearray(CONTENT)\ndata = pickle.PickleBuffer(memory)",
    special="zoo.pickle",
    poke="memory[0] = 77",
    owner=True,
)
OWN_CLASS = Exporter(
    """
class Own:
    def __init__(self, memory):
        self.memory = memory
    def __buffer__(self, flags):
        return memoryview(self.memory)

data = Own(bytearray(CONTENT))
""".strip(),
    special="zoo.own-class",
    poke="data.memory[0] = 77",
    owner=True,
)
STEPPED = Exporter(
    "data = memoryview(bytearray(CONTENT))[::2]",
    special="zoo.stepped",
    contiguous=False,
)
REVERSED = Exporter(
    "data = memoryview(bytearray(CONTENT))[::-1]",
    special="zoo.reversed",
    contiguous=False,
)
WIDE_STEPPED = Exporter(
    'data = memoryview(array("h", CONTENT))[1::3]',
    special="zoo.wide-stepped",
    bytewise=False,
    contiguous=False,
)
EMPTY = Exporter(
    "data = bytearray()",
    special="zoo.empty",
    poke="",
    owner=True,
)
ONE = Exporter(
    "data = bytearray(CONTENT[:1])",
    special="zoo.one",
    owner=True,
)
GRID = Exporter(
    'data = memoryview(bytearray(CONTENT)).cast("B", (2, SIZE // 2))',
    special="zoo.grid",
    poke="data[0, 0] = 77",
    ndim=2,
)
CUBE = Exporter(
    'data = memoryview(bytearray(CONTENT)).cast("h", (2, 2, SIZE // 8))',
    special="zoo.cube",
    poke="data[0, 0, 0] = 77",
    bytewise=False,
    ndim=3,
)
POINT = Exporter(
    'data = memoryview(bytearray(CONTENT)[:4]).cast("i", ())',
    special="zoo.point",
    poke="data[()] = 77",
    bytewise=False,
    ndim=0,
)
FORTRAN = Exporter(
    "data = laid_out(CONTENT, (2, 3), (1, 2))",
    special="zoo.fortran",
    poke="",
    contiguous=False,
    ndim=2,
)
LONG = Exporter(
    "data = bytearray(CONTENT) * 300",
    special="zoo.long",
    owner=True,
)

ALL = [
    *(BYTES, BYTEARRAY, VIEW, PART, READ_ONLY, ARRAY_H, ARRAY_I, ARRAY_B, ARRAY_D, SIGNED, CHARS),
    *(CTYPES, BUFFER, PICKLE, STEPPED, REVERSED, WIDE_STEPPED, GRID, CUBE, POINT, FORTRAN, EMPTY),
    *(ONE, LONE, LONG, RECORDS),
]
if util.find_spec("mmap"):
    ALL.append(MMAP)
if sys.version_info >= (3, 12):
    ALL.append(OWN_CLASS)

CONTIGUOUS = [each for each in ALL if each.contiguous]
FLAT = [each for each in ALL if each.ndim == 1]


def trials(
    kinds: list[Exporter],
    script: str,
    *,
    why: str = "",
    content: bytes = CONTENT,
    due: object = BY_REFERENCE,
) -> Iterator[Case]:
    """Yield a case for each kind of exporter: its script, then the script that uses `data`.

    POKE in the script stands for what writes another first item into the exporter. The sentence
    is what is special about the exporter, then the one given.
    """
    for kind in kinds:
        yield Case(
            f"{kind.made_of(content)}\n{script.replace('POKE', kind.poke)}",
            due=due,
            why=f"{kind.special} {why}",
        )


def on_map(case: Case) -> Each:
    """Return a case whose script uses a map: it counts, and is run where the platform has maps."""
    return Each(lambda: iter([case] if MMAP in ALL else []))


_view_of = ctypes.PYFUNCTYPE(ctypes.py_object, ctypes.POINTER(Py_buffer))(
    ("PyMemoryView_FromBuffer", ctypes.pythonapi)
)
_alive: dict[tuple[object, ...], object] = {}  # memory that views without an owner look at


def laid_out(
    content: bytes,
    shape: tuple[int, ...],
    strides: tuple[int, ...],
    format: str = "B",
    start: int = 0,
    pointers: bool = False,
    readonly: bool = True,
) -> memoryview:
    """Return a view of a layout that Python itself can't make, such as Fortran order.

    Element 0 lies at byte `start` of a copy of the content. With `pointers` the first dimension
    is a row of pointers, each to content of its own (`suboffsets`), and strides[0] is ignored.
    """
    key = (content, shape, strides, format, start, pointers, readonly)
    if key not in _alive:
        memory = ctypes.create_string_buffer(content, max(1, len(content)))
        held: list[object] = [memory]
        address = ctypes.addressof(memory)
        suboffsets = None
        if pointers:
            rows = (ctypes.c_void_p * shape[0])(*[address] * shape[0])
            held.append(rows)
            address, start = ctypes.addressof(rows), 0
            strides = (ctypes.sizeof(ctypes.c_void_p), *strides[1:])
            suboffsets = (ctypes.c_ssize_t * len(shape))(0, *[-1] * (len(shape) - 1))
        lengths = (ctypes.c_ssize_t * len(shape))(*shape)
        steps = (ctypes.c_ssize_t * len(shape))(*strides)
        whole: Any = memoryview(bytes(16))
        itemsize: int = whole.cast(format).itemsize
        raw = Py_buffer(
            buf=address + start,
            len=math.prod(shape) * itemsize,
            itemsize=itemsize,
            readonly=readonly,
            ndim=len(shape),
            format=format.encode(),
            shape=lengths,
            strides=steps,
            suboffsets=suboffsets,
        )
        _alive[key] = (_view_of(ctypes.byref(raw)), held, lengths, steps, suboffsets, raw)
    return memoryview(_alive[key][0])  # type: ignore[index]
