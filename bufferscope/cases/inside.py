"""Lesson 13: inside the protocol."""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from bufferscope.cases import PYTHON_3_12, Case, exercise


@dataclass(frozen=True)
class Attributes:
    """Stands in for a view of a layout that pure Python can't make a memoryview of."""

    shape: tuple[int, ...]
    strides: tuple[int, ...]
    c_contiguous: bool
    f_contiguous: bool
    readonly: bool = False
    suboffsets: tuple[int, ...] = ()
    format: str = "B"
    itemsize: int = 1

    @property
    def contiguous(self) -> bool:
        return self.c_contiguous or self.f_contiguous

    @property
    def ndim(self) -> int:
        return len(self.shape)


@exercise(needs=PYTHON_3_12)
def Packet() -> Iterator[Case]:
    """Packet(data, writable=False): an exporter in pure Python of its bytearray.

    Its buffers are read-only unless writable=True was given. resize(n) changes the length, keeps
    what fits and adds zeros; it raises BufferError while any buffer is open.
    """
    yield Case(
        """
        bytes(Packet(bytearray(b"abc")))
        """,
        due=b"abc",
        en="A consumer such as bytes() asks __buffer__(self, flags), which returns a memoryview.",
        tr="bytes() gibi bir tüketici __buffer__(self, flags) metodunu çağırır; o da bir "
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
        tr="writable=True verilmemişse tampon salt okunur olmalıdır: bunu toreadonly() sağlar.",
        ru="Без writable=True буфер должен быть только для чтения: вызовите toreadonly().",
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
        tr="writable=True verilmişse bir tampona yazılan, bir sonrakinde de görünmelidir: "
        "`bytearray` nesnesinin kopyasını değil, kendisini ödünç verin.",
        ru="При writable=True то, что записали в один буфер, видно и в следующем: предоставляйте "
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
        tr="Açık tampon yokken resize uzunluğu değiştirir: sona sıfırlar ekler ya da sondan keser.",
        ru="Пока буферы не открыты, метод resize меняет длину: добавляет нули или отрезает конец.",
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
        tr="Bir tampon açık: resize BufferError fırlatmalıdır. `bytearray` nesnesinin kendi "
        "görünümü açıksa bu kendiliğinden olur; bir kopyanın görünümü açıksa olmaz.",
        ru="Буфер открыт: метод resize должен вызвать BufferError. Если открыто представление "
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
        tr="Tampon serbest bırakıldı, resize yeniden çalışmalıdır: görünüm saklamayın; tamponları "
        "sayıyorsanız sayacı __release_buffer__ içinde azaltın.",
        ru="Буфер освобождён, и метод resize снова должен работать: не храните представлений, а "
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
        tr="İki tampon açıktı, biri hâlâ açık: tamponları sayın; var ya da yok bilgisi yetmez.",
        ru="Открыто было два буфера, и один открыт до сих пор: считайте их, одного флага мало.",
    )


@exercise(tools=(array, Attributes))
def accepts() -> Iterator[Case]:
    """accepts(view): which requests a memoryview would grant, from its attributes alone.

    A set of names among 'SIMPLE', 'WRITABLE', 'C', 'F', 'STRIDES', each the request with the
    flag PyBUF_SIMPLE, PyBUF_WRITABLE, PyBUF_C_CONTIGUOUS, PyBUF_F_CONTIGUOUS or PyBUF_STRIDES
    and no other. SIMPLE and WRITABLE ask for no strides, so they need C-contiguous memory.
    (https://docs.python.org/3/c-api/buffer.html#buffer-request-types)
    """
    yield Case(
        """
        accepts(memoryview(bytearray(6)))
        """,
        due={"SIMPLE", "WRITABLE", "C", "F", "STRIDES"},
        en="A writable flat view grants all five; in one dimension C and F order are the same.",
        tr="Yazılabilir, tek boyutlu, boşluksuz bir görünüm beş isteği de karşılar; tek boyutta C "
        "ve F sırası aynıdır.",
        ru="Непрерывное одномерное представление, доступное для записи, выполнит все пять "
        "запросов; при одном измерении порядки C и F совпадают.",
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
        tr="Boşluklu bellek ancak bayt adımlarıyla betimlenebilir: bunları yalnızca STRIDES isteği "
        "alır. Tek başına WRITABLE bayt adımı istemez, bu yüzden o da reddedilir.",
        ru="Память с промежутками не описать без байтовых шагов, а их запрашивает только STRIDES. "
        "Сам по себе WRITABLE байтовых шагов не запрашивает, поэтому отклоняется и он.",
    )
    yield Case(
        """
        accepts(memoryview(bytes(6)).cast("B", (2, 3)))
        """,
        due={"SIMPLE", "C", "STRIDES"},
        en="In two dimensions C and F order differ: see c_contiguous and f_contiguous.",
        tr="İki boyutta C ve F sırası farklıdır: `c_contiguous` ve `f_contiguous` niteliklerine "
        "bakın.",
        ru="При двух измерениях порядки C и F различаются: смотрите атрибуты `c_contiguous` и "
        "`f_contiguous`.",
    )
    yield Case(
        """
        accepts(Attributes(shape=(2, 3), strides=(1, 2), c_contiguous=False, f_contiguous=True))
        """,
        due={"F", "STRIDES"},
        en="Fortran order has no gaps, yet without strides a consumer would read it in C order: "
        "SIMPLE and WRITABLE are refused.",
        tr="Fortran sırasında boşluk yoktur, ama bayt adımlarını bilmeyen bir tüketici belleği C "
        "sırasıyla okurdu: SIMPLE ve WRITABLE reddedilir.",
        ru="При порядке Fortran промежутков нет, но без байтовых шагов потребитель прочёл бы "
        "память в порядке C, поэтому SIMPLE и WRITABLE отклоняются.",
    )
    yield Case(
        """
        view = Attributes((2, 3), (8, 1), False, False, suboffsets=(0, -1))
        accepts(view)
        """,
        due=set(),
        en="With suboffsets the items lie behind pointers, and only a request with INDIRECT, which "
        "is none of the five, may learn that.",
        tr="`suboffsets` doluysa ögelere işaretçilerle ulaşılır; bunu yalnızca INDIRECT bayraklı "
        "bir istek öğrenebilir, o da bu beş istekten biri değildir.",
        ru="Если заданы дополнительные смещения (`suboffsets`), к элементам ведут указатели, а "
        "узнать об этом может лишь запрос с INDIRECT; среди этих пяти его нет.",
    )
    yield Case(
        """
        accepts(memoryview(array("i", [1, 2])).toreadonly()[:1])
        """,
        due={"SIMPLE", "C", "F", "STRIDES"},
        en="The format does not matter: none of the five asks for it, and items may be wide.",
        tr="Biçimin önemi yoktur: beş isteğin hiçbiri onu sormaz; ögeler çok baytlı olabilir.",
        ru="Формат не важен: ни один из пяти запросов о нём не спрашивает, и в элементе может быть "
        "несколько байт.",
    )
