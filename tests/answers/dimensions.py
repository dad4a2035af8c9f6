import functools
import itertools
import math
import operator
import struct
from array import array
from contextlib import ExitStack, contextmanager
from itertools import accumulate
from operator import mul


def strides_of(shape, itemsize, order):
    if order == "C":
        return strides_of(shape[::-1], itemsize, "F")[::-1]
    return tuple(accumulate(shape[:-1], mul, initial=itemsize)) if shape else ()


def strides_of__list(shape, itemsize, order):
    """list instead of tuple"""
    strides, stride = [], itemsize
    for length in reversed(shape) if order == "C" else shape:
        strides.append(stride)
        stride *= length
    return strides[::-1] if order == "C" else strides


def strides_of__in_items(shape, itemsize, order):
    """Strides count bytes"""
    return strides_of(shape, 1, order)


def strides_of__ignores_order(shape, itemsize, order):
    """In Fortran order"""
    return strides_of(shape, itemsize, "C")


def strides_of__reversed_c(shape, itemsize, order):
    """In Fortran order"""
    strides = strides_of(shape, itemsize, "C")
    return strides if order == "C" else strides[::-1]


def strides_of__two_only(shape, itemsize, order):
    """any number of dimensions"""
    rows, columns = shape
    return (columns * itemsize, itemsize) if order == "C" else (itemsize, rows * itemsize)


def strides_of__own_dimension(shape, itemsize, order):
    """In C order the last index"""
    return tuple(itemsize * length for length in shape)


def strides_of__not_zero_d(shape, itemsize, order):
    """no dimensions have none"""
    return strides_of(shape, itemsize, order) or (itemsize,)


def offset(index, strides):
    return sum(i * stride for i, stride in zip(index, strides))


def offset__two_only(index, strides):
    """Every dimension counts"""
    (i, j), (a, b) = index[:2], strides[:2]
    return i * a + j * b


def offset__first_only(index, strides):
    """the sum of their products"""
    return index[0] * strides[0] + index[1]


def offset__row_major(index, strides):
    """The strides are given"""
    return index[0] * max(strides) + index[1] * min(strides)


def offset__absolute(index, strides):
    """A negative stride leads backwards: the offset is negative."""
    return sum(i * abs(stride) for i, stride in zip(index, strides))


def offset__max(index, strides):
    """element 0 itself"""
    total = index[0] * strides[0]
    for i, stride in zip(index[1:], strides[1:]):
        total += i * stride
    return total


def row(m, i):
    rows, columns = m.shape
    if not -rows <= i < rows:
        raise IndexError(f"row {i} of {rows}")
    i %= rows
    return m.cast("B").cast(m.format)[i * columns : (i + 1) * columns]


def row__index(m, i):
    """memoryview has no sub-views"""
    return m[i]


def row__tolist(m, i):
    """memoryview has no sub-views"""
    return m.tolist()[i]


def row__bytes(m, i):
    """The format must be that of m"""
    width = m.strides[0]
    return m.cast("B")[i * width : (i + 1) * width]


def row__copies(m, i):
    """This is a copy"""
    width = m.strides[0]
    return memoryview(m.tobytes()[i * width : (i + 1) * width]).cast(m.format)


def row__readonly(m, i):
    """What came back can't be written to: it is read-only"""
    return row(m, i).toreadonly()


def row__no_negative(m, i):
    """A negative i counts from the end"""
    columns = m.shape[1]
    return m.cast("B").cast(m.format)[i * columns : (i + 1) * columns]


def row__no_index_error(m, i):
    """There is no such row"""
    columns = m.shape[1]
    if i < 0:
        i += m.shape[0]
    return m.cast("B").cast(m.format)[i * columns : (i + 1) * columns]


def row__wraps_around(m, i):
    """There is no such row"""
    return row(m, i % m.shape[0])


def extent(view):
    if 0 in view.shape:
        return 0, 0
    ends = [(length - 1) * stride for length, stride in zip(view.shape, view.strides)]
    return sum(e for e in ends if e < 0), sum(e for e in ends if e > 0) + view.itemsize


def extent__nbytes(view):
    """the span is not nbytes"""
    return 0, view.nbytes


def extent__forgets_itemsize(view):
    """ends itemsize bytes later"""
    return 0, sum((n - 1) * s for n, s in zip(view.shape, view.strides))


def extent__positive_only(view):
    """the items lie before element 0"""
    return 0, sum((n - 1) * abs(s) for n, s in zip(view.shape, view.strides)) + view.itemsize


def extent__whole_steps(view):
    """the gap behind the last item"""
    return 0, view.shape[0] * view.strides[0]


def extent__all_or_nothing(view):
    """Each dimension reaches to one side"""
    reach = sum((n - 1) * s for n, s in zip(view.shape, view.strides))
    return min(reach, 0), max(reach, 0) + view.itemsize


def extent__not_zero_d(view):
    """No dimensions, one item"""
    return extent(view) if view.shape else (0, 0)


def extent__no_zero_stride(view):
    """A stride of 0"""
    if 0 in view.shape:
        return 0, 0
    ends = [(n - 1) * (s or view.itemsize) for n, s in zip(view.shape, view.strides)]
    return sum(e for e in ends if e < 0), sum(e for e in ends if e > 0) + view.itemsize


def strides_of__loop(shape, itemsize, order):
    strides, stride = [], itemsize
    for length in reversed(shape) if order == "C" else shape:
        strides.append(stride)
        stride *= length
    return tuple(strides[::-1] if order == "C" else strides)


def row__by_bytes(m, i):
    if i < 0:
        i += m.shape[0]
    if not 0 <= i < m.shape[0]:
        raise IndexError(i)
    width = m.shape[1] * m.itemsize
    return m.cast("B")[i * width : (i + 1) * width].cast(m.format)


def extent__loop(view):
    low, high = 0, view.itemsize
    for length, stride in zip(view.shape, view.strides):
        if length == 0:
            return (0, 0)
        if stride < 0:
            low += (length - 1) * stride
        else:
            high += (length - 1) * stride
    return (low, high)


@contextmanager
def frames(data):
    with memoryview(data) as view:
        if view[:4] != b"RIFF" or view[8:12] != b"WAVE":
            raise ValueError("not a WAV file")
        chunks, offset = {}, 12
        while offset < len(view):
            name, size = struct.unpack_from("<4sI", view, offset)
            start = offset + 8
            chunks[name] = start, size
            offset = start + size + size % 2
        _code, channels = struct.unpack_from("<HH", view, chunks[b"fmt "][0])
        start, size = chunks[b"data"]
        shape = size // (2 * channels), channels
        with view[start : start + size] as payload, payload.cast("h", shape) as m:
            yield m


def halve(m, channel):
    for i in range(len(m)):
        m[i, channel] = m[i, channel] // 2


def strides_of__reference(shape, itemsize, order):
    strides, step = [], itemsize
    for length in reversed(shape) if order == "C" else shape:
        strides.append(step)
        step *= length
    return tuple(reversed(strides) if order == "C" else strides)


def strides_of__orders_swapped(shape, itemsize, order):
    """In C order the last index varies fastest: its stride"""
    return strides_of__reference(shape, itemsize, "F" if order == "C" else "C")


def strides_of__c_not_turned_back(shape, itemsize, order):
    """In C order the last index varies fastest: its stride"""
    strides, step = [], itemsize
    for length in reversed(shape) if order == "C" else shape:
        strides.append(step)
        step *= length
    return tuple(strides)


def strides_of__itemsize_twice(shape, itemsize, order):
    """It works for any number of dimensions: multiply on"""
    strides, step = [], itemsize
    for i, length in enumerate(reversed(shape) if order == "C" else shape):
        strides.append(step)
        step *= length * (itemsize if i else 1)
    return tuple(reversed(strides) if order == "C" else strides)


def strides_of__own_length(shape, itemsize, order):
    """In C order the last index varies fastest: its stride"""
    strides, step = [], itemsize
    for length in reversed(shape) if order == "C" else shape:
        step *= length
        strides.append(step)
    return tuple(reversed(strides) if order == "C" else strides)


def strides_of__neighbour_only(shape, itemsize, order):
    """It works for any number of dimensions: multiply on"""
    shape = list(shape)
    lengths = shape[1:] + [1] if order == "C" else [1] + shape[:-1]
    return tuple(length * itemsize for length in lengths[: len(shape)])


def strides_of__no_dimension(shape, itemsize, order):
    """One dimension has one stride, the same in both"""
    shape[-1]
    return strides_of__reference(shape, itemsize, order)


def strides_of__accumulate(shape, itemsize, order):
    shape = list(shape) if order == "F" else list(shape)[::-1]
    strides = list(itertools.accumulate([itemsize, *shape], operator.mul))[:-1]
    return tuple(strides if order == "F" else strides[::-1])


def strides_of__prod(shape, itemsize, order):
    if order == "C":
        return tuple(itemsize * math.prod(shape[i + 1 :]) for i in range(len(shape)))
    return tuple(itemsize * math.prod(shape[:i]) for i in range(len(shape)))


def strides_of__insert(shape, itemsize, order):
    strides, step = [], itemsize
    for length in shape if order == "F" else shape[::-1]:
        strides.insert(len(strides) if order == "F" else 0, step)
        step = step * length
    return tuple(strides)


def strides_of__recursion(shape, itemsize, order):
    if not shape:
        return ()
    if order == "F":
        return (itemsize, *strides_of__recursion(shape[1:], itemsize * shape[0], "F"))
    return (*strides_of__recursion(shape[:-1], itemsize * shape[-1], "C"), itemsize)


def strides_of__indices(shape, itemsize, order):
    n = len(shape)
    strides = [itemsize] * n
    if order == "C":
        for i in range(n - 2, -1, -1):
            strides[i] = strides[i + 1] * shape[i + 1]
    else:
        for i in range(1, n):
            strides[i] = strides[i - 1] * shape[i - 1]
    return tuple(strides)


def strides_of__mirror(shape, itemsize, order):
    return (
        strides_of__prod(shape, itemsize, "F")
        if order == "F"
        else strides_of__prod(shape[::-1], itemsize, "F")[::-1]
    )


def offset__reference(index, strides):
    return sum(i * stride for i, stride in zip(index, strides))


def offset__product(index, strides):
    """Each index counts steps of its own stride: the offset"""
    return math.prod(i * stride for i, stride in zip(index, strides))


def offset__not_below_zero(index, strides):
    """A negative stride leads backwards: the offset is"""
    return max(0, offset__reference(index, strides))


def offset__two_dimensions(index, strides):
    """Every dimension counts, however many there are"""
    i, j = index
    return i * strides[0] + j * strides[1]


def offset__no_dimension(index, strides):
    """Without dimensions there is one item, element 0"""
    return functools.reduce(operator.add, map(operator.mul, index, strides))


def offset__none(index, strides):
    """Without dimensions there is one item, element 0"""
    if index:
        return offset__reference(index, strides)


def offset__first_only_too(index, strides):
    """Each index counts steps of its own stride: the offset"""
    for i, stride in zip(index, strides):
        return i * stride
    return 0


def offset__backwards(index, strides):
    """Each index counts steps of its own stride: the offset"""
    return sum(i * stride for i, stride in zip(index, reversed(strides)))


def offset__from_one(index, strides):
    """Each index counts steps of its own stride: the offset is the"""
    return sum((i - 1) * stride for i, stride in zip(index, strides))


def offset__map(index, strides):
    return sum(map(operator.mul, index, strides))


def offset__loop(index, strides):
    total = 0
    for k in range(len(strides)):
        total += index[k] * strides[k]
    return total


def offset__reduce(index, strides):
    return functools.reduce(lambda total, pair: total + pair[0] * pair[1], zip(index, strides), 0)


def offset__recursion(index, strides):
    return index[0] * strides[0] + offset__recursion(index[1:], strides[1:]) if index else 0


def offset__starmap(index, strides):
    return sum(itertools.starmap(operator.mul, zip(index, strides)))


def offset__list(index, strides):
    products = [i * s for i, s in zip(index, strides)]
    return sum(products)


def offset__accumulate(index, strides):
    *_, last = itertools.accumulate(map(operator.mul, index, strides), initial=0)
    return last


def row__reference(m, i):
    rows, size = m.shape[0], m.strides[0]
    if not -rows <= i < rows:
        raise IndexError(i)
    i += rows if i < 0 else 0
    return m.cast("B")[i * size : (i + 1) * size].cast(m.format)


def row__no_lower_limit(m, i):
    """There is no such row, and a slice would be empty or"""
    if i >= m.shape[0]:
        raise IndexError(i)
    i %= m.shape[0]
    size = m.strides[0]
    return m.cast("B")[i * size : (i + 1) * size].cast(m.format)


def row__limit_too_low(m, i):
    """A negative i counts from the end: add the number of"""
    if not -m.shape[0] < i < m.shape[0]:
        raise IndexError(i)
    return row__reference(m, i)


def row__no_negative_too(m, i):
    """A negative i counts from the end: add the number of"""
    if not 0 <= i < m.shape[0]:
        raise IndexError(i)
    return row__reference(m, i)


def row__items_for_bytes(m, i):
    """The format must be that of m: cast back to it"""
    row__reference(m, i)
    i, size = i + (m.shape[0] if i < 0 else 0), m.shape[1]
    return m.cast("B")[i * size : (i + 1) * size].cast(m.format)


def row__rows_for_columns(m, i):
    """memoryview has no sub-views: make the view flat with"""
    row__reference(m, i)
    i, size = i + (m.shape[0] if i < 0 else 0), m.shape[0] * m.itemsize
    part = m.cast("B")[i * size : (i + 1) * size]
    return part.cast(m.format)


def row__flat_items(m, i):
    rows, columns = m.shape
    i = range(rows)[i]
    return m.cast("B").cast(m.format)[i * columns : (i + 1) * columns]


def row__range(m, i):
    start = range(0, m.nbytes, m.strides[0])[i]
    return m.cast("B")[start : start + m.strides[0]].cast(m.format)


def row__operator_index(m, i):
    rows, columns = m.shape
    i = operator.index(i)
    if i < 0:
        i += rows
    if i < 0 or i >= rows:
        raise IndexError("no such row")
    size = columns * m.itemsize
    with m.cast("B") as flat, flat[i * size :][:size] as part:
        return part.cast(m.format)


def row__exit_stack(m, i):
    with ExitStack() as stack:
        flat = stack.enter_context(m.cast("B"))
        i = list(range(m.shape[0]))[i]
        part = stack.enter_context(flat[i * m.strides[0] : (i + 1) * m.strides[0]])
        return part.cast(m.format)


def row__negative_end(m, i):
    if i >= m.shape[0] or i < -m.shape[0]:
        raise IndexError(i)
    size, flat = m.strides[0], m.cast("B")
    start = i * size % m.nbytes
    return flat[start : start + size].cast(m.format)


def row__all_rows(m, i):
    flat, size = m.cast("B"), m.strides[0]
    return [flat[k : k + size].cast(m.format) for k in range(0, m.nbytes, size)][i]


def _extent__reference(view):
    low = high = 0
    for length, stride in zip(view.shape, view.strides):
        if stride < 0:
            low += (length - 1) * stride
        else:
            high += (length - 1) * stride
    return low, high + view.itemsize


def extent__one_byte(view):
    """The last item begins at (3 - 1) * 4 and ends itemsize"""
    low, high = _extent__reference(view)
    return low, high - view.itemsize + 1


def extent__last_byte(view):
    """The last item begins at (3 - 1) * 4 and ends itemsize"""
    low, high = _extent__reference(view)
    return low, high - 1


def extent__itemsize_at_low(view):
    """With a negative stride the items lie before element"""
    low, high = _extent__reference(view)
    return (low - view.itemsize if low else low), high


def extent__high_zero(view):
    """With a negative stride the items lie before element"""
    low, high = _extent__reference(view)
    return low, 0 if low else high


def extent__swapped(view):
    """The last item begins at (3 - 1) * 4 and ends itemsize"""
    return _extent__reference(view)[::-1]


def extent__first_dimension(view):
    """Each dimension reaches to one side: negative strides"""
    if not view.ndim:
        return 0, view.itemsize
    end = (view.shape[0] - 1) * view.strides[0]
    return min(0, end), max(0, end) + view.itemsize


def _chunks(data):
    start = 12
    while start + 8 <= len(data):
        name, size = struct.unpack_from("<4sI", data, start)
        yield name, start + 8, size
        start += 8 + size + size % 2


def _spec(data):
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise ValueError("no WAV file")
    found = {
        name: (start, size) for name, start, size in _chunks(data) if name in (b"fmt ", b"data")
    }
    return struct.unpack_from("<H", data, found[b"fmt "][0] + 2)[0], *found[b"data"]


@contextmanager
def frames__reference(data):
    channels, start, size = _spec(data)
    with (
        memoryview(data) as view,
        view[start : start + size] as part,
        part.cast("h", [size // 2 // channels, channels]) as m,
    ):
        yield m


@contextmanager
def frames__no_test(data):
    """This is no WAV file: bytes 0 to 3 must be RIFF and"""
    data[:0] = b""
    found = {name: (start, size) for name, start, size in _chunks(data)}
    channels, (start, size) = (
        struct.unpack_from("<H", data, found[b"fmt "][0] + 2)[0],
        found[b"data"],
    )
    with (
        memoryview(data) as view,
        view[start : start + size] as part,
        part.cast("h", [size // 2 // channels, channels]) as m,
    ):
        yield m


@contextmanager
def frames__riff_only(data):
    """This is no WAV file: bytes 0 to 3 must be RIFF and"""
    if data[:4] != b"RIFF":
        raise ValueError("no WAV file")
    other = bytes(data[:8]) + b"WAVE" + bytes(data[12:])
    channels, start, size = _spec(other)
    with (
        memoryview(data) as view,
        view[start : start + size] as part,
        part.cast("h", [size // 2 // channels, channels]) as m,
    ):
        yield m


def _lending(data, channels, start, size):
    with (
        memoryview(data) as view,
        view[start : start + size] as part,
        part.cast("h", [size // 2 // channels, channels]) as m,
    ):
        yield m


@contextmanager
def frames__error_kind(data):
    """This is no WAV file: bytes 0 to 3 must be RIFF and"""
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise TypeError("no WAV file")
    yield from _lending(data, *_spec(data))


@contextmanager
def frames__assert(data):
    """This is no WAV file: bytes 0 to 3 must be RIFF and"""
    assert data[:4] == b"RIFF" and data[8:12] == b"WAVE"
    yield from _lending(data, *_spec(data))


@contextmanager
def frames__error_locks(data):
    """The ValueError is still held, and its traceback holds"""
    view = memoryview(data)
    if view[:4] != b"RIFF" or view[8:12] != b"WAVE":
        raise ValueError("no WAV file")
    view.release()
    yield from _lending(data, *_spec(data))


@contextmanager
def frames__fixed_header(data):
    """A view of format 'h' is wanted, with a row for each"""
    channels = _spec(data)[0]
    size = (len(data) - 44) // 2 // channels * channels * 2
    yield from _lending(data, channels, 44, size)


@contextmanager
def frames__to_the_end(data):
    """A view of format 'h' is wanted, with a row for each"""
    channels, start, size = _spec(data)
    size = (len(data) - start) // 2 // channels * channels * 2
    yield from _lending(data, channels, start, size)


@contextmanager
def frames__find_data(data):
    """The names of chunks also occur inside of a payload"""
    channels, start, size = _spec(data)
    start = data.find(b"data") + 8
    size = int.from_bytes(data[start - 4 : start], "little")
    size = min(size, len(data) - start) // 2 // channels * channels * 2
    yield from _lending(data, channels, start, size)


@contextmanager
def frames__find_fmt(data):
    """The letters fmt stand in the payload of the first"""
    channels, start, size = _spec(data)
    channels = struct.unpack_from("<H", data, data.find(b"fmt ") + 10)[0]
    yield from _lending(data, channels, start, size)


@contextmanager
def frames__no_padding(data):
    """The chunk before the samples has another size here"""
    found, start = {}, 12
    _spec(data)
    while start + 8 <= len(data):
        name, size = struct.unpack_from("<4sI", data, start)
        found.setdefault(name, (start + 8, size))
        start += 8 + size
    if b"data" not in found:
        raise ValueError("no samples")
    yield from _lending(
        data, struct.unpack_from("<H", data, found[b"fmt "][0] + 2)[0], *found[b"data"]
    )


@contextmanager
def frames__padding_always(data):
    """A view of format 'h' is wanted, with a row for each"""
    found, start = {}, 12
    _spec(data)
    while start + 8 <= len(data):
        name, size = struct.unpack_from("<4sI", data, start)
        found.setdefault(name, (start + 8, size))
        start += 8 + size + (1 if name not in (b"fmt ", b"data") else 0)
    if b"data" not in found:
        raise ValueError("no samples")
    yield from _lending(
        data, struct.unpack_from("<H", data, found[b"fmt "][0] + 2)[0], *found[b"data"]
    )


@contextmanager
def frames__channels_at_22(data):
    """The chunk `fmt ` does not come first here: take it"""
    channels, start, size = _spec(data)
    channels = struct.unpack_from("<H", data, 22)[0] or 1
    yield from _lending(data, channels, start, size // 2 // channels * channels * 2)


@contextmanager
def frames__first_field(data):
    """A view of format 'h' is wanted, with a row for each"""
    _, start, size = _spec(data)
    fmt = next(s for n, s, _ in _chunks(data) if n == b"fmt ")
    yield from _lending(data, struct.unpack_from("<H", data, fmt)[0], start, size)


@contextmanager
def frames__exit_stack(data):
    channels, start, size = _spec(data)
    with ExitStack() as stack:
        view = stack.enter_context(memoryview(data))
        part = stack.enter_context(view[start : start + size])
        yield stack.enter_context(part.cast("h", (size // 2 // channels, channels)))


@contextmanager
def frames__try_finally(data):
    channels, start, size = _spec(data)
    m = memoryview(data)[start : start + size].cast("h", [size // 2 // channels, channels])
    try:
        yield m
    finally:
        m.release()


class frames__class:
    def __init__(self, data):
        self.data = data

    def __enter__(self):
        channels, start, size = _spec(self.data)
        self.m = memoryview(self.data)[start : start + size].cast(
            "h", [size // (2 * channels), channels]
        )
        return self.m

    def __exit__(self, *error):
        self.m.release()


@contextmanager
def frames__walk_view(data):
    with memoryview(data) as view:
        if view[:4] != b"RIFF" or view[8:12] != b"WAVE":
            raise ValueError("no WAV file")
        at, found = 12, {}
        while at < len(view) - 7:
            size = int.from_bytes(view[at + 4 : at + 8], "little")
            found[bytes(view[at : at + 4])] = at + 8, at + 8 + size
            at += 8 + size + (size & 1)
        fmt = found[b"fmt "][0]
        channels = int.from_bytes(view[fmt + 2 : fmt + 4], "little")
        with view[slice(*found[b"data"])] as part, part.cast("h") as flat, flat.cast("B") as again:
            with again.cast("h", [len(flat) // channels, channels]) as m:
                yield m


@contextmanager
def frames__yield_from(data):
    yield from _lending(data, *_spec(data))


@contextmanager
def frames__startswith(data):
    if not (data.startswith(b"RIFF") and data.startswith(b"WAVE", 8)):
        raise ValueError("neither RIFF nor WAVE")
    where = {name: slice(start, start + size) for name, start, size in _chunks(data)}
    (channels,) = struct.unpack_from("<2xH", data, where[b"fmt "].start)
    with (
        memoryview(data) as view,
        view[where[b"data"]] as part,
        part.cast("h", [len(part) // 2 // channels, channels]) as m,
    ):
        yield m


def frames__returns_manager(data):
    @contextmanager
    def lend():
        yield from _lending(data, *_spec(data))

    return lend()


def halve__reference(m, channel):
    for i in range(m.shape[0]):
        m[i, channel] //= 2


def halve__towards_zero(m, channel):
    """`// 2` rounds down, also below zero: -5 // 2 is -3"""
    for i in range(m.shape[0]):
        m[i, channel] = int(m[i, channel] / 2)


def halve__float(m, channel):
    """Only column 1 changes, in the memory of m: write m[i"""
    for i in range(m.shape[0]):
        m[i, channel] /= 2


def halve__rounds(m, channel):
    """`// 2` rounds down, also below zero: -5 // 2 is -3"""
    for i in range(m.shape[0]):
        m[i, channel] = round(m[i, channel] / 2)


def halve__all_channels(m, channel):
    """Only column 1 changes, in the memory of m: write m[i"""
    for i, j in itertools.product(*map(range, m.shape)):
        m[i, j] //= 2


def halve__first_channel(m, channel):
    """Only column 1 changes, in the memory of m: write m[i"""
    for i in range(m.shape[0]):
        m[i, 0] //= 2


def halve__indices_swapped(m, channel):
    """Only column 1 changes, in the memory of m: write m[i"""
    for i in range(m.shape[0]):
        m[channel, i] //= 2


def halve__channels_for_frames(m, channel):
    """There are more frames than channels here: the loop is"""
    for i in range(m.shape[1]):
        m[min(i, m.shape[0] - 1), channel] //= 2


def halve__last_left(m, channel):
    """Only column 1 changes, in the memory of m: write m[i"""
    for i in range(m.shape[0] - 1):
        m[i, channel] //= 2


def halve__from_one(m, channel):
    """Only column 1 changes, in the memory of m: write m[i"""
    for i in range(1, m.shape[0]):
        m[i, channel] //= 2


def halve__loop_variable(m, channel):
    """Only column 1 changes, in the memory of m: write m[i"""
    for frame in m.tolist():
        frame[channel] //= 2


def halve__row(m, channel):
    """Only column 1 changes, in the memory of m: write m[i"""
    for i in range(len(m)):
        m[i][channel] //= 2


def halve__slice(m, channel):
    """Only column 1 changes, in the memory of m: write m[i"""
    m[:, channel] = [x // 2 for x in m[:, channel]]


def halve__stereo(m, channel):
    """There is one channel here, so every sample is of it"""
    with m.cast("B") as flat, flat.cast("h") as items:
        for i in range(channel, len(items), 2):
            items[i] //= 2


def halve__shift(m, channel):
    for i in range(m.shape[0]):
        m[i, channel] >>= 1


def halve__len(m, channel):
    for frame in range(len(m)):
        m[frame, channel] = m[frame, channel] // 2


def halve__flat(m, channel):
    with m.cast("B") as flat, flat.cast("h") as items:
        for i in range(channel, len(items), m.shape[1]):
            items[i] //= 2


def halve__slice_assignment(m, channel):
    with m.cast("B") as flat, flat.cast("h") as items, items[channel :: m.shape[1]] as part:
        part[:] = array("h", [x // 2 for x in part])


def halve__floor(m, channel):
    for i in range(m.shape[0]):
        m[i, channel] = math.floor(m[i, channel] / 2)


def halve__divmod(m, channel):
    frames, _ = m.shape
    for i in range(frames):
        m[i, channel], _ = divmod(m[i, channel], 2)


def halve__while(m, channel):
    i = m.shape[0]
    while i:
        i -= 1
        m[i, channel] = m[i, channel] - m[i, channel] % 2 >> 1
