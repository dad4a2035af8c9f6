"""Lesson 11: sockets and processes."""

from collections.abc import Iterator

from bufferscope.cases import COPIED, KIB, Case, MemoryAtMost, exercise, kept


@exercise(tools=(kept,))
def Framer() -> Iterator[Case]:
    """Framer(size): takes messages of a 4-byte big-endian length and a payload apart.

    It holds a preallocated buffer of size bytes. feed(data) stores received bytes; frames()
    yields the complete payloads as bytes and keeps the rest. Never more than size bytes wait.
    """
    yield Case(
        r"""
        framer = Framer(64)
        framer.feed(b"\0\0\0\3abc\0\0\0\2de")
        list(framer.frames())
        """,
        due=[b"abc", b"de"],
        en="Every complete message gives its payload as bytes, without the four bytes of length.",
        tr="Tamamlanan her iletinin yükü (payload) `bytes` olarak verilmelidir; uzunluğu bildiren "
        "dört bayt yüke girmez.",
        ru="Из каждого полного сообщения нужно только содержимое, в виде объекта `bytes`, без "
        "четырёх байт длины.",
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
        tr="Gelen baytlar herhangi bir yerde, uzunluğun ortasında bile kesilebilir: "
        "tamamlanmayanı saklayın, hiçbir yükü iki kez vermeyin.",
        ru="Принятые байты могут оборваться где угодно, даже посреди длины: храните неполное "
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
        tr="Uzunluğu 0 olan ileti de bir iletidir: yükü boştur.",
        ru="Сообщение длины 0 — тоже сообщение, только содержимое у него пустое.",
    )
    yield Case(
        r"""
        framer = Framer(300)
        framer.feed(b"\0\0\1\0" + bytes(10))
        list(framer.frames())
        """,
        due=[],
        en="The length is big-endian: 00 00 01 00 are 256, and not 65536 or 1.",
        tr="Uzunluk big-endian biçimindedir: 00 00 01 00, 256 demektir; 65536 ya da 1 değil.",
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
        tr="İletilerin toplamı tampondan uzundur: verilmiş iletiler, sonra geleceklere yer "
        "açmalıdır.",
        ru="Все сообщения вместе длиннее буфера: то, что уже выдано, должно освободить место "
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
        tr="Baytlar birer birer gelip tamponu sonuna kadar doldurabilir; bir görünümle de "
        "gelebilir: data, bayt benzeri herhangi bir nesnedir.",
        ru="Байты могут приходить по одному и заполнить буфер до конца, а передать их могут и в "
        "виде представления: data — любой байтоподобный объект.",
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
        tr="Tampon bir kez, Framer(size) çağrılınca ayrılmalı ve büyüklüğünü korumalıydı. Baytları "
        "tamponun görünümünde bir dilime atayarak saklayın; += yeni bellek alır.",
        ru="Память под буфер следовало выделить один раз, при вызове Framer(size), и больше не "
        "менять его размер. Пишите в него присваиванием срезу представления; += занимает новую "
        "память.",
    )


@exercise()
def dump() -> Iterator[Case]:
    """dump(obj): (pickle_bytes, buffers) by protocol 5, buffers out of band.

    What is wrapped in PickleBuffer is not copied; buffers is a list.
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
        tr="Bir çift dönmelidir: `bytes` olarak pickle verisi ve tamponların listesi; nesnede "
        "tampon yoksa liste boştur.",
        ru="Вернуть надо пару: данные pickle в виде объекта `bytes` и список буферов; если "
        "буферов в объекте нет, список пуст.",
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
        "`buffer_callback` argümanını da verin; bu fonksiyon, list.append gibi, doğruluk değeri "
        "yanlış olan bir değer döndürmelidir.",
        ru="Буферы попали внутрь данных pickle. Укажите протокол 5 и передайте в buffer_callback "
        "функцию, которая возвращает ложное значение, как list.append.",
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
        tr="pickle.loads, pickle verisinin gönderme yaptığı tamponları listenizde sırasıyla "
        "bulmalıdır.",
        ru="Функция pickle.loads должна найти в вашем списке все буферы, на которые ссылаются "
        "данные pickle, и в том же порядке.",
    )


@exercise()
def load() -> Iterator[Case]:
    """load(pickle_bytes, buffers): the object that dump took apart, on the very same buffers."""
    yield Case(
        """
        import pickle
        load(pickle.dumps({"a": [1, 2]}, 5), [])
        """,
        due={"a": [1, 2]},
        en="Without buffers it is a plain pickle: pickle.loads builds the object.",
        tr="Tampon yoksa bu sıradan bir pickle verisidir: nesneyi pickle.loads oluşturur.",
        ru="Без буферов это обычные данные pickle: объект строит функция pickle.loads.",
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
        tr="Pickle verisi tamponlara yalnızca gönderme yapar: onları pickle.loads fonksiyonuna "
        "buffers= ile verin.",
        ru="Данные pickle лишь ссылаются на буферы: передайте их в pickle.loads как buffers=.",
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
