"""Lesson 10: files, streams and mapped memory."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bufferscope.cases import KIB, Case, MemoryAtMost, exercise, peak


class Raw:
    """A raw file that gives at most `most` bytes at a time, and can only fill a buffer."""

    def __init__(self, data: bytes, most: int) -> None:
        self._data = data
        self._most = most
        self.position = 0

    def readinto(self, buffer: object) -> int:
        with memoryview(buffer) as view, view.cast("B") as room:
            count = min(len(room), self._most, len(self._data) - self.position)
            room[:count] = self._data[self.position : self.position + count]
        self.position += count
        return count


@contextmanager
def saved(data: bytes) -> Iterator[str]:
    """Give the path of a file that holds the data; it is gone after the block."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder, "data.bin")
        path.write_bytes(data)
        yield str(path)


@exercise(tools=(Raw, peak))
def read_exactly() -> Iterator[Case]:
    """read_exactly(f, n): a bytearray with exactly n bytes from a raw file.

    Its readinto may give fewer than asked, and 0 at the end: EOFError if that comes early.
    Nothing is concatenated, and no more than n bytes are taken from the file.
    """
    yield Case(
        """
        read_exactly(Raw(b"abcdef", most=10), 6)
        """,
        due=bytearray(b"abcdef"),
        en="A bytearray of n bytes is wanted, filled by f.readinto: itself or a slice of a view of "
        "it. A slice of the bytearray would be a copy.",
        tr="f.readinto ile doldurulmuş n baytlık bir `bytearray` isteniyor: ya nesnenin kendisini "
        "ya da onun görünümünden bir dilimi doldurun. `bytearray` dilimi bir kopya olurdu.",
        ru="Нужен объект `bytearray` из n байт, заполненный методом f.readinto: передавайте ему "
        "сам объект или срез его представления. Срез самого объекта — это копия.",
    )
    yield Case(
        """
        read_exactly(Raw(b"abcdef", most=4), 6)
        """,
        due=bytearray(b"abcdef"),
        en="readinto may fill only the beginning of the buffer, and it returns how many bytes it "
        "filled. Go on behind these, in a slice of a view, until the buffer is full.",
        tr="readinto tamponun yalnızca başını doldurmuş olabilir; kaç bayt doldurduğunu döndürür. "
        "Tampon dolana kadar bu baytların ardından, görünümün bir dilimiyle sürdürün.",
        ru="Метод readinto может заполнить только начало буфера; он возвращает, сколько байт "
        "заполнил. Читайте дальше в срез представления, который начинается сразу за ними, пока "
        "буфер не заполнится.",
    )
    yield Case(
        """
        read_exactly(Raw(b"abc", most=2), 4)
        """,
        due=EOFError,
        en="readinto returned 0: the file has ended early. Raise EOFError, and don't hand out a "
        "buffer with zeros at its end.",
        tr="readinto 0 döndürdü: dosya erken bitti. EOFError fırlatın; sonu sıfırlarla dolu bir "
        "tampon döndürmeyin.",
        ru="Метод readinto вернул 0: файл кончился раньше времени. Вызовите исключение EOFError и "
        "не возвращайте буфер с нулями в конце.",
    )
    yield Case(
        """
        f = Raw(b"abcdef", most=10)
        read_exactly(f, 4), f.position
        """,
        due=(bytearray(b"abcd"), 4),
        en="Only n bytes are to be taken; the rest belongs to the next one who reads the file.",
        tr="Yalnızca n bayt alınmalı; gerisi, dosyayı sonra okuyacak olana kalır.",
        ru="Взять нужно только n байт; остальное достанется тому, кто будет читать дальше.",
    )
    yield Case(
        """
        read_exactly(Raw(b"", most=10), 0)
        """,
        due=bytearray(),
        en="Nothing was asked for, so nothing is missing, even at the end of the file.",
        tr="Hiç bayt istenmedi; dosya bitmiş olsa bile eksik kalan bir şey yoktur.",
        ru="Не просили ни одного байта, значит, всё на месте, даже если файл кончился.",
    )
    yield Case(
        """
        f = Raw(bytes(2**20), most=2**16)
        peak(lambda: read_exactly(f, 2**20))
        """,
        due=MemoryAtMost(1280 * KIB),
        en="1 MiB is wanted, and one buffer of 1 MiB is enough. Pieces put together later need "
        "their memory as well.",
        tr="İstenen 1 MiB; 1 MiB büyüklüğünde tek bir tampon yeter. Sonradan birleştirilen "
        "parçalar ayrıca bellek tutar.",
        ru="Нужен 1\u00a0МиБ, и одного буфера в 1\u00a0МиБ достаточно. Части, которые склеивают "
        "потом, тоже занимают память.",
    )
    yield Case(
        """
        data = read_exactly(Raw(b"abc", most=2), 3)
        data.append(33)
        data
        """,
        due=bytearray(b"abc!"),
        en="The bytearray that comes back is locked: one of your views of it is still open.",
        tr="Döndürdüğünüz `bytearray` kilitli: görünümlerinizden biri hâlâ açık.",
        ru="Размер возвращённого объекта `bytearray` изменить нельзя: одно из ваших представлений "
        "ещё открыто.",
    )


@exercise(tools=(saved, peak))
def count_byte() -> Iterator[Case]:
    """count_byte(path, value): how often the byte occurs in a file of any size.

    With at most 256 KiB of memory. value is a number from 0 to 255.
    """
    yield Case(
        """
        with saved(b"banana") as path:
            count_byte(path, 97)
        """,
        due=3,
        en="97 is the byte a, and it occurs three times. bytes and bytearray can count a number.",
        tr="97, a harfinin baytıdır ve üç kez geçer. `bytes` ve `bytearray` nesnelerinin count() "
        "metodu sayı da kabul eder.",
        ru="97 — это байт a, он встречается трижды. Метод count() объектов `bytes` и `bytearray` "
        "принимает и число.",
    )
    yield Case(
        """
        with saved(b"") as path:
            count_byte(path, 0)
        """,
        due=0,
        en="In an empty file nothing occurs. An empty file can't be mapped, and a fresh buffer "
        "is full of zeros that are not the file's.",
        tr="Boş dosyada hiçbir bayt geçmez. Boş dosya belleğe eşlenemez; yeni bir tampon da "
        "dosyaya ait olmayan sıfırlarla doludur.",
        ru="В пустом файле нет ни одного байта. Пустой файл нельзя отобразить в память, а новый "
        "буфер полон нулей, которых в файле нет.",
    )
    yield Case(
        """
        with saved(bytes(300_001)) as path:
            count_byte(path, 0)
        """,
        due=300_001,
        en="The last chunk is shorter, and behind it the buffer still holds old bytes: count only "
        "as many as were read. And read until nothing comes any more.",
        tr="Son parça daha kısadır; tamponda onun ardında eski baytlar durur: yalnızca okunan "
        "baytlarda sayın. Dosyadan bir şey gelmeyene kadar da okumayı sürdürün.",
        ru="Последняя порция короче, и за ней в буфере лежат старые байты: учитывайте только "
        "прочитанные. И читайте, пока данные не кончатся.",
    )
    yield Case(
        """
        with saved(bytes(range(256)) * 1000) as path:
            [count_byte(path, value) for value in (0, 10, 255)]
        """,
        due=[1000, 1000, 1000],
        en="Open the file as binary, and treat all bytes alike: 0, newline and 255 too.",
        tr="Dosyayı ikili kipte açın ve bütün baytları aynı biçimde sayın: 0, satır sonu ve 255 de "
        "bayttır.",
        ru="Откройте файл в двоичном режиме и не делайте различий между байтами: считайте и 0, и "
        "перевод строки, и 255.",
    )
    yield Case(
        """
        with saved(bytes(2**23)) as path:
            peak(lambda: count_byte(path, 1))
        """,
        due=MemoryAtMost(256 * KIB),
        slow=True,
        en="A file of 8 MiB must not need more memory than a small one: read it in chunks into "
        "one buffer, with readinto.",
        tr="8 MiB büyüklüğündeki bir dosya, küçük bir dosyadan daha çok bellek istememeli: "
        "readinto ile tek bir tampona parça parça okuyun.",
        ru="Для файла в 8\u00a0МиБ не должно требоваться больше памяти, чем для маленького: "
        "читайте его порциями в один и тот же буфер методом readinto.",
    )
