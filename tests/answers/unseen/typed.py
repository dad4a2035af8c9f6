"""Answers of people who had not seen the cases; see README.md beside this folder."""

import collections
from array import array
from struct import unpack, unpack_from

import numpy as np


def parse_wav__without_copy(data):
    """This is a copy: what was written to the exporter afterwards"""
    c, r = unpack_from("<HI", data, 22)
    return (c, r, memoryview(bytearray(data[44:])).cast("h"))


def parse_wav__both_unsigned_signed(data):
    """All bytes of a field count: two of the channels, four of the"""
    c, r = unpack_from("<hi", data, 22)
    return (c, r, memoryview(data)[44:].cast("h"))


def parse_wav__native_alignment(data):
    """The number of channels has two bytes, at offset 22, and the"""
    c, r = unpack_from("HI", data, 22)
    return (c, r, memoryview(data)[44:].cast("h"))


def parse_wav__which_stay_open(data):
    """The view that was given belongs to the caller, who goes on"""
    c, r = unpack_from("<HI", data, 22)
    m = memoryview(data)[44:].cast("h")
    if isinstance(data, memoryview):
        data.release()
    return (c, r, m)


def parse_wav__open(data):
    """A view is used here that has been released, by `with`, by"""
    c, r = unpack_from("<HI", data, 22)
    with memoryview(data) as m, m[44:] as p, p.cast("h") as s:
        return (c, r, s)


def parse_wav__writable_if_data(data):
    """What came back can't be written to: it is read-only. Here it"""
    c, r = unpack_from("<HI", data, 22)
    return (c, r, memoryview(data)[44:].cast("h").toreadonly())


def parse_wav__number_channels_has_two_bytes(data):
    """All bytes of a field count: two of the channels, four of the"""
    return (data[22], int.from_bytes(data[24:28], "little"), memoryview(data)[44:].cast("h"))


def parse_wav__rate_two_bytes(data):
    """A rate of 96000 does not fit into two bytes: read four, as"""
    c, r = unpack_from("<HH", data, 22)
    return (c, r, memoryview(data)[44:].cast("h"))


def parse_wav__there_may_no_samples_shape(data):
    """A cast with a shape is refused where a length is 0. Without"""
    c, r = unpack_from("<HI", data, 22)
    m = memoryview(data)
    return (c, r, m[44:].cast("h", ((len(m) - 44) // 2,)))


def parse_wav__channels_rate_samples_list(data):
    """A tuple is wanted: `return channels, rate, samples`."""
    return [*unpack_from("<HI", data, 22), memoryview(data)[44:].cast("h")]


def parse_wav__slice_view_takes_exporter_from(data):
    """The data may be a slice of a view, which has no methods of"""
    d = data.obj if isinstance(data, memoryview) else data
    c, r = unpack_from("<HI", d, 22)
    return (c, r, memoryview(d)[44:].cast("h"))


def parse_wav__samples_begin_at_46(data):
    """The samples are a view of format 'h': slice the bytes from"""
    return (*unpack_from("<HI", data, 22), memoryview(data)[46:].cast("h"))


def parse_wav__format_h(data):
    """The samples are a view of format 'h': slice the bytes from"""
    return (*unpack_from("<HI", data, 22), memoryview(data)[44:].cast("H"))


def parse_wav__big_endian_unseen(data):
    """The number of channels has two bytes, at offset 22, and the"""
    return (*unpack_from(">HI", data, 22), memoryview(data)[44:].cast("h"))


def parse_wav__rate_3_bytes(data):
    """All bytes of a field count: two of the channels, four of the"""
    return (
        int.from_bytes(data[22:24], "little"),
        int.from_bytes(data[24:27], "little"),
        memoryview(data)[44:].cast("h"),
    )


def parse_wav__another_1(data):
    return (*unpack_from("<HI", data, 22), memoryview(data)[44:].cast("h"))


def parse_wav__another_2(data):
    with memoryview(data) as m:
        c = m[22] | m[23] << 8
        r = int.from_bytes(m[24:28], "little")
        return (c, r, m.cast("h")[22:])


def parse_wav__another_3(data):
    f = unpack("<22xHI", bytes(memoryview(data)[:28]))
    with memoryview(data) as m, m[44:] as part:
        return f + (part.cast("h"),)


def parse_wav__size_samples_read_two_bytes(data):
    """These samples have 80,000 bytes, and all of them count: they"""
    c, r = unpack_from("<HI", data, 22)
    (n,) = unpack_from("<H", data, 40)
    return (c, r, memoryview(data)[44 : 44 + n].cast("h"))


def parse_wav__without_copy_read_only_view(data):
    """All the samples were copied: a slice of a bytearray copies,"""
    c, r = unpack_from("<HI", data, 22)
    m = memoryview(data)
    if m.readonly:
        m = memoryview(bytes(m))
    return (c, r, m[44:].cast("h"))


def parse_wav__another_20(data):
    c, r = unpack_from("<HI", data, 22)
    a = np.asarray(memoryview(data))[44:].view("h")
    return (c, r, memoryview(a))


def parse_wav__any_value_0_channels(data):
    """The numbers come back as they stand in the header, whatever"""
    c, r = unpack_from("<HI", data, 22)
    return (c or 1, r, memoryview(data)[44:].cast("h"))


def parse_wav__reading_30(data):
    W = collections.namedtuple("W", "channels rate samples")
    return W(*unpack_from("<HI", data, 22), memoryview(data)[44:].cast("h"))


def swap32__overlapping_without_copy(buf):
    """The four bytes of a number come out in reverse. If some"""
    with memoryview(buf) as m, m.cast("B") as f:
        f[0::4], f[1::4], f[2::4], f[3::4] = (f[3::4], f[2::4], f[1::4], f[0::4])


def swap32__any_format_items_bytes(buf):
    """These are items of four bytes: to move single bytes, look at"""
    with memoryview(buf) as f:
        o = array(f.format, f) if f.format in "bBhHiI" else bytes(f)
        for k in range(4):
            f[k::4] = memoryview(o)[3 - k :: 4]


def swap32__whole_reversed(buf):
    """Each number is reversed on its own, the last one as well:"""
    with memoryview(buf) as m, m.cast("B") as f:
        f[:] = bytes(f)[::-1]


def swap32__if_buf_view_stay_open(buf):
    """The view that was given belongs to the caller, who goes on"""
    with buf if isinstance(buf, memoryview) else memoryview(buf) as m, m.cast("B") as f:
        o = bytes(f)
        for k in range(4):
            f[k::4] = o[3 - k :: 4]


def swap32__only_outer_pair(buf):
    """The four bytes of a number come out in reverse. If some"""
    with memoryview(buf) as m, m.cast("B") as f:
        o = bytes(f)
        f[0::4] = o[3::4]
        f[3::4] = o[0::4]


def swap32__place_returns_new_one(buf):
    """The four bytes of a number come out in reverse. If some"""
    return array("I", bytes(memoryview(buf))).byteswap()


def swap32__halves_16_bits(buf):
    """The four bytes of a number come out in reverse. If some"""
    with memoryview(buf) as m, m.cast("B") as f:
        o = bytes(f)
        f[0::2] = o[1::2]
        f[1::2] = o[0::2]


def swap32__one_more_dimensions_first_row(buf):
    """This view has two dimensions: len() counts rows, and slices"""
    with memoryview(buf) as m, m.cast("B") as f:
        n = len(m) * m.itemsize
        o = bytes(f[:n])
        with f[:n] as g:
            for k in range(4):
                g[k::4] = o[3 - k :: 4]


def swap32__multiple_four_includes_0(buf):
    """A cast with a shape is refused where a length is 0. Without"""
    with memoryview(buf) as m, m.cast("B", (m.nbytes,)) as f:
        o = bytes(f)
        for k in range(4):
            f[k::4] = o[3 - k :: 4]


def swap32__able_grow_again(buf):
    """A view is still open, so the bytearray is locked. Release"""
    f = swap32__able_grow_again.f = memoryview(buf).cast("B")
    o = bytes(f)
    for k in range(4):
        f[k::4] = o[3 - k :: 4]


def swap32__every_4_byte_number_each(buf):
    """This array has items of two bytes: len() and slices count"""
    with memoryview(buf) as m, m.cast("B") as f:
        s = m.itemsize if m.itemsize > 1 else 4
        o = bytes(f)
        for k in range(s):
            f[k::s] = o[s - 1 - k :: s]


def swap32__last_number_left(buf):
    """Each number is reversed on its own, the last one as well:"""
    with memoryview(buf) as m, m.cast("B") as f:
        o = bytes(f)
        for k in range(4):
            if len(f) > 4:
                f[k:-4:4] = o[3 - k : -4 : 4]
            else:
                f[k::4] = o[3 - k :: 4]


def swap32__another_1(buf):
    with memoryview(buf) as m, m.cast("B") as f:
        o = bytes(f)
        f[0::4], f[1::4], f[2::4], f[3::4] = (o[3::4], o[2::4], o[1::4], o[0::4])


def swap32__another_2(buf):
    with memoryview(buf) as m, m.cast("B") as f:
        f[:] = np.frombuffer(bytes(f), ">u4").astype("<u4").tobytes() if len(f) else b""


def swap32__another_3(buf):
    m = memoryview(buf).cast("B")
    old = m.tobytes()
    m[::4] = old[3::4]
    m[1::4] = old[2::4]
    m[2::4] = old[1::4]
    m[3::4] = old[::4]
    return buf


def swap32__another_20(buf):
    with memoryview(buf) as m, m.cast("B") as f:
        a = array("I")
        a.frombytes(f)
        a.byteswap()
        f[:] = a.tobytes()


def swap32__another_30(buf):
    with (
        memoryview(buf) as m,
        m.cast("B") as f,
        f[::4] as a,
        f[1::4] as b,
        f[2::4] as c,
        f[3::4] as d,
    ):
        a[:], d[:] = (bytes(d), bytes(a))
        b[:], c[:] = (bytes(c), bytes(b))
