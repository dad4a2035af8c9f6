"""Lesson 8: cast, struct, byte order."""

import struct
import sys
from array import array
from collections.abc import Callable, Iterator, Sequence

from bufferscope.cases import COPIED, LITTLE_ENDIAN, AtMost, Case, exercise


def wav(channels: int, rate: int, samples: Sequence[int]) -> bytearray:
    """Return a WAV file of 16-bit PCM samples with the canonical header of 44 bytes."""
    size = 2 * len(samples)
    header = struct.pack(
        "<4sI4s4sIHHIIHH4sI",
        *(b"RIFF", 36 + size, b"WAVE"),
        *(b"fmt ", 16, 1, channels, rate, rate * channels * 2, channels * 2, 16),
        *(b"data", size),
    )
    return bytearray(header + struct.pack(f"<{len(samples)}h", *samples))


def lines(call: Callable[[], object]) -> int:
    """Return how many lines of Python `call()` runs. A slice assignment is one, a loop is many."""
    count = 0

    def trace(frame: object, event: str, arg: object) -> object:
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


@exercise(tools=(wav,), needs=LITTLE_ENDIAN)
def parse_wav() -> Iterator[Case]:
    """parse_wav(data): (channels, rate, samples) of a WAV file of 16-bit PCM samples.

    The header is the canonical one of 44 bytes. samples is a view of format 'h' on the data.
    """
    yield Case(
        """
        channels, rate, samples = parse_wav(wav(2, 8000, [1, -1]))
        channels, rate
        """,
        due=(2, 8000),
        en="The number of channels has two bytes, at offset 22, and the rate four, at offset 24; "
        "both are little-endian.",
        tr="Kanal sayısı 22 ofsetinde iki bayt, örnekleme hızı 24 ofsetinde dört bayttır; ikisinin "
        "bayt sırası da little-endian.",
        ru="Число каналов занимает два байта по смещению 22, частота — четыре байта по смещению "
        "24; порядок байтов у обоих чисел little-endian.",
    )
    yield Case(
        """
        parse_wav(wav(1, 96000, []))[1]
        """,
        due=96000,
        en="A rate of 96000 does not fit into two bytes: read four, as '<I'.",
        tr="96000 değerindeki bir hız iki bayta sığmaz: '<I' ile dört bayt okuyun.",
        ru="Частота 96000 не умещается в два байта: читайте четыре, с форматом '<I'.",
    )
    yield Case(
        """
        channels, rate, samples = parse_wav(wav(1, 8000, [1, -2, 300]))
        type(samples).__name__, samples.format, list(samples)
        """,
        due=("memoryview", "h", [1, -2, 300]),
        en="The samples are a view of format 'h': slice the bytes from offset 44, then cast.",
        tr="Örnekler, biçimi 'h' olan bir görünümdür: baytları 44 ofsetinden başlayarak "
        "dilimleyin, sonra dilime cast uygulayın.",
        ru="Отсчёты — представление с форматом 'h': возьмите срез байтов со смещения 44, затем "
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
        data = memoryview(b"-" + wav(2, 44100, [5, 6, 7, 8]))[1:]
        channels, rate, samples = parse_wav(data)
        channels, rate, list(samples)
        """,
        due=(2, 44100, [5, 6, 7, 8]),
        en="The data may be a slice of a view, which has no methods of bytes. unpack_from and "
        "cast take it, at an odd address too.",
        tr="Veri bir görünümün dilimi olabilir; onda `bytes` metotları yoktur. unpack_from ve cast "
        "onu, adresi tek sayı olsa da kabul eder.",
        ru="Данные могут быть срезом представления, а у него нет методов объекта `bytes`. Для "
        "unpack_from() и cast() он годится, даже если его адрес нечётный.",
    )
    yield Case(
        """
        list(parse_wav(wav(1, 8000, []))[2])
        """,
        due=[],
        en="A file without samples ends after its header: the view is empty.",
        tr="Örnek içermeyen bir dosya başlıktan sonra biter: görünüm boştur.",
        ru="Файл без отсчётов кончается сразу за заголовком: представление пустое.",
    )


@exercise(tools=(array, lines), in_place=True)
def swap32() -> Iterator[Case]:
    """swap32(buf): reverse the byte order of every 4-byte number in a writable buffer, in place.

    With four slice assignments and no loop over numbers. The buffer is C-contiguous, of any
    format, and its size is a multiple of four. What is returned does not matter.
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
        tr="Bir sayının dört baytı ters sırayla çıkmalı. Aynı bayt iki kez görünüyorsa nedeni şu: "
        "görünüm dilimi kopya değildir; ilk atama, sonuncunun okuyacağı baytların üzerine "
        "yazmıştır.",
        ru="Четыре байта числа должны встать в обратном порядке. Если какие-то повторились, "
        "причина в том, что срез представления — не копия: первое присваивание затёрло то, "
        "что читает последнее.",
    )
    yield Case(
        """
        buf = bytearray([1, 2, 3, 4, 5, 6, 7, 8])
        swap32(buf)
        list(buf)
        """,
        due=[4, 3, 2, 1, 8, 7, 6, 5],
        en="Each number is reversed on its own: reversing the whole buffer swaps the numbers too.",
        tr="Her sayı kendi içinde ters çevrilir: tamponun tamamını ters çevirmek sayıların yerini "
        "de değiştirir.",
        ru="Каждое число переворачивается само по себе: если перевернуть весь буфер, поменяются "
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
        tr="Bir görünümün dilimi de yazılabilir bir tampondur; yalnızca onun baytları değişir.",
        ru="Срез представления — тоже буфер, доступный для записи; меняются только его байты.",
    )
    yield Case(
        """
        buf = array("i", [1, 2])
        swap32(buf)
        buf.tolist()
        """,
        due=[2**24, 2**25],
        en="These are items of four bytes: to move single bytes, look at the buffer by cast('B').",
        tr="Bunlar dört baytlık ögeler: tek tek baytları taşımak için tampona cast('B') ile bakın.",
        ru="Здесь элементы по четыре байта: чтобы переставлять отдельные байты, нужен cast('B').",
    )
    yield Case(
        """
        buf = bytearray(4000)
        lines(lambda: swap32(buf))
        """,
        due=AtMost(100),
        en="This loops over the numbers one by one. With a step of 4, one slice assignment "
        "moves a byte of every number: buf[0::4] are all the first bytes.",
        tr="Burada bir döngü sayıları tek tek dolaşıyor. Dilim adımı 4 olunca tek bir dilime atama "
        "her sayıdan bir bayt taşır: buf[0::4] bütün sayıların ilk baytlarıdır.",
        ru="Здесь цикл перебирает числа одно за другим. При шаге 4 одно присваивание срезу "
        "переносит по байту из каждого числа: buf[0::4] — все первые байты.",
    )
