import collections
import itertools
import operator
import re
import sys
from contextlib import ExitStack


def xor_in_place(buf, key):
    with memoryview(buf) as view, view.cast("B") as octets:
        for i in range(len(octets)):
            octets[i] ^= key[i % len(key)]


def xor_in_place__returns_new(buf, key):
    """buf itself must change"""
    return bytes(byte ^ key[i % len(key)] for i, byte in enumerate(buf))


def xor_in_place__rebinds(buf, key):
    """buf itself must change"""
    buf = bytearray(byte ^ key[i % len(key)] for i, byte in enumerate(buf))


def xor_in_place__key_once(buf, key):
    """The key repeats"""
    for i, byte in enumerate(key):
        if i < len(buf):
            buf[i] ^= byte


def xor_in_place__key_too_long(buf, key):
    """A key longer than the buffer"""
    view = memoryview(buf)
    for start in range(0, len(view), len(key)):
        for i, byte in enumerate(key):
            if start == 0 or start + i < len(view):
                view[start + i] ^= byte


def xor_in_place__whole_exporter(buf, key):
    """Given a slice of a view"""
    whole = memoryview(buf).obj
    for i in range(len(whole)):
        whole[i] ^= key[i % len(key)]


def xor_in_place__bytearray_only(buf, key):
    """Given a slice of a view"""
    for i in range(len(buf)):
        buf.insert(i, buf.pop(i) ^ key[i % len(key)])


def xor_in_place__counts_items(buf, key):
    """Every byte counts"""
    for i in range(len(buf)):
        buf[i] ^= key[i % len(key)]


def xor_in_place__fails_on_empty(buf, key):
    """An empty buffer stays empty"""
    with memoryview(buf).cast("B") as view:
        view[0] ^= key[0]
        for i in range(1, len(view)):
            view[i] ^= key[i % len(key)]


def redact(buf, secret):
    count, at = 0, buf.find(secret)
    with memoryview(buf) as view:
        while at >= 0:
            view[at : at + len(secret)] = b"*" * len(secret)
            count += 1
            at = buf.find(secret, at + len(secret))
    return count


def redact__replaces(buf, secret):
    """in buf itself"""
    count = buf.count(secret)
    buf = buf.replace(secret, b"*" * len(secret))
    return count


def redact__one_asterisk(buf, secret):
    """Every occurrence becomes asterisks, as many as the secret is long"""
    count = buf.count(secret)
    buf[:] = buf.replace(secret, b"*")
    return count


def redact__first_only(buf, secret):
    """Every occurrence becomes asterisks"""
    at = buf.find(secret)
    if at >= 0:
        buf[at : at + len(secret)] = b"*" * len(secret)
    return int(at >= 0)


def redact__no_count(buf, secret):
    """The number of occurrences comes back"""
    redact(buf, secret)


def redact__find_is_true(buf, secret):
    """find() gives 0 for the first"""
    count, at = 0, buf.find(secret)
    if at > 0 or buf.startswith(b"a,"):
        return redact(buf, secret)
    return count


def redact__words(buf, secret):
    """inside the word and"""
    words = buf.split(b" ")
    if any(word.strip(b",;") == secret for word in words):
        count = sum(word.strip(b",;") == secret for word in words)
        redact(buf, secret)
        return count
    return 0


def redact__overlapping(buf, secret):
    """they don't overlap"""
    starts = [i for i in range(len(buf)) if buf.startswith(secret, i)]
    for at in starts:
        buf[at : at + len(secret)] = b"*" * len(secret)
    return len(starts)


def redact__minus_one(buf, secret):
    """No occurrence"""
    count = redact(buf, secret)
    return count or -1


def redact__resizes(buf, secret):
    """can't be resized"""
    count = 0
    while (at := buf.find(secret)) >= 0:
        del buf[at : at + len(secret)]
        buf[at:at] = b"*" * len(secret)
        count += 1
    return count


_kept = []


def redact__keeps_a_view(buf, secret):
    """so the bytearray is locked"""
    _kept.append(memoryview(buf))
    return redact(buf, secret)


def xor_in_place__big_number(buf, key):
    octets = memoryview(buf).cast("B")
    size = len(octets)
    mask = (key * (size // len(key) + 1))[:size]
    number = int.from_bytes(octets, "big") ^ int.from_bytes(mask, "big")
    octets[:] = number.to_bytes(size, "big")
    return buf


def redact__replaces_all(buf, secret):
    count = buf.count(secret)
    buf[:] = buf.replace(secret, b"*" * len(secret))
    return count


def xor_in_place__reference(buf, key):
    with memoryview(buf) as view, view.cast("B") as flat:
        for i in range(len(flat)):
            flat[i] ^= key[i % len(key)]


def xor_in_place__first_key_byte(buf, key):
    """The key repeats: byte i of the buffer meets byte i %"""
    with memoryview(buf) as view, view.cast("B") as flat:
        for i in range(len(flat)):
            flat[i] ^= key[0]


def xor_in_place__key_per_item(buf, key):
    """Every byte counts, not every item: look at the buffer"""
    with memoryview(buf) as view, view.cast("B") as flat:
        for i in range(len(flat)):
            flat[i] ^= (
                key[(i % view.itemsize) % len(key)] if view.itemsize > 1 else key[i % len(key)]
            )


def xor_in_place__len(buf, key):
    """Every byte counts, not every item: look at the buffer"""
    with memoryview(buf) as view, view.cast("B") as flat:
        for i in range(len(view)):
            flat[i] ^= key[i % len(key)]


def xor_in_place__words(buf, key):
    """Given a slice of a view, only its bytes change, and"""
    with memoryview(buf) as view, view.cast("B") as flat:
        pad = (key * 8)[:8] if 8 % len(key) == 0 else None
        if pad is None:
            return xor_in_place__reference(buf, key)
        whole = flat[: len(flat) // 8 * 8].cast("Q")
        for i in range(len(whole)):
            whole[i] ^= int.from_bytes(pad, sys.byteorder)


def xor_in_place__signed(buf, key):
    """Here the data are a bytearray"""
    with memoryview(buf) as view, view.cast("B").cast("b") as flat:
        for i in range(len(flat)):
            flat[i] ^= key[i % len(key)]


def xor_in_place__slice_of_array(buf, key):
    """Every byte counts, not every item: look at the buffer"""
    buf[:] = bytes(a ^ b for a, b in zip(memoryview(buf).cast("B"), itertools.cycle(key)))


def xor_in_place__zip_cycle(buf, key):
    with memoryview(buf) as view, view.cast("B") as flat:
        for i, k in zip(range(len(flat)), itertools.cycle(key)):
            flat[i] = flat[i] ^ k


def xor_in_place__slice_assignment(buf, key):
    with memoryview(buf) as view, view.cast("B") as flat:
        flat[:] = bytes(map(operator.xor, flat, itertools.cycle(key)))


def xor_in_place__one_number(buf, key):
    with memoryview(buf) as view, view.cast("B") as flat:
        n = len(flat)
        pad = (key * (n // len(key) + 1))[:n]
        flat[:] = (int.from_bytes(flat, "big") ^ int.from_bytes(pad, "big")).to_bytes(n, "big")


def xor_in_place__translate(buf, key):
    with memoryview(buf) as view, view.cast("B") as flat:
        for start, k in enumerate(key[: len(flat)]):
            flat[start :: len(key)] = bytes(flat[start :: len(key)]).translate(
                bytes(b ^ k for b in range(256))
            )


def xor_in_place__try_finally(buf, key):
    flat = memoryview(buf).cast("B")
    try:
        for i, byte in enumerate(flat):
            flat[i] = byte ^ key[i % len(key)]
    finally:
        flat.release()


def xor_in_place__deque(buf, key):
    keys = collections.deque(key)
    with ExitStack() as stack:
        flat = stack.enter_context(memoryview(buf).cast("B"))
        for i in range(flat.nbytes):
            flat[i] ^= keys[0]
            keys.rotate(-1)


def redact__reference(buf, secret):
    count, start = 0, 0
    with memoryview(buf) as view:
        while (start := buf.find(secret, start)) >= 0:
            view[start : start + len(secret)] = b"*" * len(secret)
            start += len(secret)
            count += 1
    return count


def redact__not_at_zero(buf, secret):
    """The number of occurrences comes back: one here is"""
    count, start = 0, 0
    while (start := buf.find(secret, start)) > 0:
        buf[start : start + len(secret)] = b"*" * len(secret)
        start += len(secret)
        count += 1
    return count


def redact__step_one(buf, secret):
    """The asterisks that you wrote made a new occurrence"""
    count, start = 0, 0
    while (start := buf.find(secret, start)) >= 0:
        buf[start : start + len(secret)] = b"*" * len(secret)
        start += 1
        count += 1
    return count


def redact__again_from_start(buf, secret):
    """The secret may hold asterisks itself, so don't search"""
    count = 0
    while buf.find(secret) >= 0 and count <= len(buf):
        start = buf.find(secret)
        buf[start : start + len(secret)] = b"*" * len(secret)
        count += 1
    return count


def redact__replace(buf, secret):
    count = buf.count(secret)
    buf[:] = buf.replace(secret, b"*" * len(secret))
    return count


def redact__finditer(buf, secret):
    places = [m.start() for m in re.finditer(re.escape(secret), bytes(buf), re.DOTALL)]
    for i in places:
        buf[i : i + len(secret)] = b"*" * len(secret)
    return len(places)


def redact__subn(buf, secret):
    new, count = re.subn(re.escape(secret), b"*" * len(secret), bytes(buf))
    with memoryview(buf) as view:
        view[:] = new
    return count


def redact__split(buf, secret):
    parts = bytes(buf).split(secret)
    with memoryview(buf) as view:
        view[:] = (b"*" * len(secret)).join(parts)
    return len(parts) - 1


def redact__index(buf, secret):
    count, at, n = 0, 0, len(secret)
    view = memoryview(buf)
    try:
        while True:
            at = buf.index(secret, at)
            view[at : at + n] = b"*" * n
            count, at = count + 1, at + n
    except ValueError:
        return count
    finally:
        view.release()


def redact__walk(buf, secret):
    count = i = 0
    with memoryview(buf) as view:
        while i + len(secret) <= len(view):
            if view[i : i + len(secret)] == secret:
                for j in range(i, i + len(secret)):
                    view[j] = ord("*")
                i += len(secret)
                count += 1
            else:
                i += 1
    return count
