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
        tr="İlk satır sonundan önceki baytlar isteniyor: `bytes` olarak ve satır sonu olmadan.",
        ru="Нужны байты до первого перевода строки: объектом `bytes` и без самого перевода.",
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
        tr="İstisna hâlâ elde; geri izlemesi fonksiyonun değişkenlerini, onlar da bir görünümü "
        "tutuyor. İstisna çıkmadan önce her görünümü ve dilimi `with` ile serbest bırakın.",
        ru="Исключение ещё хранится; его трассировка держит переменные функции, а те — "
        "представление. Освободите все представления и срезы через `with`, пока исключение не "
        "вышло наружу.",
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
        tr="Eklenenlerin hepsi görünümde sırasıyla, tek bir tampon olarak görülür.",
        ru="Всё добавленное видно в представлении по порядку, как один буфер.",
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
        tr="Salt okunur bir `memoryview` isteniyor: toreadonly() yazılabilir bir görünümden onu "
        "verir.",
        ru="Нужен объект `memoryview` только для чтения: его даёт toreadonly().",
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
        tr="Görünüm açıkken ekleme BufferError ile reddedilmelidir. Görünüm bir kopyanın değil de "
        "gerçekten onun görünümüyse `bytearray` bunu kendiliğinden yapar.",
        ru="Пока представление открыто, append обязан отказать с BufferError. Объект `bytearray` "
        "делает это сам, если представление действительно его, а не копии.",
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
        tr="Blok bitince, view adı hâlâ dursa bile, ekleme yeniden çalışmalıdır: görünümü blok "
        "biterken serbest bırakın.",
        ru="После блока append снова должен работать, даже если имя view ещё существует: "
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
        ru="Из блока вышли через исключение, и представление осталось открытым. Поместите yield "
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
        tr="İki görünüm açıktı, biri hâlâ açık: onları sayın; var ya da yok demek yetmez.",
        ru="Открыты были два представления, и одно ещё открыто: считайте их, флага мало.",
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
        tr="Reddedilen ekleme veriyi olduğu gibi bırakmalıdır.",
        ru="Отклонённый вызов append должен оставить данные прежними.",
    )
