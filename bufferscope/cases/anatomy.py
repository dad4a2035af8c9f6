"""Lesson 3: anatomy of a view."""

from array import array
from collections.abc import Iterator

from bufferscope.cases import zoo
from bufferscope.ceilings import KIB, MemoryAtMost, peak
from bufferscope.exercises import COPIED, Case, Drawn, Each, exercise


def _described(
    format: str,
    itemsize: int,
    shape: tuple[int, ...],
    strides: tuple[int, ...],
    nbytes: int,
    readonly: bool,
    contiguous: bool = True,
) -> dict[str, object]:
    return dict(
        format=format,
        itemsize=itemsize,
        shape=shape,
        strides=strides,
        nbytes=nbytes,
        readonly=readonly,
        contiguous=contiguous,
    )


def _describe(obj: object) -> dict[str, object]:
    names = ("format", "itemsize", "shape", "strides", "nbytes", "readonly", "contiguous")
    with memoryview(obj) as view:  # type: ignore[arg-type]
        return {name: getattr(view, name) for name in names}


def _as_bytes_view(obj: object) -> memoryview:
    return memoryview(obj).cast("B")  # type: ignore[arg-type]


@exercise(tools=(array, zoo.laid_out), reference=_describe)
def describe() -> Iterator[Case | Each | Drawn]:
    """describe(obj): a dict of what a view of obj has as format, itemsize, shape, strides, nbytes,
    readonly and contiguous, under these seven names and no others.

    obj is any exporter: empty or not, with steps, of any number of dimensions and any format. A
    view that is given stays open, and obj can grow again afterwards.
    """
    yield Case(
        """
        describe(b"abc")
        """,
        due=_described("B", 1, (3,), (1,), 3, True),
        en="The dict has these seven keys, and its values are the attributes of memoryview(obj).",
        tr="Sözlükte bu yedi anahtar bulunur, değerler memoryview(obj) nesnesinin nitelikleridir.",
        ru="В словаре эти семь ключей, а значения — атрибуты объекта memoryview(obj).",
    )
    yield Case(
        """
        describe(bytearray(b"abc"))["readonly"]
        """,
        due=False,
        en="A bytearray lends its memory for writing, so its view is not read-only.",
        tr="`bytearray` nesnesinin ödünç verdiği belleğe yazılabildiği için görünümü salt okunur "
        "değildir.",
        ru="Объект `bytearray` предоставляет память и для записи, поэтому атрибут `readonly` "
        "равен False.",
    )
    yield Case(
        """
        describe(array("h", [1, 2, 3]))
        """,
        due=_described("h", 2, (3,), (2,), 6, False),
        en="The items have two bytes here: itemsize, strides and nbytes count bytes, shape items.",
        tr="Burada ögeler ikişer bayttır. `itemsize`, `strides` ve `nbytes` baytları, `shape` "
        "ise ögeleri sayar.",
        ru="Здесь в каждом элементе два байта: `itemsize`, `strides` и `nbytes` считают байты, а "
        "`shape` — элементы.",
    )
    yield Case(
        """
        describe(memoryview(bytes(12))[::2])
        """,
        due=_described("B", 1, (6,), (2,), 6, True, contiguous=False),
        en="With a step the items are two bytes apart: the view is not contiguous, and nbytes "
        "counts only the bytes of its own items.",
        tr="Dilim adımı 2 olunca bir ögenin başından sonrakinin başına iki bayt vardır. Görünüm "
        "bitişik değildir, `nbytes` da yalnızca görünümün kendi ögelerinin baytlarını sayar.",
        ru="При шаге 2 элементы отстоят друг от друга на два байта. Представление перестаёт быть "
        "непрерывным, а `nbytes` считает только байты его собственных элементов.",
    )
    yield Case(
        """
        describe(memoryview(bytes(12)).cast("B", (3, 4)))
        """,
        due=_described("B", 1, (3, 4), (4, 1), 12, True),
        en="Two dimensions: a row is four bytes long, so the strides are (4, 1); no gap, so it is "
        "contiguous. The view's own attributes know all that.",
        tr="İki boyut var. Bir satır dört bayt olduğu için bayt adımları (4, 1) olur. Arada "
        "boşluk yoktur, yani görünüm bitişiktir. Bunların hepsini görünümün niteliklerinden "
        "öğrenebilirsiniz.",
        ru="Измерений два. Строка матрицы занимает четыре байта, поэтому байтовые шаги (4, 1). "
        "Промежутков нет, значит, память непрерывна. Всё это есть в атрибутах представления.",
    )
    yield Case(
        """
        describe(memoryview(bytes(4)).cast("i", ()))
        """,
        due=_described("i", 4, (), (), 4, True),
        en="A view of no dimensions holds one item; its shape and strides are empty tuples, and it "
        "can't be asked for its len().",
        tr="Hiç boyutu olmayan bir görünümün tek ögesi vardır. `shape` ve `strides` boş birer "
        "demettir, len() ise hata verir.",
        ru="В представлении без измерений один элемент, `shape` и `strides` — пустые кортежи, а "
        "вызывать для него len() нельзя.",
    )
    yield Case(
        """
        describe(bytearray())
        """,
        due=_described("B", 1, (0,), (1,), 0, False),
        en="An empty exporter is described like any other: its shape is (0,). An empty view is "
        "falsy, so don't ask for its truth.",
        tr="Boş bir sağlayıcının da diğerleri gibi bir tanımı vardır, `shape` niteliği (0,) "
        "olur. Boş görünüm koşulda yanlış sayılır, bu yüzden doğruluk değerine göre karar "
        "vermeyin.",
        ru="Пустой экспортёр описывают так же, как любой другой, и форма у него (0,). Пустое "
        "представление считается ложным, поэтому не проверяйте его истинность.",
    )

    yield Each(
        lambda: zoo.trials(
            zoo.ALL,
            "describe(data)",
            en="Take each value from the attribute of that name; what you compute may hold for other "
            "exporters only.",
            tr="Her değeri o addaki nitelikten alın. Kendi hesabınız yalnızca başka sağlayıcılar "
            "için doğru olabilir.",
            ru="Берите каждое значение из атрибута с этим именем. То, что вычислено "
            "самостоятельно, может подходить только для других экспортёров.",
        )
    )


@exercise(tools=(array, peak, zoo.laid_out), reference=_as_bytes_view, lends=True)
def as_bytes_view() -> Iterator[Case | Each | Drawn]:
    """as_bytes_view(obj): an open memoryview on the memory of obj, of format 'B' and one dimension.

    obj is any C-contiguous exporter, of any format and number of dimensions; a grid has at least
    one item. Nothing is copied, and the view is writable if obj is. A view that is given stays
    open. An exporter that is not C-contiguous gives a TypeError, as cast does.
    """
    yield Case(
        """
        view = as_bytes_view(b"abc")
        type(view).__name__, view.format, view.tolist()
        """,
        due=("memoryview", "B", [97, 98, 99]),
        en="A memoryview is wanted, with format 'B'.",
        tr="İstenen, biçimi 'B' olan bir `memoryview` nesnesi.",
        ru="Нужен объект `memoryview` с форматом 'B'.",
    )
    yield Case(
        """
        view = as_bytes_view(array("i", [0, 0, 0]))
        view.format, view.shape
        """,
        due=("B", (12,)),
        en="Three numbers of four bytes are twelve bytes: cast the view to 'B'.",
        tr="Dörder baytlık üç sayı on iki bayttır. Görünümün biçimini cast('B') ile değiştirin.",
        ru="Три числа по четыре байта — это двенадцать байт, поэтому вызовите у представления "
        "cast('B').",
    )
    yield Case(
        """
        view = as_bytes_view(memoryview(bytes(12)).cast("B", (3, 4)))
        view.format, view.shape
        """,
        due=("B", (12,)),
        en="Its format is 'B' already, but it is not flat: cast('B') also makes one dimension of "
        "many.",
        tr="Biçimi zaten 'B', ama tek boyutlu değil. cast('B') çok boyutlu bir görünümü de tek "
        "boyutlu yapar.",
        ru="Формат уже 'B', но измерений несколько. Вызов cast('B') заодно превращает их в одно.",
    )
    yield Case(
        """
        data = array("i", [0, 0])
        view = as_bytes_view(data)
        data[1] = -1
        view.tolist()
        """,
        due=[0, 0, 0, 0, 255, 255, 255, 255],
        **COPIED,
    )
    yield Case(
        """
        data = bytearray(b"abc")
        view = as_bytes_view(data)
        view[0] = 90
        data
        """,
        due=bytearray(b"Zbc"),
        en="The view of a bytearray must write into the bytearray: no copy, and not read-only.",
        tr="Bir `bytearray` nesnesinin görünümüne yazılan, o nesnede görünmelidir. Sonuç ne "
        "kopya ne de salt okunur olmalı.",
        ru="Записанное через представление должно попасть в сам объект `bytearray`, поэтому не "
        "годится ни копия, ни представление только для чтения.",
    )
    yield Case(
        """
        as_bytes_view(memoryview(b"abcdef")[::2])
        """,
        due=TypeError,
        en="A view with gaps has no flat view without a copy. Let the TypeError of cast through.",
        tr="Boşluklu bir görünümden, kopya çıkarmadan 'B' biçiminde tek boyutlu bir görünüm elde "
        "edilemez. cast çağrısının fırlattığı TypeError istisnasını yakalamayın.",
        ru="Если в памяти есть промежутки, одномерного представления её байтов без копирования не "
        "получить. Не перехватывайте исключение TypeError, которое вызывает метод cast().",
    )
    yield Each(
        lambda: zoo.trials(
            [kind for kind in zoo.ALL if not kind.contiguous],
            "as_bytes_view(data)",
            due=TypeError,
            en="Memory that is not C-contiguous has no flat view without a copy: let the TypeError of "
            "cast through.",
            tr="Bellek C-bitişik değilse kopya çıkarmadan tek boyutlu bir görünüm elde edilemez, "
            "bu yüzden cast çağrısının TypeError istisnasını yakalamayın.",
            ru="Если память не C-непрерывна, одномерного представления без копирования нет. Не "
            "перехватывайте исключение TypeError метода cast().",
        )
    )
    yield Each(
        lambda: zoo.trials(
            zoo.CONTIGUOUS,
            """
view = as_bytes_view(data)
view.format.lstrip("@"), view.shape, view.readonly, view.tobytes()
""".strip(),
            en="Whatever the exporter, memoryview(obj).cast('B') makes one dimension of single bytes "
            "of it.",
            tr="Sağlayıcı ne olursa olsun, memoryview(obj).cast('B') ondan tek boyutlu bir bayt "
            "görünümü oluşturur.",
            ru="Каким бы ни был экспортёр, memoryview(obj).cast('B') даёт одно измерение из "
            "отдельных байтов.",
        )
    )
    yield Each(
        lambda: zoo.trials(
            [kind for kind in zoo.CONTIGUOUS if kind.writable],
            "view = as_bytes_view(data)\nPOKE\nview.tobytes()",
            **COPIED,
        )
    )
    for data in (
        "bytes(2**20)",
        "bytearray(2**20)",
        "memoryview(bytes(2**20))",
        'array("i", bytes(2**20))',
        "memoryview(bytes(2**20)).cast('B', (2**10, 2**10))",
    ):
        yield Case(
            f"""
            data = {data}
            peak(lambda: as_bytes_view(data))
            """,
            due=MemoryAtMost(16 * KIB),
            en="All the data were copied on the way. A view of a view is still on the first memory: "
            "neither bytes() nor tobytes() is needed.",
            tr="Yolda verinin tamamı kopyalandı. Görünümün görünümü de aynı belleğe baktığı için "
            "ne bytes() ne de tobytes() gerekir.",
            ru="По пути скопированы все данные. Представление представления смотрит на ту же "
            "память, и ни bytes(), ни tobytes() не нужны.",
        )
