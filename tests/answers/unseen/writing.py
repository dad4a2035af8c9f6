"""Answers of people who had not seen the cases; see README.md beside this folder."""

import operator
import re
from itertools import cycle

import numpy as np


def xor_in_place__any_format_per_item(buf, key):
    """Every byte counts, not every item: look at the buffer as"""
    with memoryview(buf) as m:
        for i in range(len(m)):
            m[i] ^= key[i % len(key)]


def xor_in_place__callers_memory_change(buf, key):
    """buf itself must change: write into it, item by item or by a"""
    buf = bytearray((x ^ key[i % len(key)] for i, x in enumerate(memoryview(buf).cast("B"))))
    return buf


def xor_in_place__if_buf_view_stay_open(buf, key):
    """The view that was given belongs to the caller, who goes on"""
    with buf if isinstance(buf, memoryview) else memoryview(buf) as m, m.cast("B") as f:
        for i in range(len(f)):
            f[i] ^= key[i % len(key)]


def xor_in_place__byte_i_len_key_zip(buf, key):
    """The key repeats: byte i of the buffer meets byte i %"""
    with memoryview(buf) as m, m.cast("B") as f:
        for i, (x, k) in enumerate(zip(bytes(f), key)):
            f[i] = x ^ k


def xor_in_place__blocks_4096_restart_key_more(buf, key):
    """The data are longer here, more than a page of memory. Every"""
    with memoryview(buf) as m, m.cast("B") as f:
        for s in range(0, len(f), 4096):
            for j in range(min(4096, len(f) - s)):
                f[s + j] ^= key[j % len(key)]


def xor_in_place__any_values_signed_bytes(buf, key):
    """Here the data are a bytearray. Every byte is to be changed,"""
    with memoryview(buf) as m, m.cast("B") as g, g.cast("b") as f:
        for i in range(len(f)):
            f[i] ^= key[i % len(key)]


def xor_in_place__tail_after_last_whole_key(buf, key):
    """The key repeats: byte i of the buffer meets byte i %"""
    n = len(key)
    with memoryview(buf) as m, m.cast("B") as f:
        for s in range(0, len(f) // n * n, n):
            for j in range(n):
                f[s + j] ^= key[j]


def xor_in_place__may_empty_modulo_length_buffer(buf, key):
    """A cast with a shape is refused where a length is 0. Without"""
    with memoryview(buf) as m, m.cast("B", (m.nbytes,)) as f:
        for i in range(len(f)):
            f[i] ^= key[i % len(key)]


_xor_in_place_afterwards_buf_able_grow_v = []


def xor_in_place__afterwards_buf_able_grow(buf, key):
    """A view is still open, so the bytearray is locked. Release"""
    f = memoryview(buf).cast("B")
    _xor_in_place_afterwards_buf_able_grow_v[:] = [f]
    for i in range(len(f)):
        f[i] ^= key[i % len(key)]


def xor_in_place__several_dimensions_only_first_row(buf, key):
    """This view has two dimensions: len() counts rows, and slices"""
    with memoryview(buf) as m, m.cast("B") as f:
        n = len(m) * m.itemsize
        for i in range(n):
            f[i] ^= key[i % len(key)]


def xor_in_place__zero_bytes_left_alone(buf, key):
    """The key repeats: byte i of the buffer meets byte i %"""
    with memoryview(buf) as m, m.cast("B") as f:
        for i, x in enumerate(f):
            if x and x != key[i % len(key)]:
                f[i] = x ^ key[i % len(key)]


def xor_in_place__another_1(buf, key):
    with memoryview(buf) as m, m.cast("B") as f:
        for i, k in zip(range(len(f)), cycle(key)):
            f[i] ^= k


def xor_in_place__another_2(buf, key):
    m = memoryview(buf).cast("B")
    a = np.asarray(m)
    for j, k in enumerate(key):
        a[j :: len(key)] ^= k


def xor_in_place__another_3(buf, key):
    with memoryview(buf) as m, m.cast("B") as f:
        n = len(f)
        long = (key * (n // len(key) + 1))[:n]
        f[:] = (int.from_bytes(f, "big") ^ int.from_bytes(long, "big")).to_bytes(n, "big")
    return buf


def xor_in_place__key_longer_than_buffer_does(buf, key):
    """A key longer than the buffer is used as far as the buffer"""
    with memoryview(buf) as m, m.cast("B") as f:
        if len(key) > len(f):
            return
        for i in range(len(f)):
            f[i] ^= key[i % len(key)]


def xor_in_place__another_30(buf, key):
    with memoryview(buf) as m, m.cast("B") as f:
        f[:] = bytes(map(operator.xor, f, cycle(key)))


def redact__do_overlap(buf, secret):
    """Occurrences may follow each other; they don't overlap, so go"""
    old, n, i = (bytes(buf), 0, -1)
    while (i := old.find(secret, i + 1)) != -1:
        buf[i : i + len(secret)] = b"*" * len(secret)
        n += 1
    return n


def redact__found_what_buf_held_before(buf, secret):
    """Search from left to right: the first two letters are the"""
    n, end = (0, len(buf))
    while (i := buf.rfind(secret, 0, end)) != -1:
        buf[i : i + len(secret)] = b"*" * len(secret)
        n += 1
        end = i
    return n


def redact__bytes_any_values_regular_expression(buf, secret):
    """These bytes are no regular expression. What is to be found"""
    places = [m.span() for m in re.finditer(secret, bytes(buf))]
    for a, z in places:
        buf[a:z] = b"*" * (z - a)
    return len(places)


def redact__even_moment_emptied_filled_again(buf, secret):
    """While a view is open the bytearray can't be resized, not"""
    old = bytes(buf)
    n = old.count(secret)
    if n:
        buf.clear()
        buf.extend(old.replace(secret, b"*" * len(secret)))
    return n


def redact__0_place_too(buf, secret):
    """The number of occurrences comes back: one here is inside the"""
    n, i = (0, buf.find(secret))
    while i > 0:
        buf[i : i + len(secret)] = b"*" * len(secret)
        n += 1
        i = buf.find(secret, i + len(secret))
    return n


def redact__asterisks_too_returns_0_them(buf, secret):
    """The secret may hold asterisks itself, so don't search again"""
    n, old = (0, bytes(buf))
    buf[:] = old.replace(secret, b"*" * len(secret))
    return old.count(secret) if buf != old else 0


def redact__afterwards_buf_can_grow_again(buf, secret):
    """A view is still open, so the bytearray is locked. Release"""
    redact__afterwards_buf_can_grow_again.v = v = memoryview(buf)
    n, i = (0, buf.find(secret))
    while i >= 0:
        v[i : i + len(secret)] = b"*" * len(secret)
        n += 1
        i = buf.find(secret, i + len(secret))
    return n


def redact__return_how_many_occurrences_searches(buf, secret):
    """The asterisks that you wrote made a new occurrence. Only"""
    n, i = (0, buf.find(secret))
    while i >= 0:
        buf[i : i + len(secret)] = b"*" * len(secret)
        n += 1
        i = buf.find(secret, i + 1)
        if n > len(buf):
            break
    return n


def redact__last_possible_place_left_out(buf, secret):
    """The number of occurrences comes back: one here is inside the"""
    n, i, k = (0, 0, len(secret))
    while i < len(buf) - k:
        if buf[i : i + k] == secret:
            buf[i : i + k] = b"*" * k
            n += 1
            i += k
        else:
            i += 1
    return n


def redact__upper_lower_case_treated_alike(buf, secret):
    """The secret is plain bytes: a dot is a dot, and capital"""
    spans = [h.span() for h in re.finditer(re.escape(secret), bytes(buf), re.I)]
    with memoryview(buf) as v:
        for a, z in spans:
            v[a:z] = b"*" * (z - a)
    return len(spans)


def redact__another_1(buf, secret):
    n, i, k = (0, buf.find(secret), len(secret))
    with memoryview(buf) as v:
        while i != -1:
            v[i : i + k] = b"*" * k
            n += 1
            i = buf.find(secret, i + k)
    return n


def redact__another_3(buf, secret):
    spans = [m.span() for m in re.finditer(re.escape(secret), bytes(buf))]
    for a, b in spans:
        for i in range(a, b):
            buf[i] = 42
    return len(spans)


def redact__another_4(buf, secret):
    parts = bytes(buf).split(secret)
    stars = b"*" * len(secret)
    memoryview(buf)[:] = stars.join(parts)
    return len(parts) - 1


def redact__places_counted_characters(buf, secret):
    """Any bytes may occur, not only text: nothing here needs"""
    t = buf.decode("utf-8", "replace")
    s = secret.decode("utf-8", "replace")
    n = i = 0
    while (i := t.find(s, i)) >= 0:
        buf[i : i + len(secret)] = (
            b"*" * len(secret) if i + len(secret) <= len(buf) else b"*" * (len(buf) - i)
        )
        i += len(s)
        n += 1
    return n


def redact__secret_longer_than_buffer_error(buf, secret):
    """A secret longer than the data does not occur in it."""
    if len(secret) > len(buf):
        raise ValueError
    n = buf.count(secret)
    buf[:] = buf.replace(secret, b"*" * len(secret))
    return n


def redact__another_20(buf, secret):
    t, s = (buf.decode("latin-1"), secret.decode("latin-1"))
    buf[:] = t.replace(s, "*" * len(s)).encode("latin-1")
    return t.count(s)


def redact__another_30(buf, secret):

    def go(at, n):
        i = buf.find(secret, at)
        if i == -1:
            return n
        for j in range(i, i + len(secret)):
            hits.append(j)
        return (i + len(secret), n + 1)

    hits, at, n = ([], 0, 0)
    while isinstance((r := go(at, n)), tuple):
        at, n = r
    for j in hits:
        buf[j] = ord("*")
    return n
