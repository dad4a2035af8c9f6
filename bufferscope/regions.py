"""Which buffers lie in one memory, and what of that memory is drawn.

Buffers share memory if one object owns what they lie in, or if they have addresses in common.
Of a long memory the ends are drawn and the beginning and end of each buffer: nothing else is read.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bufferscope.buffers import Buffer, read
from bufferscope.scene import Index, Item, Key, Lane, Memory
from bufferscope.values import LARGEST, decode, holds_pointers, is_letter

WHOLE = 128  # bytes: a longer memory is cut
ENDS = 16  # bytes drawn at each end of a memory that is cut
HEAD, TAIL = 8, 4  # bytes' worth of items drawn at the ends of a buffer, if its memory is cut
NEAR = 4  # bytes: a cut shorter than this is drawn instead

Window = tuple[int, int]  # the first byte that is drawn, and the first one behind it


@dataclass(frozen=True)
class Part:
    """A buffer, or what one of its pointers leads to, before its memory has been read."""

    key: Key
    name: str
    kind: str
    buffer: Buffer
    whole: Buffer
    leading: Index
    mark: Index | None


@dataclass
class Region:
    """Parts that share memory, the object that owns it and the buffer that it lends."""

    parts: list[Part]
    owner: object
    whole: Buffer
    others: list[Buffer] = field(default_factory=list)

    @property
    def buffers(self) -> list[Buffer]:
        """What is lent of the memory, by its owner first."""
        return [self.whole, *self.others]

    def extent(self) -> tuple[int, int]:
        """Return the lowest address of all that is lent, and the first one past it."""
        extents = [buffer.extent() for buffer in self.buffers]
        return min(low for low, _ in extents), max(high for _, high in extents)

    def shares(self, other: "Region") -> bool:
        """Return whether two regions are one memory: the same owner, or common addresses."""
        if self.owner is not None and self.owner is other.owner:
            return True
        (low, high), (least, most) = self.extent(), other.extent()
        return max(low, least) < min(high, most)

    def join(self, other: "Region") -> None:
        """Take in the parts of another region that is the same memory."""
        self.parts += other.parts
        first, second = self.whole.extent(), other.whole.extent()
        self.others += [self.whole, other.whole, *other.others]
        if second[1] - second[0] > first[1] - first[0]:
            self.owner, self.whole = other.owner, other.whole


def grouped(regions: Sequence[Region]) -> list[Region]:
    """Join the regions that are one memory, in the order in which they came."""
    groups: list[Region] = []
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


def memory_of(region: Region) -> Memory:
    """Read what is drawn of a region. The views on it must be open."""
    low, high = region.extent()
    bare = [_lane(part, low, ()) for part in region.parts]
    windows = _windows(high - low, bare)
    drawn = _bytes(region, windows, low)
    return Memory(
        kind=_kind(region),
        size=high - low,
        readonly=region.whole.readonly,
        lanes=tuple(_lane(part, low, windows) for part in region.parts),
        windows=windows,
        bytes=drawn,
        letters=bool(drawn) and all(b is not None and is_letter(b) for b in drawn.values()),
    )


def _kind(region: Region) -> str:
    """Return the type of the object that owns a memory, "" where nobody knows one."""
    if region.owner is None or isinstance(region.owner, memoryview):
        return ""
    kind = type(region.owner).__name__
    return region.parts[0].kind if kind == "_buffer_wrapper" else kind


def _bytes(region: Region, windows: Sequence[Window], low: int) -> dict[int, int | None]:
    """Return what is drawn, by offset; None for a byte that nobody lends, and for pointers."""
    lent = [buffer.extent() for buffer in region.buffers if buffer.contiguous]
    sparse = [buffer for buffer in region.buffers if not buffer.contiguous]
    known = [*region.buffers, *(part.buffer for part in region.parts)]
    secret = [buffer for buffer in known if holds_pointers(buffer.format)]
    drawn: dict[int, int | None] = {}
    for start, stop in windows:
        for offset in range(start, stop):
            address = low + offset
            seen = any(least <= address < most for least, most in lent)
            seen = seen or any(buffer.has_byte(address) for buffer in sparse)
            hidden = any(buffer.has_byte(address) for buffer in secret)
            drawn[offset] = read(address, 1)[0] if seen and not hidden else None
    return drawn


def _lane(part: Part, low: int, windows: Sequence[Window]) -> Lane:
    """Return the lane of a part in a memory that begins at `low`, with its items in the windows."""
    least, most = part.buffer.extent()
    return Lane(
        key=part.key,
        name=part.name,
        buffer=part.buffer,
        whole=part.whole,
        leading=part.leading,
        offset=part.buffer.address - low,
        span=(least - low, most - low),
        items=tuple(_items(part, windows, low)),
        mark=part.mark,
    )


def _windows(size: int, lanes: Sequence[Lane]) -> tuple[Window, ...]:
    """Return the stretches of a memory that are drawn, in order."""
    if size <= WHOLE:
        return ((0, size),) if size else ()
    wanted = [(0, ENDS), (size - ENDS, size)]
    for lane in lanes:
        starts = [lane.place(index) for index in _sample(lane.buffer)]
        if lane.marked is not None:
            starts.append(lane.marked)
        for start in starts:
            stop = start + lane.buffer.itemsize
            wanted += [(start, min(start + ENDS, stop)), (max(stop - ENDS, start), stop)]
    windows: list[Window] = []
    for start, stop in sorted(wanted):
        if windows and start <= windows[-1][1] + NEAR:
            windows[-1] = (windows[-1][0], max(stop, windows[-1][1]))
        else:
            windows.append((start, stop))
    return tuple(windows)


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


def _items(part: Part, windows: Sequence[Window], low: int) -> list[Item]:
    """Return the items of a part that have a byte in a window, by offset."""
    buffer = part.buffer
    least, most = buffer.extent()
    found: dict[int, list[Index]] = {}
    for start, stop in windows:
        for address in range(max(start + low, least), min(stop + low, most)):
            for index in buffer.items_at(address):
                found.setdefault(buffer.locate(index), []).append(index)
    items = []
    for address, indices in sorted(found.items()):
        index, last = min(indices), max(indices)
        raw, value = _value(buffer, address)
        items.append(
            Item(
                index=part.leading + index,
                last=part.leading + last,
                number=buffer.ravel(index),
                offset=address - low,
                size=buffer.itemsize,
                raw=raw,
                value=value,
            )
        )
    return items


def _value(buffer: Buffer, address: int) -> tuple[bytes, str]:
    """Return what tells whether an item has changed, and its value as it is written."""
    if buffer.itemsize <= LARGEST:
        raw = read(address, buffer.itemsize)
        value = decode(buffer.format, raw)
    else:  # too long to decode; its first bytes still tell whether it changed
        raw, value = read(address, ENDS), "…"
    return (b"" if holds_pointers(buffer.format) else raw), value
