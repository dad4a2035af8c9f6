"""Lesson 9: many dimensions."""

import struct
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from random import Random
from typing import Any

from bufferscope.cases.zoo import laid_out
from bufferscope.ceilings import KIB, MemoryAtMost, peak
from bufferscope.exercises import BY_REFERENCE, COPIED, LITTLE_ENDIAN, Case, Drawn, Each, exercise


def layout(shape: tuple[int, ...], strides: tuple[int, ...], format: str = "B") -> memoryview:
    """Return a view with this shape and these strides, on zeros. Python itself can't make most."""
    itemsize = struct.calcsize(format)
    low, high = _ends(shape, strides, itemsize) if 0 not in shape else (0, 0)
    return laid_out(bytes(high - low), shape, strides, format, start=-low)


def _ends(shape: Sequence[int], strides: Sequence[int], itemsize: int) -> tuple[int, int]:
    ends = [(length - 1) * step for length, step in zip(shape, strides, strict=True)]
    return sum(end for end in ends if end < 0), sum(end for end in ends if end > 0) + itemsize


def _strides_of(shape: tuple[int, ...], itemsize: int, order: str) -> tuple[int, ...]:
    strides, step = [], itemsize
    for length in shape if order == "F" else shape[::-1]:
        strides.append(step)
        step *= length
    return tuple(strides if order == "F" else strides[::-1])


def _offset(index: tuple[int, ...], strides: tuple[int, ...]) -> int:
    return sum(i * step for i, step in zip(index, strides, strict=True))


def _row(m: Any, i: int) -> Any:
    count, size = m.shape[0], m.shape[1] * m.itemsize
    if not -count <= i < count:
        raise IndexError(f"no row {i} of {count}")
    start = i % count * size
    return m.cast("B")[start : start + size].cast(m.format)


def _extent(view: Any) -> tuple[int, int]:
    return _ends(view.shape, view.strides, view.itemsize) if 0 not in view.shape else (0, 0)


def _shape(source: Random, size: int) -> dict[str, Any]:
    return {
        "shape": tuple(source.randint(1, 5) for _ in range(min(size // 4, 6))),
        "itemsize": source.choice((1, 2, 3, 4, 8, 16)),
        "order": source.choice("CF"),
    }


def _index(source: Random, size: int) -> dict[str, Any]:
    ndim = min(1 + size // 4, 6)
    return {
        "index": tuple(source.randint(0, 9) for _ in range(ndim)),
        "strides": tuple(source.randint(-20, 20) for _ in range(ndim)),
    }


def _layout(source: Random, size: int) -> dict[str, Any]:
    ndim = min(size // 8, 4)
    return {
        "shape": tuple(source.randint(size % 9 != 8, 4) for _ in range(ndim)),
        "strides": tuple(source.randint(-9, 9) for _ in range(ndim)),
        "format": source.choice("Bhid"),
    }


@exercise(reference=_strides_of)
def strides_of() -> Iterator[Case | Each | Drawn]:
    """strides_of(shape, itemsize, order): the strides, a tuple, of a contiguous grid of that shape.

    order is 'C' or 'F'. shape is a tuple of any number of lengths, even none, each at least 1.
    """
    yield Case(
        """
        strides_of((3, 4), 1, "C")
        """,
        due=(4, 1),
        en="In C order the last index varies fastest: its stride is itemsize, and every other is "
        "the next stride times the next dimension.",
        tr="C sırasında en hızlı değişen, son indekstir. Onun bayt adımı itemsize kadardır. "
        "Diğer bayt adımlarının her biri, bir sonraki bayt adımı ile bir sonraki boyutun "
        "uzunluğunun çarpımıdır.",
        ru="При порядке C быстрее всего меняется последний индекс. Его байтовый шаг равен "
        "itemsize, а каждый другой — следующему байтовому шагу, умноженному на длину следующего "
        "измерения.",
    )
    yield Case(
        """
        strides_of((3, 4), 2, "C")
        """,
        due=(8, 2),
        en="Strides count bytes, not items: itemsize is a factor of each.",
        tr="Bayt adımları ögeleri değil baytları saydığı için itemsize her birinde çarpandır.",
        ru="Байтовые шаги считают байты, а не элементы, и itemsize — множитель в каждом из них.",
    )
    yield Case(
        """
        strides_of((3, 4), 2, "F")
        """,
        due=(2, 6),
        en="In Fortran order the first index varies fastest, and here a column has three items.",
        tr="Fortran sırasında en hızlı değişen, ilk indekstir. Burada bir sütunda üç öge vardır.",
        ru="При порядке Fortran быстрее всего меняется первый индекс, а в столбце здесь три "
        "элемента.",
    )
    yield Case(
        """
        strides_of((2, 3, 4), 8, "C"), strides_of((2, 3, 4), 8, "F")
        """,
        due=((96, 32, 8), (8, 16, 48)),
        en="It works for any number of dimensions: multiply on from one to the next.",
        tr="Kural her boyut sayısı için geçerlidir. Bir boyuttan sonrakine çarparak ilerleyin.",
        ru="Это верно для любого числа измерений. Умножайте, переходя от одного к следующему.",
    )
    yield Case(
        """
        strides_of((5,), 4, "C"), strides_of((5,), 4, "F"), strides_of((), 4, "C")
        """,
        due=((4,), (4,), ()),
        en="One dimension has one stride, the same in both orders; no dimensions have none.",
        tr="Tek boyutun, iki sırada da aynı olan tek bir bayt adımı vardır. Boyut yoksa bayt "
        "adımı da yoktur.",
        ru="Если измерение одно, байтовый шаг тоже один, одинаковый при обоих порядках, а без "
        "измерений нет и байтовых шагов.",
    )

    yield Case(
        """
        strides_of((2, 3, 1, 4), 3, "C"), strides_of((2, 3, 1, 4), 3, "F")
        """,
        due=((36, 12, 12, 3), (3, 6, 18, 18)),
        en="Four dimensions, of which one has length 1, and items of three bytes: the rule stays the "
        "same.",
        tr="Burada dört boyut var, birinin uzunluğu 1, ögeler de üçer bayt. Kural değişmez.",
        ru="Четыре измерения, одно из них длины 1, и элементы по три байта, но правило то же.",
    )
    yield Drawn(
        "strides_of({shape}, {itemsize}, {order})",
        _shape,
        en="Write the strides down one by one: the fastest is itemsize, each next one is the one before "
        "times the length of its dimension.",
        tr="Bayt adımlarını birer birer yazın. En hızlı indeksinki itemsize kadardır. "
        "Sonrakilerin her biri, bir önceki bayt adımı ile onun boyutunun uzunluğunun çarpımıdır.",
        ru="Выпишите байтовые шаги по одному. Самый быстрый равен itemsize, каждый следующий — "
        "предыдущему, умноженному на длину его измерения.",
        allowed=lambda shape, itemsize, order: all(shape) and itemsize > 0,
    )


@exercise(reference=_offset)
def offset() -> Iterator[Case | Each | Drawn]:
    """offset(index, strides): the distance in bytes of the item at index from that at (0, 0, ...).

    Both are tuples of the same length, any length, even 0. An index counts from 0; a stride may be
    negative or 0.
    """
    yield Case(
        """
        offset((1, 2), (8, 2))
        """,
        due=12,
        en="Each index counts steps of its own stride: the offset is the sum of their products.",
        tr="Her indeks kendi bayt adımıyla çarpılır. Ofset, bu çarpımların toplamıdır.",
        ru="Каждый индекс умножают на байтовый шаг его измерения, и смещение — это сумма "
        "произведений.",
    )
    yield Case(
        """
        offset((1, 2), (2, 6))
        """,
        due=14,
        en="The strides are given, so the order does not matter here: 1 * 2 + 2 * 6.",
        tr="Bayt adımları verildiği için C ya da F sırası fark etmez. Ofset 1 * 2 + 2 * 6 olur.",
        ru="Байтовые шаги уже даны, поэтому порядок здесь не важен, смещение равно 1 * 2 + 2 * 6.",
    )
    yield Case(
        """
        offset((1, 1, 1), (96, 32, 8))
        """,
        due=136,
        en="Every dimension counts, however many there are.",
        tr="Kaç tane olursa olsun her boyut hesaba katılır.",
        ru="Учитывается каждое измерение, сколько бы их ни было.",
    )
    yield Case(
        """
        offset((2,), (-4,))
        """,
        due=-8,
        en="A negative stride leads backwards: the offset is negative.",
        tr="Negatif bayt adımı geriye götürür, ofset de negatif olur.",
        ru="Отрицательный байтовый шаг ведёт назад, поэтому смещение отрицательно.",
    )
    yield Case(
        """
        int(offset((), ()))
        """,
        due=0,
        en="Without dimensions there is one item, element 0 itself: offset 0.",
        tr="Boyut yoksa tek öge vardır, o da 0 numaralı ögedir. Ofset 0 olur.",
        ru="Без измерений элемент один, он же нулевой, и смещение равно 0.",
    )
    yield Drawn(
        "offset({index}, {strides})",
        _index,
        en="Each index belongs to the stride at its own place, and every product is added with its "
        "sign.",
        tr="Her indeks kendi sırasındaki bayt adımıyla çarpılır, çarpımlar işaretleriyle toplanır.",
        ru="Каждый индекс относится к байтовому шагу на своём месте, и все произведения складываются "
        "со своими знаками.",
        allowed=lambda index, strides: len(index) == len(strides) > 0,
    )


def _row_trials() -> Iterator[Case]:
    for format, shape, i in (
        *(("b", (4, 6), 2), ("c", (4, 6), 2), ("h", (3, 4), 1), ("i", (2, 3), 1), ("f", (2, 3), 0)),
        *(("d", (3, 1), 2), ("q", (1, 3), 0), ("h", (12, 1), 7), ("B", (24, 1), -3)),
        *(("h", (1, 12), -1), ("?", (2, 12), 1)),
    ):
        yield Case(
            f"""
            m = memoryview(bytes(range(120, 144))).cast({format!r}, {shape})
            part = row(m, {i})
            part.format.lstrip("@"), part.shape, part.tobytes()
            """,
            due=BY_REFERENCE,
            en="Any format that cast takes may come, and any number of rows and columns, also one.",
            tr="cast metodunun kabul ettiği her biçim gelebilir. Satır ve sütun sayısı da bir "
            "dâhil herhangi bir sayı olabilir.",
            ru="Формат может быть любым из тех, что принимает cast(), а строк и столбцов — сколько "
            "угодно, в том числе по одному.",
        )


@exercise(tools=(array, peak), reference=_row, lends=True)
def row() -> Iterator[Case | Each | Drawn]:
    """row(m, i): row i of m as an open 1-D memoryview of the same format, on the same memory.

    m is a C-contiguous 2-D memoryview of a format that cast takes, with at least one row and one
    column; it stays open. Nothing is copied, and the row is writable if m is. i from -rows to -1
    counts from the end; IndexError for every i below -rows or above rows - 1.
    """
    yield Case(
        """
        m = memoryview(bytearray(range(12))).cast("B", (3, 4))
        row(m, 1).tolist()
        """,
        due=[4, 5, 6, 7],
        en="memoryview has no sub-views: make the view flat with cast('B'), then slice the row.",
        tr="`memoryview` nesnesinin bir satırı alt görünüm olarak alınamaz. Görünümü cast('B') "
        "ile tek boyutlu yapın, sonra satırı dilimleyin.",
        ru="Строку таблицы объект `memoryview` как подпредставление не выдаёт. Сделайте "
        "представление одномерным с помощью cast('B') и возьмите срез с байтами этой строки.",
    )
    yield Case(
        """
        m = memoryview(array("i", range(12))).cast("B").cast("i", (3, 4))
        part = row(m, 2)
        part.format.lstrip("@"), part.tolist()
        """,
        due=("i", [8, 9, 10, 11]),
        en="The format must be that of m: cast back to it. Bytes and items are counted apart: "
        "a row has strides[0] bytes and shape[1] items.",
        tr="Biçim, m görünümünün biçimi olmalı. cast ile ona dönün. Baytlarla ögeleri "
        "karıştırmayın, bir satırda strides[0] bayt, shape[1] öge vardır.",
        ru="Формат должен быть тем же, что у m. Верните его ещё одним вызовом cast(). Не путайте "
        "байты с элементами: в строке таблицы strides[0] байт и shape[1] элементов.",
    )
    yield Case(
        """
        data = bytearray(range(6))
        part = row(memoryview(data).cast("B", (2, 3)), 1)
        data[3] = 99
        list(part)
        """,
        due=[99, 4, 5],
        **COPIED,
    )
    yield Case(
        """
        data = bytearray(6)
        row(memoryview(data).cast("B", (2, 3)), 0)[2] = 7
        list(data)
        """,
        due=[0, 0, 7, 0, 0, 0],
        en="Writing into the row must write into the memory of m.",
        tr="Satıra yazılan, m görünümünün belleğine yazılmalıdır.",
        ru="Запись в строку таблицы должна попадать в память m.",
    )
    yield Case(
        """
        m = memoryview(bytes(range(12))).cast("B", (3, 4))
        row(m, -1).tolist(), row(m, -3).tolist()
        """,
        due=([8, 9, 10, 11], [0, 1, 2, 3]),
        en="A negative i counts from the end: add the number of rows to it.",
        tr="Negatif i sondan sayılır, ona satır sayısını ekleyin.",
        ru="Отрицательное i отсчитывается с конца, поэтому прибавьте к нему число строк таблицы.",
    )
    for beyond in (3, -4, 4, -5, 100, -100):
        yield Case(
            f"""
            m = memoryview(bytes(12)).cast("B", (3, 4))
            row(m, {beyond})
            """,
            due=IndexError,
            en="There is no such row, and a slice would be empty or wrong without an error: "
            "check i against shape[0] and raise IndexError.",
            tr="Böyle bir satır yok. Dilim hata vermez, ama boş ya da yanlış çıkar. Bu yüzden i "
            "değerini shape[0] ile karşılaştırıp IndexError fırlatın.",
            ru="Такой строки в таблице нет, а срез молча окажется пустым или неверным. Сверьте i с "
            "shape[0] и вызовите исключение IndexError.",
        )
    yield Each(_row_trials)
    yield Case(
        """
        m = memoryview(bytearray(range(16)))[4:].cast("B", (3, 4))
        [row(m, i).tolist() for i in (0, 1, 2, -1, -2, -3)]
        """,
        due=BY_REFERENCE,
        en="m may begin in the middle of its exporter: count from m itself, not from m.obj.",
        tr="m, sağlayıcısının ortasında başlıyor olabilir. m.obj nesnesinden değil, m "
        "görünümünün kendisinden sayın.",
        ru="Представление m может начинаться в середине экспортёра, поэтому считайте от самого m, "
        "а не от m.obj.",
    )
    yield Case(
        """
        m = memoryview(bytearray(6)).cast("B", (2, 3))
        row(m, 0).readonly, row(m.toreadonly(), 0).readonly
        """,
        due=(False, True),
        en="The row can be written to exactly if m can.",
        tr="Satıra ancak m görünümüne yazılabiliyorsa yazılabilir.",
        ru="Писать в строку таблицы можно ровно тогда, когда можно писать в m.",
    )
    yield Case(
        """
        m = memoryview(bytes(2**20)).cast("B", (2, 2**19))
        peak(lambda: row(m, 1))
        """,
        due=MemoryAtMost(16 * KIB),
        en="The row was copied, or all of m: tobytes(), tolist() and bytes() copy.",
        tr="Satır ya da m görünümünün tamamı kopyalandı. tobytes(), tolist() ve bytes() kopyalar.",
        ru="Скопирована строка таблицы или всё m. Копируют tobytes(), tolist() и bytes().",
    )


@exercise(tools=(array, layout), reference=_extent)
def extent() -> Iterator[Case | Each | Drawn]:
    """extent(view): (low, high), the offsets in bytes of the first byte touched and one past the last.

    A tuple, relative to the first byte of element 0, worked out from shape, strides and itemsize.
    view is a memoryview of any number of dimensions, with strides of any sign. A view without items
    touches nothing: (0, 0).
    """
    yield Case(
        """
        extent(memoryview(array("i", [1, 2, 3])))
        """,
        due=(0, 12),
        en="The last item begins at (3 - 1) * 4 and ends itemsize bytes later: don't forget it.",
        tr="Son öge (3 - 1) * 4 ofsetinde başlar ve itemsize bayt sonra biter, bunu unutmayın.",
        ru="Последний элемент начинается со смещения (3 - 1) * 4 и занимает itemsize байт, не "
        "забудьте их.",
    )
    yield Case(
        """
        extent(memoryview(bytes(6))[::2])
        """,
        due=(0, 5),
        en="Three items two bytes apart span five bytes: the span is not nbytes, and the gap "
        "behind the last item is not touched.",
        tr="Başlangıçları iki bayt arayla duran üç öge beş bayta yayılır. Bu sayı nbytes "
        "değildir, son ögenin ardındaki boşluk da buna girmez.",
        ru="Три элемента с байтовым шагом 2 занимают пять байт. Это не nbytes, а промежуток за "
        "последним элементом не в счёт.",
    )
    yield Case(
        """
        extent(memoryview(array("h", [1, 2, 3]))[::-1])
        """,
        due=(-4, 2),
        en="With a negative stride the items lie before element 0: low is negative, and high is "
        "the end of element 0.",
        tr="Bayt adımı negatifse diğer ögeler bellekte 0 numaralı ögeden önce durur. low "
        "negatiftir, high da 0 numaralı ögenin sonudur.",
        ru="При отрицательном байтовом шаге элементы лежат в памяти перед нулевым, так что low "
        "отрицательно, а high — конец нулевого элемента.",
    )
    yield Case(
        """
        extent(layout(shape=(3, 4), strides=(-8, 2), format="h"))
        """,
        due=(-16, 8),
        en="Each dimension reaches to one side: negative strides add to low, positive to high.",
        tr="Her boyut tek bir yöne uzanır. Negatif bayt adımlarının payı low değerine, "
        "pozitiflerinki high değerine eklenir.",
        ru="Каждое измерение тянется в одну сторону. Отрицательные байтовые шаги отодвигают low, "
        "положительные — high.",
    )
    yield Case(
        """
        extent(layout(shape=(1000, 4), strides=(0, 1)))
        """,
        due=(0, 4),
        en="A stride of 0 uses the same memory again and again: it reaches nowhere.",
        tr="Bayt adımı 0 olan boyut hep aynı belleği kullanır, hiçbir yöne uzanmaz.",
        ru="При байтовом шаге 0 память всё время одна и та же, такой шаг никуда не ведёт.",
    )
    yield Case(
        """
        extent(layout(shape=(3, 0), strides=(4, 4), format="i"))
        """,
        due=(0, 0),
        en="A dimension of length 0 means no items at all: no byte is touched.",
        tr="Uzunluğu 0 olan bir boyut, hiç öge olmadığı anlamına gelir. Görünüm hiçbir baytı "
        "kapsamaz.",
        ru="Измерение длины 0 означает, что элементов нет и ни один байт не затронут.",
    )
    yield Case(
        """
        extent(memoryview(bytes(4)).cast("i", ()))
        """,
        due=(0, 4),
        en="No dimensions, one item: it has itemsize bytes.",
        tr="Boyut yok, tek öge var, o da itemsize bayttır.",
        ru="Измерений нет, элемент один, и в нём itemsize байт.",
    )
    yield Drawn(
        "extent(layout({shape}, {strides}, {format}))",
        _layout,
        en="Add (length - 1) * stride over the dimensions: the negative ones give low, the positive "
        "ones, with itemsize, give high.",
        tr="Her boyut için (uzunluk - 1) * bayt adımı değerini hesaplayın: negatiflerin toplamı low, "
        "itemsize ile birlikte pozitiflerin toplamı high olur.",
        ru="Для каждого измерения возьмите (длина - 1) * байтовый шаг. Сумма отрицательных даёт "
        "low, сумма положительных вместе с itemsize — high.",
        allowed=lambda shape, strides, format: len(shape) == len(strides),
    )


def wav_file(
    channels: int,
    items: Sequence[int],
    *,
    before: bytes = b"",
    junk: bytes = b"even",
    more: bytes = b"",
) -> bytearray:
    """Return a WAV file of 16-bit samples, with a chunk before the data and one behind.

    before  payload of a chunk before `fmt `, if there is to be one
    junk    payload of the chunk before the data
    more    what follows the 16 bytes of `fmt `
    """

    def chunk(name: bytes, payload: bytes) -> bytes:
        return struct.pack("<4sI", name, len(payload)) + payload + bytes(len(payload) % 2)

    form = struct.pack("<HHIIHH", 1, channels, 8000, 8000, 2, 16) + more
    body = chunk(b"note", before) if before else b""
    body += chunk(b"fmt ", form) + chunk(b"JUNK", junk)
    body += chunk(b"data", struct.pack(f"<{len(items)}h", *items)) + chunk(b"LIST", b"INFO")
    return bytearray(b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WAVE" + body)


@contextmanager
def _frames(data: bytearray) -> Iterator[memoryview]:
    with memoryview(data) as view:
        if bytes(view[:4]) != b"RIFF" or bytes(view[8:12]) != b"WAVE":
            raise ValueError("not a WAV file")
        chunks, offset = {}, 12
        while offset < len(view):
            name, size = struct.unpack_from("<4sI", view, offset)
            chunks[name] = start, size = offset + 8, size
            offset = start + size + size % 2
        (channels,) = struct.unpack_from("<H", view, chunks[b"fmt "][0] + 2)
        start, size = chunks[b"data"]
        shape = size // (2 * channels), channels
        with view[start : start + size] as part, part.cast("h", shape) as m:
            yield m


def _halve(m: Any, channel: int) -> None:
    for i in range(m.shape[0]):
        m[i, channel] //= 2


def _file(source: Random, size: int) -> dict[str, Any]:
    channels = source.choice((1, 1, 2, 2, 3, 6, 256))
    count = channels * source.randint(1, 1 + size // 4)
    letters = b"datafmt RIFFWAVE\0\1\4"
    return {
        "channels": channels,
        "items": [source.randint(-(2**15), 2**15 - 1) for _ in range(count)],
        "before": bytes(source.choices(letters, k=source.randint(0, size // 2))),
        "junk": bytes(source.choices(letters, k=source.randint(0, size // 2))),
    }


def _sound(source: Random, size: int) -> dict[str, Any]:
    channels = source.randint(1, 1 + size // 8)
    count = channels * source.randint(1, 1 + size // 4)
    return {
        "items": [source.randint(-(2**15), 2**15 - 1) for _ in range(count)],
        "channels": channels,
        "channel": source.randrange(channels),
    }


@exercise(tools=(wav_file,), reference=_frames, needs=LITTLE_ENDIAN, lends=True)
def frames() -> Iterator[Case | Each | Drawn]:
    """frames(data): a context manager that gives the samples of a WAV file as a view.

    data is a bytearray. Unless its bytes 0 to 3 are RIFF and 8 to 11 are WAVE, `with frames(data)`
    raises ValueError. From byte 12 on follow chunks: a name of 4 bytes, the size of the payload as 4
    bytes, little-endian, the payload, and one byte more if the size is odd. They are walked one by
    one; `fmt ` and `data` may begin anywhere, `fmt ` comes first, and other chunks may be empty or
    have these names within. Bytes 2 and 3 of the payload of `fmt ` are the number of channels.

    What the block gets is a memoryview of format 'h' and shape (frames, channels), of one frame or
    more, on the memory of data, writable. After the block, however it ended, data can grow again,
    even if the name of the view is still there; so it can while the ValueError is held. An error in
    the block goes on.
    """
    for at in (0, 8):
        yield Case(
            f"""
            data = wav_file(2, [1, -1])
            data[{at}] = 0
            frames(data).__enter__()
            """,
            due=ValueError,
            en="This is no WAV file: bytes 0 to 3 must be RIFF and bytes 8 to 11 must be WAVE. Compare "
            "both, and raise ValueError before the yield.",
            tr="Bu bir WAV dosyası değil, çünkü 0–3 numaralı baytlar RIFF, 8–11 numaralı baytlar "
            "WAVE olmalıdır. İkisini de karşılaştırın ve yield deyiminden önce ValueError "
            "fırlatın.",
            ru="Это не файл WAV. Байты 0–3 должны быть RIFF, а байты 8–11 — WAVE. Сравните и те и "
            "другие и вызовите ValueError до `yield`.",
        )
    yield Case(
        """
        frames(bytearray(b"RIFF")).__enter__()
        """,
        due=ValueError,
        en="Data too short for both signatures are no WAV file either: ValueError, and no other error.",
        tr="İki imzaya yetmeyecek kadar kısa veri de WAV dosyası değildir. Başka bir hata değil, "
        "ValueError beklenir.",
        ru="Если данных не хватает на обе сигнатуры, это тоже не файл WAV, и нужна ошибка "
        "ValueError, а не какая-нибудь другая.",
    )
    yield Case(
        """
        with frames(wav_file(2, [20, -9, 40, -19])) as m:
            type(m).__name__, m.format.lstrip("@"), m.shape
        """,
        due=("memoryview", "h", (2, 2)),
        en="A view of format 'h' is wanted, with a row for each frame and a column for each channel.",
        tr="Biçimi 'h' olan, her çerçeve için bir satırı, her kanal için bir sütunu bulunan bir "
        "görünüm isteniyor.",
        ru="Нужно представление с форматом 'h', где строка таблицы — кадр, а столбец — канал.",
    )
    yield Case(
        """
        with frames(wav_file(1, [20, -9, 40], junk=b"longer!")) as m:
            m.tolist()
        """,
        due=[[20], [-9], [40]],
        en="The chunk before the samples has another size here, and an odd one, behind which one more "
        "byte follows: walk from chunk to chunk.",
        tr="Örneklerden önceki parçanın büyüklüğü burada başka, üstelik tek sayı olduğu için "
        "ardında bir bayt daha var. Parçadan parçaya ilerleyin.",
        ru="Чанк перед отсчётами здесь другого размера, притом нечётного, и за ним идёт ещё один "
        "байт. Переходите от чанка к чанку.",
    )
    yield Case(
        """
        with frames(wav_file(1, [20, -9, 40], junk=b"longer")) as m:
            m.tolist()
        """,
        due=[[20], [-9], [40]],
        en="The chunk before the samples has an even size here, so the next one follows at once: the "
        "byte more is there behind an odd size only.",
        tr="Örneklerden önceki parçanın büyüklüğü burada çift sayı, yani sonraki parça hemen "
        "ardından gelir. Fazladan bayt yalnızca büyüklük tek sayıysa bulunur.",
        ru="Чанк перед отсчётами здесь чётного размера, и следующий идёт сразу за ним. Лишний байт "
        "бывает только за нечётным размером.",
    )
    yield Case(
        """
        with frames(wav_file(2, [20, -9], before=b"first")) as m:
            m.tolist()
        """,
        due=[[20, -9]],
        en="The chunk `fmt ` does not come first here: take it from where the walk finds it.",
        tr="Burada ilk parça `fmt ` değil. Onu ilerlerken bulduğunuz yerden okuyun.",
        ru="Чанк `fmt ` здесь не первый. Читайте его там, где нашли при обходе.",
    )
    yield Case(
        r"""
        junk = b"data\4\0\0\0\1\2\3\4fmt \0\0\7\0"
        with frames(wav_file(2, [20, -9], junk=junk)) as m:
            m.tolist()
        """,
        due=[[20, -9]],
        en="The names of chunks also occur inside of a payload here: a search such as find() takes them "
        "for chunks, a walk by sizes does not.",
        tr="Parça adları burada bir veri yükünün içinde de geçiyor. find() ile arayan kod "
        "bunları parça sanır, büyüklüklere göre ilerleyen döngü sanmaz.",
        ru="Имена чанков встречаются здесь и внутри содержимого. Поиск вроде find() примет их за "
        "чанки, а обход по размерам — нет.",
    )
    yield Case(
        r"""
        with frames(wav_file(2, [20, -9], before=b"fmt \20\0\0\0\1\0\7\0")) as m:
            m.tolist()
        """,
        due=[[20, -9]],
        en="The letters fmt stand in the payload of the first chunk here: not every occurrence of a name "
        "begins a chunk.",
        tr="Burada fmt harfleri ilk parçanın veri yükünde de geçiyor. Bir adın geçtiği her yerde "
        "parça başlamaz.",
        ru="Буквы fmt стоят здесь в содержимом первого чанка. Не с каждого вхождения имени "
        "начинается чанк.",
    )
    yield Case(
        """
        with frames(wav_file(2, [20, -9], more=bytes(2))) as m:
            m.tolist()
        """,
        due=[[20, -9]],
        en="The payload of `fmt ` has 18 bytes here: its size stands before it, as for every chunk.",
        tr="Burada `fmt ` parçasının veri yükü 18 bayttır. Her parçada olduğu gibi büyüklüğü "
        "önünde yazar.",
        ru="Содержимое чанка `fmt ` занимает здесь 18 байт. Его размер, как и у всех, записан "
        "перед ним.",
    )
    yield Case(
        """
        data = wav_file(2, [1, -1])
        data[0] = 0
        try:
            frames(data).__enter__()
        except ValueError as error:
            held = error
        data.append(0)
        len(data)
        """,
        due=73,
        en="The ValueError is still held, and its traceback holds a view of the file. Test the bytes "
        "inside of `with memoryview(data)`, which releases the view on the way out.",
        tr="ValueError hâlâ saklanıyor, geri izlemesi de dosyanın bir görünümüne referans "
        "tutuyor. Baytları, çıkarken görünümü serbest bırakan `with memoryview(data)` bloğunun "
        "içinde denetleyin.",
        ru="Исключение ValueError ещё хранится, а его трассировка стека удерживает представление "
        "файла. Проверяйте байты внутри `with memoryview(data)`, и при выходе представление "
        "освободится.",
    )
    yield Case(
        """
        with frames(wav_file(300, range(600))) as m:
            m.shape
        """,
        due=(2, 300),
        en="The number of channels has two bytes, little-endian.",
        tr="Kanal sayısı iki bayttır, bayt sırası little-endian.",
        ru="Число каналов занимает два байта, порядок little-endian.",
    )
    yield Case(
        """
        data = wav_file(2, [20, -9, 40, -19])
        with frames(data) as m:
            m[1, 0] = 7
        data == wav_file(2, [20, -9, 7, -19])
        """,
        due=True,
        en="What is written into the view must show in the file: this is a copy, or not the samples.",
        tr="Görünüme yazılan dosyada görünmelidir. Bu ya bir kopya ya da örnekler değil.",
        ru="Записанное в представление должно появиться в файле. Сейчас это или копия, или не те "
        "байты.",
    )
    yield Case(
        """
        data = wav_file(2, [20, -9])
        with frames(data) as m:
            pass
        data.append(0)
        len(data)
        """,
        due=73,
        en="After the block data must be free to grow, even though the name m is still there: release "
        "the view of the file, its slice and the cast, each by a `with` around the yield.",
        tr="Bloktan sonra, m adı hâlâ dursa bile, data büyüyebilmelidir. Dosyanın görünümünü, "
        "onun dilimini ve biçimi değiştirilmiş görünümü, yield çevresinde birer `with` ile "
        "serbest bırakın.",
        ru="После блока объект data должен снова расти, хотя имя m ещё существует. Освободите "
        "представление файла, его срез и результат cast(), каждое блоком `with` вокруг `yield`.",
    )
    yield Case(
        """
        data = wav_file(2, [20, -9])
        try:
            with frames(data) as m:
                {}["missing"]
        except KeyError as error:
            held = error
        data.append(0)
        len(data)
        """,
        due=73,
        en="The block was left by an error, and a view stayed open. The error comes up at the yield: "
        "put it into `with` or `try ... finally`.",
        tr="Bloktan bir hatayla çıkıldı ve bir görünüm açık kaldı. Hata yield satırında ortaya "
        "çıkar, bu yüzden o satırı `with` ya da `try ... finally` içine alın.",
        ru="Блок прервала ошибка, и какое-то представление осталось открытым. Ошибка возникает "
        "там, где стоит `yield`, поэтому поместите его внутрь `with` или `try ... finally`.",
    )
    yield Case(
        """
        with frames(wav_file(2, [20, -9])) as m:
            {}["missing"]
        """,
        due=KeyError,
        en="An error of the block must go on to the caller: don't swallow it behind the yield.",
        tr="Blokta çıkan hata çağırana ulaşmalıdır. Onu yield ardında yutmayın.",
        ru="Ошибка из блока должна дойти до вызвавшего кода. Не проглатывайте её после `yield`.",
    )
    yield Drawn(
        """
        with frames(wav_file({channels}, {items}, before={before}, junk={junk})) as m:
            m.tolist()
        """,
        _file,
        en="Walk this file by hand: name, size, payload, and one byte more behind an odd size.",
        tr="Bu dosyada elle ilerleyin. Sırayla ad, büyüklük, veri yükü, büyüklük tek sayıysa bir "
        "bayt daha gelir.",
        ru="Пройдите этот файл вручную, отмечая имя, размер, содержимое и ещё один байт за "
        "нечётным размером.",
        allowed=lambda channels, items, before, junk: (
            channels > 0 and len(items) > 0 and len(items) % channels == 0
        ),
    )


@exercise(tools=(array,), reference=_halve, needs=LITTLE_ENDIAN, in_place=True)
def halve() -> Iterator[Case | Each | Drawn]:
    """halve(m, channel): replace each sample of one channel by `// 2` of itself, in place.

    m is a writable memoryview of format 'h' and shape (frames, channels), C-contiguous, as frames
    gives it; channel counts from 0. The other channels stay as they are, and m stays open. What is
    returned does not matter.
    """
    yield Case(
        """
        m = memoryview(array("h", [20, 9, 40, 19])).cast("B").cast("h", (2, 2))
        halve(m, 1)
        m.tolist()
        """,
        due=[[20, 4], [40, 9]],
        en="Only column 1 changes, in the memory of m: write m[i, channel] for each frame i.",
        tr="Yalnızca 1 numaralı sütun, m görünümünün belleğinde değişir. Her i çerçevesi için "
        "m[i, channel] ögesine yazın.",
        ru="Меняется только столбец 1, в памяти m. Для каждого кадра i запишите m[i, channel].",
    )
    yield Case(
        """
        m = memoryview(array("h", [20, 9, 40, 19])).cast("B").cast("h", (2, 2))
        halve(m, 0)
        m.tolist()
        """,
        due=[[10, 9], [20, 19]],
        en="Channels count from 0: 0 is the first column.",
        tr="Kanallar 0'dan başlar, 0 ilk sütundur.",
        ru="Каналы считаются с 0, и 0 — это первый столбец.",
    )
    yield Case(
        """
        m = memoryview(array("h", [2, 4, 6, 8, 10, 12])).cast("B").cast("h", (3, 2))
        halve(m, 1)
        m.tolist()
        """,
        due=[[2, 2], [6, 4], [10, 6]],
        en="There are more frames than channels here: the loop is over the frames, len(m) of them.",
        tr="Burada çerçeve sayısı kanal sayısından büyük. Döngü, sayısı len(m) kadar olan "
        "çerçeveler üzerinde kurulur.",
        ru="Кадров здесь больше, чем каналов, а цикл идёт по кадрам, их len(m).",
    )
    yield Case(
        """
        m = memoryview(array("h", [-5, -1, 1, 5])).cast("B").cast("h", (4, 1))
        halve(m, 0)
        m.tolist()
        """,
        due=[[-3], [-1], [0], [2]],
        en="`// 2` rounds down, also below zero: -5 // 2 is -3. int(x / 2) rounds towards zero.",
        tr="`// 2` sıfırın altında da aşağı yuvarlar, -5 // 2 işleminin sonucu -3'tür. int(x / "
        "2) sıfıra doğru yuvarlar.",
        ru="Операция `// 2` округляет вниз и ниже нуля, поэтому -5 // 2 даёт -3. А int(x / 2) "
        "округляет к нулю.",
    )
    yield Drawn(
        """
        m = memoryview(array("h", {items})).cast("B").cast("h", (len({items}) // {channels}, {channels}))
        halve(m, {channel})
        m.tolist()
        """,
        _sound,
        en="Halve the numbers of that column by hand; all the others stay.",
        tr="O sütundaki sayıları elle ikiye bölün, diğerlerinin hepsi aynı kalır.",
        ru="Разделите числа этого столбца вручную, все остальные не меняются.",
        allowed=lambda items, channels, channel: (
            0 <= channel < channels and len(items) > 0 and len(items) % channels == 0
        ),
    )
