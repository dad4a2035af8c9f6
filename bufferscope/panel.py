"""One memory drawn: strips of a few bytes each, with the lanes of its buffers below the bytes.

Where there is room two strips stand side by side as one line, so the two are drawn alike: the same
lanes at the same height, and what goes over the edge of one, an item or the arrow of a stride, goes
on in the other.
"""

from dataclasses import dataclass

from bufferscope import arrows, layout
from bufferscope.captions import badges, cut
from bufferscope.colours import FAMILIES
from bufferscope.figures import number
from bufferscope.ruler import height, ruler
from bufferscope.scene import Item, Lane, Memory
from bufferscope.shapes import (
    PRINT,
    VALUE,
    fitted,
    group,
    hatching,
    outline,
    plain,
    text,
    width_of,
)
from bufferscope.strips import NARROW, Strips
from bufferscope.values import printable
from bufferscope.words import say

SIDE_BY_SIDE = 2
NAME = 19  # what a lane's name takes over its boxes
BOX = 37  # the height of an item's box
WAS = 15  # what a line for the values before adds to it
BETWEEN = 3  # two levels of boxes


@dataclass
class Strip:
    """The drawing of one row of bytes."""

    parts: list[str]
    width: int
    height: int


class Panel:
    """The drawing of one memory."""

    def __init__(self, memory: Memory, k: int) -> None:
        self.memory = memory
        self.family = k % len(FAMILIES)
        self.strips = Strips.of(memory)
        self.width = self.strips.width
        self._levels = [layout.levels(lane) for lane in memory.lanes]

    def lines(self) -> list[list[Strip] | str]:
        """Return the drawing from the top: lines of strips, and words for what is left out."""
        lines: list[list[Strip] | str] = []
        pair: list[int] = []
        for r, row in enumerate(self.strips.rows):
            if layout.is_cut(row):
                lines += [self._line(pair)] if pair else []
                pair = []
                lines.append(cut(row))
                continue
            pair.append(r)
            if len(pair) == SIDE_BY_SIDE:
                lines.append(self._line(pair))
                pair = []
        return [*lines, self._line(pair)] if pair else lines

    def _line(self, pair: list[int]) -> list[Strip]:
        """Draw rows that may stand side by side."""
        memory, rows = self.memory, self.strips.rows
        here = [
            place
            for place, lane in enumerate(memory.lanes)
            if any(layout.columns_of(rows[r], *lane.span) for r in pair)
        ]
        changed = any(column.start in memory.was for r in pair for column in rows[r])
        top = 16 + (14 if changed else 0)
        drawn = {r: ruler(memory, self.strips, r, top) for r in pair}
        low = y = top + height(memory)
        lanes: dict[int, list[str]] = {r: [] for r in pair}
        for place in here:
            parts, high = self._lane(place, pair)
            for r in pair:
                lanes[r] += [f'<g transform="translate(0 {y})">', *parts[r], "</g>"]
            y += high
        for r in pair:
            guides = "".join(f"M{x} {low}V{y}" for x in self.strips.edges(r))
            drawn[r] += [f'<path class="rule" d="{guides}"/>'] if here else []
        return [Strip(drawn[r] + lanes[r], self.width, y + 2) for r in pair]

    def _lane(self, place: int, pair: list[int]) -> tuple[dict[int, list[str]], int]:
        """Draw what rows show of a lane: its name, gaps, items, and the arrows of its strides.

        Returns the parts by row, and their height, which all rows have in common.
        """
        lane = self.memory.lanes[place]
        level, hidden = self._levels[place]
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
        y = NAME + deepest * (_height(lane) + BETWEEN) + _height(lane)
        first = layout.first_row(self.strips.rows, lane)
        if hidden and first in pair:
            y += 15
            drawn[first].append(
                text(0, y - 2, say("picture.more", n=number(hidden)), PRINT, "soft")
            )
        y += arrows.strides(lane, self.strips, drawn, y)
        return drawn, y + 3

    def _items(self, lane: Lane, level: dict[int, int], r: int, drawn: list[str]) -> int:
        """Draw the items of a lane in a row; return the deepest level in use."""
        deepest, high = 0, _height(lane)
        boxes, numbers, before, values, marks = [], [], [], [], []
        for item in lane.items:
            box = self.strips.box(r, item.offset, item.end)
            if item.offset not in level or box is None:
                continue
            deepest = max(deepest, level[item.offset])
            top = NAME + level[item.offset] * (high + BETWEEN)
            boxes.append(_item(item, *box, top, high))
            left, right = self.strips.seen(box)
            label, _ = fitted(item.label, right - left - 6, PRINT, PRINT)
            numbers.append(plain(left + 4, top + 13, label))
            if layout.main_row(self.strips.rows, item.offset, item.end) == r:
                middle, room = (left + right) / 2, right - left - 4
                if item.was is not None:
                    before.append(plain(middle, top + 28, *fitted(item.was, room, PRINT, PRINT)))
                value, size = fitted(item.value, room, VALUE, PRINT)
                values.append(plain(middle, top + high - 6, value, size if size < VALUE else None))
            if item.offset == lane.marked:
                marks.append(outline(box[0] + 2, top + 1, box[1] - box[0] - 4, high - 2))
        drawn += [
            *([f'<g class="box c{self.family}">', *boxes, "</g>"] if boxes else []),
            *group("ink", PRINT, "", numbers),
            *group("ink was", PRINT, "middle", before),
            *group("ink b", VALUE, "middle", values),
            *marks,
        ]
        return deepest

    def _gaps(self, lane: Lane, r: int, drawn: list[str]) -> None:
        """Hatch the bytes inside a lane that belong to none of its items."""
        row, edges = self.strips.rows[r], self.strips.edges(r)
        covered: set[int] = set()
        for item in lane.items:
            covered.update(layout.columns_of(row, item.offset, item.end))
        k = 0
        while k < len(row):
            start = k
            while k < len(row) and k not in covered and _is_gap(lane, row[k]):
                k += 1
            if k > start:
                wide = edges[k] - edges[start] - 2
                drawn.append(hatching(edges[start] + 1, NAME, wide, _height(lane)))
            else:
                k += 1
        for k, column in enumerate(row):
            if column.cut and k not in covered and lane.span[0] < column.stop <= lane.span[1]:
                middle = edges[k] + self.strips.cell
                drawn.append(text(middle, NAME + BOX / 2 + 5, "⋯", 16, "ink b", "middle"))


def _is_gap(lane: Lane, column: layout.Column) -> bool:
    """Whether a byte lies inside a lane."""
    return not column.cut and lane.span[0] <= column.start and column.stop <= lane.span[1]


def _height(lane: Lane) -> int:
    """Return the height of a lane's boxes: with a line for what values were, if some have changed."""
    return BOX + (WAS if any(item.was is not None for item in lane.items) else 0)


def _item(item: Item, left: int, right: int, top: int, height: int) -> str:
    frame = "" if item.was is None else ' class="new"'
    return (
        f'<rect{frame} x="{left + 1.5:g}" y="{top}" width="{right - left - 3}" height="{height}"'
        ' rx="3"/>'
    )
