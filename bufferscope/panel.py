"""One memory drawn: strips of a few bytes each, with the lanes of its buffers below the bytes.

A strip is as wide as a telephone. Where there is more room two stand side by side as one line, so the
two are drawn alike: the same lanes at the same height, and what goes over the edge of one, an item or
the arrow of a stride, goes on in the other.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bufferscope import layout
from bufferscope.captions import in_bytes, number, word
from bufferscope.colours import FAMILIES
from bufferscope.shapes import (
    PRINT,
    fitted,
    group,
    hatching,
    outline,
    plain,
    text,
    tip,
    width_of,
)
from bufferscope.text import badges, printable
from bufferscope.values import letter

if TYPE_CHECKING:
    from bufferscope.picture import Item, Lane, Memory

NARROW = 272  # the width of a strip in CSS pixels, as all lengths here: it fits a screen of 320
WIDEST = 48  # of a byte that needs no more
SIDE_BY_SIDE = 2
VALUE = 13  # the print of values
RULER = 36  # the height of a byte's cell
LINE = 15  # what a line of letters adds to it
NAME = 19  # what a lane's name takes over its boxes
BOX = 37  # the height of an item's box
OVER = 6  # how far over the edge of its strip goes what goes on in the next


@dataclass
class Strip:
    """The drawing of one row of bytes."""

    parts: list[str]
    width: int
    height: int


class Panel:
    """The drawing of one memory."""

    def __init__(self, memory: "Memory", k: int) -> None:
        self.memory = memory
        self.family = k % len(FAMILIES)
        self.ruler = RULER + (LINE if memory.letters else 0)
        need = _need(memory)
        per = layout.per_strip(memory, max(3, NARROW // need))
        self.cell = max(min(need, NARROW // per), min(WIDEST, NARROW // per))
        self.width = per * self.cell
        longest = 10 ** int((2 * self.cell - 4) / width_of("0", PRINT) - 2)  # with its commas
        self.rows = layout.rows(memory, per, longest)
        self.levels = [layout.levels(lane) for lane in memory.lanes]

    def lines(self) -> list[list[Strip] | str]:
        """Return the drawing from the top: lines of strips, and words for what is left out."""
        lines: list[list[Strip] | str] = []
        pair: list[int] = []
        for r, row in enumerate(self.rows):
            if layout.is_cut(row):
                lines += [self._line(pair)] if pair else []
                pair = []
                left_out = in_bytes(row[0].stop - row[0].start)
                lines.append(f"⋯ {word('cut', bytes=left_out)} ⋯")
                continue
            pair.append(r)
            if len(pair) == SIDE_BY_SIDE:
                lines.append(self._line(pair))
                pair = []
        return [*lines, self._line(pair)] if pair else lines

    def _line(self, pair: list[int]) -> list[Strip]:
        """Draw rows that may stand side by side."""
        memory = self.memory
        here = [
            place
            for place, lane in enumerate(memory.lanes)
            if any(layout.columns_of(self.rows[r], *lane.span) for r in pair)
        ]
        changed = any(column.start in memory.was for r in pair for column in self.rows[r])
        top = 16 + (14 if changed else 0)
        drawn = {r: self._ruler(r, top) for r in pair}
        y = top + self.ruler
        lanes = {r: [] for r in pair}
        for place in here:
            parts, height = self._lane(place, pair)
            for r in pair:
                lanes[r] += [f'<g transform="translate(0 {y})">', *parts[r], "</g>"]
            y += height
        for r in pair:
            guides = "".join(f"M{x} {top + self.ruler}V{y}" for x in self._edges(self.rows[r]))
            drawn[r] += [f'<path class="rule" d="{guides}"/>'] if here else []
        return [Strip(drawn[r] + lanes[r], self.width, y + 2) for r in pair]

    def _edges(self, row: layout.Row) -> list[int]:
        """Return where the columns of a row begin, and where the last one ends."""
        edges = [0]
        for column in row:
            edges.append(edges[-1] + self.cell * (2 if column.cut else 1))
        return edges

    def _box(self, r: int, start: int, stop: int) -> tuple[int, int] | None:
        """Return from where to where row `r` draws the bytes from `start` to before `stop`.

        What goes on in another row goes over the edge, where the strip is cut off.
        """
        row = self.rows[r]
        places = layout.columns_of(row, start, stop)
        if not places:
            return None
        edges = self._edges(row)
        left, right = edges[places[0]], edges[places[-1] + 1]
        left -= OVER if start < row[places[0]].start else 0
        right += OVER if stop > row[places[-1]].stop else 0
        return left, right

    # The bytes

    def _ruler(self, r: int, y: int) -> list[str]:
        """Draw the offsets and the bytes of a row, whose cells begin at `y`."""
        row, memory = self.rows[r], self.memory
        edges = self._edges(row)
        offsets, values, digits, letters, grid = [], [], [], [], ""
        cuts, marks = [], []
        for column, x in zip(row, edges, strict=False):
            if column.cut:
                cuts += self._cut(column, x, y)
                continue
            middle = x + self.cell / 2
            offsets.append(plain(middle, 11, str(column.start)))
            grid += f"M{x} {y}h{self.cell}v{self.ruler}h-{self.cell}z"
            byte = memory.bytes[column.start]
            digits.append(plain(middle, y + 15, "··" if byte is None else f"{byte:02x}"))
            if byte is not None:
                values.append(plain(middle, y + 30, str(byte)))
                if memory.letters:
                    letters.append(plain(middle, y + 45, letter(byte)))
            if column.start in memory.was:
                marks += self._changed(memory.was[column.start], x, y)
        for lane in memory.lanes:
            if lane.marked is not None and (
                box := self._box(r, lane.marked, lane.marked + lane.buffer.itemsize)
            ):
                marks.append(outline(box[0], y, box[1] - box[0], self.ruler))
        return [
            f'<path class="byte" d="{grid}"/>',
            *group("soft", PRINT, "middle", offsets + values),
            *group("ink", VALUE, "middle", digits + letters),
            *cuts,
            *marks,
        ]

    def _changed(self, before: int | None, x: int, y: int) -> list[str]:
        """Draw that a byte is another now, or that there was none before."""
        frame = outline(x + 1, y, self.cell - 2, self.ruler, "new")
        if before is None:
            return [frame]
        middle = x + self.cell / 2
        return [frame, text(middle, y - 4, f"{before:02x}", PRINT, "soft was", "middle")]

    def _cut(self, column: layout.Column, x: int, y: int) -> list[str]:
        """Draw where bytes are left out within a row, and how many."""
        figure, unit = in_bytes(column.stop - column.start).split(" ")
        middle = x + self.cell
        return [
            text(middle, y + 3, "⋯", 14, "ink b", "middle"),
            text(middle, y + 16, figure, PRINT, "soft", "middle"),
            text(middle, y + 30, unit, PRINT, "soft", "middle"),
        ]

    # The lanes

    def _lane(self, place: int, pair: list[int]) -> tuple[dict[int, list[str]], int]:
        """Draw what rows show of a lane: its name, gaps, items, and the arrows of its strides.

        Returns the parts by row, and their height, which all rows have in common.
        """
        lane = self.memory.lanes[place]
        level, hidden = self.levels[place]
        words = printable(
            " · ".join([lane.label, *badges(lane)]), int(NARROW / width_of("0", PRINT))
        )
        drawn: dict[int, list[str]] = {}
        deepest = 0
        for k, r in enumerate(pair):
            kind = "ink b halo" + (" again" if k else "")  # beside the first it is not needed
            drawn[r] = [text(0, NAME - 5, words, PRINT, kind)]
            self._gaps(lane, r, drawn[r])
            deepest = max(deepest, self._items(lane, level, r, drawn[r]))
        y = NAME + deepest * (_height(lane) + 3) + _height(lane)
        if hidden and pair[0] == 0:
            y += 15
            more = word("more", n=number(hidden))
            drawn[0].append(text(0, y - 2, more, PRINT, "soft"))
        if len(lane.buffer.shape) == 1:
            y += self._hops(lane, drawn, y)
        else:
            y += self._axes(lane, drawn, y)
        return drawn, y + 3

    def _items(self, lane: "Lane", level: dict[int, int], r: int, drawn: list[str]) -> int:
        """Draw the items of a lane in a row; return the deepest level in use."""
        deepest = 0
        height = _height(lane)
        boxes, numbers, before, values, marks = [], [], [], [], []
        for item in lane.items:
            box = self._box(r, item.offset, item.offset + item.size)
            if item.offset not in level or box is None:
                continue
            deepest = max(deepest, level[item.offset])
            top = NAME + level[item.offset] * (height + 3)
            boxes.append(_item(item, *box, top, height))
            left, right = max(box[0], 0), min(box[1], self.width)
            label, _ = fitted(layout.number(item), right - left - 6, PRINT, PRINT)
            numbers.append(plain(left + 4, top + 13, label))
            if layout.main_row(self.rows, item.offset, item.offset + item.size) == r:
                middle, room = (left + right) / 2, right - left - 4
                if item.was is not None:
                    before.append(plain(middle, top + 28, *fitted(item.was, room, PRINT, PRINT)))
                value, size = fitted(item.value, room, VALUE, PRINT)
                values.append(
                    plain(middle, top + height - 6, value, size if size < VALUE else None)
                )
            if item.offset == lane.marked:
                marks.append(outline(box[0] + 2, top + 1, box[1] - box[0] - 4, height - 2))
        drawn += [
            *([f'<g class="box c{self.family}">', *boxes, "</g>"] if boxes else []),
            *group("ink", PRINT, "", numbers),
            *group("ink was", PRINT, "middle", before),
            *group("ink b", VALUE, "middle", values),
            *marks,
        ]
        return deepest

    def _gaps(self, lane: "Lane", r: int, drawn: list[str]) -> None:
        """Hatch the bytes inside a lane that belong to none of its items."""
        row, edges = self.rows[r], self._edges(self.rows[r])
        covered: set[int] = set()
        for item in lane.items:
            covered.update(layout.columns_of(row, item.offset, item.offset + item.size))
        k = 0
        while k < len(row):
            if not self._is_gap(lane, row[k], k in covered):
                k += 1
                continue
            start = k
            while k < len(row) and self._is_gap(lane, row[k], k in covered):
                k += 1
            wide = edges[k] - edges[start] - 2
            drawn.append(hatching(edges[start] + 1, NAME, wide, _height(lane)))
        for k, column in enumerate(row):
            if column.cut and k not in covered and lane.span[0] < column.stop <= lane.span[1]:
                middle = edges[k] + self.cell
                drawn.append(text(middle, NAME + BOX / 2 + 5, "⋯", 16, "ink b", "middle"))

    def _is_gap(self, lane: "Lane", column: layout.Column, covered: bool) -> bool:
        inside = lane.span[0] <= column.start and column.stop <= lane.span[1]
        return inside and not covered and not column.cut

    # The arrows

    def _middle(self, lane: "Lane", index: tuple[int, ...]) -> tuple[int, float] | None:
        """Return the row and the middle of an item's main part, if it is drawn."""
        start = lane.offset + lane.buffer.locate(index) - lane.buffer.address
        stop = start + lane.buffer.itemsize
        r = layout.main_row(self.rows, start, stop)
        if not layout.bytes_of(self.rows[r], start, stop):
            return None
        left, right = self._box(r, start, stop)
        return r, (max(left, 0) + min(right, self.width)) / 2

    def _way(
        self, r: int, start: tuple[int, float], stop: tuple[int, float], forward: int
    ) -> tuple[float, float] | None:
        """Return from where to where an arrow goes in row `r`; over the edge, if it goes on."""
        low, high = sorted((start[0], stop[0]))
        if not low <= r <= high:
            return None
        first, last = (0, self.width) if forward > 0 else (self.width, 0)
        return start[1] if r == start[0] else first, stop[1] if r == stop[0] else last

    def _hops(self, lane: "Lane", drawn: dict[int, list[str]], y: int) -> int:
        """Draw the stride of a lane with one axis: an arc from each item to the next.

        Where the items lie one right behind the other the first arc says it all. Returns the
        height.
        """
        stride, n = lane.buffer.strides[0], lane.buffer.shape[0]
        shown = sorted({item.number for item in lane.items})
        single = stride == lane.buffer.itemsize or stride == 0
        if single:
            shown = shown[:1]
        forward = 1 if stride >= 0 else -1
        height = 0
        for i in shown:
            if i + 1 >= n:
                continue
            start, stop = self._middle(lane, (i,)), self._middle(lane, (i + 1,))
            if start is None or stop is None:
                continue
            start = start[0], start[1] + (3 * forward if stride else -12)
            stop = stop[0], stop[1] - (3 * forward if stride else -12)
            for r, parts in drawn.items():
                way = self._way(r, start, stop, forward)
                if way is None:
                    continue
                height = max(height, 18)
                parts += _hop(*way, y + 2, forward, leaves=r == start[0], arrives=r == stop[0])
                if i == shown[0] and r == start[0]:
                    height = max(height, self._said(in_bytes(stride), way, parts, y, single))
        return height

    def _said(
        self, words: str, way: tuple[float, float], parts: list[str], y: int, beside: bool
    ) -> int:
        """Write how long an arrow is, beside it where it is the only one, else below it."""
        wide = width_of(words, PRINT)
        if beside and max(way) + 6 + wide <= self.width:
            parts.append(text(max(way) + 6, y + 15, words, PRINT, "ink b halo"))
            return 18
        x = min(max(sum(way) / 2, wide / 2), self.width - wide / 2)
        parts.append(text(x, y + 31, words, PRINT, "ink b halo", "middle"))
        return 34

    def _axes(self, lane: "Lane", drawn: dict[int, list[str]], y: int) -> int:
        """Draw an arrow for each axis, from the first item to the second along it.

        Returns the height of them all.
        """
        shape = lane.buffer.shape
        origin = self._middle(lane, (0,) * len(shape)) if lane.buffer.length else None
        height = 0
        for axis in reversed(range(len(shape))):
            if shape[axis] < 2 or origin is None:
                continue
            to = self._middle(lane, tuple(int(k == axis) for k in range(len(shape))))
            if to is not None:
                height += self._axis(axis, lane.buffer.strides[axis], origin, to, drawn, y + height)
        return height

    def _axis(
        self, axis: int, stride: int, start: tuple[int, float], stop: tuple[int, float],
        drawn: dict[int, list[str]], y: int,
    ) -> int:  # fmt: skip
        """Draw the arrow of one axis; return its height, 0 if it is in none of these rows."""
        forward = 1 if stride >= 0 else -1
        if stride == 0:
            start, stop = (start[0], start[1] - 12), (stop[0], stop[1] + 12)
        height = 0
        for r, parts in drawn.items():
            way = self._way(r, start, stop, forward)
            if way is None:
                continue
            height = max(height, 21)
            path = f"M{way[0]:g} {y + 2}V{y + 12}" if r == start[0] else f"M{way[0]:g} {y + 12}"
            path += f"H{way[1]:g}" + (f"V{y + 6}" if r == stop[0] else "")
            parts.append(f'<path class="hop line" d="{path}"/>')
            if r == stop[0]:
                parts.append(tip(way[1], y + 2, 0, -1))
            if r == start[0]:
                height = max(height, self._named(axis, stride, way, parts, y))
        return height

    def _named(
        self, axis: int, stride: int, way: tuple[float, float], parts: list[str], y: int
    ) -> int:
        """Write which axis an arrow is of, beside or below it; return the height of both."""
        words = word("axis", k=axis, bytes=in_bytes(stride))
        wide = width_of(words, PRINT)
        right, left = max(way) + 8, min(way) - 8
        if right + wide <= self.width:
            parts.append(text(right, y + 16, words, PRINT, "ink b halo"))
        elif left - wide >= 0:
            parts.append(text(left, y + 16, words, PRINT, "ink b halo", "end"))
        else:
            middle = min(max((right + left) / 2, wide / 2), self.width - wide / 2)
            parts.append(text(middle, y + 28, words, PRINT, "ink b halo", "middle"))
            return 35
        return 21


def _hop(x1: float, x2: float, y: int, forward: int, leaves: bool, arrives: bool) -> list[str]:
    """Draw what a row has of a hop: it leaves an item, passes under others, arrives at one."""
    low = y + 15
    if leaves and arrives:
        low = y + 64 / 3
        path = f"M{x1:g} {y}C{x1:g} {low:g} {x2:g} {low:g} {x2:g} {y + 5}"
    elif leaves:
        near = x1 + forward * min(12, abs(x2 - x1))
        path = f"M{x1:g} {y}Q{x1:g} {low} {near:g} {low}H{x2:g}"
    elif arrives:
        near = x2 - forward * min(12, abs(x2 - x1))
        path = f"M{x1:g} {low}H{near:g}Q{x2:g} {low} {x2:g} {y + 5}"
    else:
        path = f"M{x1:g} {low}H{x2:g}"
    arrow = [tip(x2, y, 0, -1)] if arrives else []
    return [f'<path class="hop line" d="{path}"/>', *arrow]


def _height(lane: "Lane") -> int:
    """Return the height of a lane's boxes: with a line for what values were, if some have changed."""
    return BOX + (15 if any(item.was is not None for item in lane.items) else 0)


def _item(item: "Item", left: int, right: int, top: int, height: int) -> str:
    frame = "" if item.was is None else ' class="new"'
    return (
        f'<rect{frame} x="{left + 1.5:g}" y="{top}" width="{right - left - 3}" height="{height}"'
        ' rx="3"/>'
    )


def _need(memory: "Memory") -> int:
    """Return the width of a byte: enough for its offset, and for the number and value of its item."""
    letters = max([3, *(len(str(stop - 1)) for _, stop in memory.windows)])
    for lane in memory.lanes:
        for item in lane.items:
            if item.size:
                longest = max(len(layout.number(item)), min(len(item.value), 5))
                letters = max(letters, -(-longest // item.size))
    return int(width_of("0" * letters, PRINT)) + 5
