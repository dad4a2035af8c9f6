"""Lesson 6: compare, search, hash, convert."""

from array import array
from collections.abc import Iterator

from bufferscope.cases import KIB, LOCKED, Case, MemoryAtMost, exercise, peak


@exercise(tools=(array, peak))
def sniff() -> Iterator[Case]:
    r"""sniff(data): 'png', 'gif', 'pdf', 'zip' or None, from the magic numbers, without copying.

    data is any C-contiguous exporter, of any format. The magic numbers: b"\x89PNG\r\n\x1a\n",
    b"GIF87a" or b"GIF89a", b"%PDF-", b"PK\x03\x04".
    """
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
            tr="Karar için ilk baytlar yeter: verinin başından, dosya türünün imzası uzunluğunda "
            "bir dilim alıp imzayla karşılaştırın.",
            ru="Всё решают первые байты: сравните с сигнатурой формата срез ровно той же длины.",
        )
    yield Case(
        """
        sniff(b"text that mentions %PDF- later")
        """,
        due=None,
        en="A magic number counts only at the very beginning of the data.",
        tr="İmza yalnızca verinin en başındaysa sayılır.",
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
        "dilim hata vermez, kısalır; sonu aşan indeks ise hata verir.",
        ru="Данных слишком мало, чтобы узнать формат: верните None. Срез, который выходит за конец "
        "данных, просто становится короче, а индекс за их концом — ошибка.",
    )
    yield Case(
        """
        [sniff(data) for data in (bytearray(b"GIF89a..."), memoryview(b"GIF89a..."))]
        """,
        due=["gif", "gif"],
        en="Any exporter is welcome, also one without startswith(): begin with memoryview(data).",
        tr="Her sağlayıcı kabul edilmeli, startswith() metodu olmayan da: memoryview(data) ile "
        "başlayın.",
        ru="Подходит любой экспортёр, даже без метода startswith(): начните с memoryview(data).",
    )
    yield Case(
        """
        sniff(array("H", b"%PDF-1.7"))
        """,
        due="pdf",
        en="Here the items have two bytes each, so slices count pairs. Look at bytes: cast('B').",
        tr="Burada ögeler ikişer bayttır, yani dilimler bayt çiftlerini sayar. Baytlara "
        "bakın: cast('B').",
        ru="Здесь в каждом элементе два байта, и срез считает пары. Нужны сами байты: cast('B').",
    )
    yield Case(
        """
        data = bytearray(b"%PDF-") + bytes(2**20)
        peak(lambda: sniff(data))
        """,
        due=MemoryAtMost(4 * KIB),
        en="This takes a copy of all the data for the sake of a few bytes: bytes(data) and "
        "tobytes() copy everything. Slice a view first.",
        tr="Birkaç bayt uğruna verinin tamamı kopyalanıyor: bytes(data) ve tobytes() her şeyi "
        "kopyalar. Önce bir görünüm oluşturup onu dilimleyin.",
        ru="Ради нескольких байт копируются все данные: так действуют bytes(data) и tobytes(). "
        "Сначала возьмите срез представления.",
    )
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


@exercise(tools=(peak,))
def count_tokens() -> Iterator[Case]:
    """count_tokens(data): a dict from each blank-separated token (bytes) to its count.

    Blanks are spaces; data is bytes or a view of bytes, whose read-only views can be hashed.
    Tokens are looked up by such views, so that only new ones are copied.
    """
    yield Case(
        """
        counts = count_tokens(b"to be or not to be")
        {bytes(token): count for token, count in counts.items()}
        """,
        due={b"to": 2, b"be": 2, b"or": 1, b"not": 1},
        en="Each token counts every time it occurs; the last one has no blank behind it.",
        tr="Her sözcük, geçtiği her yerde sayılır; son sözcüğün ardında boşluk yoktur.",
        ru="Слово считают каждый раз, когда оно встретится; за последним словом пробела нет.",
    )
    yield Case(
        """
        sorted(type(token).__name__ for token in count_tokens(b"a b"))
        """,
        due=["bytes", "bytes"],
        en="The keys are bytes: a view as a key would keep all the data in memory and locked.",
        tr="Anahtarlar `bytes` olmalı: anahtar olarak saklanan bir görünüm, verinin tamamını "
        "bellekte tutar ve kilitler.",
        ru="Ключи — объекты `bytes`: представление в роли ключа держало бы в памяти и под замком "
        "все данные.",
    )
    yield Case(
        """
        dict(count_tokens(b"  two  blanks "))
        """,
        due={b"two": 1, b"blanks": 1},
        en="Several blanks in a row separate like one, and there is no empty token.",
        tr="Art arda gelen boşluklar tek bir boşluk gibi ayırır; boş sözcük olmaz.",
        ru="Несколько пробелов подряд разделяют слова так же, как один; пустых слов не бывает.",
    )
    yield Case(
        """
        dict(count_tokens(b""))
        """,
        due={},
        en="No data, no tokens: the dict is empty.",
        tr="Veri yoksa sözcük de yoktur: sözlük boştur.",
        ru="Нет данных — нет слов: словарь пуст.",
    )
    yield Case(
        """
        dict(count_tokens(memoryview(b"-a b a-")[1:-1]))
        """,
        due={b"a": 2, b"b": 1},
        en="The data may be a slice of a view, which has no split() and no find(): walk over it.",
        tr="Veri bir görünümün dilimi olabilir; onda ne split() ne find() vardır: ögelerin "
        "üzerinden bir döngüyle geçin.",
        ru="Данные могут быть срезом представления, а у него нет ни split(), ни find(): пройдите "
        "по нему циклом.",
    )
    yield Case(
        """
        data = b" ".join([b"x" * 2**15] * 4)
        peak(lambda: count_tokens(data))
        """,
        due=MemoryAtMost(48 * KIB),
        en="There is one token here, of 32 KiB, four times. Copy it once, when it is new; look "
        "it up by a read-only view, which copies nothing.",
        tr="Burada 32 KiB büyüklüğünde tek bir sözcük dört kez geçiyor. Onu bir kez, ilk "
        "geçtiğinde kopyalayın; sözlükte salt okunur bir görünümle arayın: görünüm kopyalamaz.",
        ru="Здесь одно слово в 32\u00a0КиБ встречается четыре раза. Скопируйте его один раз, "
        "пока оно новое, а в словаре ищите по представлению только для чтения: оно ничего не "
        "копирует.",
    )
