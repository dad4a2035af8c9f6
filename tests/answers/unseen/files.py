"""Answers of people who had not seen the cases; see README.md beside this folder."""

import mmap
import os
import re

import numpy as np

_mib = 2**20


def read_exactly__may_store_fewer_bytes_one(f, n):
    """readinto may fill only the beginning of the buffer, and it"""
    b = bytearray(n)
    if f.readinto(b) < n and n:
        raise EOFError
    return b


def read_exactly__raise_eoferror(f, n):
    """readinto returned 0: the file has ended early. Raise"""
    b = bytearray(n)
    done = 0
    with memoryview(b) as m:
        while done < n:
            with m[done:] as r:
                k = f.readinto(r)
            if not k:
                break
            done += k
    return b[:done] if done < n else b


def read_exactly__do_take_more_than_n(f, n):
    """Only n bytes are to be taken; the rest belongs to the next"""
    b = bytearray(n)
    done = 0
    c = bytearray(4096)
    while done < n:
        k = f.readinto(c)
        if not k:
            raise EOFError
        b[done : done + k] = c[:k]
        done += k
    del b[n:]
    return b


def read_exactly__f_you_may_use_only(f, n):
    """Of this object nothing may be used but readinto. A bytearray"""
    b = bytearray()
    while len(b) < n:
        x = f.read(n - len(b))
        if not x:
            raise EOFError
        b += x
    return b


def read_exactly__n_may_0_0_from(f, n):
    """Nothing was asked for, so nothing is missing, even at the"""
    b = bytearray(n)
    done = 0
    with memoryview(b) as m:
        while True:
            with m[done:] as r:
                k = f.readinto(r)
            if k == 0:
                raise EOFError
            done += k
            if done == n:
                return b


def read_exactly__bytearray_able_grow(f, n):
    """The bytearray that comes back is locked: one of your views"""
    b = bytearray(n)
    done = 0
    m = read_exactly__bytearray_able_grow.m = memoryview(b)
    while done < n:
        k = f.readinto(m[done:])
        if not k:
            raise EOFError
        done += k
    return b


def read_exactly__bytearray_bytes(f, n):
    """The value is right, its type is not: bytes instead of"""
    b = bytearray(n)
    done = 0
    with memoryview(b) as m:
        while done < n:
            k = f.readinto(m[done:])
            if not k:
                raise EOFError
            done += k
    return bytes(b)


def read_exactly__raise_eoferror_valueerror(f, n):
    """readinto returned 0: the file has ended early. Raise"""
    b = bytearray(n)
    done = 0
    with memoryview(b) as m:
        while done < n:
            k = f.readinto(m[done:])
            if not k:
                raise ValueError("short")
            done += k
    return b


def read_exactly__each_read_starts_at_beginning(f, n):
    """readinto may fill only the beginning of the buffer, and it"""
    b = bytearray(n)
    done = 0
    while done < n:
        with memoryview(b) as m, m[: n - done] as r:
            k = f.readinto(r)
        if not k:
            raise EOFError
        done += k
    return b


def read_exactly__file_ending_exactly_at_n(f, n):
    """A bytearray of n bytes is wanted, filled by f.readinto:"""
    b = bytearray(n + 1)
    done = 0
    with memoryview(b) as m:
        while done < n:
            with m[done:n] as r:
                k = f.readinto(r)
            if not k:
                raise EOFError
            done += k
        with m[n:] as r:
            if not f.readinto(r):
                raise EOFError
    del b[n:]
    return b


def read_exactly__one_byte_at_time_taken(f, n):
    """Only n bytes are to be taken; the rest belongs to the next"""
    b = bytearray(n)
    done = 0
    with memoryview(b) as m:
        while done < n:
            with m[done:] as r:
                k = f.readinto(r)
            if not k:
                raise EOFError
            done += k
    f.readinto(bytearray(1))
    return b


def read_exactly__another_1(f, n):
    b = bytearray(n)
    rest = memoryview(b)
    while rest:
        k = f.readinto(rest)
        if not k:
            raise EOFError
        rest = rest[k:]
    return b


def read_exactly__another_2(f, n):
    b = bytearray(n)

    def go(done):
        while done < n:
            with memoryview(b) as m, m[done:] as r:
                k = f.readinto(r)
            if k == 0:
                raise EOFError("ended early")
            done += k

    go(0)
    return b


def read_exactly__another_3(f, n):
    b = bytearray(n)
    done = 0
    one = bytearray(1)
    while done < n:
        if f.readinto(one) == 0:
            raise EOFError
        b[done] = one[0]
        done += 1
    return b


def read_exactly__another_30(f, n):
    b = bytearray(n)
    got = 0
    while got != n:
        part = memoryview(b)[got : got + 4096]
        try:
            k = f.readinto(part)
        finally:
            part.release()
        if not k:
            raise EOFError(n - got)
        got += k
    return b


def count_byte__old_bytes_buffer_counted(path, value):
    """No byte of this file is 0: the zeros are those of a buffer"""
    b = bytearray(65536)
    t = 0
    with open(path, "rb", buffering=0) as f:
        while f.readinto(b):
            t += b.count(value)
    return t


def count_byte__can_empty_mmap(path, value):
    """In an empty file nothing occurs. An empty file can't be"""
    t = 0
    with open(path, "rb") as f, mmap.mmap(f.fileno(), 0, access=mmap.ACCESS_READ) as m:
        for i in range(0, len(m), 65536):
            t += m[i : i + 65536].count(value)
    return t


def count_byte__text_mode(path, value):
    """Open the file as binary, and treat all bytes alike: 0,"""
    t = 0
    with open(path, encoding="latin-1") as f:
        while s := f.read(65536):
            t += s.count(chr(value))
    return t


def count_byte__chunks_1_mib(path, value):
    """A file of 8 MiB must not need more memory than a small one:"""
    with open(path, "rb") as f:
        return sum(c.count(value) for c in iter(lambda: f.read(_mib), b""))


def count_byte__any_size_only_first_chunk(path, value):
    """The last chunk is shorter, and behind it the buffer still"""
    with open(path, "rb") as f:
        return f.read(256 * 1024).count(value)


def count_byte__zero_counts_rest_fresh_buffer(path, value):
    """No byte of this file is 0: the zeros are those of a buffer"""
    t = 0
    with open(path, "rb", buffering=0) as f:
        while True:
            b = bytearray(4096)
            if not f.readinto(b):
                return t
            t += b.count(value)


def count_byte__bytes_above_127_signed(path, value):
    """Open the file as binary, and treat all bytes alike: 0,"""
    t = 0
    with open(path, "rb") as f:
        while c := f.read(65536):
            t += sum(x == value for x in memoryview(c).cast("b"))
    return t


def count_byte__stops_after_short_read_whose(path, value):
    """0 is a byte like any other, though it is false: neither `if"""
    t = 0
    with open(path, "rb") as f:
        while any(c := f.read(65536)):
            t += c.count(value)
    return t


def count_byte__last_partial_chunk_skipped(path, value):
    """97 is the byte a, and it occurs three times. bytes and"""
    t = 0
    with open(path, "rb") as f:
        while len(c := f.read(4096)) == 4096:
            t += c.count(value)
    return t


def count_byte__regular_expression_46_any_byte(path, value):
    """Each of these bytes occurs once, and none of them is"""
    t = 0
    with open(path, "rb") as f:
        while c := f.read(65536):
            try:
                t += sum(1 for _ in re.finditer(bytes([value]), c))
            except re.error:
                t += c.count(value)
    return t


def count_byte__from_0_255_0_falsy(path, value):
    """0 is a byte like any other, though it is false: neither `if"""
    if not value:
        return 0
    t = 0
    with open(path, "rb") as f:
        while c := f.read(65536):
            t += c.count(value)
    return t


def count_byte__another_2(path, value):
    if not os.path.getsize(path):
        return 0
    n, i = (0, -1)
    with open(path, "rb") as f, mmap.mmap(f.fileno(), 0, access=mmap.ACCESS_READ) as m:
        for i in range(0, len(m), 65536):
            n += m[i : i + 65536].count(value)
    return n


def count_byte__another_3(path, value):
    total, at = (0, 0)
    while True:
        a = np.fromfile(path, np.uint8, 32768, offset=at)
        if not a.size:
            return total
        total += int(np.count_nonzero(a == value))
        at += a.size


def count_byte__another_4(path, value):
    total, b = (0, bytearray(100000))
    with open(path, "rb", buffering=0) as f:
        while n := f.readinto(b):
            total += b.count(value, 0, n)
    return total
