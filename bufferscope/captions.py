"""What a picture says of a memory and of its buffers, however it is drawn."""

from bufferscope.figures import in_bytes, number
from bufferscope.layout import Row
from bufferscope.scene import Absent, Lane, Memory
from bufferscope.values import byte_order, is_native, printable
from bufferscope.words import say


def order(format: str) -> str:
    """Return how the bytes of an item are ordered, "" for items of single bytes."""
    ends = byte_order(format)
    if ends in ("", "mixed"):
        return ends and say("picture.mixed")
    return f"{ends}-endian" + (f" ({say('picture.native')})" if is_native(format) else "")


def heading(memory: Memory, k: int, n: int) -> list[str]:
    """Return the parts of a memory's heading: whose it is, its size, its badges."""
    size = in_bytes(memory.size)
    if memory.size_before not in (None, memory.size):
        size = f"{number(memory.size_before)} → {size}"
    parts = [printable(memory.kind) or say("picture.raw"), size]
    if n > 1:
        parts.append(say("picture.memory", k=k, n=n))
    left_out = memory.size - len(memory.bytes)
    if left_out:
        parts.append(say("picture.cut", bytes=in_bytes(left_out)))
    if memory.was:
        parts.append(say("picture.changed", bytes=in_bytes(len(memory.was))))
    return parts


def cut(row: Row) -> str:
    """Return what stands in place of a row that is not drawn."""
    return f"⋯ {say('picture.cut', bytes=in_bytes(row[0].stop - row[0].start))} ⋯"


def facts(lane: Lane) -> list[str]:
    """Return what a lane says of its buffer: attributes by their names in code."""
    buffer = lane.buffer
    parts = [f"format {printable(buffer.format)!r}", f"shape {buffer.shape}"]
    parts.append(f"strides {buffer.strides}")
    if lane.whole.suboffsets:
        parts.append(f"suboffsets {lane.whole.suboffsets}")
    parts.append(say("picture.offset", n=lane.offset))
    if order(buffer.format):
        parts.append(order(buffer.format))
    if not buffer.length:
        parts.append(say("picture.empty"))
    return parts


def found(lane: Lane) -> str | None:
    """Return how the marked item is found, which is a place and no value; None outside the lane."""
    if lane.sum is None or lane.mark is None:
        return None
    index = ", ".join(map(str, lane.mark)) or "()"
    item = f"{lane.name}[{index}]"
    return printable(say("picture.found", item=item, sum=lane.sum, n=lane.marked), 200)


def badges(lane: Lane | Absent) -> list[str]:
    """Return the states of a buffer that a reader must not overlook."""
    if isinstance(lane, Absent):
        return [say(f"state.{lane.state}")]
    return [say("picture.read-only")] if lane.buffer.readonly else []
