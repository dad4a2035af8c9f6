"""Lesson 7: locks and releases."""

from collections.abc import Iterator

from bufferscope.cases import LOCKED, Case, exercise


@exercise()
def first_line() -> Iterator[Case]:
    """first_line(buf): the bytes of a bytearray up to its first newline, without it.

    ValueError if there is none. buf is resizable afterwards in every case, even while the
    exception is still held.
    """
    yield Case(
        r"""
        first_line(bytearray(b"one\ntwo\nthree"))
        """,
        due=b"one",
        en="The bytes before the first newline are wanted, as bytes and without the newline.",
        tr="İlk satır sonu karakterinden önceki baytlar isteniyor: `bytes` olarak ve o karakter "
        "olmadan.",
        ru="Нужны байты до первого перевода строки, без него самого и в виде объекта `bytes`.",
    )
    yield Case(
        r"""
        first_line(bytearray(b"\ntwo"))
        """,
        due=b"",
        en="A newline at the very beginning ends an empty line: b'' comes back.",
        tr="En baştaki satır sonu boş bir satırı bitirir: b'' dönmelidir.",
        ru="Перевод строки в самом начале завершает пустую строку: возвращается b''.",
    )
    yield Case(
        """
        first_line(bytearray(b"no newline"))
        """,
        due=ValueError,
        en="Without a newline there is no first line: raise ValueError.",
        tr="Satır sonu yoksa ilk satır da yoktur: ValueError fırlatın.",
        ru="Без перевода строки нет и первой строки: вызовите исключение ValueError.",
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
        tr="İstisna hâlâ saklanıyor; geri izlemesi (traceback) fonksiyonun değişkenlerini, onlar "
        "da bir görünümü tutuyor. İstisna fonksiyondan çıkmadan önce her görünümü ve her dilimi "
        "`with` ile serbest bırakın.",
        ru="Исключение ещё живо; трассировка стека удерживает переменные функции, а те — "
        "представление. Освободите все представления и срезы с помощью `with`, прежде чем "
        "исключение выйдет из функции.",
    )


@exercise()
def Growable() -> Iterator[Case]:
    """Growable(): a growing buffer with append(data) and view().

    view() is a context manager that gives a read-only memoryview; while one is open, append
    raises BufferError.
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
        g = Growable()
        g.append(b"abc")
        with g.view() as view:
            type(view).__name__, view.readonly
        """,
        due=("memoryview", True),
        en="A read-only memoryview is wanted: toreadonly() makes one of a writable view.",
        tr="Salt okunur bir `memoryview` isteniyor: yazılabilir bir görünümün toreadonly() metodu "
        "böyle bir görünüm verir.",
        ru="Нужен объект `memoryview` только для чтения: его даёт метод toreadonly().",
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
        tr="Blok bitince, view adı hâlâ dursa bile, append yeniden çalışmalıdır: görünümü blok "
        "biterken serbest bırakın.",
        ru="После блока метод append снова должен работать, хотя имя view ещё существует: "
        "освобождайте представление в конце блока.",
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
        tr="İki görünüm açıktı, biri hâlâ açık: görünümleri sayın; var ya da yok bilgisi yetmez.",
        ru="Открыто было два представления, и одно ещё открыто: считайте их, одного флага мало.",
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
        ru="Если метод append отказал, данные должны остаться прежними.",
    )
