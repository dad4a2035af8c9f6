"""Where the bytes of a memory are drawn, in CSS pixels: rows of cells that are cut into strips.

A strip is as wide as a telephone. Where there is more room two stand side by side as one line.
"""

from dataclasses import dataclass

from bufferscope import layout
from bufferscope.scene import Memory
from bufferscope.shapes import PRINT, width_of

NARROW = 272  # the width of a strip: it fits a screen of 320
WIDEST = 48  # of a byte that needs no more
OVER = 6  # how far over the edge of its strip goes what goes on in the next

Point = tuple[int, float]  # a row, and how far from its left edge


@dataclass(frozen=True)
class Strips:
    """The rows of a memory: `cell` is the width of a byte, `width` that of a row."""

    rows: list[layout.Row]
    cell: int
    width: int

    @classmethod
    def of(cls, memory: Memory) -> "Strips":
        """Return rows in which offsets, numbers of items and short values can be read."""
        need = _need(memory)
        per = layout.per_strip(memory, max(3, NARROW // need))
        cell = max(min(need, NARROW // per), min(WIDEST, NARROW // per))
        longest = 10 ** int((2 * cell - 4) / width_of("0", PRINT) - 2)  # with its commas
        return cls(layout.rows(memory, per, longest), cell, per * cell)

    def edges(self, r: int) -> list[int]:
        """Return where the columns of a row begin, and where the last one ends."""
        edges = [0]
        for column in self.rows[r]:
            edges.append(edges[-1] + self.cell * (2 if column.cut else 1))
        return edges

    def box(self, r: int, start: int, stop: int) -> tuple[int, int] | None:
        """Return from where to where row `r` draws the bytes from `start` to before `stop`.

        What goes on in another row goes over the edge, where the strip is cut off.
        """
        row = self.rows[r]
        places = layout.columns_of(row, start, stop)
        if not places:
            return None
        edges = self.edges(r)
        left, right = edges[places[0]], edges[places[-1] + 1]
        left -= OVER if start < row[places[0]].start else 0
        right += OVER if stop > row[places[-1]].stop else 0
        return left, right

    def seen(self, box: tuple[int, int]) -> tuple[int, int]:
        """Return the part of a box that is not cut off at an edge of its strip."""
        return max(box[0], 0), min(box[1], self.width)

    def middle(self, start: int, stop: int) -> Point | None:
        """Return the middle of the main part of an item, None if nothing of it is drawn."""
        r = layout.main_row(self.rows, start, stop)
        box = self.box(r, start, stop)
        if box is None or not layout.bytes_of(self.rows[r], start, stop):
            return None
        return r, sum(self.seen(box)) / 2

    def way(self, r: int, start: Point, stop: Point, forward: int) -> tuple[float, float] | None:
        """Return from where to where an arrow goes in row `r`; over the edge, if it goes on."""
        low, high = sorted((start[0], stop[0]))
        if not low <= r <= high:
            return None
        first, last = (0, self.width) if forward > 0 else (self.width, 0)
        return start[1] if r == start[0] else first, stop[1] if r == stop[0] else last


def _need(memory: Memory) -> int:
    """Return the width of a byte: enough for its offset, and for the number and value of its item."""
    letters = max([3, *(len(str(stop - 1)) for _, stop in memory.windows)])
    for lane in memory.lanes:
        for item in lane.items:
            if item.size:
                longest = max(len(item.label), min(len(item.value), 5))
                letters = max(letters, -(-longest // item.size))
    return int(width_of("0" * letters, PRINT)) + 5
