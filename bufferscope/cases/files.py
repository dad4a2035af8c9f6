"""Lesson 10: files, streams and mapped memory."""

import io
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random
from typing import Any

from bufferscope.ceilings import KIB, MemoryAtMost, peak
from bufferscope.exercises import Case, Drawn, Each, exercise


class Raw:
    """A raw file that gives at most `most` bytes at a time, and can only fill a buffer.

    At its end it gives 0 some times, and then raises OSError, so that a loop which never stops is
    told at once.
    """

    PATIENCE = 100

    def __init__(self, data: bytes, most: int) -> None:
        self._data = data
        self._most = most
        self._nothing = 0
        self.position = 0

    def readinto(self, buffer: object) -> int:
        with memoryview(buffer) as view, view.cast("B") as room:  # type: ignore[arg-type]
            count = min(len(room), self._most, len(self._data) - self.position)
            room[:count] = self._data[self.position : self.position + count]
        self.position += count
        self._nothing += count == 0
        if self._nothing > self.PATIENCE:
            raise OSError("readinto was called again and again, and returned 0 each time")
        return count


@contextmanager
def saved(data: bytes) -> Iterator[str]:
    """Give the path of a file that holds the data; it is gone after the block."""
    number, path = tempfile.mkstemp()
    with os.fdopen(number, "wb") as file:
        file.write(data)
    try:
        yield path
    finally:
        with suppress(OSError):  # Windows keeps a file that the answer left open
            Path(path).unlink()


def _read_exactly(f: Any, n: int) -> bytearray:
    data = bytearray(n)
    with memoryview(data) as view:
        filled = 0
        while filled < n:
            with view[filled:] as rest:
                count = f.readinto(rest)
            if count == 0:
                raise EOFError(f"{n - filled} bytes are missing")
            filled += count
    return data


def _count_byte(path: str, value: int) -> int:
    buffer, count = bytearray(2**16), 0
    with Path(path).open("rb", buffering=0) as file:
        while size := file.readinto(buffer):
            count += buffer.count(value, 0, size)
    return count


def _raw_and_n(source: Random, size: int) -> dict[str, Any]:
    data = source.randbytes(source.randint(0, size // 2))
    return {
        "data": data,
        "most": source.randint(1, 4),
        "n": source.randint(0, len(data) + (size % 4 == 3)),
    }


def _content_and_value(source: Random, size: int) -> dict[str, Any]:
    content = bytes(source.choices((0, 10, 13, 26, 97, 255), k=source.randint(0, size)))
    return {"content": content, "value": source.choice((0, 10, 13, 26, 97, 98, 255))}


@exercise(tools=(Raw, io, peak), reference=_read_exactly)
def read_exactly() -> Iterator[Case | Each | Drawn]:
    """read_exactly(f, n): a bytearray of exactly the next n bytes of the raw file f.

    f.readinto(buffer) is all that is used of f. It fills a writable buffer from its beginning and
    returns how many bytes it put there, which may be fewer than asked and fewer than are left; it
    returns 0 at the end of the file and for an empty buffer only. n is 0 or more. If the file ends
    before n bytes, EOFError. Never more than n bytes are taken from f. The n bytes are held in one
    bytearray, filled where it is: no pieces are put together. It comes back without open views.
    """
    yield Case(
        """
        read_exactly(Raw(b"abcdef", most=10), 6)
        """,
        due=bytearray(b"abcdef"),
        en="A bytearray of n bytes is wanted, filled by f.readinto: itself or a slice of a view of "
        "it. A slice of the bytearray would be a copy.",
        tr="f.readinto ile doldurulmuş n baytlık bir `bytearray` isteniyor. Ya nesnenin "
        "kendisini ya da görünümünün bir dilimini doldurun. `bytearray` dilimi ise kopyadır.",
        ru="Нужен объект `bytearray` из n байт, заполненный методом f.readinto. Передавайте ему "
        "сам объект или срез его представления. Срез самого объекта — это копия.",
    )
    yield Case(
        """
        read_exactly(Raw(b"abcdef", most=4), 6)
        """,
        due=bytearray(b"abcdef"),
        en="readinto may fill only the beginning of the buffer, and it returns how many bytes it "
        "filled. Go on behind these, in a slice of a view, until the buffer is full.",
        tr="readinto tamponun yalnızca başını doldurmuş olabilir, doldurduğu bayt sayısını "
        "döndürür. Tampon dolana kadar bu baytların ardından, görünümün bir dilimiyle okumayı "
        "sürdürün.",
        ru="Метод readinto может заполнить только начало буфера. Он возвращает, сколько байт "
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
        tr="readinto 0 döndürdü, yani dosya erken bitti. Sonu sıfırlarla dolu bir tampon "
        "döndürmeyin, EOFError fırlatın.",
        ru="Метод readinto вернул 0, значит, файл кончился раньше времени. Вызовите исключение "
        "EOFError и не возвращайте буфер с нулями в конце.",
    )
    yield Case(
        """
        f = Raw(b"abcdef", most=10)
        read_exactly(f, 4), f.position
        """,
        due=(bytearray(b"abcd"), 4),
        en="Only n bytes are to be taken; the rest belongs to the next one who reads the file.",
        tr="Yalnızca n bayt alınmalı, gerisi dosyayı sonra okuyacak olana kalır.",
        ru="Взять нужно только n байт, остальное достанется тому, кто будет читать дальше.",
    )
    yield Case(
        """
        read_exactly(Raw(b"", most=10), 0)
        """,
        due=bytearray(),
        en="Nothing was asked for, so nothing is missing, even at the end of the file.",
        tr="Hiç bayt istenmedi, bu yüzden dosya bitmiş olsa bile eksik kalan bir şey yoktur.",
        ru="Не просили ни одного байта, значит, всё на месте, даже если файл кончился.",
    )
    yield Case(
        """
        f = Raw(b"abcdefgh", most=3)
        read_exactly(f, 2), read_exactly(f, 5), f.position
        """,
        due=(bytearray(b"ab"), bytearray(b"cdefg"), 7),
        en="The next call goes on where the last one ended, in a bytearray of its own.",
        tr="Sonraki çağrı, öncekinin bittiği yerden başlar ve kendi `bytearray` nesnesini "
        "doldurur.",
        ru="Следующий вызов продолжает с того места, где кончил прошлый, и заполняет свой объект "
        "`bytearray`.",
    )
    yield Case(
        """
        f = io.BytesIO(b"abcdef")
        read_exactly(f, 2), read_exactly(f, 3)
        """,
        due=(bytearray(b"ab"), bytearray(b"cde")),
        en="A file that can do more than readinto is read in the same way: from where it is, and no "
        "further than asked.",
        tr="readinto dışında başka metotları da olan bir dosya, bulunduğu yerden ve istenenden "
        "öteye geçmeden, aynı biçimde okunur.",
        ru="Файл, который умеет больше, чем readinto, читают точно так же, с того места, где он "
        "стоит, и не дальше, чем просили.",
    )
    yield Drawn(
        "read_exactly(Raw({data}, most={most}), {n})",
        _raw_and_n,
        en="Follow readinto call by call: at most so many bytes each time, behind those that are there.",
        tr="readinto çağrılarını birer birer izleyin. Her seferinde en çok o kadar bayt gelir ve "
        "var olanların ardına yazılır.",
        ru="Проследите вызовы readinto один за другим. Каждый раз читается не больше стольких "
        "байт, и всегда вслед за теми, что уже есть.",
        allowed=lambda data, most, n: most >= 1,
    )
    yield Case(
        """
        f = Raw(bytes(2**20), most=2**16)
        peak(lambda: read_exactly(f, 2**20))
        """,
        due=MemoryAtMost(1280 * KIB),
        en="1 MiB is wanted, and one buffer of 1 MiB is enough. Pieces put together later need "
        "their memory as well.",
        tr="İstenen 1 MiB için 1 MiB büyüklüğünde tek bir tampon yeter. Sonradan birleştirilen "
        "parçalar ayrıca yer kaplar.",
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
        tr="Döndürdüğünüz `bytearray` kilitli, çünkü görünümlerinizden biri hâlâ açık.",
        ru="Размер возвращённого объекта `bytearray` изменить нельзя, потому что одно из ваших "
        "представлений ещё открыто.",
    )


@exercise(tools=(saved, peak), reference=_count_byte)
def count_byte() -> Iterator[Case | Each | Drawn]:
    """count_byte(path, value): how often a byte occurs in a file, as an int.

    path is the path of the file, a str; value the byte, an int from 0 to 255. The file may be empty
    and of any size, and all bytes count alike, newlines too. It takes at most 512 KiB of memory,
    however large the file is, and changes nothing in the file. (From Python 3.14 on the buffer of
    an open file alone takes 128 KiB, so half of that would leave no room for a chunk and its copy.)
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
        tr="Boş dosyada hiçbir bayt geçmez. Boş dosya belleğe eşlenemez, yeni bir tampon da "
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
        tr="Son parça daha kısadır, tamponda onun ardında eski baytlar durur. Yalnızca okunan "
        "baytlarda sayın. Dosyadan bir şey gelmeyene kadar da okumayı sürdürün.",
        ru="Последняя порция короче, и за ней в буфере лежат старые байты, поэтому учитывайте "
        "только прочитанные. И читайте, пока данные не кончатся.",
    )
    yield Case(
        """
        with saved(bytes(range(256)) * 1000) as path:
            [count_byte(path, value) for value in (0, 10, 255)]
        """,
        due=[1000, 1000, 1000],
        en="Open the file as binary, and treat all bytes alike: 0, newline and 255 too.",
        tr="Dosyayı ikili kipte açın ve bütün baytları aynı biçimde sayın. 0, satır sonu ve 255 "
        "de bayttır.",
        ru="Откройте файл в двоичном режиме и не делайте различий между байтами. Считайте и 0, и "
        "перевод строки, и 255.",
    )
    for size in (2**16, 2**17, 2**18, 2**18 + 1):
        yield Case(
            f"""
            with saved(b"a" * {size - 1} + b"b") as path:
                count_byte(path, 97), count_byte(path, 98)
            """,
            due=(size - 1, 1),
            en="The file ends at the end of a chunk, or one byte behind it: every byte is counted once, "
            "the last one too.",
            tr="Dosya bir parçanın sonunda ya da ondan bir bayt sonra bitiyor. Sonuncusu dâhil "
            "her bayt bir kez sayılır.",
            ru="Файл кончается вместе с порцией или на байт позже. Каждый байт считается один раз, "
            "и последний тоже.",
        )
    yield Drawn(
        """
        with saved({content}) as path:
            count_byte(path, {value})
        """,
        _content_and_value,
        en="Count it by hand in these bytes; none of them is special, not even 10, 13, 26 and 0.",
        tr="Bu baytlarda elle sayın. 10, 13, 26 ve 0 dâhil hiçbiri özel değildir.",
        ru="Сосчитайте вручную среди этих байт. Ни один из них не особенный, даже 10, 13, 26 и 0.",
        number=30,
    )
    yield Case(
        """
        with saved(bytes(2**23)) as path:
            peak(lambda: count_byte(path, 1))
        """,
        due=MemoryAtMost(512 * KIB),
        slow=True,
        en="A file of 8 MiB must not need more memory than a small one: read it in chunks into "
        "one buffer, with readinto.",
        tr="8 MiB büyüklüğündeki bir dosya, küçük bir dosyadan daha çok bellek istememeli. "
        "readinto ile tek bir tampona parça parça okuyun.",
        ru="Для файла в 8 МиБ не должно требоваться больше памяти, чем для маленького. Читайте его "
        "порциями в один и тот же буфер методом readinto.",
    )
