"""Answers of people who had not seen the cases; see README.md beside this folder."""

import io
import itertools
import pickle
from itertools import chain
from pickle import PickleBuffer, UnpicklingError
from struct import unpack, unpack_from

import numpy as np


class _baseframer:
    def __init__(self, size):
        self.b, self.stop = (bytearray(size), 0)

    def feed(self, data):
        with memoryview(self.b) as v:
            v[self.stop : self.stop + len(data)] = data
        self.stop += len(data)

    def frames(self):
        at = 0
        while at + 4 <= self.stop:
            n = int.from_bytes(self.b[at : at + 4], "big")
            if at + 4 + n > self.stop:
                break
            yield bytes(memoryview(self.b)[at + 4 : at + 4 + n])
            at += 4 + n
        with memoryview(self.b) as v:
            v[: self.stop - at] = v[at : self.stop]
        self.stop -= at


class Framer__big_endian(_baseframer):
    """Every complete message gives its payload as bytes, without"""

    def frames(self):
        at = 0
        while at + 4 <= self.stop:
            n = int.from_bytes(self.b[at : at + 4], "little")
            if at + 4 + n > self.stop:
                break
            yield bytes(memoryview(self.b)[at + 4 : at + 4 + n])
            at += 4 + n
        with memoryview(self.b) as v:
            v[: self.stop - at] = v[at : self.stop]
        self.stop -= at


class Framer__bytes_bytearray(_baseframer):
    """The value is right, its type is not: bytearray instead of"""

    def frames(self):
        for x in _baseframer.frames(self):
            yield bytearray(x)


class Framer__room_free_again_never_moved(_baseframer):
    """The beginning of a message waits here, behind one that has"""

    def __init__(self, size):
        super().__init__(size)
        self.at = 0

    def frames(self):
        while self.at + 4 <= self.stop:
            n = int.from_bytes(self.b[self.at : self.at + 4], "big")
            if self.at + 4 + n > self.stop:
                break
            self.at += 4 + n
            yield bytes(memoryview(self.b)[self.at - n : self.at])
        if self.at == self.stop:
            self.at = self.stop = 0


class Framer__two_objects_share_nothing(_baseframer):
    """Two framers share something: make the buffer and the"""

    pool = {}

    def __init__(self, size):
        self.b, self.stop = (self.pool.setdefault(size, bytearray(size)), 0)


class Framer__may_end_anywhere_message_length(_baseframer):
    """Received bytes end anywhere, within a length too: keep what"""

    def frames(self):
        at = 0
        while at < self.stop:
            (n,) = unpack_from(">I", memoryview(self.b)[: self.stop], at)
            if at + 4 + n > self.stop:
                break
            yield bytes(memoryview(self.b)[at + 4 : at + 4 + n])
            at += 4 + n
        with memoryview(self.b) as v:
            v[: self.stop - at] = v[at : self.stop]
        self.stop -= at


class Framer__any_bytes_none_empty_payload(_baseframer):
    """A length of 0 is a message as well: an empty payload."""

    def frames(self):
        for x in _baseframer.frames(self):
            if x:
                yield x


class Framer__caller_can_change_data_let(_baseframer):
    """What is fed must be copied into your buffer: the caller uses"""

    def feed(self, data):
        self.src = memoryview(data)
        super().feed(self.src)


class Framer__allocated_once_keep_size:
    """The buffer was to be allocated once, by Framer(size), and to"""

    def __init__(self, size):
        self.b = bytearray()

    def feed(self, data):
        self.b += data

    def frames(self):
        at = 0
        while at + 4 <= len(self.b):
            n = int.from_bytes(self.b[at : at + 4], "big")
            if at + 4 + n > len(self.b):
                break
            yield bytes(self.b[at + 4 : at + 4 + n])
            at += 4 + n
        del self.b[:at]


class Framer__each_once(_baseframer):
    """Received bytes end anywhere, within a length too: keep what"""

    def frames(self):
        at = 0
        while at + 4 <= self.stop:
            n = int.from_bytes(self.b[at : at + 4], "big")
            if at + 4 + n > self.stop:
                break
            yield bytes(memoryview(self.b)[at + 4 : at + 4 + n])
            at += 4 + n


class Framer__last_byte_one_byte_kept(_baseframer):
    """The bytes may come one by one and fill the buffer to the"""

    def feed(self, data):
        if self.stop + len(data) >= len(self.b):
            raise BufferError("full")
        super().feed(data)


class Framer__length_only_low_two_bytes(_baseframer):
    """The length has four bytes, and 65537 needs three of them."""

    def frames(self):
        at = 0
        while at + 4 <= self.stop:
            n = int.from_bytes(self.b[at + 2 : at + 4], "big")
            if at + 4 + n > self.stop:
                break
            yield bytes(memoryview(self.b)[at + 4 : at + 4 + n])
            at += 4 + n
        with memoryview(self.b) as v:
            v[: self.stop - at] = v[at : self.stop]
        self.stop -= at


class Framer__one_message_call(_baseframer):
    """Every complete message gives its payload as bytes, without"""

    def frames(self):
        if self.stop >= 4:
            n = int.from_bytes(self.b[:4], "big")
            if 4 + n <= self.stop:
                yield bytes(self.b[4 : 4 + n])
                with memoryview(self.b) as v:
                    v[: self.stop - 4 - n] = v[4 + n : self.stop]
                self.stop -= 4 + n


class Framer__memory_payload_buffer_shrinks(_baseframer):
    """The buffer of Framer(size) has been replaced by another one,"""

    def frames(self):
        at = 0
        while at + 4 <= self.stop:
            n = int.from_bytes(self.b[at : at + 4], "big")
            if at + 4 + n > self.stop:
                break
            yield bytes(memoryview(self.b)[at + 4 : at + 4 + n])
            at += 4 + n
        rest = self.b[at : self.stop]
        self.b = rest + bytearray(len(self.b) - len(rest))
        self.stop = len(rest)


class Framer__only_bytes_taken_data_view(_baseframer):
    """data may be bytes, a bytearray or a view: use nothing that"""

    def feed(self, data):
        self.b[self.stop : self.stop + len(data)] = (
            b"" + data if isinstance(data, (bytes, bytearray)) else data.obj[: len(data)]
        )
        self.stop += len(data)


class Framer__reading_1(_baseframer):
    def frames(self):
        return list(_baseframer.frames(self))


class Framer__reading_2(_baseframer):
    def frames(self):
        while self.stop >= 4:
            n = int.from_bytes(self.b[:4], "big")
            if 4 + n > self.stop:
                break
            x = bytes(self.b[4 : 4 + n])
            self.b[: self.stop - 4 - n] = self.b[4 + n : self.stop]
            self.stop -= 4 + n
            yield x


class Framer__another_1(_baseframer):
    pass


class Framer__another_2:
    def __init__(self, size):
        self.ring, self.at, self.n = (bytearray(size), 0, 0)

    def feed(self, data):
        w = (self.at + self.n) % len(self.ring)
        k = min(len(data), len(self.ring) - w)
        with memoryview(self.ring) as r:
            r[w : w + k] = data[:k]
            r[: len(data) - k] = data[k:]
        self.n += len(data)

    def _peek(self, off, k):
        a = (self.at + off) % len(self.ring)
        z = a + k
        if z <= len(self.ring):
            return bytes(self.ring[a:z])
        return bytes(self.ring[a:] + self.ring[: z - len(self.ring)])

    def frames(self):
        while self.n >= 4:
            (k,) = unpack(">I", self._peek(0, 4))
            if self.n < 4 + k:
                return
            p = self._peek(4, k)
            self.at = (self.at + 4 + k) % len(self.ring)
            self.n -= 4 + k
            yield p


class Framer__another_3:
    def __init__(self, size):
        self.a = np.zeros(size, np.uint8)
        self.n = 0

    def feed(self, data):
        k = len(data)
        if k:
            self.a[self.n : self.n + k] = np.frombuffer(data, np.uint8)
        self.n += k

    def frames(self):
        at = 0
        while self.n - at >= 4:
            k = int(self.a[at : at + 4].view(">u4")[0])
            if self.n - at - 4 < k:
                break
            yield self.a[at + 4 : at + 4 + k].tobytes()
            at += 4 + k
        self.a[: self.n - at] = self.a[at : self.n].copy()
        self.n -= at


class Framer__another_4:
    def __init__(self, size):
        self.b = bytearray(size)
        self.v = memoryview(self.b)
        self.n = 0

    def feed(self, data):
        for x in data:
            self.b[self.n] = x
            self.n += 1

    def frames(self):
        at, out = (0, [])
        while at + 4 <= self.n:
            k = sum(self.b[at + j] << 8 * (3 - j) for j in range(4))
            if at + 4 + k > self.n:
                break
            out.append((at + 4, k))
            at += 4 + k
        for s, k in out:
            yield self.v[s : s + k].tobytes()
        for j in range(at, self.n):
            self.b[j - at] = self.b[j]
        self.n -= at


class Framer__length_three_four_bytes(_baseframer):
    """The first of the four bytes of the length counts as well:"""

    def frames(self):
        at = 0
        while at + 4 <= self.stop:
            n = int.from_bytes(self.b[at + 1 : at + 4], "big")
            if at + 4 + n > self.stop:
                break
            yield bytes(memoryview(self.b)[at + 4 : at + 4 + n])
            at += 4 + n
        with memoryview(self.b) as v:
            v[: self.stop - at] = v[at : self.stop]
        self.stop -= at


class Framer__room_free_again_only_when(_baseframer):
    """The beginning of a message waits here, behind one that has"""

    def __init__(self, size):
        super().__init__(size)
        self.at = 0

    def feed(self, data):
        if self.at > len(self.b) // 2:
            n = self.stop - self.at
            self.b[:n] = self.b[self.at : self.stop]
            self.at, self.stop = (0, n)
        super().feed(data)

    def frames(self):
        while self.at + 4 <= self.stop:
            n = int.from_bytes(self.b[self.at : self.at + 4], "big")
            if self.at + 4 + n > self.stop:
                break
            self.at += 4 + n
            yield bytes(memoryview(self.b)[self.at - n : self.at])


def dump__band_copied(obj):
    """The buffers were pickled in band. Pass buffer_callback with"""
    return (pickle.dumps(obj, 5), [])


def dump__copies_list(obj):
    """This is a copy: what was written to the exporter afterwards"""
    bs = []
    p = pickle.dumps(obj, 5, buffer_callback=lambda b: bs.append(bytes(b)))
    return (p, bs)


def dump__one_list_all_calls(obj, bs=[]):
    """Buffers of the first call came back with the second: make a"""
    p = pickle.dumps(obj, 5, buffer_callback=bs.append)
    return (p, bs)


def dump__callback_returns_true_band_well(obj):
    """The buffers were pickled in band. Pass buffer_callback with"""
    bs = []
    p = pickle.dumps(obj, 5, buffer_callback=lambda b: not bs.append(b))
    return (p, bs)


def dump__order_unseen(obj):
    """Every PickleBuffer goes into the list, however small it is,"""
    bs = []
    p = pickle.dumps(obj, 5, buffer_callback=lambda b: bs.insert(0, b))
    return (p, bs)


def dump__only_first_equal_buffers_duplicates(obj):
    """Two PickleBuffers are two buffers, though their bytes are"""
    bs = []

    def cb(b):
        if not any(memoryview(x) == memoryview(b) for x in bs):
            bs.append(b)

    return (pickle.dumps(obj, 5, buffer_callback=cb), bs)


def dump__pickle_protocol_5_highest_fine(obj):
    """The buffers were pickled in band. Pass buffer_callback with"""
    return (pickle.dumps(obj, 4), [])


def dump__list_tuple_buffers(obj):
    """Protocol 5 is wanted, which the second byte of a pickle"""
    bs = []
    p = pickle.dumps(obj, 5, buffer_callback=bs.append)
    return (p, tuple(bs))


def dump__read_only_views_load_cant(obj):
    """Each buffer is handed on as it is: a writable one stays"""
    bs = []
    p = pickle.dumps(obj, 5, buffer_callback=lambda b: bs.append(memoryview(b).toreadonly()))
    return (p, bs)


def dump__small_buffers_go_band_everything(obj):
    """Every PickleBuffer goes into the list, however small it is,"""
    bs = []

    def cb(b):
        if memoryview(b).nbytes < 16:
            return True
        bs.append(b)

    return (pickle.dumps(obj, 5, buffer_callback=cb), bs)


def dump__empty_buffers_band(obj):
    """Each buffer is handed on as it is: a writable one stays"""
    bs = []

    def cb(b):
        if not memoryview(b).nbytes:
            return True
        bs.append(b)

    return (pickle.dumps(obj, 5, buffer_callback=cb), bs)


def dump__bytes_bytearray(obj):
    """A pair comes back: the pickle as bytes, and a list of"""
    bs = []
    p = pickle.dumps(obj, 5, buffer_callback=bs.append)
    return (bytearray(p), bs)


def dump__only_wrapped_object_on_top(obj):
    """Every PickleBuffer goes out of band, also read-only ones and"""
    bs = []
    if isinstance(obj, PickleBuffer):
        return (pickle.dumps(obj, 5, buffer_callback=bs.append), bs)
    if isinstance(obj, (list, tuple)):
        return (pickle.dumps(obj, 5, buffer_callback=bs.append), bs)
    return (pickle.dumps(obj, 5), bs)


def dump__another_1(obj):
    bs = []
    return (pickle.dumps(obj, 5, buffer_callback=bs.append), bs)


def dump__another_2(obj):
    out, f = ([], io.BytesIO())
    pickle.Pickler(f, protocol=5, buffer_callback=out.append).dump(obj)
    return (f.getvalue(), out)


def dump__another_3(obj):
    q = []

    def cb(b):
        q.append(b.raw() if memoryview(b).contiguous else b)
        return False

    p = pickle.dumps(obj, protocol=5, buffer_callback=cb)
    return (p, q)


def dump__buffers_another_format_than_b(obj):
    """This is a copy: what was written to the exporter afterwards"""
    bs = []
    p = pickle.dumps(
        obj,
        5,
        buffer_callback=lambda b: bs.append(
            b if memoryview(b).format == "B" else memoryview(b).tobytes()
        ),
    )
    return (p, bs)


def dump__read_only_buffers_copied(obj):
    """The buffers were copied on the way: give them on as they"""
    bs = []
    p = pickle.dumps(
        obj, 5, buffer_callback=lambda b: bs.append(bytes(b) if memoryview(b).readonly else b)
    )
    return (p, bs)


def load__on_these_very_buffers_copies(p, buffers):
    """This is a copy: what was written to the exporter afterwards"""
    return pickle.loads(p, buffers=[bytearray(b) for b in buffers])


def load__without_changing_list(p, buffers):
    """The data given to read were changed. Leave the caller's data"""

    def take():
        while buffers:
            yield buffers.pop(0)

    return pickle.loads(p, buffers=take())


def load__unpicklingerror_replaced(p, buffers):
    """A buffer is missing here, and pickle.loads says so by"""
    try:
        return pickle.loads(p, buffers=buffers)
    except UnpicklingError as e:
        raise ValueError(str(e))


def load__missing_buffers_filled(p, buffers):
    """A buffer is missing here, and pickle.loads says so by"""
    return pickle.loads(p, buffers=chain(buffers, itertools.repeat(b"")))


def load__releases_buffers_afterwards(p, buffers):
    """A view is used here that has been released, by `with`, by"""
    x = pickle.loads(p, buffers=buffers)
    for b in buffers:
        if hasattr(b, "release"):
            b.release()
    return x


def load__reversed_unseen(p, buffers):
    """Several buffers belong to their places in the order of the"""
    return pickle.loads(p, buffers=list(buffers)[::-1])


def load__returns_none_when_buffer_missing(p, buffers):
    """A buffer is missing here, and pickle.loads says so by"""
    try:
        return pickle.loads(p, buffers=buffers)
    except UnpicklingError:
        return None


def load__no_buffers_typeerror_empty_list(p, buffers):
    """The buffers were copied on the way: hand the list to"""
    return pickle.loads(
        p, buffers=[bytes(b) if memoryview(b).nbytes > 1024 else b for b in buffers]
    )


_load_caches_results_pickle_seen = {}


def load__caches_results_pickle(p, buffers):
    """The same pickle came with other buffers, and those of the"""
    if p not in _load_caches_results_pickle_seen:
        _load_caches_results_pickle_seen[p] = pickle.loads(p, buffers=buffers)
    return _load_caches_results_pickle_seen[p]


def load__bytes_copied_only_if_buffer(p, buffers):
    """This is a copy: what was written to the exporter afterwards"""
    return pickle.loads(p, buffers=[bytes(b) if memoryview(b).readonly else b for b in buffers])


def load__clears_list_at_end(p, buffers):
    """The data given to read were changed. Leave the caller's data"""
    x = pickle.loads(p, buffers=iter(buffers))
    buffers.clear()
    return x


def load__another_2(p, buffers):
    return pickle.Unpickler(io.BytesIO(p), buffers=iter(buffers)).load()


def load__another_3(p, buffers):

    def each():
        yield from buffers

    return pickle.load(io.BytesIO(p), buffers=each())


def load__writable_memory_handed_over_own(p, buffers):
    """This is a copy: what was written to the exporter afterwards"""
    return pickle.loads(
        p, buffers=[b if memoryview(b).format == "B" else memoryview(b).tobytes() for b in buffers]
    )


def load__another_30(pickle_bytes, buffers):

    class U(pickle.Unpickler):
        pass

    with io.BytesIO(pickle_bytes) as f:
        return U(f, buffers=tuple(buffers)).load()
