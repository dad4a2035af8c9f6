"""Rows and columns: how the drawn bytes of a memory are laid out, in pixels or in letters."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass

from bufferscope.scene import Lane, Memory

LEVELS = 8  # items drawn over one byte, one below the other, where they overlap


@dataclass(frozen=True)
class Column:
    """One byte, or a cut: the bytes from `start` to before `stop` are not drawn."""

    start: int
    stop: int
    cut: bool = False


Row = list[Column]


def per_row(memory: Memory, most: int) -> int:
    """Return how many bytes to put in a row, about `most`: whole rows of a grid, or whole items.

    All bytes if they fit, else a number that readers of hex dumps expect.
    """
    if memory.size <= most:
        return most
    grids = [lane.buffer.strides for lane in memory.lanes if len(lane.buffer.shape) > 1]
    units = [abs(stride) for strides in grids for stride in strides]
    units += [lane.buffer.itemsize for lane in memory.lanes]
    for unit in units:
        if 4 <= unit <= most:
            return most // unit * unit
        if most < unit <= most * 3 // 2:
            return unit
    return evenly(most)


def evenly(most: int) -> int:
    """Return 16, 8 or 4, whichever fits `most`; at least 4."""
    return next((n for n in (16, 8) if n <= most), 4)


def per_strip(memory: Memory, most: int) -> int:
    """Return how many bytes to put in a strip, of which two can stand side by side: at most `most`.

    No item is divided that is not longer than a strip; and two strips are a row of a grid, or its
    rows fill one, if that can be.
    """
    if memory.size <= most:
        return min(most, max(8, memory.size))
    most = min(most, 8)
    grids = [lane.buffer.strides for lane in memory.lanes if len(lane.buffer.shape) > 1]
    units = [abs(stride) for strides in grids for stride in strides]
    sizes = [lane.buffer.itemsize for lane in memory.lanes if 0 < lane.buffer.itemsize <= most]
    numbers = range(most, 2, -1)
    whole = [n for n in numbers if not any(n % size for size in sizes)] or [*numbers]
    for unit in [unit for unit in units if unit > 2] + [
        lane.buffer.itemsize for lane in memory.lanes
    ]:
        for n in whole:
            if unit and (n % unit == 0 or unit % (2 * n) == 0):
                return n
    return whole[0]


def rows(memory: Memory, width: int, longest: int = sys.maxsize) -> list[Row]:
    """Return the columns of a memory in rows of `width` bytes.

    A cut of at most `longest` bytes between bytes of one row takes the room of two; else it is a
    row of its own.
    """
    found: list[Row] = []
    row: Row = []
    room = width
    end = 0
    for start, stop in memory.windows:
        if start > end:
            if row and (room < 4 or start - end > longest):
                found.append(row)
                row, room = [], width
            if row:
                row.append(Column(end, start, cut=True))
                room -= 2
            else:
                found.append([Column(end, start, cut=True)])
        for offset in range(start, stop):
            if room < 1:
                found.append(row)
                row, room = [], width
            row.append(Column(offset, offset + 1))
            room -= 1
        end = stop
    if row:
        found.append(row)
    return found


def is_cut(row: Row) -> bool:
    """Return whether a row draws nothing but says how much is left out."""
    return len(row) == 1 and row[0].cut


def columns_of(row: Row, start: int, stop: int) -> list[int]:
    """Return the places in a row of the columns that hold bytes from `start` to before `stop`."""
    if stop <= row[0].start or row[-1].stop <= start:  # as in most rows
        return []
    return [k for k, column in enumerate(row) if column.start < stop and start < column.stop]


def bytes_of(row: Row, start: int, stop: int) -> int:
    """Return how many of the bytes from `start` to before `stop` the row draws."""
    return sum(not row[k].cut for k in columns_of(row, start, stop))


def main_row(found: Sequence[Row], start: int, stop: int) -> int:
    """Return the row in which most of an item is drawn: its value goes there."""
    drawn = [bytes_of(row, start, stop) for row in found]
    return drawn.index(max(drawn))


def first_row(found: Sequence[Row], lane: Lane) -> int:
    """Return the first row in which bytes of a lane are drawn; the number of rows if none is."""
    drawn = (r for r, row in enumerate(found) if not is_cut(row) and columns_of(row, *lane.span))
    return next(drawn, len(found))


def levels(lane: Lane) -> tuple[dict[int, int], int]:
    """Return the level of each item, by offset, so that none hides another.

    Returns also how many items found no level.
    """
    ends: list[int] = []
    level: dict[int, int] = {}
    hidden = 0
    for item in lane.items:
        free = next((k for k, end in enumerate(ends) if end <= item.offset), len(ends))
        if free == LEVELS:
            hidden += 1
            continue
        if free == len(ends):
            ends.append(0)
        ends[free] = item.end
        level[item.offset] = free
    return level, hidden
