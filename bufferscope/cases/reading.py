"""Lesson 4: index, slice, stride."""

from array import array
from collections.abc import Iterator

from bufferscope.cases import COPIED, Case, exercise


@exercise(tools=(array,))
def channels() -> Iterator[Case]:
    """channels(buf): of interleaved 16-bit samples L R L R ..., two views (left, right).

    buf holds items of format 'h'. Both views have format 'h' and share its memory.
    """
    yield Case(
        """
        left, right = channels(array("h", [1, -1, 2, -2, 3, -3]))
        list(left), list(right)
        """,
        due=([1, 2, 3], [-1, -2, -3]),
        en="Every second sample is left, beginning with the first; the others are right.",
        tr="İlkinden başlayarak her iki örnekten biri sol kanaldadır; öbürleri sağ kanaldadır.",
        ru="Левый канал — каждый второй отсчёт, начиная с первого; остальные — правый.",
    )
    yield Case(
        """
        left, right = channels(array("h", [1, -1, 2, -2]))
        type(left).__name__, left.format, type(right).__name__, right.format
        """,
        due=("memoryview", "h", "memoryview", "h"),
        en="Views of format 'h' are wanted. A slice of an array is an array: a copy. "
        "Make the view first, then slice it.",
        tr="İstenen, biçimi 'h' olan görünümler. Bir `array` dilimi yeni bir dizidir, yani kopya. "
        "Önce görünümü oluşturun, sonra dilimleyin.",
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
        tr="Bir kanala yazılan, örneklerin belleğine yazılmalıdır: görünümler yazılabilir kalsın.",
        ru="Запись в канал должна менять сами отсчёты: оставьте представления доступными для "
        "записи.",
    )
    yield Case(
        """
        left, right = channels(memoryview(array("h", [9, 1, -1, 2]))[1:])
        list(left), list(right)
        """,
        due=([1, 2], [-1]),
        en="A slice of a view is a buffer as well, and it may end after a left sample.",
        tr="Bir görünümün dilimi de verilebilir; bu dilim bir sol örnekle bitebilir.",
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
        ru="Отсчётов нет: оба канала — пустые представления.",
    )


@exercise(tools=(array,))
def windows() -> Iterator[Case]:
    """windows(data, k): a generator of all overlapping k-element views of data, k >= 1, no copy."""
    yield Case(
        """
        [bytes(window) for window in windows(b"abcde", 3)]
        """,
        due=[b"abc", b"bcd", b"cde"],
        en="A window begins at every element that has k - 1 others behind it: len - k + 1 windows.",
        tr="Ardında k - 1 öge daha bulunan her ögede bir pencere başlar: toplam len - k + 1.",
        ru="Окно начинается с каждого элемента, за которым есть ещё k - 1; всего окон len - k + 1.",
    )
    yield Case(
        """
        type(next(windows(b"abc", 2))).__name__
        """,
        due="memoryview",
        en="A generator of views is wanted: yield slices of a memoryview, one at a time.",
        tr="Görünüm veren bir üreteç (generator) isteniyor: `memoryview` dilimlerini birer birer "
        "yield ile verin.",
        ru="Нужен генератор представлений: выдавайте срезы объекта `memoryview` по одному, с "
        "помощью `yield`.",
    )
    yield Case(
        """
        data = bytearray(b"abc")
        first = next(windows(data, 2))
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
        tr="k ögeleri sayar, her öge kaç bayt olursa olsun. Görünümün dilimi de ögeleri sayar.",
        ru="Окно измеряют в элементах, сколько бы байт в них ни было. Срез представления — тоже.",
    )
    yield Case(
        """
        [bytes(window) for window in windows(b"abc", 3)]
        """,
        due=[b"abc"],
        en="With k as long as the data there is one window: all of it.",
        tr="k, verinin uzunluğuna eşitse tek pencere vardır: verinin tamamı.",
        ru="Если k равно длине данных, окно одно: все данные.",
    )
    yield Case(
        """
        [bytes(window) for window in windows(b"ab", 3)]
        """,
        due=[],
        en="Data shorter than k have no window at all, and a slice that goes beyond the end is "
        "shorter, not an error.",
        tr="k ögeden kısa veride hiç pencere yoktur; sonu aşan dilim de hata vermez, kısalır.",
        ru="Если в данных меньше k элементов, окон нет; срез, который выходит за конец данных, "
        "становится короче, и ошибки не возникает.",
    )
