"""Answers of people who had not seen the cases; see README.md beside this folder."""

from itertools import islice

import numpy as np


def chunk_sums__less_than_64_kib_extra(data, n):
    """This takes copies or keeps too much: a slice of bytes copies"""
    with memoryview(data) as m:
        return [sum(m[i : i + n].tolist()) % 256 for i in range(0, len(m), n)]


def chunk_sums__leave_no_view_open_keeps(data, n):
    """A bytearray is data as well, and it must be free to grow"""
    chunk_sums__leave_no_view_open_keeps.view = memoryview(data)
    return [
        sum(chunk_sums__leave_no_view_open_keeps.view[i : i + n]) % 256
        for i in range(0, len(data), n)
    ]


def chunk_sums__n_may_larger_than_data(data, n):
    """n may be larger than the data: then all of them are one"""
    if n > len(data):
        return []
    with memoryview(data) as m:
        return [sum(m[i : i + n]) % 256 for i in range(0, len(m), n)]


def chunk_sums__which_you_change_pads_bytearray(data, n):
    """The data given to read were changed. Leave the caller's data"""
    if isinstance(data, bytearray):
        data += bytes(-len(data) % n)
    with memoryview(data) as m:
        return [sum(m[i : i + n]) % 256 for i in range(0, len(m), n)]


def chunk_sums__gives_list_tuple(data, n):
    """The value is right, its type is not: tuple instead of list."""
    with memoryview(data) as m:
        return tuple(sum(m[i : i + n]) % 256 for i in range(0, len(m), n))


def chunk_sums__leave_no_view_open_releases(data, n):
    """A bytearray is data as well, and it must be free to grow"""
    m = memoryview(data)
    holder = [m]
    holder.append(holder)
    return [sum(m[i : i + n]) % 256 for i in range(0, len(m), n)]


def chunk_sums__their_sum_modulo_256_remainder(data, n):
    """Work these few bytes out by hand: cut every n bytes, add up,"""
    out = []
    with memoryview(data) as m:
        full = len(m) // n
        for k in range(full):
            out.append(sum(m[k * n : (k + 1) * n]) % 256)
        rest = sum(m[full * n :])
        if rest:
            out.append(rest % 256)
    return out


def chunk_sums__another_1(data, n):
    result = []
    with memoryview(data) as m:
        for start in range(0, len(m), n):
            with m[start : start + n] as part:
                total = 0
                for x in part:
                    total += x
                result.append(total & 255)
    return result


def chunk_sums__another_2(data, n):
    it = iter(data)
    out, left = ([], len(data))
    while left > 0:
        out.append(sum(islice(it, n)) % 256)
        left -= n
    return out


def chunk_sums__another_3(data, n):
    a = np.frombuffer(data, np.uint8)
    return [int(np.add.reduce(a[i : i + n], dtype=np.uint8)) for i in range(0, len(a), n)]


def chunk_sums__data_bytes_bytearray_less_than(data, n):
    """This takes copies or keeps too much: a slice of bytes copies"""
    m = data if isinstance(data, bytes) else memoryview(data)
    return [sum(m[i : i + n]) % 256 for i in range(0, len(data), n)]


def chunk_sums__less_than_64_kib_n(data, n):
    """This takes copies or keeps too much: a slice of bytes copies"""
    with memoryview(data) as m:
        parts = [m[i : i + n] for i in range(0, len(m), n)]
        out = [sum(p) % 256 for p in parts]
        for p in parts:
            p.release()
        return out


def chunk_sums__another_30(data, n):

    def go(m, out):
        while m:
            out.append(sum(m[:n]) % 256)
            m = m[n:]
        return out

    return go(memoryview(data), [])


def shares__view_all_b_part_only(make):
    """A slice of a view is a view, but of a part: change every"""
    b = bytearray(b"abcd")
    r = make(b)
    old = bytes(r)
    b[0] = 0
    return bytes(r) != old


def shares__true_if_result_sees_later(make):
    """memoryview(b) is a view: what is written to b afterwards is"""
    b = bytearray(b"abcd")
    r = make(b)
    old = r
    b[:] = b"wxyz"
    return r != old


def shares__copy_any_type_memoryview_copy(make):
    """Its type does not decide: this is a memoryview, but of a"""
    b = bytearray(b"abcd")
    r = make(b)
    return r is b or isinstance(r, memoryview)


def shares__b_itself_locked(make):
    """This is b itself under another name, so it sees every change"""
    b = bytearray(b"abcd")
    r = make(b)
    try:
        b.append(1)
    except BufferError:
        return True
    return False


def shares__part_reverse_leaves_middle_byte(make):
    """This view shows a part of b alone: change every byte of b,"""
    b = bytearray(b"hello!?")
    r = make(b)
    old = bytes(r)
    b.reverse()
    return bytes(r) != old


def shares__view_part_compares_with_whole(make):
    """A slice of a view is a view, but of a part: change every"""
    b = bytearray(b"abcd")
    r = make(b)
    b[:] = b"wxyz"
    return bytes(r) == bytes(b)


def shares__b_at_least_four_bytes(make):
    """This view shows a part of b alone: change every byte of b,"""
    b = bytearray(range(8))
    r = make(b)
    old = bytes(r)
    b[:4] = b"wxyz"
    return bytes(r) != old


def shares__b_at_least_four_bytes_8(make):
    """This view shows a part of b alone: change every byte of b,"""
    b = bytearray(b"abc")
    r = make(b)
    old = bytes(r)
    b[:] = b"xyz"
    return bytes(r) != old


def shares__any_view_view_bytes_signed(make):
    """Neither the type nor the exporter nor the length decides."""
    b = bytearray(b"abcd")
    r = make(b)
    old = list(r)
    b[:] = b"wxyz"
    return isinstance(r, memoryview) and r.format == "B" and (list(r) != old) or r is b


def shares__another_1(make):
    b = bytearray(range(16))
    r = make(b)
    old = bytes(r)
    for i in range(len(b)):
        b[i] ^= 255
    return bytes(r) != old


def shares__another_2(make):
    b = bytearray(100)
    made = make(b)
    before = tuple(bytes(made))
    b[:] = b"\x01" * 100
    return before != tuple(bytes(made))


class _shares_another_3_probe:
    def __init__(self, make):
        self.b = bytearray(b"12345678")
        self.r = make(self.b)

    def look(self):
        return bytes(self.r)

    def run(self):
        old = self.look()
        for i in range(8):
            self.b[i] = 0
            if self.look() != old:
                return True
        return False


def shares__another_3(make):
    return _shares_another_3_probe(make).run()


def shares__another_20(make):
    b = bytearray(b"abcdefgh")
    r = make(b)
    b[:] = b"ABCDEFGH"
    return bytes(r) == bytes(make(b))


def shares__another_30(make):
    for value in (0, 255):
        b = bytearray([value]) * 64
        r = make(b)
        before = bytes(r)
        for i in range(64):
            b[i] = 255 - value
        if bytes(r) == before:
            return False
    return True
