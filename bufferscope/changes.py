"""What differs between two scenes of the same buffers."""

from dataclasses import replace

from bufferscope.scene import Item, Lane, Memory, Scene


def marked(scene: Scene, before: Scene) -> Scene:
    """Return a scene with what differs from an earlier one of the same buffers marked.

    Compared is what both draw, value by value and byte by byte.
    """
    lanes = {lane.key: lane for memory in before.memories for lane in memory.lanes}
    memories = {lane.key: memory for memory in before.memories for lane in memory.lanes}
    return replace(
        scene,
        memories=tuple(
            _memory(memory, memories.get(memory.lanes[0].key), lanes) for memory in scene.memories
        ),
    )


def _memory(
    memory: Memory, before: Memory | None, lanes: dict[tuple[int, tuple[int, ...]], Lane]
) -> Memory:
    compared = tuple(_lane(lane, lanes.get(lane.key)) for lane in memory.lanes)
    if before is None:
        return replace(memory, lanes=compared)
    was: dict[int, int | None] = {}
    for offset, byte in memory.bytes.items():
        if offset >= before.size:
            was[offset] = None
        elif offset in before.bytes and before.bytes[offset] != byte:
            was[offset] = before.bytes[offset]
    letters = memory.letters or before.letters
    return replace(memory, lanes=compared, was=was, size_before=before.size, letters=letters)


def _lane(lane: Lane, before: Lane | None) -> Lane:
    if before is None:
        return lane
    values = {item.index: item for item in before.items}
    return replace(lane, items=tuple(_item(item, values.get(item.index)) for item in lane.items))


def _item(item: Item, before: Item | None) -> Item:
    if before is None or before.raw == item.raw:
        return item
    return replace(item, was=before.value)
