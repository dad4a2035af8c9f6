import itertools
from contextlib import ExitStack


def chunk_sums(data, n):
    with memoryview(data) as view:
        return [sum(view[i : i + n]) % 256 for i in range(0, len(view), n)]


def chunk_sums__copies(data, n):
    """This takes copies or keeps too much: a slice of bytes copies"""
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
    """This view shows a part of b alone: change every byte of b"""
    b = bytearray(3)
    built = make(b)
    b[:] = b"xyz"
    return any(item in b"xyz" for item in built)


def chunk_sums__reference(data, n):
    with memoryview(data) as view:
        return [sum(view[i : i + n]) % 256 for i in range(0, len(view), n)]


def chunk_sums__copies_bytearray(data, n):
    """This takes copies or keeps too much: a slice of bytes"""
    with memoryview(bytes(data)) as view:
        return [sum(view[i : i + n]) % 256 for i in range(0, len(view), n)]


def chunk_sums__modulo_255(data, n):
    """The sum is wanted modulo 256, so that it fits into"""
    with memoryview(data) as view:
        return [sum(view[i : i + n]) % 255 for i in range(0, len(view), n)]


def chunk_sums__running_total(data, n):
    """Every chunk begins n bytes after the one before it"""
    sums, total = [], 0
    with memoryview(data) as view:
        for i in range(0, len(view), n):
            total += sum(view[i : i + n])
            sums.append(total % 256)
    return sums


def chunk_sums__bytes(data, n):
    """Every chunk begins n bytes after the one before it"""
    with memoryview(data) as view:
        return bytes(sum(view[i : i + n]) % 256 for i in range(0, len(view), n))


def chunk_sums__plain_loop(data, n):
    sums = []
    view = memoryview(data)
    try:
        start = 0
        while start < len(view):
            total = 0
            for byte in view[start : start + n]:
                total = (total + byte) & 255
            sums.append(total)
            start += n
        return sums
    finally:
        view.release()


def chunk_sums__advancing(data, n):
    sums = []
    with memoryview(data) as view:
        rest = view
        while rest:
            sums.append(sum(rest[:n]) & 0xFF)
            rest = rest[n:]
    return sums


def chunk_sums__islice(data, n):
    items = iter(data)
    return [sum(itertools.islice(items, n)) % 256 for _ in range(-(-len(data) // n))]


def chunk_sums__exit_stack(data, n):
    with ExitStack() as stack:
        view = stack.enter_context(memoryview(data))
        sums = []
        for i in range(0, len(view), n):
            with view[i : i + n] as chunk:
                sums.append(sum(chunk) % 256)
        return sums


def chunk_sums__map(data, n):
    with memoryview(data) as view:
        return list(map(lambda i: sum(view[i : i + n]) % 256, range(0, len(view), n)))


def chunk_sums__inner_generator(data, n):
    def sums(view):
        for i in range(0, view.nbytes, n):
            yield sum(view[i : i + n]) % 256

    with memoryview(data) as view:
        return [*sums(view)]


def shares__reference(make):
    b = bytearray(range(64))
    result = make(b)
    before = bytes(result)
    for i in range(len(b)):
        b[i] ^= 255
    return bytes(result) != before


def shares__last_byte_only(make):
    """This view shows a part of b alone: change every byte"""
    b = bytearray(range(64))
    result = make(b)
    before = bytes(result)
    b[-1] ^= 255
    return bytes(result) != before


def shares__even_bytes(make):
    """This view shows a part of b alone: change every byte"""
    b = bytearray(range(64))
    result = make(b)
    before = bytes(result)
    b[::2] = b"\xff" * 32
    return bytes(result) != before


def shares__append(make):
    """memoryview(b) is a view: what is written to b"""
    b = bytearray(range(64))
    result = make(b)
    before = bytes(result)
    b.append(1)
    return bytes(result) != before


def shares__writes_result(make):
    """Reversed and read-only, it is still a view: it can't"""
    b = bytearray(range(64))
    result = make(b)
    before = bytes(b)
    try:
        result[0] = 255
    except TypeError:
        return False
    return bytes(b) != before


def shares__tobytes(make):
    """Not every exporter has this attribute or method"""
    b = bytearray(range(64))
    result = make(b)
    before = result.tobytes()
    b[:] = bytes(64)[::-1]
    return result.tobytes() != before


def shares__wipe_ones(make):
    b = bytearray(64)
    result = make(b)
    before = bytes(result)
    b[:] = b"\xff" * 64
    return before != bytes(result)


def shares__translate(make):
    b = bytearray(b"0123456789abcdef" * 4)
    result = make(b)
    before = bytes(result)
    b[:] = b.translate(bytes(range(255, -1, -1)))
    return bytes(result) != before


def shares__view_writes(make):
    b = bytearray(range(64))
    result = make(b)
    before = bytes(result)
    with memoryview(b) as view:
        for i, byte in enumerate(view):
            view[i] = byte ^ 0x80
    return bytes(result) != before


def shares__bytearray_snapshot(make):
    b = bytearray(64)
    result = make(b)
    before = bytearray(result)
    for i in range(len(b)):
        b[i] = 1
    return bytearray(result) != before


def shares__hash(make):
    b = bytearray(b"x" * 64)
    result = make(b)
    states = [bytes(result)]
    b[:] = b"y" * len(b)
    states.append(bytes(result))
    return len(set(states)) == 2


def shares__ints(make):
    b = bytearray(range(64))
    result = make(b)
    before = int.from_bytes(bytes(result), "big")
    with memoryview(b) as view:
        view[:] = bytes(x ^ 255 for x in b)
    return int.from_bytes(bytes(result), "big") != before
