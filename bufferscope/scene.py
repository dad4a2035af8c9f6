"""What a picture shows: memories, the buffers in them, their items, and what is not there any more.

`picture` makes a scene; `text` and `svg` draw it. Nothing here looks at memory.
"""

from dataclasses import dataclass, field

from bufferscope.buffers import Buffer

Index = tuple[int, ...]
Key = tuple[
    int, Index
]  # which buffer, in the order given; which of its pointers led to a part of it


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

    @property
    def end(self) -> int:
        """The offset of the first byte behind the item."""
        return self.offset + self.size

    @property
    def label(self) -> str:
        """The index as it is written in the item's box; "first…last" of a shared place."""
        first = ",".join(map(str, self.index)) or "()"
        return first if self.index == self.last else f"{first}…{','.join(map(str, self.last))}"


@dataclass(frozen=True)
class Lane:
    """One buffer under its memory's ruler. Offsets are bytes from the start of the memory.

    `leading` is the index of the pointer that led here, for a buffer with suboffsets; then
    `whole` is the buffer as its exporter describes it. `mark` is the index that `show` was given.
    """

    key: Key
    name: str
    buffer: Buffer
    whole: Buffer
    leading: Index
    offset: int
    span: tuple[int, int]
    items: tuple[Item, ...]
    mark: Index | None

    @property
    def label(self) -> str:
        """The name, and of a block behind a pointer also that pointer's index."""
        return self.name + (f"[{', '.join(map(str, self.leading))}]" if self.leading else "")

    def place(self, index: Index) -> int:
        """Return the offset of the item at an index of the lane's own buffer."""
        return self.offset + self.buffer.locate(index) - self.buffer.address

    @property
    def marked(self) -> int | None:
        """The offset of the item marked by `index`, if it is in this lane."""
        if self.mark is None or self.mark[: len(self.leading)] != self.leading:
            return None
        rest = self.mark[len(self.leading) :]
        return self.place(rest) if len(rest) == len(self.buffer.shape) else None

    @property
    def sum(self) -> str | None:
        """The sum that locates the marked item, if it is in this lane: offset + Σ iₖ·strideₖ."""
        if self.mark is None or self.marked is None:
            return None
        terms = [str(self.offset)]
        for i, stride in zip(self.mark[len(self.leading) :], self.buffer.strides, strict=True):
            terms.append(f"{i}·{stride}" if stride >= 0 else f"{i}·({stride})")
        return " + ".join(terms)


@dataclass(frozen=True)
class Memory:
    """One piece of memory: `size` bytes of one exporter, of which `windows` are drawn.

    `bytes` maps offsets to bytes: None where nobody lends a byte, or where a pointer lies.
    `was` maps the offsets of changed bytes to what they were: None for bytes that are new.
    `letters` says that the bytes read as ASCII text, or did in the picture before.
    """

    kind: str
    size: int
    readonly: bool
    lanes: tuple[Lane, ...]
    windows: tuple[tuple[int, int], ...]
    bytes: dict[int, int | None]
    letters: bool
    was: dict[int, int | None] = field(default_factory=dict)
    size_before: int | None = None


@dataclass(frozen=True)
class Absent:
    """A buffer without memory to be seen; `state` says why: "released", "closed" or "gone"."""

    key: Key
    name: str
    state: str

    @property
    def label(self) -> str:
        """The name, as a lane has one."""
        return self.name


@dataclass(frozen=True)
class Scene:
    """All that one picture shows."""

    memories: tuple[Memory, ...]
    absent: tuple[Absent, ...]

    @property
    def buffers(self) -> list[Lane | Absent]:
        """All lanes and what is absent, in the order in which the buffers were given."""
        drawn = [lane for memory in self.memories for lane in memory.lanes]
        return sorted([*drawn, *self.absent], key=lambda each: each.key)
