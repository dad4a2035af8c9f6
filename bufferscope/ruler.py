"""The bytes of a memory in one row: their offsets, in hex and decimal, and their letters."""

from bufferscope.figures import in_bytes
from bufferscope.layout import Column
from bufferscope.scene import Memory
from bufferscope.shapes import PRINT, VALUE, group, outline, plain, text
from bufferscope.strips import Strips
from bufferscope.values import letter

CELL = 36  # the height of a byte's cell
LINE = 15  # what a line of letters adds to it


def height(memory: Memory) -> int:
    """Return how high the cells of a memory are."""
    return CELL + (LINE if memory.letters else 0)


def ruler(memory: Memory, strips: Strips, r: int, y: int) -> list[str]:
    """Draw the offsets and the bytes of a row, whose cells begin at `y`."""
    cell, high = strips.cell, height(memory)
    offsets, values, digits, grid = [], [], [], ""
    letters: list[str] = []
    cuts: list[str] = []
    marks: list[str] = []
    for column, x in zip(strips.rows[r], strips.edges(r), strict=False):
        if column.cut:
            cuts += _cut(column, x + cell, y)
            continue
        middle = x + cell / 2
        offsets.append(plain(middle, 11, str(column.start)))
        grid += f"M{x} {y}h{cell}v{high}h-{cell}z"
        byte = memory.bytes[column.start]
        digits.append(plain(middle, y + 15, "··" if byte is None else f"{byte:02x}"))
        if byte is not None:
            values.append(plain(middle, y + 30, str(byte)))
            if memory.letters:
                letters.append(plain(middle, y + 45, letter(byte)))
        if column.start in memory.was:
            marks.append(outline(x + 1, y, cell - 2, high, "new"))
            marks += _struck(memory.was[column.start], middle, y - 4)
    for lane in memory.lanes:
        if lane.marked is not None and (
            box := strips.box(r, lane.marked, lane.marked + lane.buffer.itemsize)
        ):
            marks.append(outline(box[0], y, box[1] - box[0], high))
    return [
        f'<path class="byte" d="{grid}"/>',
        *group("soft", PRINT, "middle", offsets + values),
        *group("ink", VALUE, "middle", digits + letters),
        *cuts,
        *marks,
    ]


def _struck(before: int | None, x: float, y: int) -> list[str]:
    """Draw what a byte was, struck through; nothing where there was none before."""
    return [] if before is None else [text(x, y, f"{before:02x}", PRINT, "soft was", "middle")]


def _cut(column: Column, x: int, y: int) -> list[str]:
    """Draw around `x` where bytes are left out within a row, and how many."""
    figure, unit = in_bytes(column.stop - column.start).split(" ")
    return [
        text(x, y + 3, "⋯", 14, "ink b", "middle"),
        text(x, y + 16, figure, PRINT, "soft", "middle"),
        text(x, y + 30, unit, PRINT, "soft", "middle"),
    ]
