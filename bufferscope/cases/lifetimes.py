"""Lesson 7: locks and releases."""

from array import array
from collections.abc import Iterator
from random import Random
from typing import Any

from bufferscope.ceilings import KIB, MemoryAtMost, peak
from bufferscope.exercises import LOCKED, Case, Drawn, Each, exercise


def _first_line(buf: bytearray) -> bytes:
    end = buf.index(b"\n")
    with memoryview(buf) as view, view[:end] as line:
        return bytes(line)


def _lines(source: Random, size: int) -> dict[str, Any]:
    letters = b"ab \n\r\t\x0b\x0c\x1c\x85\xff\0"
    return {"data": bytes(source.choices(letters, k=source.randint(0, size)))}


@exercise(tools=(peak,), reference=_first_line)
def first_line() -> Iterator[Case | Each | Drawn]:
    """first_line(buf): the bytes of the bytearray buf before its first newline, as bytes.

    The newline is byte 10 alone; all bytes before it belong to the line. ValueError if there is
    none. buf is not changed, and can grow again in every case, even while the exception is still
    held. The line is copied once, the rest of buf not at all.
    """
    yield Case(
        r"""
        first_line(bytearray(b"one\ntwo\nthree"))
        """,
        due=b"one",
        en="The bytes before the first newline are wanted, as bytes and without the newline.",
        tr="İlk satır sonu karakterinden önceki baytlar, o karakter olmadan ve `bytes` olarak "
        "isteniyor.",
        ru="Нужны байты до первого перевода строки, без него самого и в виде объекта `bytes`.",
    )
    yield Case(
        r"""
        first_line(bytearray(b"\ntwo"))
        """,
        due=b"",
        en="A newline at the very beginning ends an empty line: b'' comes back.",
        tr="En baştaki satır sonu boş bir satırı bitirir, b'' dönmelidir.",
        ru="Перевод строки в самом начале завершает пустую строку, и возвращается b''.",
    )
    yield Case(
        """
        first_line(bytearray(b"no newline"))
        """,
        due=ValueError,
        en="Without a newline there is no first line: raise ValueError.",
        tr="Satır sonu yoksa ilk satır da yoktur, ValueError fırlatın.",
        ru="Без перевода строки нет и первой строки, поэтому вызовите исключение ValueError.",
    )
    yield Case(
        r"""
        buf = bytearray(b"one\ntwo")
        line = first_line(buf)
        buf.append(33)
        line
        """,
        due=b"one",
        **LOCKED,
    )
    yield Case(
        """
        buf = bytearray(b"no newline")
        try:
            first_line(buf)
        except ValueError as error:
            held = error
        buf.append(33)
        len(buf)
        """,
        due=11,
        en="The exception is still held, its traceback holds the function's variables, and these "
        "hold a view. Release every view and slice before the exception leaves, by `with`.",
        tr="İstisna hâlâ saklanıyor. Geri izlemesi (traceback) fonksiyonun değişkenlerine, onlar "
        "da bir görünüme referans tutuyor. İstisna fonksiyondan çıkmadan önce her görünümü ve "
        "her dilimi `with` ile serbest bırakın.",
        ru="Исключение ещё живо. Трассировка стека удерживает переменные функции, а те — "
        "представление. Освободите все представления и срезы с помощью `with`, прежде чем "
        "исключение выйдет из функции.",
    )
    yield Case(
        r"""
        first_line(bytearray(b" \tone\r\ntwo")), first_line(bytearray(b"a\x0bb\x1cc\n"))
        """,
        due=(b" \tone\r", b"a\x0bb\x1cc"),
        en="Only the newline, byte 10, ends the line. Spaces, \\r and all other bytes before it belong "
        "to the line: strip() and splitlines() take more.",
        tr="Satırı yalnızca 10 değerindeki bayt bitirir. Ondan önceki boşluklar, \\r ve bütün "
        "diğer baytlar satıra dâhildir. strip() ve splitlines() ise daha fazlasını atar.",
        ru="Строку завершает только байт 10. Пробелы, \\r и все прочие байты до него входят в "
        "строку, а strip() и splitlines() отрезают лишнее.",
    )
    yield Drawn(
        "first_line(bytearray({data}))",
        _lines,
        en="What is due are the bytes before the first byte 10, or ValueError if there is none.",
        tr="Beklenen, 10 değerindeki ilk bayttan önceki baytlardır, öyle bir bayt yoksa "
        "ValueError.",
        ru="Нужны байты до первого байта 10, а если его нет, то ValueError.",
    )
    yield Case(
        r"""
        buf = bytearray(b"one\n") + bytes(2**20)
        peak(lambda: first_line(buf))
        """,
        due=MemoryAtMost(16 * KIB),
        slow=True,
        en="For a line of three bytes all that follows was copied too: split(), partition() and "
        "bytes(buf) do that.",
        tr="Üç baytlık bir satır için ardındaki her şey de kopyalandı. split(), partition() ve "
        "bytes(buf) böyle yapar.",
        ru="Ради строки из трёх байт скопировано и всё, что за ней. Так действуют split(), "
        "partition() и bytes(buf).",
    )
    yield Case(
        r"""
        buf = bytearray(2**20) + b"\n"
        peak(lambda: first_line(buf))
        """,
        due=MemoryAtMost(1536 * KIB),
        slow=True,
        en="The line has 1 MiB and was copied twice: buf[:end] is a copy already. Slice a view, and "
        "copy that by bytes().",
        tr="Satır 1 MiB büyüklüğünde ve iki kez kopyalandı, çünkü buf[:end] zaten bir kopyadır. "
        "Bir görünümü dilimleyin, kopyayı bu dilimden bytes() ile çıkarın.",
        ru="Строка занимает 1 МиБ и скопирована дважды, потому что buf[:end] — уже копия. Возьмите "
        "срез представления и скопируйте его вызовом bytes().",
    )


@exercise(tools=(array, peak))
def Growable() -> Iterator[Case | Each | Drawn]:
    """Growable(): a growing buffer with append(data) and view().

    append(data) adds the bytes of any bytes-like object at the end, as a copy. view() is a context
    manager that gives a read-only memoryview, of format 'B', of all that has been appended, without
    a copy. While one is open append raises BufferError and changes nothing; after the block,
    however it ended, append works again, even if the name of the view is still there. An
    error in the block goes on. Each Growable is apart.
    """
    yield Case(
        """
        g = Growable()
        g.append(b"ab")
        g.append(b"c")
        with g.view() as view:
            bytes(view)
        """,
        due=b"abc",
        en="What has been appended is seen in the view, in order, as one buffer.",
        tr="Eklenenlerin hepsi görünümde sırasıyla, tek bir tampon olarak görünmelidir.",
        ru="Всё добавленное видно в представлении, по порядку и единым буфером.",
    )
    yield Case(
        """
        first, second = Growable(), Growable()
        first.append(b"abc")
        with second.view() as view:
            bytes(view)
        """,
        due=b"",
        en="Two objects share one buffer: it was made in the body of the class, or as a default "
        "argument. Make it in __init__.",
        tr="İki nesne tek bir tamponu paylaşıyor, çünkü tampon sınıfın gövdesinde ya da "
        "varsayılan argüman olarak oluşturulmuş. Onu __init__ içinde oluşturun.",
        ru="У двух объектов один общий буфер, потому что он создан в теле класса или как значение "
        "по умолчанию. Создавайте его в методе __init__.",
    )
    yield Case(
        """
        g = Growable()
        g.append(b"abc")
        with g.view() as view:
            type(view).__name__, view.readonly
        """,
        due=("memoryview", True),
        en="A read-only memoryview is wanted: toreadonly() makes one of a writable view.",
        tr="Salt okunur bir `memoryview` isteniyor. Yazılabilir bir görünümün toreadonly() "
        "metodu böyle bir görünüm verir.",
        ru="Нужен объект `memoryview` только для чтения, его даёт метод toreadonly().",
    )
    yield Case(
        """
        g = Growable()
        g.append(b"abc")
        with g.view() as view:
            g.append(b"d")
        """,
        due=BufferError,
        en="While a view is open, append must be refused with BufferError. A bytearray does that "
        "by itself as long as the view is really its own and not that of a copy.",
        tr="Bir görünüm açıkken append çağrısı BufferError ile reddedilmelidir. Görünüm bir "
        "kopyanın değil de `bytearray` nesnesinin kendisininse nesne bunu kendiliğinden yapar.",
        ru="Пока представление открыто, метод append должен вызывать BufferError. Объект "
        "`bytearray` сам так поступает, если представление действительно его, а не копии.",
    )
    yield Case(
        """
        g = Growable()
        g.append(b"abc")
        with g.view() as view:
            pass
        g.append(b"d")
        with g.view() as view:
            bytes(view)
        """,
        due=b"abcd",
        en="When the block has ended, append must work again, even though the name view still "
        "exists: release the view at the end of the block.",
        tr="Blok bitince, view adı hâlâ dursa bile, append yeniden çalışmalıdır. Görünümü blok "
        "biterken serbest bırakın.",
        ru="После блока метод append снова должен работать, хотя имя view ещё существует. "
        "Освобождайте представление в конце блока.",
    )
    yield Case(
        """
        g = Growable()
        try:
            with g.view() as view:
                raise KeyError
        except KeyError as error:
            held = error
        g.append(b"d")
        with g.view() as view:
            bytes(view)
        """,
        due=b"d",
        en="The block was left by an exception, and the view stayed open. Put the yield into "
        "`with` or `try ... finally`.",
        tr="Bloktan bir istisnayla çıkıldı ve görünüm açık kaldı. yield deyimini `with` ya da "
        "`try ... finally` içine alın.",
        ru="Блок прервало исключение, и представление осталось открытым. Поместите `yield` "
        "внутрь `with` или `try ... finally`.",
    )
    yield Case(
        """
        g = Growable()
        g.append(b"abc")
        with g.view() as first:
            with g.view() as second:
                pass
            g.append(b"d")
        """,
        due=BufferError,
        en="Two views were open and one still is: count them, a yes or no is not enough.",
        tr="İki görünüm açıktı, biri hâlâ açık. Görünümleri sayın, var ya da yok bilgisi yetmez.",
        ru="Открыто было два представления, и одно ещё открыто. Считайте их, одного флага мало.",
    )
    yield Case(
        """
        g = Growable()
        g.append(b"abc")
        with g.view() as view:
            try:
                g.append(b"d")
            except BufferError:
                pass
        with g.view() as view:
            bytes(view)
        """,
        due=b"abc",
        en="An append that was refused must leave the data as they were.",
        tr="Reddedilen bir append çağrısı veriyi olduğu gibi bırakmalıdır.",
        ru="Если метод append вызвал исключение, данные должны остаться прежними.",
    )
    yield Case(
        """
        g = Growable()
        data = bytearray(b"abc")
        g.append(data)
        data[0] = 90
        data.append(33)
        with g.view() as view:
            bytes(view)
        """,
        due=b"abc",
        en="What is appended must be copied: the caller goes on using its own bytearray, and changes "
        "it and lets it grow.",
        tr="Eklenen veri kopyalanmalıdır, çünkü çağıran kendi `bytearray` nesnesini kullanmayı, "
        "değiştirmeyi ve büyütmeyi sürdürür.",
        ru="Добавленное надо скопировать, потому что вызвавший код продолжает работать со своим "
        "объектом `bytearray`, меняет и увеличивает его.",
    )
    yield Case(
        """
        g = Growable()
        for data in (b"a", bytearray(b"b"), memoryview(b"-c-")[1:2], array("H", b"de")):
            g.append(data)
        with g.view() as view:
            view.format, view.ndim, bytes(view)
        """,
        due=("B", 1, b"abcde"),
        en="append takes any bytes-like object and adds its bytes, which in an array are not its items; "
        "and the view has one dimension and format 'B'.",
        tr="append her bayt benzeri nesneyi kabul eder ve onun baytlarını ekler, dizilerde "
        "bunlar ögelerle aynı değildir. Görünüm tek boyutlu, biçimi 'B' olmalıdır.",
        ru="Метод append() принимает любой байтоподобный объект и добавляет его байты, а в массиве это не "
        "то же, что элементы; представление одномерное и с форматом 'B'.",
    )
    yield Case(
        """
        g = Growable()
        g.append(bytes(2**20))
        with g.view() as warm:
            pass

        def look():
            with g.view() as view:
                return len(view)

        peak(look)
        """,
        due=MemoryAtMost(64 * KIB),
        en="The view was made of a copy of all the data. Lend the memory of the bytearray itself.",
        tr="Görünüm, verinin tamamının bir kopyasından oluşturulmuş. `bytearray` nesnesinin kendi "
        "belleğini ödünç verin.",
        ru="Представление сделано из копии всех данных. Предоставляйте память самого объекта "
        "`bytearray`.",
    )
    yield Case(
        """
        g = Growable()
        g.append(b"abc")
        with g.view() as first, g.view() as second:
            bytes(first), bytes(second)
        """,
        due=(b"abc", b"abc"),
        en="Two views may be open at once, and both show everything.",
        tr="Aynı anda iki görünüm açık olabilir, ikisi de her şeyi gösterir.",
        ru="Открытых представлений может быть сразу два, и в каждом видно всё.",
    )
    yield Case(
        """
        g = Growable()
        g.append(b"abc")
        with g.view() as view:
            {}["missing"]
        """,
        due=KeyError,
        en="An error of the block must go on: don't swallow it behind the yield, and let __exit__ return "
        "nothing.",
        tr="Blokta çıkan hata dışarı ulaşmalıdır. Onu yield ardında yutmayın, __exit__ de bir "
        "şey döndürmesin.",
        ru="Ошибка из блока должна выйти наружу. Не проглатывайте её после `yield`, и пусть "
        "__exit__ ничего не возвращает.",
    )
    yield Case(
        """
        g = Growable()
        g.append(b"abc")
        with g.view() as view:
            try:
                g.append(b"d")
            except BufferError as error:
                held = error
        g.append(b"e")
        with g.view() as view:
            bytes(view)
        """,
        due=b"abce",
        en="append was refused once, and that error is still held; after the block it must work all "
        "the same.",
        tr="append bir kez reddedildi ve o hata hâlâ saklanıyor. Yine de append bloktan sonra "
        "çalışmalıdır.",
        ru="Метод append() один раз вызвал исключение, и оно ещё хранится. После блока он всё "
        "равно должен работать.",
    )
    yield Case(
        """
        g = Growable()
        for i in range(5):
            g.append(bytes([i]) * i)
            with g.view() as view:
                seen = bytes(view)
        seen
        """,
        due=b"\1\2\2\3\3\3\4\4\4\4",
        en="append and view may take turns as often as the caller likes.",
        tr="append ile view, çağıran ne kadar isterse o kadar sırayla kullanılabilir.",
        ru="Методы append() и view() можно чередовать сколько угодно раз.",
    )
