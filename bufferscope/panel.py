"""One memory drawn: its ruler, and the lanes of its buffers row by row."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from bufferscope import layout
from bufferscope.captions import in_bytes, number, word
from bufferscope.colours import CORNERS, FAMILIES
from bufferscope.shapes import (
    fitted,
    group,
    hatching,
    head,
    outline,
    plain,
    text,
    tip,
    width_of,
    wrapped,
)
from bufferscope.text import badges, facts, heading, printable
from bufferscope.values import letter

if TYPE_CHECKING:
    from bufferscope.picture import Item, Lane, Memory

CELL = 36  # the least width of a byte, in CSS pixels, as all lengths here
ROW = 16 * 44  # the greatest width of a row's bytes
CUT = 74
RULER = 34  # height of a byte's cell
LINE = 14  # what a line of letters adds to it
BOX = 36  # height of an item's box


class Panel:
    """The drawing of one memory, made row by row from the top; `y` is how far it has come."""

    def __init__(self, memory: "Memory", k: int) -> None:
        self.memory = memory
        self.family = k % len(FAMILIES)
        self.ruler = RULER + (LINE if memory.letters else 0)
        self.cell = _cell(memory)
        most = max(4, min(16, ROW // self.cell))
        width = layout.per_row(memory, most)
        self.rows = layout.rows(memory, width)
        self.width = max([0, *(self._edges(row)[-1] for row in self.rows)])
        self.levels = [layout.levels(lane) for lane in memory.lanes]
        self.parts: list[str] = []
        self.y = 0

    def _edges(self, row: layout.Row) -> list[int]:
        """Return where the columns of a row begin, and where the last one ends."""
        edges = [0]
        for column in row:
            edges.append(edges[-1] + (CUT if column.cut else self.cell))
        return edges

    def _box(self, r: int, start: int, stop: int) -> tuple[int, int] | None:
        """Return from where to where row `r` draws the bytes from `start` to before `stop`."""
        places = layout.columns_of(self.rows[r], start, stop)
        edges = self._edges(self.rows[r])
        return (edges[places[0]], edges[places[-1] + 1]) if places else None

    def draw(self, k: int, n: int, inner: int) -> None:
        """Draw memory `k` of `n` into a sheet whose inside is `inner` wide."""
        self.inner = inner
        flags = [word("read-only")] if self.memory.readonly else []
        self._head(heading(self.memory, k, n), flags)
        introduced: set[int] = set()
        for r, row in enumerate(self.rows):
            self.y += 8 if r else 0
            if layout.is_cut(row):
                self._left_out(row[0])
                continue
            top = self._ruler(r)
            below: list[int] = []
            for place, lane in enumerate(self.memory.lanes):
                if layout.columns_of(row, *lane.span):
                    below.append(place)
            mark = len(self.parts)
            for place in below:
                self._lane_in_row(place, r, first=place not in introduced)
                introduced.add(place)
            self._guides(mark, r, top, self.y if below else top)
        for place, lane in enumerate(self.memory.lanes):
            if place not in introduced:
                self._introduce(lane)
        self.y += 6

    def _head(self, parts: list[str], flags: list[str], detail: Iterable[str] = ()) -> None:
        drawn, self.y = head(parts, flags, self.y, self.inner, detail)
        self.parts += drawn

    def _introduce(self, lane: "Lane") -> None:
        self._head([lane.label], badges(lane), facts(lane))
        if lane.marked is not None:
            for line in wrapped([printable(lane.sum(), 200)], self.inner, 13):
                self.y += 10
                self.parts.append(text(0, self.y, line, 13, "sum b halo"))
                self.y += 8

    def _guides(self, mark: int, r: int, top: int, bottom: int) -> None:
        """Draw the borders of the bytes down through the lanes, under all that is there."""
        edges = self._edges(self.rows[r])
        path = "".join(f"M{x} {top}V{bottom}" for x in edges)
        if bottom > top:
            self.parts.insert(mark, f'<path class="rule" d="{path}"/>')

    def _ruler(self, r: int) -> int:
        """Draw the offsets and the bytes of a row; return where the lanes begin."""
        row, memory = self.rows[r], self.memory
        edges = self._edges(row)
        marked = [
            (lane.marked, lane.marked + lane.buffer.itemsize)
            for lane in memory.lanes
            if lane.marked is not None
        ]
        changed = any(memory.was.get(column.start) is not None for column in row)
        y = self.y + 12 + (13 if changed else 0)
        offsets, digits, values, letters, grid = [], [], [], [], ""
        for column, x in zip(row, edges, strict=False):
            if column.cut:
                self._cut(column, x, y)
                continue
            middle = x + self.cell / 2
            offsets.append(plain(middle, self.y + 9, str(column.start)))
            grid += f"M{x} {y}h{self.cell}v{self.ruler}h-{self.cell}z"
            byte = memory.bytes[column.start]
            digits.append(plain(middle, y + 16, "··" if byte is None else f"{byte:02x}"))
            if byte is not None:
                values.append(plain(middle, y + 29, str(byte)))
                if memory.letters:
                    letters.append(plain(middle, y + 43, letter(byte)))
        self.parts.append(f'<path class="byte" d="{grid}"/>')
        self.parts += group("soft", 10, "middle", offsets + values)
        self.parts += group("ink", 13, "middle", digits + letters)
        for column, x in zip(row, edges, strict=False):
            if column.start in memory.was and not column.cut:
                before = memory.was[column.start]
                self.parts.append(outline(x, y, self.cell, self.ruler, "new"))
                if before is not None:
                    middle = x + self.cell / 2
                    self.parts.append(
                        text(middle, y - 4, f"{before:02x}", 10, "soft was", "middle")
                    )
        for start, stop in marked:
            if box := self._box(r, start, stop):
                self.parts.append(outline(box[0], y, box[1] - box[0], self.ruler))
        self.y = y + self.ruler + 4
        return self.y - 4

    def _left_out(self, column: layout.Column) -> None:
        """Draw a row that only says how many bytes are left out between the rows around it."""
        words = f"⋯ {word('cut', bytes=in_bytes(column.stop - column.start))} ⋯"
        self.y += 22
        self.parts.append(
            f'<path class="hop line" stroke-dasharray="2 5" d="M0 {self.y - 17}H{self.inner}"/>'
            f'<path class="hop line" stroke-dasharray="2 5" d="M0 {self.y + 7}H{self.inner}"/>'
        )
        self.parts.append(text(self.inner / 2, self.y, words, 11, "ink b", "middle"))
        self.y += 8

    def _cut(self, column: layout.Column, x: int, y: int) -> None:
        """Draw where bytes are left out, and how many."""
        words = in_bytes(column.stop - column.start).split(" ")
        middle = x + CUT / 2
        figure, size = fitted(words[0], CUT - 4, 10, 8)
        self.parts.append(text(middle, y + 3, "⋯", 14, "ink b", "middle"))
        self.parts.append(text(middle, y + 14, figure, size, "soft", "middle"))
        self.parts.append(text(middle, y + 25, words[-1], 10, "soft", "middle"))

    def _lane_in_row(self, place: int, r: int, first: bool) -> None:
        """Draw what row `r` shows of a lane: its gaps, its items, the arrows of its strides."""
        lane = self.memory.lanes[place]
        level, hidden = self.levels[place]
        if first:
            self._introduce(lane)
        else:
            self.y += 13
            self.parts.append(text(0, self.y - 3, lane.label, 10, "soft halo"))
        top = self.y
        self._gaps(lane, r, top)
        deepest = 0
        boxes, numbers, values = [], [], []
        for item in lane.items:
            box = self._box(r, item.offset, item.offset + item.size)
            if item.offset not in level or box is None:
                continue
            deepest = max(deepest, level[item.offset])
            at = top + level[item.offset] * (BOX + 3)
            boxes.append(_box(item, *box, at, self.family))
            numbers += self._numbers(item, *box, at)
            if layout.main_row(self.rows, item.offset, item.offset + item.size) == r:
                values.append(_value(item, *box, at))
        self.parts += [
            '<g class="byte">',
            *boxes,
            "</g>",
            *group("ink", 10, "", numbers),
            *group("ink b", 13, "middle", values),
        ]
        if lane.marked in level and (
            box := self._box(r, lane.marked, lane.marked + lane.buffer.itemsize)
        ):
            at = top + level[lane.marked] * (BOX + 3)
            self.parts.append(outline(box[0] + 1, at, box[1] - box[0] - 2, BOX))
        self.y = top + deepest * (BOX + 3) + BOX
        if hidden and first:
            self.y += 14
            self.parts.append(text(0, self.y - 2, word("more", n=number(hidden)), 10, "soft"))
        if len(lane.buffer.shape) == 1:
            self._hops(lane, r)
        else:
            self._axes(lane, r)
        self.y += 4

    def _gaps(self, lane: "Lane", r: int, top: int) -> None:
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
            x, width = edges[start] + 1, edges[k] - edges[start] - 2
            self.parts.append(
                f'<rect class="gap" x="{x}" y="{top}" width="{width}" height="{BOX}"'
                ' stroke-dasharray="3 3"/>'
            )
            self.parts.append(hatching(x, top, width, BOX))
        for k, column in enumerate(row):
            if column.cut and k not in covered and lane.span[0] < column.stop <= lane.span[1]:
                self.parts.append(
                    text(edges[k] + CUT / 2, top + BOX / 2 + 5, "⋯", 16, "ink b", "middle")
                )

    def _is_gap(self, lane: "Lane", column: layout.Column, covered: bool) -> bool:
        inside = lane.span[0] <= column.start and column.stop <= lane.span[1]
        return inside and not covered and not column.cut

    def _numbers(self, item: "Item", left: int, right: int, top: int) -> list[str]:
        """Return the number of an item, and what its value was if it changed."""
        label, size = fitted(layout.number(item), right - left - 8, 10, 9)
        drawn = [plain(left + 5, top + 12, label, size if size < 10 else None)]
        if item.was is not None:
            room = right - left - 12 - width_of(label, 10)
            before, size = fitted(item.was, room, 10, 8)
            drawn.append(text(right - 4, top + 12, before, size, "ink was", "end"))
        return drawn

    def _middle(self, lane: "Lane", index: tuple[int, ...]) -> tuple[int, float] | None:
        """Return the row and the middle of an item's main part, if it is drawn."""
        start = lane.offset + lane.buffer.locate(index) - lane.buffer.address
        stop = start + lane.buffer.itemsize
        r = layout.main_row(self.rows, start, stop)
        box = self._box(r, start, stop) if layout.bytes_of(self.rows[r], start, stop) else None
        return box and (r, (box[0] + box[1]) / 2)

    def _hops(self, lane: "Lane", r: int) -> None:
        """Draw the stride of a lane with one axis: an arc from each item to the next.

        Where the items lie one right behind the other the first arc says it all.
        """
        stride, n = lane.buffer.strides[0], lane.buffer.shape[0]
        if n < 2:
            return
        drawn = sorted({item.number for item in lane.items})
        if stride == lane.buffer.itemsize or stride == 0:
            drawn = drawn[:1]
        any_here = False
        edge = self._edges(self.rows[r])[-1]
        depth = 16
        for i in drawn:
            if (
                i + 1 >= n
                or not (a := self._middle(lane, (i,)))
                or not (b := self._middle(lane, (i + 1,)))
            ):
                continue
            if r not in (a[0], b[0]):
                continue
            forward = 1 if stride >= 0 else -1
            x1 = a[1] + 3 * forward if a[0] == r else (0 if forward > 0 else edge)
            x2 = b[1] - 3 * forward if b[0] == r else (edge if forward > 0 else 0)
            if stride == 0:
                x1, x2 = a[1] - 12, a[1] + 12
            if a[0] == b[0]:
                self._arc(x1, x2, depth)
            else:
                self._half_arc(x1, x2, depth, forward, leaves=a[0] == r)
            any_here = True
            if i == drawn[0] and a[0] == r:
                words = in_bytes(stride)
                half = width_of(words, 11) / 2
                x = min(max((x1 + x2) / 2, half), max(edge, self.inner) - half)
                self.parts.append(text(x, self.y + depth + 14, words, 11, "ink b halo", "middle"))
        self.y += depth + 18 if any_here else 0

    def _arc(self, x1: float, x2: float, depth: int) -> None:
        """Draw a hop from one item to another, under the boxes."""
        y = self.y + 2
        low = y + depth * 4 / 3
        self.parts.append(
            f'<path class="hop line" d="M{x1:g} {y}C{x1:g} {low:g} {x2:g} {low:g} {x2:g} {y + 5}"/>'
        )
        self.parts.append(tip(x2, y, 0, -1))

    def _half_arc(self, x1: float, x2: float, depth: int, forward: int, leaves: bool) -> None:
        """Draw the part of a hop that lies in this row: it leaves over the edge or arrives."""
        y = self.y + 2
        near = forward * min(12, abs(x2 - x1))
        if leaves:
            path = f"M{x1:g} {y}Q{x1:g} {y + depth} {x1 + near:g} {y + depth}H{x2:g}"
            self.parts.append(f'<path class="hop line" d="{path}"/>')
            self.parts.append(tip(x2 + 4 * forward, y + depth, forward, 0))
        else:
            path = f"M{x1:g} {y + depth}H{x2 - near:g}Q{x2:g} {y + depth} {x2:g} {y + 5}"
            self.parts.append(f'<path class="hop line" d="{path}"/>')
            self.parts.append(tip(x2, y, 0, -1))

    def _axes(self, lane: "Lane", r: int) -> None:
        """Draw the stride of each axis: an arrow from the first item to the next along it."""
        buffer = lane.buffer
        if not buffer.length:
            return
        origin = self._middle(lane, (0,) * len(buffer.shape))
        for axis in reversed(range(len(buffer.shape))):
            if buffer.shape[axis] < 2 or origin is None:
                continue
            to = self._middle(lane, tuple(int(k == axis) for k in range(len(buffer.shape))))
            if to is None or r not in (origin[0], to[0]):
                continue
            self._axis(axis, buffer.strides[axis], origin, to, r)

    def _axis(
        self, axis: int, stride: int, origin: tuple[int, float], to: tuple[int, float], r: int
    ) -> None:
        forward = 1 if stride >= 0 else -1
        edge = self._edges(self.rows[r])[-1]
        x1 = origin[1] if origin[0] == r else (0 if forward > 0 else edge)
        x2 = to[1] if to[0] == r else (edge if forward > 0 else 0)
        words = word("axis", k=axis, bytes=in_bytes(stride))
        if stride == 0:
            self._arc(x1 - 12, x1 + 12, 10)
            x1, x2 = x1 - 12, x1 + 12
            y = self.y + 9
        else:
            y = self.y + 12
            start = f"M{x1:g} {self.y + 2}V{y}" if origin[0] == r else f"M{x1:g} {y}"
            self.parts.append(f'<path class="hop line" d="{start}H{x2:g}"/>')
            if to[0] == r:
                self.parts.append(f'<path class="hop line" d="M{x2:g} {y}V{self.y + 6}"/>')
                self.parts.append(tip(x2, self.y + 2, 0, -1))
            else:
                self.parts.append(tip(x2, y, forward, 0))
        wide = width_of(words, 11)
        right, left = max(x1, x2) + 8, min(x1, x2) - 8
        if right + wide <= max(edge, self.inner):
            self.parts.append(text(right, y + 4, words, 11, "ink b halo"))
        elif left - wide >= 0:
            self.parts.append(text(left, y + 4, words, 11, "ink b halo", "end"))
        else:
            self.y += 14
            self.parts.append(text((right + left) / 2, y + 14, words, 11, "ink b halo", "middle"))
        self.y += 20


def _box(item: "Item", left: int, right: int, top: int, family: int) -> str:
    frame = "" if item.was is None else "new "
    return (
        f'<rect class="{frame}c{family}{layout.colour(item)}" x="{left + 1}" y="{top}"'
        f' width="{right - left - 2}" height="{BOX}" rx="{CORNERS[family]}"/>'
    )


def _value(item: "Item", left: int, right: int, top: int) -> str:
    value, size = fitted(item.value, right - left - 4, 13, 10)
    return plain((left + right) / 2, top + 28, value, size if size < 13 else None)


def _cell(memory: "Memory") -> int:
    """Return the width of a byte: enough for its offset and for the number of its item."""
    digits = max([1, *(len(str(stop)) for _, stop in memory.windows)])
    for lane in memory.lanes:
        for item in lane.items:
            if item.size:
                digits = max(digits, -(-len(layout.number(item)) // item.size))
    return max(CELL, int(width_of("0" * digits, 10)) + 8)
