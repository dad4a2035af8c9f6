"""The picture in letters, for terminals."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from bufferscope import layout
from bufferscope.captions import in_bytes, number, order, word
from bufferscope.values import letter, shorten

if TYPE_CHECKING:
    from bufferscope.picture import Lane, Memory, Picture

WIDTH = 80


def printable(words: str, most: int = 60) -> str:
    """Return words with what can't be printed replaced, and cut to `most` characters."""
    clean = "".join(c if c.isprintable() or c == "\u00a0" else "\ufffd" for c in words)
    return clean if len(clean) <= most else clean[: most - 1] + "…"


def heading(memory: "Memory", k: int, n: int) -> list[str]:
    """Return the parts of a memory's heading: whose it is, its size, its badges."""
    size = in_bytes(memory.size)
    if memory.size_before not in (None, memory.size):
        size = f"{number(memory.size_before)} → {size}"
    parts = [printable(memory.kind) or word("raw"), size]
    if n > 1:
        parts.append(word("memory", k=k, n=n))
    left_out = memory.size - len(memory.bytes)
    if left_out:
        parts.append(word("cut", bytes=in_bytes(left_out)))
    if memory.was:
        parts.append(word("changed", bytes=in_bytes(len(memory.was))))
    return parts


def facts(lane: "Lane") -> list[str]:
    """Return what a lane says of its buffer: attributes by their names in code."""
    if lane.state:
        return []
    buffer = lane.buffer
    parts = [f"format {printable(buffer.format)!r}", f"shape {buffer.shape}"]
    parts.append(f"strides {buffer.strides}")
    if lane.whole.suboffsets:
        parts.append(f"suboffsets {lane.whole.suboffsets}")
    parts.append(word("offset", n=lane.offset))
    if order(buffer.format):
        parts.append(order(buffer.format))
    if not buffer.length:
        parts.append(word("empty"))
    return parts


def badges(lane: "Lane") -> list[str]:
    """Return the states of a buffer that a reader must not overlook."""
    if lane.state:
        return [word(lane.state)]
    return [word("read-only")] if lane.buffer.readonly else []


def drawing(picture: "Picture") -> str:
    """Return the whole picture as lines of text."""
    n = len(picture.memories)
    blocks = [_memory(memory, k, n) for k, memory in enumerate(picture.memories, 1)]
    if picture.absent:
        blocks.append([f"{printable(x.label)}  [{'] ['.join(badges(x))}]" for x in picture.absent])
    return "\n\n".join("\n".join(line.rstrip() for line in block) for block in blocks)


def _memory(memory: "Memory", k: int, n: int) -> list[str]:
    badge = f"  [{word('read-only')}]" if memory.readonly else ""
    lines = [" · ".join(heading(memory, k, n)) + badge]
    names = [printable(lane.label, 16) for lane in memory.lanes]
    gutter = max(map(len, names)) + 2
    cell = _cell(memory)
    most = max(4, (WIDTH - gutter) // cell)
    width = layout.per_row(memory, min(16, most))
    found = layout.rows(memory, width if width <= most else layout.evenly(most))
    introduced: set[int] = set()
    for r, row in enumerate(found):
        if layout.is_cut(row):
            left_out = in_bytes(row[0].stop - row[0].start)
            lines.append(f"{' ' * gutter}⋯ {word('cut', bytes=left_out)} ⋯")
            continue
        starts = _starts(row, cell)
        lines.append(" " * gutter + _place(row, starts, cell, lambda c: str(c.start)))
        lines.append(" " * gutter + _place(row, starts, cell, lambda c: _byte(memory, c)))
        if memory.letters:
            lines.append(" " * gutter + _place(row, starts, cell, lambda c: _letter(memory, c)))
        if any(column.start in memory.was for column in row):
            lines.append(" " * gutter + _place(row, starts, cell, lambda c: _was(memory, c)))
        for place, lane in enumerate(memory.lanes):
            if not layout.columns_of(row, *lane.span):
                continue
            if place not in introduced:
                introduced.add(place)
                lines += _introduction(lane)
            lines += _lane(lane, names[place].ljust(gutter), found, r, starts, cell)
    for place, lane in enumerate(memory.lanes):
        if place not in introduced:
            lines += _introduction(lane)
    return lines


def _introduction(lane: "Lane") -> list[str]:
    badge = "".join(f"  [{b}]" for b in badges(lane))
    lines = [f"{printable(lane.label)}: {' · '.join(facts(lane))}{badge}"]
    if lane.marked is not None:
        lines.append(printable(lane.sum(), 200))
    return lines


def _cell(memory: "Memory") -> int:
    """Return how many letters a byte takes, 4 to 14: enough for offsets, numbers and values."""
    need = max([4, *(len(str(stop)) + 1 for _, stop in memory.windows)])
    for lane in memory.lanes:
        for item in lane.items:
            value = len(item.value) + (item.was is not None)  # one more for the asterisk
            longest = max(value, len(f"[{layout.number(item)}]"))
            need = max(need, -(-(longest + 1) // max(item.size, 1)))
    return min(need, 14)


def _starts(row: layout.Row, cell: int) -> list[int]:
    """Return where each column begins, and the end of the row."""
    starts = [0]
    for column in row:
        starts.append(starts[-1] + (len(_cut(column)) + 2 if column.cut else cell))
    return starts


def _cut(column: layout.Column) -> str:
    return f"⋯{number(column.stop - column.start)}⋯"


def _place(
    row: layout.Row, starts: list[int], cell: int, letters: Callable[[layout.Column], str]
) -> str:
    """Return a line with words for each column, at the right end of its room."""
    line = ""
    for column, start in zip(row, starts, strict=False):
        words = _cut(column) if column.cut else letters(column)
        line = line.ljust(start) + words.rjust(cell - 1 if not column.cut else 0)
    return line


def _byte(memory: "Memory", column: layout.Column) -> str:
    byte = memory.bytes[column.start]
    return "··" if byte is None else f"{byte:02x}"


def _letter(memory: "Memory", column: layout.Column) -> str:
    byte = memory.bytes[column.start]
    return "" if byte is None else letter(byte)


def _was(memory: "Memory", column: layout.Column) -> str:
    if column.start not in memory.was:
        return ""
    before = memory.was[column.start]
    return "+" if before is None else f"<{before:02x}"


def _lane(
    lane: "Lane", name: str, found: list[layout.Row], r: int, starts: list[int], cell: int
) -> list[str]:
    """Return two lines for each level of a lane: the indices in brackets, and the values."""
    row = found[r]
    level, hidden = layout.levels(lane)
    lines: list[str] = []
    covered = [False] * len(row)
    depth = max((level[i.offset] for i in lane.items if i.offset in level), default=0) + 1
    boxes = [[" "] * starts[-1] for _ in range(2 * depth)]
    for item in lane.items:
        places = layout.columns_of(row, item.offset, item.offset + item.size)
        if not places or item.offset not in level:
            continue
        for k in places:
            covered[k] = True
        left, right = starts[places[0]], starts[places[-1] + 1] - 1
        label = f"[{layout.number(item)}]"
        if item.offset == lane.marked:
            label = f"▸{layout.number(item)}◂"
        top = 2 * level[item.offset]
        _write(boxes[top], left, right, label)
        if layout.main_row(found, item.offset, item.offset + item.size) == r:
            value = item.value
            if item.was is not None and len(item.was) + len(value) + 1 <= right - left:
                value = f"{item.was}→{value}"
            elif item.was is not None:
                value = "*" + value
            _write(boxes[top + 1], left, right, value)
        else:
            _write(boxes[top + 1], left, right, "…")
    for k, column in enumerate(row):
        inside = lane.span[0] <= column.start and column.stop <= lane.span[1]
        if inside and not covered[k]:
            right = starts[k + 1] - 1
            for x in range(starts[k], right):
                boxes[0][x] = "⋯" if column.cut else "╱"
    for k, box in enumerate(boxes):
        lines.append((name if k == 0 else " " * len(name)) + "".join(box))
    if hidden and r == 0:
        lines.append(" " * len(name) + word("more", n=number(hidden)))
    return lines


def _write(box: list[str], left: int, right: int, words: str) -> None:
    """Write words at the right end of the room from `left` to before `right`."""
    words = shorten(printable(words), right - left)
    box[right - len(words) : right] = words
