"""Lesson 14: when it pays."""

import struct
from array import array
from collections.abc import Iterator
from importlib import util
from random import Random
from typing import Any

from bufferscope.ceilings import KIB, AtMost, MemoryAtMost, peak
from bufferscope.exercises import LITTLE_ENDIAN, Case, Drawn, Each, exercise


class Counted(bytes):
    """bytes that count, over all their slices together, the bytes that slicing copied."""

    def __init__(self, data: bytes) -> None:
        self._copied = [0]  # shared by the slices

    @property
    def copied(self) -> int:
        return self._copied[0]

    def __getitem__(self, key: Any) -> Any:
        found = super().__getitem__(key)
        if isinstance(key, slice):
            found = Counted(found)
            found._copied = self._copied
            found._copied[0] += len(found)
        return found


def _records(data: Any) -> Iterator[bytes]:
    view = memoryview(data)
    for start in range(0, len(view), 8):
        yield bytes(view[start : start + 8])


def _data(source: Random, size: int) -> dict[str, Any]:
    return {"data": bytes(source.choices(b"\0 \nab\xff", k=source.randint(0, size // 2)))}


@exercise(tools=(Counted, peak), reference=_records, lends=True)
def records() -> Iterator[Case | Each | Drawn]:
    """records(data): the 8-byte records of data in order, each as bytes, by a generator.

    data is bytes, a bytearray or a view of bytes without a step; the last record may be shorter.
    Records are given one at a time. In linear time: the rest of the data is not copied for every
    record. data is not changed, and a view stays open.
    """
    yield Case(
        """
        list(records(b"record 1record 2record 3"))
        """,
        due=[b"record 1", b"record 2", b"record 3"],
        en="Eight bytes each, in order, as bytes.",
        tr="Her kayıt sekiz bayttır. Kayıtlar sırasıyla ve `bytes` olarak verilmelidir.",
        ru="Нужны записи по восемь байт, по порядку, и каждая в виде объекта `bytes`.",
    )
    yield Case(
        """
        list(records(b"record 1rest"))
        """,
        due=[b"record 1", b"rest"],
        en="The parser also gave what remained at the end, shorter than eight bytes.",
        tr="Ayrıştırıcı, sonda kalan ve sekiz bayttan kısa olan parçayı da veriyordu.",
        ru="Прежний код выдавал и то, что осталось в конце, хотя там меньше восьми байт.",
    )
    yield Case(
        """
        list(records(b""))
        """,
        due=[],
        en="No data, no records.",
        tr="Veri yoksa kayıt da yoktur.",
        ru="Нет данных — нет и записей.",
    )
    yield Case(
        """
        found = records(b"record 1record 2")
        hasattr(found, "__len__"), list(found)
        """,
        due=(False, [b"record 1", b"record 2"]),
        en="Records are to be yielded, one at a time: write a generator, not a list.",
        tr="Kayıtlar teker teker yield ile verilmeli. Liste değil, üreteç (generator) yazın.",
        ru="Записи нужно выдавать по одной с помощью `yield`. Напишите генератор, а не список.",
    )
    yield Case(
        """
        list(records(bytearray(b"record 1"))), list(records(memoryview(b"record 2")))
        """,
        due=([b"record 1"], [b"record 2"]),
        en="The records are bytes whatever the data are: make them with bytes().",
        tr="Veri ne olursa olsun kayıtlar `bytes` olmalı. Onları bytes() ile oluşturun.",
        ru="Каждая запись — объект `bytes`, какого бы типа ни были данные. Создавайте её вызовом "
        "bytes().",
    )
    yield Case(
        """
        data = Counted(bytes(8000))
        for record in records(data):
            pass
        data.copied
        """,
        due=AtMost(16000),
        en="Of 8000 bytes many times more were copied: data[8:] copies the whole rest for every "
        "record, which makes the time quadratic. Advance an offset, or slice a view.",
        tr="8000 baytlık verinin kat kat fazlası kopyalandı. data[8:] her kayıtta geriye kalanın "
        "tamamını kopyaladığı için süre karesel artar. Bir ofseti ilerletin ya da bir görünümü "
        "dilimleyin.",
        ru="Данных 8000 байт, а скопировано во много раз больше. Срез data[8:] для каждой записи "
        "копирует весь остаток, и время растёт квадратично. Увеличивайте смещение или берите срезы "
        "представления.",
    )
    yield Case(
        """
        data = bytearray(b"record 1rest")
        list(records(data)), data
        """,
        due=([b"record 1", b"rest"], bytearray(b"record 1rest")),
        en="The records were cut out of data, which has changed by that. Leave it as it is, and keep an "
        "offset.",
        tr="Kayıtlar data nesnesinden koparıldı, nesne bu yüzden değişti. Onu olduğu gibi bırakın, bir "
        "ofset tutun.",
        ru="Записи вырезаны из самого объекта data, и он изменился. Не трогайте его, а храните "
        "смещение.",
    )
    yield Case(
        """
        data = memoryview(b"record 1rest")
        list(records(data)), "released" in repr(data)
        """,
        due=([b"record 1", b"rest"], False),
        en="The caller's view was released, by `with` or by release(). Make a view of your own, by "
        "memoryview(data), and release that one.",
        tr="Çağıranın görünümü `with` ya da release() ile serbest bırakıldı. memoryview(data) ile "
        "kendinize ayrı bir görünüm oluşturun ve onu serbest bırakın.",
        ru="Освобождено представление вызвавшего кода, через `with` или release(). Создайте своё, "
        "memoryview(data), и освобождайте его.",
    )
    yield Case(
        """
        len(list(records(b"record 1" * 10000)))
        """,
        due=10000,
        en="Ten thousand records are to come out of 80,000 bytes.",
        tr="80.000 bayttan on bin kayıt çıkmalıdır.",
        ru="Из 80\u00a0000\u00a0байт должно получиться десять тысяч записей.",
    )
    for kind in ("{data}", "bytearray({data})", 'memoryview(b"-" + {data})[1:]'):
        yield Drawn(
            f"list(records({kind}))",
            _data,
            en="Cut these bytes by hand after every eighth; nothing gets lost and nothing is added.",
            tr="Bu baytları elle, her sekizinciden sonra kesin. Hiçbir şey kaybolmaz, hiçbir şey "
            "eklenmez.",
            ru="Разрежьте эти байты вручную после каждого восьмого. Ничего не должно ни пропасть, "
            "ни добавиться.",
        )
    for data in ("bytes(2**20)", "bytearray(2**20)", "memoryview(bytes(2**20))"):
        yield Case(
            f"""
            found = iter(records({data}))
            next(found)
            peak(lambda: next(found))
            """,
            due=MemoryAtMost(64 * KIB),
            en="For one record of eight bytes the whole rest was copied. Advance an offset, or slice a "
            "view.",
            tr="Sekiz baytlık tek bir kayıt için geriye kalanın tamamı kopyalandı. Bir ofseti ilerletin "
            "ya da bir görünümü dilimleyin.",
            ru="Ради одной записи в восемь байт скопирован весь остаток. Увеличивайте смещение или берите "
            "срезы представления.",
        )


_BECAUSE = {
    "b[2:]": {
        "en": "A slice of a bytearray is a new bytearray with bytes of its own.",
        "tr": "Bir `bytearray` dilimi, kendi baytları olan yeni bir `bytearray` nesnesidir.",
        "ru": "Срез объекта `bytearray` — новый объект `bytearray` со своими байтами.",
    },
    "memoryview(b)[2:]": {
        "en": "A slice of a view is a view on the same memory.",
        "tr": "Bir görünümün dilimi, aynı belleğin görünümüdür.",
        "ru": "Срез представления — тоже представление, и память у них одна.",
    },
    "memoryview(b[2:])": {
        "en": "This views something, but what it views is b[2:], a copy: b is not seen in it.",
        "tr": "Bu bir görünümdür, ama b[2:] ile çıkarılan kopyaya bakar. b nesnesindeki "
        "değişiklikler onda görünmez.",
        "ru": "Это представление, но смотрит оно на копию, b[2:], и изменений b в нём не видно.",
    },
    "memoryview(b).tobytes()": {
        "en": "tobytes() makes a new bytes object.",
        "tr": "tobytes() yeni bir `bytes` nesnesi oluşturur.",
        "ru": "Метод tobytes() создаёт новый объект `bytes`.",
    },
    'memoryview(b).cast("I")[1:]': {
        "en": "cast only reads the same bytes as other items, and slicing copies nothing either.",
        "tr": "cast aynı baytları yalnızca başka ögeler olarak okur, dilim de bir şey kopyalamaz.",
        "ru": "Метод cast() лишь читает те же байты как другие элементы, и срез тоже ничего не "
        "копирует.",
    },
    'memoryview(b)[::2].cast("H")': {
        "en": "A view with gaps can't be cast: casts are restricted to C-contiguous views.",
        "tr": "Boşluklu bir görünüme cast uygulanamaz, çünkü bunun için görünümün C-bitişik "
        "olması gerekir.",
        "ru": "Методу cast() нужна C-непрерывная память, а здесь между элементами промежутки.",
    },
    'memoryview(b) + b""': {
        "en": "Views can't be concatenated: + raises TypeError, even with nothing to add.",
        "tr": "Görünümler + ile birleştirilemez, eklenecek bayt olmasa bile TypeError çıkar.",
        "ru": "Складывать представления нельзя. Операция + вызывает TypeError, даже если "
        "прибавлять нечего.",
    },
    "memoryview(b)[::-1]": {
        "en": "Reversing a view only makes its stride negative.",
        "tr": "Bir görünümü ters çevirmek yalnızca bayt adımını negatif yapar.",
        "ru": "Срез [::-1] лишь делает байтовый шаг представления отрицательным.",
    },
    "bytes(memoryview(b))": {
        "en": "bytes() of a view is the same as tobytes(): a new object.",
        "tr": "Bir görünüme uygulanan bytes() da tobytes() gibi yeni bir nesne oluşturur.",
        "ru": "Вызов bytes() для представления, как и tobytes(), создаёт новый объект.",
    },
    'memoryview(b).cast("I").cast("f")': {
        "en": "One side of a cast must be a byte format: from 'I' to 'f' the way leads over 'B'.",
        "tr": "cast için eski ya da yeni biçim bir bayt biçimi olmalıdır. 'I' biçiminden 'f' "
        "biçimine 'B' üzerinden geçilir.",
        "ru": "Один из двух форматов в cast() должен быть байтовым, поэтому от 'I' к 'f' идут "
        "через 'B'.",
    },
}


def _verdict(expression: str) -> str:
    """Find out by changing b whether the expression gives a view of it, a copy, or an error."""
    b = bytearray(range(1, 17))
    try:
        result = eval(expression, {"b": b})
    except (TypeError, ValueError):
        return "error"
    before = bytes(result)
    b[:] = bytes(len(b))
    return "copy" if bytes(result) == before else "view"


@exercise()
def verdicts() -> Iterator[Case | Each | Drawn]:
    """verdicts(): a list that says of each of ten expressions 'view', 'copy' or 'error', in order.

    With b = bytearray(range(1, 17)) and, each evaluated on its own: b[2:], memoryview(b)[2:],
    memoryview(b[2:]), memoryview(b).tobytes(), memoryview(b).cast("I")[1:],
    memoryview(b)[::2].cast("H"), memoryview(b) + b"", memoryview(b)[::-1], bytes(memoryview(b)),
    memoryview(b).cast("I").cast("f"). A view is one in which later changes of b are seen, a copy one
    in which they are not; an error is raised by evaluating the expression.
    """
    yield Case(
        """
        answers = verdicts()
        type(answers).__name__, len(answers), sorted({"view", "copy", "error"} | set(answers))
        """,
        due=("list", 10, ["copy", "error", "view"]),
        en="A list of ten words is wanted, one for each expression: 'view', 'copy' or 'error'.",
        tr="Her ifade için 'view', 'copy' ya da 'error' sözcüklerinden birini içeren, on "
        "sözcüklük bir liste isteniyor.",
        ru="Нужен список из десяти слов, по одному на выражение: 'view', 'copy' или 'error'.",
    )
    for number, (expression, because) in enumerate(_BECAUSE.items()):
        yield Case(
            f"""
            # {expression}
            verdicts()[{number}]
            """,
            due=_verdict(expression),
            **because,
        )


_PRACTICE = (
    (
        "bytes",
        "Case 1: the messages are small, and making a view costs more than copying a hundred bytes.",
        "1. durum: İletiler küçük. Görünüm oluşturmak, yüz baytı kopyalamaktan pahalıdır.",
        "Случай 1. Сообщения короткие, и создать представление дороже, чем скопировать сотню байт.",
    ),
    (
        "bytes",
        "Case 2: a view of 20 bytes would keep the whole response in memory for hours. Copy the small "
        "part.",
        "2. durum: 20 baytın görünümü, açık kaldığı saatler boyunca yanıtın tamamını bellekte tutar. "
        "Küçük parçayı kopyalayın.",
        "Случай 2. Представление двадцати байт часами удерживало бы в памяти весь ответ. Скопируйте "
        "эту небольшую часть.",
    ),
    (
        "struct",
        "Case 3: fields of several types and a given byte order are what struct is made for.",
        "3. durum: Alanların türleri farklı, bayt sırası belli. `struct` modülü tam bu iş içindir.",
        "Случай 3. Поля разных типов с заданным порядком байтов — как раз задача для модуля `struct`.",
    ),
    (
        "view",
        "Case 4: the part is large, is used at once and need not outlive the call: a slice of a view "
        "copies nothing.",
        "4. durum: Parça büyük, hemen kullanılıyor ve çağrıdan sonra gerekmiyor. Görünüm dilimlenirken "
        "hiçbir şey kopyalanmaz.",
        "Случай 4. Остаток велик, нужен сразу, а после вызова уже не понадобится. Срез "
        "представления ничего не копирует.",
    ),
    (
        "numpy",
        "Case 5: every one of many numbers takes part in a computation. A loop of NumPy's makes no "
        "Python object for each.",
        "5. durum: Çok sayıda ögenin her biri hesaba giriyor. NumPy bunları kendi döngüsünde, her biri "
        "için bir Python nesnesi oluşturmadan işler.",
        "Случай 5. Чисел много, и вычислять надо с каждым. Цикл внутри NumPy обходится без объекта "
        "Python на каждое число.",
    ),
    (
        "mmap",
        "Case 6: the file is larger than the memory, and only some places of it are looked at. A map "
        "fetches only these.",
        "6. durum: Dosya bellekten büyük ve yalnızca bazı yerlerine bakılıyor. Dosya eşlenince belleğe "
        "yalnızca o yerler getirilir.",
        "Случай 6. Файл больше памяти, а нужны лишь некоторые места в нём. Отображение загрузит "
        "только их.",
    ),
)


@exercise()
def choices() -> Iterator[Case | Each | Drawn]:
    """choices(): a list of six words, what to choose in each of the six cases of lesson 14, in order.

    The words are 'bytes' (a copy), 'bytearray', 'view', 'array', 'struct', 'numpy' and 'mmap'. The
    cases are: 1. messages of at most 100 bytes, of which the head is cut off and the rest decoded;
    2. titles of 20 bytes out of a response of 500 MB, kept for hours; 3. a header of 13 fields of
    several types, big-endian; 4. the rest of a bytearray of 100 MiB, given to sendall once; 5. ten
    million samples, each to be halved, with NumPy at hand; 6. some thousand records out of a file
    of 50 GiB, on a machine with 8 GiB of memory.
    """
    yield Case(
        """
        answers = choices()
        words = {"bytes", "bytearray", "view", "array", "struct", "numpy", "mmap"}
        type(answers).__name__, len(answers), set(answers) <= words
        """,
        due=("list", 6, True),
        en="A list of six words is wanted, one for each case: 'bytes', 'bytearray', 'view', 'array', "
        "'struct', 'numpy' or 'mmap'.",
        tr="Her durum için 'bytes', 'bytearray', 'view', 'array', 'struct', 'numpy' ya da 'mmap' "
        "sözcüklerinden birini içeren, altı sözcüklük bir liste isteniyor.",
        ru="Нужен список из шести слов, по одному на каждый случай: 'bytes', 'bytearray', 'view', "
        "'array', 'struct', 'numpy' или 'mmap'.",
    )
    for place, (word, en, tr, ru) in enumerate(_PRACTICE):
        yield Case(f"choices()[{place}]", due=word, en=en, tr=tr, ru=ru)


# The task that joins lessons 10 to 13: a table stored by columns. See the lesson for the format.

_HEAD, _ENTRY = "<4sIQQ", "<8sc7xQ"
_LETTERS = "bBhHiIqQfd"


def columns_of(formats: tuple[str, ...], rows: int) -> "dict[str, array[Any]]":
    """Return columns named c0, c1, … with these formats and this number of rows."""
    return {
        f"c{place}": array(letter, [(row * 7 + place) % 100 for row in range(rows)])
        for place, letter in enumerate(formats)
    }


def table_of(columns: "dict[str, array[Any]]") -> bytes:
    """Return the table that these columns make."""
    return b"".join(_table_parts(columns))


MSG_PEEK = 2  # on every platform; importing socket for it takes a phone longer than judging


class Trickle:
    """The receiving end of a connection that brings at most `most` bytes by each call."""

    def __init__(self, data: bytes, most: int) -> None:
        self._left, self._most = memoryview(bytes(data)), most

    @property
    def left(self) -> bytes:
        return bytes(self._left)

    def recv_into(self, buffer: Any, nbytes: int = 0, flags: int = 0) -> int:
        with memoryview(buffer) as view, view.cast("B") as room:
            count = min(nbytes or len(room), self._most, len(self._left), len(room))
            room[:count] = self._left[:count]
        if not flags & MSG_PEEK:
            self._left = self._left[count:]
        return count


def _table_parts(columns: dict[str, Any]) -> list[Any]:
    entries, parts, rows = [], [], 0
    offset = 24 + 24 * len(columns)
    for name, items in columns.items():
        view = memoryview(items)
        rows, padding = len(view), -view.nbytes % 8
        entries.append(struct.pack(_ENTRY, name.encode(), view.format.encode(), offset))
        parts += [view, bytes(padding)]
        offset += view.nbytes + padding
    return [struct.pack(_HEAD, b"COLS", len(columns), rows, offset), *entries, *parts]


def _directory(data: Any) -> dict[str, tuple[str, int, int]]:
    with memoryview(data) as view:
        if len(view) < 24 or bytes(view[:4]) != b"COLS":
            raise ValueError("no table")
        _magic, count, rows, size = struct.unpack_from(_HEAD, view)
        if size > len(view):
            raise ValueError("cut short")
        found = {}
        for at in range(24, 24 + 24 * count, 24):
            name, letter, start = struct.unpack_from(_ENTRY, view, at)
            format = letter.decode()
            stop = start + rows * struct.calcsize(format)
            found[name.rstrip(b"\0").decode()] = format, start, stop
        return found


def _column(data: Any, name: str) -> Any:
    format, start, stop = _directory(data)[name]
    whole: Any = memoryview(data)
    return whole[start:stop].cast(format)


def _receive_table(sock: Any) -> bytearray:
    head = _received(sock, bytearray(24), 0)
    table = bytearray(struct.unpack_from(_HEAD, head)[3])
    table[:24] = head
    return _received(sock, table, 24)


def _received(sock: Any, buffer: bytearray, done: int) -> bytearray:
    with memoryview(buffer) as view:
        while done < len(buffer):
            with view[done:] as rest:
                count = sock.recv_into(rest)
            if not count:
                raise EOFError("the connection was closed")
            done += count
    return buffer


def _formats(source: Random, size: int) -> dict[str, Any]:
    return {
        "formats": tuple(source.choices(_LETTERS, k=source.randint(1, 2 + size // 10))),
        "rows": source.randint(0, size // 3),
    }


def _some(formats: tuple[str, ...], rows: int, **more: Any) -> bool:
    return len(formats) > 0 and rows >= 0 and more.get("most", 1) > 0


@exercise(
    tools=(array, columns_of, struct.unpack_from, peak),
    reference=_table_parts,
    needs=LITTLE_ENDIAN,
    lends=True,
)
def table_parts() -> Iterator[Case | Each | Drawn]:
    """table_parts(columns): a list of buffers that, joined, are the table of these columns, in order.

    columns is a dict, with one name or more, from a name of 1 to 8 ASCII letters or digits to an array
    or a view of one dimension, contiguous, whose format is one of b B h H i I q Q f d; all have the
    same number of items, perhaps 0. A table is little-endian: a header `<4sIQQ` of COLS, the number of
    columns, the number of rows and the size of the whole table in bytes; an entry `<8sc7xQ` for each
    column, in order, of name, format and offset of its first byte; then the columns, each followed by
    zeros up to the next multiple of 8. The items are not copied: the list holds the memory of the
    columns.
    """
    yield Case(
        """
        table = b"".join(table_parts({"n": array("h", [1, 2, 3])}))
        unpack_from("<4sIQQ", table)
        """,
        due=(b"COLS", 1, 3, 56),
        en="The header comes first, 24 bytes: COLS, the number of columns, the number of rows, and the "
        "size of the whole table with the zeros at its end.",
        tr="En başta 24 baytlık başlık gelir. Başlıkta COLS, sütun sayısı, satır sayısı ve bütün "
        "tablonun, sondaki sıfırlar dâhil, büyüklüğü bulunur.",
        ru="Сначала идёт заголовок, 24 байта. В нём COLS, число столбцов, число строк и размер всей "
        "таблицы вместе с нулями в конце.",
    )
    yield Case(
        """
        table = b"".join(table_parts({"n": array("h", [1, 2, 3])}))
        unpack_from("<8sc7xQ", table, 24)
        """,
        due=(b"n\0\0\0\0\0\0\0", b"h", 48),
        en="Behind the header there is an entry of 24 bytes for each column: its name, its format, and "
        "the offset of its first byte.",
        tr="Başlığın ardında her sütun için 24 baytlık bir girdi vardır. Girdide sütunun adı, biçimi "
        "ve ilk baytının ofseti yazar.",
        ru="За заголовком идёт оглавление, по 24 байта на столбец. В каждом его пункте имя, формат "
        "и смещение первого байта столбца.",
    )
    yield Case(
        """
        b"".join(table_parts({"n": array("h", [1, 2, 3])}))[48:]
        """,
        due=b"\1\0\2\0\3\0\0\0",
        en="The items follow, six bytes, and then zeros up to the next multiple of 8.",
        tr="Ardından altı bayt tutan ögeler, onlardan sonra da 8'in bir sonraki katına kadar sıfırlar "
        "gelir.",
        ru="Дальше идут элементы, шесть байт, и нули до ближайшего смещения, кратного восьми.",
    )
    yield Case(
        """
        columns = {"n": array("B", [7]), "x": array("d", [0.5]), "k": array("i", [9])}
        table = b"".join(table_parts(columns))
        [unpack_from("<8sc7xQ", table, at)[2] for at in (24, 48, 72)], len(table)
        """,
        due=([96, 104, 112], 120),
        en="The first column begins behind all entries, and each next one behind the zeros of the one "
        "before. Count in bytes, by nbytes.",
        tr="İlk sütun bütün girdilerin, sonraki her sütun bir öncekini tamamlayan sıfırların ardında "
        "başlar. Ögeleri değil baytları sayın, sayıyı nbytes verir.",
        ru="Первый столбец начинается сразу за оглавлением, каждый следующий — за нулями "
        "предыдущего. Считайте в байтах, по nbytes.",
    )
    yield Case(
        """
        b"".join(table_parts({"n": array("h")}))[8:]
        """,
        due=struct.pack("<QQ", 0, 48) + struct.pack(_ENTRY, b"n", b"h", 48),
        en="A table without rows has a header and entries, and no byte behind them.",
        tr="Satırı olmayan bir tabloda başlık ve girdiler vardır, onlardan sonra hiç bayt yoktur.",
        ru="В таблице без строк есть заголовок и оглавление, а за ними нет ни байта.",
    )
    yield Case(
        """
        part = memoryview(array("i", range(9)))[2:5]
        b"".join(table_parts({"n": part}))[48:]
        """,
        due=array("i", [2, 3, 4]).tobytes() + bytes(4),
        en="A column may be a slice of a view: take its items, not those of its exporter.",
        tr="Sütun bir görünümün dilimi olabilir. Sağlayıcının değil, dilimin ögelerini alın.",
        ru="Столбцом может быть срез представления. Берите элементы среза, а не всего экспортёра.",
    )
    yield Case(
        """
        items = array("i", [1, 2, 3])
        parts = table_parts({"n": items})
        items[0] = 5
        b"".join(parts)[48:]
        """,
        due=array("i", [5, 2, 3]).tobytes() + bytes(4),
        en="The list must hold the memory of the column, not a copy: put a view of it into the list.",
        tr="Listede sütunun kopyası değil, kendi belleği bulunmalıdır. Listeye sütunun bir görünümünü "
        "koyun.",
        ru="В списке должна быть память самого столбца, а не копия. Положите в список "
        "представление столбца.",
    )
    yield Case(
        """
        items = array("i", [1, 2, 3])
        parts = table_parts({"n": memoryview(items)[1:].toreadonly()})
        items[1] = 5
        b"".join(parts)[48:]
        """,
        due=array("i", [5, 3]).tobytes(),
        en="This column is a view, and a read-only one: its memory belongs into the list as well, not a "
        "copy.",
        tr="Bu sütun, salt okunur bir görünüm. Onun da kopyası değil, kendi belleği listede "
        "bulunmalıdır.",
        ru="Этот столбец — представление, доступное только для чтения. В списке и от него нужна сама "
        "память, а не копия.",
    )
    yield Case(
        """
        table = b"".join(table_parts({"lastname": array("h", [1]), "n": array("h", [2])}))
        table[24:32], table[48:56]
        """,
        due=(b"lastname", b"n\0\0\0\0\0\0\0"),
        en="A name of eight letters fills its whole place: no zero has to stand behind it.",
        tr="Sekiz harfli bir ad yerini tamamen doldurur, ardında sıfır bulunması gerekmez.",
        ru="Имя из восьми букв занимает всё своё место, и нуля за ним не нужно.",
    )
    yield Case(
        """
        table = b"".join(table_parts({"z": array("h", [1]), "a": array("h", [2])}))
        table[24:25] + table[48:49]
        """,
        due=b"za",
        en="The entries came in another order than the columns have in the dictionary.",
        tr="Girdilerin sırası, sütunların sözlükteki sırasından farklı.",
        ru="Пункты оглавления идут не в том порядке, в каком столбцы стоят в словаре.",
    )
    yield Case(
        """
        isinstance(table_parts({"n": array("h", [1, 2, 3])}), list)
        """,
        due=True,
        en="The parts came, but not in a list: a tuple or a generator is none.",
        tr="Parçalar geldi, ama liste içinde değil. Demet de üreteç de liste değildir.",
        ru="Части есть, но не в списке. Кортеж и генератор — не списки.",
    )
    yield Case(
        """
        columns = {"x": array("d", bytes(2**20)), "n": array("q", bytes(2**20))}
        peak(lambda: table_parts(columns))
        """,
        due=MemoryAtMost(64 * KIB),
        en="A column was copied on the way. tobytes(), bytes() and join copy.",
        tr="Yol üzerinde bir sütun kopyalandı. tobytes(), bytes() ve join kopya çıkarır.",
        ru="Где-то по пути столбец скопирован. Копируют tobytes(), bytes() и join.",
    )
    yield Drawn(
        'b"".join(table_parts(columns_of({formats}, {rows})))',
        _formats,
        en="Write this table down by hand: header, entries, and columns with their zeros.",
        tr="Bu tabloyu elle yazın. Sırayla başlık, girdiler ve sıfırlarıyla birlikte sütunlar gelir.",
        ru="Выпишите эту таблицу вручную. Сначала заголовок, потом оглавление, потом столбцы с "
        "нулями.",
        allowed=_some,
    )


def _damaged() -> Iterator[Case]:
    """Yield each way to be no table, given as a bytearray and as a view, the error being held."""
    for damage in ("data[0] = 0", "del data[20:]", "del data[-1:]"):
        yield Case(
            f"""
            data = bytearray(table_of({{"n": array("h", [1])}}))
            {damage}
            try:
                directory(data)
            except ValueError as error:
                held = error
            data += b"-"
            len(data) > 20
            """,
            due=True,
            en="The error still holds a view of data, through the frame of a function that it left, or "
            "through the error before it. Open the view in a `with`.",
            tr="İstisna, içinden çıktığı fonksiyonun çerçevesi ya da kendinden önceki istisna yoluyla "
            "data nesnesinin bir görünümünü hâlâ tutuyor. Görünümü `with` ile açın.",
            ru="Исключение до сих пор удерживает представление data через фрейм функции, из которой оно "
            "вышло, или через предыдущее исключение. Открывайте представление в блоке `with`.",
        )
        yield Case(
            f"""
            data = bytearray(table_of({{"n": array("h", [1])}}))
            {damage}
            view = memoryview(data)
            try:
                directory(view)
            except ValueError as error:
                held = error
            view.release()
            data += b"-"
            len(data) > 20
            """,
            due=True,
            en="A slice of the caller's view is a view of its own: it locks data until it is released, even "
            "when the caller has released the first.",
            tr="Çağıranın görünümünden alınan dilim ayrı bir görünümdür. Çağıran kendi görünümünü bıraksa da "
            "dilim serbest bırakılana kadar data kilitli kalır.",
            ru="Срез представления — отдельное представление. Пока его не освободят, размер data "
            "заблокирован, даже если вызвавший код своё уже освободил.",
        )


@exercise(tools=(array, columns_of, table_of), reference=_directory)
def directory() -> Iterator[Case | Each | Drawn]:
    """directory(data): a dict from the name of each column to (format, start, stop), in order.

    data is bytes, a bytearray, a map, or a contiguous view of format 'B' that begins with a table;
    more bytes may follow. start and stop are offsets in bytes from the beginning of data; the zeros
    behind a column do not count. ValueError if the first four bytes are not COLS, or if data are
    shorter than a header or than the size in it says. Nothing is left locked, even while the
    ValueError is held.
    """
    yield Case(
        """
        directory(table_of({"n": array("h", [1, 2, 3])}))
        """,
        due={"n": ("h", 48, 54)},
        en="Name and format are str, and the name comes without its zeros. The column ends where its "
        "last item ends: rows times calcsize(format) bytes behind its start.",
        tr="Ad da biçim de str olmalı, adın sonundaki sıfırlar atılmalıdır. Sütun son ögesiyle birlikte "
        "biter. Başından sonuna kadar olan bayt sayısı, satır sayısıyla calcsize(format) değerinin "
        "çarpımıdır.",
        ru="Имя и формат — объекты `str`, имя без нулей. Столбец кончается вместе с последним "
        "элементом. Сколько в нём байтов, даёт число строк, умноженное на calcsize(format).",
    )
    yield Case(
        """
        directory(table_of({"n": array("B", [7]), "lastname": array("d", [0.5])}))
        """,
        due={"n": ("B", 72, 73), "lastname": ("d", 80, 88)},
        en="There is one entry of 24 bytes for each column, and a name may fill all of its eight bytes.",
        tr="Her sütun için 24 baytlık bir girdi vardır. Ad, kendisine ayrılan sekiz baytın hepsini "
        "doldurabilir.",
        ru="На каждый столбец приходится пункт в 24 байта, и имя может занимать все свои восемь "
        "байт.",
    )
    yield Case(
        """
        directory(table_of({"x10": array("h")}))
        """,
        due={"x10": ("h", 48, 48)},
        en="A column without items is there all the same, and stops where it starts. And the digit 0 at "
        "the end of a name belongs to it: what fills up names is bytes of the value 0.",
        tr="Ögesi olmayan sütun da vardır, başladığı yerde biter. Adın sonundaki 0 rakamı da ada aittir, "
        "adları dolduran ise değeri 0 olan baytlardır.",
        ru="Столбец без элементов тоже есть, и кончается он там же, где начинается. А цифра 0 на конце "
        "имени — его часть, ведь дополняют имена байты со значением 0.",
    )
    yield Case(
        """
        table = table_of({"z": array("b", [1]), "a": array("b", [2])})
        list(directory(table).items())
        """,
        due=[("z", ("b", 72, 73)), ("a", ("b", 80, 81))],
        en="The columns came in another order than in the table. A dictionary keeps the order in which "
        "they are put in.",
        tr="Sütunlar tablodakinden başka bir sırada geldi. Sözlük, girdileri eklendikleri sırada tutar.",
        ru="Столбцы идут не в том порядке, что в таблице. Словарь хранит их в том порядке, в каком их "
        "добавили.",
    )
    for change, en, tr, ru in (
        (
            "data[3] = 0",
            "This is no table: the first four bytes must be COLS. Raise ValueError.",
            "Bu bir tablo değil, ilk dört bayt COLS olmalıdır. ValueError fırlatın.",
            "Это не таблица, ведь первые четыре байта не COLS. Вызывайте исключение ValueError.",
        ),
        (
            'data[:4] = b"cols"',
            "Small letters are other bytes: the first four must be COLS.",
            "Küçük harfler başka baytlardır. İlk dört bayt COLS olmalıdır.",
            "Строчные буквы — другие байты. Первые четыре должны быть COLS.",
        ),
        (
            'data[1:5] = b"COLS"',
            "COLS stands one byte too late here. Compare the first four bytes, do not search.",
            "Burada COLS bir bayt geç başlıyor. Aramayın, ilk dört baytı karşılaştırın.",
            "Здесь COLS начинается на байт позже. Не ищите эти буквы, а сравните первые четыре байта.",
        ),
        (
            "del data[20:]",
            "Data shorter than a header are no table either: ValueError, and no other error.",
            "Başlıktan kısa olan veri de tablo değildir. Başka bir hata değil, ValueError fırlatın.",
            "Данные короче заголовка — тоже не таблица. Нужно исключение ValueError, а не другое.",
        ),
        (
            "del data[-1:]",
            "The table was cut short, by one byte: compare the size in the header with the length of data.",
            "Tablonun son baytı eksik. Başlıktaki büyüklüğü data nesnesinin uzunluğuyla karşılaştırın.",
            "У таблицы нет последнего байта. Сравните размер из заголовка с длиной data.",
        ),
    ):
        yield Case(
            f"""
            data = bytearray(table_of({{"n": array("h", [1, 2, 3, 4, 5])}}))
            {change}
            directory(data)
            """,
            due=ValueError,
            en=en,
            tr=tr,
            ru=ru,
        )
    yield Case(
        """
        table = table_of({"n": array("h", [1])})
        directory(memoryview(b"-" + table + b"more")[1:])
        """,
        due={"n": ("h", 48, 50)},
        en="More bytes may follow the table, and data may be a view that begins in the middle of its "
        "exporter.",
        tr="Tablonun ardından başka baytlar gelebilir. data, sağlayıcısının ortasında başlayan bir "
        "görünüm de olabilir.",
        ru="За таблицей могут идти другие байты, а data может быть представлением, которое начинается "
        "в середине экспортёра.",
    )
    yield Case(
        """
        data = bytearray(table_of({"n": array("h", [1])}))
        directory(data)
        data[0] = 0
        try:
            directory(data)
        except ValueError as error:
            held = error
        data.append(0)
        len(data)
        """,
        due=57,
        en="A view is still open, so data can't grow. Open views in a `with`, which releases them on "
        "every way out, or read from data itself.",
        tr="Bir görünüm hâlâ açık, bu yüzden data büyüyemiyor. Görünümleri `with` ile açın, blok nasıl "
        "biterse bitsin onları serbest bırakır. Ya da doğrudan data nesnesinden okuyun.",
        ru="Какое-то представление ещё открыто, и data не может расти. Открывайте представления в "
        "блоке `with`, который освободит их, чем бы он ни закончился, или читайте прямо из data.",
    )
    yield Each(_damaged)
    yield Drawn(
        "directory(table_of(columns_of({formats}, {rows})))",
        _formats,
        en="Walk the entries of this table by hand: each has 24 bytes, the first begins at byte 24.",
        tr="Bu tablonun girdilerinde elle ilerleyin. Her girdi 24 bayttır, ilki 24 numaralı baytta başlar.",
        ru="Пройдите оглавление этой таблицы вручную. Каждый пункт занимает 24 байта, первый "
        "начинается с байта 24.",
        allowed=_some,
    )


def _mapped() -> Iterator[Case]:
    """Yield a case on a map, where the platform has maps."""
    if util.find_spec("mmap") is None:
        return
    yield Case(
        """
        import mmap
        data = mmap.mmap(-1, 56)
        data[:] = table_of({"n": array("h", [1, 2, 3])})
        column(data, "n")[1] = 9
        data[50]
        """,
        due=9,
        en="Of a map, too, the column is a view: slicing the map itself copies.",
        tr="Eşlemin sütunu da görünüm olmalıdır. Eşlemin kendisini dilimlemek kopya çıkarır.",
        ru="Столбец отображения — тоже представление. А срез самого отображения копирует.",
    )


@exercise(
    tools=(array, columns_of, table_of, peak),
    reference=_column,
    needs=LITTLE_ENDIAN,
    lends=True,
)
def column() -> Iterator[Case | Each | Drawn]:
    """column(data, name): the items of a column, as an open memoryview on the memory of data.

    data are as for directory, with a table in them. The view has the format that the directory gives
    and one dimension, and is writable if data are. Nothing is copied. KeyError if there is no such
    column.
    """
    yield Case(
        """
        found = column(table_of({"n": array("h", [1, 2, 3]), "x": array("d", [0.5, 2, 4])}), "x")
        type(found).__name__, found.format, found.tolist()
        """,
        due=("memoryview", "d", [0.5, 2.0, 4.0]),
        en="Slice a view of data from start to stop, in bytes, and cast it to the format of the column.",
        tr="data nesnesinin görünümünü start ile stop arasında, bayt olarak dilimleyin. Sonra dilimin "
        "biçimini cast ile sütunun biçimine çevirin.",
        ru="Возьмите срез представления data от start до stop, в байтах, и переинтерпретируйте его "
        "с форматом столбца.",
    )
    yield Case(
        """
        column(table_of({"n": array("h", [1])}), "x")
        """,
        due=KeyError,
        en="There is no such column: let the KeyError of the dictionary through.",
        tr="Böyle bir sütun yok. Sözlüğün fırlattığı KeyError olduğu gibi dışarı ulaşsın.",
        ru="Такого столбца нет. Не перехватывайте исключение KeyError, которое вызовет словарь.",
    )
    for wanted, en, tr, ru in (
        (
            "lastnames",
            "The entry has room for eight letters, and this name has nine: the column that was found is "
            "another one.",
            "Girdide sekiz harflik yer var, bu ad dokuz harfli. Bulunan sütun başka bir sütun.",
            "В пункте оглавления место для восьми букв, а в этом имени девять. Найден другой столбец.",
        ),
        (
            "OL",
            "No column is called that. These letters stand in the header.",
            "Böyle bir sütun yok. Bu harfler başlıkta geçiyor.",
            "Столбца с таким именем нет. Эти буквы встретились в заголовке.",
        ),
    ):
        yield Case(
            f"""
            column(table_of({{"lastname": array("h", [1])}}), "{wanted}")
            """,
            due=KeyError,
            en=en,
            tr=tr,
            ru=ru,
        )
    yield Case(
        """
        data = bytearray(table_of({"n": array("h", [1, 2, 3])}))
        column(data, "n")[1] = 9
        column(data, "n").tolist(), data[48:54]
        """,
        due=([1, 9, 3], bytearray(b"\1\0\x09\0\3\0")),
        en="What is written into the column must show in data: this is a copy.",
        tr="Sütuna yazılanlar data nesnesinde de görünmelidir. Döndürdüğünüz ise bir kopya.",
        ru="Всё, что записано в столбец, должно быть видно в data. А это копия.",
    )
    yield Case(
        """
        table = table_of({"n": array("h", [1])})
        column(table, "n").readonly, column(bytearray(table), "n").readonly
        """,
        due=(True, False),
        en="The column can be written to exactly if data can.",
        tr="data yazılabilirse sütun da yazılabilir, data salt okunursa sütun da salt okunur olmalıdır.",
        ru="Писать в столбец можно тогда и только тогда, когда можно писать в data.",
    )
    yield Case(
        """
        table = table_of({"n": array("i", [7, 8])})
        column(memoryview(b"-" + table + b"more")[1:], "n").tolist()
        """,
        due=[7, 8],
        en="data may be a view that begins in the middle of its exporter: count from data itself.",
        tr="data, sağlayıcısının ortasında başlayan bir görünüm olabilir. Ofsetleri data nesnesinin "
        "başından sayın.",
        ru="Аргументом data может быть представление, которое начинается в середине экспортёра. "
        "Отсчитывайте смещения от начала data.",
    )
    yield Case(
        """
        names = "time2 time N n ab b".split()
        table = table_of({name: array("b", [i]) for i, name in enumerate(names)})
        [column(table, name)[0] for name in names]
        """,
        due=[0, 1, 2, 3, 4, 5],
        en="The wrong column was found: one whose name begins like the wanted one, contains it, or differs "
        "in large and small letters.",
        tr="Yanlış sütun bulundu. Onun adı arananla başlıyor, arananı içeriyor ya da ondan büyük ve küçük "
        "harfle ayrılıyor.",
        ru="Найден не тот столбец. Его имя начинается с нужного, содержит его или отличается от него "
        "прописной буквой.",
    )
    yield Case(
        """
        column(table_of({"n": array("h", [1, 2, 3, 4])}) + b"x", "n").tolist()
        """,
        due=[1, 2, 3, 4],
        en="One byte more follows the table, and what includes it can't be cast. Cut out the column in "
        "bytes first, from start to stop, and cast the slice.",
        tr="Tablodan sonra bir bayt daha var, onu da içeren bir görünümün biçimi değiştirilemez. Önce "
        "start ile stop arasındaki baytları dilimleyin, sonra dilimin biçimini değiştirin.",
        ru="За таблицей идёт ещё один байт, и вместе с ним переинтерпретировать память нельзя. Сначала "
        "возьмите срез в байтах, от start до stop, а формат меняйте уже у среза.",
    )
    yield Each(_mapped)
    yield Case(
        """
        found = column(table_of({"n": array("h")}), "n")
        found.format, found.tolist()
        """,
        due=("h", []),
        en="A table may have no rows: its columns are there all the same, empty, and keep their formats.",
        tr="Tablo satırsız olabilir. Sütunları yine de vardır, boştur ve biçimlerini korur.",
        ru="В таблице может не быть строк. Столбцы в ней всё равно есть, пустые и со своими форматами.",
    )
    yield Case(
        """
        table = table_of({"n": array("d", bytes(2**20))})
        peak(lambda: column(table, "n"))
        """,
        due=MemoryAtMost(64 * KIB),
        en="The column was copied, or the whole table. Slice a view, not data.",
        tr="Sütun ya da tablonun tamamı kopyalandı. data nesnesini değil, bir görünümü dilimleyin.",
        ru="Скопирован столбец, а то и вся таблица. Берите срез представления, а не data.",
    )
    yield Drawn(
        """
        table = table_of(columns_of({formats}, {rows}))
        found = [column(table, f"c{{i}}") for i in range(len({formats}))]
        [(each.format, each.tolist()) for each in found]
        """,
        _formats,
        en="Each column has its own format, and its number of items is the number of rows.",
        tr="Her sütunun kendi biçimi vardır. Öge sayısı hepsinde satır sayısına eşittir.",
        ru="У каждого столбца свой формат, а число элементов равно числу строк.",
        allowed=_some,
    )


@exercise(tools=(array, columns_of, table_of, Trickle, peak), reference=_receive_table)
def receive_table() -> Iterator[Case | Each | Drawn]:
    """receive_table(sock): the next table that arrives at sock, as a bytearray of exactly its size.

    Of sock only recv_into is used. It may store fewer bytes than there is room for, and it returns 0
    if the other end has closed the connection; then EOFError is raised. Bytes behind the table stay
    in the connection. The table is stored once: what else is needed is small. Afterwards the
    bytearray can grow.
    """
    yield Case(
        """
        receive_table(Trickle(table_of({"n": array("h", [1, 2, 3])}), 1000))
        """,
        due=bytearray(table_of({"n": array("h", [1, 2, 3])})),
        en="A bytearray with the whole table is wanted, header included. Its size is in bytes 16 to 23.",
        tr="Başlığıyla birlikte tablonun tamamını içeren bir `bytearray` isteniyor. Tablonun büyüklüğü "
        "16–23 numaralı baytlarda yazar.",
        ru="Нужен объект `bytearray` со всей таблицей, включая заголовок. Размер таблицы записан в "
        "байтах 16–23.",
    )
    yield Case(
        """
        receive_table(Trickle(table_of({"n": array("h", [1, 2, 3])}), 5))
        """,
        due=bytearray(table_of({"n": array("h", [1, 2, 3])})),
        en="Each call brought five bytes only, of the header too: call recv_into until all has come, each "
        "time with what is still empty.",
        tr="Her çağrı yalnızca beş bayt getirdi, başlık bile parça parça geldi. Hepsi gelene kadar "
        "recv_into çağırın ve ona her seferinde hâlâ boş olan bölümü verin.",
        ru="Каждый вызов приносил только пять байт, по частям пришёл и заголовок. Вызывайте "
        "recv_into, пока не придёт всё, и каждый раз передавайте ту часть, которая ещё не "
        "заполнена.",
    )
    yield Case(
        """
        sock = Trickle(table_of({"n": array("h", [1])}) + b"next", 1000)
        receive_table(sock)
        sock.left
        """,
        due=b"next",
        en="Bytes of the next message were taken: ask for no more than the header, then the rest of the "
        "table.",
        tr="Sonraki iletinin baytları da alındı. Önce yalnızca başlığı, sonra tablonun kalanını isteyin.",
        ru="Взяты байты следующего сообщения. Сначала запросите только заголовок, а потом остаток "
        "таблицы.",
    )
    for stop in (0, 10, 24, 50):
        yield Case(
            f"""
            receive_table(Trickle(table_of({{"n": array("h", [1, 2])}})[:{stop}], 8))
            """,
            due=EOFError,
            en="The connection was closed before the table was complete: when recv_into returns 0, raise "
            "EOFError.",
            tr="Bağlantı, tablo tamamlanmadan kapandı. recv_into 0 döndürünce EOFError fırlatın.",
            ru="Соединение закрыли раньше, чем пришла вся таблица. Если recv_into возвращает 0, "
            "вызывайте исключение EOFError.",
        )
    yield Case(
        """
        table = receive_table(Trickle(table_of({"n": array("h", [1])}), 1000))
        table.append(0)
        len(table)
        """,
        due=57,
        en="A view of the table is still open, so it can't grow: release every view before you return.",
        tr="Tablonun bir görünümü hâlâ açık, bu yüzden tablo büyüyemiyor. Fonksiyondan dönmeden önce her "
        "görünümü serbest bırakın.",
        ru="Какое-то представление таблицы ещё открыто, поэтому расти она не может. Освободите все "
        "представления, прежде чем вернуть таблицу.",
    )
    yield Case(
        """
        sock = Trickle(table_of({"n": array("d", bytes(2**20))}), 2**17)
        peak(lambda: receive_table(sock))
        """,
        due=MemoryAtMost(2**20 + 512 * KIB),  # a bytearray that grows takes an eighth more
        en="The table was in memory more than once: receive into the one bytearray that you return.",
        tr="Tablo bellekte birden çok kez bulundu. Gelenleri doğrudan, döndüreceğiniz tek `bytearray` "
        "nesnesine yazdırın.",
        ru="Таблица побывала в памяти в нескольких экземплярах. Принимайте данные прямо в тот "
        "`bytearray`, который вернёте.",
    )
    yield Case(
        """
        len(receive_table(Trickle(table_of({"n": array("q", range(9000))}), 4096)))
        """,
        due=72048,
        en="This table has more than 64 KiB, and it was cut off, or its size was misread: the size is a "
        "number of eight bytes.",
        tr="Bu tablo 64 KiB'tan büyük. Sonu kesildi ya da büyüklüğü yanlış okundu. Büyüklük sekiz baytlık "
        "bir sayıdır.",
        ru="В этой таблице больше 64\u00a0КиБ, и её либо обрезали, либо неверно прочитали её размер. "
        "Размер — число из восьми байт.",
    )
    yield Case(
        """
        len(receive_table(Trickle(table_of({"n": array("b", bytes(5000))}), 1)))
        """,
        due=5048,
        en="Five thousand bytes came one by one, and not all of them arrived.",
        tr="Beş bin bayt teker teker geldi, ama hepsi alınmadı.",
        ru="Пять тысяч байт пришли по одному, и приняты не все.",
    )
    yield Drawn(
        "receive_table(Trickle(table_of(columns_of({formats}, {rows})), {most}))",
        lambda source, size: {**_formats(source, size), "most": source.randint(1, 64)},
        en="Whatever the pieces are, all bytes of the table arrive once and in order.",
        tr="Parçalar nasıl olursa olsun tablonun bütün baytları sırayla, birer kez gelir.",
        ru="Какими бы ни были части, все байты таблицы должны оказаться на месте, по одному разу и "
        "по порядку.",
        allowed=_some,
    )
