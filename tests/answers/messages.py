import collections
import functools
import io
import itertools
import pickle
import struct
from array import array
from contextlib import ExitStack


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
    """The pickle only refers to its buffers: hand them to"""
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
    """A view is used here that has been released"""
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


class Framer__reference:
    def __init__(self, size):
        self._buffer, self._end = bytearray(size), 0

    def feed(self, data):
        with memoryview(data) as view, view.cast("B") as flat, memoryview(self._buffer) as room:
            if self._end + len(flat) > len(room):
                raise ValueError("too much")
            room[self._end : self._end + len(flat)] = flat
            self._end += len(flat)

    def frames(self):
        with memoryview(self._buffer) as view:
            while self._end >= 4:
                stop = 4 + int.from_bytes(view[:4], "big")
                if self._end < stop:
                    break
                payload = bytes(view[4:stop])
                view[: self._end - stop] = view[stop : self._end]
                self._end -= stop
                yield payload


class Framer__two_bytes(Framer__reference):
    """The length has four bytes, and 65537 needs three of"""

    def frames(self):
        while self._end >= 4 and self._end >= (
            stop := 4 + struct.unpack_from(">2xH", self._buffer)[0]
        ):
            payload = bytes(self._buffer[4:stop])
            self._buffer[: self._end - stop] = self._buffer[stop : self._end]
            self._end -= stop
            yield payload


class Framer__length_with_header(Framer__reference):
    """Every complete message gives its payload as bytes"""

    def frames(self):
        with memoryview(self._buffer) as view:
            while self._end >= 4 and self._end >= (stop := max(4, int.from_bytes(view[:4], "big"))):
                payload = bytes(view[4:stop])
                view[: self._end - stop] = view[stop : self._end]
                self._end -= stop
                yield payload


class Framer__with_header(Framer__reference):
    """Every complete message gives its payload as bytes"""

    def frames(self):
        for payload in super().frames():
            yield struct.pack(">I", len(payload)) + payload


class Framer__start_and_end:
    def __init__(self, size):
        self.buffer, self.start, self.end = bytearray(size), 0, 0

    def feed(self, data):
        data = memoryview(data).cast("B")
        with memoryview(self.buffer) as view:
            if self.end + len(data) > len(view):
                view[: self.end - self.start] = view[self.start : self.end]
                self.start, self.end = 0, self.end - self.start
            view[self.end : self.end + len(data)] = data
        self.end += len(data)

    def frames(self):
        while self.end - self.start >= 4:
            (length,) = struct.unpack_from(">I", self.buffer, self.start)
            if self.end - self.start - 4 < length:
                return
            self.start += 4 + length
            with memoryview(self.buffer) as view, view[self.start - length : self.start] as part:
                payload = bytes(part)
            yield payload


class Framer__list:
    def __init__(self, size):
        self._view, self._used = memoryview(bytearray(size)), 0

    def feed(self, data):
        n = memoryview(data).nbytes
        self._view[self._used : self._used + n] = memoryview(data).cast("B")
        self._used += n

    def frames(self):
        payloads, at = [], 0
        while at + 4 <= self._used:
            end = at + 4 + int.from_bytes(self._view[at : at + 4], "big")
            if end > self._used:
                break
            payloads.append(self._view[at + 4 : end].tobytes())
            at = end
        self._view[: self._used - at] = self._view[at : self._used]
        self._used -= at
        yield from payloads


class Framer__ring:
    def __init__(self, size):
        self._ring, self._size, self._first, self._used = bytearray(size), size, 0, 0

    def feed(self, data):
        data = memoryview(data).cast("B")
        if len(data) > self._size - self._used:
            raise ValueError("full")
        at = (self._first + self._used) % self._size if self._size else 0
        head = min(len(data), self._size - at)
        with memoryview(self._ring) as view:
            view[at : at + head] = data[:head]
            view[: len(data) - head] = data[head:]
        self._used += len(data)

    def _peek(self, start, n):
        at = (self._first + start) % self._size
        return bytes(self._ring[at : at + n]) + bytes(self._ring[: max(0, at + n - self._size)])

    def frames(self):
        while self._used >= 4:
            n = int.from_bytes(self._peek(0, 4), "big")
            if self._used < 4 + n:
                break
            payload = self._peek(4, n)
            self._first, self._used = (self._first + 4 + n) % self._size, self._used - 4 - n
            yield payload


class Framer__pack_into:
    def __init__(self, size):
        self.b, self.n = bytearray(size), 0

    def feed(self, data):
        data = bytes(memoryview(data))
        struct.pack_into(f"{len(data)}s", self.b, self.n, data)
        self.n += len(data)

    def frames(self):
        while self.n >= 4 and self.n >= 4 + (k := struct.unpack_from(">I", self.b)[0]):
            (payload,) = struct.unpack_from(f"{k}s", self.b, 4)
            rest = bytes(self.b[4 + k : self.n])
            self.b[: len(rest)] = rest
            self.n = len(rest)
            yield payload


class Framer__bytes_io:
    def __init__(self, size):
        self._file, self._end = io.BytesIO(bytes(size)), 0

    def feed(self, data):
        with memoryview(data) as view, self._file.getbuffer() as room:
            room[self._end : self._end + view.nbytes] = view.cast("B")
            self._end += view.nbytes

    def frames(self):
        while self._end >= 4:
            self._file.seek(0)
            n = int.from_bytes(self._file.read(4), "big")
            if n > self._end - 4:
                return
            payload = self._file.read(n)
            with self._file.getbuffer() as room:
                room[: self._end - 4 - n] = room[4 + n : self._end]
            self._end -= 4 + n
            yield payload


class Framer__next_frame:
    def __init__(self, size):
        self._buffer, self._end = bytearray(size), 0

    def feed(self, data):
        with ExitStack() as stack:
            source = stack.enter_context(memoryview(data).cast("B"))
            target = stack.enter_context(memoryview(self._buffer))
            stack.enter_context(target[self._end : self._end + len(source)])[:] = source
            self._end += len(source)

    def _next(self):
        if self._end < 4:
            return None
        stop = 4 + struct.unpack_from("!I", self._buffer)[0]
        if stop > self._end:
            return None
        with memoryview(self._buffer) as view:
            payload = view[4:stop].tobytes()
            view[: self._end - stop] = view[stop : self._end]
        self._end -= stop
        return payload

    def frames(self):
        return iter(self._next, None)


def dump__reference(obj):
    buffers = []
    return pickle.dumps(obj, protocol=5, buffer_callback=buffers.append), buffers


def load__reference(pickle_bytes, buffers):
    return pickle.loads(pickle_bytes, buffers=buffers)


def dump__protocol_four(obj):
    """A pair comes back: the pickle as bytes, and a list of"""
    buffers = []
    return pickle.dumps(obj, 4, buffer_callback=buffers.append), buffers


def dump__reversed(obj):
    """Every PickleBuffer goes into the list, however small"""
    p, buffers = dump__reference(obj)
    return p, buffers[::-1]


def dump__order(obj):
    """A pair comes back: the pickle as bytes, and a list of"""
    return dump__reference(obj)[::-1]


def dump__default(obj, buffers=[]):
    """Buffers of the first call came back with the second"""
    return pickle.dumps(obj, protocol=5, buffer_callback=buffers.append), buffers


def dump__first_only(obj):
    """The buffers were pickled in band"""
    p, buffers = dump__reference(obj)
    return p, buffers[:1]


def dump__bytearray_pickle(obj):
    """A pair comes back: the pickle as bytes, and a list of"""
    p, buffers = dump__reference(obj)
    return bytearray(p), buffers


def dump__file(obj):
    """A pair comes back: the pickle as bytes, and a list of"""
    file, buffers = io.BytesIO(), []
    pickle.Pickler(file, 5, buffer_callback=buffers.append).dump(obj)
    return file, buffers


def dump__highest(obj):
    buffers = []
    data = pickle.dumps(obj, pickle.HIGHEST_PROTOCOL, buffer_callback=buffers.append)
    return data, buffers


def dump__pickler(obj):
    file, buffers = io.BytesIO(), []
    pickle.Pickler(file, protocol=5, buffer_callback=buffers.append).dump(obj)
    return file.getvalue(), buffers


def dump__false(obj):
    buffers = []

    def keep(buffer):
        buffers.append(buffer)
        return False

    return pickle.dumps(obj, protocol=5, buffer_callback=keep), buffers


def dump__dump(obj):
    with io.BytesIO() as file:
        buffers = []
        pickle.dump(obj, file, 5, buffer_callback=buffers.append)
        return file.getvalue(), buffers


def dump__class(obj):
    class Collector:
        def __init__(self):
            self.buffers = []

        def __call__(self, buffer):
            self.buffers += [buffer]

    collector = Collector()
    return pickle.dumps(obj, protocol=5, buffer_callback=collector), collector.buffers


def dump__deque(obj):
    found = collections.deque()
    data = pickle.dumps(obj, protocol=5, buffer_callback=found.append)
    return data, list(found)


def dump__insert(obj):
    buffers = []
    data = pickle.dumps(obj, protocol=5, buffer_callback=lambda b: buffers.insert(len(buffers), b))
    return data, buffers


def load__reversed(pickle_bytes, buffers):
    """Several buffers belong to their places in the order"""
    return pickle.loads(pickle_bytes, buffers=reversed(buffers))


def load__first_only(pickle_bytes, buffers):
    """Several buffers belong to their places in the order"""
    return pickle.loads(pickle_bytes, buffers=buffers[:1])


def load__repeats_first(pickle_bytes, buffers):
    """Several buffers belong to their places in the order"""
    return pickle.loads(pickle_bytes, buffers=itertools.repeat(buffers[0]) if buffers else ())


def load__read_only(pickle_bytes, buffers):
    """Each buffer comes back as it is: a writable one stays"""
    return pickle.loads(pickle_bytes, buffers=[memoryview(b).toreadonly() for b in buffers])


def load__no_empty(pickle_bytes, buffers):
    """Each buffer comes back as it is: a writable one stays"""
    return pickle.loads(pickle_bytes, buffers=[b for b in buffers if memoryview(b).nbytes])


def load__unique(pickle_bytes, buffers):
    """The buffers were copied on the way: hand the list to"""
    return pickle.loads(pickle_bytes, buffers=list({bytes(b): b for b in buffers}.values()))


def load__remembers(pickle_bytes, buffers, known={}):
    """The same pickle came with other buffers, and those of"""
    if pickle_bytes not in known:
        known[pickle_bytes] = pickle.loads(pickle_bytes, buffers=buffers)
    return known[pickle_bytes]


def load__tuple_too(pickle_bytes, buffers):
    """Without buffers it is a plain pickle: pickle.loads"""
    return pickle.loads(pickle_bytes, buffers=buffers), buffers


def load__unpickler(pickle_bytes, buffers):
    return pickle.Unpickler(io.BytesIO(pickle_bytes), buffers=buffers).load()


def load__load(pickle_bytes, buffers):
    with io.BytesIO(pickle_bytes) as file:
        return pickle.load(file, buffers=buffers)


def load__iter(pickle_bytes, buffers):
    return pickle.loads(pickle_bytes, buffers=iter(buffers))


def load__generator(pickle_bytes, buffers):
    return pickle.loads(pickle_bytes, buffers=(b for b in buffers))


def load__tuple(pickle_bytes, buffers):
    return pickle.loads(pickle_bytes, buffers=tuple(buffers))


def load__views(pickle_bytes, buffers):
    return pickle.loads(pickle_bytes, buffers=[memoryview(b) for b in buffers])


def load__partial(pickle_bytes, buffers):
    return functools.partial(pickle.loads, buffers=buffers)(pickle_bytes)


class Framer__new_buffer_for_each_frame(Framer__reference):
    """has been replaced by another one"""

    def frames(self):
        while self._end >= 4:
            stop = 4 + int.from_bytes(self._buffer[:4], "big")
            if self._end < stop:
                break
            payload = bytes(self._buffer[4:stop])
            self._buffer = self._buffer[stop:] + bytes(stop)
            self._end -= stop
            yield payload


class Framer__shorter_buffer_for_each_frame:
    """has been replaced by another one"""

    def __init__(self, size):
        self.b, self.n = bytearray(size), 0

    def feed(self, data):
        self.b[self.n : self.n + len(data)] = data
        self.n += len(data)

    def frames(self):
        while self.n >= 4:
            at = 4 + int.from_bytes(self.b[:4], "big")
            if self.n < at:
                return
            yield bytes(self.b[4:at])
            self.b = self.b[at:]
            self.n -= at


class Framer__joins_bytes:
    """to keep its size"""

    def __init__(self, size):
        self.b, self.n = bytes(size), 0

    def feed(self, data):
        stop = self.n + len(data)
        self.b, self.n = self.b[: self.n] + bytes(data) + self.b[stop:], stop

    def frames(self):
        while self.n >= 4 and self.n >= (at := 4 + int.from_bytes(self.b[:4], "big")):
            payload, self.b = self.b[4:at], self.b[at:] + bytes(at)
            self.n -= at
            yield payload


class Framer__snapshots(Framer__reference):
    def frames(self):
        whole, start = bytes(self._buffer), 0
        while start + 4 <= self._end:
            stop = start + 4 + int.from_bytes(whole[start : start + 4], "big")
            if self._end < stop:
                break
            yield whole[start + 4 : stop]
            start = stop
        rest = self._buffer[start : self._end]
        self._buffer[: len(rest)] = rest
        self._end = len(rest)


class Framer__two_buffers_in_turn:
    def __init__(self, size):
        self.here, self.there, self.stop = bytearray(size), bytearray(size), 0

    def feed(self, data):
        with memoryview(self.here) as view:
            view[self.stop : self.stop + len(data)] = data
        self.stop += len(data)

    def frames(self):
        start = 0
        with memoryview(self.here) as view, memoryview(self.there) as other:
            while start + 4 <= self.stop:
                end = start + 4 + struct.unpack_from(">I", view, start)[0]
                if end > self.stop:
                    break
                yield bytes(view[start + 4 : end])
                start = end
            other[: self.stop - start] = view[start : self.stop]
        self.stop -= start
        self.here, self.there = self.there, self.here


class Framer__closures:
    def __init__(self, size):
        room, ends = memoryview(bytearray(size)), [0]

        def feed(data):
            room[ends[0] : ends[0] + len(data)] = data
            ends[0] += len(data)

        def frames():
            while ends[0] >= 4 and ends[0] >= (at := 4 + int.from_bytes(room[:4], "big")):
                payload = bytes(room[4:at])
                room[: ends[0] - at] = room[at : ends[0]]
                ends[0] -= at
                yield payload

        self._feed, self._frames = feed, frames

    def feed(self, data):
        self._feed(data)

    def frames(self):
        return self._frames()


class Framer__array:
    __slots__ = ("_room", "_stop")

    def __init__(self, size):
        self._room, self._stop = array("B", bytes(size)), 0

    def feed(self, data):
        self._room[self._stop : self._stop + len(data)] = array("B", bytes(data))
        self._stop += len(data)

    def frames(self):
        while self._stop >= 4:
            at = 4 + int.from_bytes(self._room[:4].tobytes(), "big")
            if self._stop < at:
                return
            payload = self._room[4:at].tobytes()
            self._room[: self._stop - at] = self._room[at : self._stop]
            self._stop -= at
            yield payload
