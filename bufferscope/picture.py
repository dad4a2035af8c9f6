"""`show`: buffers drawn in the memory that they lie in."""

import operator
import weakref
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace

from bufferscope import svg, text
from bufferscope.captions import word
from bufferscope.memory import Buffer, owner, pieces, read, state
from bufferscope.values import LARGEST, decode, holds_pointers, is_letter

WHOLE = 128  # bytes: a longer memory is cut
ENDS = 16  # bytes drawn at each end of a memory that is cut
HEAD, TAIL = 8, 4  # bytes' worth of items drawn at the ends of a buffer, if its memory is cut
NEAR = 4  # bytes: a cut shorter than this is drawn instead

Index = tuple[int, ...]


@dataclass(frozen=True)
class Item:
    """One item as drawn: where it lies in the memory, in bytes, and what it holds.

    Where several items are the same bytes (a stride of 0), `index` is the first and `last`
    the last of them. `was` is its value in the picture before, if that differs.
    """

    index: Index
    last: Index
    number: int
    offset: int
    size: int
    raw: bytes
    value: str
    was: str | None = None


@dataclass
class Lane:
    """One buffer under its memory's ruler. Offsets are bytes from the start of the memory.

    `leading` is the index of the pointer that led here, for a buffer with suboffsets; then
    `whole` is the buffer as its exporter describes it.
    """

    key: tuple[int, Index]
    name: str
    kind: str
    buffer: Buffer | None = None
    whole: Buffer | None = None
    leading: Index = ()
    state: str = ""
    offset: int = 0
    span: tuple[int, int] = (0, 0)
    items: list[Item] = field(default_factory=list)
    mark: Index | None = None

    @property
    def label(self) -> str:
        """The name, and of a block behind a pointer also that pointer's index."""
        return self.name + (f"[{', '.join(map(str, self.leading))}]" if self.leading else "")

    @property
    def marked(self) -> int | None:
        """The offset of the item marked by `index`, if it is in this lane."""
        if self.mark is None or self.mark[: len(self.leading)] != self.leading:
            return None
        rest = self.mark[len(self.leading) :]
        if len(rest) != len(self.buffer.shape):
            return None
        return self.offset + self.buffer.locate(rest) - self.buffer.address

    def sum(self) -> str:
        """Return the sum that locates the marked item: offset + Σ iₖ·strideₖ."""
        rest = self.mark[len(self.leading) :]
        terms = [str(self.offset)]
        for i, stride in zip(rest, self.buffer.strides, strict=True):
            terms.append(f"{i}·{stride}" if stride >= 0 else f"{i}·({stride})")
        index = ", ".join(map(str, self.mark)) or "()"
        return f"{self.name}[{index}]: {' + '.join(terms)} = {self.marked}"


@dataclass
class Memory:
    """One piece of memory: `size` bytes of one exporter, of which `windows` are drawn.

    `bytes` maps offsets to bytes: None where nobody lends a byte, or where a pointer lies.
    `was` maps the offsets of changed bytes to what they were: None for bytes that are new.
    `letters` says that the bytes read as ASCII text, or did in the picture before.
    """

    kind: str
    size: int
    readonly: bool
    lanes: list[Lane]
    windows: list[tuple[int, int]]
    bytes: dict[int, int | None]
    was: dict[int, int | None] = field(default_factory=dict)
    size_before: int | None = None
    letters: bool = False


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


def _lent(obj: object) -> memoryview:
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
        raise TypeError(word("lends nothing", error=error, way=way)) from error


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
        found = self.find_owner()
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
        self, sources: list[_Source], index: Index | None, before: "Picture | None" = None
    ) -> None:
        self._sources = sources
        self._index = index
        self.memories: list[Memory] = []
        self.absent: list[Lane] = []
        with ExitStack() as stack:
            regions = self._open(stack, index, strict=before is None)
            self.memories = [_memory(group) for group in _grouped(regions)]
        if before is not None:
            self._compare(before)

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
        return Picture(sources, self._index, before=self)

    def svg(self) -> str:
        """Return the picture as an SVG document, light: no ids, no scripts, nothing fetched."""
        return svg.document(self)

    def _repr_html_(self) -> str:
        return svg.for_notebook(self)

    def __str__(self) -> str:
        return text.drawing(self)

    __repr__ = __str__

    @property
    def lanes(self) -> list[Lane]:
        """All lanes, in the order in which the buffers were given."""
        drawn = [lane for memory in self.memories for lane in memory.lanes]
        return sorted(drawn + self.absent, key=lambda lane: lane.key)

    def _open(self, stack: ExitStack, index: Index | None, strict: bool) -> list["_Region"]:
        """Open the sources; return the regions of memory that their buffers lie in."""
        regions = []
        fits, misfits = False, []
        for place, source in enumerate(self._sources):
            opened = source.open(stack)
            lane = Lane((place, ()), source.name, source.kind, state=source.state)
            if opened is None:
                self.absent.append(lane)
                continue
            buffer, found, whole = opened
            mark = None
            if index is not None:
                try:
                    mark, fits = _fit(index, buffer.shape, source.name), True
                except (IndexError, TypeError) as error:
                    misfits.append(error)
            for leading, part in pieces(buffer):
                own = replace(lane, key=(place, leading), buffer=part, whole=buffer)
                own.leading, own.mark = leading, mark
                indirect = part is not buffer
                regions.append(
                    _Region([own], None if indirect else found, part if indirect else whole)
                )
        if strict and misfits and not fits:
            raise misfits[0]
        return regions

    def _compare(self, before: "Picture") -> None:
        """Mark what differs from an earlier picture of the same buffers."""
        lanes = {lane.key: lane for lane in before.lanes}
        memories = {lane.key: memory for memory in before.memories for lane in memory.lanes}
        for memory in self.memories:
            earlier = memories.get(memory.lanes[0].key)
            if earlier is not None:
                memory.size_before = earlier.size
                memory.letters |= earlier.letters
                for offset, byte in memory.bytes.items():
                    if offset >= earlier.size:
                        memory.was[offset] = None
                    elif offset in earlier.bytes and earlier.bytes[offset] != byte:
                        memory.was[offset] = earlier.bytes[offset]
            for lane in memory.lanes:
                if lane.key in lanes:
                    values = {item.index: item for item in lanes[lane.key].items}
                    lane.items = [_compared(item, values.get(item.index)) for item in lane.items]


def _compared(item: Item, before: Item | None) -> Item:
    if before is None or before.raw == item.raw:
        return item
    return replace(item, was=before.value)


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


@dataclass
class _Region:
    """Lanes that share memory, the object that owns it and the buffer that it lends."""

    lanes: list[Lane]
    owner: object
    whole: Buffer
    others: list[Buffer] = field(default_factory=list)

    def extent(self) -> tuple[int, int]:
        extents = [buffer.extent() for buffer in (self.whole, *self.others)]
        return min(low for low, _ in extents), max(high for _, high in extents)

    def shares(self, other: "_Region") -> bool:
        """Return whether two regions are one memory: the same owner, or common addresses."""
        if self.owner is not None and self.owner is other.owner:
            return True
        (low, high), (least, most) = self.extent(), other.extent()
        return max(low, least) < min(high, most)

    def join(self, other: "_Region") -> None:
        self.lanes += other.lanes
        first, second = self.whole.extent(), other.whole.extent()
        self.others += [self.whole, other.whole, *other.others]
        if second[1] - second[0] > first[1] - first[0]:
            self.owner, self.whole = other.owner, other.whole


def _grouped(regions: list[_Region]) -> list[_Region]:
    """Join the regions that are one memory, in the order in which they came."""
    groups: list[_Region] = []
    for region in regions:
        mine = [group for group in groups if group.shares(region)]
        if not mine:
            groups.append(region)
            continue
        mine[0].join(region)
        for group in mine[1:]:  # apart until now, joined by this region
            mine[0].join(group)
            groups.remove(group)
    return groups


def _memory(region: _Region) -> Memory:
    """Read what is drawn of a region. The views on it must be open."""
    low, high = region.extent()
    for lane in region.lanes:
        lane.offset = lane.buffer.address - low
        lane.span = tuple(end - low for end in lane.buffer.extent())
    windows = _windows(high - low, region.lanes)
    buffers = [region.whole, *region.others]
    lent = [buffer for buffer in buffers if buffer.contiguous]
    sparse = [buffer for buffer in buffers if not buffer.contiguous]
    secret = [
        b for b in [*buffers, *(lane.buffer for lane in region.lanes)] if holds_pointers(b.format)
    ]
    drawn: dict[int, int | None] = {}
    for start, stop in windows:
        for offset in range(start, stop):
            address = low + offset
            seen = any(least <= address < most for least, most in (b.extent() for b in lent))
            seen = seen or any(any(True for _ in b.items_at(address)) for b in sparse)
            hidden = any(any(True for _ in b.items_at(address)) for b in secret)
            drawn[offset] = read(address, 1)[0] if seen and not hidden else None
    for lane in region.lanes:
        lane.items = _items(lane, windows, low)
    kind = type(region.owner).__name__
    if region.owner is None or isinstance(region.owner, memoryview):
        kind = ""
    elif kind == "_buffer_wrapper":
        kind = region.lanes[0].kind
    readonly = region.whole.readonly
    letters = bool(drawn) and all(byte is not None and is_letter(byte) for byte in drawn.values())
    return Memory(kind, high - low, readonly, region.lanes, windows, drawn, letters=letters)


def _windows(size: int, lanes: list[Lane]) -> list[tuple[int, int]]:
    """Return the stretches of a memory that are drawn, as pairs (start, stop) in order."""
    if size <= WHOLE:
        return [(0, size)] if size else []
    wanted = [(0, ENDS), (size - ENDS, size)]
    for lane in lanes:
        buffer = lane.buffer
        starts = [lane.offset + buffer.locate(i) - buffer.address for i in _sample(buffer)]
        if lane.marked is not None:
            starts.append(lane.marked)
        for start in starts:
            stop = start + buffer.itemsize
            wanted += [(start, min(start + ENDS, stop)), (max(stop - ENDS, start), stop)]
    windows: list[tuple[int, int]] = []
    for start, stop in sorted(wanted):
        if windows and start <= windows[-1][1] + NEAR:
            windows[-1] = (windows[-1][0], max(stop, windows[-1][1]))
        else:
            windows.append((start, stop))
    return windows


def _sample(buffer: Buffer) -> list[Index]:
    """Return the indices of the items that are drawn in any case: the first ones and the last
    ones, and the second one along each axis, which its arrow points to."""
    if not buffer.length:
        return []
    size = max(buffer.itemsize, min((abs(s) for s in buffer.strides), default=1), 1)
    head, tail = max(3, HEAD // size), max(2, TAIL // size)
    numbers = {
        *range(min(head, buffer.length)),
        *range(max(0, buffer.length - tail), buffer.length),
    }
    sample = [buffer.unravel(number) for number in sorted(numbers)]
    for axis, n in enumerate(buffer.shape):
        if n > 1:
            sample.append(tuple(int(k == axis) for k in range(len(buffer.shape))))
    return sample


def _items(lane: Lane, windows: list[tuple[int, int]], low: int) -> list[Item]:
    """Return the items of a lane that have a byte in a window, by offset."""
    buffer = lane.buffer
    found: dict[int, list[Index]] = {}
    for start, stop in windows:
        for offset in range(max(start, lane.span[0]), min(stop, lane.span[1])):
            for index in buffer.items_at(low + offset):
                found.setdefault(buffer.locate(index), []).append(index)
    items = []
    for address, indices in sorted(found.items()):
        index, last = min(indices), max(indices)
        if buffer.itemsize <= LARGEST:
            raw = read(address, buffer.itemsize)
            value = decode(buffer.format, raw)
        else:  # too long to decode; its first bytes still tell whether it changed
            raw, value = read(address, ENDS), "…"
        if holds_pointers(buffer.format):
            raw = b""
        number = buffer.ravel(index)
        items.append(
            Item(
                lane.leading + index,
                lane.leading + last,
                number,
                address - low,
                buffer.itemsize,
                raw,
                value,
            )
        )
    return items
