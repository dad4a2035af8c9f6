"""Lesson 14: when it pays."""

from collections.abc import Iterator
from random import Random
from typing import Any

from bufferscope.cases import KIB, AtMost, Case, Drawn, Each, MemoryAtMost, exercise, peak


class Counted(bytes):
    """bytes that count, over all their slices together, the bytes that slicing copied."""

    def __init__(self, data: bytes) -> None:
        self._copied = [0]  # shared by the slices

    @property
    def copied(self) -> int:
        return self._copied[0]

    def __getitem__(self, key):
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
    record. data is not changed.
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
        tr="Kayıtlar birer birer yield ile verilmeli. Liste değil, üreteç (generator) yazın.",
        ru="Записи нужно выдавать по одной, с помощью `yield`, поэтому пишите генератор, а не "
        "список.",
    )
    yield Case(
        """
        list(records(bytearray(b"record 1"))), list(records(memoryview(b"record 2")))
        """,
        due=([b"record 1"], [b"record 2"]),
        en="The records are bytes whatever the data are: make them with bytes().",
        tr="Veri ne olursa olsun kayıtlar `bytes` olmalı. Onları bytes() ile oluşturun.",
        ru="Записи — объекты `bytes`, какими бы ни были данные. Создавайте их вызовом bytes().",
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
        tr="8000 baytlık veri için bunun kat kat fazlası kopyalandı. data[8:] her kayıtta geriye "
        "kalanın tamamını kopyaladığı için süre karesel artar. Bir ofseti ilerletin ya da bir "
        "görünümü dilimleyin.",
        ru="Данных 8000 байт, а скопировано во много раз больше. Срез data[8:] для каждой записи "
        "копирует весь остаток, и время растёт квадратично. Увеличивайте смещение или берите срезы "
        "представления.",
    )
    for kind in ("{data}", "bytearray({data})", 'memoryview(b"-" + {data})[1:]'):
        yield Drawn(
            f"list(records({kind}))",
            _data,
            en="Cut these bytes by hand after every eighth; nothing gets lost and nothing is added.",
            tr="Bu baytları elle, her sekizinciden sonra kesin. Hiçbir şey kaybolmaz, hiçbir şey "
            "eklenmez.",
            ru="Разрежьте эти байты вручную после каждого восьмого. Ничего не теряется и не "
            "добавляется.",
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
        "ru": "Срез представления — представление той же памяти.",
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
        "ru": "Метод cast() лишь читает те же байты как другие элементы, и срез тоже не копирует.",
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
        "ru": "Представления нельзя сложить. Операция + вызывает TypeError, даже если добавлять "
        "нечего.",
    },
    "memoryview(b)[::-1]": {
        "en": "Reversing a view only makes its stride negative.",
        "tr": "Bir görünümü ters çevirmek yalnızca bayt adımını negatif yapar.",
        "ru": "Срез [::-1] лишь делает байтовый шаг представления отрицательным.",
    },
    "bytes(memoryview(b))": {
        "en": "bytes() of a view is the same as tobytes(): a new object.",
        "tr": "Bir görünüme uygulanan bytes() da tobytes() gibi yeni bir nesne oluşturur.",
        "ru": "Вызов bytes() для представления — то же, что tobytes(), то есть новый объект.",
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
