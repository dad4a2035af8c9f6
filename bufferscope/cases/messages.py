"""Lesson 11: sockets and processes."""

import gc
import pickle
from collections.abc import Iterator
from random import Random
from types import CodeType, FunctionType, ModuleType
from typing import Any

from bufferscope.ceilings import KIB, MemoryAtMost, kept, peak
from bufferscope.exercises import Case, Drawn, Each, exercise


class _Framer:
    def __init__(self, size: int) -> None:
        self._buffer, self._filled = bytearray(size), 0

    def feed(self, data: Any) -> None:
        with memoryview(data) as view, view.cast("B") as flat, memoryview(self._buffer) as room:
            room[self._filled : self._filled + len(flat)] = flat
            self._filled += len(flat)

    def frames(self) -> Iterator[bytes]:
        start = 0
        with memoryview(self._buffer) as view:
            while start + 4 <= self._filled:
                end = start + 4 + int.from_bytes(view[start : start + 4], "big")
                if end > self._filled:
                    break
                yield bytes(view[start + 4 : end])
                start = end
            rest = self._filled - start
            view[:rest] = view[start : self._filled]
        self._filled = rest


def _dump(obj: Any) -> tuple[bytes, list[Any]]:
    buffers: list[Any] = []
    return pickle.dumps(obj, 5, buffer_callback=buffers.append), buffers


def _load(pickle_bytes: bytes, buffers: Any) -> Any:
    return pickle.loads(pickle_bytes, buffers=buffers)


def buffers(obj: Any, size: int) -> dict[int, Any]:
    """Return {id: exporter} of the writable buffers of at least `size` bytes that an object holds.

    They are found through attributes, containers, views, closures and suspended generators, but not
    through classes, modules and global names, which are not the object's own.
    """
    found: dict[int, Any] = {}
    seen: set[int] = set()
    waiting = [obj]
    while waiting and len(seen) < 10_000:
        one = waiting.pop()
        if id(one) in seen or isinstance(one, (type, ModuleType, CodeType)):
            continue
        seen.add(id(one))
        if isinstance(one, FunctionType):
            waiting += [one.__closure__, one.__defaults__, one.__kwdefaults__]
            continue
        waiting += gc.get_referents(one)
        if not isinstance(one, memoryview) and _room(one) >= size:
            found[id(one)] = one
    return found


def _room(obj: Any) -> int:
    try:
        with memoryview(obj) as view:
            return -1 if view.readonly else view.nbytes
    except (TypeError, ValueError, BufferError):
        return -1


def _pieces(source: Random, size: int) -> dict[str, Any]:
    """Return messages as they may arrive: cut anywhere, in pieces that fit into 40 bytes."""
    payloads = [source.randbytes(source.choice((0, 1, 2, 5, 9))) for _ in range(size // 6)]
    stream = b"".join(len(each).to_bytes(4, "big") + each for each in payloads)
    cuts = [*sorted(source.choices(range(len(stream) + 1), k=len(stream) // 6)), len(stream)]
    pieces = [stream[a:b] for a, b in zip([0, *cuts], cuts, strict=False)]
    return {"pieces": pieces}


@exercise(tools=(buffers, kept), reference=_Framer)
def Framer() -> Iterator[Case | Each | Drawn]:
    """Framer(size): a class that takes a stream of messages apart, in a buffer of size bytes.

    A message is the length of its payload as 4 bytes, big-endian, and the payload, of any bytes and
    maybe empty. The buffer is allocated once, by Framer(size), and keeps its size.

    feed(data) stores the received bytes behind those that wait. data is bytes, a bytearray or a view
    of format 'B' without a step; what it holds is copied, and it can be changed and grow afterwards.
    It may end anywhere in a message.
    The caller takes care that never more than size bytes wait, so that they always fit; the room of
    what frames() has given is free again, and may be needed to the last byte.

    frames() gives the payloads of all messages that are complete, in order, as bytes, each once, by
    a generator or in a list; what is not complete stays for later. The caller goes through all of
    them before the next feed. Each Framer is apart.
    """
    yield Case(
        r"""
        framer = Framer(64)
        framer.feed(b"\0\0\0\3abc\0\0\0\2de")
        list(framer.frames())
        """,
        due=[b"abc", b"de"],
        why="Framer.every-complete-message-gives-its-payload",
    )
    yield Case(
        r"""
        first, second = Framer(64), Framer(64)
        first.feed(b"\0\0\0\2ab")
        second.feed(b"\0\0\0\1z")
        list(second.frames()), list(first.frames())
        """,
        due=([b"z"], [b"ab"]),
        why="Framer.two-framers-share-something-make-the",
    )
    yield Case(
        r"""
        framer = Framer(64)
        framer.feed(b"\0\0\0\3abc\0\0")
        first = list(framer.frames())
        framer.feed(b"\0\2de")
        first, list(framer.frames())
        """,
        due=([b"abc"], [b"de"]),
        why="Framer.received-bytes-end-anywhere-within-a",
    )
    yield Case(
        r"""
        framer = Framer(64)
        framer.feed(b"\0\0\0\5abc")
        first = list(framer.frames())
        framer.feed(b"de")
        first, list(framer.frames())
        """,
        due=([], [b"abcde"]),
        why="Framer.a-payload-that-has-not-come",
    )
    yield Case(
        r"""
        framer = Framer(64)
        framer.feed(b"\0\0\0\0\0\0\0\1a")
        list(framer.frames())
        """,
        due=[b"", b"a"],
        why="Framer.a-length-of-0-is-a",
    )
    yield Case(
        r"""
        framer = Framer(300)
        framer.feed(b"\0\0\1\0" + bytes(10))
        list(framer.frames())
        """,
        due=[],
        why="Framer.the-length-is-big-endian-00",
    )
    yield Case(
        r"""
        framer = Framer(10)
        got = []
        for _ in range(5):
            framer.feed(b"\0\0\0\3abc")
            got += framer.frames()
        got
        """,
        due=[b"abc"] * 5,
        why="Framer.all-messages-together-are-longer-than",
    )
    yield Case(
        r"""
        framer = Framer(8)
        got = []
        for byte in b"\0\0\0\4abcd\0\0\0\1e":
            framer.feed(memoryview(bytes([byte])))
            got += framer.frames()
        got
        """,
        due=[b"abcd", b"e"],
        why="Framer.the-bytes-may-come-one-by",
    )
    yield Case(
        r"""
        framer = Framer(20)
        framer.feed(b"\0\0\0\2ab\0")
        first = list(framer.frames())
        framer.feed(b"\0\0\20" + bytes(16))
        first, list(framer.frames())
        """,
        due=([b"ab"], [bytes(16)]),
        why="Framer.the-beginning-of-a-message-waits",
    )
    yield Case(
        r"""
        framer = Framer(64)
        data = bytearray(b"\0\0\0\2ab\0\0")
        framer.feed(data)
        data[4] = 90
        data.append(0)
        list(framer.frames())
        """,
        due=[b"ab"],
        why="Framer.what-is-fed-must-be-copied",
    )
    yield Case(
        r"""
        framer = Framer(70000)
        framer.feed(b"\0\1\0\1" + bytes(65536))
        early = list(framer.frames())
        framer.feed(b"!")
        early, [len(payload) for payload in framer.frames()]
        """,
        due=([], [65537]),
        why="Framer.the-length-has-four-bytes-and",
    )
    yield Case(
        r"""
        framer = Framer(2**24 + 8)
        framer.feed(b"\1\0\0\0abcd")
        list(framer.frames())
        """,
        due=[],
        slow=True,
        why="Framer.the-first-of-the-four-bytes",
    )
    yield Case(
        r"""
        framer = Framer(64)
        for data in (bytearray(b"\0\0"), memoryview(b"-\0\2-")[1:3], b"ab"):
            framer.feed(data)
        list(framer.frames())
        """,
        due=[b"ab"],
        why="Framer.data-may-be-bytes-a-bytearray",
    )
    yield Case(
        r"""
        framer = Framer(64)
        before = list(framer.frames())
        framer.feed(b"")
        framer.feed(b"\0\0\0\1a")
        before, list(framer.frames()), list(framer.frames())
        """,
        due=([], [b"a"], []),
        why="Framer.before-any-bytes-there-are-no",
    )
    yield Drawn(
        """
        framer, got = Framer(40), []
        for piece in {pieces}:
            framer.feed(piece)
            got.append(list(framer.frames()))
        got
        """,
        _pieces,
        why="Framer.follow-the-pieces-one-by-one",
    )
    yield Case(
        r"""
        framer = Framer(2**20)
        data = bytes(2**19)
        kept(lambda: framer.feed(data))
        """,
        due=MemoryAtMost(64 * KIB),
        why="Framer.the-buffer-was-to-be-allocated",
    )
    yield Case(
        r"""
        framer = Framer(4096)
        before = buffers(framer, 4096)
        framer.feed(b"\0\0\0\1a\0\0\0\1b\0\0")
        got = list(framer.frames())
        framer.feed(b"\0\1c")
        got += framer.frames()
        got, before.keys() <= buffers(framer, 4096).keys()
        """,
        due=([b"a", b"b", b"c"], True),
        why="Framer.the-buffer-of-framer-size-has",
    )


@exercise(tools=(peak,), reference=_dump, lends=True)
def dump() -> Iterator[Case | Each | Drawn]:
    """dump(obj): a pickle of protocol 5 and its buffers, which are out of band.

    A pair of bytes and a list. Everything in obj that is wrapped in a PickleBuffer goes into the
    list, in the order in which it is met, and is not copied; everything else goes into the pickle,
    as ever. pickle.loads(pickle_bytes, buffers=buffers) builds the object again.
    """
    yield Case(
        """
        pickled, buffers = dump({"a": [1, 2]})
        import pickle
        type(pickled).__name__, list(buffers), pickle.loads(pickled)
        """,
        due=("bytes", [], {"a": [1, 2]}),
        why="dump.a-pair-comes-back-the-pickle",
    )
    yield Case(
        """
        from pickle import PickleBuffer
        pickled, buffers = dump([PickleBuffer(bytearray(2**16)), PickleBuffer(bytes(2**17))])
        len(buffers), len(pickled) < 1000
        """,
        due=(2, True),
        why="dump.the-buffers-were-pickled-in-band",
    )
    yield Case(
        """
        from pickle import PickleBuffer
        first = dump(PickleBuffer(bytes(1000)))[1]
        second = dump(PickleBuffer(bytes(2000)))[1]
        [len(bytes(buffer)) for buffer in first], [len(bytes(buffer)) for buffer in second]
        """,
        due=([1000], [2000]),
        why="dump.buffers-of-the-first-call-came",
    )
    yield Case(
        """
        from pickle import PickleBuffer
        pickled, buffers = dump([PickleBuffer(b"a"), PickleBuffer(b"bc")])
        [bytes(buffer) for buffer in buffers]
        """,
        due=[b"a", b"bc"],
        why="dump.every-picklebuffer-goes-into-the-list",
    )
    yield Case(
        """
        from pickle import PickleBuffer
        pickled, buffers = dump([PickleBuffer(b"a"), PickleBuffer(b"a")])
        [bytes(buffer) for buffer in buffers]
        """,
        due=[b"a", b"a"],
        why="dump.two-picklebuffers-are-two-buffers-though",
    )
    yield Case(
        """
        from pickle import PickleBuffer
        data = bytearray(b"abc")
        pickled, buffers = dump(PickleBuffer(data))
        data[0] = 90
        bytes(buffers[0])
        """,
        due=b"Zbc",
        why="cases.copied",
    )
    yield Case(
        """
        from array import array
        from pickle import PickleBuffer
        data = array("i", [1, 2])
        pickled, buffers = dump(PickleBuffer(data))
        data[0] = -1
        bytes(buffers[0])[:4]
        """,
        due=b"\xff\xff\xff\xff",
        why="cases.copied",
    )
    yield Case(
        """
        import pickle
        data = bytearray(b"abc")
        pickled, buffers = dump({"data": pickle.PickleBuffer(data)})
        bytes(pickle.loads(pickled, buffers=buffers)["data"])
        """,
        due=b"abc",
        why="dump.pickle-loads-must-find-in-your",
    )
    yield Case(
        """
        pickled, buffers = dump([1])
        pickled[:2], type(buffers).__name__
        """,
        due=(b"\x80\5", "list"),
        why="dump.protocol-5-is-wanted-which-the",
    )
    yield Case(
        """
        from pickle import PickleBuffer
        parts = [PickleBuffer(bytes([i]) * (i + 1)) for i in range(3)]
        pickled, buffers = dump({"b": parts[1], "rest": [parts[2], {"a": parts[0]}], "plain": b"x"})
        [bytes(buffer) for buffer in buffers]
        """,
        due=[b"\1\1", b"\2\2\2", b"\0"],
        why="dump.every-picklebuffer-goes-out-of-band",
    )
    yield Case(
        """
        from pickle import PickleBuffer
        pickled, buffers = dump([PickleBuffer(bytearray(1)), PickleBuffer(b""), PickleBuffer(b"a")])
        [(memoryview(buffer).nbytes, memoryview(buffer).readonly) for buffer in buffers]
        """,
        due=[(1, False), (0, True), (1, True)],
        why="dump.each-buffer-is-handed-on-as",
    )
    yield Case(
        """
        from pickle import PickleBuffer
        obj = [PickleBuffer(bytearray(2**20)), PickleBuffer(bytes(2**20))]
        peak(lambda: dump(obj))
        """,
        due=MemoryAtMost(64 * KIB),
        why="dump.the-buffers-were-copied-on-the",
    )


@exercise(tools=(peak,), reference=_load, lends=True)
def load() -> Iterator[Case | Each | Drawn]:
    """load(pickle_bytes, buffers): the object that dump took apart, on the very same buffers.

    buffers is a list of exporters in the order of the pickle, as dump returns it. They are neither
    copied nor changed, and the list stays as it is. If one is missing, the UnpicklingError of pickle
    goes on.
    """
    yield Case(
        """
        import pickle
        load(pickle.dumps({"a": [1, 2]}, 5), [])
        """,
        due={"a": [1, 2]},
        why="load.without-buffers-it-is-a-plain",
    )
    yield Case(
        """
        import pickle
        buffers = []
        data = pickle.PickleBuffer(bytearray(b"abc"))
        pickled = pickle.dumps([data, 5], 5, buffer_callback=buffers.append)
        loaded = load(pickled, buffers)
        bytes(loaded[0]), loaded[1]
        """,
        due=(b"abc", 5),
        why="load.the-pickle-only-refers-to-its",
    )
    yield Case(
        """
        import pickle
        buffers = []
        data = bytearray(b"abc")
        wrapped = pickle.PickleBuffer(data)
        pickled = pickle.dumps(wrapped, 5, buffer_callback=buffers.append)
        loaded = load(pickled, buffers)
        data[0] = 90
        bytes(loaded)
        """,
        due=b"Zbc",
        why="cases.copied",
    )
    yield Case(
        """
        import pickle
        buffers = []
        obj = {"b": pickle.PickleBuffer(b"bb"), "a": [pickle.PickleBuffer(b"a"), 7]}
        pickled = pickle.dumps(obj, 5, buffer_callback=buffers.append)
        loaded = load(pickled, buffers)
        bytes(loaded["b"]), bytes(loaded["a"][0]), loaded["a"][1], len(buffers)
        """,
        due=(b"bb", b"a", 7, 2),
        why="load.several-buffers-belong-to-their-places",
    )
    yield Case(
        """
        import pickle
        buffers = []
        wrapped = pickle.PickleBuffer(bytearray(2**20))
        pickled = pickle.dumps(wrapped, 5, buffer_callback=buffers.append)
        peak(lambda: load(pickled, buffers))
        """,
        due=MemoryAtMost(64 * KIB),
        why="load.the-buffers-were-copied-on-the",
    )
    yield Case(
        """
        import pickle
        buffers = []
        obj = [pickle.PickleBuffer(bytearray(1)), pickle.PickleBuffer(b""), pickle.PickleBuffer(b"a")]
        pickled = pickle.dumps(obj, 5, buffer_callback=buffers.append)
        [(memoryview(part).nbytes, memoryview(part).readonly) for part in load(pickled, buffers)]
        """,
        due=[(1, False), (0, True), (1, True)],
        why="load.each-buffer-comes-back-as-it",
    )
    yield Case(
        """
        import pickle
        pickled = pickle.dumps(pickle.PickleBuffer(b"a"), 5, buffer_callback=[].append)
        first = load(pickled, [b"one"])
        bytes(first), bytes(load(pickled, [b"two"]))
        """,
        due=(b"one", b"two"),
        why="load.the-same-pickle-came-with-other",
    )
    yield Case(
        """
        import pickle
        data = bytearray(b"abc")
        pickled = pickle.dumps(pickle.PickleBuffer(b"abc"), 5, buffer_callback=[].append)
        loaded = load(pickled, [memoryview(data).toreadonly()])
        data[0] = 90
        bytes(loaded)
        """,
        due=b"Zbc",
        why="cases.copied",
    )
    yield Case(
        """
        import pickle
        from array import array
        data = array("i", [1, 2])
        pickled = pickle.dumps(pickle.PickleBuffer(b"abc"), 5, buffer_callback=[].append)
        loaded = load(pickled, [data])
        data[0] = -1
        bytes(loaded)[:4]
        """,
        due=b"\xff\xff\xff\xff",
        why="cases.copied",
    )
    yield Case(
        """
        import pickle
        pickled = pickle.dumps(pickle.PickleBuffer(b"a"), 5, buffer_callback=[].append)
        load(pickled, [])
        """,
        due=pickle.UnpicklingError,
        why="load.a-buffer-is-missing-here-and",
    )
