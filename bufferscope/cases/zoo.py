"""All kinds of exporters, written as the scripts that make them.

An exercise says which of them its contract admits, and what is done with `data`. A reader whose
answer fails with one of them is told what is special about it.
"""

import ctypes
import math
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import util
from typing import Any

from bufferscope.buffers import Py_buffer
from bufferscope.exercises import BY_REFERENCE, Case

CONTENT = bytes(range(120, 136))  # half of them from 128 on


@dataclass(frozen=True)
class Exporter:
    """A kind of exporter.

    script      lines that give `data`; CONTENT and SIZE stand for its bytes and their number
    poke        what writes another first item, "" where that can't be done
    bytewise    whether its items are single bytes with format 'B'
    contiguous  whether it is C-contiguous
    ndim        how many dimensions it has
    owner       whether `data` owns the memory, other than a view does
    """

    script: str
    en: str
    tr: str
    ru: str
    poke: str = "data[0] = 77"
    bytewise: bool = True
    contiguous: bool = True
    ndim: int = 1
    owner: bool = False

    @property
    def writable(self) -> bool:
        return self.poke != ""

    def made_of(self, content: bytes) -> str:
        text = "bytes(range(120, 136))" if content == CONTENT else repr(content)
        return self.script.replace("CONTENT", text).replace("SIZE", str(len(content)))


BYTES = Exporter(
    "data = CONTENT",
    en="Here the data are plain bytes.",
    tr="Burada veri düz bir `bytes` nesnesidir.",
    ru="Здесь данные — обычный объект `bytes`.",
    poke="",
    owner=True,
)
BYTEARRAY = Exporter(
    "data = bytearray(CONTENT)",
    en="Here the data are a bytearray.",
    tr="Burada veri bir `bytearray` nesnesidir.",
    ru="Здесь данные — объект `bytearray`.",
    owner=True,
)
VIEW = Exporter(
    "data = memoryview(bytearray(CONTENT))",
    en="Here the data are a memoryview, which has no methods of bytes.",
    tr="Burada veri bir `memoryview` nesnesidir, onda `bytes` metotları yoktur.",
    ru="Здесь данные — объект `memoryview`, а у него нет методов объекта `bytes`.",
)
PART = Exporter(
    'data = memoryview(bytearray(b"--" + CONTENT + b"--"))[2:-2]',
    en="This is a slice of a view: its exporter, obj, is longer than itself.",
    tr="Bu bir görünüm dilimidir. Sağlayıcısı, yani `obj`, dilimin kendisinden uzundur.",
    ru="Это срез представления, и его экспортёр, `obj`, длиннее самого среза.",
)
READ_ONLY = Exporter(
    "data = memoryview(bytearray(CONTENT)).toreadonly()",
    en="This view is read-only.",
    tr="Bu görünüm salt okunur.",
    ru="Это представление только для чтения.",
    poke="",
)
SIGNED = Exporter(
    'data = memoryview(bytearray(CONTENT)).cast("b")',
    en="Items of format 'b' are one byte each, but signed: the byte 255 reads as -1.",
    tr="'b' biçimli ögeler birer bayttır, ama işaretlidir. 255 değerindeki bayt -1 olarak okunur.",
    ru="Элементы формата 'b' занимают по байту, но со знаком, поэтому байт 255 читается как -1.",
    bytewise=False,
)
CHARS = Exporter(
    'data = memoryview(bytearray(CONTENT)).cast("c")',
    en="Items of format 'c' are bytes objects of length 1, not numbers.",
    tr="'c' biçimli ögeler sayı değil, uzunluğu 1 olan `bytes` nesneleridir.",
    ru="Элементы формата 'c' — не числа, а объекты `bytes` длины 1.",
    poke='data[0] = b"M"',
    bytewise=False,
)
ARRAY_B = Exporter(
    'data = array("b", CONTENT)',
    en="This array has signed items of one byte, format 'b': the byte 255 reads as -1.",
    tr="Bu dizinin ögeleri birer baytlık işaretli sayılardır, biçimi 'b' olur. 255 değerindeki "
    "bayt -1 olarak okunur.",
    ru="Элементы этого массива — числа со знаком по одному байту, формат 'b', поэтому байт 255 "
    "читается как -1.",
    bytewise=False,
    owner=True,
)
ARRAY_H = Exporter(
    'data = array("h", CONTENT)',
    en="This array has items of two bytes: len() and slices count items, not bytes.",
    tr="Bu dizinin ögeleri ikişer bayttır. len() ve dilimler baytları değil, ögeleri sayar.",
    ru="Элементы этого массива занимают по два байта. Функция len() и срезы считают элементы, а не "
    "байты.",
    bytewise=False,
    owner=True,
)
ARRAY_I = Exporter(
    'data = array("i", CONTENT)',
    en="This array has items of four bytes: len() and slices count items, not bytes.",
    tr="Bu dizinin ögeleri dörder bayttır. len() ve dilimler baytları değil, ögeleri sayar.",
    ru="Элементы этого массива занимают по четыре байта. Функция len() и срезы считают элементы, а "
    "не байты.",
    bytewise=False,
    owner=True,
)
ARRAY_D = Exporter(
    'data = array("d", CONTENT)',
    en="The items of this array are floats of eight bytes.",
    tr="Bu dizinin ögeleri sekizer baytlık kayan noktalı sayılardır.",
    ru="Элементы этого массива — числа с плавающей точкой по восемь байт.",
    bytewise=False,
    owner=True,
)
# As views: to compare a view with a ctypes array itself can end the process.
CTYPES = Exporter(
    "import ctypes\nnumbers = (ctypes.c_int32 * (SIZE // 4)).from_buffer_copy(CONTENT)\n"
    "data = memoryview(numbers)",
    en="ctypes writes the byte order into the format, '<i': such items must be cast to 'B' before "
    "they can be read.",
    tr="ctypes, '<i' örneğindeki gibi bayt sırasını biçime yazar. Böyle ögeleri okumak için önce "
    "cast('B') gerekir.",
    ru="ctypes указывает в формате и порядок байтов, '<i'. Прежде чем читать такие элементы, нужен "
    "вызов cast('B').",
    poke="numbers[0] = 77",
    bytewise=False,
)
RECORDS = Exporter(
    """
import ctypes

class Pair(ctypes.Structure):
    _fields_ = [("x", ctypes.c_int32), ("y", ctypes.c_int16), ("z", ctypes.c_int16)]

pairs = (Pair * (SIZE // 8)).from_buffer_copy(CONTENT)
data = memoryview(pairs)
""".strip(),
    en="The items are structures, of a format that the module struct does not know.",
    tr="Ögeler birer yapıdır, biçimlerini `struct` modülü tanımaz.",
    ru="Элементы здесь — структуры, и такого формата модуль `struct` не знает.",
    poke="pairs[0].x = 77",
    bytewise=False,
)
LONE = Exporter(
    "data = memoryview(bytearray(CONTENT))[::100]",
    en="This view has a step, but a single item: nothing lies between its items, so it is contiguous.",
    tr="Bu görünümün bir dilim adımı, ama tek ögesi var. Ögelerin arasında boşluk olmadığından "
    "bitişiktir.",
    ru="У этого представления есть шаг, но элемент один. Промежутков между элементами нет, и "
    "память непрерывна.",
)
MMAP = Exporter(
    "import mmap\ndata = mmap.mmap(-1, SIZE)\ndata[:] = CONTENT",
    en="An mmap lends its memory as well.",
    tr="mmap nesnesi de belleğini ödünç verir.",
    ru="Объект `mmap` тоже предоставляет свою память.",
    owner=True,
)
BUFFER = Exporter(
    "import io\nfile = io.BytesIO(CONTENT)\ndata = file.getbuffer()",
    en="This is the memory of a BytesIO, lent by getbuffer().",
    tr="Bu, bir `BytesIO` nesnesinin getbuffer() ile ödünç verdiği bellek.",
    ru="Это память объекта `BytesIO`, которую дал метод getbuffer().",
)
PICKLE = Exporter(
    "import pickle\nmemory = bytearray(CONTENT)\ndata = pickle.PickleBuffer(memory)",
    en="A PickleBuffer lends memory, but has no items, no len() and no slices of its own.",
    tr="`PickleBuffer` bellek ödünç verir, ama kendi ögeleri, len() sonucu ve dilimleri yoktur.",
    ru="Объект `PickleBuffer` предоставляет память, но ни элементов, ни len(), ни срезов у него "
    "самого нет.",
    poke="memory[0] = 77",
    owner=True,
)
OWN_CLASS = Exporter(
    """
class Own:
    def __init__(self, memory):
        self.memory = memory
    def __buffer__(self, flags):
        return memoryview(self.memory)

data = Own(bytearray(CONTENT))
""".strip(),
    en="From Python 3.12 on any class can lend memory, by __buffer__; it need not have anything else.",
    tr="Python 3.12'den itibaren her sınıf __buffer__ ile bellek ödünç verebilir, başka bir şeyi "
    "olması gerekmez.",
    ru="Начиная с Python 3.12 память может предоставлять любой класс с методом __buffer__, и "
    "ничего другого в нём может и не быть.",
    poke="data.memory[0] = 77",
    owner=True,
)
STEPPED = Exporter(
    "data = memoryview(bytearray(CONTENT))[::2]",
    en="This view has a step: its items do not lie side by side, and cast refuses it.",
    tr="Bu görünümün bir dilim adımı var. Ögeleri yan yana durmaz, cast onu reddeder.",
    ru="Это представление с шагом. Его элементы лежат не подряд, и cast() его не принимает.",
    contiguous=False,
)
REVERSED = Exporter(
    "data = memoryview(bytearray(CONTENT))[::-1]",
    en="This view runs backwards, with a negative stride.",
    tr="Bu görünüm sondan başa doğru ilerler, bayt adımı negatiftir.",
    ru="Это представление идёт в обратном порядке, байтовый шаг у него отрицательный.",
    contiguous=False,
)
WIDE_STEPPED = Exporter(
    'data = memoryview(array("h", CONTENT))[1::3]',
    en="This view has items of two bytes and a step: a stride of six bytes.",
    tr="Bu görünümün ögeleri ikişer bayttır, dilim adımı da var. Bayt adımı altıdır.",
    ru="Элементы этого представления занимают по два байта, и есть шаг, поэтому байтовый шаг равен "
    "шести.",
    bytewise=False,
    contiguous=False,
)
EMPTY = Exporter(
    "data = bytearray()",
    en="The data are empty here.",
    tr="Burada veri boş.",
    ru="Здесь данных нет.",
    poke="",
    owner=True,
)
ONE = Exporter(
    "data = bytearray(CONTENT[:1])",
    en="Here the data have a single byte.",
    tr="Burada veri tek bayttan oluşur.",
    ru="Здесь данные — единственный байт.",
    owner=True,
)
GRID = Exporter(
    'data = memoryview(bytearray(CONTENT)).cast("B", (2, SIZE // 2))',
    en="This view has two dimensions: len() counts rows, and slices are refused.",
    tr="Bu görünüm iki boyutludur. len() satırları sayar, dilimleme reddedilir.",
    ru="У этого представления два измерения. Функция len() считает строки таблицы, а срезы "
    "недоступны.",
    poke="data[0, 0] = 77",
    ndim=2,
)
CUBE = Exporter(
    'data = memoryview(bytearray(CONTENT)).cast("h", (2, 2, SIZE // 8))',
    en="This view has three dimensions and items of two bytes.",
    tr="Bu görünüm üç boyutludur, ögeleri ikişer bayttır.",
    ru="У этого представления три измерения и элементы по два байта.",
    poke="data[0, 0, 0] = 77",
    bytewise=False,
    ndim=3,
)
POINT = Exporter(
    'data = memoryview(bytearray(CONTENT)[:4]).cast("i", ())',
    en="This view has no dimensions: one item, no len(), and shape and strides are ().",
    tr="Bu görünümün hiç boyutu yok. Tek ögesi vardır, len() çalışmaz, `shape` ve `strides` () "
    "olur.",
    ru="У этого представления нет измерений. Элемент один, функция len() недоступна, а `shape` и "
    "`strides` равны ().",
    poke="data[()] = 77",
    bytewise=False,
    ndim=0,
)
FORTRAN = Exporter(
    "data = laid_out(CONTENT, (2, 3), (1, 2))",
    en="This grid is in Fortran order: contiguous, but not C-contiguous.",
    tr="Bu ızgara Fortran sırasındadır. Bitişiktir, ama C-bitişik değildir.",
    ru="Эта таблица в порядке Fortran. Она непрерывна, но не C-непрерывна.",
    poke="",
    contiguous=False,
    ndim=2,
)
LONG = Exporter(
    "data = bytearray(CONTENT) * 300",
    en="The data are longer here, more than a page of memory.",
    tr="Burada veri daha uzun, bir bellek sayfasından büyük.",
    ru="Здесь данных больше, чем помещается на странице памяти.",
    owner=True,
)

ALL = [
    *(BYTES, BYTEARRAY, VIEW, PART, READ_ONLY, ARRAY_H, ARRAY_I, ARRAY_B, ARRAY_D, SIGNED, CHARS),
    *(CTYPES, BUFFER, PICKLE, STEPPED, REVERSED, WIDE_STEPPED, GRID, CUBE, POINT, FORTRAN, EMPTY),
    *(ONE, LONE, LONG, RECORDS),
]
if util.find_spec("mmap"):
    ALL.append(MMAP)
if sys.version_info >= (3, 12):
    ALL.append(OWN_CLASS)

CONTIGUOUS = [each for each in ALL if each.contiguous]
FLAT = [each for each in ALL if each.ndim == 1]


def trials(
    kinds: list[Exporter],
    script: str,
    *,
    en: str = "",
    tr: str = "",
    ru: str = "",
    content: bytes = CONTENT,
    due: object = BY_REFERENCE,
) -> Iterator[Case]:
    """Yield a case for each kind of exporter: its script, then the script that uses `data`.

    POKE in the script stands for what writes another first item into the exporter. The sentence
    is what is special about the exporter, then the one given.
    """
    for kind in kinds:
        yield Case(
            f"{kind.made_of(content)}\n{script.replace('POKE', kind.poke)}",
            due=due,
            en=f"{kind.en} {en}".strip(),
            tr=f"{kind.tr} {tr}".strip(),
            ru=f"{kind.ru} {ru}".strip(),
        )


_view_of = ctypes.PYFUNCTYPE(ctypes.py_object, ctypes.POINTER(Py_buffer))(
    ("PyMemoryView_FromBuffer", ctypes.pythonapi)
)
_alive: dict[tuple[object, ...], object] = {}  # memory that views without an owner look at


def laid_out(
    content: bytes,
    shape: tuple[int, ...],
    strides: tuple[int, ...],
    format: str = "B",
    start: int = 0,
    pointers: bool = False,
    readonly: bool = True,
) -> memoryview:
    """Return a view of a layout that Python itself can't make, such as Fortran order.

    Element 0 lies at byte `start` of a copy of the content. With `pointers` the first dimension
    is a row of pointers, each to content of its own (`suboffsets`), and strides[0] is ignored.
    """
    key = (content, shape, strides, format, start, pointers, readonly)
    if key not in _alive:
        memory = ctypes.create_string_buffer(content, max(1, len(content)))
        held: list[object] = [memory]
        address = ctypes.addressof(memory)
        suboffsets = None
        if pointers:
            rows = (ctypes.c_void_p * shape[0])(*[address] * shape[0])
            held.append(rows)
            address, start = ctypes.addressof(rows), 0
            strides = (ctypes.sizeof(ctypes.c_void_p), *strides[1:])
            suboffsets = (ctypes.c_ssize_t * len(shape))(0, *[-1] * (len(shape) - 1))
        lengths = (ctypes.c_ssize_t * len(shape))(*shape)
        steps = (ctypes.c_ssize_t * len(shape))(*strides)
        whole: Any = memoryview(bytes(16))
        itemsize: int = whole.cast(format).itemsize
        raw = Py_buffer(
            buf=address + start,
            len=math.prod(shape) * itemsize,
            itemsize=itemsize,
            readonly=readonly,
            ndim=len(shape),
            format=format.encode(),
            shape=lengths,
            strides=steps,
            suboffsets=suboffsets,
        )
        _alive[key] = (_view_of(ctypes.byref(raw)), held, lengths, steps, suboffsets, raw)
    return memoryview(_alive[key][0])  # type: ignore[index]
