def crop_flip(img, top, left, h, w):
    return img[top : top + h, left : left + w][:, ::-1]


def crop_flip__corners(img, top, left, h, w):
    """The region is h rows high"""
    return img[top:h, left:w][:, ::-1]


def crop_flip__upside_down(img, top, left, h, w):
    """Left and right change places"""
    return img[top : top + h, left : left + w][::-1]


def crop_flip__colours(img, top, left, h, w):
    """Left and right change places"""
    return img[top : top + h, left : left + w, ::-1]


def crop_flip__stops_at_minus_one(img, top, left, h, w):
    """a stop of -1 means"""
    return img[top : top + h, left + w - 1 : left - 1 : -1]


def crop_flip__copies(img, top, left, h, w):
    """This is a copy"""
    return img[top : top + h, left : left + w][:, ::-1].copy()


def crop_flip__fancy(img, top, left, h, w):
    """This is a copy"""
    return img[top : top + h, list(range(left + w - 1, left - 1, -1))]


def crop_flip__readonly(img, top, left, h, w):
    """must write into the image"""
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
