"""Lesson 13: inside the protocol."""

from array import array
from collections.abc import Iterator

from bufferscope.cases.zoo import laid_out
from bufferscope.ceilings import KIB, MemoryAtMost, peak
from bufferscope.exercises import BY_REFERENCE, PYTHON_3_12, Case, Each, exercise


def _accepts(view: memoryview) -> set[str]:
    granted = {"STRIDES"}
    if view.c_contiguous:
        granted |= {"SIMPLE", "C"} if view.readonly else {"SIMPLE", "C", "WRITABLE"}
    if view.f_contiguous:
        granted |= {"F"}
    return granted


@exercise(tools=(peak,), needs=PYTHON_3_12)
def Packet() -> Iterator[Case | Each]:
    """Packet(data, writable=False): a class in pure Python that exports a bytearray.

    data is the bytearray, which from now on belongs to the packet alone. A buffer of the packet shows
    all of it, in one dimension and format 'B', without a copy. Buffers are read-only, and requests for
    writable ones are refused by BufferError, unless writable=True was given; then what is written
    into one is seen in all.

    resize(n) changes the length to n, 0 or more and other than before: it keeps the bytes that fit and
    adds zeros. While any buffer is open it raises BufferError and changes nothing. Any number of
    buffers may be open at once, and as soon as all are released resize works again.
    """
    yield Case(
        """
        bytes(Packet(bytearray(b"abc")))
        """,
        due=b"abc",
        en="A consumer such as bytes() asks __buffer__(self, flags), which returns a memoryview.",
        tr="bytes() gibi bir tüketici __buffer__(self, flags) metodunu çağırır, o da bir "
        "`memoryview` nesnesi döndürür.",
        ru="Потребитель, например bytes(), вызывает метод __buffer__(self, flags), а тот должен "
        "вернуть объект `memoryview`.",
    )
    yield Case(
        """
        memoryview(Packet(bytearray(b"abc"))).readonly
        """,
        due=True,
        en="Without writable=True the buffer must be read-only: toreadonly() makes it so.",
        tr="writable=True verilmemişse tampon salt okunur olmalıdır, bunu toreadonly() sağlar.",
        ru="Без writable=True буфер должен быть только для чтения, поэтому вызовите toreadonly().",
    )
    yield Case(
        """
        packet = Packet(bytearray(b"abc"), writable=True)
        memoryview(packet)[0] = 90
        bytes(packet)
        """,
        due=b"Zbc",
        en="With writable=True what is written into one buffer is seen in the next: export the "
        "bytearray itself, not a copy of it.",
        tr="writable=True verilmişse bir tampona yazılan, bir sonrakinde de görünmelidir. "
        "`bytearray` nesnesinin kopyasını değil, kendisini ödünç verin.",
        ru="При writable=True то, что записали в один буфер, видно и в следующем. Предоставляйте "
        "сам объект `bytearray`, а не его копию.",
    )
    yield Case(
        """
        longer = Packet(bytearray(b"abc"))
        longer.resize(5)
        shorter = Packet(bytearray(b"abc"))
        shorter.resize(2)
        bytes(longer), bytes(shorter)
        """,
        due=(b"abc\0\0", b"ab"),
        en="While nothing is open resize changes the length: zeros are added, or the end is cut.",
        tr="Açık tampon yokken resize uzunluğu değiştirir, yani sona sıfırlar ekler ya da sondan "
        "keser.",
        ru="Пока буферы не открыты, метод resize меняет длину, то есть добавляет нули или отрезает "
        "конец.",
    )
    yield Case(
        """
        packet = Packet(bytearray(b"abc"))
        with memoryview(packet) as view:
            packet.resize(5)
        """,
        due=BufferError,
        en="A buffer is open: resize must raise BufferError. An open view of the bytearray itself "
        "makes it do so; a view of a copy does not.",
        tr="Bir tampon açık olduğu için resize BufferError fırlatmalıdır. `bytearray` nesnesinin "
        "kendi görünümü açıksa bu kendiliğinden olur, bir kopyanın görünümü açıksa olmaz.",
        ru="Буфер открыт, и метод resize должен вызвать BufferError. Если открыто представление "
        "самого объекта `bytearray`, так и получится, а если представление копии, то нет.",
    )
    yield Case(
        """
        packet = Packet(bytearray(b"abc"))
        with memoryview(packet) as view:
            pass
        packet.resize(1)
        bytes(packet)
        """,
        due=b"a",
        en="The buffer has been released, so resize must work again: keep no view, and if you "
        "count, count down in __release_buffer__.",
        tr="Tampon serbest bırakıldı, resize yeniden çalışmalıdır. Görünüm saklamayın. "
        "Tamponları sayıyorsanız sayacı __release_buffer__ içinde azaltın.",
        ru="Буфер освобождён, и метод resize снова должен работать. Не храните представлений, а "
        "если считаете буферы, уменьшайте счётчик в методе __release_buffer__.",
    )
    yield Case(
        """
        packet = Packet(bytearray(b"abc"))
        first = memoryview(packet)
        with memoryview(packet) as second:
            pass
        packet.resize(1)
        """,
        due=BufferError,
        en="Two buffers were open and one still is: count them, a yes or no is not enough.",
        tr="İki tampon açıktı, biri hâlâ açık. Tamponları sayın, var ya da yok bilgisi yetmez.",
        ru="Открыто было два буфера, и один открыт до сих пор. Считайте их, одного флага мало.",
    )
    yield Case(
        """
        import io
        packet = Packet(bytearray(b"abc"))
        io.BytesIO(b"xyz").readinto(packet)
        """,
        due=TypeError,
        en="A consumer could write into a packet that is not writable.",
        tr="Bir tüketici, yazılabilir olmayan bir pakete yazabildi.",
        ru="Потребитель смог записать в пакет, который не доступен для записи.",
    )
    yield Case(
        """
        import io
        packet = Packet(bytearray(b"abc"))
        try:
            io.BytesIO(b"xyz").readinto(packet)
        except TypeError:
            pass
        packet.resize(1)
        bytes(packet)
        """,
        due=b"a",
        en="The request to write was refused, so no buffer is open: count only those that were granted.",
        tr="Yazma isteği reddedildi, yani açık tampon yok. Yalnızca ödünç verilenleri sayın.",
        ru="Запрос на запись отклонён, значит, открытых буферов нет. Считайте только выданные.",
    )
    yield Case(
        """
        packet = Packet(bytearray(b"abc"))
        memoryview._from_flags(packet, 1)  # PyBUF_WRITABLE
        """,
        due=BufferError,
        en="A request that can't be met is refused by BufferError: raise it, or return a read-only view, "
        "from which Python makes one.",
        tr="Karşılanamayan istek BufferError ile reddedilir. İstisnayı kendiniz fırlatın ya da "
        "salt okunur bir görünüm döndürün, o zaman Python fırlatır.",
        ru="Если запрос нельзя выполнить, его отклоняют исключением BufferError. Вызовите исключение "
        "сами или верните представление только для чтения, тогда это сделает Python.",
    )
    yield Case(
        """
        packet = Packet(bytearray(b"abc"))
        with memoryview(packet) as view:
            try:
                packet.resize(5)
            except BufferError:
                pass
            seen = bytes(view)
        seen, bytes(packet)
        """,
        due=(b"abc", b"abc"),
        en="A resize that was refused must leave the data as they were.",
        tr="Reddedilen bir resize çağrısı veriyi olduğu gibi bırakmalıdır.",
        ru="Если метод resize вызвал исключение, данные должны остаться прежними.",
    )
    yield Case(
        """
        packet = Packet(bytearray(b"abc"))
        for _ in range(3):
            bytes(packet)
            packet.resize(0)
            packet.resize(2)
        bytes(packet)
        """,
        due=b"\0\0",
        en="Buffers come and go, and the length may go down to 0 and up again: what was cut off is gone, "
        "and zeros are added.",
        tr="Tamponlar gelip gider, uzunluk 0'a inip yeniden artabilir. Kesilen veri kaybolur, "
        "eklenenler sıfırdır.",
        ru="Буферы появляются и исчезают, длина может упасть до 0 и снова вырасти. Отрезанное "
        "пропало, добавляются нули.",
    )
    yield Case(
        """
        first, second = Packet(bytearray(b"abc")), Packet(bytearray(b"xyz"), writable=True)
        with memoryview(first) as view:
            second.resize(1)
        bytes(first), bytes(second), memoryview(second).readonly
        """,
        due=(b"abc", b"x", False),
        en="Two packets share something: a buffer that is open in one must not lock the other.",
        tr="İki paket bir şeyi paylaşıyor. Birinde açık olan tampon diğerini kilitlememelidir.",
        ru="У двух пакетов что-то общее. Открытый буфер одного не должен мешать другому.",
    )
    yield Case(
        """
        packet = Packet(bytearray(b"abc"), writable=True)
        with memoryview(packet) as first, memoryview(packet) as second:
            first[1] = 90
            seen = first.format, first.ndim, first.readonly, bytes(second)
        seen
        """,
        due=("B", 1, False, b"aZc"),
        en="Two buffers may be open at once, and both lie in the same memory.",
        tr="Aynı anda iki tampon açık olabilir, ikisi de aynı bellekte durur.",
        ru="Открытых буферов может быть сразу два, и оба лежат в одной памяти.",
    )
    yield Case(
        """
        packet = Packet(bytearray(2**20))
        memoryview(packet).release()

        def look():
            with memoryview(packet) as view:
                return len(view)

        peak(look)
        """,
        due=MemoryAtMost(64 * KIB),
        en="All the data were copied for a buffer: export the bytearray itself.",
        tr="Bir tampon için verinin tamamı kopyalandı. `bytearray` nesnesinin kendisini ödünç "
        "verin.",
        ru="Ради одного буфера скопированы все данные. Предоставляйте сам объект `bytearray`.",
    )


@exercise(tools=(array, laid_out), reference=_accepts)
def accepts() -> Iterator[Case | Each]:
    """accepts(view): which requests for a buffer a memoryview would grant, by its attributes.

    A set of names among 'SIMPLE', 'WRITABLE', 'C', 'F', 'STRIDES', each the request with the
    flag PyBUF_SIMPLE, PyBUF_WRITABLE, PyBUF_C_CONTIGUOUS, PyBUF_F_CONTIGUOUS or PyBUF_STRIDES
    and no other. SIMPLE and WRITABLE ask for no strides, so they need C-contiguous memory. view is a
    memoryview of any format and any layout without suboffsets, read-only or not.
    (https://docs.python.org/3/c-api/buffer.html#buffer-request-types)
    """
    yield Case(
        """
        accepts(memoryview(bytearray(6)))
        """,
        due={"SIMPLE", "WRITABLE", "C", "F", "STRIDES"},
        en="A writable flat view grants all five; in one dimension C and F order are the same.",
        tr="Yazılabilir, tek boyutlu, boşluksuz bir görünüm beş isteği de karşılar. Tek boyutta "
        "C ve F sırası aynıdır.",
        ru="Непрерывное одномерное представление, доступное для записи, выполнит все пять "
        "запросов, ведь при одном измерении порядки C и F совпадают.",
    )
    yield Case(
        """
        accepts(memoryview(b"abcdef"))
        """,
        due={"SIMPLE", "C", "F", "STRIDES"},
        en="Read-only memory refuses WRITABLE, and that alone.",
        tr="Salt okunur bellek yalnızca WRITABLE isteğini reddeder.",
        ru="Если память только для чтения, отклоняется запрос WRITABLE, и только он.",
    )
    yield Case(
        """
        accepts(memoryview(bytearray(6))[::2])
        """,
        due={"STRIDES"},
        en="Memory with gaps needs strides to be described: only a request for STRIDES gets them. "
        "A bare WRITABLE does not ask for strides, so it is refused too.",
        tr="Boşluklu bellek ancak bayt adımlarıyla tanımlanabilir, bunları da yalnızca STRIDES "
        "isteği alır. Tek başına WRITABLE bayt adımı istemez, bu yüzden o da reddedilir.",
        ru="Память с промежутками не описать без байтовых шагов, а их запрашивает только STRIDES. "
        "Сам по себе WRITABLE байтовых шагов не запрашивает, поэтому отклоняется и он.",
    )
    yield Case(
        """
        accepts(memoryview(bytes(6)).cast("B", (2, 3)))
        """,
        due={"SIMPLE", "C", "STRIDES"},
        en="In two dimensions C and F order differ: see c_contiguous and f_contiguous.",
        tr="İki boyutta C ve F sırası farklıdır. `c_contiguous` ve `f_contiguous` niteliklerine "
        "bakın.",
        ru="При двух измерениях порядки C и F различаются, поэтому смотрите атрибуты "
        "`c_contiguous` и `f_contiguous`.",
    )
    yield Case(
        """
        accepts(laid_out(b"abcdef", shape=(2, 3), strides=(1, 2), readonly=False))
        """,
        due={"F", "STRIDES"},
        en="Fortran order has no gaps, yet without strides a consumer would read it in C order: "
        "SIMPLE and WRITABLE are refused.",
        tr="Fortran sırasında boşluk yoktur, ama bayt adımlarını bilmeyen bir tüketici belleği C "
        "sırasıyla okur. Bu yüzden SIMPLE ve WRITABLE reddedilir.",
        ru="При порядке Fortran промежутков нет, но без байтовых шагов потребитель прочёл бы "
        "память в порядке C, поэтому SIMPLE и WRITABLE отклоняются.",
    )
    yield Case(
        """
        accepts(memoryview(array("i", [1, 2])).toreadonly()[:1])
        """,
        due={"SIMPLE", "C", "F", "STRIDES"},
        en="The format does not matter: none of the five asks for it, and items may be wide.",
        tr="Biçimin önemi yoktur, çünkü beş isteğin hiçbiri onu sormaz. Ögeler çok baytlı "
        "olabilir.",
        ru="Формат не важен. Ни один из пяти запросов о нём не спрашивает, и в элементе может быть "
        "несколько байт.",
    )
    for view in (
        "memoryview(bytearray(6))[::-1]",
        "memoryview(bytearray(6))[::6]",
        "memoryview(bytearray(6)).cast('B', (1, 6))",
        "memoryview(bytearray(6)).cast('B', (6, 1))",
        "memoryview(bytearray(4)).cast('i', ())",
        "memoryview(bytearray(8)).cast('h', (2, 2))",
        "memoryview(bytearray(6)).toreadonly()[::2]",
        "memoryview(bytearray())",
        "memoryview(b'')",
        "memoryview(bytearray(12)).cast('B', (2, 3, 2))",
        "laid_out(bytes(8), (2, 2), (2, 1))",
        "laid_out(bytes(8), (2, 2), (4, 1), readonly=False)",
        "laid_out(bytes(8), (2, 2), (1, 2))",
        "laid_out(bytes(8), (2, 2, 2), (1, 2, 4))",
        "laid_out(bytes(8), (3, 2), (0, 1))",
    ):
        yield Case(
            f"""
            accepts({view})
            """,
            due=BY_REFERENCE,
            en="c_contiguous decides on SIMPLE, WRITABLE and C, f_contiguous on F, readonly on WRITABLE; "
            "the number of dimensions and the strides decide nothing by themselves.",
            tr="SIMPLE, WRITABLE ve C için `c_contiguous`, F için `f_contiguous`, WRITABLE için "
            "ayrıca `readonly` belirleyicidir. Boyut sayısı ve bayt adımları tek başına bir şey "
            "belirlemez.",
            ru="Для SIMPLE, WRITABLE и C важен `c_contiguous`, для F важен `f_contiguous`, а для "
            "WRITABLE ещё и `readonly`. Число измерений и байтовые шаги сами по себе ничего не "
            "решают.",
        )
