"""The picture in letters, for terminals."""

from collections.abc import Callable

from bufferscope import layout
from bufferscope.captions import badges, cut, facts, found, heading
from bufferscope.figures import number
from bufferscope.scene import Item, Lane, Memory, Scene
from bufferscope.values import letter, printable, shorten
from bufferscope.words import say

WIDTH = 80


def drawing(scene: Scene) -> str:
    """Return the whole picture as lines of text."""
    n = len(scene.memories)
    blocks = [_memory(memory, k, n) for k, memory in enumerate(scene.memories, 1)]
    if scene.absent:
        blocks.append([f"{printable(x.label)}  [{'] ['.join(badges(x))}]" for x in scene.absent])
    return "\n\n".join("\n".join(line.rstrip() for line in block) for block in blocks)


def _memory(memory: Memory, k: int, n: int) -> list[str]:
    badge = f"  [{say('picture.read-only')}]" if memory.readonly else ""
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
            lines.append(" " * gutter + cut(row))
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
            lines += _lane(lane, names[place].ljust(gutter), found, r, starts)
    for place, lane in enumerate(memory.lanes):
        if place not in introduced:
            lines += _introduction(lane)
    return lines


def _introduction(lane: Lane) -> list[str]:
    badge = "".join(f"  [{b}]" for b in badges(lane))
    lines = [f"{printable(lane.label)}: {' · '.join(facts(lane))}{badge}"]
    where = found(lane)
    if where is not None:
        lines.append(where)
    return lines


def _cell(memory: Memory) -> int:
    """Return how many letters a byte takes, 4 to 14: enough for offsets, numbers and values."""
    need = max([4, *(len(str(stop)) + 1 for _, stop in memory.windows)])
    for lane in memory.lanes:
        for item in lane.items:
            value = len(item.value) + (item.was is not None)  # one more for the asterisk
            longest = max(value, len(f"[{item.label}]"))
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


def _byte(memory: Memory, column: layout.Column) -> str:
    byte = memory.bytes[column.start]
    return "··" if byte is None else f"{byte:02x}"


def _letter(memory: Memory, column: layout.Column) -> str:
    byte = memory.bytes[column.start]
    return "" if byte is None else letter(byte)


def _was(memory: Memory, column: layout.Column) -> str:
    if column.start not in memory.was:
        return ""
    before = memory.was[column.start]
    return "+" if before is None else f"<{before:02x}"


def _lane(lane: Lane, name: str, found: list[layout.Row], r: int, starts: list[int]) -> list[str]:
    """Return two lines for each level of a lane: the indices in brackets, and the values."""
    row = found[r]
    level, hidden = layout.levels(lane)
    lines = [[" "] * starts[-1] for _ in range(2 * max(level.values(), default=0) + 2)]
    covered: set[int] = set()
    for item in lane.items:
        places = layout.columns_of(row, item.offset, item.end)
        if not places or item.offset not in level:
            continue
        covered.update(places)
        room = starts[places[0]], starts[places[-1] + 1] - 1
        top = 2 * level[item.offset]
        marks = "▸◂" if item.offset == lane.marked else "[]"
        _write(lines[top], *room, item.label.join(marks))
        here = layout.main_row(found, item.offset, item.end) == r
        _write(lines[top + 1], *room, _value(item, room[1] - room[0]) if here else "…")
    _hatch(lines[0], lane, row, starts, covered)
    margin = " " * len(name)
    written = [margin + "".join(line) for line in lines]
    written[0] = name + written[0][len(name) :]
    if hidden and r == layout.first_row(found, lane):
        written.append(margin + say("picture.more", n=number(hidden)))
    return written


def _value(item: Item, room: int) -> str:
    """Return an item's value, and what it was before, if there is room for both."""
    if item.was is None:
        return item.value
    both = f"{item.was}→{item.value}"
    return both if len(both) <= room else f"*{item.value}"


def _hatch(
    line: list[str], lane: Lane, row: layout.Row, starts: list[int], covered: set[int]
) -> None:
    """Hatch the columns inside a lane that none of its items covers."""
    for k, column in enumerate(row):
        inside = lane.span[0] <= column.start and column.stop <= lane.span[1]
        if inside and k not in covered:
            room = slice(starts[k], starts[k + 1] - 1)
            line[room] = ("⋯" if column.cut else "╱") * (room.stop - room.start)


def _write(box: list[str], left: int, right: int, words: str) -> None:
    """Write words at the right end of the room from `left` to before `right`."""
    words = shorten(printable(words), right - left)
    box[right - len(words) : right] = words
