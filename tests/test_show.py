"""What `show` draws: true offsets, true sharing, no lock, no markup let in, three languages."""

import array
import ast
import ctypes
import gc
import itertools
import math
import mmap
import os
import pickle
import random
import re
import struct
import subprocess
import sys
import time
import tracemalloc
import weakref
import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import pytest

import bufferscope
from bufferscope import colours, figures, layout
from bufferscope.buffers import Buffer, Py_buffer, owner
from bufferscope.picture import show
from bufferscope.values import byte_order, decode, shorten
from bufferscope.words import LANGUAGES, language

ROOT = Path(__file__).resolve().parent.parent
SVG = "{http://www.w3.org/2000/svg}"
since_312 = pytest.mark.skipif(sys.version_info < (3, 12), reason="__buffer__ needs Python 3.12")


@pytest.fixture(autouse=True)
def english():
    language("en")
    yield
    language("en")


def lane_of(picture, name):
    return next(lane for lane in picture.lanes if lane.name == name)


def places(lane):
    """Return {index: (offset, value)} of the items of a lane."""
    return {item.index: (item.offset, item.value) for item in lane.items}


def parsed(picture):
    """Return the root of the picture's SVG; raises if it is not well-formed."""
    return ET.fromstring(picture.svg())


def words_of(root):
    return [text.text or "" for text in root.iter(SVG + "text")]


# Where items lie


SLICES = [
    slice(None),
    slice(1, None),
    slice(None, None, 2),
    slice(1, None, 2),
    slice(None, None, -1),
    slice(None, None, -2),
    slice(7, 2, -3),
    slice(3, 4),
]


@pytest.mark.parametrize("cut", SLICES, ids=str)
def test_offsets_of_slices_are_those_of_range(cut):
    data = bytes(range(100, 110))
    lane = lane_of(show(view=memoryview(data)[cut]), "view")
    expected = {(k,): (i, str(data[i])) for k, i in enumerate(range(10)[cut])}
    assert places(lane) == expected
    assert lane.offset == range(10)[cut][0]


def test_others_may_set_the_types_of_the_same_c_functions():
    """A lesson describes PyObject_GetBuffer to ctypes with a structure of its own."""
    shared = ctypes.pythonapi.PyObject_GetBuffer
    before, shared.argtypes = shared.argtypes, [ctypes.py_object, ctypes.c_char_p, ctypes.c_int]
    try:
        assert "offset 2" in str(show(view=memoryview(bytearray(8))[2:]))
    finally:
        shared.argtypes = before


def test_slices_of_slices_add_up():
    lane = lane_of(show(v=memoryview(bytes(range(100)))[10:90:2][5::3]), "v")
    assert [offset for offset, _ in sorted(places(lane).values())] == list(range(20, 90, 6))


def test_the_same_bytes_under_four_formats():
    m = memoryview(bytearray(struct.pack("d", 2.5)))
    picture = show(B=m, h=m.cast("h"), i=m.cast("i"), d=m.cast("d"))
    assert len(picture.memories) == 1
    for name, items in (("B", 8), ("h", 4), ("i", 2), ("d", 1)):
        lane = lane_of(picture, name)
        values = m.cast(name).tolist() if name != "B" else m.tolist()
        assert [item.value for item in lane.items] == list(map(repr, values))
        assert len(lane.items) == items
        assert [item.offset for item in lane.items] == [k * 8 // items for k in range(items)]


def test_grid_marks_its_item_and_writes_the_sum():
    grid = memoryview(bytes(range(12))).cast("B", (3, 4))
    picture = show(grid=grid, index=(1, -2))
    assert lane_of(picture, "grid").marked == 6
    assert "grid[1, 2]: 0 + 1·4 + 2·1 = byte 6" in str(picture)
    assert "grid[1, 2]: 0 + 1·4 + 2·1 = byte 6" in words_of(parsed(picture))
    assert any(rect.get("class") == "mark" for rect in parsed(picture).iter(SVG + "rect"))


def test_sum_with_a_negative_stride():
    m = memoryview(b"memoryview")
    lane = lane_of(show(r=m[::-2], index=3), "r")
    assert (lane.sum, lane.marked) == ("9 + 3·(-2)", 3)


def test_random_numpy_views_are_placed_as_numpy_places_them():
    chance = random.Random(2024)
    for _ in range(60):
        shape = tuple(chance.randint(1, 4) for _ in range(chance.randint(1, 3)))
        base = np.arange(math.prod(shape), dtype=chance.choice(["u1", "<i2", "<i4"])).reshape(shape)
        steps = tuple(slice(None, None, chance.choice([1, 2, -1, -2])) for _ in shape)
        view = base[steps].transpose(chance.sample(range(len(shape)), len(shape)))
        lane = lane_of(show(view=view), "view")
        origin = base.__array_interface__["data"][0]
        expected = {}
        for index in np.ndindex(view.shape):
            one = view[tuple(slice(i, i + 1) for i in index)]
            address = one.__array_interface__["data"][0]
            expected[index] = (address - origin, str(view[index]))
        drawn = places(lane)
        assert drawn.items() <= expected.items()
        assert base.nbytes > 128 or drawn == expected


@pytest.mark.parametrize("strides", [(1, 1), (2, -1), (0, 1), (0, 0), (-3, 2), (4, 1), (1, 5)])
def test_items_at_finds_all_items_of_overlapping_layouts(strides):
    buffer = Buffer(1000, 2, "H", (3, 4), strides, (), True, False)
    low, high = buffer.extent()
    for address in range(low - 2, high + 2):
        found = set(buffer.items_at(address))
        expected = {
            (i, j)
            for i in range(3)
            for j in range(4)
            if 0 <= address - buffer.locate((i, j)) < 2
            and (strides[0] or i in (0, 2))
            and (strides[1] or j in (0, 3))
        }
        assert found == expected


def test_overlapping_items_do_not_hide_each_other():
    a = np.lib.stride_tricks.as_strided(np.arange(3, dtype="<u4"), (5,), (2,))
    picture = show(a=a)
    boxes = list(rects_of_items(parsed(picture)))
    assert len(boxes) == 6, "one item begins in one strip and ends in the next"
    for k, (left, top, right, bottom, _) in enumerate(boxes):
        for left2, top2, right2, bottom2, _ in boxes[k + 1 :]:
            assert right <= left2 or right2 <= left or bottom <= top2 or bottom2 <= top


def test_items_that_find_no_room_are_counted_where_their_buffer_begins():
    b = bytearray(range(64))
    many = np.ndarray((12,), "S12", b, 40, (1,))  # twelve of them lie over one byte
    picture = show(b=b, many=many)
    _, hidden = layout.levels(lane_of(picture, "many"))
    assert hidden
    said = f"more items overlap here: {hidden}"
    assert str(picture).count(said) == words_of(parsed(picture)).count(said) == 1


def test_stride_zero_is_one_box_for_all_items():
    lane = lane_of(show(a=np.broadcast_to(np.array([7], "u1"), (5,)), index=3), "a")
    assert [(i.index, i.last, i.offset) for i in lane.items] == [((0,), (4,), 0)]
    assert lane.marked == 0
    assert "0…4" in words_of(parsed(show(np.broadcast_to(np.array([7], "u1"), (5,)))))


def test_no_dimensions_and_no_items():
    picture = show(x=memoryview(struct.pack("d", 3.5)).cast("d", ()), index=())
    assert places(lane_of(picture, "x")) == {(): (0, "3.5")}
    b = bytearray(b"memory")
    empty = show(b=b, v=memoryview(b)[4:4], z=b"", n=np.zeros((3, 0), "u1"))
    assert lane_of(empty, "v").offset == 4
    assert [lane_of(empty, n).items for n in "vzn"] == [(), (), ()]
    assert [sorted(lane.name for lane in memory.lanes) for memory in empty.memories] == [
        ["b", "v"],
        ["z"],
        ["n"],
    ]
    parsed(empty)


def test_gaps_are_hatched_and_nothing_else_is():
    m = memoryview(b"memoryview")
    hatches = [p for p in parsed(show(m[::-2])).iter(SVG + "path") if p.get("class") == "hatch"]
    assert len(hatches) == 4
    none = [p for p in parsed(show(m[2:5])).iter(SVG + "path") if p.get("class") == "hatch"]
    assert none == []


def test_strides_are_arrows_one_for_each_axis():
    m = memoryview(b"memoryview")
    assert "-2 bytes" in words_of(parsed(show(m[::-2])))
    grid = words_of(parsed(show(np.zeros((2, 3, 2), "<i2"))))
    assert {"axis 0: 12 bytes", "axis 1: 4 bytes", "axis 2: 2 bytes"} <= set(grid)
    tips = [p for p in parsed(show(m[::-2])).iter(SVG + "path") if p.get("class") == "tip"]
    assert len(tips) == 4


# The drawing itself: what stands over what, and where arrows lead. Read from the SVG, as an eye would.


def placed(element, x=0.0, y=0.0):
    """Yield (x, y, element) for all that is drawn, with what it is moved by."""
    moved = re.match(r"translate\((\S+) (\S+)\)", element.get("transform", ""))
    if moved:
        x, y = x + float(moved[1]), y + float(moved[2])
    if element.tag == SVG + "svg":
        x, y = x + float(element.get("x", 0)), y + float(element.get("y", 0))
    yield x, y, element
    for child in element:
        yield from placed(child, x, y)


def drawn_texts(root):
    """Yield (x, y, words) for all that is written."""
    for x, y, text in placed(root):
        if text.tag == SVG + "text":
            yield x + float(text.get("x")), y + float(text.get("y")), text.text or ""


def rects_of_items(root):
    """Yield (left, top, right, bottom, class of the group) for the boxes of items, as far as strips show them."""
    for x, y, strip in placed(root):
        if strip.tag != SVG + "svg" or strip is root:
            continue
        x0, y0, width = (float(strip.get(name)) for name in ("x", "y", "width"))
        for x2, y2, group in placed(strip, x - x0, y - y0):
            if not group.get("class", "").startswith("box "):
                continue
            for rect in group:
                left, top, wide, high = (
                    float(rect.get(name)) for name in ("x", "y", "width", "height")
                )
                ends = max(x, x2 + left), min(x + width, x2 + left + wide)
                yield ends[0], y2 + top, ends[1], y2 + top + high, group.get("class")


def drawn_boxes(root):
    """Return {number of an item: [(left, top, right), …]}: its boxes, one in each row that has a part of it."""
    labels = {(x, y): words for x, y, words in drawn_texts(root)}
    found = {}
    for left, top, right, _, _ in rects_of_items(root):
        number = labels[left + 2.5, top + 13]
        found.setdefault(int(number), []).append((left, top, right))
    return found


@pytest.mark.parametrize("length", [5, 16, 40])
def test_each_byte_stands_under_its_own_offset(length):
    data = bytearray(range(100, 100 + length))
    written = list(drawn_texts(parsed(show(data=data))))
    hexadecimal = [(x, y, words) for x, y, words in written if re.fullmatch("[0-9a-f]{2}", words)]
    seen = {}
    for x, y, words in written:
        for x2, y2, digits in hexadecimal:
            if (x, round(y2 - y)) == (x2, 20) and words.isdecimal():  # the ruler's first line
                seen[int(words)] = int(digits, 16)
    assert seen == dict(enumerate(data))


HOP = re.compile(
    r"M(?P<x1>[-\d.]+) (?P<y>[-\d.]+)"
    r"(?:C\S+ \S+ \S+ \S+ (?P<arc>[-\d.]+) \S+"
    r"|Q\S+ \S+ \S+ \S+H(?P<leaves>[-\d.]+)"
    r"|H\S+Q\S+ \S+ (?P<arrives>[-\d.]+) \S+"
    r"|H(?P<passes>[-\d.]+))"
)


def hops(root):
    """Yield (kind, from x, to x, y) for the arcs of a stride; those over rows come in parts."""
    for x, y, path in placed(root):
        match = HOP.fullmatch(path.get("d")) if path.get("class") == "hop line" else None
        if match:
            kind = next(k for k in ("arc", "leaves", "arrives", "passes") if match[k] is not None)
            yield kind, x + float(match["x1"]), x + float(match[kind]), y + float(match["y"])


def item_at(boxes, x, y):
    """Return the number of the item whose box stands just over the place, or None."""
    over = [
        (y - top, number)
        for number, parts in boxes.items()
        for left, top, right in parts
        if left <= x <= right and 0 <= y - top - 37 < 30
    ]
    return min(over)[1] if over else None


@pytest.mark.parametrize(
    "cut", [slice(None, None, 2), slice(None, None, -1), slice(None, None, -3)], ids=str
)
@pytest.mark.parametrize("length", [9, 40, 70])
def test_an_arrow_leads_from_an_item_to_the_next(cut, length):
    """Also where the next stands in another row: an arrow leaves on the side to which it goes on."""
    view = memoryview(bytes(range(length)))[cut]
    root = parsed(show(view=view))
    boxes = drawn_boxes(root)
    assert sorted(boxes) == list(range(len(view)))
    forward = cut.step > 0
    met, leaving, arriving = set(), set(), set()
    for kind, x1, x2, y in hops(root):
        if kind == "arc":
            start, stop = item_at(boxes, x1, y), item_at(boxes, x2, y)
            assert stop == start + 1
            assert (x2 > x1) == forward
            met.add(start)
        elif kind == "passes":
            assert (x2 > x1) == forward
        elif kind == "leaves":
            assert (x2 > x1) == forward
            leaving.add(item_at(boxes, x1, y))
        else:
            assert (x2 > x1) == forward
            arriving.add(item_at(boxes, x2, y) - 1)
    assert leaving == arriving
    assert met | leaving == set(range(len(view) - 1))
    tips = [p for p in root.iter(SVG + "path") if p.get("class") == "tip"]
    assert len(tips) == len(met) + len(leaving)


def test_colour_never_stands_alone():
    """Each coloured box has its number written into it."""
    root = parsed(show(np.arange(20, dtype="<i2").reshape(4, 5)))
    words = words_of(root)
    assert len(list(rects_of_items(root))) == 20
    assert all(f"{i},{j}" in words for i in range(4) for j in range(5))


# One colour a memory


def test_all_that_lies_in_one_memory_looks_alike():
    m = memoryview(bytearray(b"memoryview works"))
    picture = show(B=m, d=m.cast("d"), tail=m[7:13], back=m[::-3], ro=m[5:].toreadonly())
    assert {look for *_, look in rects_of_items(parsed(picture))} == {"box c0"}
    assert ".c1" not in parsed(picture).find(SVG + "style").text, "only what is used"


def test_other_memory_is_told_by_colour_by_outline_by_letter_and_in_words():
    data = bytearray(b"memoryview")
    picture = show(data=data, copy=data[:], third=bytes(data), end=memoryview(data)[6:])
    root = parsed(picture)
    looks = [look for *_, look in rects_of_items(root)]
    assert looks == ["box c0"] * 14 + ["box c1"] * 10 + ["box c2"] * 10
    rules = dict(re.findall(r"\.bufferscope \.(c\d){(.*?)}", root.find(SVG + "style").text))
    for part in ("fill", "stroke", "stroke-dasharray"):
        values = [re.search(rf"{part}:([^;]+)", rule)[1] for rule in rules.values()]
        assert len(set(values)) == len(rules) == 3, part
    words = words_of(root)
    assert [word[0] for word in words if re.match("[A-Z] byte", word)] == ["A", "B", "C"]
    assert "in one block of memory: data, end" in words
    assert {"in a block of its own: copy", "in a block of its own: third"} <= set(words)
    page = picture._repr_html_()
    assert [tag in page for tag in ("<b>A</b>", "<b>B</b>", "<b>C</b>", "<b>D</b>")] == [1, 1, 1, 0]
    assert "in one block of memory: data, end" in page
    assert "of memory: " not in show(data)._repr_html_(), "where there is one nothing is shared"


def test_more_memories_than_families_of_colours():
    root = parsed(show(*(bytearray(1) for _ in range(5))))
    looks = [look for *_, look in rects_of_items(root)]
    assert looks == ["box c0", "box c1", "box c2", "box c0", "box c1"]


# Which memory


def rulers(picture):
    return [sorted(lane.name for lane in memory.lanes) for memory in picture.memories]


def test_a_view_shares_and_a_copy_does_not():
    b = bytearray(b"memoryview")
    picture = show(b=b, copy=bytes(b[1:]), view=memoryview(b)[1:])
    assert rulers(picture) == [["b", "view"], ["copy"]]
    assert "memory 2 of 2" in str(picture)


def test_equal_contents_are_not_shared_memory():
    assert len(show(a=bytearray(b"same"), b=bytearray(b"same")).memories) == 2


def exporters():
    b = bytearray(range(16))
    m = memoryview(b)
    yield "bytearray", b, b
    yield "view", b, m[3:9]
    yield "read-only", b, m.toreadonly()[2:]
    yield "cast", b, m[4:].cast("i")
    yield "ctypes", b, (ctypes.c_uint8 * 4).from_buffer(b, 5)
    yield "numpy", b, np.frombuffer(b, "<i2", offset=2)[::-2]
    yield "PickleBuffer", b, pickle.PickleBuffer(m[::2])
    a = array.array("i", range(4))
    yield "array", a, memoryview(a)[1:]
    s = (ctypes.c_int * 3 * 2)()
    yield "ctypes element", s, s[1]
    n = np.arange(24, dtype="<i2").reshape(2, 3, 4)
    yield "numpy base", n, n[1:, ::-1, 2]
    p = mmap.mmap(-1, 64)
    yield "mmap", p, memoryview(p)[10:20]


@pytest.mark.parametrize("name, exporter, view", list(exporters()), ids=lambda x: str(x)[:12])
def test_one_ruler_for_all_that_lies_in_an_exporter(name, exporter, view):
    picture = show(view=view, exporter=exporter)
    assert rulers(picture) == [["exporter", "view"]]
    alone = show(view=view)
    assert alone.memories[0].size == memoryview(exporter).nbytes
    assert alone.memories[0].kind == type(exporter).__name__
    assert lane_of(alone, "view").offset == lane_of(picture, "view").offset


@since_312
def test_class_with_buffer_shows_the_memory_that_it_passes_on():
    class Packet:
        def __init__(self, data):
            self.data = data

        def __buffer__(self, flags):
            return memoryview(self.data)[2:]

    data = bytearray(b"memory")
    picture = show(data=data, packet=Packet(data))
    assert rulers(picture) == [["data", "packet"]]
    assert lane_of(picture, "packet").offset == 2
    assert lane_of(show(packet=Packet(data)), "packet").offset == 2


def test_owner_accepts_only_memory_that_covers():
    class Liar(np.ndarray):
        @property
        def base(self):
            return bytearray(100)

    array_ = np.arange(8, dtype="u1").view(Liar)
    found, buffer = owner(memoryview(array_))
    assert found is array_
    assert buffer.length == 8


def indirect(rows, keep):
    """Return a view of rows behind an array of pointers, PIL's layout in PEP 3118."""
    blocks = [ctypes.create_string_buffer(row, len(row)) for row in rows]
    table = (ctypes.c_void_p * len(rows))(*(ctypes.addressof(block) for block in blocks))
    three = ctypes.c_ssize_t * 2
    shape = three(len(rows), len(rows[0]))
    strides = three(ctypes.sizeof(ctypes.c_void_p), 1)
    suboffsets = three(0, -1)
    raw = Py_buffer(
        ctypes.addressof(table), None, len(rows) * len(rows[0]), 1, 1, 2, b"B", shape, strides,
        suboffsets, None,
    )  # fmt: skip
    keep += [blocks, table, shape, strides, suboffsets, raw]
    make = ctypes.pythonapi.PyMemoryView_FromBuffer
    make.argtypes, make.restype = [ctypes.POINTER(Py_buffer)], ctypes.py_object
    return make(ctypes.byref(raw))


def test_suboffsets_are_followed_to_each_row():
    keep = []
    view = indirect([b"abc", b"xyz"], keep)
    assert view.suboffsets == (0, -1)
    picture = show(image=view, index=(1, 2))
    assert len(picture.memories) == 3
    assert {m.size for m in picture.memories[1:]} == {3}
    values = {i.index: i.value for lane in picture.lanes for i in lane.items if len(i.index) == 2}
    assert values == {
        (i, j): str(byte) for i, row in enumerate([b"abc", b"xyz"]) for j, byte in enumerate(row)
    }
    assert [lane.marked for lane in picture.lanes] == [None, None, 2]
    assert set(picture.memories[0].bytes.values()) == {None}, "pointers are addresses: not drawn"
    assert "suboffsets (0, -1)" in str(picture)
    parsed(picture)


def test_pointers_are_not_drawn():
    for pointers in (
        np.array([object(), object()]),
        ctypes.c_char_p(b"x"),
        ctypes.c_wchar_p("x"),
        ctypes.c_void_p(1),
        (ctypes.c_char_p * 2)(b"a", b"b"),
        memoryview(bytes(8)).cast("P"),
    ):
        picture = show(pointers)
        assert set(picture.memories[0].bytes.values()) == {None}
        assert {item.value for item in picture.lanes[0].items} == {"→"}


def test_ctypes_objects_over_another_buffer_lie_in_it():
    for make in (ctypes.c_int, ctypes.c_int * 1, Padded):
        data = bytearray(16)
        (memory,) = show(data=data, inside=make.from_buffer(data, 4)).memories
        assert [lane.offset for lane in memory.lanes] == [0, 4]


class Padded(ctypes.Structure):
    _fields_ = [("i", ctypes.c_int), ("h", ctypes.c_short)]


def foreign(array_, start, n, stride):
    """Return a view on a part of a ctypes array that does not know whose memory it is."""
    shape, strides = (ctypes.c_ssize_t * 1)(n), (ctypes.c_ssize_t * 1)(stride)
    address = ctypes.addressof(array_) + start
    raw = Py_buffer(address, None, n, 1, 1, 1, b"B", shape, strides, None, None)
    make = ctypes.pythonapi.PyMemoryView_FromBuffer
    make.argtypes, make.restype = [ctypes.POINTER(Py_buffer)], ctypes.py_object
    return make(ctypes.byref(raw))  # copies shape and strides


def test_bytes_between_items_of_a_foreign_buffer_are_not_read():
    """Where only items are lent, the gaps between them may belong to somebody else."""
    keep = (ctypes.c_char * 9)(*b"abcdefghi")
    memory = show(foreign(keep, 0, 3, 4)).memories[0]
    drawn = {offset: byte for offset, byte in memory.bytes.items() if byte is not None}
    assert drawn == {0: ord("a"), 4: ord("e"), 8: ord("i")}


def test_common_addresses_are_common_memory_whoever_owns_them():
    keep = (ctypes.c_char * 12)(*b"abcdefghijkl")
    left, right, middle = (foreign(keep, k, 4, 1) for k in (0, 8, 3))
    beside, across = foreign(keep, 4, 4, 1), foreign(keep, 3, 6, 1)
    assert rulers(show(left=left, right=right)) == [["left"], ["right"]]
    assert rulers(show(left=left, beside=beside)) == [["left"], ["beside"]]
    assert rulers(show(left=left, middle=middle)) == [["left", "middle"]]
    assert rulers(show(left=left, right=right, across=across)) == [["across", "left", "right"]]
    picture = show(middle=middle, left=left)
    assert [lane.offset for lane in picture.lanes] == [3, 0]
    assert picture.memories[0].size == 7


def test_the_same_empty_exporter_is_one_memory():
    e = bytearray()
    assert rulers(show(a=e, b=memoryview(e), c=bytearray())) == [["a", "b"], ["c"]]


# No lock, and drawing again


def test_no_lock_is_left_on_what_was_shown():
    b = bytearray(b"memory")
    pictures = [show(b), show(memoryview(b)[::2]), show(np.frombuffer(b, "u1")[1:])]
    pictures.append(show((ctypes.c_char * 2).from_buffer(b)))
    pictures.append(show(pickle.PickleBuffer(b)))
    gc.collect()
    b += b"view"  # BufferError if any export were open
    assert [picture.again() for picture in pictures]
    b += b"!"


def test_a_failing_show_leaves_no_lock():
    b = bytearray(b"memory")
    with memoryview(b) as view, pytest.raises(IndexError):
        show(view, index=6)
    with pytest.raises(TypeError):
        show(b, 3)
    b.append(1)


def test_a_picture_keeps_no_view_alive():
    view = memoryview(bytearray(b"memory"))
    gone = weakref.ref(view)
    picture = show(view)
    del view
    assert gone() is None
    assert picture.again().lanes[0].items


def test_a_record_of_an_array_is_locked_by_nothing():
    """np.void takes no weak references, and it keeps its array, which locks the bytearray."""
    data = bytearray(16)
    pair = np.dtype([("a", "<i4"), ("b", "<i4")])
    picture = show(np.frombuffer(data, pair)[1])
    assert picture.memories[0].kind == "bytearray"
    assert picture.lanes[0].offset == 8
    data[8] = 7
    assert picture.again().lanes[0].items[0].value == "(7, 0)"
    data.append(1)
    own = np.zeros((), pair)[()].copy()  # with memory of its own, it locks nothing
    assert show(own).again().lanes[0].items[0].value == "(0, 0)"


def test_again_marks_what_changed():
    c = bytearray(b"memoryview")
    view = memoryview(c)[1::2]
    before = show(c=c, odd=view)
    c[3], c[4] = 255, 0
    after = before.again()
    assert after.memories[0].was == {3: ord("o"), 4: ord("r")}
    assert {i.index: i.was for i in lane_of(after, "odd").items if i.was} == {(1,): "111"}
    assert {i.index: i.was for i in lane_of(after, "c").items if i.was} == {
        (3,): "111",
        (4,): "114",
    }
    struck = [
        text.text
        for group in parsed(after).iter()
        if "was" in (group.get("class") or "")
        for text in group.iter(SVG + "text")
    ]
    assert sorted(struck) == ["111", "111", "114", "6f", "72"]
    assert "changed: 2 bytes" in str(after)
    assert after.again().memories[0].was == {}, "nothing changed since the second picture"
    assert before.memories[0].was == {}


def test_again_of_a_temporary_view_looks_at_the_same_place():
    b = bytearray(b"memoryview")
    picture = show(v=memoryview(b)[2:6])
    b[3] = 0
    assert places(lane_of(picture.again(), "v"))[1,] == (3, "0")
    b += b"!"
    assert lane_of(picture.again(), "v").offset == 2
    del b[4:]
    lane = lane_of(picture.again(), "v")
    assert lane.state == "gone"
    assert "[gone]" in str(picture.again())
    b += bytes(8)
    assert lane_of(picture.again(), "v").items


def test_again_of_a_resized_exporter_and_of_a_released_view():
    b = bytearray(b"memory")
    view = memoryview(b)
    picture = show(b=b, view=view)
    view.release()
    b += b"view"
    after = picture.again()
    assert lane_of(after, "view").state == "released"
    assert after.memories[0].size == 10
    assert {k for k, byte in after.memories[0].was.items() if byte is None} == {6, 7, 8, 9}
    assert "6 → 10 bytes" in str(after)


def test_again_of_an_exporter_that_died():
    after = show(a=array.array("i", [1, 2])).again()
    assert after.lanes[0].state == "gone"
    parsed(after)


# What is no buffer any more, or never was


@pytest.mark.parametrize(
    "thing", ["text", 3, [1], None, object()], ids=lambda thing: type(thing).__name__
)
def test_no_exporter_gets_the_error_of_memoryview(thing):
    with pytest.raises(TypeError) as expected:
        memoryview(thing)
    with pytest.raises(TypeError) as raised:
        show(thing)
    assert str(raised.value) == str(expected.value)


@pytest.mark.parametrize(
    "items, way",
    [
        (np.array(["2026-11-30"], "M8[D]"), 'array.view("i8")'),
        (np.zeros(2, {"names": ["a", "b"], "formats": ["i4"] * 2, "offsets": [4, 0]}), 'array.view("V8")'),
        (np.zeros(2, [("when", "m8[s]"), ("n", "i2")]), 'array.view("V10")'),
    ],
)  # fmt: skip
def test_arrays_that_lend_nothing_are_told_the_way_out(items, way):
    for code in LANGUAGES:
        language(code)
        with pytest.raises(TypeError) as raised:
            show(items)
        assert way in str(raised.value)
    assert show(eval(way, {"array": items})).memories[0].size == items.nbytes


def test_nothing_to_show():
    with pytest.raises(TypeError, match="at least one buffer"):
        show()


def test_released_and_closed_are_drawn_as_such():
    view, lent = memoryview(b"x"), pickle.PickleBuffer(b"x")
    view.release()
    lent.release()
    file = mmap.mmap(-1, 10)
    file.close()
    picture = show(view=view, lent=lent, file=file, ok=b"ok", index=1)
    states = [getattr(lane, "state", "") for lane in picture.lanes]
    assert states == ["released", "released", "closed", ""]
    assert str(picture).count("[released]") == 2
    for drawn in (" ".join(words_of(parsed(picture))), picture._repr_html_()):
        assert [drawn.count(f"[{state}]") for state in ("released", "closed")] == [2, 1]
    parsed(show(view))


def test_read_only_is_a_badge():
    words = words_of(parsed(show(v=memoryview(bytearray(2)).toreadonly())))
    assert "v · read-only" in words
    assert "read-only" not in " ".join(words_of(parsed(show(bytearray(2)))))


@pytest.mark.parametrize(
    "index, error", [(10, IndexError), (-11, IndexError), ((1, 2), TypeError), ("1", TypeError)]
)
def test_wrong_index(index, error):
    with pytest.raises(error, match="index"):
        show(m=memoryview(b"memoryview"), index=index)


def test_index_marks_the_buffers_that_have_it():
    m = memoryview(bytes(8))
    picture = show(B=m, d=m.cast("d"), index=2)
    assert [lane.marked for lane in picture.lanes] == [2, None]


# Long buffers


def test_long_buffers_are_cut_and_say_so():
    picture = show(memoryview(bytes(1000)))
    assert len(picture.memories[0].bytes) < 64
    left_out = 1000 - len(picture.memories[0].bytes)
    assert f"not drawn: {left_out} bytes" in str(picture)
    assert any(f"not drawn: {left_out} bytes" in w for w in words_of(parsed(picture)))


def test_every_byte_is_drawn_or_said_to_be_left_out():
    big = memoryview(bytes(70_000))
    for picture in (show(big[::7000]), show(big, big[5:3000:-1], big[40_000:]), *many()):
        for memory in picture.memories:
            for width in (8, 16):
                columns = [column for row in layout.rows(memory, width) for column in row]
                ends = [0, *(column.stop for column in columns)]
                assert [column.start for column in columns] == ends[:-1]
                assert ends[-1] == memory.size
                assert all(c.cut or c.start in memory.bytes for c in columns)
    bands = [w for w in words_of(parsed(show(bytes(1000)))) if w.startswith("⋯")]
    assert bands == ["⋯ not drawn: 968 bytes ⋯"]


def test_what_is_far_inside_a_long_memory_is_drawn_true():
    big = memoryview(bytearray(100_000))
    big[5003] = 7
    picture = show(all=big, part=big[5000:5010], steps=big[::30_000], index=3)
    assert places(lane_of(picture, "part"))[3,] == (5003, "7")
    assert places(lane_of(picture, "all"))[5003,] == (5003, "7")
    assert set(places(lane_of(picture, "steps"))) == {(0,), (1,), (2,), (3,)}
    assert lane_of(picture, "all").marked == 3


def test_a_gibibyte_costs_what_64_bytes_cost():
    def quickest(view):
        times = []
        for _ in range(7):
            start = time.perf_counter()
            show(view)._repr_html_()
            times.append(time.perf_counter() - start)
        return min(times)

    with mmap.mmap(-1, 1 << 30) as memory, memoryview(memory) as long:
        short = memoryview(bytearray(64))
        assert quickest(long) < 5 * quickest(short)
        assert quickest(long.cast("i", (1 << 14, 1 << 14))) < 10 * quickest(short)
        show(long)
        tracemalloc.start()
        picture = show(long)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 1 << 18
        assert len(picture.memories[0].bytes) == 32


@pytest.mark.skipif(not Path("/proc/self/smaps").exists(), reason="needs Linux's /proc")
def test_only_drawn_pages_are_touched():
    size = (1 << 28) + 3 * mmap.PAGESIZE
    with mmap.mmap(-1, size) as memory:
        show(memory)
        kilobytes = f"{size // 1024} kB"
        block = Path("/proc/self/smaps").read_text().split(kilobytes)[1]
        assert int(re.search(r"Rss:\s+(\d+)", block)[1]) <= 8 * mmap.PAGESIZE // 1024


def test_an_item_longer_than_the_picture():
    picture = show(np.zeros(3, "S1000"))
    assert [item.offset for item in picture.lanes[0].items] == [0, 1000, 2000]
    assert {item.value for item in picture.lanes[0].items} == {"…"}
    parsed(picture)


def test_windows_laid_over_each_other_by_the_million():
    """The byte in the middle belongs to half a million items: a bounded number is looked at."""
    base = np.zeros(1_000_000, "u1")
    view = np.lib.stride_tricks.as_strided(base, (500_000, 500_000), (1, 1))
    buffer = Buffer.of(memoryview(view))
    assert len(list(buffer.items_at(buffer.address + 500_000))) == 64
    parsed(show(view, index=(250_000, 250_000)))


# Values


@pytest.mark.parametrize(
    "format, raw, value, order",
    [
        ("B", b"\xff", "255", ""),
        ("b", b"\xff", "-1", ""),
        ("c", b"a", "b'a'", ""),
        ("?", b"\1", "True", ""),
        ("<h", b"\1\2", "513", "little"),
        (">h", b"\1\2", "258", "big"),
        ("!I", b"\0\0\0\1", "1", "big"),
        ("h", struct.pack("h", -5), "-5", sys.byteorder),
        ("e", struct.pack("e", 1.5), "1.5", sys.byteorder),
        ("<Zd", struct.pack("<2d", 1, -2), "(1-2j)", "little"),
        ("Zf", struct.pack("2f", 1, 2), "(1+2j)", sys.byteorder),
        ("<3w", "çı".encode("utf-32-le") + bytes(4), "'çı'", "little"),
        ("4s", b"ab\0\0", "b'ab\\x00\\x00'", ""),
        ("T{<i:x:4x<d:y:}", struct.pack("<i4xd", 3, 4.5), "(3, 4.5)", "little"),
        ("T{<i:x:>i:y:}", struct.pack("<i", 1) + struct.pack(">i", 2), "(1, 2)", "mixed"),
        ("T{i:i:h:h:}", struct.pack("ih2x", 1, 2), "(1, 2)", sys.byteorder),
        ("T{<i:i:<h:h:}", struct.pack("<ih2x", 1, 2), "(1, 2)", "little"),
        ("T{b:a:>H:b:}", bytes([255, 1, 2]), "(-1, 258)", "big"),
        ("T{b:a:i:b:}", struct.pack("bxxxi", 1, 2), "(1, 2)", sys.byteorder),
        ("T{(2)i:a:}", bytes(8), "00 00 00 00 00 00 00 00", sys.byteorder),
        ("T{2h:a:}", bytes(4), "00 00 00 00", sys.byteorder),
        ("5x", b"abcde", "61 62 63 64 65", ""),
        ("<z", bytes(8), "→", "little"),
        ("Z", bytes(8), "→", None),
        ("T{P:p:}", bytes(8), "→", None),
        ("T{b:a:xxxi:b:}", struct.pack("bxxxi", 1, 2), "(1, 2)", sys.byteorder),
        ("g", bytes(4), "00 00 00 00", sys.byteorder),
        ("<O", bytes(8), "→", "little"),
        ("no such", b"\1\2", "01 02", None),
    ],
)
def test_values(format, raw, value, order):
    assert decode(format, raw) == value
    if order is not None:
        assert byte_order(format) == order


def test_values_agree_with_tolist():
    for code in "bBhHiIlLqQnNfd?":
        m = memoryview(bytearray(range(64))).cast(code)
        lane = show(m).lanes[0]
        assert [item.value for item in lane.items] == list(map(repr, m.tolist()))


NUMBERS = ["i1", "u1", "<i2", ">i2", "<u4", ">i4", "<i8", ">u8", "<f4", ">f8", "?"]


def dtype_by(chance):
    """Return a random type of items: a number, text, raw bytes, or a record in one byte order."""
    kind = chance.randrange(8)
    if kind == 0:
        return np.dtype(f"S{chance.randint(1, 5)}")
    if kind == 1:
        return np.dtype(f"V{chance.randint(1, 9)}")
    if kind < 5:
        return np.dtype(chance.choice(NUMBERS))
    order = chance.choice("<>")
    fields = [
        (f"f{k}", chance.choice([f"{order}i2", f"{order}i4", f"{order}f8", "i1", f"{order}u2"]))
        for k in range(chance.randint(1, 4))
    ]
    return np.dtype(fields, align=chance.random() < 0.5)


def written(item):
    """Return how an item of an array is written in a picture, worked out by NumPy alone."""
    if item.dtype.kind == "V" and not item.dtype.names:
        return item.tobytes().hex(" ")
    if item.dtype.kind == "S":
        return repr(item.tobytes())
    return repr(item.item())


def test_random_arrays_are_drawn_with_the_values_that_numpy_reads():
    chance = random.Random(15)
    for _ in range(400):
        dtype, n = dtype_by(chance), chance.randint(1, 4)
        data = bytearray(chance.choices(range(1, 64), k=dtype.itemsize * n))  # no NaN, no −0.0
        items = np.frombuffer(data, dtype)[:: chance.choice([1, 2, -1])]
        (memory,) = show(data=data, items=items).memories
        start = np.frombuffer(data, "u1").__array_interface__["data"][0]
        shift = items.__array_interface__["data"][0] - start
        due = {(k,): (shift + k * items.strides[0], written(items[k])) for k in range(len(items))}
        if dtype.kind == "b":
            due = {index: (offset, "True") for index, (offset, _) in due.items()}
        drawn = places(memory.lanes[1])
        assert drawn.items() <= due.items(), (dtype, bytes(data))
        assert len(data) > 128 or drawn.keys() == due.keys()


def test_random_structures_are_drawn_with_the_values_that_ctypes_reads():
    chance = random.Random(14)
    kinds = [ctypes.c_int8, ctypes.c_uint16, ctypes.c_int32, ctypes.c_double, ctypes.c_int64]
    for _ in range(200):
        fields = [(f"f{k}", chance.choice(kinds)) for k in range(chance.randint(1, 4))]
        base = chance.choice([ctypes.LittleEndianStructure, ctypes.BigEndianStructure])
        record = type("record", (base,), {"_fields_": fields})
        data = bytearray(chance.choices(range(1, 64), k=2 * ctypes.sizeof(record)))
        items = (record * 2).from_buffer(data)
        (memory,) = show(data=data, items=items).memories
        due = {
            (k,): (k * ctypes.sizeof(record), repr(tuple(getattr(items[k], name) for name, _ in fields)))
            for k in range(2)
        }  # fmt: skip
        assert places(memory.lanes[1]) == due, (fields, base, bytes(data))


def test_random_arrays_and_maps_are_drawn_with_their_own_values():
    chance = random.Random(13)
    for _ in range(100):
        code = chance.choice("bBhHiIqQfd")
        items = array.array(
            code, bytes(chance.choices(range(1, 64), k=array.array(code).itemsize * 5))
        )
        due = {(k,): (k * items.itemsize, repr(value)) for k, value in enumerate(items)}
        assert places(show(items).lanes[0]) == due
    with mmap.mmap(-1, 100) as pages:
        pages[:] = bytes(chance.choices(range(256), k=100))
        due = {(k,): (k, repr(value)) for k, value in enumerate(bytes(pages))}
        assert places(show(pages).lanes[0]) == due


def test_shortened_values_say_so():
    assert shorten("3.141592653589793", 6) == "≈3.142"
    assert shorten("b'abcdef'", 5) == "b'ab…"
    assert shorten("12", 5) == "12"


def test_byte_order_is_shown():
    text = str(show(be=np.zeros(1, ">i2"), le=np.zeros(1, "<i2")))
    assert "big-endian" in text
    assert "little-endian" in text
    assert "endian" not in str(show(b"ab"))


# The document


NASTY = '"><script>alert(1)</script>&\x00\x1b[31m\u202e\ud800'


def test_labels_and_formats_are_escaped():
    class Evil(ctypes.Structure):
        _fields_ = [("<script>x</script>", ctypes.c_int)]

    Evil.__name__ = "<b onload='x'>"
    picture = show(Evil(), **{NASTY: b"x"})
    for drawn in (picture.svg(), picture._repr_html_()):
        assert "<script" not in drawn
        assert "<b " not in drawn
        assert not re.search("[\x00-\x08\x1b\u202e\ud800]", drawn)
    ET.fromstring(picture._repr_html_())
    names = {element.tag.removeprefix(SVG) for element in parsed(picture).iter()}
    assert names == {"svg", "title", "desc", "style", "rect", "g", "text", "path"}
    assert "\x1b" not in str(picture)
    assert "\x00" not in str(picture)
    show(**{NASTY: memoryview(b"ab")}, index=1).svg().encode("utf-8")


def many():
    b = bytearray(b"memoryview")
    m = memoryview(b)
    yield show(m[::-2], index=1)
    yield show(b=b, copy=bytes(b), view=m[3:])
    yield show(np.arange(60, dtype="<i4").reshape(3, 4, 5))
    yield show(bytes(5000))


def test_static_self_contained_and_without_ids():
    for picture in many():
        drawn = picture._repr_html_()
        assert not re.search(r'\sid=|href|url\(|<script|@import|@font-face|\son\w+=|https?://(?!www\.w3\.org/2000/svg)', drawn)  # fmt: skip # noqa: E501


def test_deterministic_across_processes():
    code = (
        "import numpy, sys; from bufferscope.picture import show; b = bytearray(b'memory');"
        "p = show(b, memoryview(b)[::-2], numpy.zeros((2, 3)), numpy.array([object()]), index=1);"
        "b[1] = 0; sys.stdout.buffer.write((str(p) + p.again()._repr_html_()).encode())"
    )
    outputs = set()
    for seed in "01":
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-B", "-c", code], env=env, capture_output=True, check=True
        )
        outputs.add(done.stdout)
    assert len(outputs) == 1
    assert b"0x" not in outputs.pop()


def test_accessible_in_the_language():
    for code, lane, badge in (
        ("en", "offset 1", "read-only"),
        ("tr", "ofset 1", "salt okunur"),
        ("ru", "смещение 1", "только для чтения"),
    ):
        language(code)
        picture = show(view=memoryview(b"memory")[1:])
        root = parsed(picture)
        assert root.get("role") == "img"
        assert root.get("lang") == code
        title, said = root.find(SVG + "title").text, root.find(SVG + "desc").text
        assert root.get("aria-label") == title
        assert "view" in title
        assert lane in said
        assert badge in said
        assert "[0] 101" in said
        assert lane in str(picture)


def test_numbers_of_bytes_decline():
    language("ru")
    said = [figures.in_bytes(n) for n in (0, 1, 2, 5, 11, 12, 21, 22, 25, -2, 102_400)]
    assert said == ["0 байт", "1 байт", "2 байта", "5 байт", "11 байт", "12 байт", "21 байт",
                    "22 байта", "25 байт", "-2 байта", "102\u00a0400 байт"]  # fmt: skip
    language("tr")
    assert figures.in_bytes(102_400) == "102.400 bayt"
    language("en")
    assert [figures.in_bytes(n) for n in (1, -1, 2, 1024)] == [
        "1 byte",
        "-1 byte",
        "2 bytes",
        "1024 bytes",
    ]


def test_unknown_language():
    with pytest.raises(ValueError, match="unknown language"):
        language("de")


def luminance(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(2 * c for c in colour[1:])
    parts = [int(digits[k : k + 2], 16) / 255 for k in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_contrast_of_letters_and_of_lines(dark):
    part = colours.DARK if dark else colours.LIGHT
    for name in ("ink", "soft", "mark"):
        assert contrast(part[name], part["paper"]) >= 4.5, name
    for family in colours.FAMILIES:
        fill, edge = family[dark]
        assert contrast(part["ink"], fill) >= 4.5
        assert contrast(edge, part["paper"]) >= 4.5
        assert contrast(part["mark"], fill) >= 3
        assert contrast(edge, fill) >= 3
    assert set(colours.LIGHT) == set(colours.DARK)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_memories_differ_in_greyscale(dark):
    fills = [family[dark][0] for family in colours.FAMILIES]
    for one, other in itertools.combinations(fills, 2):
        assert contrast(one, other) >= 1.2


def test_printable_bytes_show_their_letters():
    words = words_of(parsed(show(b"to view")))
    assert [word for word in words if len(word) == 1 and not word.isdigit()] == list("to␣view")
    for silent in (b"view\n", b"caf\xe9", bytes(4), b"", np.array([object()])):
        picture = show(silent)
        assert not picture.memories[0].letters
        assert not {"v", "c", "."} & set(words_of(parsed(picture)))


def test_letters_stay_when_a_byte_becomes_unprintable():
    b = bytearray(b"view")
    before = show(b)
    b[1] = 0
    after = before.again()
    assert "v   .   e   w" in map(str.strip, str(after).splitlines())
    assert "." in words_of(parsed(after))
    b[1] = ord("i")
    assert after.again().memories[0].letters
    assert not show(bytes(2)).again().memories[0].letters


# Letters


def test_terminal_form():
    b = bytearray(b"memory")
    assert str(show(v=memoryview(b)[::-2])).splitlines() == [
        "bytearray · 6 bytes",
        "     0   1   2   3   4   5",
        "    6d  65  6d  6f  72  79",
        "     m   e   m   o   r   y",
        "v: format 'B' · shape (3,) · strides (-2,) · offset 5",
        "v      [2] ╱╱╱ [1] ╱╱╱ [0]",
        "       101     111     121",
    ]
    assert repr(show(b)) == str(show(b))


def test_terminal_form_fits_a_terminal():
    for picture in many():
        for line in str(picture).splitlines():
            assert len(line) <= 80 or " · " in line


def test_standard_library_only():
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); from bufferscope.picture import show;"
        "print(show(b'ab')._repr_html_()[:4], 'numpy' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-B", "-c", code], capture_output=True, text=True
    )
    assert done.stdout == "<div False\n", done.stderr


# The package


def fresh(code):
    """Run code in a new Python and return what it printed."""
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-B", "-c", code], env=env, capture_output=True, text=True, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_importing_the_package_loads_no_instrument():
    loaded = fresh(
        "import sys; before = set(sys.modules); import bufferscope;"
        "print(*(set(sys.modules) - before))"
    )
    assert {name for name in loaded if name.startswith("bufferscope")} == {"bufferscope"}
    assert not {"ctypes", "dataclasses", "inspect", "pickle", "statistics"} & set(loaded)


@pytest.mark.parametrize("name", bufferscope.__all__)
def test_each_instrument_is_there_and_costs_no_other(name):
    others = {"show": "timing", "measure": "picture", "check": "picture", "language": "picture"}
    assert fresh(
        f"import sys; from bufferscope import {name}; import bufferscope as package;"
        f"print(callable({name}), package.{name} is {name}, '{name}' in vars(package),"
        f"'bufferscope.{others[name]}' in sys.modules)"
    ) == ["True", "True", "True", "False"]


def test_names_of_the_package():
    assert set(bufferscope.__all__) <= set(dir(bufferscope))
    with pytest.raises(AttributeError, match="module 'bufferscope' has no attribute 'shwo'"):
        _ = bufferscope.shwo
    with pytest.raises(ImportError):
        exec("from bufferscope import shwo")


def test_type_checkers_see_what_is_imported_lazily():
    """The imports under TYPE_CHECKING name the functions and modules that are loaded on demand."""
    package = Path(bufferscope.__file__)
    tree = ast.parse(package.read_text("utf-8"))
    [block] = [node for node in tree.body if isinstance(node, ast.If)]
    seen = {alias.name: node.module for node in block.body for alias in node.names}
    assert seen == {name: getattr(bufferscope, name).__module__ for name in bufferscope.__all__}
    assert package.with_name("py.typed").exists()


# The README


def without_times(printed):
    """Return the lines of a measurement without what differs from machine to machine."""
    lines = printed.splitlines()[1:]
    return [re.sub(r"\d[\d.]* *[nµm]s", "…", " ".join(line.split())) for line in lines]


def test_the_readme_prints_and_draws_what_it_says(tmp_path, monkeypatch, capsys):
    """Its code is run from top to bottom; the text behind a block is what that block printed."""
    package = Path(bufferscope.__file__).parent
    readme = (package / "README.md").read_text("utf-8")
    monkeypatch.chdir(tmp_path)
    names = {}
    blocks = re.findall(r"```python\n(.*?)```(?:\n\n```text\n(.*?)```)?", readme, re.DOTALL)
    assert len(blocks) == readme.count("```python") == readme.count("```text") + 1
    for code, said in blocks:
        exec(code, names)
        printed = capsys.readouterr().out
        if "measure(" in code:
            printed, said = without_times(printed), without_times(said)
            assert printed[-1] == "976.6 KiB … … … …"
        assert printed == said, code
    drawn, stored = tmp_path / "picture.svg", package / "picture.svg"
    assert drawn.read_text("utf-8") == stored.read_text("utf-8"), f"copy {drawn} to {stored}"


# On a page


COLLISIONS = """() => [...document.querySelectorAll(".strips > svg, svg.bufferscope")].flatMap(svg => {
  const frame = svg.getBoundingClientRect(), name = svg.outerHTML.slice(0, 90) + ": ";
  const texts = [...svg.querySelectorAll("text")].filter(text => text.getClientRects().length);
  const boxes = texts.map(text => [text.textContent, text.getBoundingClientRect()]);
  return boxes.flatMap(([words, a], k) => {
    const found = [];
    if (a.left < frame.left - 1 || a.right > frame.right + 1 || a.bottom > frame.bottom + 1)
      found.push(name + words);
    for (const [other, b] of boxes.slice(k + 1)) {
      const [x, y] = [a.height / 4, b.height / 4];  // letters do not fill the height of a line
      const beside = a.right <= b.left || b.right <= a.left;
      const apart = a.bottom - x <= b.top + y || b.bottom - y <= a.top + x;
      if (!beside && !apart)
        found.push(name + words + " over " + other);
    }
    return found;
  });
})"""
# What is written, HTML and SVG, as it is on the screen; and what stands out of what should hold it.
PRINT = """() => [...document.querySelectorAll(".bufferscope")].flatMap(picture => {
  const walker = document.createTreeWalker(picture, NodeFilter.SHOW_TEXT), found = [];
  for (let node; (node = walker.nextNode());) {
    const element = node.parentElement, strip = element.closest("svg");
    if (!node.data.trim() || element.closest("style") || !element.getClientRects().length) continue;
    const scale = strip ? strip.getBoundingClientRect().width / strip.viewBox.baseVal.width : 1;
    found.push([node.data, scale * parseFloat(getComputedStyle(element).fontSize)]);
  }
  return found;
})"""
OUTSIDE = """() => {
  const wide = document.documentElement.clientWidth, found = [];
  for (const part of document.querySelectorAll(".bufferscope *")) {
    const box = part.getBoundingClientRect();
    if (part.closest("svg") && part.tagName != "svg") continue;
    if (box.left < 0 || box.right > wide || part.scrollWidth > part.clientWidth + 1 && part.clientWidth)
      found.push([part.className, box.right]);
  }
  return found;
}"""


@pytest.fixture
def page(browser):
    page = browser.new_page(viewport={"width": 320, "height": 800})
    yield page
    page.close()


def put(page, *pictures, html="", body=""):
    drawn = "".join(picture._repr_html_() for picture in pictures)
    page.set_content(f"<!doctype html><html {html}><body {body} style='margin: 16px'>{drawn}")


def on_pages():
    b = bytearray(b"memoryview")
    m = memoryview(b)
    yield show(m[::-2], index=2)
    yield show(b=b, copy=bytes(b[1:]), view=m[1:])
    yield show(B=m[:8], h=m[:8].cast("h"), i=m[:8].cast("i"), d=m[:8].cast("d"))
    yield show(grid=np.arange(12, dtype="<i4").reshape(3, 4), index=(1, 2))
    yield show(image=(image := np.zeros((4, 4, 3), "u1")), crop=image[1:3, ::-1, 0][:, :2])
    yield show(memoryview(bytes(100_000))[::-7], a_name_of_many_letters_indeed=b, index=3)
    yield show(np.array([True, False]), np.array([0.1, 1e300]), np.zeros(2, "S20"))
    before = show(b, v=m[::3])
    b[0], b[3] = 255, 200
    yield before.again()
    view = memoryview(b"")
    view.release()
    yield show(view, empty=b"")
    yield show(a_name_that_leaves_the_badge_no_room=b"ab")
    long = memoryview(bytearray(1 << 24))
    yield show(long=long, rows=long.cast("B", (1 << 12, 1 << 12))[5:], index=(4000, 7))
    yield show(long.cast("B", (256, 256, 256)), text=b"x" * 60)


@pytest.mark.parametrize("width", [320, 700])
@pytest.mark.parametrize("code", LANGUAGES)
def test_letters_neither_collide_nor_leave_the_picture(page, code, width):
    language(code)
    page.set_viewport_size({"width": width, "height": 800})
    put(page, *on_pages())
    assert page.evaluate(COLLISIONS) == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_letters_of_the_document_do_not_collide(page, code):
    language(code)
    page.set_viewport_size({"width": 1000, "height": 800})
    page.set_content("<!doctype html>" + "".join(picture.svg() for picture in on_pages()))
    assert page.evaluate(COLLISIONS) == []


@pytest.mark.parametrize("width", [320, 390, 720, 1200])
def test_all_is_seen_and_can_be_read(page, width):
    """Nothing scrolls sideways, nothing is cut off, and the print has at least 12 pixels."""
    page.set_viewport_size({"width": width, "height": 800})
    put(page, *on_pages())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(OUTSIDE) == []
    printed = page.evaluate(PRINT)
    assert len(printed) > 500
    assert [one for one in printed if one[1] < 11.99] == []


def test_strips_stand_side_by_side_where_there_is_room(page):
    tops = "[...document.querySelectorAll('.strips > svg')].map(s => s.getBoundingClientRect().top)"
    names = """[...document.querySelectorAll("text")].filter(
        (text) => text.textContent == "m" && text.getClientRects().length).length"""
    put(page, show(m=memoryview(bytearray(32))))
    first, *others = page.evaluate(tops)
    assert len(others) == 3
    assert first < others[0] < others[1]
    assert page.evaluate(names) == 4, "each strip says whose items it has"
    page.set_viewport_size({"width": 700, "height": 800})
    one, two, three, four = page.evaluate(tops)
    assert one == two < three == four
    assert page.evaluate(names) == 2


@pytest.mark.parametrize(
    "html, body, dark",
    [
        ("", "", False),
        ("data-theme=dark", "", True),
        ("data-theme=light", "", False),
        ("", "data-jp-theme-light=false", True),
        ("", "data-jp-theme-light=true", False),
        ("", "class=vscode-dark", True),
    ],
)
def test_light_and_dark_pages(page, html, body, dark):
    put(page, show(b"ab"), html=html, body=body)
    fill = "getComputedStyle(document.querySelector('.bufferscope .mem')).backgroundColor"
    light = page.evaluate(fill)
    assert light == ("rgb(13, 17, 23)" if dark else "rgb(255, 255, 255)")
    page.emulate_media(media="print")
    assert page.evaluate(fill) == "rgb(255, 255, 255)"


def test_screen_readers_get_names_and_all_that_is_said(page):
    put(page, show(view=memoryview(b"memory")[::2], index=1))
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    named = [(node["role"]["value"], node["name"]["value"]) for node in nodes if "name" in node]
    assert ("group", "Buffers and the memory they lie in: view") in named
    [image] = [name for role, name in named if role in ("img", "image")]
    assert image == "view: [0] 109 at byte 0; [1] 109 at byte 2; [2] 114 at byte 4."
    read = [name.replace("\u00a0", " ") for role, name in named if role == "StaticText"]
    assert {"bytes · 6 bytes · read-only", "view[1]: 0 + 1·2 = byte 2"} <= set(read)
    assert any("shape (3,) · strides (2,)" in words for words in read)
    assert "109" not in read, "the drawing is read out as one"
