"""Lesson 2: who lends memory."""

from array import array
from collections.abc import Iterator

from bufferscope.cases import LOCKED, Case, exercise


@exercise(tools=(array,))
def size_of() -> Iterator[Case]:
    """size_of(obj): the number of bytes of any exporter; TypeError for anything else.

    For a view these are the bytes of its items (nbytes). obj is left unlocked.
    """
    yield Case(
        """
        size_of(b"abc")
        """,
        due=3,
        en="bytes lend their memory: three of them are three bytes.",
        tr="`bytes` nesnesi belleğini ödünç verir: üç öge üç bayt eder.",
        ru="Объект `bytes` предоставляет свою память: три элемента — это три байта.",
    )
    yield Case(
        """
        size_of(array("q", [1, 2, 3]))
        """,
        due=24,
        en="len() counts items, and here each has eight bytes. The nbytes of a view counts bytes.",
        tr="len() ögeleri sayar; burada her öge sekiz bayttır. Bayt sayısını görünümün `nbytes` "
        "niteliği verir.",
        ru="Функция len() считает элементы, а здесь в каждом восемь байт. Байты считает атрибут "
        "`nbytes` представления.",
    )
    yield Case(
        """
        size_of(memoryview(bytes(12)).cast("B", (3, 4)))
        """,
        due=12,
        en="len() of a two-dimensional view is its number of rows. All its bytes are wanted.",
        tr="İki boyutlu bir görünümde len() satır sayısını verir. İstenen, bütün baytların sayısı.",
        ru="Для двумерного представления len() даёт число строк таблицы, а нужны все байты.",
    )
    yield Case(
        """
        import ctypes
        size_of(ctypes.c_int32(5))
        """,
        due=4,
        en="A single number of ctypes is an exporter of no dimensions: it has bytes but no len().",
        tr="Tek bir ctypes sayısı, hiç boyutu olmayan bir sağlayıcıdır: baytları vardır, ama len() "
        "ile ölçülemez.",
        ru="Одиночное число ctypes — экспортёр без измерений: байты у него есть, а len() нет.",
    )
    yield Case(
        """
        size_of(memoryview(bytes(10))[::2])
        """,
        due=5,
        en="Of a view with a step only the bytes of its own items count.",
        tr="Dilim adımı olan bir görünümde yalnızca onun kendi ögelerinin baytları sayılır.",
        ru="У представления с шагом считаются только байты его собственных элементов.",
    )
    for thing in ('"abc"', "[1, 2, 3]", "5"):
        yield Case(
            f"""
            size_of({thing})
            """,
            due=TypeError,
            en="This is no exporter: memoryview(obj) raises the TypeError that is due.",
            tr="Bu bir sağlayıcı değil: beklenen TypeError istisnasını memoryview(obj) fırlatır.",
            ru="Это не экспортёр: нужное исключение TypeError даёт сам вызов memoryview(obj).",
        )
    yield Case(
        """
        data = bytearray(4)
        size_of(data)
        data.append(0)
        len(data)
        """,
        due=5,
        **LOCKED,
    )


@exercise(tools=(array,))
def is_exporter() -> Iterator[Case]:
    """is_exporter(obj): whether obj lends its memory, for any object, as True or False.

    No exception escapes, whatever obj does when asked, and no lock is left behind.
    """
    yield Case(
        """
        [is_exporter(obj) for obj in (b"abc", bytearray(3), memoryview(b"abc"))]
        """,
        due=[True, True, True],
        en="bytes, bytearray and memoryview lend their memory; say so with True.",
        tr="`bytes`, `bytearray` ve `memoryview` nesneleri bellek ödünç verir; yanıt True olmalı.",
        ru="Объекты `bytes`, `bytearray` и `memoryview` предоставляют свою память: ответ — True.",
    )
    yield Case(
        """
        is_exporter(array("d", [1.5]))
        """,
        due=True,
        en="A list of known types is never complete. Ask the object itself: memoryview(obj).",
        tr="Bilinen türlerin listesi hiçbir zaman tam olmaz. Nesnenin kendisine sorun: "
        "memoryview(obj).",
        ru="Список известных типов никогда не бывает полным. Спросите сам объект: memoryview(obj).",
    )
    yield Case(
        """
        [is_exporter(obj) for obj in ("abc", [1, 2], 5, None, bytes)]
        """,
        due=[False, False, False, False, False],
        en="None of these lends memory, though bytes(obj) may well build a copy from it. "
        "And bytes itself is a type, not an object of that type.",
        tr="bytes(obj) bazılarından bir kopya oluşturabilse de bunların hiçbiri bellek ödünç "
        "vermez. `bytes` da o türden bir nesne değil, türün kendisidir.",
        ru="Ни один из этих объектов не предоставляет память, хотя из некоторых вызов "
        "bytes(obj) и построит копию. А bytes здесь — это тип, а не объект этого типа.",
    )
    yield Case(
        """
        import io
        is_exporter(io.BytesIO(b"abc"))
        """,
        due=False,
        en="A BytesIO owns a buffer but does not lend it itself: that takes its getbuffer().",
        tr="`BytesIO` nesnesinin bir tamponu vardır, ama onu kendisi ödünç vermez: bunun için "
        "getbuffer() gerekir.",
        ru="Объект `BytesIO` владеет буфером, но сам его не предоставляет: для этого есть метод "
        "getbuffer().",
    )
    yield Case(
        """
        view = memoryview(b"abc")
        view.release()
        is_exporter(view)
        """,
        due=False,
        en="A released view lends nothing any more. Asking it raises ValueError, not TypeError.",
        tr="Serbest bırakılmış bir görünüm artık bir şey ödünç vermez. İsteği TypeError ile "
        "değil, ValueError ile reddeder.",
        ru="Освобождённое представление больше ничего не предоставляет. При запросе возникает "
        "ValueError, а не TypeError.",
    )
    yield Case(
        """
        class Refusing:
            def __buffer__(self, flags):
                raise RuntimeError("not today")

        is_exporter(Refusing())
        """,
        due=False,
        en="An object may refuse with any exception of its own. Catch Exception, and answer False.",
        tr="Bir nesne isteği herhangi bir istisnayla reddedebilir. Exception türünü yakalayıp "
        "False döndürün.",
        ru="Объект может отказать любым своим исключением. Перехватите Exception и верните False.",
    )
    yield Case(
        """
        data = bytearray(4)
        is_exporter(data)
        data.append(0)
        len(data)
        """,
        due=5,
        **LOCKED,
    )
