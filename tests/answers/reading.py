import operator


def channels(buf):
    view = memoryview(buf)
    return view[::2], view[1::2]


def channels__swapped(buf):
    """Every second sample is left"""
    view = memoryview(buf)
    return view[1::2], view[::2]


def channels__halves(buf):
    """Every second sample is left"""
    view = memoryview(buf)
    return view[: len(view) // 2], view[len(view) // 2 :]


def channels__slices_the_array(buf):
    """A slice of an array is an array"""
    return buf[::2], buf[1::2]


def channels__copies(buf):
    """This is a copy"""
    view = memoryview(buf)
    return tuple(memoryview(view[i::2].tobytes()).cast("h") for i in (0, 1))


def channels__bytes(buf):
    """Every second sample is left"""
    view = memoryview(buf).cast("B")
    return view[::2], view[1::2]


def channels__readonly(buf):
    """keep the views writable"""
    view = memoryview(buf).toreadonly()
    return view[::2], view[1::2]


def channels__array_only(buf):
    """A slice of a view is a buffer"""
    return memoryview(buf)[: buf.buffer_info()[1] : 2], memoryview(buf)[1::2]


def channels__cuts_the_odd_one(buf):
    """it may end after a left sample"""
    view = memoryview(buf)
    pairs = view[: len(view) // 2 * 2]
    return pairs[::2], pairs[1::2]


def windows(data, k):
    view = memoryview(data)
    for start in range(len(view) - k + 1):
        yield view[start : start + k]


def windows__off_by_one(data, k):
    """len - k + 1 windows"""
    view = memoryview(data)
    for start in range(len(view) - k):
        yield view[start : start + k]


def windows__short_ones(data, k):
    """len - k + 1 windows"""
    view = memoryview(data)
    for start in range(len(view)):
        yield view[start : start + k]


def windows__copies(data, k):
    """yield slices of a memoryview"""
    for start in range(len(data) - k + 1):
        yield data[start : start + k]


def windows__views_copies(data, k):
    """This is a copy"""
    for start in range(len(data) - k + 1):
        yield memoryview(data[start : start + k])


def windows__list(data, k):
    """A generator of views is wanted"""
    return list(windows(data, k))


def windows__counts_bytes(data, k):
    """k counts elements"""
    view = memoryview(data).cast("B")
    for start in range(len(view) - k + 1):
        yield view[start : start + k]


def windows__at_least_one(data, k):
    """Data shorter than k"""
    view = memoryview(data)
    yield view[:k]
    for start in range(1, len(view) - k + 1):
        yield view[start : start + k]


def channels__nothing_for_nothing(buf):
    """No samples"""
    return channels(buf) if len(buf) else None


def windows__none_of_all(data, k):
    """With k as long as the data"""
    view = memoryview(data)
    if k < len(view):
        yield from windows(data, k)


def channels__list(buf):
    with memoryview(buf) as view:
        return [view[start::2] for start in range(2)]


def windows__expression(data, k):
    view = memoryview(data)
    return (view[stop - k : stop] for stop in range(k, len(view) + 1))


def channels__reference(buf):
    view = memoryview(buf)
    return view[::2], view[1::2]


def channels__slices_of_array(buf):
    """This is a copy: what was written to the exporter"""
    return memoryview(buf[::2]), memoryview(buf[1::2])


def channels__halves_too(buf):
    """Every second sample is left, beginning with the"""
    view = memoryview(buf)
    return view[: len(view) // 2], view[len(view) // 2 :]


def channels__cast_first(buf):
    """Any view of an array is a buffer as well, also with a"""
    view = memoryview(buf).cast("B").cast("h")
    return view[::2], view[1::2]


def channels__even_only(buf):
    """A slice of a view is a buffer as well, and it may end"""
    view = memoryview(buf)
    view = view[: len(view) // 2 * 2]
    return view[::2], view[1::2]


def channels__with(buf):
    with memoryview(buf) as view:
        return view[0::2], view[1::2]


def channels__comprehension(buf):
    view = memoryview(buf)
    return tuple(view[start::2] for start in range(2))


def channels__named_slices(buf):
    LEFT, RIGHT = slice(0, None, 2), slice(1, None, 2)
    view = memoryview(buf)
    return view[LEFT], view[RIGHT]


def channels__getters(buf):
    return operator.itemgetter(slice(None, None, 2), slice(1, None, 2))(memoryview(buf))


def channels__two_views(buf):
    return memoryview(buf)[::2], memoryview(buf)[1::2]


def channels__composed(buf):
    view = memoryview(buf)
    return view[::2], view[1:][::2]


def windows__reference(data, k):
    view = memoryview(data)
    for start in range(len(view) - k + 1):
        yield view[start : start + k]


def windows__off_by_one_too(data, k):
    """A window begins at every element that has k - 1"""
    view = memoryview(data)
    for start in range(len(view) - k):
        yield view[start : start + k]


def windows__at_least_one_too(data, k):
    """Data shorter than k have no window at all, and a"""
    view = memoryview(data)
    for start in range(max(1, len(view) - k + 1)):
        yield view[start : start + k]


def windows__list_too(data, k):
    """A generator of views is wanted: yield slices of a"""
    view = memoryview(data)
    return [view[start : start + k] for start in range(len(view) - k + 1)]


def windows__views_of_slices(data, k):
    """This is a copy: what was written to the exporter"""
    for start in range(len(memoryview(data)) - k + 1):
        yield memoryview(data[start : start + k])


def windows__bytes_not_items(data, k):
    """k counts elements, whatever their size in bytes"""
    view = memoryview(data)
    if view.contiguous:
        view = view.cast("B")
    for start in range(len(view) - k + 1):
        yield view[start : start + k]


def windows__while(data, k):
    view, start = memoryview(data), 0
    while start + k <= len(view):
        yield view[start : start + k]
        start += 1


def windows__with(data, k):
    with memoryview(data) as view:
        for start in range(len(view) - k + 1):
            yield view[start : start + k]


def windows__generator_expression(data, k):
    view = memoryview(data)
    return (view[i : i + k] for i in range(len(view) - k + 1))


def windows__advancing(data, k):
    rest = memoryview(data)
    while len(rest) >= k:
        yield rest[:k]
        rest = rest[1:]


def windows__slices(data, k):
    view = memoryview(data)
    yield from map(view.__getitem__, map(slice, range(len(view)), range(k, len(view) + 1)))


def windows__yield_from(data, k):
    with memoryview(data) as view:
        yield from (view[i : i + k] for i in range(view.shape[0] - k + 1))
