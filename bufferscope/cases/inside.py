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
        "`memoryview` döndürür.",
        ru="Потребитель, такой как bytes(), вызывает __buffer__(self, flags), а тот возвращает "
        "объект `memoryview`.",
    )
    yield Case(
        """
        memoryview(Packet(bytearray(b"abc"))).readonly
        """,
        due=True,
        en="Without writable=True the buffer must be read-only: toreadonly() makes it so.",
        tr="writable=True verilmemişse tampon salt okunur olmalıdır: bunu toreadonly() sağlar.",
        ru="Без writable=True буфер должен быть только для чтения: это делает toreadonly().",
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
        tr="writable=True verilince bir tampona yazılan, bir sonrakinde görülür: kopyasını değil, "
        "`bytearray` nesnesinin kendisini ödünç verin.",
        ru="С writable=True записанное в один буфер видно в следующем: предоставляйте сам объект "
        "`bytearray`, а не копию.",
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
        tr="Açık tampon yokken resize uzunluğu değiştirir: sona sıfır eklenir ya da son kesilir.",
        ru="Пока ничего не открыто, resize меняет длину: добавляет нули или отрезает конец.",
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
        "görünümü açıksa bu kendiliğinden olur; kopyanın görünümünde olmaz.",
        ru="Буфер открыт: resize обязан вызвать BufferError. Если открыто представление самого "
        "`bytearray`, так и выйдет; представление копии этого не даст.",
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
        tr="Tampon serbest bırakıldı; resize yeniden çalışmalıdır: görünüm saklamayın, "
        "sayıyorsanız __release_buffer__ içinde eksiltin.",
        ru="Буфер освобождён, и resize снова должен работать: не храните представлений, а если "
        "считаете их, уменьшайте счётчик в __release_buffer__.",
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
        tr="İki tampon açıktı, biri hâlâ açık: onları sayın; var ya da yok demek yetmez.",
        ru="Открыты были два буфера, и один ещё открыт: считайте их, флага мало.",
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
        tr="Yazılabilir düz bir görünüm beşini de karşılar; tek boyutta C ve F sırası aynıdır.",
        ru="Плоское представление, доступное для записи, отвечает всем пяти; в одном измерении "
        "порядки C и F совпадают.",
    )
    yield Case(
        """
        accepts(memoryview(b"abcdef"))
        """,
        due={"SIMPLE", "C", "F", "STRIDES"},
        en="Read-only memory refuses WRITABLE, and that alone.",
        tr="Salt okunur bellek yalnızca WRITABLE isteğini reddeder.",
        ru="Память только для чтения отклоняет WRITABLE, и только его.",
    )
    yield Case(
        """
        accepts(memoryview(bytearray(6))[::2])
        """,
        due={"STRIDES"},
        en="Memory with gaps needs strides to be described: only a request for STRIDES gets them. "
        "A bare WRITABLE does not ask for strides, so it is refused too.",
        tr="Boşluklu bellek ancak bayt adımlarıyla betimlenir: onları yalnızca STRIDES ister. Tek "
        "başına WRITABLE bayt adımı istemez, bu yüzden o da reddedilir.",
        ru="Память с промежутками описывают только байтовые шаги, а их получает лишь запрос "
        "STRIDES. Сам по себе WRITABLE шагов не просит, поэтому отклоняется и он.",
    )
    yield Case(
        """
        accepts(memoryview(bytes(6)).cast("B", (2, 3)))
        """,
        due={"SIMPLE", "C", "STRIDES"},
        en="In two dimensions C and F order differ: see c_contiguous and f_contiguous.",
        tr="İki boyutta C ve F sırası ayrışır: `c_contiguous` ve `f_contiguous` niteliklerine "
        "bakın.",
        ru="В двух измерениях порядки C и F различаются: см. `c_contiguous` и `f_contiguous`.",
    )
    yield Case(
        """
        accepts(Attributes(shape=(2, 3), strides=(1, 2), c_contiguous=False, f_contiguous=True))
        """,
        due={"F", "STRIDES"},
        en="Fortran order has no gaps, yet without strides a consumer would read it in C order: "
        "SIMPLE and WRITABLE are refused.",
        tr="Fortran sırasında boşluk yoktur ama bayt adımları olmadan tüketici onu C sırasıyla "
        "okurdu: SIMPLE ve WRITABLE reddedilir.",
        ru="В порядке Fortran промежутков нет, но без шагов потребитель прочёл бы его в порядке C: "
        "SIMPLE и WRITABLE отклоняются.",
    )
    yield Case(
        """
        view = Attributes((2, 3), (8, 1), False, False, suboffsets=(0, -1))
        accepts(view)
        """,
        due=set(),
        en="With suboffsets the items lie behind pointers, and only a request with INDIRECT, which "
        "is none of the five, may learn that.",
        tr="`suboffsets` doluysa ögeler işaretçilerin ardındadır; bunu yalnızca INDIRECT içeren "
        "bir istek öğrenebilir, o da bu beşten biri değildir.",
        ru="Если заданы `suboffsets`, элементы лежат за указателями, и узнать это может лишь "
        "запрос с INDIRECT, а среди этих пяти его нет.",
    )
    yield Case(
        """
        accepts(memoryview(array("i", [1, 2])).toreadonly()[:1])
        """,
        due={"SIMPLE", "C", "F", "STRIDES"},
        en="The format does not matter: none of the five asks for it, and items may be wide.",
        tr="Biçimin önemi yoktur: beşinden hiçbiri onu istemez; ögeler geniş olabilir.",
        ru="Формат не важен: ни один из пяти о нём не спрашивает, а элементы могут быть широкими.",
    )
