"""What a buffer is made of: the fields of its Py_buffer, and the memory that it lies in.

A memoryview tells everything about its buffer but the address. That one field is read through
ctypes with PyObject_GetBuffer (https://docs.python.org/3/c-api/buffer.html), which works for
read-only, reversed and cast views too, and copies nothing.
"""

import ctypes
import gc
import math
import mmap
import pickle
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

PyBUF_FULL_RO = 0x011C  # PyBUF_INDIRECT | PyBUF_FORMAT: every field, writable or not

# One byte belongs to few items of an ordinary buffer; windows laid over each other
# (NumPy's as_strided) may put it into millions, of which no picture needs more.
ITEMS_AT_A_BYTE = 64


class Py_buffer(ctypes.Structure):
    """The C structure of https://docs.python.org/3/c-api/buffer.html#c.Py_buffer."""

    _fields_ = [
        ("buf", ctypes.c_void_p),
        ("obj", ctypes.c_void_p),
        ("len", ctypes.c_ssize_t),
        ("itemsize", ctypes.c_ssize_t),
        ("readonly", ctypes.c_int),
        ("ndim", ctypes.c_int),
        ("format", ctypes.c_char_p),
        ("shape", ctypes.POINTER(ctypes.c_ssize_t)),
        ("strides", ctypes.POINTER(ctypes.c_ssize_t)),
        ("suboffsets", ctypes.POINTER(ctypes.c_ssize_t)),
        ("internal", ctypes.c_void_p),
    ]


# Prototypes of our own: the attributes of ctypes.pythonapi are everybody's, and others set their types.
_view = ctypes.POINTER(Py_buffer)
_get_buffer = ctypes.PYFUNCTYPE(ctypes.c_int, ctypes.py_object, _view, ctypes.c_int)(
    ("PyObject_GetBuffer", ctypes.pythonapi)
)
_release = ctypes.PYFUNCTYPE(None, _view)(("PyBuffer_Release", ctypes.pythonapi))


def address_of(view: memoryview) -> int:
    """Return where item 0 of a view lies. Raises ValueError for a released view."""
    raw = Py_buffer()
    _get_buffer(view, ctypes.byref(raw), PyBUF_FULL_RO)
    try:
        return raw.buf or 0
    finally:
        _release(ctypes.byref(raw))


def read(address: int, size: int) -> bytes:
    """Return a copy of `size` bytes at `address`. The caller holds a view on that memory."""
    return ctypes.string_at(address, size) if size else b""


@dataclass(frozen=True)
class Buffer:
    """One buffer as its exporter describes it.

    Item (i, j, …) lies at address + i·strides[0] + j·strides[1] + … (PEP 3118), unless
    `suboffsets` say that pointers are to be followed on the way.
    """

    address: int
    itemsize: int
    format: str
    shape: tuple[int, ...]
    strides: tuple[int, ...]
    suboffsets: tuple[int, ...]
    readonly: bool
    contiguous: bool

    @classmethod
    def of(cls, view: memoryview) -> "Buffer":
        """Return the description of a view's buffer. Raises ValueError if it is released."""
        return cls(
            address_of(view),
            view.itemsize,
            view.format,
            view.shape or (),  # typeshed holds that these could be None
            view.strides or (),
            view.suboffsets or (),
            view.readonly,
            view.contiguous,
        )

    @property
    def length(self) -> int:
        """The number of items."""
        return math.prod(self.shape)

    def extent(self) -> tuple[int, int]:
        """Return the lowest address of an item and the first one past all items."""
        if not self.length:
            return self.address, self.address
        ends = [(n - 1) * stride for n, stride in zip(self.shape, self.strides, strict=True)]
        low = self.address + sum(end for end in ends if end < 0)
        high = self.address + sum(end for end in ends if end > 0)
        return low, high + self.itemsize

    def locate(self, index: tuple[int, ...]) -> int:
        """Return the address of an item, for a buffer without suboffsets."""
        return self.address + sum(i * stride for i, stride in zip(index, self.strides, strict=True))

    def unravel(self, number: int) -> tuple[int, ...]:
        """Return the index of item `number`, counted with the last axis running fastest."""
        index = []
        for n in reversed(self.shape):
            number, i = divmod(number, n)
            index.append(i)
        return tuple(reversed(index))

    def ravel(self, index: tuple[int, ...]) -> int:
        """Return the number of the item at `index`: the inverse of `unravel`."""
        number = 0
        for n, i in zip(self.shape, index, strict=True):
            number = number * n + i
        return number

    def has_byte(self, address: int) -> bool:
        """Return whether an item holds the byte at `address`."""
        return any(True for _ in self.items_at(address))

    def items_at(self, address: int) -> Iterator[tuple[int, ...]]:
        """Yield the indices of items that hold the byte at `address` (at most 64 of them).

        It solves address = self.address + Σ iₖ·strideₖ + r, 0 <= r < itemsize, axis by axis from
        the longest stride down; at each axis only those iₖ are tried from which the axes
        left can still reach. Along an axis of stride 0 every item is the same memory: the
        first and the last of them stand for all.
        """
        if not self.length or not self.itemsize:
            return
        axes = sorted(range(len(self.shape)), key=lambda axis: -abs(self.strides[axis]))
        reach = [(0, 0)]  # what the axes from here to the end can add: from, to
        for axis in reversed(axes):
            low, high = reach[0]
            end = (self.shape[axis] - 1) * self.strides[axis]
            reach.insert(0, (low + min(end, 0), high + max(end, 0)))

        def search(depth: int, rest: int, chosen: dict[int, int]) -> Iterator[tuple[int, ...]]:
            if depth == len(axes):
                if 0 <= rest < self.itemsize:
                    yield tuple(chosen[axis] for axis in range(len(axes)))
                return
            axis = axes[depth]
            stride, last = self.strides[axis], self.shape[axis] - 1
            low, high = reach[depth + 1]
            most, least = rest - low, rest - high - self.itemsize + 1
            steps: Iterable[int]
            if stride == 0:
                steps = sorted({0, last})
            elif stride > 0:
                steps = range(max(0, -(-least // stride)), min(last, most // stride) + 1)
            else:
                steps = range(max(0, -(most // -stride)), min(last, -least // -stride) + 1)
            for i in steps:
                yield from search(depth + 1, rest - i * stride, {**chosen, axis: i})

        yield from islice(search(0, address - self.address, {}), ITEMS_AT_A_BYTE)


def pieces(buffer: Buffer) -> list[tuple[tuple[int, ...], Buffer]]:
    """Split a buffer with suboffsets into its parts, each with strides only.

    Returns pairs (leading index, part). The first is the table of pointers, with leading index (),
    whose items are the pointers; the others are the blocks that they point to. A buffer without
    suboffsets is its own single part. Of a long table the first pointers only are followed. Rule:
    PEP 3118, "suboffsets"; a negative suboffset means that nothing is followed.
    """
    follow = [axis for axis, suboffset in enumerate(buffer.suboffsets) if suboffset >= 0]
    if not follow or not buffer.length:
        return [((), buffer)]
    first, last = follow[0], follow[-1]
    pointer = ctypes.sizeof(ctypes.c_void_p)
    head = slice(0, first + 1)
    table = Buffer(
        buffer.address, pointer, "&", buffer.shape[head], buffer.strides[head], (), True, False
    )
    found: list[tuple[tuple[int, ...], Buffer]] = [((), table)]
    rest = slice(last + 1, None)
    leading = Buffer(
        0, 1, "B", buffer.shape[: last + 1], buffer.strides[: last + 1], (), True, True
    )
    for number in range(min(leading.length, 8)):
        index = leading.unravel(number)
        address = buffer.address
        for i, stride, suboffset in zip(index, buffer.strides, buffer.suboffsets, strict=False):
            address += i * stride
            if suboffset >= 0:
                address = int.from_bytes(read(address, pointer), sys.byteorder) + suboffset
        part = Buffer(
            address,
            buffer.itemsize,
            buffer.format,
            buffer.shape[rest],
            buffer.strides[rest],
            (),
            buffer.readonly,
            False,
        )
        found.append((index, part))
    return found


def state(obj: object) -> str:
    """Say why an exporter lends nothing any more: "released", "closed", or "" if it may lend."""
    if isinstance(obj, memoryview | pickle.PickleBuffer):
        try:
            memoryview(obj).release()
        except ValueError:
            return "released"
    elif isinstance(obj, mmap.mmap) and obj.closed:
        return "closed"
    return ""


def _behind(obj: Any) -> list[object]:
    """Return the objects that may own the memory that an exporter passes on."""
    if isinstance(obj, memoryview):
        return [] if state(obj) else [obj.obj]
    if isinstance(obj, ctypes.Structure | ctypes.Union | ctypes.Array | ctypes._SimpleCData):
        if obj._b_base_ is not None:
            return [obj._b_base_]
        kept = obj._objects  # a view that from_buffer() keeps of its source, or a dict with such
        kept = kept.values() if isinstance(kept, dict) else [kept]
        return [o for o in kept if isinstance(o, memoryview)]
    if type(obj).__name__ == "_buffer_wrapper":  # stands for an object with __buffer__ (PEP 688)
        return [o for o in gc.get_referents(obj) if isinstance(o, memoryview)]
    numpy = sys.modules.get("numpy")  # nobody can hand over an array without having imported it
    if numpy is not None and isinstance(
        obj, (getattr(numpy, "ndarray", ()), getattr(numpy, "void", ()))
    ):
        base: object = obj.base  # type: ignore[union-attr]
        return [base]
    return []


def owner(view: memoryview) -> tuple[object, Buffer]:
    """Return the object that owns a view's memory, and all of the memory that it lends.

    Follows `obj` of views, `base` of NumPy arrays, of their records and of ctypes objects, and the view behind
    a class with `__buffer__`. Each step counts only if the memory found covers the
    memory that we came from, compared by addresses; other objects are passed over.
    The object is None where a view was made from a bare pointer.
    """
    found, buffer = view.obj, Buffer.of(view)
    candidates: list[Any] = [view.obj]
    seen: list[object] = []
    while candidates:
        candidate = candidates.pop(0)
        if any(candidate is one for one in seen):
            continue
        seen.append(candidate)
        try:
            with memoryview(candidate) as outer:
                wider = Buffer.of(outer)
                further = [outer.obj] if outer.obj is not candidate else []
        except (TypeError, ValueError, BufferError):
            # no exporter itself, such as the wrapper of a __buffer__ class, or closed by now
            candidates.extend(_behind(candidate))
            continue
        low, high = buffer.extent()
        least, most = wider.extent()
        if wider.suboffsets or not least <= low <= high <= most:
            continue
        found, buffer = candidate, wider
        candidates = further + _behind(candidate)
    return found, buffer
