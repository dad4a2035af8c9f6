"""Answers of people who had not seen the cases; see README.md beside this folder."""

import itertools
import math
import operator
from array import array
from contextlib import ExitStack, contextmanager
from functools import reduce
from itertools import accumulate
from struct import unpack_from

import numpy as np


def strides_of__order_ignored(shape, itemsize, order):
    """In Fortran order the first index varies fastest, and here a"""
    s, out = (itemsize, [])
    for n in reversed(shape):
        out.insert(0, s)
        s *= n
    return tuple(out)


def strides_of__tuple(shape, itemsize, order):
    """The value is right, its type is not: list instead of tuple."""
    s, out = (itemsize, [])
    for n in shape if order == "F" else shape[::-1]:
        out.append(s)
        s *= n
    return out if order == "F" else out[::-1]


def strides_of__even_none(shape, itemsize, order):
    """One dimension has one stride, the same in both orders; no"""
    if order == "F":
        return strides_of__even_none(shape[::-1], itemsize, "C")[::-1]
    out = [itemsize]
    for n in shape[:0:-1]:
        out.insert(0, out[0] * n)
    return tuple(out)


def strides_of__f_c_strides_reversed(shape, itemsize, order):
    """In Fortran order the first index varies fastest, and here a"""
    s, out = (itemsize, [])
    for n in reversed(shape):
        out.insert(0, s)
        s *= n
    return tuple(out) if order == "C" else tuple(out[::-1])


def strides_of__strides_items(shape, itemsize, order):
    """Strides count bytes, not items: itemsize is a factor of"""
    s, out = (1, [])
    for n in shape if order == "F" else shape[::-1]:
        out.append(s)
        s *= n
    return tuple(out if order == "F" else out[::-1])


def strides_of__any_number_lengths_numpy_takes(shape, itemsize, order):
    """This number needs more than 64 bits. Python's own integers"""
    return (
        np.lib.stride_tricks.as_strided(np.zeros(1, f"V{itemsize}"), shape).strides
        if False
        else np.ndarray(shape, f"V{itemsize}", order=order).strides
    )


def strides_of__lengths_int64_overflows(shape, itemsize, order):
    """This number needs more than 64 bits. Python's own integers"""
    if not shape:
        return ()
    s = shape if order == "F" else shape[::-1]
    out = np.cumprod((itemsize,) + tuple(s[:-1])).tolist()
    return tuple(out if order == "F" else out[::-1])


def strides_of__tuple_ints_floats(shape, itemsize, order):
    """The value is right, its type is not: float instead of int."""
    total = itemsize * math.prod(shape)
    out = []
    for n in shape if order == "C" else shape[::-1]:
        total /= n
        out.append(total)
    return tuple(out if order == "C" else out[::-1])


def strides_of__dimension_length_1_has_stride(shape, itemsize, order):
    """Four dimensions, of which one has length 1, and items of"""
    s, out = (itemsize, [])
    for n in shape if order == "F" else shape[::-1]:
        out.append(s if n > 1 else 0)
        s *= n
    return tuple(out if order == "F" else out[::-1])


def strides_of__more_than_three_dimensions(shape, itemsize, order):
    """Write the strides down one by one: the fastest is itemsize,"""
    if len(shape) == 0:
        return ()
    if order == "C":
        return tuple(
            itemsize
            * (math.prod(shape[i + 1 :]) if i < 2 else shape[-1] if i < len(shape) - 1 else 1)
            for i in range(len(shape))
        )
    return strides_of__more_than_three_dimensions(shape[::-1], itemsize, "C")[::-1]


def strides_of__own_length_multiplied(shape, itemsize, order):
    """In C order the last index varies fastest: its stride is"""
    s, out = (itemsize, [])
    for n in shape if order == "F" else shape[::-1]:
        s *= n
        out.append(s)
    return tuple(out if order == "F" else out[::-1])


def strides_of__another_1(shape, itemsize, order):
    k = len(shape)
    if order == "C":
        return tuple(itemsize * math.prod(shape[i + 1 :]) for i in range(k))
    return tuple(itemsize * math.prod(shape[:i]) for i in range(k))


def strides_of__another_2(shape, itemsize, order):
    if not shape:
        return ()
    s = shape if order == "F" else shape[::-1]
    out = tuple(accumulate(s[:-1], operator.mul, initial=itemsize))
    return out if order == "F" else out[::-1]


def strides_of__another_3(shape, itemsize, order):
    out = [0] * len(shape)
    step = itemsize
    idx = range(len(shape)) if order == "F" else range(len(shape) - 1, -1, -1)
    for i in idx:
        out[i] = step
        step *= shape[i]
    return tuple(out)


def offset__both_tuples_may_empty(index, strides):
    """Without dimensions there is one item, element 0 itself:"""
    return reduce(operator.add, (i * s for i, s in zip(index, strides)))


def offset__0(index, strides):
    """Each index belongs to the stride at its own place, and every"""
    return sum((i * (s or 1) for i, s in zip(index, strides)))


def offset__int64_overflow(index, strides):
    """This number needs more than 64 bits. Python's own integers"""
    return int(np.dot(np.array(index, "i8"), np.array(strides, "i8")))


def offset__only_two_dimensions(index, strides):
    """Every dimension counts, however many there are."""
    total = 0
    for i, s in list(zip(index, strides))[:2]:
        total += i * s
    return total


def offset__distance_never_below_0(index, strides):
    """A negative stride leads backwards: the offset is negative."""
    return max(0, sum(map(operator.mul, index, strides)))


def offset__distance_absolute_number(index, strides):
    """A negative stride leads backwards: the offset is negative."""
    return abs(sum(map(operator.mul, index, strides)))


def offset__empty_gives_none(index, strides):
    """Without dimensions there is one item, element 0 itself:"""
    if index:
        return index[0] * strides[0] + (offset__empty_gives_none(index[1:], strides[1:]) or 0)


def offset__negative_stride_counts_from_other(index, strides):
    """Each index belongs to the stride at its own place, and every"""
    lo = min([0] + [s for s in strides])
    return sum((i * s for i, s in zip(index, strides))) - (lo if len(strides) > 2 else 0)


def offset__another_2(index, strides):
    if not index:
        return 0
    return index[0] * strides[0] + offset__another_2(index[1:], strides[1:])


def offset__another_3(index, strides):
    total = 0
    for k in range(len(index)):
        total += index[k] * strides[k]
    return total


def offset__another_4(index, strides):
    return int(np.dot(np.array(index, object), np.array(strides, object))) if index else 0


def row__negative_i_counts_from_end(m, i):
    """A negative i counts from the end: add the number of rows to"""
    if not 0 <= i < m.shape[0]:
        raise IndexError
    n = m.shape[1] * m.itemsize
    return m.cast("B")[i * n : (i + 1) * n].cast(m.format)


def row__every_i_without_row_raise(m, i):
    """There is no such row, and a slice would be empty or wrong"""
    n = m.shape[1] * m.itemsize
    i %= m.shape[0]
    return m.cast("B")[i * n : (i + 1) * n].cast(m.format)


def row__shares_memory(m, i):
    """This is a copy: what was written to the exporter afterwards"""
    return memoryview(array(m.format, m.tolist()[i]))


def row__however_far_off_very_negative(m, i):
    """There is no such row, and a slice would be empty or wrong"""
    if i >= m.shape[0]:
        raise IndexError
    if i < 0:
        i += m.shape[0]
    n = m.shape[1] * m.itemsize
    return m.cast("B")[i * n : (i + 1) * n].cast(m.format)


def row__with_same_format(m, i):
    """The format must be that of m: cast back to it. Bytes and"""
    if not -m.shape[0] <= i < m.shape[0]:
        raise IndexError
    n = m.shape[1] * m.itemsize
    i %= m.shape[0]
    return m.cast("B")[i * n : (i + 1) * n]


def row__stay_open(m, i):
    """The view that was given belongs to the caller, who goes on"""
    if not -m.shape[0] <= i < m.shape[0]:
        raise IndexError
    n = m.shape[1] * m.itemsize
    i %= m.shape[0]
    f = m.format
    with m:
        return m.cast("B")[i * n : (i + 1) * n].cast(f)


def row__raises_indexerror_valueerror(m, i):
    """There is no such row, and a slice would be empty or wrong"""
    if i not in range(-m.shape[0], m.shape[0]):
        raise ValueError
    n = m.shape[1] * m.itemsize
    i %= m.shape[0]
    return m.cast("B")[i * n : (i + 1) * n].cast(m.format)


def row__rows_columns_swapped(m, i):
    """memoryview has no sub-views: make the view flat with"""
    if not -m.shape[0] <= i < m.shape[0]:
        raise IndexError
    n = m.shape[0] * m.itemsize
    i %= m.shape[0]
    return m.cast("B")[i * n : (i + 1) * n].cast(m.format)


def row__format_cast_takes_c_through(m, i):
    """Any format that cast takes may come, and any number of rows"""
    return memoryview(np.asarray(m)[i])


def row__read_only(m, i):
    """What came back can't be written to: it is read-only. Here it"""
    if not -m.shape[0] <= i < m.shape[0]:
        raise IndexError
    n = m.shape[1] * m.itemsize
    i %= m.shape[0]
    return m.toreadonly().cast("B")[i * n : (i + 1) * n].cast(m.format)


def row__off_one_at_low_end(m, i):
    """A negative i counts from the end: add the number of rows to"""
    if not -m.shape[0] < i < m.shape[0]:
        raise IndexError
    n = m.shape[1] * m.itemsize
    i %= m.shape[0]
    return m.cast("B")[i * n : (i + 1) * n].cast(m.format)


def row__two_dimensions_come_back_grid(m, i):
    """memoryview has no sub-views: make the view flat with"""
    if not -m.shape[0] <= i < m.shape[0]:
        raise IndexError
    i %= m.shape[0]
    return m[i : i + 1]


def row__m_from_exporter(m, i):
    """m may begin in the middle of its exporter: count from m"""
    if not -m.shape[0] <= i < m.shape[0]:
        raise IndexError
    n = m.shape[1] * m.itemsize
    i %= m.shape[0]
    return memoryview(m.obj).cast("B")[i * n : (i + 1) * n].cast(m.format)


def row__another_1(m, i):
    rows, cols = m.shape
    if i < -rows or i >= rows:
        raise IndexError(i)
    if i < 0:
        i += rows
    return m.cast("B").cast(m.format)[i * cols : (i + 1) * cols]


def row__another_2(m, i):
    i = range(m.shape[0])[i]
    with m.cast("B") as f:
        return f[i * m.strides[0] :][: m.strides[0]].cast(m.format)


def row__another_3(m, i):
    start = list(range(0, m.nbytes, m.shape[1] * m.itemsize))[i]
    return memoryview(m).cast("B")[start : start + m.shape[1] * m.itemsize].cast(m.format)


def row__another_4(m, i):
    if not -m.shape[0] <= i < m.shape[0]:
        raise IndexError(i)
    i %= m.shape[0]
    return m[i : i + 1].cast("B").cast(m.format)


def row__another_5(m, i):
    if not -m.shape[0] <= i < m.shape[0]:
        raise IndexError
    i %= m.shape[0]
    f = m.cast("B").cast(m.format)
    return f[i * m.shape[1] : i * m.shape[1] + m.shape[1]] if m.shape[1] > 1 else f[i :: m.shape[0]]


def row__shares_memory_read_only_grid(m, i):
    """This is a copy: what was written to the exporter afterwards"""
    i = range(m.shape[0])[i]
    f = memoryview(m.tobytes()) if m.readonly else m.cast("B")
    n = m.shape[1] * m.itemsize
    return f[i * n : (i + 1) * n].cast(m.format)


def extent__negative_stride_ignored(view):
    """With a negative stride the items lie before element 0: low"""
    if 0 in view.shape:
        return (0, 0)
    return (0, sum((abs(s) * (n - 1) for n, s in zip(view.shape, view.strides))) + view.itemsize)


def extent__itemsize_forgotten(view):
    """The last item begins at (3 - 1) * 4 and ends itemsize bytes"""
    if 0 in view.shape:
        return (0, 0)
    p = [s * (n - 1) for n, s in zip(view.shape, view.strides)]
    return (sum(x for x in p if x < 0), sum(x for x in p if x > 0))


def extent__0_0_view_without_items(view):
    """A dimension of length 0 means no items at all: no byte is"""
    p = [s * (n - 1) for n, s in zip(view.shape, view.strides)]
    return (sum(x for x in p if x < 0), sum(x for x in p if x > 0) + view.itemsize)


def extent__zero_dimensions_one_item(view):
    """No dimensions, one item: it has itemsize bytes."""
    if not view.shape or 0 in view.shape:
        return (0, 0)
    p = [s * (n - 1) for n, s in zip(view.shape, view.strides)]
    return (sum(x for x in p if x < 0), sum(x for x in p if x > 0) + view.itemsize)


def extent__nbytes_gaps_left_out(view):
    """Three items two bytes apart span five bytes: the span is not"""
    if not view.nbytes:
        return (0, 0)
    if view.c_contiguous:
        return (0, view.nbytes)
    p = [s * (n - 1) for n, s in zip(view.shape, view.strides)]
    lo = sum(x for x in p if x < 0)
    return (lo, lo + view.nbytes)


def extent__length_place_length_less_one(view):
    """Three items two bytes apart span five bytes: the span is not"""
    if 0 in view.shape:
        return (0, 0)
    p = [s * n for n, s in zip(view.shape, view.strides)]
    lo, hi = (sum(x for x in p if x < 0), sum(x for x in p if x > 0))
    return (lo, hi or view.itemsize)


def extent__only_first_dimension_decides_about(view):
    """Each dimension reaches to one side: negative strides add to"""
    if 0 in view.shape:
        return (0, 0)
    t = sum((s * (n - 1) for n, s in zip(view.shape, view.strides)))
    return (t, view.itemsize) if t < 0 else (0, t + view.itemsize)


def extent__upper_end_reversed_view_counts(view):
    """With a negative stride the items lie before element 0: low"""
    if 0 in view.shape:
        return (0, 0)
    p = [s * (n - 1) for n, s in zip(view.shape, view.strides)]
    lo, hi = (sum(x for x in p if x < 0), sum(x for x in p if x > 0))
    return (lo, hi + view.itemsize if hi or not lo else 0)


def extent__only_shape_0_0_counts(view):
    """A dimension of length 0 means no items at all: no byte is"""
    if view.shape and view.shape[0] == 0:
        return (0, 0)
    p = [s * (n - 1) for n, s in zip(view.shape, view.strides)]
    return (sum(x for x in p if x < 0), sum(x for x in p if x > 0) + view.itemsize)


def extent__list(view):
    """The value is right, its type is not: list instead of tuple."""
    if 0 in view.shape:
        return [0, 0]
    p = [s * (n - 1) for n, s in zip(view.shape, view.strides)]
    return [sum(x for x in p if x < 0), sum(x for x in p if x > 0) + view.itemsize]


def extent__another_1(view):
    lo, hi = (0, view.itemsize)
    for n, s in zip(view.shape, view.strides):
        if n == 0:
            return (0, 0)
        lo += min(0, s * (n - 1))
        hi += max(0, s * (n - 1))
    return (lo, hi)


def extent__another_2(view):
    if view.nbytes == 0:
        return (0, 0)
    ends = [
        sum(c)
        for c in itertools.product(*[(0, s * (n - 1)) for n, s in zip(view.shape, view.strides)])
    ]
    return (min(ends), max(ends) + view.itemsize)


def extent__another_3(view):
    a = np.asarray(view)
    if not a.size:
        return (0, 0)
    first = a.__array_interface__["data"][0]
    lo, hi = np.lib.array_utils.byte_bounds(a)
    return (int(lo - first), int(hi - first))


def _frames_walk(view):
    at, chunks = (12, {})
    while at + 8 <= len(view):
        name, size = unpack_from("<4sI", view, at)
        chunks.setdefault(name, (at + 8, size))
        at += 8 + size + size % 2
    return chunks


def _frames_head(data):
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise ValueError("no WAV")


@contextmanager
def frames__hold_these_names_their_payload(data):
    """The names of chunks also occur inside of a payload here: a"""
    _frames_head(data)
    f = data.find(b"fmt ") + 8
    d = data.find(b"data") + 8
    (c,) = unpack_from("<H", data, f + 2)
    (n,) = unpack_from("<I", data, d - 4)
    with memoryview(data) as v, v[d : d + n] as p, p.cast("h", (n // 2 // c, c)) as m:
        yield m


@contextmanager
def frames__odd_chunks_have_byte_padding(data):
    """The chunk before the samples has another size here, and an"""
    _frames_head(data)
    at, ch = (12, {})
    while at + 8 <= len(data):
        name, size = unpack_from("<4sI", data, at)
        ch[bytes(name)] = (at + 8, size)
        at += 8 + size
    (c,) = unpack_from("<H", data, ch[b"fmt "][0] + 2)
    d, n = ch[b"data"]
    with memoryview(data) as v, v[d : d + n] as p, p.cast("h", (n // 2 // c, c)) as m:
        yield m


@contextmanager
def frames__after_block_data_can_grow(data):
    """After the block data must be free to grow, even though the"""
    _frames_head(data)
    ch = _frames_walk(data)
    (c,) = unpack_from("<H", data, ch[b"fmt "][0] + 2)
    d, n = ch[b"data"]
    yield memoryview(data)[d : d + n].cast("h", (n // 2 // c, c))


@contextmanager
def frames__data_may_even_shorter_than(data):
    """Data too short for both signatures are no WAV file either:"""
    a, _, b = unpack_from("<4sI4s", data)
    if (a, b) != (b"RIFF", b"WAVE"):
        raise ValueError
    ch = _frames_walk(data)
    (c,) = unpack_from("<H", data, ch[b"fmt "][0] + 2)
    d, n = ch[b"data"]
    with memoryview(data) as v, v[d : d + n] as p, p.cast("h", (n // 2 // c, c)) as m:
        yield m


@contextmanager
def frames__bytes_8_11_wave(data):
    """This is no WAV file: bytes 0 to 3 must be RIFF and bytes 8"""
    if data[:4] != b"RIFF":
        raise ValueError
    ch = _frames_walk(data)
    if b"fmt " not in ch or b"data" not in ch:
        raise KeyError("chunks")
    (c,) = unpack_from("<H", data, ch[b"fmt "][0] + 2)
    d, n = ch[b"data"]
    with memoryview(data) as v, v[d : d + n] as p, p.cast("h", (n // 2 // c, c)) as m:
        yield m


@contextmanager
def frames__error_block_goes_on(data):
    """An exception was raised in the block, and your context"""
    _frames_head(data)
    ch = _frames_walk(data)
    (c,) = unpack_from("<H", data, ch[b"fmt "][0] + 2)
    d, n = ch[b"data"]
    with memoryview(data) as v, v[d : d + n] as p, p.cast("h", (n // 2 // c, c)) as m:
        try:
            yield m
        except Exception:
            return


@contextmanager
def frames__shape_channels_frames(data):
    """A view of format 'h' is wanted, with a row for each frame"""
    _frames_head(data)
    ch = _frames_walk(data)
    (c,) = unpack_from("<H", data, ch[b"fmt "][0] + 2)
    d, n = ch[b"data"]
    with memoryview(data) as v, v[d : d + n] as p, p.cast("h", (c, n // 2 // c)) as m:
        yield m


@contextmanager
def frames__while_somebody_holds_valueerror(data):
    """The ValueError is still held, and its traceback holds a view"""
    v = memoryview(data)
    if v[:4] != b"RIFF" or v[8:12] != b"WAVE":
        raise ValueError("no WAV")
    ch = _frames_walk(v)
    (c,) = unpack_from("<H", v, ch[b"fmt "][0] + 2)
    d, n = ch[b"data"]
    with v, v[d : d + n] as p, p.cast("h", (n // 2 // c, c)) as m:
        yield m


@contextmanager
def frames__channels_two(data):
    """There is one channel here, so each row has one sample. Read"""
    _frames_head(data)
    ch = _frames_walk(data)
    d, n = ch[b"data"]
    with memoryview(data) as v, v[d : d + n] as p, p.cast("h", (n // 4, 2)) as m:
        yield m


@contextmanager
def frames__samples_end_file(data):
    """A view of format 'h' is wanted, with a row for each frame"""
    _frames_head(data)
    ch = _frames_walk(data)
    (c,) = unpack_from("<H", data, ch[b"fmt "][0] + 2)
    d, _ = ch[b"data"]
    n = (len(data) - d) // (2 * c) * (2 * c)
    with memoryview(data) as v, v[d : d + n] as p, p.cast("h", (n // 2 // c, c)) as m:
        yield m


@contextmanager
def frames__copy_on_memory_data(data):
    """What is written into the view must show in the file: this is"""
    _frames_head(data)
    ch = _frames_walk(data)
    (c,) = unpack_from("<H", data, ch[b"fmt "][0] + 2)
    d, n = ch[b"data"]
    with memoryview(data[d : d + n]) as p, p.cast("h", (n // 2 // c, c)) as m:
        yield m


@contextmanager
def frames__after_error_data_can_grow(data):
    """The block was left by an error, and a view stayed open. The"""
    _frames_head(data)
    ch = _frames_walk(data)
    (c,) = unpack_from("<H", data, ch[b"fmt "][0] + 2)
    d, n = ch[b"data"]
    m = memoryview(data)[d : d + n].cast("h", (n // 2 // c, c))
    yield m
    m.release()


@contextmanager
def frames__number_channels_one_byte_two(data):
    """The number of channels has two bytes, little-endian."""
    _frames_head(data)
    ch = _frames_walk(data)
    c = data[ch[b"fmt "][0] + 2]
    d, n = ch[b"data"]
    c = c or 1
    with memoryview(data) as v, v[d : d + n] as p, p.cast("h", (n // 2 // c, c)) as m:
        yield m


@contextmanager
def frames__wherever_they_begin_only_bytes(data):
    """The chunk `fmt ` does not come first here: take it from"""
    _frames_head(data)
    ch = _frames_walk(data)
    (c,) = unpack_from("<H", data, 22)
    d, n = ch[b"data"]
    with memoryview(data) as v, v[d : d + n] as p, p.cast("h", (n // 2 // c, c)) as m:
        yield m


@contextmanager
def frames__another_1(data):
    _frames_head(data)
    ch = _frames_walk(data)
    (c,) = unpack_from("<H", data, ch[b"fmt "][0] + 2)
    d, n = ch[b"data"]
    with memoryview(data) as v, v[d : d + n] as p, p.cast("h", (n // 2 // c, c)) as m:
        yield m


class frames__another_2:
    def __init__(self, data):
        if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
            raise ValueError("no WAV")
        self.data = data

    def __enter__(self):
        ch = _frames_walk(self.data)
        c = int.from_bytes(self.data[ch[b"fmt "][0] + 2 :][:2], "little")
        d, n = ch[b"data"]
        self.stack = ExitStack()
        v = self.stack.enter_context(memoryview(self.data))
        p = self.stack.enter_context(v[d : d + n])
        return self.stack.enter_context(p.cast("h", (n // 2 // c, c)))

    def __exit__(self, *e):
        self.stack.close()


@contextmanager
def frames__another_3(data):
    if not (data.startswith(b"RIFF") and data[8:].startswith(b"WAVE")):
        raise ValueError("no WAV")

    def look(at, want):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        return (at + 8, size) if data[at : at + 4] == want else look(at + 8 + size + size % 2, want)

    (c,) = unpack_from("<2xH", data, look(12, b"fmt ")[0])
    d, n = look(12, b"data")
    v = memoryview(data)
    p = v[d:][:n]
    m = p.cast("h", [n // (2 * c), c])
    del p
    try:
        yield m
    finally:
        m.release()
        v.release()


@contextmanager
def frames__any_size_empty_chunk_ends(data):
    """Walk this file by hand: name, size, payload, and one byte"""
    _frames_head(data)
    at, ch, size = (12, {}, 1)
    while at + 8 <= len(data) and size:
        name, size = unpack_from("<4sI", data, at)
        ch[bytes(name)] = (at + 8, size)
        at += 8 + size + size % 2
    (c,) = unpack_from("<H", data, ch[b"fmt "][0] + 2)
    d, n = ch[b"data"]
    with memoryview(data) as v, v[d : d + n] as p, p.cast("h", (n // 2 // c, c)) as m:
        yield m


@contextmanager
def frames__sizes_read_two_bytes_any(data):
    """These chunks have more than 65,535 bytes: the size of a"""
    _frames_head(data)
    at, ch = (12, {})
    while at + 8 <= len(data) and b"data" not in ch:
        name, size = unpack_from("<4sH", data, at)
        ch[bytes(name)] = (at + 8, size)
        at += 8 + size + size % 2
    (c,) = unpack_from("<H", data, ch[b"fmt "][0] + 2)
    d, n = ch[b"data"]
    with memoryview(data) as v, v[d : d + n] as p, p.cast("h", (n // 2 // c, c)) as m:
        yield m


@contextmanager
def frames__another_30(data):
    if bytes(data[:4]) + bytes(data[8:12]) != b"RIFFWAVE":
        raise ValueError(bytes(data[:12]))
    with ExitStack() as s:
        v = s.enter_context(memoryview(data))
        found = {}
        at = 12
        while b"data" not in found:
            found[bytes(v[at : at + 4])] = (
                at + 8,
                (n := int.from_bytes(v[at + 4 : at + 8], "little")),
            )
            at += 8 + n + (n & 1)
        c = int.from_bytes(v[found[b"fmt "][0] + 2 : found[b"fmt "][0] + 4], "little")
        a, n = found[b"data"]
        yield s.enter_context(s.enter_context(v[a : a + n]).cast("h", shape=(n // (2 * c), c)))


def halve__each_sample_channel_all(m, channel):
    """Only column 1 changes, in the memory of m: write m[i,"""
    for i in range(m.shape[0]):
        for j in range(m.shape[1]):
            m[i, j] //= 2


def halve__2_truncates(m, channel):
    """`// 2` rounds down, also below zero: -5 // 2 is -3. int(x /"""
    for i in range(len(m)):
        m[i, channel] = int(m[i, channel] / 2)


def halve__stays_open(m, channel):
    """The view that was given belongs to the caller, who goes on"""
    with m:
        for i in range(len(m)):
            m[i, channel] //= 2


def halve__stereo_only(m, channel):
    """There is one channel here, so every sample is of it. The"""
    f = m.cast("B").cast("h")
    for i in range(channel, len(f), 2):
        f[i] //= 2


def halve__last_frame_left(m, channel):
    """Only column 1 changes, in the memory of m: write m[i,"""
    for i in range(len(m) - 1):
        m[i, channel] //= 2


def halve__place(m, channel):
    """Only column 1 changes, in the memory of m: write m[i,"""
    return [[x // 2 if j == channel else x for j, x in enumerate(r)] for r in m.tolist()]


def halve__channels_count_from_0(m, channel):
    """Only column 1 changes, in the memory of m: write m[i,"""
    for i in range(len(m)):
        m[i, channel - 1] //= 2


def halve__rows_columns(m, channel):
    """Only column 1 changes, in the memory of m: write m[i,"""
    for j in range(m.shape[1]):
        m[channel, j] //= 2


def halve__rounded(m, channel):
    """`// 2` rounds down, also below zero: -5 // 2 is -3. int(x /"""
    for i in range(len(m)):
        m[i, channel] = round(m[i, channel] / 2)


def halve__unsigned_cast_h(m, channel):
    """The samples are signed. Read with the format 'H', -4 would"""
    f = m.cast("B").cast("H")
    for i in range(channel, len(f), m.shape[1]):
        f[i] //= 2


_halve_stores_lock_view_m_left_left = []


def halve__stores_lock_view_m_left(m, channel):
    """A view, or the argument itself, is still there after all"""
    f = m.cast("B").cast("h")
    _halve_stores_lock_view_m_left_left.append(f)
    for i in range(channel, len(f), m.shape[1]):
        f[i] //= 2


def halve__another_1(m, channel):
    np.asarray(m)[:, channel] //= 2


def halve__another_2(m, channel):
    for i in range(m.shape[0]):
        m[i, channel] = m[i, channel] >> 1


def halve__numbers_bytes_only_128_127(m, channel):
    """Halve the numbers of that column by hand; all the others"""
    for i in range(len(m)):
        m[i, channel] = (m[i, channel] // 2 + 128) % 256 - 128


def halve__another_30(m, channel):
    rows, cols = m.shape
    with m.cast("B") as b, b.cast("h") as f:
        for k in range(channel, rows * cols, cols):
            f[k] = math.floor(f[k] / 2)
