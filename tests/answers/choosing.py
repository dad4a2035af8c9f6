import contextlib
import io
import struct


def records(data):
    with memoryview(data) as view:
        for start in range(0, len(view), 8):
            yield bytes(view[start : start + 8])


def records__quadratic(data):
    """copies the whole rest"""
    while data:
        record, data = data[:8], data[8:]
        yield bytes(record)


def records__drops_the_rest(data):
    """what remained at the end"""
    for start in range(0, len(data) - 7, 8):
        yield bytes(data[start : start + 8])


def records__list(data):
    """write a generator"""
    return [bytes(data[start : start + 8]) for start in range(0, len(data), 8)]


def records__views(data):
    """as bytes"""
    view = memoryview(data)
    for start in range(0, len(view), 8):
        yield view[start : start + 8]


def records__keeps_the_type(data):
    """whatever the data are"""
    for start in range(0, len(data), 8):
        yield data[start : start + 8]


def records__at_least_one(data):
    """No data, no records"""
    yield bytes(data[:8])
    for start in range(8, len(data), 8):
        yield bytes(data[start : start + 8])


RIGHT = ["copy", "view", "copy", "copy", "view", "error", "error", "view", "copy", "error"]


def verdicts():
    return RIGHT.copy()


def verdicts__view_of_copy():
    """what it views is b[2:]"""
    return RIGHT[:2] + ["view"] + RIGHT[3:]


def verdicts__cast_copies():
    """cast only reads the same bytes"""
    return RIGHT[:4] + ["copy"] + RIGHT[5:]


def verdicts__strided_cast():
    """A view with gaps can't be cast"""
    return RIGHT[:5] + ["copy"] + RIGHT[6:]


def verdicts__reversed_copies():
    """only makes its stride negative"""
    return RIGHT[:7] + ["copy"] + RIGHT[8:]


def verdicts__cast_twice():
    """One side of a cast"""
    return RIGHT[:9] + ["view"]


def verdicts__too_few():
    """A list of ten words"""
    return RIGHT[:9]


def verdicts__capitals():
    """A list of ten words"""
    return [word.upper() for word in RIGHT]


def verdicts__concatenates():
    """Views can't be concatenated"""
    return RIGHT[:6] + ["copy"] + RIGHT[7:]


def verdicts__slice_shares():
    """a new bytearray with bytes of its own"""
    return ["view"] + RIGHT[1:]


def verdicts__view_slice_copies():
    """A slice of a view is a view"""
    return RIGHT[:1] + ["copy"] + RIGHT[2:]


def verdicts__tobytes_shares():
    """tobytes() makes a new bytes object"""
    return RIGHT[:3] + ["view"] + RIGHT[4:]


def verdicts__bytes_shares():
    """the same as tobytes()"""
    return RIGHT[:8] + ["view"] + RIGHT[9:]


def records__shrinks_a_view(data):
    view = memoryview(data)
    while view:
        yield bytes(view[:8])
        view = view[8:]


def records__stream(data):
    import io

    yield from iter(lambda stream=io.BytesIO(data): stream.read(8), b"")


def records__reference(data):
    with memoryview(data) as view:
        for i in range(0, len(view), 8):
            yield bytes(view[i : i + 8])


def records__quadratic_bytes_of_view(data):
    """For one record of eight bytes the whole rest was"""
    while data:
        with memoryview(data) as view:
            rec, data = bytes(view[:8]), bytes(view[8:])
        yield rec


def records__del_front(data):
    """Eight bytes each, in order, as bytes"""
    rest = bytearray(data)
    while rest:
        yield bytes(rest[-8:])
        del rest[-8:]


def records__iter_unpack(data):
    """The parser also gave what remained at the end"""
    for (rec,) in struct.iter_unpack("8s", data):
        yield rec


def records__numbers(data):
    """Eight bytes each, in order, as bytes"""
    yield from memoryview(data)[: len(data) // 8 * 8].cast("Q")


def records__padded(data):
    """The parser also gave what remained at the end"""
    for i in range(0, len(data), 8):
        yield bytes(data[i : i + 8]).ljust(8, b"\0")


def records__empty_at_end(data):
    """Eight bytes each, in order, as bytes"""
    for i in range(0, len(data) + 1, 8):
        yield bytes(data[i : i + 8])


def records__step_one(data):
    """Eight bytes each, in order, as bytes"""
    for i in range(len(data) - 7):
        yield bytes(data[i : i + 8])


def records__plain_slices(data):
    for i in range(0, len(data), 8):
        yield bytes(data[i : i + 8])


def records__advancing(data):
    rest = memoryview(data)
    while rest:
        yield rest[:8].tobytes()
        rest = rest[8:]


def records__bytes_io(data):
    file = io.BytesIO(data)
    yield from iter(lambda: file.read(8), b"")


def records__generator_expression(data):
    return (bytes(data[i : i + 8]) for i in range(0, len(data), 8))


def records__unpack(data):
    whole = len(data) // 8 * 8
    with memoryview(data) as view:
        for i in range(0, whole, 8):
            yield struct.unpack_from("8s", view, i)[0]
        if whole < len(view):
            yield bytes(view[whole:])


_RIGHT = ["copy", "view", "copy", "copy", "view", "error", "error", "view", "copy", "error"]


def verdicts__reference():
    return ["copy", "view", "copy", "copy", "view", "error", "error", "view", "copy", "error"]


def _but(**changes):
    out = list(_RIGHT)
    for place, word in changes.items():
        out[int(place[1:])] = word
    return out


def verdicts__cast_error():
    """cast only reads the same bytes as other items, and"""
    return _but(_4="error")


_MAKERS = [
    lambda b: b[2:],
    lambda b: memoryview(b)[2:],
    lambda b: memoryview(b[2:]),
    lambda b: memoryview(b).tobytes(),
    lambda b: memoryview(b).cast("I")[1:],
    lambda b: memoryview(b)[::2].cast("H"),
    lambda b: memoryview(b) + b"",
    lambda b: memoryview(b)[::-1],
    lambda b: bytes(memoryview(b)),
    lambda b: memoryview(b).cast("I").cast("f"),
]


def verdicts__split():
    return "copy view copy copy view error error view copy error".split()


def verdicts__letters():
    words = {"c": "copy", "v": "view", "e": "error"}
    return [words[letter] for letter in "cvccveevce"]


def verdicts__experiment():
    out = []
    for make in _MAKERS:
        b = bytearray(range(1, 17))
        try:
            result = make(b)
        except (TypeError, ValueError, BufferError):
            out.append("error")
            continue
        before = bytes(result)
        for i in range(len(b)):
            b[i] ^= 255
        out.append("copy" if bytes(result) == before else "view")
    return out


def verdicts__lock():
    def verdict(make):
        b = bytearray(range(1, 17))
        try:
            result = make(b)
        except TypeError:
            return "error"
        try:
            b.append(0)
        except BufferError:
            return "view"
        del result
        return "copy"

    return [verdict(make) for make in _MAKERS]


def verdicts__obj():
    out = []
    for make in _MAKERS:
        b = bytearray(range(1, 17))
        with contextlib.suppress(TypeError):
            result = make(b)
            out.append("view" if isinstance(result, memoryview) and result.obj is b else "copy")
            continue
        out.append("error")
    return out


def verdicts__dict():
    return list(
        {
            "b[2:]": "copy",
            "memoryview(b)[2:]": "view",
            "memoryview(b[2:])": "copy",
            "memoryview(b).tobytes()": "copy",
            "memoryview(b).cast('I')[1:]": "view",
            "memoryview(b)[::2].cast('H')": "error",
            "memoryview(b) + b''": "error",
            "memoryview(b)[::-1]": "view",
            "bytes(memoryview(b))": "copy",
            "memoryview(b).cast('I').cast('f')": "error",
        }.values()
    )


def verdicts__eval():
    texts = [
        "b[2:]",
        "memoryview(b)[2:]",
        "memoryview(b[2:])",
        "memoryview(b).tobytes()",
        "memoryview(b).cast('I')[1:]",
        "memoryview(b)[::2].cast('H')",
        "memoryview(b) + b''",
        "memoryview(b)[::-1]",
        "bytes(memoryview(b))",
        "memoryview(b).cast('I').cast('f')",
    ]
    out = []
    for text in texts:
        b = bytearray(range(1, 17))
        try:
            result = eval(text)
        except Exception:
            out.append("error")
        else:
            b[:] = bytes(16)
            out.append("copy" if any(bytes(result)) else "view")
    return out
