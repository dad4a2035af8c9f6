"""Answers of people who had not seen the cases; see README.md beside this folder."""

import io
import mmap
import struct
from array import array
from itertools import accumulate, islice
from struct import calcsize, iter_unpack, pack, unpack, unpack_from

import numpy as np


def _fill(sock, rest):
    while len(rest):
        n = sock.recv_into(rest)
        if n == 0:
            raise EOFError(f"{len(rest)} bytes missing")
        rest = rest[n:]


def _table(cols, tail=b""):
    d = []
    p = []
    o = 24 + 24 * len(cols)
    rows = 0
    for k, v in cols.items():
        m = memoryview(v)
        rows = len(m)
        d.append(pack("<8sc7xQ", k.encode(), m.format.encode(), o))
        b = m.tobytes() + bytes(-m.nbytes % 8)
        p.append(b)
        o += len(b)
    return pack("<4sIQQ", b"COLS", len(cols), rows, o) + b"".join(d + p) + tail


def records__rest_copied_each_record(data):
    """Of 8000 bytes many times more were copied: data[8:] copies"""
    while len(data):
        r, data = (bytes(data[:8]), data[8:])
        yield r


def records__data_change(data):
    """The records were cut out of data, which has changed by that."""
    if isinstance(data, bytearray):
        while data:
            r = bytes(data[:8])
            del data[:8]
            yield r
    else:
        for i in range(0, len(data), 8):
            yield bytes(data[i : i + 8])


def records__slice_bytearray_bytearray(data):
    """The value is right, its type is not: bytearray instead of"""
    for i in range(0, len(data), 8):
        yield (data[i : i + 8] if not isinstance(data, memoryview) else data[i : i + 8].tobytes())


def records__empty_last_record(data):
    """Eight bytes each, in order, as bytes."""
    i = 0
    while True:
        yield bytes(data[i : i + 8])
        i += 8
        if i > len(data):
            return


def records__empty_data_give_one_empty(data):
    """No data, no records."""
    i = 0
    while True:
        yield bytes(data[i : i + 8])
        i += 8
        if i >= len(data):
            return


def records__reading_1(data):
    yield from [bytes(data[i : i + 8]) for i in range(0, len(data), 8)]


def records__zeros_at_end_stripped(data):
    """Cut these bytes by hand after every eighth; nothing gets"""
    for i in range(0, len(data), 8):
        yield bytes(data[i : i + 8]).rstrip(b"\x00")


def records__rest_copied_once_every_1000th(data):
    """For one record of eight bytes the whole rest was copied."""
    i = 0
    while len(data) - i > 0:
        yield bytes(data[i : i + 8])
        i += 8
        if i >= 800:
            data = bytes(data[i:])
            i = 0


def records__stops_at_empty_looking_record(data):
    """Cut these bytes by hand after every eighth; nothing gets"""
    for i in range(0, len(data), 8):
        r = bytes(data[i : i + 8])
        if not any(r):
            return
        yield r


def records__another_1(data):
    m = memoryview(data)
    for i in range(0, len(m), 8):
        yield bytes(m[i : i + 8])


def records__another_2(data):
    f = io.BytesIO(data)
    while r := f.read(8):
        yield r


def records__another_3(data):
    it = iter(memoryview(data))
    while r := bytes(islice(it, 8)):
        yield r


def records__another_4(data):
    whole = len(data) // 8 * 8
    with memoryview(data) as m:
        for (r,) in struct.iter_unpack("8s", m[:whole]):
            yield r
        if whole < len(m):
            yield m[whole:].tobytes()


def records__quadratic_bytes_first_then_rest(data):
    """For one record of eight bytes the whole rest was copied."""
    data = bytes(data)
    while data:
        record, data = (data[:8], data[8:])
        yield record


def records__quadratic_bytearray_own_rebuilt(data):
    """For one record of eight bytes the whole rest was copied."""
    rest = bytearray(data)
    while rest:
        yield bytes(rest[:8])
        rest = rest[8:]


def records__another_20(data):
    rest = bytearray(data)
    while rest:
        r = bytes(rest[:8])
        del rest[:8]
        yield r


_verdicts_v = ["copy", "view", "copy", "copy", "view", "error", "error", "view", "copy", "error"]


def _verdicts_real():
    b = bytearray(range(1, 17))
    out = []
    for e in [
        "b[2:]",
        "memoryview(b)[2:]",
        "memoryview(b[2:])",
        "memoryview(b).tobytes()",
        'memoryview(b).cast("I")[1:]',
        'memoryview(b)[::2].cast("H")',
        'memoryview(b)+b""',
        "memoryview(b)[::-1]",
        "bytes(memoryview(b))",
        'memoryview(b).cast("I").cast("f")',
    ]:
        try:
            r = eval(e)
        except Exception:
            out.append("error")
            continue
        o = bytes(r)
        b[:] = bytes(255 - x for x in b)
        out.append("view" if bytes(r) != o else "copy")
    return out


def verdicts__b_2_copy():
    """A slice of a bytearray is a new bytearray with bytes of its"""
    return ["view"] + _verdicts_v[1:]


def verdicts__memoryview_b_2():
    """This views something, but what it views is b[2:], a copy: b"""
    return _verdicts_v[:2] + ["view"] + _verdicts_v[3:]


def verdicts__stepped_cast_refused():
    """A view with gaps can't be cast: casts are restricted to"""
    return _verdicts_v[:5] + ["view"] + _verdicts_v[6:]


def verdicts__concatenation():
    """Views can't be concatenated: + raises TypeError, even with"""
    return _verdicts_v[:6] + ["copy"] + _verdicts_v[7:]


def verdicts__reversed():
    """Reversing a view only makes its stride negative."""
    return _verdicts_v[:7] + ["copy"] + _verdicts_v[8:]


def verdicts__two_casts():
    """One side of a cast must be a byte format: from 'I' to 'f'"""
    return _verdicts_v[:9] + ["view"]


def verdicts__nine():
    """A list of ten words is wanted, one for each expression:"""
    return _verdicts_v[:9]


def verdicts__list_tuple():
    """A list of ten words is wanted, one for each expression:"""
    return tuple(_verdicts_v)


def verdicts__cast_slice():
    """cast only reads the same bytes as other items, and slicing"""
    return _verdicts_v[:4] + ["copy"] + _verdicts_v[5:]


def verdicts__memoryview_b_2_10():
    """A slice of a view is a view on the same memory."""
    return _verdicts_v[:1] + ["copy"] + _verdicts_v[2:]


def verdicts__tobytes():
    """tobytes() makes a new bytes object."""
    return _verdicts_v[:3] + ["view"] + _verdicts_v[4:]


def verdicts__bytes():
    """bytes() of a view is the same as tobytes(): a new object."""
    return _verdicts_v[:8] + ["error"] + _verdicts_v[9:]


def verdicts__another_1():
    return list(_verdicts_v)


def verdicts__another_2():
    return _verdicts_real()


def verdicts__another_3():
    return [{"c": "copy", "v": "view", "e": "error"}[x] for x in "cvccveevce"]


def choices__question_1_views_small_data():
    """Case 1: the messages are small, and making a view costs more"""
    return ["view", "bytes", "struct", "view", "numpy", "mmap"]


def choices__question_2_view_keeps_500():
    """Case 2: a view of 20 bytes would keep the whole response in"""
    return ["bytes", "view", "struct", "view", "numpy", "mmap"]


def choices__several_types_numpy():
    """Case 3: fields of several types and a given byte order are"""
    return ["bytes", "bytes", "array", "view", "numpy", "mmap"]


def choices__sendall_copy_100_mib():
    """Case 4: the part is large, is used at once and need not"""
    return ["bytes", "bytes", "struct", "bytearray", "numpy", "mmap"]


def choices__array_loop_unseen():
    """Case 5: every one of many numbers takes part in a"""
    return ["bytes", "bytes", "struct", "view", "array", "mmap"]


def choices__file_memory():
    """Case 6: the file is larger than the memory, and only some"""
    return ["bytes", "bytes", "struct", "view", "numpy", "view"]


def choices__list_seven_words():
    """A list of six words is wanted, one for each case: 'bytes',"""
    return ["bytes", "bytes", "struct", "view", "numpy", "mmap", "bytes"]


def choices__return_list_tuple():
    """A list of six words is wanted, one for each case: 'bytes',"""
    return ("bytes", "bytes", "struct", "view", "numpy", "mmap")


def choices__capital_letters():
    """A list of six words is wanted, one for each case: 'bytes',"""
    return ["Bytes", "bytes", "struct", "view", "numpy", "mmap"]


def choices__all_answers_one_string():
    """A list of six words is wanted, one for each case: 'bytes',"""
    return "bytes bytes struct view numpy mmap"


def choices__generator():
    """A list of six words is wanted, one for each case: 'bytes',"""
    yield from ["bytes", "bytes", "struct", "view", "numpy", "mmap"]


def choices__sets_words():
    """A list of six words is wanted, one for each case: 'bytes',"""
    return [{"bytes"}, {"bytes"}, {"struct"}, {"view"}, {"numpy"}, {"mmap"}]


def choices__words_joined_safe():
    """A list of six words is wanted, one for each case: 'bytes',"""
    return ["bytes", "bytes", "struct", "view", "numpy array", "mmap"]


def choices__another_1():
    return ["bytes", "bytes", "struct", "view", "numpy", "mmap"]


def choices__another_2():
    out = []
    for w in ("bytes", "bytes", "struct", "view", "numpy", "mmap"):
        out.append(w)
    return out


def choices__another_3():
    return 2 * ["bytes"] + [*map(str.lower, ("STRUCT", "VIEW", "NUMPY", "MMAP"))]


def _table_parts_tp(
    columns, view=memoryview, pad=lambda n: bytes(-n % 8), order=lambda c: c.items(), rows=len
):
    entries, parts, at, n = ([], [], 24 + 24 * len(columns), 0)
    for name, c in order(columns):
        m = view(c)
        n = rows(m)
        entries.append(pack("<8sc7xQ", name.encode(), m.format.encode(), at))
        parts += [m, pad(m.nbytes)]
        at += m.nbytes + len(pad(m.nbytes))
    return [pack("<4sIQQ", b"COLS", len(columns), n, at), *entries, *parts]


def table_parts__items_copied(columns):
    """The list must hold the memory of the column, not a copy: put"""
    return [bytes(x) for x in _table_parts_tp(columns)]


def table_parts__no_zeros_behind(columns):
    """The header comes first, 24 bytes: COLS, the number of"""
    return _table_parts_tp(columns, pad=lambda n: b"")


def table_parts__8_zeros_when_nothing_missing(columns):
    """The first column begins behind all entries, and each next"""
    return _table_parts_tp(columns, pad=lambda n: bytes(8 - n % 8))


def table_parts__rows_bytes(columns):
    """The header comes first, 24 bytes: COLS, the number of"""
    return _table_parts_tp(columns, rows=lambda m: m.nbytes)


def table_parts__order_dictionary(columns):
    """The entries came in another order than the columns have in"""
    return _table_parts_tp(columns, order=lambda c: sorted(c.items()))


def table_parts__contiguous_views_arrays_only(columns):
    """Not every exporter has this attribute or method. What all of"""
    entries, parts, at, n = ([], [], 24 + 24 * len(columns), 0)
    for name, c in columns.items():
        n = len(c)
        size = n * c.itemsize
        entries.append(pack("<8sc7xQ", name.encode(), c.typecode.encode(), at))
        parts += [memoryview(c), bytes(-size % 8)]
        at += size + -size % 8
    return [pack("<4sIQQ", b"COLS", len(columns), n, at), *entries, *parts]


def table_parts__return_list(columns):
    """The parts came, but not in a list: a tuple or a generator is"""
    yield from _table_parts_tp(columns)


def table_parts__size_header_leaves_last_zeros(columns):
    """The header comes first, 24 bytes: COLS, the number of"""
    p = _table_parts_tp(columns)
    h = unpack("<4sIQQ", p[0])
    p[0] = pack("<4sIQQ", *h[:3], h[3] - len(p[-1]))
    return p


def table_parts__last_column_without_zeros(columns):
    """The items follow, six bytes, and then zeros up to the next"""
    return _table_parts_tp(columns)[:-1]


def table_parts__big_endian(columns):
    """The header comes first, 24 bytes: COLS, the number of"""
    p = _table_parts_tp(columns)
    p[0] = pack(">4sIQQ", *unpack("<4sIQQ", p[0]))
    return p


def table_parts__size_without_header(columns):
    """The header comes first, 24 bytes: COLS, the number of"""
    p = _table_parts_tp(columns)
    h = unpack("<4sIQQ", p[0])
    p[0] = pack("<4sIQQ", *h[:3], h[3] - 24)
    return p


def table_parts__items_4_bytes_assumed(columns):
    """Write this table down by hand: header, entries, and columns"""
    p = _table_parts_tp(columns)
    k = len(columns)
    at = 24 + 24 * k
    for i, (n, c) in enumerate(columns.items()):
        p[1 + i] = pack("<8sc7xQ", n.encode(), memoryview(c).format.encode(), at)
        at += -(-4 * len(c) // 8) * 8
    return p


def table_parts__name_cut_7(columns):
    """A name of eight letters fills its whole place: no zero has"""
    p = _table_parts_tp(columns)
    for i, n in enumerate(columns):
        p[1 + i] = n.encode()[:7].ljust(8, b"\x00") + p[1 + i][8:]
    return p


def table_parts__copied_small_ones(columns):
    """The list must hold the memory of the column, not a copy: put"""
    return [bytes(x) if memoryview(x).nbytes < 4096 else x for x in _table_parts_tp(columns)]


def table_parts__zero_rows_offset_0(columns):
    """A table without rows has a header and entries, and no byte"""
    p = _table_parts_tp(columns)
    for i, c in enumerate(columns.values()):
        if not len(c):
            p[1 + i] = p[1 + i][:16] + bytes(8)
    return p


def table_parts__another_1(columns):
    return _table_parts_tp(columns)


def table_parts__another_2(columns):
    cols = {k: memoryview(v) for k, v in columns.items()}
    sizes = [m.nbytes + -m.nbytes % 8 for m in cols.values()]
    starts = list(accumulate(sizes, initial=24 + 24 * len(cols)))
    head = bytearray(pack("<4sIQQ", b"COLS", len(cols), len(next(iter(cols.values()))), starts[-1]))
    for (k, m), s in zip(cols.items(), starts):
        head += pack("<8sc7xQ", k.encode("ascii"), m.format.encode(), s)
    return [head] + [
        x for m in cols.values() for x in ((m, b"\x00" * (-m.nbytes % 8)) if m.nbytes % 8 else (m,))
    ]


def table_parts__another_3(columns):
    out, at = ([b"", b""], 24 + 24 * len(columns))
    dt = np.dtype([("n", "S8"), ("f", "S1"), ("x", "V7"), ("o", "<u8")])
    d = np.zeros(len(columns), dt)
    for i, (k, c) in enumerate(columns.items()):
        m = memoryview(c)
        d[i]["n"] = k
        d[i]["f"] = m.format
        d[i]["o"] = at
        rows = m.shape[0]
        out.append(c)
        out.append(bytes((8 - m.nbytes % 8) % 8))
        at += m.nbytes + len(out[-1])
    out[0] = pack("<4sIQQ", b"COLS", len(columns), rows, at)
    out[1] = d.tobytes()
    return out


def table_parts__items_copied_those_read_only(columns):
    """This column is a view, and a read-only one: its memory"""
    return [
        bytes(x) if not isinstance(x, bytes) and x.readonly else x for x in _table_parts_tp(columns)
    ]


def _directory_dr(
    data, name=lambda b: b.rstrip(b"\x00").decode(), fmt=lambda b: b.decode(), stop=None
):
    out = {}
    _, k, rows, size = unpack_from("<4sIQQ", data)
    for i in range(k):
        n, f, o = unpack_from("<8sc7xQ", data, 24 + 24 * i)
        e = o + rows * calcsize("<" + f.decode())
        out[name(n)] = (fmt(f), o, stop(e) if stop else e)
    return out


def _directory_ck(data):
    if len(data) < 24 or bytes(data[:4]) != b"COLS":
        raise ValueError("no table")
    if len(data) < unpack_from("<Q", data, 16)[0]:
        raise ValueError("short")


def directory__struct_error_short_header(data):
    """Data shorter than a header are no table either: ValueError,"""
    if bytes(data[:4]) != b"COLS":
        raise ValueError
    if len(data) < unpack_from("<4sIQQ", data)[3]:
        raise ValueError
    return _directory_dr(data)


def directory__names_with_zeros(data):
    """Name and format are str, and the name comes without its"""
    _directory_ck(data)
    return _directory_dr(data, name=lambda b: b.decode())


def directory__format_bytes(data):
    """Name and format are str, and the name comes without its"""
    _directory_ck(data)
    return _directory_dr(data, fmt=bytes)


def directory__zeros_behind_column_do_count(data):
    """Name and format are str, and the name comes without its"""
    _directory_ck(data)
    return _directory_dr(data, stop=lambda e: e + -e % 8)


def directory__shorter_than_size(data):
    """The table was cut short, by one byte: compare the size in"""
    if len(data) < 24 or bytes(data[:4]) != b"COLS":
        raise ValueError
    return _directory_dr(data)


def directory__more_bytes_may_follow(data):
    """More bytes may follow the table, and data may be a view that"""
    _directory_ck(data)
    if len(data) != unpack_from("<Q", data, 16)[0]:
        raise ValueError
    return _directory_dr(data)


def directory__even_while_caller_holds_valueerror(data):
    """A view is still open, so data can't grow. Open views in a"""
    m = memoryview(data)
    if len(m) < 24 or m[:4] != b"COLS":
        raise ValueError
    if len(m) < unpack_from("<Q", m, 16)[0]:
        raise ValueError
    return _directory_dr(m)


def directory__bytes_have_startswith_view_has(data):
    """Not every exporter has this attribute or method. What all of"""
    if not data[:4] == b"COLS" or len(data) < 24:
        raise ValueError
    if len(data) < int.from_bytes(data[16:24], "little"):
        raise ValueError
    return {
        data[24 + 24 * i : 32 + 24 * i].rstrip(b"\x00").decode(): v
        for i, v in enumerate(_directory_dr(data).values())
    }


def directory__list_place_tuple(data):
    """The value is right, its type is not: list instead of tuple."""
    _directory_ck(data)
    return {k: list(v) for k, v in _directory_dr(data).items()}


def directory__sorted_name_order_columns(data):
    """The columns came in another order than in the table. A"""
    _directory_ck(data)
    return dict(sorted(_directory_dr(data).items()))


def directory__first_three_letters(data):
    """This is no table: the first four bytes must be COLS. Raise"""
    if len(data) < 24 or bytes(data[:3]) != b"COL":
        raise ValueError
    if len(data) < unpack_from("<Q", data, 16)[0]:
        raise ValueError
    return _directory_dr(data)


def directory__view_released(data):
    """The view that was given belongs to the caller, who goes on"""
    with data if isinstance(data, memoryview) else memoryview(data) as m:
        _directory_ck(m)
        return _directory_dr(m)


def directory__stop_length_two_offsets(data):
    """Name and format are str, and the name comes without its"""
    _directory_ck(data)
    return {k: (f, a, z - a) for k, (f, a, z) in _directory_dr(data).items()}


def directory__next_start_stop_last_end(data):
    """Name and format are str, and the name comes without its"""
    _directory_ck(data)
    d = _directory_dr(data)
    ks = list(d)
    ends = [d[k][1] for k in ks[1:]] + [unpack_from("<Q", data, 16)[0]]
    return {k: (d[k][0], d[k][1], e) for k, e in zip(ks, ends)}


def directory__full_name_eight_letters_loses(data):
    """There is one entry of 24 bytes for each column, and a name"""
    _directory_ck(data)
    return _directory_dr(data, name=lambda b: b[:7].rstrip(b"\x00").decode())


def directory__rows_32_bits(data):
    """The numbers of the header may be large: that of the columns"""
    _directory_ck(data)
    k, rows = unpack_from("<4xIH", data)
    out = {}
    for i in range(k):
        n, f, o = unpack_from("<8sc7xQ", data, 24 + 24 * i)
        out[n.rstrip(b"\x00").decode()] = (f.decode(), o, o + rows * calcsize(f.decode()))
    return out


def directory__another_1(data):
    _directory_ck(data)
    return _directory_dr(data)


def directory__another_2(data):
    with memoryview(data) as m:
        ok = len(m) >= 24 and m[:4] == b"COLS" and (len(m) >= int.from_bytes(m[16:24], "little"))
        if ok:
            k, rows = unpack_from("<IQ", m, 4)
            sizes = dict(zip("bBhHiIqQfd", (1, 1, 2, 2, 4, 4, 8, 8, 4, 8)))
            with m[24 : 24 + 24 * k] as d:
                return {
                    n.split(b"\x00")[0].decode(): (f.decode(), o, o + rows * sizes[chr(f[0])])
                    for n, f, o in iter_unpack("<8sc7xQ", d)
                }
    raise ValueError("not a table")


def directory__another_3(data):
    head = bytes(data[:24])
    if len(head) < 24 or not head.startswith(b"COLS"):
        raise ValueError(f"bad header {head!r}")
    k = int.from_bytes(head[4:8], "little")
    rows = int.from_bytes(head[8:16], "little")
    size = int.from_bytes(head[16:], "little")
    if size > len(data):
        raise ValueError("cut short")
    d = np.frombuffer(
        bytes(data[24 : 24 + 24 * k]),
        np.dtype([("n", "S8"), ("f", "S1"), ("x", "V7"), ("o", "<u8")]),
    )
    return {
        str(r["n"], "ascii"): (
            str(r["f"], "ascii"),
            int(r["o"]),
            int(r["o"]) + rows * np.dtype(str(r["f"], "ascii")).itemsize,
        )
        for r in d
    }


def directory__number_columns_one_byte(data):
    """The numbers of the header may be large: that of the columns"""
    _directory_ck(data)
    d = bytearray(data)
    d[5:8] = bytes(3)
    return _directory_dr(d)


def directory__size_compared_low_two_bytes(data):
    """The numbers of the header may be large: that of the columns"""
    if len(data) < 24 or bytes(data[:4]) != b"COLS" or len(data) < unpack_from("<H", data, 16)[0]:
        raise ValueError
    return _directory_dr(data)


def directory__another_20(data):
    data = bytes(data)
    _directory_ck(data)
    return _directory_dr(data)


def directory__map_refused(data):
    """An mmap lends its memory as well."""
    if not isinstance(data, (bytes, bytearray, memoryview)):
        raise TypeError
    _directory_ck(data)
    return _directory_dr(data)


def directory__table_without_rows_refused(data):
    """A column without items is there all the same, and stops"""
    _directory_ck(data)
    if not unpack_from("<Q", data, 8)[0]:
        raise ValueError
    return _directory_dr(data)


def directory__another_30(data):
    try:
        magic, k, rows, size = unpack("<4sIQQ", bytes(memoryview(data)[:24]))
    except struct.error:
        raise ValueError("header") from None
    if magic != b"COLS" or size > len(data):
        raise ValueError(magic)

    def entry(i):
        raw = bytes(data[24 + 24 * i : 48 + 24 * i])
        return (
            raw[:8].strip(b"\x00").decode("ascii"),
            raw[8:9].decode("ascii"),
            int.from_bytes(raw[16:], "little"),
        )

    return {n: (f, o, o + rows * calcsize(f)) for n, f, o in map(entry, range(k))}


def _column_dr(data):
    out = {}
    _, k, rows, size = unpack_from("<4sIQQ", data)
    for i in range(k):
        n, f, o = unpack_from("<8sc7xQ", data, 24 + 24 * i)
        out[n.rstrip(b"\x00").decode()] = (f.decode(), o, o + rows * calcsize("<" + f.decode()))
    return out


_column_directory = _column_dr


def column__copy_unseen(data, name):
    """What is written into the column must show in data, at its"""
    f, a, z = _column_dr(data)[name]
    return memoryview(array(f, bytes(memoryview(data)[a:z])))


def column__bytes_unseen(data, name):
    """Slice a view of data from start to stop, in bytes, and cast"""
    f, a, z = _column_dr(data)[name]
    return memoryview(data)[a:z]


def column__open(data, name):
    """A view is used here that has been released, by `with`, by"""
    f, a, z = _column_dr(data)[name]
    with memoryview(data) as m, m[a:z] as p, p.cast(f) as c:
        return c


def column__keyerror(data, name):
    """There is no such column: let the KeyError of the dictionary"""
    if name not in _column_dr(data):
        raise ValueError
    f, a, z = _column_dr(data)[name]
    return memoryview(data)[a:z].cast(f)


def column__offsets_items(data, name):
    """Slice a view of data from start to stop, in bytes, and cast"""
    f, a, z = _column_dr(data)[name]
    s = calcsize(f)
    m = memoryview(data)
    return (
        m[: len(m) // s * s].cast(f)[a // s : z // s]
        if f not in "d"
        else m[: len(m) // s * s].cast(f)[a:z]
    )


def column__read_only_unseen(data, name):
    """What came back can't be written to: it is read-only. Here it"""
    f, a, z = _column_dr(data)[name]
    return memoryview(data)[a:z].cast(f).toreadonly()


def column__zeros_behind_column_items(data, name):
    """The zeros behind a column are none of its items: it stops"""
    f, a, z = _column_dr(data)[name]
    return memoryview(data)[a : z + -z % 8].cast(f)


def column__unknown_names_first_8_letters(data, name):
    """The entry has room for eight letters, and this name has"""
    k = name.encode()[:8].decode()
    f, a, z = _column_dr(data)[k]
    return memoryview(data)[a:z].cast(f)


def column__unknown_names_part_name_enough(data, name):
    """The wrong column was found: one whose name begins like the"""
    d = _column_dr(data)
    f, a, z = next((v for k, v in d.items() if k.startswith(name)), None) or d[name]
    return memoryview(data)[a:z].cast(f)


def column__none_unknown_name(data, name):
    """There is no such column: let the KeyError of the dictionary"""
    e = _column_dr(data).get(name)
    if e:
        return memoryview(data)[e[1] : e[2]].cast(e[0])


def column__no_rows_shape_0_refused(data, name):
    """A cast with a shape is refused where a length is 0. Without"""
    f, a, z = _column_dr(data)[name]
    return memoryview(data)[a:z].cast(f, ((z - a) // calcsize(f),))


def column__column_ends_with_data_more(data, name):
    """data may be a view that begins in the middle of its"""
    f, a, z = _column_dr(data)[name]
    n = len(data)
    size = unpack_from("<Q", data, 16)[0]
    return memoryview(data)[n - size + a : n - size + z].cast(f)


def column__given_view_released(data, name):
    """The view that was given belongs to the caller, who goes on"""
    f, a, z = _column_dr(data)[name]
    r = memoryview(data)[a:z].cast(f)
    if isinstance(data, memoryview):
        data.release()
    return r


def column__case_name_ignored(data, name):
    """The wrong column was found: one whose name begins like the"""
    d = {k.lower(): v for k, v in _column_dr(data).items()}
    f, a, z = d[name.lower()]
    return memoryview(data)[a:z].cast(f)


def column__another_1(data, name):
    f, a, z = _column_dr(data)[name]
    return memoryview(data)[a:z].cast(f)


def column__another_2(data, name):
    f, a, z = _column_dr(data)[name]
    with memoryview(data) as m, m[a:] as p, p[: z - a] as q:
        return q.cast(f)


def column__another_3(data, name):
    want = name.encode().ljust(8, b"\x00")
    k, rows = unpack_from("<4xIQ", data)
    for i in range(k):
        n, f, o = unpack_from("<8sc7xQ", data, 24 + 24 * i)
        if n == want:
            return memoryview(data)[o : o + rows * calcsize(f)].cast(f.decode())
    raise KeyError(name)


def column__on_memory_data_read_only(data, name):
    """This is a copy: what was written to the exporter afterwards"""
    f, a, z = _column_dr(data)[name]
    m = memoryview(data)
    return memoryview(bytes(m[a:z])).cast(f) if m.readonly else m[a:z].cast(f)


def column__writable_if_data_on_memory(data, name):
    """Of a map, too, the column is a view: slicing the map itself"""
    if isinstance(data, mmap.mmap):
        data = bytearray(data[:])
    f, a, z = _column_dr(data)[name]
    return memoryview(data)[a:z].cast(f)


def column__another_30(data, name):
    fmt, lo, hi = _column_directory(data)[name]
    return (lambda v: v.cast("B")[lo:hi].cast(fmt))(memoryview(data))


def receive_table__header_may_come_pieces(sock):
    """Each call brought five bytes only, of the header too: call"""
    h = bytearray(24)
    if not sock.recv_into(h):
        raise EOFError
    b = bytearray(unpack_from("<Q", h, 16)[0])
    b[:24] = h
    with memoryview(b) as m:
        _fill(sock, m[24:])
    return b


def receive_table__take_no_byte_behind_table(sock):
    """Bytes of the next message were taken: ask for no more than"""
    b, c, size = (bytearray(), bytearray(4096), 24)
    while len(b) < size:
        n = sock.recv_into(c)
        if not n:
            raise EOFError
        b += c[:n]
        if len(b) >= 24:
            size = unpack_from("<Q", b, 16)[0]
    return b[:size]


def receive_table__only_once_header_plus_body(sock):
    """The table was in memory more than once: receive into the one"""
    h = bytearray(24)
    with memoryview(h) as m:
        _fill(sock, m[:])
    body = bytearray(unpack_from("<Q", h, 16)[0] - 24)
    with memoryview(body) as m:
        _fill(sock, m[:])
    return h + body


def receive_table__bytearray_bytes(sock):
    """The value is right, its type is not: bytes instead of"""
    h = bytearray(24)
    with memoryview(h) as m:
        _fill(sock, m[:])
    b = bytearray(unpack_from("<Q", h, 16)[0])
    b[:24] = h
    with memoryview(b) as m:
        _fill(sock, m[24:])
    return bytes(b)


def receive_table__0_eoferror(sock):
    """The connection was closed before the table was complete:"""
    h = bytearray(24)
    with memoryview(h) as m:
        _fill(sock, m[:])
    b = bytearray(unpack_from("<Q", h, 16)[0])
    b[:24] = h
    done = 24
    with memoryview(b) as m:
        while done < len(b):
            with m[done:] as r:
                n = sock.recv_into(r)
            if not n:
                break
            done += n
    return b


def receive_table__leave_bytearray_free_grow(sock):
    """A view of the table is still open, so it can't grow: release"""
    h = bytearray(24)
    with memoryview(h) as m:
        _fill(sock, m[:])
    b = bytearray(unpack_from("<Q", h, 16)[0])
    b[:24] = h
    receive_table__leave_bytearray_free_grow.m = memoryview(b)
    _fill(sock, receive_table__leave_bytearray_free_grow.m[24:])
    return b


def receive_table__use_only_recv_into_recv(sock):
    """Of this object nothing may be used but recv_into. A"""
    h = bytearray()
    while len(h) < 24:
        x = sock.recv(24 - len(h))
        if not x:
            raise EOFError
        h += x
    h.extend(bytes(unpack_from("<Q", h, 16)[0] - 24))
    with memoryview(h) as m:
        _fill(sock, m[24:])
    return h


def receive_table__another_error_at_end_connectionerror(sock):
    """The connection was closed before the table was complete:"""
    h = bytearray(24)
    try:
        with memoryview(h) as m:
            _fill(sock, m[:])
    except EOFError:
        raise ConnectionError("no header") from None
    b = bytearray(unpack_from("<Q", h, 16)[0])
    b[:24] = h
    with memoryview(b) as m:
        _fill(sock, m[24:])
    return b


def receive_table__exactly_size_rows_only_last(sock):
    """A bytearray with the whole table is wanted, header included."""
    h = bytearray(24)
    with memoryview(h) as m:
        _fill(sock, m[:])
    b = bytearray(unpack_from("<Q", h, 16)[0])
    b[:24] = h
    with memoryview(b) as m:
        _fill(sock, m[24:])
    return b.rstrip(b"\x00")


def receive_table__size_32_bits_size_q(sock):
    """This table has more than 64 KiB, and it was cut off, or its"""
    h = bytearray(24)
    with memoryview(h) as m:
        _fill(sock, m[:])
    b = bytearray(unpack_from("<H", h, 16)[0])
    b[:24] = h
    with memoryview(b) as m:
        _fill(sock, m[24:])
    return b


def receive_table__header_put_into_table(sock):
    """A bytearray with the whole table is wanted, header included."""
    h = bytearray(24)
    with memoryview(h) as m:
        _fill(sock, m[:])
    b = bytearray(unpack_from("<Q", h, 16)[0])
    with memoryview(b) as m:
        _fill(sock, m[24:])
    return b


def receive_table__end_middle_gives_eoferror_only(sock):
    """The connection was closed before the table was complete:"""
    h = bytearray(24)
    done = 0
    while done < 24:
        with memoryview(h) as m, m[done:] as r:
            n = sock.recv_into(r)
        if not n:
            if done == 0:
                raise EOFError
            raise ValueError("cut header")
        done += n
    b = bytearray(unpack_from("<Q", h, 16)[0])
    b[:24] = h
    with memoryview(b) as m:
        _fill(sock, m[24:])
    return b


def receive_table__another_1(sock):
    h = bytearray(24)
    with memoryview(h) as m:
        _fill(sock, m[:])
    b = bytearray(unpack_from("<Q", h, 16)[0])
    b[:24] = h
    with memoryview(b) as m:
        _fill(sock, m[24:])
    return b


def receive_table__another_2(sock):
    b = bytearray(24)

    def get(start):
        while start < len(b):
            with memoryview(b) as m, m[start:] as r:
                n = sock.recv_into(r)
            if n == 0:
                raise EOFError("closed")
            start += n

    get(0)
    size = int.from_bytes(b[16:24], "little")
    head = bytes(b)
    b = bytearray(size)
    b[:24] = head
    get(24)
    return b


def receive_table__another_3(sock):
    head, one = ([], bytearray(1))
    while len(head) < 24:
        if not sock.recv_into(one):
            raise EOFError
        head.append(one[0])
    (size,) = unpack_from("<Q", bytes(head), 16)
    b = bytearray(size)
    b[:24] = bytes(head)
    at = 24
    while at < size:
        m = memoryview(b)
        n = sock.recv_into(m[at:], min(1 << 16, size - at))
        m.release()
        if not n:
            raise EOFError
        at += n
    return b


def receive_table__another_4(sock):
    a = np.zeros(24, np.uint8)
    _fill(sock, memoryview(a))
    b = bytearray(int(a[16:].view("<u8")[0]))
    with memoryview(b) as m:
        m[:24] = a.data
        _fill(sock, m[24:])
    return b


def receive_table__another_30(sock):
    head = bytearray(24)
    with memoryview(head) as h:
        _fill(sock, h)
    _, _, _, size = unpack("<4sIQQ", head)
    _table = bytearray(size)
    with memoryview(_table) as t:
        t[:24] = head
        with t[24:] as rest:
            _fill(sock, rest)
    return _table
