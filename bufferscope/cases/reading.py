"""Lesson 4: index, slice, stride."""

from array import array
from collections.abc import Iterator
from random import Random
from typing import Any

from bufferscope.cases import zoo
from bufferscope.ceilings import KIB, MemoryAtMost, peak
from bufferscope.exercises import BY_REFERENCE, COPIED, Case, Drawn, Each, exercise


def _channels(buf: Any) -> tuple[memoryview, memoryview]:
    view = memoryview(buf)
    return view[0::2], view[1::2]


def _windows(data: Any, k: int) -> Iterator[memoryview]:
    view = memoryview(data)
    for start in range(len(view) - k + 1):
        yield view[start : start + k]


def _samples(source: Random, size: int) -> dict[str, Any]:
    return {"items": [source.randint(-(2**15), 2**15 - 1) for _ in range(source.randint(0, size))]}


def _samples_and_i(source: Random, size: int) -> dict[str, Any]:
    items = [*_samples(source, size)["items"], 1]
    return {"items": items, "i": source.randrange(len(items))}


def _data_and_k(source: Random, size: int) -> dict[str, Any]:
    data = source.randbytes(source.randint(0, size // 2))
    return {"data": data, "k": source.randint(1, len(data) + 1)}


def _data_k_and_i(source: Random, size: int) -> dict[str, Any]:
    data = source.randbytes(source.randint(1, 1 + size // 2))
    return {"data": data, "k": source.randint(1, len(data)), "i": source.randrange(len(data))}


@exercise(tools=(array, peak), reference=_channels, lends=True)
def channels() -> Iterator[Case | Each | Drawn]:
    """channels(buf): of interleaved 16-bit samples L R L R ..., two views, left and right.

    buf is an array of type 'h' or any view of one: a slice, with a step or reversed, read-only.
    Both views have format 'h' and share its memory, and are writable if buf is. buf may end with a
    left sample, or be empty; a view that is given stays open.
    """
    yield Case(
        """
        left, right = channels(array("h", [1, -1, 2, -2, 3, -3]))
        list(left), list(right)
        """,
        due=([1, 2, 3], [-1, -2, -3]),
        en="Every second sample is left, beginning with the first; the others are right.",
        tr="İlkinden başlayıp birer atlayarak alınan örnekler sol kanaldadır, diğerleri sağ "
        "kanaldadır.",
        ru="Левый канал — каждый второй отсчёт, начиная с первого, а остальные — правый.",
    )
    yield Case(
        """
        left, right = channels(array("h", [1, -1, 2, -2]))
        type(left).__name__, left.format.lstrip("@"), type(right).__name__, right.format.lstrip("@")
        """,
        due=("memoryview", "h", "memoryview", "h"),
        en="Views of format 'h' are wanted. A slice of an array is an array: a copy. "
        "Make the view first, then slice it.",
        tr="Biçimi 'h' olan görünümler isteniyor. Bir `array` dilimi yeni bir dizi, yani "
        "kopyadır. Önce görünümü oluşturun, sonra dilimleyin.",
        ru="Нужны представления с форматом 'h'. Срез массива — новый массив, то есть копия. "
        "Сначала создайте представление, затем берите его срезы.",
    )
    yield Case(
        """
        samples = array("h", [1, -1, 2, -2])
        left, right = channels(samples)
        samples[2] = 20
        samples[3] = -20
        list(left), list(right)
        """,
        due=([1, 20], [-1, -20]),
        **COPIED,
    )
    yield Case(
        """
        samples = array("h", [1, -1, 2, -2])
        left, right = channels(samples)
        right[1] = 7
        samples.tolist()
        """,
        due=[1, -1, 2, 7],
        en="Writing into a channel must write into the samples: keep the views writable.",
        tr="Bir kanala yazılan, örneklerin belleğine yazılmalıdır. Görünümler yazılabilir kalsın.",
        ru="Запись в канал должна менять сами отсчёты, поэтому оставьте представления доступными "
        "для записи.",
    )
    yield Case(
        """
        left, right = channels(memoryview(array("h", [9, 1, -1, 2]))[1:])
        list(left), list(right)
        """,
        due=([1, 2], [-1]),
        en="A slice of a view is a buffer as well, and it may end after a left sample.",
        tr="Bir görünümün dilimi de verilebilir, bu dilim bir sol örnekle bitebilir.",
        ru="Срез представления — тоже буфер, и закончиться он может левым отсчётом.",
    )
    yield Case(
        """
        left, right = channels(array("h"))
        list(left), list(right)
        """,
        due=([], []),
        en="No samples: both channels are empty views.",
        tr="Örnek yoksa iki kanal da boş görünümdür.",
        ru="Отсчётов нет, и оба канала — пустые представления.",
    )
    for buf in (
        'memoryview(array("h", [9, 1, -1, 2]))',
        'memoryview(array("h", [9, 1, -1, 2, 3, 4]))[::2]',
        'memoryview(array("h", [9, 1, -1, 2]))[::-1]',
        'memoryview(array("h", [9, 1, -1, 2])).toreadonly()',
        'array("h", [5])',
        'array("h", [256, -256, 32767, -32768])',
    ):
        yield Case(
            f"""
            left, right = channels({buf})
            left.format.lstrip("@"), left.tolist(), right.format.lstrip("@"), right.tolist()
            """,
            due=BY_REFERENCE,
            en="Any view of an array is a buffer as well, also with a step or reversed. Slice it as it "
            "is: to go through bytes would need memory without gaps.",
            tr="Adımlı ya da ters çevrilmiş olsa da bir dizinin her görünümü bir tampondur. Onu "
            "olduğu gibi dilimleyin, çünkü baytlar üzerinden gitmek boşluksuz bellek gerektirir.",
            ru="Любое представление массива — тоже буфер, в том числе с шагом или перевёрнутое. "
            "Берите срезы как есть, потому что обходной путь через байты потребовал бы памяти без "
            "промежутков.",
        )
    yield Case(
        """
        samples = array("h", [1, -1, 2, -2])
        left, right = channels(memoryview(samples)[::-1])
        samples[0] = 10
        left[0] = 20
        samples.tolist(), left.tolist(), right.tolist()
        """,
        due=([10, -1, 2, 20], [20, -1], [2, 10]),
        **COPIED,
    )
    yield Drawn(
        """
        left, right = channels(array("h", {items}))
        left.tolist(), right.tolist()
        """,
        _samples,
        en="Left are the items 0, 2, 4 and so on, right the items 1, 3, 5 and so on, whatever their "
        "values.",
        tr="Değerleri ne olursa olsun 0, 2, 4… numaralı ögeler sol, 1, 3, 5… numaralı ögeler sağ "
        "kanaldadır.",
        ru="Левый канал — элементы 0, 2, 4 и так далее, правый — 1, 3, 5 и так далее, какими бы ни "
        "были значения.",
    )
    yield Drawn(
        """
        samples = array("h", {items})
        left, right = channels(samples)
        samples[{i}] = 7
        left.tolist(), right.tolist()
        """,
        _samples_and_i,
        **COPIED,
        allowed=lambda items, i: i < len(items),
    )
    yield Case(
        """
        samples = array("h", bytes(2**20))
        peak(lambda: channels(samples))
        """,
        due=MemoryAtMost(16 * KIB),
        en="All samples were copied on the way: a slice of the array, tolist() and tobytes() copy.",
        tr="Arada bütün örnekler kopyalandı. Dizinin dilimi, tolist() ve tobytes() kopyalar.",
        ru="По пути скопированы все отсчёты. Копируют срез массива, tolist() и tobytes().",
    )


def _memory_of_windows() -> Iterator[Case]:
    for data in ("bytes(2**20)", "bytearray(2**20)", "memoryview(bytes(2**20))"):
        yield Case(
            f"""
            data = {data}
            peak(lambda: next(iter(windows(data, 2**20 - 2))))
            """,
            due=MemoryAtMost(64 * KIB),
            en="Here a window is nearly as long as the data, and it was copied: slice a memoryview.",
            tr="Burada bir pencere neredeyse veri kadar uzun ve kopyalanmış. Bir `memoryview` "
            "dilimi alın.",
            ru="Здесь окно почти такое же длинное, как данные, и оно скопировано. Берите срез "
            "объекта `memoryview`.",
        )


@exercise(tools=(array, peak), reference=_windows, lends=True)
def windows() -> Iterator[Case | Each | Drawn]:
    """windows(data, k): all overlapping k-item views of data, in order, by a generator.

    A generator, or another iterator that makes them one at a time. data is any one-dimensional
    exporter, of any format and with any step; k is at least 1. No window is a copy; each has the
    format of data and stays open, as does a view that is given. Data shorter than k give none.
    """
    yield Case(
        """
        [bytes(window) for window in windows(b"abcde", 3)]
        """,
        due=[b"abc", b"bcd", b"cde"],
        en="A window begins at every element that has k - 1 others behind it: len - k + 1 windows.",
        tr="Ardında k - 1 öge daha bulunan her ögede bir pencere başlar, toplam len - k + 1 "
        "pencere vardır.",
        ru="Окно начинается с каждого элемента, за которым есть ещё k - 1, и всего окон len - k + "
        "1.",
    )
    yield Case(
        """
        found = windows(b"abc", 2)
        hasattr(found, "__len__"), [type(window).__name__ for window in found]
        """,
        due=(False, ["memoryview", "memoryview"]),
        en="A generator of views is wanted: yield slices of a memoryview, one at a time.",
        tr="Görünüm veren bir üreteç (generator) isteniyor. `memoryview` dilimlerini birer birer "
        "yield ile verin.",
        ru="Нужен генератор представлений. Выдавайте срезы объекта `memoryview` по одному, с "
        "помощью `yield`.",
    )
    yield Case(
        """
        data = bytearray(b"abc")
        first = next(iter(windows(data, 2)))
        data[0] = 90
        bytes(first)
        """,
        due=b"Zb",
        **COPIED,
    )
    yield Case(
        """
        [window.tolist() for window in windows(array("i", [10, 20, 30]), 2)]
        """,
        due=[[10, 20], [20, 30]],
        en="k counts elements, whatever their size in bytes. So does a slice of a view.",
        tr="Her öge kaç bayt olursa olsun k ögeleri sayar. Görünümün dilimi de ögeleri sayar.",
        ru="Окно измеряют в элементах, сколько бы байт в них ни было. Срез представления — тоже.",
    )
    yield Case(
        """
        [bytes(window) for window in windows(b"abc", 3)]
        """,
        due=[b"abc"],
        en="With k as long as the data there is one window: all of it.",
        tr="k, verinin uzunluğuna eşitse tek pencere vardır, o da verinin tamamıdır.",
        ru="Если k равно длине данных, окно одно, и это все данные.",
    )
    yield Case(
        """
        [bytes(window) for window in windows(b"ab", 3)]
        """,
        due=[],
        en="Data shorter than k have no window at all, and a slice that goes beyond the end is "
        "shorter, not an error.",
        tr="k ögeden kısa veride hiç pencere yoktur. Sonu aşan dilim de hata vermez, kısalır.",
        ru="Если в данных меньше k элементов, окон нет. Срез, который выходит за конец данных, "
        "становится короче, и ошибки не возникает.",
    )
    yield Case(
        """
        found = list(windows(b"abcd", 2))
        [bytes(window) for window in found]
        """,
        due=[b"ab", b"bc", b"cd"],
        en="The windows are used later here, so each must be a view of its own that is still open: "
        "not released when the next one comes, and not the same view again.",
        tr="Pencereler burada sonradan kullanıldığı için her biri ayrı ve hâlâ açık bir görünüm "
        "olmalıdır. Sonraki gelince serbest bırakılmamalı, hep aynı görünüm verilmemelidir.",
        ru="Здесь окна нужны потом, поэтому каждое должно быть отдельным и ещё открытым "
        "представлением. Его нельзя освобождать, когда готово следующее, или выдавать снова.",
    )
    yield Each(
        lambda: zoo.trials(
            zoo.FLAT,
            """
found = list(windows(data, 3))
[(window.format.lstrip("@"), window.tobytes()) for window in found]
""".strip(),
            en="Slices of a view count items, keep its format and go along with its step: no cast, no "
            "list of numbers.",
            tr="Bir görünümün dilimleri ögeleri sayar, biçimini korur, adımına uyar: ne cast gerekir "
            "ne de sayı listesi.",
            ru="Срезы представления считают элементы, сохраняют формат и следуют шагу, и ни "
            "cast(), ни список чисел не нужны.",
        )
    )
    yield Each(
        lambda: zoo.trials(
            [kind for kind in zoo.FLAT if kind.writable and kind is not zoo.ONE],
            "found = list(windows(data, 2))\nPOKE\nfound[0].tobytes()",
            **COPIED,
        )
    )
    yield Drawn(
        "[window.tolist() for window in windows({data}, {k})]",
        _data_and_k,
        en="Count the windows by hand: one begins at each of the first len - k + 1 items.",
        tr="Pencereleri elle sayın, ilk len - k + 1 ögenin her birinde bir pencere başlar.",
        ru="Сосчитайте окна вручную. С каждого из первых len - k + 1 элементов начинается одно.",
        allowed=lambda data, k: k >= 1,
    )
    yield Drawn(
        """
        data = bytearray({data})
        found = list(windows(data, {k}))
        data[{i}] ^= 255
        [window.tolist() for window in found]
        """,
        _data_k_and_i,
        **COPIED,
        allowed=lambda data, k, i: i < len(data) and 1 <= k <= len(data),
    )
    yield Each(_memory_of_windows, slow=True)
