"""The strides of a buffer as arrows below its items: an arc from each to the next, or one an axis."""

from bufferscope.figures import in_bytes
from bufferscope.scene import Index, Lane
from bufferscope.shapes import PRINT, text, tip, width_of
from bufferscope.strips import Point, Strips
from bufferscope.words import say

Rows = dict[int, list[str]]  # the parts that are drawn in each of the rows that stand side by side
Way = tuple[float, float]  # from where to where an arrow goes in a row
LOOP = 12  # how far from the middle begins and ends the arrow of a stride of 0


def strides(lane: Lane, strips: Strips, drawn: Rows, y: int) -> int:
    """Draw the strides of a lane from `y` down; return the height of what is drawn."""
    if len(lane.buffer.shape) == 1:
        return _hops(lane, strips, drawn, y)
    return _axes(lane, strips, drawn, y)


def _middle(lane: Lane, strips: Strips, index: Index) -> Point | None:
    """Return the middle of an item's main part, if it is drawn."""
    start = lane.place(index)
    return strips.middle(start, start + lane.buffer.itemsize)


# One axis


def _hops(lane: Lane, strips: Strips, drawn: Rows, y: int) -> int:
    """Draw an arc from each item to the next.

    Where the items lie one right behind the other the first arc says it all. Returns the height.
    """
    stride, n = lane.buffer.strides[0], lane.buffer.shape[0]
    single = stride in (0, lane.buffer.itemsize)
    forward = 1 if stride >= 0 else -1
    inset = 3 * forward if stride else -LOOP
    shown = sorted({item.number for item in lane.items})
    height = 0
    for i in shown[:1] if single else shown:
        if i + 1 >= n:
            continue
        start, stop = _middle(lane, strips, (i,)), _middle(lane, strips, (i + 1,))
        if start is None or stop is None:
            continue
        start, stop = (start[0], start[1] + inset), (stop[0], stop[1] - inset)
        for r, parts in drawn.items():
            way = strips.way(r, start, stop, forward)
            if way is None:
                continue
            height = max(height, 18)
            parts += _hop(*way, y + 2, forward, leaves=r == start[0], arrives=r == stop[0])
            if i == shown[0] and r == start[0]:
                beside = strips.width if single else None
                height = max(height, _length(in_bytes(stride), way, strips, parts, y, beside))
    return height


def _length(
    words: str, way: Way, strips: Strips, parts: list[str], y: int, beside: int | None
) -> int:
    """Write how long an arrow is, beside it where it is the only one, else below it."""
    wide = width_of(words, PRINT)
    if beside is not None and max(way) + 6 + wide <= beside:
        parts.append(text(max(way) + 6, y + 15, words, PRINT, "ink b halo"))
        return 18
    x = min(max(sum(way) / 2, wide / 2), strips.width - wide / 2)
    parts.append(text(x, y + 31, words, PRINT, "ink b halo", "middle"))
    return 34


def _hop(x1: float, x2: float, y: int, forward: int, leaves: bool, arrives: bool) -> list[str]:
    """Draw what a row has of a hop: it leaves an item, passes under others, arrives at one."""
    low: float = y + 15
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


# Several axes


def _axes(lane: Lane, strips: Strips, drawn: Rows, y: int) -> int:
    """Draw an arrow for each axis, from the first item to the second along it.

    Returns the height of them all.
    """
    shape = lane.buffer.shape
    origin = _middle(lane, strips, (0,) * len(shape)) if lane.buffer.length else None
    height = 0
    for axis in reversed(range(len(shape))):
        if shape[axis] < 2 or origin is None:
            continue
        to = _middle(lane, strips, tuple(int(k == axis) for k in range(len(shape))))
        if to is not None:
            stride = lane.buffer.strides[axis]
            words = say("picture.axis", k=axis, bytes=in_bytes(stride))
            height += _axis(words, stride, origin, to, strips, drawn, y + height)
    return height


def _axis(
    words: str, stride: int, start: Point, stop: Point, strips: Strips, drawn: Rows, y: int
) -> int:
    """Draw the arrow of one axis; return its height, 0 if it is in none of these rows."""
    forward = 1 if stride >= 0 else -1
    if stride == 0:
        start, stop = (start[0], start[1] - LOOP), (stop[0], stop[1] + LOOP)
    height = 0
    for r, parts in drawn.items():
        way = strips.way(r, start, stop, forward)
        if way is None:
            continue
        height = max(height, 21)
        path = f"M{way[0]:g} {y + 2}V{y + 12}" if r == start[0] else f"M{way[0]:g} {y + 12}"
        path += f"H{way[1]:g}" + (f"V{y + 6}" if r == stop[0] else "")
        parts.append(f'<path class="hop line" d="{path}"/>')
        if r == stop[0]:
            parts.append(tip(way[1], y + 2, 0, -1))
        if r == start[0]:
            height = max(height, _named(words, way, strips, parts, y))
    return height


def _named(words: str, way: Way, strips: Strips, parts: list[str], y: int) -> int:
    """Write which axis an arrow is of, beside or below it; return the height of both."""
    wide = width_of(words, PRINT)
    right, left = max(way) + 8, min(way) - 8
    if right + wide <= strips.width:
        parts.append(text(right, y + 16, words, PRINT, "ink b halo"))
    elif left - wide >= 0:
        parts.append(text(left, y + 16, words, PRINT, "ink b halo", "end"))
    else:
        middle = min(max((right + left) / 2, wide / 2), strips.width - wide / 2)
        parts.append(text(middle, y + 28, words, PRINT, "ink b halo", "middle"))
        return 35
    return 21
