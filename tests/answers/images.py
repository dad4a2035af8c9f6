def crop_flip(img, top, left, h, w):
    return img[top : top + h, left : left + w][:, ::-1]


def crop_flip__corners(img, top, left, h, w):
    """The region is h rows high"""
    return img[top:h, left:w][:, ::-1]


def crop_flip__upside_down(img, top, left, h, w):
    """Left and right change places: axis 1 is reversed, top to"""
    return img[top : top + h, left : left + w][::-1]


def crop_flip__colours(img, top, left, h, w):
    """the three colours of a pixel keep"""
    return img[top : top + h, left : left + w, ::-1]


def crop_flip__stops_at_minus_one(img, top, left, h, w):
    """From the left edge the reversed slice must reach column 0, and a stop of -1 means"""
    return img[top : top + h, left + w - 1 : left - 1 : -1]


def crop_flip__copies(img, top, left, h, w):
    """This is a copy: what was written to the exporter afterwards"""
    return img[top : top + h, left : left + w][:, ::-1].copy()


def crop_flip__fancy(img, top, left, h, w):
    """This is a copy"""
    return img[top : top + h, list(range(left + w - 1, left - 1, -1))]


def crop_flip__readonly(img, top, left, h, w):
    """What came back can't be written to: it is read-only"""
    region = crop_flip(img, top, left, h, w)
    region.flags.writeable = False
    return region


def samples(data, offset):
    import numpy as np

    count = (memoryview(data).nbytes - offset) // 2
    return np.frombuffer(data, "<i2", count, offset)


def samples__unsigned(data, offset):
    """An array of dtype '<i2'"""
    import numpy as np

    return np.frombuffer(data, "<u2", (len(data) - offset) // 2, offset)


def samples__counts_samples(data, offset):
    """The offset counts bytes"""
    import numpy as np

    return np.frombuffer(data, "<i2")[offset:]


def samples__odd(data, offset):
    """An odd last byte is left out"""
    import numpy as np

    return np.frombuffer(data, "<i2", offset=offset)


def samples__odd_before_offset(data, offset):
    """An odd last byte is left out"""
    import numpy as np

    return np.frombuffer(data, "<i2", len(data) // 2 - offset // 2, offset)


def samples__copies(data, offset):
    """This is a copy"""
    import numpy as np

    return np.array(samples(data, offset))


def samples__slices(data, offset):
    """This is a copy"""
    import numpy as np

    rest = data[offset:]
    return np.frombuffer(rest, "<i2", len(rest) // 2)


def samples__always_readonly(data, offset):
    """Writable where the buffer is"""
    result = samples(data, offset)
    result.flags.writeable = False
    return result


def samples__counts_items(data, offset):
    """The size of the buffer is wanted in bytes"""
    import numpy as np

    return np.frombuffer(data, "<i2", max(0, len(data) - offset) // 2, offset)


def samples__not_empty(data, offset):
    """there are no samples"""
    result = samples(data, offset)
    if not len(result):
        raise ValueError("no samples")
    return result


def crop_flip__fliplr(img, top, left, h, w):
    import numpy as np

    return np.fliplr(img[top : top + h, left : left + w, :])


def samples__of_a_slice(data, offset):
    import numpy as np

    view = memoryview(data).cast("B")[offset:]
    return np.frombuffer(view[: len(view) // 2 * 2], "<i2")


def _np():
    import numpy

    return numpy


def crop_flip__reference(img, top, left, h, w):
    return img[top : top + h, left : left + w][:, ::-1]


def crop_flip__both(img, top, left, h, w):
    """the three colours of a pixel keep"""
    return _np().flip(img[top : top + h, left : left + w])


def crop_flip__no_flip(img, top, left, h, w):
    """Left and right change places: axis 1 is reversed, top"""
    return img[top : top + h, left : left + w]


def crop_flip__flip_first(img, top, left, h, w):
    """The region is left of the middle here: in the mirrored image"""
    return img[:, ::-1][top : top + h, left : left + w]


def crop_flip__axes_swapped(img, top, left, h, w):
    """The region is h rows high and w pixels wide: it ends"""
    return img[left : left + w, top : top + h][:, ::-1]


def crop_flip__size_swapped(img, top, left, h, w):
    """The region is h rows high and w pixels wide: it ends at top"""
    return img[top : top + w, left : left + h][:, ::-1]


def crop_flip__one_more(img, top, left, h, w):
    """The region is h rows high and w pixels wide: it ends"""
    return img[top : top + h + 1, left : left + w][:, ::-1]


def crop_flip__in_place(img, top, left, h, w):
    """The data given to read were changed"""
    region = img[top : top + h, left : left + w]
    region[:] = region[:, ::-1].copy()
    return region


def crop_flip__fliplr_too(img, top, left, h, w):
    return _np().fliplr(img[top : top + h, left : left + w])


def crop_flip__flip(img, top, left, h, w):
    return _np().flip(img[top : top + h, left : left + w], axis=1)


def crop_flip__two_steps(img, top, left, h, w):
    rows = img[top:][:h]
    return rows[:, left:][:, :w][:, ::-1]


def crop_flip__stop_or_none(img, top, left, h, w):
    return img[top : top + h, left + w - 1 : left - 1 if left else None : -1]


def crop_flip__slices(img, top, left, h, w):
    region = slice(top, top + h), slice(left, left + w), slice(None)
    mirror = slice(None), slice(None, None, -1), slice(None)
    return img[region][mirror]


def crop_flip__transposed(img, top, left, h, w):
    return img.transpose(1, 0, 2)[left : left + w, top : top + h][::-1].transpose(1, 0, 2)


def samples__reference(data, offset):
    np = _np()
    return np.frombuffer(data, "<i2", (memoryview(data).nbytes - offset) // 2, offset)


def samples__big_endian(data, offset):
    """An array of dtype '<i2' is wanted: little-endian"""
    return _np().frombuffer(data, ">i2", (memoryview(data).nbytes - offset) // 2, offset)


def samples__bytes(data, offset):
    """An array of dtype '<i2' is wanted: little-endian"""
    return _np().frombuffer(data, "i1", memoryview(data).nbytes - offset, offset)


def samples__forced(data, offset):
    """Writable where the buffer is, as for a bytearray, and"""
    out = samples__reference(data, offset)
    out.flags.writeable = True
    return out


def samples__count_of_all(data, offset):
    """The offset counts bytes"""
    return _np().frombuffer(data, "<i2", memoryview(data).nbytes // 2, offset)


def samples__half_offset(data, offset):
    """An odd last byte is left out; whether it is odd"""
    return _np().frombuffer(data, "<i2", memoryview(data).nbytes // 2)[offset // 2 :]


def samples__view_first(data, offset):
    flat = memoryview(data).cast("B")[offset:]
    return _np().frombuffer(flat[: len(flat) & ~1], "<i2")


def samples__bytes_then_view(data, offset):
    np = _np()
    raw = np.frombuffer(data, np.uint8)[offset:]
    return raw[: len(raw) // 2 * 2].view("<i2")


def samples__dtype_object(data, offset):
    np = _np()
    kind = np.dtype(np.int16).newbyteorder("<")
    with memoryview(data) as view:
        n = view.nbytes - offset
    return np.frombuffer(data, dtype=kind, count=n // kind.itemsize, offset=offset)


def samples__cut_afterwards(data, offset):
    np = _np()
    n = memoryview(data).nbytes
    end = n - (n - offset) % 2
    return np.frombuffer(memoryview(data).cast("B")[offset:end], dtype="<i2")


def samples__asarray(data, offset):
    flat = memoryview(data).cast("B")[offset:]
    return _np().asarray(flat[: len(flat) // 2 * 2]).view("<i2")


def samples__cast(data, offset):
    flat = memoryview(data).cast("B")[offset:]
    with flat[: len(flat) - len(flat) % 2] as part:
        return _np().asarray(part.cast("h"))


def crop_flip__copies_on_the_way(img, top, left, h, w):
    """The pixels were copied on the way"""
    whole = img.copy()  # let go again, and needed for nothing
    assert whole.shape == img.shape
    return img[top : top + h, left : left + w][:, ::-1]
