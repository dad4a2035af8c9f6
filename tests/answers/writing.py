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
    """as many as the secret is long"""
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
