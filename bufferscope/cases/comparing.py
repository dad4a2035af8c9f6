"""Lesson 6: compare, search, hash, convert."""

import re
from array import array
from collections.abc import Iterator
from random import Random
from typing import Any

from bufferscope.cases import zoo
from bufferscope.ceilings import KIB, MemoryAtMost, peak
from bufferscope.exercises import BY_REFERENCE, LOCKED, Case, Drawn, Each, exercise

SIGNATURES = {
    b"\x89PNG\r\n\x1a\n": "png",
    b"GIF87a": "gif",
    b"GIF89a": "gif",
    b"%PDF-": "pdf",
    b"PK\x03\x04": "zip",
}


def _sniff(data: Any) -> str | None:
    with memoryview(data) as view, view.cast("B") as flat:
        for start, kind in SIGNATURES.items():
            if flat[: len(start)] == start:
                return kind
    return None


def _count_tokens(data: bytes | memoryview) -> dict[bytes, int]:
    counts: dict[bytes, int] = {}
    match: re.Match[bytes] | None
    with memoryview(data) as view:
        for match in re.finditer(b"[^ ]+", view):
            with view[match.start() : match.end()] as token:
                if token in counts:
                    counts[token] += 1  # type: ignore[index]
                else:
                    counts[bytes(token)] = 1
        match = None  # it holds a buffer of the view
    return counts


def _text(source: Random, size: int) -> dict[str, Any]:
    """Return text of few letters, with all that other languages and editors take for blanks."""
    letters = b"  aA.'-_\t\n\r\x0b\x0c\0\x85\xa0\xff"
    return {"data": bytes(source.choices(letters, k=source.randint(0, size)))}


def _near_signatures(source: Random, size: int) -> dict[str, Any]:
    start = bytearray(source.choice(list(SIGNATURES)) + b"--")
    for _ in range(size % 2):
        start[source.randrange(len(start))] = source.choice(b"\0\r\naGIFPK589-\x04\x06\x89")
    return {"data": bytes(start)}


def _signature_trials() -> Iterator[Case]:
    for start in SIGNATURES:
        yield from zoo.trials(
            zoo.CONTIGUOUS,
            "sniff(data)",
            content=start.ljust(16, b"."),
            en="Look at the data as bytes, whatever they are: memoryview(data).cast('B').",
            tr="Veri ne olursa olsun ona memoryview(data).cast('B') ile bayt bayt bakın.",
            ru="Какими бы ни были данные, смотрите на них как на байты с помощью "
            "memoryview(data).cast('B').",
        )


def _prefix_trials() -> Iterator[Case]:
    for start in SIGNATURES:
        for end in range(len(start) + 1):
            yield Case(
                f"sniff({start[:end]!r})",
                due=BY_REFERENCE,
                en="A signature counts only when it is there to its last byte.",
                tr="İmza ancak son baytına kadar tamsa geçerlidir.",
                ru="Сигнатура засчитывается, только если она есть вся, до последнего байта.",
            )


def _memory_of_sniff() -> Iterator[Case]:
    for data in (
        'bytearray(b"%PDF-") + bytes(2**20)',
        'b"%PDF-" + bytes(2**20)',
        "memoryview(bytes(2**20))",
        'array("H", bytes(2**20))',
        'array("d", bytes(2**20))',
        'memoryview(bytes(2**20)).cast("B", (2**10, 2**10))',
        'memoryview(bytearray(2**20)).cast("b")',
    ):
        yield Case(
            f"""
            data = {data}
            peak(lambda: sniff(data))
            """,
            due=MemoryAtMost(16 * KIB),
            en="This takes a copy of all the data for the sake of a few bytes: bytes(data) and "
            "tobytes() copy everything. Slice a view first.",
            tr="Birkaç bayt uğruna verinin tamamı kopyalanıyor, çünkü bytes(data) ve tobytes() "
            "her şeyi kopyalar. Önce bir görünüm oluşturup onu dilimleyin.",
            ru="Ради нескольких байт копируются все данные. Так действуют bytes(data) и tobytes(). "
            "Сначала возьмите срез представления.",
        )


def _beginnings() -> Iterator[Case]:
    for kind, start in (
        ("png", rb"\x89PNG\r\n\x1a\n"),
        ("gif", rb"GIF89a"),
        ("gif", rb"GIF87a"),
        ("pdf", rb"%PDF-1.7"),
        ("zip", rb"PK\x03\x04"),
    ):
        yield Case(
            f"""
            sniff(b"{start.decode()} and more")
            """,
            due=kind,
            en="The first bytes tell: compare a slice of exactly that length with the magic number.",
            tr="Karar vermek için ilk baytlar yeter. Verinin başından, dosya türünün imzası "
            "uzunluğunda bir dilim alıp imzayla karşılaştırın.",
            ru="Всё решают первые байты. Сравните с сигнатурой формата срез ровно той же длины.",
        )


@exercise(tools=(array, peak), reference=_sniff)
def sniff() -> Iterator[Case | Each | Drawn]:
    r"""sniff(data): 'png', 'gif', 'pdf' or 'zip' if the data begin with its signature, else None.

    data is any C-contiguous exporter, of any format and number of dimensions, and may be shorter
    than a signature. The signatures: b"\x89PNG\r\n\x1a\n", b"GIF87a" or b"GIF89a", b"%PDF-",
    b"PK\x03\x04". Large data are not copied. A view that is given stays open, and data can grow
    again afterwards.
    """
    yield from _beginnings()
    yield Case(
        """
        sniff(b"text that mentions %PDF- later")
        """,
        due=None,
        en="A magic number counts only at the very beginning of the data.",
        tr="İmza yalnızca verinin en başındaysa geçerlidir.",
        ru="Сигнатура важна, только если стоит в самом начале данных.",
    )
    yield Case(
        """
        [sniff(data) for data in (b"", b"P", b"%PD")]
        """,
        due=[None, None, None],
        en="Too short to tell: None. A slice beyond the end is shorter and gives no error; an "
        "index beyond it does.",
        tr="Veri, karar vermeye yetmeyecek kadar kısaysa sonuç None olmalı. Verinin sonunu aşan "
        "dilim kısalır ve hata vermez, sonu aşan indeks ise hata verir.",
        ru="Данных слишком мало, чтобы узнать формат, поэтому верните None. Срез, который выходит "
        "за конец данных, просто становится короче, а индекс за их концом — ошибка.",
    )
    yield Case(
        """
        [sniff(data) for data in (bytearray(b"GIF89a..."), memoryview(b"GIF89a..."))]
        """,
        due=["gif", "gif"],
        en="Any exporter is welcome, also one without startswith(): begin with memoryview(data).",
        tr="startswith() metodu olmayanlar da dâhil her sağlayıcı kabul edilmeli. "
        "memoryview(data) ile başlayın.",
        ru="Подходит любой экспортёр, даже без метода startswith(). Начните с memoryview(data).",
    )
    yield Case(
        """
        sniff(array("H", b"%PDF-1.7"))
        """,
        due="pdf",
        en="Here the items have two bytes each, so slices count pairs. Look at bytes: cast('B').",
        tr="Burada ögeler ikişer bayttır, yani dilimler bayt çiftlerini sayar. cast('B') ile "
        "baytlara bakın.",
        ru="Здесь в каждом элементе два байта, и срез считает пары. Чтобы видеть сами байты, "
        "вызовите cast('B').",
    )
    yield Case(
        r"""
        [sniff(data) for data in (b"gif89a", b"%pdf-", b"pk\x03\x04", b"\x89png\r\n\x1a\n")]
        """,
        due=[None] * 4,
        en="Small letters are other bytes than capital ones: a signature counts as it is written.",
        tr="Küçük harflerle büyük harfler farklı baytlardır. İmza tam yazıldığı gibi olmalıdır.",
        ru="Строчные буквы — другие байты, чем заглавные. Сигнатура важна ровно так, как записана.",
    )
    yield Each(_prefix_trials)
    yield Each(_signature_trials)
    yield Drawn(
        "sniff({data})",
        _near_signatures,
        en="Every byte of a signature counts, exactly as it is written; what follows does not.",
        tr="İmzanın her baytı tam yazıldığı gibi olmalıdır, ardından gelenlere bakılmaz.",
        ru="Важен каждый байт сигнатуры, ровно как он записан, а то, что дальше, не важно.",
    )
    yield Each(_memory_of_sniff)
    yield Case(
        """
        data = bytearray(b"%PDF-")
        sniff(data)
        data.append(49)
        bytes(data)
        """,
        due=b"%PDF-1",
        **LOCKED,
    )


def _memory_of_tokens() -> Iterator[Case]:
    for data in ("{}", "memoryview({})"):
        yield Case(
            f"""
            data = {data.format('b" ".join([b"x" * 2**15] * 4)')}
            peak(lambda: count_tokens(data))
            """,
            due=MemoryAtMost(48 * KIB),
            en="There is one token here, of 32 KiB, four times. Copy it once, when it is new; look "
            "it up by a read-only view, which copies nothing.",
            tr="Burada 32 KiB büyüklüğünde tek bir sözcük dört kez geçiyor. Onu bir kez, ilk "
            "geçtiğinde kopyalayın. Sözlükte ise hiçbir şey kopyalamayan salt okunur bir "
            "görünümle arayın.",
            ru="Здесь одно слово в 32 КиБ встречается четыре раза. Скопируйте его один раз, пока "
            "оно новое, а в словаре ищите по представлению только для чтения, ведь оно ничего не "
            "копирует.",
        )


@exercise(tools=(peak,), reference=_count_tokens)
def count_tokens() -> Iterator[Case | Each | Drawn]:
    """count_tokens(data): a dict from each token, as bytes, to the number of times it occurs.

    A token is what stands between spaces (byte 32), or between a space and the beginning or the end
    of the data; all other bytes belong to tokens, and no token is empty. data is bytes, or a
    read-only view of bytes with format 'B', one dimension and no step. Each distinct token is copied
    once, and nothing else is; no view is left open.
    """
    yield Case(
        """
        counts = count_tokens(b"to be or not to be")
        {bytes(token): count for token, count in counts.items()}
        """,
        due={b"to": 2, b"be": 2, b"or": 1, b"not": 1},
        en="Each token counts every time it occurs; the last one has no blank behind it.",
        tr="Her sözcük, geçtiği her yerde sayılır. Son sözcüğün ardında boşluk yoktur.",
        ru="Слово считают каждый раз, когда оно встретится, а за последним словом пробела нет.",
    )
    yield Case(
        """
        sorted(type(token).__name__ for token in count_tokens(b"a b"))
        """,
        due=["bytes", "bytes"],
        en="The keys are bytes: a view as a key would keep all the data in memory and locked.",
        tr="Anahtarlar `bytes` olmalı, çünkü anahtar olarak saklanan görünüm verinin tamamını "
        "bellekte tutar ve kilitler.",
        ru="Ключи — объекты `bytes`: из-за представления в роли ключа все данные оставались бы в "
        "памяти.",
    )
    yield Case(
        """
        dict(count_tokens(b"  two  blanks "))
        """,
        due={b"two": 1, b"blanks": 1},
        en="Several blanks in a row separate like one, and there is no empty token.",
        tr="Art arda gelen boşluklar tek bir boşluk sayılır, boş sözcük olmaz.",
        ru="Несколько пробелов подряд разделяют слова так же, как один, а пустых слов не бывает.",
    )
    yield Case(
        """
        dict(count_tokens(b""))
        """,
        due={},
        en="No data, no tokens: the dict is empty.",
        tr="Veri yoksa sözcük de yoktur, sözlük boş olur.",
        ru="Нет данных — нет слов, и словарь пуст.",
    )
    yield Case(
        """
        dict(count_tokens(memoryview(b"-a b a-")[1:-1]))
        """,
        due={b"a": 2, b"b": 1},
        en="The data may be a slice of a view, which has no split() and no find(): walk over it.",
        tr="Veri bir görünümün dilimi olabilir. Onda ne split() ne find() bulunduğu için "
        "ögelerin üzerinden bir döngüyle geçin.",
        ru="Данные могут быть срезом представления, а у него нет ни split(), ни find(). Пройдите "
        "по нему циклом.",
    )
    yield Case(
        r"""
        dict(count_tokens(b"a\tb c\nd it's A a"))
        """,
        due={b"a\tb": 1, b"c\nd": 1, b"it's": 1, b"A": 1, b"a": 1},
        en="Only the space, byte 32, separates. Tabs, newlines, apostrophes and dots belong to the "
        "token, and capital letters are other letters.",
        tr="Yalnızca boşluk, yani 32 değerindeki bayt ayırır. Sekmeler, satır sonları, kesme "
        "işaretleri ve noktalar sözcüğün parçasıdır. Büyük ve küçük harf farklı sayılır.",
        ru="Разделяет только пробел, байт 32. Табуляции, переводы строк, апострофы и точки входят в "
        "слово, а заглавные буквы — другие буквы.",
    )
    yield Case(
        r"""
        dict(count_tokens(b"\xff\x80 \x00 \xff\x80"))
        """,
        due={b"\xff\x80": 2, b"\0": 1},
        en="A token may have any bytes, also ones that are no text: don't decode them.",
        tr="Sözcükte metin olmayanlar da dâhil her bayt bulunabilir. Kodlarını çözmeye çalışmayın.",
        ru="В слове могут быть любые байты, даже если это не текст, поэтому не декодируйте их.",
    )
    for data in ("{data}", "memoryview({data})", 'memoryview(b"--" + {data} + b"--")[2:-2]'):
        yield Drawn(
            f"count_tokens({data})",
            _text,
            en="Split by hand at each space and count what is not empty.",
            tr="Veriyi elle her boşlukta bölün ve boş olmayanları sayın.",
            ru="Разбейте вручную по каждому пробелу и сосчитайте непустые части.",
        )
    yield Each(_memory_of_tokens, slow=True)
