"""Lesson 1: the slice that copies."""

from collections.abc import Iterator

from bufferscope.cases import KIB, Case, MemoryAtMost, exercise, peak


@exercise(tools=(peak,))
def chunk_sums() -> Iterator[Case]:
    """chunk_sums(data, n): the sum modulo 256 of every n-byte chunk of data, as a list.

    The last chunk may be shorter. Less than 64 KiB of extra memory for 8 MiB of data, n >= 4096.
    """
    yield Case(
        """
        chunk_sums(bytes([1, 2, 3, 4, 5, 6]), 2)
        """,
        due=[3, 7, 11],
        en="Every chunk begins n bytes after the one before it, and each gives one sum in a list.",
        tr="Her parça bir öncekinden n bayt sonra başlar; listeye her parça için bir toplam girer.",
        ru="Каждый блок начинается на n байт дальше предыдущего и даёт в списке одну сумму.",
    )
    yield Case(
        """
        chunk_sums(bytes([200, 100, 1]), 3)
        """,
        due=[45],
        en="The sum is wanted modulo 256, so that it fits into one byte: 301 % 256 is 45.",
        tr="Toplamın 256'ya bölümünden kalan isteniyor, yani bir bayta sığan bir sayı: 301 % 256 "
        "işleminin sonucu 45'tir.",
        ru="Нужна сумма по модулю 256, чтобы она умещалась в один байт: 301 % 256 даёт 45.",
    )
    yield Case(
        """
        chunk_sums(bytes([1, 2, 3, 4, 5]), 2)
        """,
        due=[3, 7, 5],
        en="The last chunk may be shorter than n, and it counts like any other.",
        tr="Son parça n bayttan kısa olabilir, ama öbürleri gibi o da sayılır.",
        ru="Последний блок может быть короче n байт, но учитывается наравне с остальными.",
    )
    yield Case(
        """
        chunk_sums(b"", 4)
        """,
        due=[],
        en="No data, no chunks: the list is empty.",
        tr="Veri yoksa parça da yoktur: liste boştur.",
        ru="Нет данных — нет и блоков: список пуст.",
    )
    yield Case(
        """
        data = bytearray([1, 2, 3])
        sums = chunk_sums(data, 2)
        data.append(4)
        sums
        """,
        due=[3, 3],
        en="A bytearray is data as well, and it must be free to grow afterwards. Release your "
        "views: `with memoryview(data) as view:` does it.",
        tr="Veri bir `bytearray` nesnesi de olabilir; nesne fonksiyondan sonra yine "
        "büyüyebilmelidir. Görünümlerinizi serbest bırakın: bunu `with memoryview(data) as view:` "
        "yapar.",
        ru="Объект `bytearray` — тоже данные, и потом ничто не должно мешать ему расти. "
        "Освобождайте свои представления: это делает блок `with memoryview(data) as view:`.",
    )
    for size, n in (("2**20", "2**19"), ("2**23", "4096")):
        yield Case(
            f"""
            data = bytes({size})
            peak(lambda: chunk_sums(data, {n}))
            """,
            due=MemoryAtMost(64 * KIB),
            slow=True,
            en="This takes copies or keeps too much: a slice of bytes copies its bytes, and so does "
            "bytearray(data). Slice a memoryview of the data, and keep the sums alone.",
            tr="Burada kopya çıkarılıyor ya da gereğinden fazlası saklanıyor: bir `bytes` dilimi "
            "baytlarını kopyalar, bytearray(data) da öyle. Verinin bir `memoryview` görünümünü "
            "dilimleyin ve yalnızca toplamları saklayın.",
            ru="Здесь получаются копии или хранится лишнее: срез объекта `bytes` копирует байты, "
            "как и вызов bytearray(data). Берите срезы представления memoryview(data) и храните "
            "только суммы.",
        )


@exercise()
def shares() -> Iterator[Case]:
    """shares(make): whether what make(b) builds from a bytearray b sees later changes of b.

    True for a view, False for a copy. make works for any b of one byte or more.
    """
    yield Case(
        """
        shares(lambda b: memoryview(b))
        """,
        due=True,
        en="memoryview(b) is a view: what is written to b afterwards is seen in it. "
        "Build first, then change b, and look at what was built last of all.",
        tr="memoryview(b) bir görünümdür: b nesnesine sonradan yazılan onda görülür. Önce sonucu "
        "oluşturun, ardından b nesnesini değiştirin, en son da oluşan sonuca bakın.",
        ru="memoryview(b) — это представление: в нём видно всё, что потом записали в b. Сначала "
        "постройте результат, затем измените b и лишь после этого посмотрите на результат.",
    )
    yield Case(
        """
        shares(lambda b: bytes(b))
        """,
        due=False,
        en="bytes(b) is a copy: it stays as it was when b changes. That it was equal to b at "
        "first says nothing yet.",
        tr="bytes(b) bir kopyadır: b değişince kopya olduğu gibi kalır. Başta b nesnesine eşit "
        "olması henüz bir şey göstermez.",
        ru="bytes(b) — копия: когда b меняется, она остаётся прежней. То, что вначале она "
        "равна b, ещё ни о чём не говорит.",
    )
    yield Case(
        """
        shares(lambda b: memoryview(bytes(b)))
        """,
        due=False,
        en="Its type does not decide: this is a memoryview, but of a copy. Change b and see.",
        tr="Belirleyici olan tür değil: bu bir `memoryview` nesnesi, ama bir kopyanın görünümü. b "
        "nesnesini değiştirip bakın.",
        ru="Дело не в типе: это объект `memoryview`, но смотрит он на копию. Измените b и "
        "проверьте.",
    )
    yield Case(
        """
        shares(lambda b: memoryview(b)[1:])
        """,
        due=True,
        en="A slice of a view is a view, but of a part: change every byte of b, of which there "
        "must be a few, and not its first byte alone.",
        tr="Bir görünümün dilimi de görünümdür, ama yalnızca bir bölümü gösterir: b birkaç bayt "
        "uzunluğunda olsun; yalnızca ilk baytını değil, bütün baytlarını değiştirin.",
        ru="Срез представления — тоже представление, но видна в нём только часть байтов: "
        "создайте b из нескольких байт и измените не один первый байт, а все.",
    )
    yield Case(
        """
        shares(lambda b: b[:])
        """,
        due=False,
        en="A slice of a bytearray is a new bytearray: a copy, even when it is the whole slice.",
        tr="Bir `bytearray` dilimi yeni bir `bytearray` nesnesidir: her baytı kapsasa da bir "
        "kopyadır.",
        ru="Срез объекта `bytearray` — новый объект, то есть копия, даже если срез полный.",
    )
    yield Case(
        """
        shares(lambda b: b)
        """,
        due=True,
        en="This is b itself under another name, so it sees every change of b.",
        tr="Bu, başka bir adla b nesnesinin kendisidir; b nesnesindeki her değişikliği gösterir.",
        ru="Это сам объект b под другим именем, поэтому в нём видно каждое изменение b.",
    )
    yield Case(
        """
        shares(lambda b: memoryview(b)[::-1].toreadonly())
        """,
        due=True,
        en="Reversed and read-only, it is still a view: it can't be written to, but it sees what "
        "is written to b. So write to b, and read from what was built.",
        tr="Ters çevrilmiş ve salt okunur olsa da bu bir görünümdür: ona yazılamaz, ama b "
        "nesnesine yazılanı gösterir. O hâlde b nesnesine yazın, oluşan sonuçtan okuyun.",
        ru="Пусть перевёрнутое и только для чтения, это всё равно представление: писать в него "
        "нельзя, но в нём видно то, что записали в b. Пишите в b, а смотрите на результат.",
    )
    yield Case(
        """
        shares(lambda b: list(b))
        """,
        due=False,
        en="list(b) holds numbers read once from b: a copy of another type, which stays as it is.",
        tr="list(b), b nesnesinden bir kez okunan sayıları tutar: başka türden bir kopyadır ve "
        "değişmeden kalır.",
        ru="В списке list(b) лежат числа, один раз прочитанные из b: это копия другого типа, и "
        "она остаётся прежней.",
    )
