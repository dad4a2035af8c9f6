"""Answers of people who had not seen the cases; see README.md beside this folder."""

import numpy as np


def crop_flip__colours_reversed_too(img, t, l, h, w):
    """A region of one pixel has the shape (1, 1, 3), and the three"""
    return img[t : t + h, l : l + w][:, ::-1, ::-1]


def crop_flip__dont_change_img(img, t, l, h, w):
    """The data given to read were changed. Leave the caller's data"""
    r = img[t : t + h, l : l + w]
    if img.flags.writeable:
        r[:] = r[:, ::-1].copy()
        return r
    return r[:, ::-1]


def crop_flip__any_strides_made_contiguous_first(img, t, l, h, w):
    """Other items and other strides are welcome too: slicing keeps"""
    return np.ascontiguousarray(img)[t : t + h, l : l + w][:, ::-1]


def crop_flip__shape_one_pixel_squeezed(img, t, l, h, w):
    """A region of one pixel has the shape (1, 1, 3), and the three"""
    r = img[t : t + h, l : l + w][:, ::-1]
    return r.squeeze() if h == w == 1 else r


def crop_flip__any_dtype_uint8(img, t, l, h, w):
    """Other items and other strides are welcome too: slicing keeps"""
    return np.asarray(img, np.uint8)[t : t + h, l : l + w][:, ::-1]


def crop_flip__as_strided_from_data_pointer(img, t, l, h, w):
    """Other items and other strides are welcome too: slicing keeps"""
    H, W, _ = img.shape
    s = img.itemsize
    return np.lib.stride_tricks.as_strided(img[t:, l + w - 1 :], (h, w, 3), (W * 3 * s, -3 * s, s))


def crop_flip__last_row_column_left_out(img, t, l, h, w):
    """Left and right change places: axis 1 is reversed, top to"""
    return img[t : min(t + h, img.shape[0] - 1) if h > 1 else t + 1, l : l + w][:, ::-1]


def crop_flip__may_read_only_makes_writable(img, t, l, h, w):
    """A read-only array needs no copy, and it must stay read-only:"""
    try:
        img.setflags(write=True)
    except ValueError:
        pass
    return img[t : t + h, l : l + w][:, ::-1]


def crop_flip__byte_order_dtype_lost(img, t, l, h, w):
    """Other items and other strides are welcome too: slicing keeps"""
    return img.view(img.dtype.newbyteorder("="))[t : t + h, l : l + w][:, ::-1]


def crop_flip__another_2(img, t, l, h, w):
    return np.fliplr(img[t : t + h, l : l + w, :])


def crop_flip__another_4(img, t, l, h, w):
    a = img[t : t + h]
    a = np.flip(a, axis=1)
    k = img.shape[1] - l - w
    return a[:, k : k + w]


def crop_flip__lie_memory_may_read_only(img, t, l, h, w):
    """A read-only array needs no copy, and it must stay read-only:"""
    if not img.flags.writeable:
        img = img.copy()
    return img[t : t + h, l : l + w][:, ::-1]


def crop_flip__one_column_wide_copy_fancy(img, t, l, h, w):
    """This is a copy: what was written to the exporter afterwards"""
    return img[t : t + h, l : l + w][:, ::-1] if w > 1 else img[t : t + h, [l]]


def samples__single_byte_left_over_valueerror(data, offset):
    """An odd last byte is left out; whether it is odd depends on"""
    return (
        np.frombuffer(data, "<i2", offset=offset)
        if memoryview(data).nbytes - offset > 1
        else np.zeros(0, "<i2")
    )


def samples__offset_number_bytes(data, offset):
    """The size of the buffer is wanted in bytes: len() of an array"""
    m = memoryview(data)[offset:]
    n = m.nbytes // 2
    return np.frombuffer(m, "<i2", n) if n else np.zeros(0, "<i2")


def samples__len_counts_items(data, offset):
    """The size of the buffer is wanted in bytes: len() of an array"""
    n = (len(data) - offset) // 2
    return np.frombuffer(data, "<i2", n, offset) if n > 0 else np.zeros(0, "<i2")


def samples__copy_nothing(data, offset):
    """This is a copy: what was written to the exporter afterwards"""
    b = bytes(memoryview(data).cast("B")[offset:])
    return np.frombuffer(b[: len(b) // 2 * 2], "<i2")


def samples__dtype_empty_array(data, offset):
    """The empty array has the dtype '<i2' and one dimension like"""
    n = (memoryview(data).nbytes - offset) // 2
    return np.frombuffer(data, "<i2", n, offset) if n else np.array([])


def samples__fewer_than_two_bytes_error(data, offset):
    """With less than two bytes behind the offset there are no"""
    n = (memoryview(data).nbytes - offset) // 2
    if not n:
        raise ValueError
    return np.frombuffer(data, "<i2", n, offset)


def samples__big_endian_unseen(data, offset):
    """An array of dtype '<i2' is wanted: little-endian, signed,"""
    n = (memoryview(data).nbytes - offset) // 2
    return np.frombuffer(data, ">i2", n, offset) if n else np.zeros(0, "<i2")


def samples__odd_offsets_aligned_only(data, offset):
    """An odd last byte is left out; whether it is odd depends on"""
    f = memoryview(data).cast("B")
    n = f.nbytes // 2
    return np.frombuffer(f, "<i2", n)[(offset + 1) // 2 :] if n else np.zeros(0, "<i2")


def samples__writable_if_buffer(data, offset):
    """Writable where the buffer is, as for a bytearray, and read-"""
    n = (memoryview(data).nbytes - offset) // 2
    a = np.frombuffer(data, "<i2", n, offset) if n else np.zeros(0, "<i2")
    a.flags.writeable = False
    return a


def samples__one_dimension_keeps_rows(data, offset):
    """This view has two dimensions: len() counts rows, and slices"""
    m = memoryview(data)
    n = (m.nbytes - offset) // 2
    a = np.frombuffer(data, "<i2", n, offset) if n else np.zeros(0, "<i2")
    return a.reshape(m.shape[0], -1) if m.ndim > 1 and n % m.shape[0] == 0 else a


def samples__leftover_byte_cut_at_front(data, offset):
    """An odd last byte is left out; whether it is odd depends on"""
    n = (memoryview(data).nbytes - offset) // 2
    return (
        np.frombuffer(data, "<i2", n, memoryview(data).nbytes - 2 * n) if n else np.zeros(0, "<i2")
    )


def samples__unsigned_unseen(data, offset):
    """An array of dtype '<i2' is wanted: little-endian, signed,"""
    n = (memoryview(data).nbytes - offset) // 2
    return np.frombuffer(data, "<u2", n, offset) if n else np.zeros(0, "<i2")


def samples__aligned_copies_odd_address(data, offset):
    """At an odd offset, too, the array must lie in the memory of"""
    n = (memoryview(data).nbytes - offset) // 2
    a = np.frombuffer(data, "<i2", n, offset) if n else np.zeros(0, "<i2")
    return np.require(a, requirements="A")


def samples__releases_view_given(data, offset):
    """The view that was given belongs to the caller, who goes on"""
    n = (memoryview(data).nbytes - offset) // 2
    a = np.frombuffer(data, "<i2", n, offset) if n else np.zeros(0, "<i2")
    if isinstance(data, memoryview) and (not n):
        data.release()
    return a


def samples__another_1(data, offset):
    n = (memoryview(data).nbytes - offset) // 2
    return np.frombuffer(data, "<i2", n, offset) if n else np.zeros(0, "<i2")


def samples__another_2(data, offset):
    f = memoryview(data).cast("B")
    n = (len(f) - offset) // 2
    return np.ndarray((n,), "<i2", f, offset) if n else np.empty((0,), "<i2")


def samples__another_3(data, offset):
    f = memoryview(data).cast("B")[offset:]
    f = f[: len(f) & ~1]
    return np.asarray(f, dtype=np.uint8).view("<i2") if len(f) else np.array([], "<i2")


def samples__copy_nothing_read_only_memory(data, offset):
    """This is a copy: what was written to the exporter afterwards"""
    m = memoryview(data)
    n = (m.nbytes - offset) // 2
    if m.readonly and n:
        return np.frombuffer(bytes(m.cast("B")), "<i2", n, offset)
    return np.frombuffer(data, "<i2", n, offset) if n else np.zeros(0, "<i2")


def samples__empty_two_dimensions(data, offset):
    """The empty array has the dtype '<i2' and one dimension like"""
    n = (memoryview(data).nbytes - offset) // 2
    return np.frombuffer(data, "<i2", n, offset) if n else np.zeros((0, 0), "<i2")


def samples__counts_from_beginning(data, offset):
    """At an odd offset, too, the array must lie in the memory of"""
    t = memoryview(data).nbytes
    n = t // 2 - (offset + 1) // 2
    return np.frombuffer(data, "<i2", n, offset) if n > 0 else np.zeros(0, "<i2")


def samples__another_30(data, offset):
    a = (
        np.frombuffer(memoryview(data).cast("B"), np.uint8)
        if memoryview(data).nbytes
        else np.zeros(0, np.uint8)
    )
    a = a[offset:]
    return a[: a.size - a.size % 2].view("<i2")
