"""Lesson 9: many dimensions."""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from bufferscope.cases import COPIED, Case, exercise


@dataclass(frozen=True)
class Layout:
    """Stands in for a view: shapes and strides that pure Python can't make a view of."""

    shape: tuple[int, ...]
    strides: tuple[int, ...]
    itemsize: int

    @property
    def ndim(self) -> int:
        return len(self.shape)


@exercise()
def strides_of() -> Iterator[Case]:
    """strides_of(shape, itemsize, order): the strides, a tuple, of a contiguous array.

    order is 'C' or 'F'.
    """
    yield Case(
        """
        strides_of((3, 4), 1, "C")
        """,
        due=(4, 1),
        en="In C order the last index varies fastest: its stride is itemsize, and every other is "
        "the next stride times the next dimension.",
        tr="C sırasında en hızlı değişen, son indekstir: onun bayt adımı itemsize kadardır; öbür "
        "bayt adımlarının her biri, bir sonraki bayt adımı ile bir sonraki boyutun uzunluğunun "
        "çarpımıdır.",
        ru="При порядке C быстрее всего меняется последний индекс: его байтовый шаг равен "
        "itemsize, а каждый другой — следующему байтовому шагу, умноженному на длину следующего "
        "измерения.",
    )
    yield Case(
        """
        strides_of((3, 4), 2, "C")
        """,
        due=(8, 2),
        en="Strides count bytes, not items: itemsize is a factor of each.",
        tr="Bayt adımları ögeleri değil, baytları sayar: itemsize her birinde çarpandır.",
        ru="Байтовые шаги считают байты, а не элементы: itemsize — множитель в каждом из них.",
    )
    yield Case(
        """
        strides_of((3, 4), 2, "F")
        """,
        due=(2, 6),
        en="In Fortran order the first index varies fastest, and here a column has three items.",
        tr="Fortran sırasında en hızlı değişen, ilk indekstir; burada bir sütunda üç öge vardır.",
        ru="При порядке Fortran быстрее всего меняется первый индекс, а в столбце здесь три "
        "элемента.",
    )
    yield Case(
        """
        strides_of((2, 3, 4), 8, "C"), strides_of((2, 3, 4), 8, "F")
        """,
        due=((96, 32, 8), (8, 16, 48)),
        en="It works for any number of dimensions: multiply on from one to the next.",
        tr="Kural her boyut sayısı için geçerlidir: bir boyuttan sonrakine çarparak ilerleyin.",
        ru="Это верно для любого числа измерений: умножайте, переходя от одного к следующему.",
    )
    yield Case(
        """
        strides_of((5,), 4, "C"), strides_of((5,), 4, "F"), strides_of((), 4, "C")
        """,
        due=((4,), (4,), ()),
        en="One dimension has one stride, the same in both orders; no dimensions have none.",
        tr="Tek boyutun, iki sırada da aynı olan tek bir bayt adımı vardır; boyut yoksa bayt adımı "
        "da yoktur.",
        ru="Если измерение одно, байтовый шаг тоже один, одинаковый при обоих порядках; без "
        "измерений нет и байтовых шагов.",
    )


@exercise()
def offset() -> Iterator[Case]:
    """offset(index, strides): the distance in bytes of the item at an index from element 0."""
    yield Case(
        """
        offset((1, 2), (8, 2))
        """,
        due=12,
        en="Each index counts steps of its own stride: the offset is the sum of their products.",
        tr="Her indeks kendi bayt adımıyla çarpılır: ofset, bu çarpımların toplamıdır.",
        ru="Каждый индекс умножают на байтовый шаг его измерения: смещение — сумма произведений.",
    )
    yield Case(
        """
        offset((1, 2), (2, 6))
        """,
        due=14,
        en="The strides are given, so the order does not matter here: 1 * 2 + 2 * 6.",
        tr="Bayt adımları verilmiş, yani burada C ya da F sırası fark etmez: 1 * 2 + 2 * 6.",
        ru="Байтовые шаги уже даны, поэтому порядок здесь не важен: 1 * 2 + 2 * 6.",
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
        tr="Negatif bayt adımı geriye götürür: ofset negatif olur.",
        ru="Отрицательный байтовый шаг ведёт назад: смещение отрицательно.",
    )
    yield Case(
        """
        offset((), ())
        """,
        due=0,
        en="Without dimensions there is one item, element 0 itself: offset 0.",
        tr="Boyut yoksa tek öge vardır, o da 0 numaralı ögedir: ofset 0 olur.",
        ru="Без измерений элемент один, он же нулевой: смещение 0.",
    )


@exercise(tools=(array,))
def row() -> Iterator[Case]:
    """row(m, i): the i-th row of a C-contiguous 2-D view as a 1-D view of the same format.

    Without copying, and writable if m is; negative i counts from the end, IndexError beyond.
    """
    yield Case(
        """
        m = memoryview(bytearray(range(12))).cast("B", (3, 4))
        row(m, 1).tolist()
        """,
        due=[4, 5, 6, 7],
        en="memoryview has no sub-views: make the view flat with cast('B'), then slice the row.",
        tr="`memoryview` nesnesinin bir satırı alt görünüm olarak alınamaz: görünümü cast('B') ile "
        "tek boyutlu yapın, sonra satırı dilimleyin.",
        ru="Строку таблицы объект `memoryview` как подпредставление не выдаёт: сделайте "
        "представление одномерным с помощью cast('B') и возьмите срез с байтами этой строки.",
    )
    yield Case(
        """
        m = memoryview(array("i", range(12))).cast("B").cast("i", (3, 4))
        part = row(m, 2)
        part.format, part.tolist()
        """,
        due=("i", [8, 9, 10, 11]),
        en="The format must be that of m: cast back to it. Bytes and items are counted apart: "
        "a row has strides[0] bytes and shape[1] items.",
        tr="Biçim, m görünümünün biçimi olmalı: cast ile yeniden ona dönün. Baytlarla ögeleri "
        "karıştırmayın: bir satırda strides[0] bayt, shape[1] öge vardır.",
        ru="Формат должен быть тем же, что у m: верните его ещё одним вызовом cast(). Не путайте "
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
        tr="Negatif i sondan sayılır: ona satır sayısını ekleyin.",
        ru="Отрицательное i отсчитывается с конца: прибавьте к нему число строк таблицы.",
    )
    for beyond in (3, -4):
        yield Case(
            f"""
            m = memoryview(bytes(12)).cast("B", (3, 4))
            row(m, {beyond})
            """,
            due=IndexError,
            en="There is no such row, and a slice would be empty or wrong without an error: "
            "check i against shape[0] and raise IndexError.",
            tr="Böyle bir satır yok; dilim ise hata vermez, boş ya da yanlış çıkar: i değerini "
            "shape[0] ile karşılaştırıp IndexError fırlatın.",
            ru="Такой строки в таблице нет, а срез молча окажется пустым или неверным: сверьте i с "
            "shape[0] и вызовите исключение IndexError.",
        )


@exercise(tools=(array, Layout))
def extent() -> Iterator[Case]:
    """extent(view): (low, high), the offsets in bytes of the first byte and one past the last.

    Relative to element 0, from shape, strides and itemsize alone. A view without items touches
    nothing: (0, 0).
    """
    yield Case(
        """
        extent(memoryview(array("i", [1, 2, 3])))
        """,
        due=(0, 12),
        en="The last item begins at (3 - 1) * 4 and ends itemsize bytes later: don't forget it.",
        tr="Son öge (3 - 1) * 4 ofsetinde başlar ve itemsize bayt sonra biter: bunu unutmayın.",
        ru="Последний элемент начинается со смещения (3 - 1) * 4 и занимает itemsize байт: не "
        "забудьте их.",
    )
    yield Case(
        """
        extent(memoryview(bytes(6))[::2])
        """,
        due=(0, 5),
        en="Three items two bytes apart span five bytes: the span is not nbytes, and the gap "
        "behind the last item is not touched.",
        tr="Başlangıçları iki bayt arayla duran üç öge beş bayta yayılır: bu sayı nbytes değildir; "
        "son ögenin ardındaki boşluk da buna girmez.",
        ru="Три элемента с байтовым шагом 2 занимают пять байт: это не nbytes, а промежуток за "
        "последним элементом не в счёт.",
    )
    yield Case(
        """
        extent(memoryview(array("h", [1, 2, 3]))[::-1])
        """,
        due=(-4, 2),
        en="With a negative stride the items lie before element 0: low is negative, and high is "
        "the end of element 0.",
        tr="Bayt adımı negatifse öbür ögeler bellekte 0 numaralı ögeden önce durur: low "
        "negatiftir, high da 0 numaralı ögenin sonudur.",
        ru="При отрицательном байтовом шаге элементы лежат в памяти перед нулевым: low "
        "отрицательно, а high — конец нулевого элемента.",
    )
    yield Case(
        """
        extent(Layout(shape=(3, 4), strides=(-8, 2), itemsize=2))
        """,
        due=(-16, 8),
        en="Each dimension reaches to one side: negative strides add to low, positive to high.",
        tr="Her boyut tek bir yöne uzanır: negatif bayt adımlarının payı low değerine, "
        "pozitiflerinki high değerine eklenir.",
        ru="Каждое измерение тянется в одну сторону: отрицательные байтовые шаги отодвигают low, "
        "положительные — high.",
    )
    yield Case(
        """
        extent(Layout(shape=(1000, 4), strides=(0, 1), itemsize=1))
        """,
        due=(0, 4),
        en="A stride of 0 uses the same memory again and again: it reaches nowhere.",
        tr="Bayt adımı 0 olan boyut hep aynı belleği kullanır: hiçbir yöne uzanmaz.",
        ru="При байтовом шаге 0 память всё время одна и та же: такой шаг никуда не ведёт.",
    )
    yield Case(
        """
        extent(Layout(shape=(3, 0), strides=(4, 4), itemsize=4))
        """,
        due=(0, 0),
        en="A dimension of length 0 means no items at all: no byte is touched.",
        tr="Uzunluğu 0 olan bir boyut, hiç öge yok demektir: görünüm hiçbir baytı kapsamaz.",
        ru="Измерение длины 0 означает, что элементов нет: ни один байт не затронут.",
    )
    yield Case(
        """
        extent(memoryview(bytes(4)).cast("i", ()))
        """,
        due=(0, 4),
        en="No dimensions, one item: it has itemsize bytes.",
        tr="Boyut yok, tek öge var: o da itemsize bayttır.",
        ru="Измерений нет, элемент один: в нём itemsize байт.",
    )
