"""Lesson 8: cast, struct, byte order."""

import struct
import sys
from array import array
from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Any

from bufferscope.cases import zoo
from bufferscope.ceilings import KIB, AtMost, MemoryAtMost, peak
from bufferscope.exercises import COPIED, LITTLE_ENDIAN, Case, Drawn, Each, exercise


def wav(channels: int, rate: int, samples: Sequence[int]) -> bytearray:
    """Return a WAV file of 16-bit PCM samples with the canonical header of 44 bytes."""
    size = 2 * len(samples)
    header = struct.pack(
        "<4sI4s4sIHHIIHH4sI",
        *(b"RIFF", 36 + size, b"WAVE"),
        *(b"fmt ", 16, 1, channels, rate),
        *(rate * channels * 2 % 2**32, channels * 2 % 2**16, 16),
        *(b"data", size),
    )
    return bytearray(header + struct.pack(f"<{len(samples)}h", *samples))


def lines(call: Callable[[], object]) -> int:
    """Return how many lines of Python `call()` runs. A slice assignment is one, a loop is many."""
    count = 0

    def trace(frame: object, event: str, arg: object) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        call()
    finally:
        sys.settrace(before)
    return count


def _parse_wav(data: Any) -> tuple[int, int, memoryview]:
    channels, rate = struct.unpack_from("<HI", data, 22)
    return channels, rate, memoryview(data)[44:].cast("h")


def _swap32(buf: Any) -> None:
    with memoryview(buf) as view, view.cast("B") as flat:
        old = bytes(flat)
        for i in range(4):
            flat[i::4] = old[3 - i :: 4]


def _header_and_samples(source: Random, size: int) -> dict[str, Any]:
    return {
        "channels": source.choice((1, 2, 6, 255, 256, source.randint(1, 2**16 - 1))),
        "rate": source.choice((8000, 44100, 2**24 + 1, source.randint(1, 2**32 - 1))),
        "items": [source.randint(-(2**15), 2**15 - 1) for _ in range(source.randint(0, size // 4))],
    }


def _numbers(source: Random, size: int) -> dict[str, Any]:
    return {"data": source.randbytes(4 * source.randint(0, size // 2))}


@exercise(tools=(wav, peak), reference=_parse_wav, needs=LITTLE_ENDIAN, lends=True)
def parse_wav() -> Iterator[Case | Each | Drawn]:
    """parse_wav(data): (channels, rate, samples) of a WAV file of 16-bit samples.

    The header has 44 bytes, and nothing follows the samples. The number of channels are the two
    bytes at offset 22, the rate the four at offset 24, both unsigned and little-endian, of any
    value. samples is an open view of format 'h' on the memory of data, writable if data is; there
    may be none. data is a bytearray, or a slice without a step of a view of format 'B', which stays
    open.
    """
    yield Case(
        """
        channels, rate, samples = parse_wav(wav(2, 8000, [1, -1]))
        channels, rate
        """,
        due=(2, 8000),
        en="The number of channels has two bytes, at offset 22, and the rate four, at offset 24; "
        "both are little-endian.",
        tr="Kanal sayısı 22 ofsetinde iki bayt, örnekleme hızı 24 ofsetinde dört bayttır. İkisi "
        "de little-endian sırayla yazılmıştır.",
        ru="Число каналов занимает два байта по смещению 22, частота — четыре байта по смещению "
        "24. Порядок байтов у обоих чисел little-endian.",
    )
    yield Case(
        """
        parse_wav(wav(1, 96000, []))[1]
        """,
        due=96000,
        en="A rate of 96000 does not fit into two bytes: read four, as '<I'.",
        tr="96000 değerindeki bir hız iki bayta sığmaz. '<I' ile dört bayt okuyun.",
        ru="Частота 96000 не умещается в два байта. Читайте четыре, с форматом '<I'.",
    )
    yield Case(
        """
        channels, rate, samples = parse_wav(wav(1, 8000, [1, -2, 300]))
        type(samples).__name__, samples.format.lstrip("@"), list(samples)
        """,
        due=("memoryview", "h", [1, -2, 300]),
        en="The samples are a view of format 'h': slice the bytes from offset 44, then cast.",
        tr="Örnekler, biçimi 'h' olan bir görünümdür. Baytları 44 ofsetinden başlayarak "
        "dilimleyin, sonra dilime cast uygulayın.",
        ru="Отсчёты — представление с форматом 'h'. Возьмите срез байтов со смещения 44, затем "
        "вызовите cast().",
    )
    yield Case(
        """
        data = wav(1, 8000, [1, 2])
        channels, rate, samples = parse_wav(data)
        data[44:46] = b"\\x07\\0"
        list(samples)
        """,
        due=[7, 2],
        **COPIED,
    )
    yield Case(
        """
        data = memoryview(b"--" + wav(2, 44100, [5, 6, 7, 8]))[2:]
        channels, rate, samples = parse_wav(data)
        channels, rate, list(samples)
        """,
        due=(2, 44100, [5, 6, 7, 8]),
        en="The data may be a slice of a view, which has no methods of bytes. unpack_from and "
        "cast take it.",
        tr="Veri bir görünümün dilimi olabilir, onda `bytes` metotları yoktur. unpack_from ve "
        "cast onu kabul eder.",
        ru="Данные могут быть срезом представления, а у него нет методов объекта `bytes`. А для "
        "unpack_from() и cast() он годится.",
    )
    yield Case(
        """
        channels, rate, samples = parse_wav(wav(40000, 2**31 + 2**24, []))
        channels, rate
        """,
        due=(40000, 2**31 + 2**24),
        en="All bytes of a field count: two of the channels, four of the rate, and both without a "
        "sign.",
        tr="Kanal sayısının iki, hızın dört baytının da hepsi hesaba katılır. İkisi de "
        "işaretsizdir.",
        ru="Важны все байты поля, два у числа каналов, четыре у частоты, и оба числа без знака.",
    )
    for data in (
        "wav({channels}, {rate}, {items})",
        'memoryview(b"--" + wav({channels}, {rate}, {items}))[2:]',
    ):
        yield Drawn(
            f"""
            channels, rate, samples = parse_wav({data})
            channels, rate, samples.tolist()
            """,
            _header_and_samples,
            en="Look at offset 22 for two bytes, at 24 for four, and from 44 to the end for the "
            "samples.",
            tr="22 ofsetinde iki, 24 ofsetinde dört bayta bakın. Örnekler 44 ofsetinden sona "
            "kadardır.",
            ru="Два байта по смещению 22, четыре по смещению 24, а отсчёты — с 44 и до конца.",
            allowed=lambda channels, rate, items: (
                channels > 0 and rate > 0 and all(-(2**15) <= x < 2**15 for x in items)
            ),
        )
    yield Case(
        """
        data = bytearray(b"--") + wav(1, 8000, [1, 2])
        samples = parse_wav(memoryview(data)[2:])[2]
        data[46] = 7
        samples[1] = 8
        list(samples), data[46:50] == b"\\7\\0\\10\\0"
        """,
        due=([7, 8], True),
        en="Data that come as a view were copied. The samples must lie in the memory of that view, and "
        "writing into one must write into the other.",
        tr="Görünüm olarak gelen veri kopyalanmış. Örnekler o görünümün belleğinde durmalı, "
        "birine yazılan diğerinde görünmelidir.",
        ru="Данные, переданные как представление, скопированы. Отсчёты должны лежать в его памяти, и "
        "запись в одно должна быть видна в другом.",
    )
    for data in ("wav(1, 8000, [0] * 2**18)", "memoryview(bytes(wav(1, 8000, [0] * 2**18)))"):
        yield Case(
            f"""
            data = {data}
            peak(lambda: parse_wav(data))
            """,
            due=MemoryAtMost(16 * KIB),
            en="All the samples were copied: a slice of a bytearray copies, and so do bytes() and "
            "unpack().",
            tr="Bütün örnekler kopyalandı. `bytearray` dilimi de bytes() ile unpack() da kopyalar.",
            ru="Скопированы все отсчёты. Копируют срез объекта `bytearray`, bytes() и unpack().",
        )
    yield Case(
        """
        list(parse_wav(wav(1, 8000, []))[2])
        """,
        due=[],
        en="A file without samples ends after its header: the view is empty.",
        tr="Örnek içermeyen bir dosya başlıktan sonra biter, görünüm boş olur.",
        ru="Файл без отсчётов кончается сразу за заголовком, и представление пустое.",
    )


@exercise(tools=(array, lines), reference=_swap32, in_place=True)
def swap32() -> Iterator[Case | Each | Drawn]:
    """swap32(buf): reverse the byte order of every 4-byte number in buf, in place.

    With four slice assignments and no loop over the numbers. buf is any writable C-contiguous
    exporter of one or more dimensions, of any format; its bytes are a multiple of four, maybe none.
    A view that is given stays open, and buf can grow again afterwards. What is returned does not
    matter.
    """
    yield Case(
        """
        buf = bytearray([1, 2, 3, 4])
        swap32(buf)
        list(buf)
        """,
        due=[4, 3, 2, 1],
        en="The four bytes of a number come out in reverse. If some occur twice: a slice of a view "
        "is no copy, so the first assignment overwrote what the last one reads.",
        tr="Bir sayının dört baytı ters sırayla çıkmalı. Aynı bayt iki kez görünüyorsa bunun "
        "nedeni, görünüm diliminin kopya olmamasıdır. İlk atama, sonuncunun okuyacağı baytların "
        "üzerine yazmıştır.",
        ru="Четыре байта числа должны встать в обратном порядке. Если какие-то повторились, "
        "причина в том, что срез представления — не копия, и первое присваивание затёрло то, что "
        "читает последнее.",
    )
    yield Case(
        """
        buf = bytearray([1, 2, 3, 4, 5, 6, 7, 8])
        swap32(buf)
        list(buf)
        """,
        due=[4, 3, 2, 1, 8, 7, 6, 5],
        en="Each number is reversed on its own: reversing the whole buffer swaps the numbers too.",
        tr="Her sayı kendi içinde ters çevrilir. Tamponun tamamını ters çevirmek sayıların "
        "yerini de değiştirir.",
        ru="Каждое число переворачивается само по себе. Если перевернуть весь буфер, поменяются "
        "местами и числа.",
    )
    yield Case(
        """
        buf = bytearray(8)
        buf[:] = range(8)
        swap32(memoryview(buf)[4:])
        list(buf)
        """,
        due=[0, 1, 2, 3, 7, 6, 5, 4],
        en="A slice of a view is a writable buffer as well; only its own bytes change.",
        tr="Bir görünümün dilimi de yazılabilir bir tampondur, yalnızca onun baytları değişir.",
        ru="Срез представления — тоже буфер, доступный для записи. Меняются только его байты.",
    )
    yield Case(
        """
        buf = array("i", [1, 2])
        swap32(buf)
        buf.tolist()
        """,
        due=[2**24, 2**25],
        en="These are items of four bytes: to move single bytes, look at the buffer by cast('B').",
        tr="Bunlar dört baytlık ögeler. Tek tek baytları taşımak için tampona cast('B') ile bakın.",
        ru="Здесь элементы по четыре байта. Чтобы переставлять отдельные байты, нужен cast('B').",
    )
    yield Each(
        lambda: zoo.trials(
            [
                kind
                for kind in zoo.CONTIGUOUS
                if (kind.writable or kind is zoo.EMPTY)
                and kind not in (zoo.ONE, zoo.LONE, zoo.POINT)
            ],
            "swap32(data)\nmemoryview(data).tobytes()",
            en="The bytes are to be moved, whatever the items: cast('B') looks at any of them as bytes.",
            tr="Ögeler ne olursa olsun baytlar taşınacak. cast('B') hepsine bayt olarak bakar.",
            ru="Переставить надо байты, какими бы ни были элементы, и cast('B') смотрит на любые "
            "как на байты.",
        )
    )
    yield Drawn(
        """
        buf = bytearray({data})
        swap32(buf)
        buf
        """,
        _numbers,
        en="Take the bytes in fours; each four come out in reverse, the fours in their old order.",
        tr="Baytları dörder dörder alın. Her dörtlü kendi içinde ters çevrilir, dörtlülerin "
        "sırası değişmez.",
        ru="Берите байты четвёрками. Каждая переворачивается, а порядок четвёрок прежний.",
        allowed=lambda data: len(data) % 4 == 0,
    )
    yield Case(
        """
        buf = bytearray(4000)
        lines(lambda: swap32(buf))
        """,
        due=AtMost(500),
        en="This loops over the numbers one by one. With a step of 4, one slice assignment "
        "moves a byte of every number: buf[0::4] are all the first bytes.",
        tr="Burada bir döngü sayıları tek tek dolaşıyor. Dilim adımı 4 olunca tek bir dilime "
        "atama her sayıdan bir bayt taşır. buf[0::4] bütün sayıların ilk baytlarıdır.",
        ru="Здесь цикл перебирает числа одно за другим. При шаге 4 одно присваивание срезу "
        "переносит по байту из каждого числа. Так, buf[0::4] — все первые байты.",
    )
