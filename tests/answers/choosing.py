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
