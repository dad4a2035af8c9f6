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
    """What came back can't be written to: it is read-only. Here it"""
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
    """A window begins at every element that has k - 1 others behind it: len - k + 1 windows"""
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
    """A tuple of two views is wanted"""
    with memoryview(buf) as view:
        return [view[start::2] for start in range(2)]


def windows__expression(data, k):
    view = memoryview(data)
    return (view[stop - k : stop] for stop in range(k, len(view) + 1))


def channels__reference(buf):
    view = memoryview(buf)
    return view[::2], view[1::2]


def channels__cast_first(buf):
    """Any view of an array is a buffer as well, also with a step"""
    view = memoryview(buf).cast("B").cast("h")
    return view[::2], view[1::2]


def channels__released(buf):
    """A view is used here that has been released, by `with`, by"""
    with memoryview(buf) as view, view[::2] as left, view[1::2] as right:
        return left, right


def channels__frames(buf):
    """A slice of a view is a buffer as well, and it may end"""
    view = memoryview(buf)
    if view.contiguous and view.nbytes:
        view.cast("B").cast("h", [view.nbytes // 4, 2]).release()
    return view[::2], view[1::2]


def channels__exporter(buf):
    """A slice of a view is a buffer as well, and it may end"""
    view = memoryview(memoryview(buf).obj)
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


def windows__not_overlapping(data, k):
    """A window begins at every element that has k - 1 others"""
    view = memoryview(data)
    for start in range(0, len(view) - k + 1, k):
        yield view[start : start + k]


def windows__nbytes(data, k):
    """k counts elements, whatever their size in bytes. So does a"""
    view = memoryview(data)
    for start in range(view.nbytes - k + 1):
        yield view[start : start + k]


def windows__released_windows(data, k):
    """A view is used here that has been released, by"""
    view = memoryview(data)
    for start in range(len(view) - k + 1):
        with view[start : start + k] as window:
            yield window


def windows__last_released(data, k):
    """A view is used here that has been released, by"""
    window, view = None, memoryview(data)
    for start in range(len(view) - k + 1):
        window = view[start : start + k]
        yield window
    if window is not None:
        window.release()


def windows__cast(data, k):
    """Items of format 'c' are bytes objects of length 1"""
    with (
        memoryview(data) as view,
        view.cast("B").cast(view.format if view.format in "hHiIqQdfBb" else "B") as again,
    ):
        for start in range(len(again) - k + 1):
            yield again[start : start + k]


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


def windows__copies_to_count(data, k):
    """Here a window is nearly as long as the data"""
    view = memoryview(data)
    for start in range(len(view.tobytes()) // view.itemsize - k + 1):
        yield view[start : start + k]
