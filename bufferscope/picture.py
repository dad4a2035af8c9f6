"""`show`: buffers drawn in the memory that they lie in."""

import operator
import weakref
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import Any

from bufferscope import changes, svg, text
from bufferscope.buffers import Buffer, owner, pieces, state
from bufferscope.regions import Part, Region, grouped, memory_of
from bufferscope.scene import Absent, Index, Lane, Memory, Scene
from bufferscope.words import say


def _keep(obj: object, owns: bool = True) -> Callable[[], object]:
    """Return a call that gives the object, or None once it is gone.

    Weak wherever the type allows: a picture must not keep a view alive, whose exporter would
    stay locked. Those that allow none and own their memory, such as bytes and bytearray, lock
    nothing by being kept. What passes on the memory of another, such as a record of a NumPy
    array, locks it: such an object counts as gone at once.
    """
    try:
        return weakref.ref(obj)
    except TypeError:
        kept = obj if owns else None  # the call below must not refer to the object itself
        return lambda: kept


def _lent(obj: Any) -> memoryview:
    """Return a view of an exporter.

    Raises TypeError where it lends nothing: that of memoryview, or, for a NumPy array whose items
    have no format in the buffer protocol, one that says how to draw their bytes all the same.
    """
    try:
        return memoryview(obj)
    except ValueError as error:
        dtype = getattr(obj, "dtype", None)
        if dtype is None:
            raise
        if dtype.kind == "V":
            way = f'array.view("V{dtype.itemsize}")'
        else:
            way = 'array.view("i8")' if dtype.kind in "mM" else 'array.astype("U")'
        raise TypeError(say("picture.lends-nothing", error=error, way=way)) from error


@dataclass
class _Source:
    """What `again` needs to find a buffer once more: its object, or its place in the owner."""

    name: str
    kind: str
    find: Callable[[], object]
    state: str = ""
    buffer: Buffer | None = None
    offset: int = 0
    find_owner: Callable[[], object] = lambda: None

    def open(self, stack: ExitStack) -> tuple[Buffer, object, Buffer] | None:
        """Open a view until the stack closes; return the buffer, its owner and the owner's.

        Returns None, and sets `state`, where there is no memory to be seen any more.
        Raises what memoryview raises for an object that does not lend its memory.
        """
        obj = self.find()
        if obj is None and (self.buffer or self.state):  # it was there when drawn before
            return self._open_in_owner(stack)
        self.state = state(obj)
        if self.state:
            return None
        view = stack.enter_context(_lent(obj))
        self.buffer = Buffer.of(view)
        found, whole = owner(view)
        if found is not obj:
            self.find = _keep(obj, owns=False)
        self.offset = self.buffer.address - whole.extent()[0]
        self.find_owner = _keep(found)
        return self.buffer, found, whole

    def _open_in_owner(self, stack: ExitStack) -> tuple[Buffer, object, Buffer] | None:
        """The object is gone: look at the place in the owner's memory where its buffer was."""
        found: Any = self.find_owner()
        if self.state or self.buffer is None or self.buffer.suboffsets:
            self.state = self.state or "gone"
            return None
        if found is None or state(found):
            self.state = "gone"
            return None
        view = stack.enter_context(memoryview(found))
        whole = Buffer.of(view)
        least, most = whole.extent()
        buffer = replace(self.buffer, address=least + self.offset)
        low, high = buffer.extent()
        if not whole.contiguous or not least <= low <= high <= most:
            self.state = "gone"
            return None
        return buffer, found, whole


def show(*buffers: object, index: int | Index | None = None, **named: object) -> "Picture":
    """Draw buffers in the memory that they lie in.

    Takes any exporters: views, bytes, bytearrays, arrays, ctypes objects, maps of files, NumPy
    arrays, objects with `__buffer__`. One given by keyword is labelled by it. Each piece of
    memory gets a ruler of its bytes, in hex, with a lane below it for each buffer that lies there;
    which share memory is computed from their addresses. One colour and one outline are one memory.

    `index`, an int or a tuple of one int for each axis, marks that item, negative ones counting
    from the end, and writes the sum that locates it: offset + Σ iₖ·strideₖ (PEP 3118). Of several
    buffers those are marked that have such an item.

    Returns a Picture, which in a notebook takes the width that there is. A released view and a
    closed exporter are drawn as such. Of a long memory the ends are drawn and the beginning and end
    of each buffer; nothing else of it is touched.

    Raises the TypeError of memoryview for an object that is no exporter; TypeError for an index
    that is not ints or has another number of them than the buffer has axes; IndexError for one
    out of range.
    """
    if not buffers and not named:
        raise TypeError("show() takes at least one buffer, as in show(view) or show(b=b, view=m)")
    sources = [_Source(type(b).__name__, type(b).__name__, _keep(b)) for b in buffers]
    sources += [_Source(name, type(b).__name__, _keep(b)) for name, b in named.items()]
    # Weak references alone would let temporary views die here: `buffers` and `named` hold them.
    return Picture(sources, _as_index(index))


class Picture:
    """What `show` returns: displays itself in notebooks, prints as text.

    It keeps no view and no lock: an exporter can be resized, released and closed as if it had not
    been drawn.
    """

    def __init__(
        self, sources: list[_Source], index: Index | None, before: Scene | None = None
    ) -> None:
        self._sources = sources
        self._index = index
        with ExitStack() as stack:
            regions, absent = _opened(sources, stack, index, strict=before is None)
            scene = Scene(tuple(map(memory_of, grouped(regions))), tuple(absent))
        self._scene = scene if before is None else changes.marked(scene, before)

    def again(self) -> "Picture":
        """Return a picture of the same buffers as they are now, what changed being marked.

        Compared is what both pictures draw, value by value and byte by byte. The picture keeps weak
        references where the type allows them, so that it locks nothing. Hence:

        - a view released since is drawn as released, a closed exporter as closed;
        - a view that nobody holds any more (`show(m[::2])`) is drawn in the memory of its
          exporter, at the same place, if that exporter still lives and is long enough; else,
          as when it was resized, as gone;
        - a resized exporter is drawn in its new size, the added bytes being marked.
        """
        sources = [replace(source) for source in self._sources]
        return Picture(sources, self._index, before=self._scene)

    def svg(self) -> str:
        """Return the picture as an SVG document, light: no ids, no scripts, nothing fetched."""
        return svg.document(self._scene)

    def _repr_html_(self) -> str:
        return svg.for_notebook(self._scene)

    def __str__(self) -> str:
        return text.drawing(self._scene)

    __repr__ = __str__

    @property
    def memories(self) -> tuple[Memory, ...]:
        """The pieces of memory that are drawn."""
        return self._scene.memories

    @property
    def lanes(self) -> list[Lane | Absent]:
        """All buffers, in the order in which they were given."""
        return self._scene.buffers


def _opened(
    sources: list[_Source], stack: ExitStack, index: Index | None, strict: bool
) -> tuple[list[Region], list[Absent]]:
    """Open the sources; return the regions of memory that their buffers lie in, and what is absent.

    Raises what `_fit` raises where the index fits none of the buffers, if that is `strict`.
    """
    regions: list[Region] = []
    absent: list[Absent] = []
    fits, misfits = False, []
    for place, source in enumerate(sources):
        opened = source.open(stack)
        if opened is None:
            absent.append(Absent((place, ()), source.name, source.state))
            continue
        buffer, found, whole = opened
        mark = None
        if index is not None:
            try:
                mark, fits = _fit(index, buffer.shape, source.name), True
            except (IndexError, TypeError) as error:
                misfits.append(error)
        for leading, piece in pieces(buffer):
            part = Part((place, leading), source.name, source.kind, piece, buffer, leading, mark)
            if piece is buffer:
                regions.append(Region([part], found, whole))
            else:  # whose memory a pointer leads to nobody says
                regions.append(Region([part], None, piece))
    if strict and misfits and not fits:
        raise misfits[0]
    return regions, absent


def _as_index(index: object) -> Index | None:
    """Return an index as a tuple of ints. Raises TypeError for anything else."""
    if index is None:
        return None
    try:
        return tuple(map(operator.index, index if isinstance(index, tuple) else (index,)))
    except TypeError:
        raise TypeError(f"index must be an int or a tuple of ints, not {index!r}") from None


def _fit(index: Index, shape: Index, name: str) -> Index:
    """Return an index with negative numbers counted from the end.

    Raises TypeError if it has not one number for each axis, IndexError if it is out of range.
    """
    if len(index) != len(shape):
        raise TypeError(
            f"index {index} has length {len(index)}, but {name} has {len(shape)} dimension(s): "
            f"give one int for each axis of shape {shape}"
        )
    for axis, (i, n) in enumerate(zip(index, shape, strict=True)):
        if not -n <= i < n:
            raise IndexError(
                f"index {i} is out of range on axis {axis} of {name}, which has shape {shape}"
            )
    return tuple(i % n for i, n in zip(index, shape, strict=True))
