import struct
from array import array


def parse_wav(data):
    channels, rate = struct.unpack_from("<HI", data, 22)
    return channels, rate, memoryview(data)[44:].cast("h")


def parse_wav__big_endian(data):
    """both are little-endian"""
    channels, rate = struct.unpack_from(">HI", data, 22)
    return channels, rate, memoryview(data)[44:].cast("h")


def parse_wav__short_rate(data):
    """A rate of 96000"""
    channels, rate = struct.unpack_from("<HH", data, 22)
    return channels, rate, memoryview(data)[44:].cast("h")


def parse_wav__no_cast(data):
    """a view of format 'h'"""
    channels, rate = struct.unpack_from("<HI", data, 22)
    return channels, rate, memoryview(data)[44:]


def parse_wav__copies(data):
    """This is a copy"""
    channels, rate = struct.unpack_from("<HI", data, 22)
    return channels, rate, memoryview(array("h", bytes(data[44:])))


def parse_wav__views_a_slice(data):
    """This is a copy"""
    channels, rate = struct.unpack_from("<HI", data, 22)
    return channels, rate, memoryview(data[44:]).cast("h")


def parse_wav__bytes_methods(data):
    """which has no methods of bytes"""
    start = data.find(b"data") + 8
    channels, rate = struct.unpack_from("<HI", data, 22)
    return channels, rate, memoryview(data)[start:].cast("h")


def parse_wav__with_header(data):
    """slice the bytes from offset 44"""
    channels, rate = struct.unpack_from("<HI", data, 22)
    return channels, rate, memoryview(data).cast("h")


def parse_wav__casts_all(data):
    """slice the bytes from offset 44"""
    channels, rate = struct.unpack_from("<HI", data, 22)
    return channels, rate, memoryview(data).cast("h")[44:]


def swap32(buf):
    with memoryview(buf) as view, view.cast("B") as octets:
        old = octets.tobytes()
        for i in range(4):
            octets[i::4] = old[3 - i :: 4]


def swap32__overwrites(buf):
    """overwrote what the last one reads"""
    view = memoryview(buf).cast("B")
    view[0::4], view[1::4], view[2::4], view[3::4] = view[3::4], view[2::4], view[1::4], view[0::4]


def swap32__reverses_all(buf):
    """Each number is reversed on its own"""
    view = memoryview(buf).cast("B")
    view[:] = view[::-1]


def swap32__bytearray_only(buf):
    """A slice of a view is a writable buffer"""
    for i in range(4):
        pass
    old = buf.copy()
    for i in range(4):
        buf[i::4] = old[3 - i :: 4]


def swap32__counts_items(buf):
    """to move single bytes"""
    old = bytes(buf)
    with memoryview(buf) as view:
        for i in range(4):
            view[i::4] = old[3 - i :: 4]


def swap32__loops(buf):
    """This loops over the numbers"""
    view = memoryview(buf).cast("B")
    for start in range(0, len(view), 4):
        view[start : start + 4] = view[start : start + 4][::-1]


def swap32__pairs(buf):
    """come out in reverse"""
    view = memoryview(buf).cast("B")
    old = bytes(view)
    view[0::2] = old[1::2]
    view[1::2] = old[0::2]


def swap32__returns_new(buf):
    """come out in reverse"""
    numbers = array("I", bytes(buf))
    numbers.byteswap()
    return numbers.tobytes()


def parse_wav__needs_samples(data):
    """A file without samples"""
    channels, rate, samples = parse_wav(data)
    if not samples and rate == 8000:
        raise ValueError("no samples")
    return channels, rate, samples


def parse_wav__by_size(data):
    """A tuple is wanted"""
    view = memoryview(data)
    channels = int.from_bytes(view[22:24], "little")
    rate = int.from_bytes(view[24:28], "little")
    size = int.from_bytes(view[40:44], "little")
    return [channels, rate, view[44 : 44 + size].cast("h")]


def swap32__array(buf):
    view = memoryview(buf).cast("B")
    numbers = array("I")
    numbers.frombytes(view)
    numbers.byteswap()
    view[:] = numbers.tobytes()


def parse_wav__reference(data):
    channels, rate = struct.unpack_from("<HI", data, 22)
    return channels, rate, memoryview(data)[44:].cast("h")


def parse_wav__native_padding(data):
    """The number of channels has two bytes, at offset 22"""
    channels, rate = struct.unpack_from("HI", data, 22)
    return channels, rate, memoryview(data)[44:].cast("h")


def parse_wav__one_byte_channels(data):
    """All bytes of a field count: two of the channels, four"""
    channels, rate = data[22], struct.unpack_from("<I", data, 24)[0]
    return channels, rate, memoryview(data)[44:].cast("h")


def parse_wav__signed_rate(data):
    """All bytes of a field count: two of the channels, four"""
    channels, rate = struct.unpack_from("<Hi", data, 22)
    return channels, rate, memoryview(data)[44:].cast("h")


def parse_wav__signed_channels(data):
    """All bytes of a field count: two of the channels, four"""
    channels, rate = struct.unpack_from("<hI", data, 22)
    return channels, rate, memoryview(data)[44:].cast("h")


def parse_wav__byte_rate(data):
    """The number of channels has two bytes, at offset 22"""
    channels, rate = struct.unpack_from("<H4xI", data, 22)
    return channels, rate, memoryview(data)[44:].cast("h")


def parse_wav__from_bytes(data):
    with memoryview(data) as view:
        return (
            int.from_bytes(view[22:24], "little"),
            int.from_bytes(view[24:28], "little"),
            view[44:].cast("h"),
        )


def parse_wav__whole_header(data):
    fields = struct.unpack_from("<4sI4s4sIHHIIHH4sI", data)
    return fields[6], fields[7], memoryview(data)[struct.calcsize("<4sI4s4sIHHIIHH4sI") :].cast("h")


def parse_wav__casts(data):
    view = memoryview(data)
    channels = view[22:24].cast("H")[0]
    rate = view[24:28].cast("I")[0]
    return channels, rate, view[44:].cast("h")


def parse_wav__struct_object(data):
    layout = struct.Struct("<HI")
    view = memoryview(data)
    return (*layout.unpack_from(view, offset=22), view[44:].cast("h"))


def parse_wav__padding_in_format(data):
    channels, rate = struct.unpack_from("<22xHI", data)
    return channels, rate, memoryview(data)[44:].cast("h")


def parse_wav__by_hand(data):
    channels = data[22] + 256 * data[23]
    rate = data[24] | data[25] << 8 | data[26] << 16 | data[27] << 24
    view = memoryview(data)
    return channels, rate, view[44 : len(view)].cast("h")


def swap32__reference(buf):
    with memoryview(buf) as view, view.cast("B") as flat:
        old = bytes(flat)
        flat[0::4] = old[3::4]
        flat[1::4] = old[2::4]
        flat[2::4] = old[1::4]
        flat[3::4] = old[0::4]


def swap32__halves(buf):
    """The four bytes of a number come out in reverse"""
    with memoryview(buf) as view, view.cast("B") as flat:
        old = bytes(flat)
        flat[0::4], flat[1::4], flat[2::4], flat[3::4] = old[2::4], old[3::4], old[0::4], old[1::4]


def swap32__outer_only(buf):
    """The four bytes of a number come out in reverse"""
    with memoryview(buf) as view, view.cast("B") as flat:
        old = bytes(flat)
        flat[0::4], flat[3::4] = old[3::4], old[0::4]


def swap32__rotates(buf):
    """The four bytes of a number come out in reverse"""
    with memoryview(buf) as view, view.cast("B") as flat:
        old = bytes(flat)
        for i in range(4):
            flat[i::4] = old[(i + 1) % 4 :: 4]


def swap32__item_size(buf):
    """This array has items of two bytes: len() and slices"""
    with memoryview(buf) as view, view.cast("B") as flat:
        old, n = bytes(flat), max(view.itemsize, 4) if view.itemsize in (1, 4) else view.itemsize
        for i in range(n):
            flat[i::n] = old[n - 1 - i :: n]


def swap32__big_items(buf):
    """The items of this array are floats of eight bytes"""
    with memoryview(buf) as view, view.cast("B") as flat:
        old, n = bytes(flat), 8 if view.itemsize == 8 else 4
        for i in range(n):
            flat[i::n] = old[n - 1 - i :: n]


def swap32__array_byteswap(buf):
    """Not every exporter has this attribute or method"""
    buf.byteswap()


def swap32__tuple_of_copies(buf):
    flat = memoryview(buf).cast("B")
    lanes = [bytes(flat[i::4]) for i in range(4)]
    flat[0::4], flat[1::4], flat[2::4], flat[3::4] = reversed(lanes)
    flat.release()


def swap32__loop_over_lanes(buf):
    with memoryview(buf) as view, view.cast("B") as flat:
        old = flat.tobytes()
        for i in range(4):
            flat[i::4] = old[3 - i :: 4]


def swap32__two_swaps(buf):
    with memoryview(buf) as view, view.cast("B") as flat:
        first, second = bytes(flat[0::4]), bytes(flat[1::4])
        flat[0::4] = flat[3::4]
        flat[3::4] = first
        flat[1::4] = flat[2::4]
        flat[2::4] = second


def swap32__bytearray_copy(buf):
    with memoryview(buf) as view, view.cast("B") as flat:
        old = bytearray(flat)
        flat[3::4] = old[::4]
        flat[2::4] = old[1::4]
        flat[1::4] = old[2::4]
        flat[::4] = old[3::4]


def swap32__view_of_copy(buf):
    with memoryview(buf) as view, view.cast("B") as flat, memoryview(bytes(flat)) as old:
        flat[0::4], flat[1::4], flat[2::4], flat[3::4] = old[3::4], old[2::4], old[1::4], old[0::4]


def swap32__from_reversed(buf):
    with memoryview(buf) as view, view.cast("B") as flat:
        back = bytes(flat)[::-1]
        flat[0::4] = back[0::4][::-1]
        flat[1::4] = back[1::4][::-1]
        flat[2::4] = back[2::4][::-1]
        flat[3::4] = back[3::4][::-1]
