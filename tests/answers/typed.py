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
