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
            tr="İlk baytlar yeter: tam o uzunlukta bir dilimi dosya türünün imzasıyla "
            "karşılaştırın.",
            ru="Всё решают первые байты: сравните срез ровно этой длины с сигнатурой формата.",
        )
    yield Case(
        """
        sniff(b"text that mentions %PDF- later")
        """,
        due=None,
        en="A magic number counts only at the very beginning of the data.",
        tr="İmza yalnızca verinin en başındaysa sayılır.",
        ru="Сигнатура считается, только если стоит в самом начале данных.",
    )
    yield Case(
        """
        [sniff(data) for data in (b"", b"P", b"%PD")]
        """,
        due=[None, None, None],
        en="Too short to tell: None. A slice beyond the end is shorter and gives no error; an "
        "index beyond it does.",
        tr="Karar vermeye yetmeyecek kadar kısa: None. Sonu aşan dilim hata vermez, kısalır; sonu "
        "aşan indeks hata verir.",
        ru="Слишком коротко, чтобы узнать формат: None. Срез за пределами данных просто короче, а "
        "индекс за пределами — ошибка.",
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
        tr="Burada ögeler ikişer bayttır, yani dilimler bayt çiftlerini sayar. Baytlara bakın: cast('B').",
        ru="Здесь в элементе два байта, и срезы считают пары. Смотрите на байты: cast('B').",
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
        "kopyalar. Önce bir görünümü dilimleyin.",
        ru="Ради нескольких байт копируются все данные: bytes(data) и tobytes() копируют всё. "
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
        tr="Her sözcük geçtiği her yerde sayılır; sonuncusunun ardında boşluk yoktur.",
        ru="Каждое слово считается всякий раз, когда встретится; за последним пробела нет.",
    )
    yield Case(
        """
        sorted(type(token).__name__ for token in count_tokens(b"a b"))
        """,
        due=["bytes", "bytes"],
        en="The keys are bytes: a view as a key would keep all the data in memory and locked.",
        tr="Anahtarlar `bytes` olmalı: anahtar olarak saklanan görünüm verinin tamamını bellekte "
        "ve kilitli tutar.",
        ru="Ключи — объекты `bytes`: представление в роли ключа держало бы в памяти и под замком "
        "все данные.",
    )
    yield Case(
        """
        dict(count_tokens(b"  two  blanks "))
        """,
        due={b"two": 1, b"blanks": 1},
        en="Several blanks in a row separate like one, and there is no empty token.",
        tr="Art arda gelen boşluklar tek boşluk gibi ayırır; boş sözcük yoktur.",
        ru="Несколько пробелов подряд разделяют так же, как один; пустых слов не бывает.",
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
        tr="Veri bir görünümün dilimi olabilir; onda split() de find() da yoktur: üzerinde "
        "ilerleyin.",
        ru="Данные могут быть срезом представления, а у него нет ни split(), ни find(): пройдите "
        "по нему.",
    )
    yield Case(
        """
        data = b" ".join([b"x" * 2**15] * 4)
        peak(lambda: count_tokens(data))
        """,
        due=MemoryAtMost(48 * KIB),
        en="There is one token here, of 32 KiB, four times. Copy it once, when it is new; look "
        "it up by a read-only view, which copies nothing.",
        tr="Burada 32 KiB büyüklüğünde tek bir sözcük dört kez geçiyor. Onu yalnızca yeniyken bir "
        "kez kopyalayın; aramayı kopya oluşturmayan salt okunur görünümle yapın.",
        ru="Здесь одно слово в 32\u00a0КиБ встречается четыре раза. Скопируйте его один раз, пока "
        "оно новое; ищите по представлению только для чтения, которое ничего не копирует.",
    )
