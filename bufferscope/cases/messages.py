"""Lesson 11: sockets and processes."""

import gc
import pickle
from collections.abc import Iterator
from random import Random
from types import CodeType, FunctionType, ModuleType
from typing import Any

from bufferscope.ceilings import KIB, MemoryAtMost, kept, peak
from bufferscope.exercises import COPIED, Case, Drawn, Each, exercise


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
    seen, waiting = set(), [obj]
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

    frames() gives the payloads of all messages that are complete, in order, as bytes, one by one,
    each once; what is not complete stays for later. The caller goes through all of them before the
    next feed. Each Framer is apart.
    """
    yield Case(
        r"""
        framer = Framer(64)
        framer.feed(b"\0\0\0\3abc\0\0\0\2de")
        list(framer.frames())
        """,
        due=[b"abc", b"de"],
        en="Every complete message gives its payload as bytes, without the four bytes of length.",
        tr="Tamamlanan her iletinin yükü (payload) `bytes` olarak verilmelidir. Uzunluğu "
        "bildiren dört bayt yüke girmez.",
        ru="Из каждого полного сообщения нужно только содержимое, в виде объекта `bytes`, без "
        "четырёх байт длины.",
    )
    yield Case(
        r"""
        first, second = Framer(64), Framer(64)
        first.feed(b"\0\0\0\2ab")
        second.feed(b"\0\0\0\1z")
        list(second.frames()), list(first.frames())
        """,
        due=([b"z"], [b"ab"]),
        en="Two framers share something: make the buffer and the counters in __init__, for each object.",
        tr="İki nesne bir şeyi paylaşıyor. Tamponu ve sayaçları __init__ içinde, her nesne için "
        "ayrı oluşturun.",
        ru="У двух объектов что-то общее. Создавайте буфер и счётчики в методе __init__, для "
        "каждого объекта свои.",
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
        en="Received bytes end anywhere, within a length too: keep what is not complete, and give "
        "out no payload twice.",
        tr="Gelen baytlar herhangi bir yerde, uzunluğun ortasında bile kesilebilir. "
        "Tamamlanmayanı saklayın, hiçbir yükü iki kez vermeyin.",
        ru="Принятые байты могут оборваться где угодно, даже посреди длины. Храните неполное "
        "сообщение и ничего не выдавайте дважды.",
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
        en="A payload that has not come whole yet must wait for the rest of it.",
        tr="Tamamı henüz gelmemiş bir yük, gerisi gelene kadar bekletilmelidir.",
        ru="Если содержимое пришло не целиком, оно должно дождаться остатка.",
    )
    yield Case(
        r"""
        framer = Framer(64)
        framer.feed(b"\0\0\0\0\0\0\0\1a")
        list(framer.frames())
        """,
        due=[b"", b"a"],
        en="A length of 0 is a message as well: an empty payload.",
        tr="Uzunluğu 0 olan da bir iletidir, yükü boştur.",
        ru="Сообщение длины 0 — тоже сообщение, но содержимое у него пустое.",
    )
    yield Case(
        r"""
        framer = Framer(300)
        framer.feed(b"\0\0\1\0" + bytes(10))
        list(framer.frames())
        """,
        due=[],
        en="The length is big-endian: 00 00 01 00 are 256, and not 65536 or 1.",
        tr="Uzunluk big-endian sırayla yazılmıştır. 00 00 01 00, 65536 ya da 1 değil, 256 "
        "demektir.",
        ru="Длина записана в порядке big-endian: 00 00 01 00 — это 256, а не 65536 и не 1.",
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
        en="All messages together are longer than the buffer: what has been given out must make "
        "room for what comes next.",
        tr="İletilerin toplamı tampondan uzundur. Verilmiş iletiler, sonra geleceklere yer "
        "açmalıdır.",
        ru="Все сообщения вместе длиннее буфера. То, что уже выдано, должно освободить место "
        "следующим.",
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
        en="The bytes may come one by one and fill the buffer to the last, and they may come as a "
        "view: data is any bytes-like object.",
        tr="Baytlar birer birer gelip tamponu sonuna kadar doldurabilir, bir görünümle de "
        "gelebilir. data, bayt benzeri herhangi bir nesnedir.",
        ru="Байты могут приходить по одному и заполнить буфер до конца, а передать их могут и в "
        "виде представления, ведь data — любой байтоподобный объект.",
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
        en="What is fed must be copied into your buffer: the caller uses its own again for the next "
        "bytes.",
        tr="Verilen baytlar sizin tamponunuza kopyalanmalıdır, çünkü çağıran kendi tamponunu "
        "sonraki baytlar için yeniden kullanır.",
        ru="Переданное надо скопировать в свой буфер, потому что вызвавший код снова использует "
        "свой объект для следующих байт.",
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
        en="The length has four bytes, and 65537 needs three of them.",
        tr="Uzunluk dört bayttır, 65537 bunların üçünü kullanır.",
        ru="Длина занимает четыре байта, и числу 65537 нужны три из них.",
    )
    yield Case(
        r"""
        framer = Framer(64)
        for data in (bytearray(b"\0\0"), memoryview(b"-\0\2-")[1:3], b"ab"):
            framer.feed(data)
        list(framer.frames())
        """,
        due=[b"ab"],
        en="data may be bytes, a bytearray or a view: use nothing that only one of them has.",
        tr="data `bytes`, `bytearray` ya da bir görünüm olabilir. Yalnızca birinde bulunan bir "
        "şeyi kullanmayın.",
        ru="data — объект `bytes`, `bytearray` или представление. Не используйте того, что есть "
        "лишь у одного из них.",
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
        en="Before any bytes there are no payloads, and what has been given out is not given again.",
        tr="Hiç bayt gelmeden yük de yoktur, verilmiş olan yeniden verilmez.",
        ru="Пока байтов нет, нет и содержимого, а уже выданное не выдаётся снова.",
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
        en="Follow the pieces one by one: store, then give out each message whose last byte has come.",
        tr="Parçaları birer birer izleyin. Önce saklayın, sonra son baytı gelmiş her iletiyi "
        "verin.",
        ru="Проследите порции одну за другой. Сохраните, затем выдайте каждое сообщение, последний "
        "байт которого пришёл.",
    )
    yield Case(
        r"""
        framer = Framer(2**20)
        data = bytes(2**19)
        kept(lambda: framer.feed(data))
        """,
        due=MemoryAtMost(64 * KIB),
        en="The buffer was to be allocated once, by Framer(size), and to keep its size. Store by "
        "assigning to a slice of a view of it; += takes new memory.",
        tr="Tampon bir kez, Framer(size) çağrılınca ayrılmalı ve büyüklüğünü korumalıydı. "
        "Baytları tamponun görünümünde bir dilime atayarak saklayın, çünkü += yeni bellek alır.",
        ru="Память под буфер следовало выделить один раз, при вызове Framer(size), и больше не "
        "менять его размер. Пишите в него присваиванием срезу представления, потому что += "
        "занимает новую память.",
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
        en="The buffer of Framer(size) has been replaced by another one, which took memory and a copy of "
        "what was in it. Keep it: move the rest to its beginning, by assigning to a slice of a view.",
        tr="Framer(size) çağrılınca ayrılan tamponun yerine başka bir tampon geçti. Bu, yeni bellek alır ve "
        "içindekileri kopyalar. Tamponu koruyun, kalan baytları görünümünde bir dilime atayarak başına "
        "taşıyın.",
        ru="На месте буфера, созданного при вызове Framer(size), оказался другой, а это новая память и "
        "копия содержимого. Оставьте прежний буфер и переносите остаток в его начало присваиванием срезу "
        "представления.",
    )


@exercise(tools=(peak,), reference=_dump, lends=True)
def dump() -> Iterator[Case | Each | Drawn]:
    """dump(obj): (pickle_bytes, buffers), a pickle of protocol 5 with its buffers out of band.

    pickle_bytes is bytes, buffers a list. Everything in obj that is wrapped in a PickleBuffer goes
    into buffers, in the order in which it is met, and is not copied; everything else goes into the
    pickle, as ever. pickle.loads(pickle_bytes, buffers=buffers) builds the object again.
    """
    yield Case(
        """
        pickled, buffers = dump({"a": [1, 2]})
        import pickle
        type(pickled).__name__, list(buffers), pickle.loads(pickled)
        """,
        due=("bytes", [], {"a": [1, 2]}),
        en="A pair comes back: the pickle as bytes, and a list of buffers, empty where the object "
        "has none.",
        tr="`bytes` olarak pickle verisinden ve tamponların listesinden oluşan bir çift "
        "dönmelidir. Nesnede tampon yoksa liste boştur.",
        ru="Вернуть надо пару, данные pickle в виде объекта `bytes` и список буферов. Если буферов "
        "в объекте нет, список пуст.",
    )
    yield Case(
        """
        from pickle import PickleBuffer
        pickled, buffers = dump([PickleBuffer(bytearray(2**16)), PickleBuffer(bytearray(2**16))])
        len(buffers), len(pickled) < 1000
        """,
        due=(2, True),
        en="The buffers were pickled in band. Pass buffer_callback with protocol 5; it must "
        "return a false value, as list.append does.",
        tr="Tamponlar pickle verisinin içine yazılmış. 5 numaralı protokolle birlikte "
        "`buffer_callback` argümanını da verin. Bu fonksiyon, list.append gibi, yanlış sayılan "
        "bir değer döndürmelidir.",
        ru="Буферы попали внутрь данных pickle. Укажите протокол 5 и передайте в buffer_callback "
        "функцию, которая возвращает ложное значение, как list.append.",
    )
    yield Case(
        """
        from pickle import PickleBuffer
        first = dump(PickleBuffer(b"a"))[1]
        second = dump(PickleBuffer(b"b"))[1]
        len(first), len(second), bytes(second[0])
        """,
        due=(1, 1, b"b"),
        en="Buffers of the first call came back with the second: make a new list in every call.",
        tr="İlk çağrının tamponları ikincisinde de döndü. Her çağrıda yeni bir liste oluşturun.",
        ru="Буферы первого вызова вернулись и со вторым. Создавайте новый список при каждом вызове.",
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
        **COPIED,
    )
    yield Case(
        """
        import pickle
        data = bytearray(b"abc")
        pickled, buffers = dump({"data": pickle.PickleBuffer(data)})
        bytes(pickle.loads(pickled, buffers=buffers)["data"])
        """,
        due=b"abc",
        en="pickle.loads must find in your buffers what the pickle refers to, in its order.",
        tr="pickle.loads, pickle verisinin başvurduğu tamponları listenizde sırasıyla bulmalıdır.",
        ru="Функция pickle.loads должна найти в вашем списке все буферы, на которые ссылаются "
        "данные pickle, и в том же порядке.",
    )
    yield Case(
        """
        pickled, buffers = dump([1])
        pickled[:2], type(buffers).__name__
        """,
        due=(b"\x80\5", "list"),
        en="Protocol 5 is wanted, which the second byte of a pickle tells, and a list of buffers.",
        tr="İstenen, pickle verisinin ikinci baytında da yazan 5 numaralı protokol ve bir tampon listesi.",
        ru="Нужен протокол 5, он указан во втором байте данных pickle, и список буферов.",
    )
    yield Case(
        """
        from pickle import PickleBuffer
        parts = [PickleBuffer(bytes([i]) * (i + 1)) for i in range(3)]
        pickled, buffers = dump({"b": parts[1], "rest": [parts[2], {"a": parts[0]}], "plain": b"x"})
        [bytes(buffer) for buffer in buffers]
        """,
        due=[b"\1\1", b"\2\2\2", b"\0"],
        en="Every PickleBuffer goes out of band, also read-only ones and those deep inside, in the order "
        "in which pickle meets them.",
        tr="Salt okunur olanlar ve derindekiler dâhil her `PickleBuffer`, pickle onlarla hangi "
        "sırayla karşılaşıyorsa o sırayla dışarıda aktarılır.",
        ru="Каждый объект `PickleBuffer` передаётся отдельно, в том числе доступный только для чтения и "
        "вложенный глубоко, в том порядке, в каком его встречает pickle.",
    )
    yield Case(
        """
        from pickle import PickleBuffer
        pickled, buffers = dump([PickleBuffer(bytearray(1)), PickleBuffer(b""), PickleBuffer(b"a")])
        [(memoryview(buffer).nbytes, memoryview(buffer).readonly) for buffer in buffers]
        """,
        due=[(1, False), (0, True), (1, True)],
        en="Each buffer is handed on as it is: a writable one stays writable, and an empty one counts as "
        "well.",
        tr="Her tampon olduğu gibi aktarılır. Yazılabilir olan yazılabilir kalır, boş olan da "
        "sayılır.",
        ru="Каждый буфер передаётся как есть. Доступный для записи таким и остаётся, и пустой тоже "
        "в счёт.",
    )
    yield Case(
        """
        from pickle import PickleBuffer
        obj = [PickleBuffer(bytearray(2**20)), PickleBuffer(bytes(2**20))]
        peak(lambda: dump(obj))
        """,
        due=MemoryAtMost(64 * KIB),
        en="The buffers were copied on the way: give them on as they are, without bytes() or tobytes().",
        tr="Tamponlar arada kopyalandı. Onları bytes() ve tobytes() kullanmadan, oldukları gibi "
        "verin.",
        ru="Буферы по пути скопированы. Передавайте их как есть, без bytes() и tobytes().",
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
        en="Without buffers it is a plain pickle: pickle.loads builds the object.",
        tr="Tampon yoksa bu sıradan bir pickle verisidir, nesneyi pickle.loads oluşturur.",
        ru="Без буферов это обычные данные pickle, и объект строит функция pickle.loads.",
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
        en="The pickle only refers to its buffers: hand them to pickle.loads by buffers=.",
        tr="Pickle verisi tamponları içermez, onlara yalnızca başvurur. Onları pickle.loads "
        "fonksiyonuna buffers= ile verin.",
        ru="Данные pickle лишь ссылаются на буферы. Передайте их в pickle.loads как buffers=.",
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
        **COPIED,
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
        en="Several buffers belong to their places in the order of the list, and the list is the "
        "caller's: leave it as it is.",
        tr="Birden çok tampon, listedeki sırayla yerlerine gelir. Liste çağıranındır, onu olduğu "
        "gibi bırakın.",
        ru="Если буферов несколько, они встают на свои места в порядке списка, а сам список "
        "принадлежит вызвавшему коду, поэтому не меняйте его.",
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
        en="The buffers were copied on the way: hand the list to pickle.loads as it is.",
        tr="Tamponlar arada kopyalandı. Listeyi pickle.loads fonksiyonuna olduğu gibi verin.",
        ru="Буферы по пути скопированы. Передайте список в pickle.loads как есть.",
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
        en="Each buffer comes back as it is: a writable one stays writable, and an empty one counts as "
        "well.",
        tr="Her tampon olduğu gibi geri gelir. Yazılabilir olan yazılabilir kalır, boş olan da "
        "sayılır.",
        ru="Каждый буфер возвращается как есть. Доступный для записи таким и остаётся, и пустой "
        "тоже в счёт.",
    )
    yield Case(
        """
        import pickle
        pickled = pickle.dumps(pickle.PickleBuffer(b"a"), 5, buffer_callback=[].append)
        first = load(pickled, [b"one"])
        bytes(first), bytes(load(pickled, [b"two"]))
        """,
        due=(b"one", b"two"),
        en="The same pickle came with other buffers, and those of the first call came back: keep nothing "
        "from one call to the next.",
        tr="Aynı pickle verisi başka tamponlarla geldi, ama ilk çağrınınkiler döndü. Bir "
        "çağrıdan sonrakine hiçbir şey saklamayın.",
        ru="Те же данные pickle пришли с другими буферами, а вернулись буферы первого вызова. "
        "Ничего не храните от вызова к вызову.",
    )
    yield Case(
        """
        import pickle
        pickled = pickle.dumps(pickle.PickleBuffer(b"a"), 5, buffer_callback=[].append)
        load(pickled, [])
        """,
        due=pickle.UnpicklingError,
        en="A buffer is missing here, and pickle.loads says so by UnpicklingError: let it through.",
        tr="Burada bir tampon eksik. pickle.loads bunu UnpicklingError ile bildirir, istisnayı "
        "yakalamayın.",
        ru="Здесь не хватает буфера, и pickle.loads сообщает об этом исключением UnpicklingError. "
        "Не перехватывайте его.",
    )
