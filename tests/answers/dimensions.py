import struct
from contextlib import contextmanager
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
    """A negative stride leads backwards"""
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
    """must write into the memory"""
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
