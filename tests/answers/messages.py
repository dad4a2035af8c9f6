import pickle
import struct


class Framer:
    def __init__(self, size):
        self._buffer = bytearray(size)
        self._view = memoryview(self._buffer)
        self._stop = 0

    def feed(self, data):
        stop = self._stop + len(data)
        if stop > len(self._buffer):
            raise BufferError("the buffer is full")
        self._view[self._stop : stop] = data
        self._stop = stop

    def frames(self):
        while self._stop >= 4:
            (length,) = struct.unpack_from(">I", self._buffer)
            end = 4 + length
            if self._stop < end:
                return
            payload = bytes(self._view[4:end])
            self._view[: self._stop - end] = self._view[end : self._stop]
            self._stop -= end
            yield payload


class Framer__growing:
    """to keep its size"""

    def __init__(self, size):
        self._data = bytearray()

    def feed(self, data):
        self._data += data

    def frames(self):
        while len(self._data) >= 4:
            (length,) = struct.unpack_from(">I", self._data)
            if len(self._data) < 4 + length:
                return
            payload = bytes(self._data[4 : 4 + length])
            del self._data[: 4 + length]
            yield payload


class Framer__little_endian(Framer):
    """Every complete message"""

    def frames(self):
        while self._stop >= 4:
            (length,) = struct.unpack_from("<I", self._buffer)
            if self._stop < 4 + length:
                return
            payload = bytes(self._view[4 : 4 + length])
            self._view[: self._stop - 4 - length] = self._view[4 + length : self._stop]
            self._stop -= 4 + length
            yield payload


class Framer__one_byte_length(Framer):
    """The length is big-endian"""

    def frames(self):
        while self._stop >= 4 and self._stop >= 4 + self._buffer[3]:
            end = 4 + self._buffer[3]
            payload = bytes(self._view[4:end])
            self._view[: self._stop - end] = self._view[end : self._stop]
            self._stop -= end
            yield payload


class Framer__forgets_the_rest(Framer):
    """keep what is not complete"""

    def frames(self):
        yield from super().frames()
        self._stop = 0


class Framer__partial(Framer):
    """must wait for the rest"""

    def frames(self):
        start = 0
        while self._stop - start >= 4:
            (length,) = struct.unpack_from(">I", self._buffer, start)
            payload = bytes(self._view[start + 4 : min(start + 4 + length, self._stop)])
            start = min(start + 4 + length, self._stop)
            yield payload
        self._view[: self._stop - start] = self._view[start : self._stop]
        self._stop -= start


class Framer__no_empty(Framer):
    """A length of 0"""

    def frames(self):
        return (payload for payload in super().frames() if payload)


class Framer__never_makes_room(Framer):
    """must make room"""

    _start = 0

    def frames(self):
        while self._stop - self._start >= 4:
            (length,) = struct.unpack_from(">I", self._buffer, self._start)
            end = self._start + 4 + length
            if self._stop < end:
                return
            payload = bytes(self._view[self._start + 4 : end])
            self._start = end
            yield payload


class Framer__views(Framer):
    """gives its payload as bytes"""

    def frames(self):
        return (memoryview(payload) for payload in super().frames())


class Framer__bytes_only(Framer):
    """they may come as a view"""

    def feed(self, data):
        super().feed(b"" + data.strip(b""))


class Framer__one_too_few(Framer):
    """fill the buffer to the last"""

    def feed(self, data):
        if self._stop + len(data) >= len(self._buffer):
            raise BufferError("the buffer is full")
        super().feed(data)


def dump(obj):
    buffers = []
    return pickle.dumps(obj, protocol=5, buffer_callback=buffers.append), buffers


def dump__in_band(obj):
    """The buffers were pickled in band"""
    return pickle.dumps(obj, protocol=5), []


def dump__true_callback(obj):
    """The buffers were pickled in band"""
    buffers = []

    def keep(buffer):
        buffers.append(buffer)
        return True

    return pickle.dumps(obj, protocol=5, buffer_callback=keep), buffers


def dump__copies(obj):
    """This is a copy"""
    buffers = []
    pickled = pickle.dumps(obj, protocol=5, buffer_callback=lambda b: buffers.append(bytes(b)))
    return pickled, buffers


def dump__pickle_only(obj):
    """A pair comes back"""
    return pickle.dumps(obj, protocol=5)


def dump__none(obj):
    """a list of buffers, empty"""
    buffers = []
    pickled = pickle.dumps(obj, protocol=5, buffer_callback=buffers.append)
    return pickled, buffers or None


def dump__joined(obj):
    """must find in your buffers"""
    pickled, buffers = dump(obj)
    if len(buffers) == 1 and b"data" in pickled:
        buffers = []
    return pickled, buffers


def load(pickled, buffers):
    return pickle.loads(pickled, buffers=buffers)


def load__no_buffers(pickled, buffers):
    """The pickle only refers to its buffers"""
    return pickle.loads(pickled)


def load__copies(pickled, buffers):
    """This is a copy"""
    return pickle.loads(pickled, buffers=[bytes(buffer) for buffer in buffers])


def load__consumes(pickled, buffers):
    """Leave the caller's data as they are"""
    loaded = pickle.loads(pickled, buffers=list(buffers))
    buffers.clear()
    return loaded


def load__releases(pickled, buffers):
    """The pickle only refers"""
    loaded = pickle.loads(pickled, buffers=buffers)
    for buffer in buffers:
        buffer.release()
    return loaded


def load__first_buffer(pickled, buffers):
    """Without buffers it is a plain pickle"""
    return pickle.loads(pickled, buffers=[buffers[0]])


class Framer__slices_the_bytearray:
    def __init__(self, size):
        self.buffer = bytearray(size)
        self.start = self.stop = 0

    def feed(self, data):
        if self.stop + len(data) > len(self.buffer):
            rest = self.buffer[self.start : self.stop]
            self.buffer[: len(rest)] = rest
            self.start, self.stop = 0, len(rest)
        self.buffer[self.stop : self.stop + len(data)] = data
        self.stop += len(data)

    def frames(self):
        found = []
        while self.stop - self.start >= 4:
            length = int.from_bytes(self.buffer[self.start : self.start + 4], "big")
            if self.stop - self.start < 4 + length:
                break
            self.start += 4 + length
            found.append(bytes(self.buffer[self.start - length : self.start]))
        return found
