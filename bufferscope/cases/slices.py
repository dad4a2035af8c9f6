"""Lesson 1: the slice that copies."""

from array import array
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from bufferscope.ceilings import KIB, MemoryAtMost, peak
from bufferscope.exercises import Case, Drawn, Each, exercise


def _chunk_sums(data: bytes | bytearray, n: int) -> list[int]:
    with memoryview(data) as view:
        return [sum(view[start : start + n]) % 256 for start in range(0, len(view), n)]


def _data_and_n(source: Random, size: int) -> dict[str, Any]:
    return {"data": source.randbytes(source.randint(0, size)), "n": source.randint(1, 1 + size)}


def _memory_of_sums() -> Iterator[Case]:
    for data, n in (
        ("bytes(2**21)", "4096"),
        ("bytearray(2**21)", "4096"),
        ("bytearray(2**23)", "2**22"),
        ("bytes(2**23)", "2**21 + 2**20"),
    ):
        yield Case(
            f"""
            data = {data}
            peak(lambda: chunk_sums(data, {n}))
            """,
            due=MemoryAtMost(64 * KIB),
            en="This takes copies or keeps too much: a slice of bytes copies its bytes, and so does "
            "bytearray(data). Slice a memoryview of the data, and keep the sums alone.",
            tr="Burada kopya çıkarılıyor ya da gereğinden fazlası saklanıyor. `bytes` dilimi de "
            "bytearray(data) da baytları kopyalar. Verinin bir `memoryview` görünümünü "
            "dilimleyin ve yalnızca toplamları saklayın.",
            ru="Здесь получаются копии или хранится лишнее. Срез объекта `bytes` копирует байты, "
            "как и вызов bytearray(data). Берите срезы представления memoryview(data) и храните "
            "только суммы.",
        )


@exercise(tools=(peak,), reference=_chunk_sums)
def chunk_sums() -> Iterator[Case | Each | Drawn]:
    """chunk_sums(data, n): the sum modulo 256 of every n-byte chunk of data, as a list.

    data is bytes or a bytearray, n at least 1. The last chunk may be shorter. data is not changed,
    and a bytearray can grow again afterwards. For 8 MiB of data and n from 4096 to half of the data
    it takes less than 64 KiB of memory.
    """
    yield Case(
        """
        chunk_sums(bytes([1, 2, 3, 4, 5, 6]), 2)
        """,
        due=[3, 7, 11],
        en="Every chunk begins n bytes after the one before it, and each gives one sum in a list.",
        tr="Her parça bir öncekinden n bayt sonra başlar, listeye her parça için bir toplam girer.",
        ru="Каждый блок начинается на n байт дальше предыдущего и даёт в списке одну сумму.",
    )
    yield Case(
        """
        chunk_sums(bytes([200, 100, 1]), 3)
        """,
        due=[45],
        en="The sum is wanted modulo 256, so that it fits into one byte: 301 % 256 is 45.",
        tr="Toplamın 256'ya bölümünden kalan, yani bir bayta sığan bir sayı isteniyor. 301 % 256 "
        "işleminin sonucu 45'tir.",
        ru="Нужна сумма по модулю 256, чтобы она умещалась в один байт, и 301 % 256 даёт 45.",
    )
    yield Case(
        """
        chunk_sums(bytes([1, 2, 3, 4, 5]), 2)
        """,
        due=[3, 7, 5],
        en="The last chunk may be shorter than n, and it counts like any other.",
        tr="Son parça n bayttan kısa olabilir, ama diğerleri gibi o da sayılır.",
        ru="Последний блок может быть короче n байт, но учитывается наравне с остальными.",
    )
    yield Case(
        """
        chunk_sums(b"", 4)
        """,
        due=[],
        en="No data, no chunks: the list is empty.",
        tr="Veri yoksa parça da yoktur, liste boş olur.",
        ru="Нет данных — нет и блоков, и список пуст.",
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
        tr="Veri bir `bytearray` nesnesi de olabilir, fonksiyondan sonra yine büyüyebilmelidir. "
        "Görünümlerinizi `with memoryview(data) as view:` bloğuyla serbest bırakın.",
        ru="Объект `bytearray` — тоже данные, и потом ничто не должно мешать ему расти. "
        "Освобождайте свои представления, это делает блок `with memoryview(data) as view:`.",
    )
    yield Case(
        """
        chunk_sums(bytes([250, 251]), 5)
        """,
        due=[245],
        en="n may be larger than the data: then all of them are one chunk, the last.",
        tr="n, verinin uzunluğundan büyük olabilir. O zaman verinin tamamı tek parça, yani son "
        "parçadır.",
        ru="Число n может быть больше длины данных. Тогда все они — один блок, последний.",
    )
    yield Drawn(
        "chunk_sums({data}, {n})",
        _data_and_n,
        en="Work these few bytes out by hand: cut every n bytes, add up, take the rest by 256.",
        tr="Bu birkaç baytı elle hesaplayın. Her n baytta bir kesin, toplayın, 256'ya "
        "bölümünden kalanı alın.",
        ru="Посчитайте эти несколько байт вручную. Режьте через каждые n байт, складывайте, берите "
        "остаток от деления на 256.",
        allowed=lambda data, n: n >= 1,
    )
    yield Each(_memory_of_sums, slow=True)


def _shares(make: Callable[[bytearray], Any]) -> bool:
    b = bytearray(range(16))
    made = make(b)
    before = bytes(made)
    b[:] = bytes(255 - byte for byte in b)
    return bytes(made) != before


@exercise(tools=(array,), reference=_shares)
def shares() -> Iterator[Case | Each | Drawn]:
    """shares(make): whether what make(b) builds from a bytearray b sees later changes of b.

    True for a view, False for a copy. b is a bytearray that shares makes itself, of four bytes or
    more. What make builds shows all of b or a part of it, in one dimension, and bytes() reads it: it
    may be a view of any byte format, a copy of any type, a list of the numbers, or b itself.
    """
    yield Case(
        """
        shares(lambda b: memoryview(b))
        """,
        due=True,
        en="memoryview(b) is a view: what is written to b afterwards is seen in it. "
        "Build first, then change b, and look at what was built last of all.",
        tr="memoryview(b) bir görünümdür, b nesnesine sonradan yazılan onda görülür. Önce sonucu "
        "oluşturun, ardından b nesnesini değiştirin, en son da oluşan sonuca bakın.",
        ru="memoryview(b) — это представление, в нём видно всё, что потом записали в b. Сначала "
        "постройте результат, затем измените b и лишь после этого посмотрите на результат.",
    )
    yield Case(
        """
        shares(lambda b: bytes(b))
        """,
        due=False,
        en="bytes(b) is a copy: it stays as it was when b changes. That it was equal to b at "
        "first says nothing yet.",
        tr="bytes(b) bir kopyadır, b değişince kopya olduğu gibi kalır. Başta b nesnesine eşit "
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
        tr="Belirleyici olan tür değil. Bu bir `memoryview` nesnesi, ama bir kopyanın görünümü. "
        "b nesnesini değiştirip bakın.",
        ru="Дело не в типе. Это объект `memoryview`, но смотрит он на копию. Измените b и "
        "проверьте.",
    )
    yield Case(
        """
        shares(lambda b: memoryview(b)[1:])
        """,
        due=True,
        en="A slice of a view is a view, but of a part: change every byte of b, of which there "
        "must be a few, and not its first byte alone.",
        tr="Bir görünümün dilimi de görünümdür, ama yalnızca bir bölümü gösterir. b birkaç bayt "
        "uzunluğunda olsun, yalnızca ilk baytını değil, bütün baytlarını değiştirin.",
        ru="Срез представления — тоже представление, но видна в нём только часть байтов. Создайте "
        "b из нескольких байт и измените не один первый байт, а все.",
    )
    for part in ("[:1]", "[1:-1]", "[-1:]"):
        yield Case(
            f"""
            shares(lambda b: memoryview(b){part})
            """,
            due=True,
            en="This view shows a part of b alone: change every byte of b, since any of them may be "
            "the one that is seen.",
            tr="Bu görünüm b nesnesinin yalnızca bir bölümünü gösterir. b nesnesinin bütün "
            "baytlarını değiştirin, çünkü hangisinin göründüğü bilinmez.",
            ru="В этом представлении видна лишь часть b. Измените все байты b, ведь виден может "
            "быть любой из них.",
        )
    yield Case(
        """
        shares(lambda b: b[:])
        """,
        due=False,
        en="A slice of a bytearray is a new bytearray: a copy, even when it is the whole slice.",
        tr="Bir `bytearray` dilimi yeni bir `bytearray` nesnesidir, her baytı kapsasa da kopyadır.",
        ru="Срез объекта `bytearray` — новый объект, то есть копия, даже если срез полный.",
    )
    yield Case(
        """
        shares(lambda b: b)
        """,
        due=True,
        en="This is b itself under another name, so it sees every change of b.",
        tr="Bu, başka bir adla b nesnesinin kendisidir, bu yüzden b nesnesindeki her değişikliği "
        "gösterir.",
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
        ru="Пусть перевёрнутое и только для чтения, это всё равно представление. Писать в него "
        "нельзя, но в нём видно то, что записали в b. Пишите в b, а смотрите на результат.",
    )
    yield Case(
        """
        shares(lambda b: list(b))
        """,
        due=False,
        en="list(b) holds numbers read once from b: a copy of another type, which stays as it is.",
        tr="list(b), b nesnesinden bir kez okunan sayıları saklar. Başka türden bir kopyadır ve "
        "değişmeden kalır.",
        ru="В списке list(b) лежат числа, один раз прочитанные из b. Это копия другого типа, и она "
        "остаётся прежней.",
    )
    for make, shared in (
        ('memoryview(b).cast("b")', True),
        ('memoryview(b).cast("c")', True),
        ("memoryview(b)[::2]", True),
        ("memoryview(memoryview(b))", True),
        ("memoryview(b).obj", True),
        ('array("B", b)', False),
        ("memoryview(b).tolist()", False),
        ("memoryview(b[1:])", False),
        ("memoryview(b).tobytes()", False),
        ("tuple(b)", False),
        ("memoryview(bytearray(b))[1:]", False),
    ):
        yield Case(
            f"""
            shares(lambda b: {make})
            """,
            due=shared,
            en="Neither the type nor the exporter nor the length decides. Compare what bytes() reads "
            "from the result before and after every byte of b has changed.",
            tr="Ne tür ne sağlayıcı ne de uzunluk belirleyicidir. b nesnesinin bütün baytları "
            "değişmeden önce ve değiştikten sonra bytes() ile sonuçtan okunanı karşılaştırın.",
            ru="Ни тип, ни экспортёр, ни длина ничего не решают. Сравните, что bytes() читает из "
            "результата до и после того, как изменились все байты b.",
        )
    yield Case(
        """
        import ctypes
        shares(lambda b: (ctypes.c_char * len(b)).from_buffer(b))
        """,
        due=True,
        en="A ctypes array made by from_buffer lies in the memory of b. It is no memoryview, and it "
        "shares all the same.",
        tr="from_buffer ile oluşturulan bir ctypes dizisi b nesnesinin belleğinde durur. `memoryview` "
        "değildir, ama belleği yine de paylaşır.",
        ru="Массив ctypes, созданный методом from_buffer(), лежит в памяти b. Это не объект "
        "`memoryview`, но память у них всё равно общая.",
    )
