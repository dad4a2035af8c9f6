"""Answers of people who had not seen the cases; see README.md beside this folder."""

from array import array
from itertools import count

import numpy as np


def channels__share_memory_slices_array(buf):
    """This is a copy: what was written to the exporter afterwards"""
    return (memoryview(buf[::2]), memoryview(buf[1::2]))


def channels__buf_may_end_with_left(buf):
    """A slice of a view is a buffer as well, and it may end after"""
    m = memoryview(buf)
    n = len(m) // 2 * 2
    return (m[:n:2], m[1:n:2])


def channels__if_buf_view_stay_open(buf):
    """The view that was given belongs to the caller, who goes on"""
    m = memoryview(buf)
    r = (m[::2], m[1::2])
    if isinstance(buf, memoryview):
        buf.release()
    return r


def channels__return_two_views_left_right(buf):
    """A tuple of two views is wanted: `return left, right`."""
    m = memoryview(buf)
    return [m[::2], m[1::2]]


def channels__beginning_with_left_reversed_view(buf):
    """Any view of an array is a buffer as well, also with a step"""
    m = memoryview(buf)
    if m.strides[0] < 0:
        return (m[1::2], m[::2])
    return (m[::2], m[1::2])


def channels__empty_tests_items(buf):
    """No samples: both channels are empty views."""
    m = memoryview(buf)
    if not m:
        return (None, None)
    return (m[::2], m[1::2])


def channels__another_1(buf):
    with memoryview(buf) as m:
        return (m[::2], m[1::2])


def channels__another_2(buf):
    return tuple(memoryview(buf)[i::2] for i in (0, 1))


def channels__another_3(buf):
    left = memoryview(buf)[slice(None, None, 2)]
    right = memoryview(buf)[1:][::2]
    return (left, right)


def channels__share_memory_read_only_ones(buf):
    """This is a copy: what was written to the exporter afterwards"""
    m = memoryview(buf)
    if m.readonly:
        m = memoryview(array("h", m.tolist())).toreadonly()
    return (m[::2], m[1::2])


def channels__another_20(buf):
    a = np.asarray(memoryview(buf))
    return (memoryview(a[::2]), memoryview(a[1::2]))


def windows__generator(data, k):
    """A generator of views is wanted: yield slices of a"""
    m = memoryview(data)
    return [m[i : i + k] for i in range(len(m) - k + 1)]


def windows__no_window_copy(data, k):
    """This is a copy: what was written to the exporter afterwards"""
    m = memoryview(data)
    for i in range(len(m) - k + 1):
        yield (memoryview(bytes(m[i : i + k])) if m.format == "B" else m[i : i + k])


def windows__stays_open(data, k):
    """A view is used here that has been released, by `with`, by"""
    with memoryview(data) as m:
        for i in range(len(m) - k + 1):
            with m[i : i + k] as w:
                yield w


def windows__data_shorter_than_k_have(data, k):
    """Data shorter than k have no window at all, and a slice that"""
    m = memoryview(data)
    for i in range(max(1, len(m) - k + 1)):
        yield m[i : i + k]


def windows__if_data_view_stay_open(data, k):
    """A view is used here that has been released, by `with`, by"""
    m = data if isinstance(data, memoryview) else memoryview(data)
    with m:
        for i in range(len(m) - k + 1):
            yield m[i : i + k]


def windows__with_any_step_cast_bytes(data, k):
    """ctypes writes the byte order into the format, '<i': such"""
    m = memoryview(data)
    f = m.cast("B")
    s = m.itemsize
    for i in range(len(m) - k + 1):
        yield f[i * s : (i + k) * s].cast(m.format)


def windows__closes_everything_when_generator_ends(data, k):
    """A view is used here that has been released, by `with`, by"""
    out = []
    try:
        m = memoryview(data)
        for i in range(len(m) - k + 1):
            out.append(m[i : i + k])
            yield out[-1]
    finally:
        for w in out:
            w.release()


def windows__format_data_i_ctypes_becomes(data, k):
    """ctypes writes the byte order into the format, '<i': such"""
    m = memoryview(data)
    if m.format[0] in "<>=@" and m.c_contiguous:
        m = m.cast("B").cast(m.format[-1])
    for i in range(len(m) - k + 1):
        yield m[i : i + k]


def windows__another_1(data, k):
    m = memoryview(data)
    i = 0
    while i + k <= len(m):
        yield m[i : i + k]
        i += 1


def windows__another_2(data, k):
    with memoryview(data) as m:
        yield from map(lambda i: m[i : i + k], range(m.shape[0] - k + 1))


def windows__another_4(data, k):
    n = len(memoryview(data))
    for start, stop in zip(range(n), range(k, n + 1)):
        yield memoryview(data)[start:stop]


def windows__no_window_copy_read_only(data, k):
    """This view is read-only. This is a copy: what was written to"""
    m = memoryview(data)
    if m.readonly and m.format == "B":
        m = memoryview(bytes(m))
    for i in range(len(m) - k + 1):
        yield m[i : i + k]


def windows__any_step_reversed_view_turned(data, k):
    """This view runs backwards, with a negative stride. Slices of"""
    m = memoryview(data)
    if m.strides[0] < 0:
        m = m[::-1]
    for i in range(len(m) - k + 1):
        yield m[i : i + k]


def windows__another_30(data, k):
    return (w for m in [memoryview(data)] for w in (m[i : i + k] for i in range(len(m) - k + 1)))


def windows__another_31(data, k):
    m, ends = (memoryview(data), count(k))
    stop = next(ends)
    while not len(m) < stop:
        yield m[stop - k : stop]
        stop = next(ends)
