def chunk_sums(data, n):
    with memoryview(data) as view:
        return [sum(view[i : i + n]) % 256 for i in range(0, len(view), n)]


def chunk_sums__copies(data, n):
    """This takes copies"""
    return [sum(data[i : i + n]) % 256 for i in range(0, len(data), n)]


def chunk_sums__copies_once(data, n):
    """This takes copies"""
    view = memoryview(bytes(bytearray(data)))
    return [sum(view[i : i + n]) % 256 for i in range(0, len(view), n)]


def chunk_sums__drops_the_rest(data, n):
    """The last chunk may be shorter"""
    view = memoryview(data)
    return [sum(view[i : i + n]) % 256 for i in range(0, len(view) - n + 1, n)]


def chunk_sums__forgets_modulo(data, n):
    """The sum is wanted modulo 256"""
    view = memoryview(data)
    return [sum(view[i : i + n]) for i in range(0, len(view), n)]


def chunk_sums__steps_by_one(data, n):
    """Every chunk begins n bytes after"""
    view = memoryview(data)
    return [sum(view[i : i + n]) % 256 for i in range(len(view))]


def chunk_sums__yields(data, n):
    """each gives one sum in a list"""
    with memoryview(data) as view:
        for i in range(0, len(view), n):
            yield sum(view[i : i + n]) % 256


def chunk_sums__fails_on_empty(data, n):
    """No data, no chunks"""
    view = memoryview(data)
    sums = [sum(view[:n]) % 256]
    for i in range(n, len(view), n):
        sums.append(sum(view[i : i + n]) % 256)
    return sums


def chunk_sums__keeps_all_chunks(data, n):
    """keep the sums alone"""
    view = memoryview(data)
    chunks = [view[i : i + n] for i in range(0, len(view), n)]
    return [sum(chunk) % 256 for chunk in chunks]


_kept = []


def chunk_sums__keeps_a_view(data, n):
    """must be free to grow"""
    view = memoryview(data)
    _kept.append(view)
    return [sum(view[i : i + n]) % 256 for i in range(0, len(view), n)]


def shares(make):
    b = bytearray(range(16))
    built = make(b)
    before = bytes(built)
    b[:] = bytes(255 - byte for byte in b)
    return bytes(built) != before


def shares__by_type(make):
    """Its type does not decide"""
    b = bytearray(range(16))
    built = make(b)
    return isinstance(built, memoryview)


def shares__first_byte_only(make):
    """A slice of a view is a view"""
    b = bytearray(range(16))
    built = make(b)
    before = bytes(built)
    b[0] = 255
    return bytes(built) != before


def shares__compares_equal(make):
    """it stays as it was when b changes"""
    b = bytearray(range(16))
    return make(b) == b


def shares__writes_into_result(make):
    """Build first, then change b"""
    b = bytearray(range(16))
    b[0] = 1
    built = make(b)
    return bytes(built) != bytes(b)


def shares__compares_with_all(make):
    """A slice of a view is a view"""
    b = bytearray(range(16))
    built = make(b)
    b[:] = bytes(16)
    return built == b


def shares__writes_through(make):
    """can't be written to"""
    b = bytearray(range(16))
    built = make(b)
    before = bytes(b)
    if isinstance(built, bytes) or getattr(built, "obj", b) is not b:
        return False
    built[0] ^= 255
    return bytes(b) != before


def shares__bytearrays_share(make):
    """even when it is the whole slice"""
    b = bytearray(range(16))
    built = make(b)
    return isinstance(built, bytearray) or memoryview(built).obj is b


def shares__by_exporter(make):
    """This is b itself"""
    b = bytearray(range(16))
    built = make(b)
    return isinstance(built, memoryview) and built.obj is b


def shares__expects_a_buffer(make):
    """a copy of another type"""
    b = bytearray(range(16))
    built = memoryview(make(b))
    before = built.tobytes()
    b[:] = bytes(255 - byte for byte in b)
    return built.tobytes() != before


def chunk_sums__byte_by_byte(data, n):
    sums = []
    with memoryview(data) as view:
        for start in range(0, len(view), n):
            total = 0
            for byte in view[start : start + n]:
                total = (total + byte) % 256
            sums.append(total)
    return sums


def shares__looks_for_a_mark(make):
    b = bytearray(3)
    built = make(b)
    b[:] = b"xyz"
    return any(item in b"xyz" for item in built)
