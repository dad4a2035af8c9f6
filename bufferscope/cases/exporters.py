"""Lesson 2: who lends memory."""

from array import array
from collections.abc import Iterator

from bufferscope.cases import zoo
from bufferscope.exercises import LOCKED, Case, Drawn, Each, exercise


def _size_of(obj: object) -> int:
    with memoryview(obj) as view:  # type: ignore[arg-type]
        return view.nbytes


def _is_exporter(obj: object) -> bool:
    try:
        memoryview(obj).release()  # type: ignore[arg-type]
    except Exception:
        return False
    return True


@exercise(tools=(array, zoo.laid_out), reference=_size_of)
def size_of() -> Iterator[Case | Each | Drawn]:
    """size_of(obj): the number of bytes of any exporter; TypeError for anything else.

    For a view these are the bytes of its own items (nbytes), not those of its exporter. A view
    that is given stays open, and obj can grow again afterwards.
    """
    yield Case(
        """
        size_of(b"abc")
        """,
        due=3,
        en="bytes lend their memory: three of them are three bytes.",
        tr="`bytes` nesnesi belleğini ödünç verir, üç öge üç bayt eder.",
        ru="Объект `bytes` предоставляет свою память, и три элемента — это три байта.",
    )
    yield Case(
        """
        size_of(array("q", [1, 2, 3]))
        """,
        due=24,
        en="len() counts items, and here each has eight bytes. The nbytes of a view counts bytes.",
        tr="len() ögeleri sayar, burada her öge sekiz bayttır. Bayt sayısını görünümün `nbytes` "
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
        tr="Tek bir ctypes sayısı, hiç boyutu olmayan bir sağlayıcıdır. Baytları vardır, ama "
        "len() ile ölçülemez.",
        ru="Одиночное число ctypes — экспортёр без измерений, байты у него есть, а len() нет.",
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
    yield Each(
        lambda: zoo.trials(
            zoo.ALL,
            "size_of(data)",
            en="The nbytes of a view counts the bytes of its items, whatever they are.",
            tr="Ögeler ne olursa olsun, görünümün `nbytes` niteliği onların baytlarını sayar.",
            ru="Атрибут `nbytes` представления считает байты его элементов, какими бы они ни были.",
        )
    )
    for thing in (
        *('"abc"', "[1, 2, 3]", "5", "None", "(1, 2)", "{1, 2}", "{1: 2}", "range(3)", "2.5"),
        *("bytes", "object()", "iter(b'abc')"),
    ):
        yield Case(
            f"""
            size_of({thing})
            """,
            due=TypeError,
            en="This is no exporter: memoryview(obj) raises the TypeError that is due.",
            tr="Bu bir sağlayıcı değil, beklenen TypeError istisnasını memoryview(obj) fırlatır.",
            ru="Это не экспортёр, и нужное исключение TypeError возникает само при вызове "
            "memoryview(obj).",
        )
    yield Case(
        """
        import io
        size_of(io.BytesIO(b"abc"))
        """,
        due=TypeError,
        en="A BytesIO owns a buffer but does not lend it itself, so it is no exporter.",
        tr="`BytesIO` nesnesinin bir tamponu vardır, ama onu kendisi ödünç vermediği için "
        "sağlayıcı değildir.",
        ru="Объект `BytesIO` владеет буфером, но сам его не предоставляет, то есть он не экспортёр.",
    )
    yield Case(
        """
        class Text:
            nbytes = 3
            def __bytes__(self):
                return b"abc"
            def __len__(self):
                return 3

        size_of(Text())
        """,
        due=TypeError,
        en="bytes() can build bytes from this object, and len() and nbytes have an answer, yet it lends "
        "no memory: only memoryview(obj) tells.",
        tr="bytes() bu nesneden bir `bytes` oluşturabilir, len() ve `nbytes` de yanıt verir, "
        "yine de nesne bellek ödünç vermez. Bunu yalnızca memoryview(obj) ortaya çıkarır.",
        ru="Вызов bytes() построит из этого объекта байты, и len() с `nbytes` что-то дадут, но "
        "память он не предоставляет. Узнать это можно только вызовом memoryview(obj).",
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


@exercise(tools=(array, zoo.laid_out), reference=_is_exporter)
def is_exporter() -> Iterator[Case | Each | Drawn]:
    """is_exporter(obj): whether obj lends its memory at this moment, for any object: True or False.

    An object may refuse by any exception that `except Exception` catches; none of these escapes. A
    released view lends nothing. A view that is given stays open, and obj can grow again afterwards.
    """
    yield Case(
        """
        [is_exporter(obj) for obj in (b"abc", bytearray(3), memoryview(b"abc"))]
        """,
        due=[True, True, True],
        en="bytes, bytearray and memoryview lend their memory; say so with True.",
        tr="`bytes`, `bytearray` ve `memoryview` nesneleri bellek ödünç verir; yanıt True olmalı.",
        ru="Объекты `bytes`, `bytearray` и `memoryview` предоставляют свою память, и ответ — True.",
    )
    yield Case(
        """
        is_exporter(array("d", [1.5]))
        """,
        due=True,
        en="A list of known types is never complete. Ask the object itself: memoryview(obj).",
        tr="Bilinen türlerin listesi hiçbir zaman tam olmaz. memoryview(obj) ile nesnenin "
        "kendisine sorun.",
        ru="Список известных типов никогда не бывает полным. Спросите сам объект вызовом "
        "memoryview(obj).",
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
        tr="`BytesIO` nesnesinin bir tamponu vardır, ama onu kendisi ödünç vermez, bunun için "
        "getbuffer() gerekir.",
        ru="Объект `BytesIO` владеет буфером, но сам его не предоставляет, для этого есть метод "
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
        ru="Отклоняя запрос, объект может вызвать любое исключение, даже своё собственное. "
        "Перехватите Exception и верните False.",
    )
    yield Each(
        lambda: zoo.trials(
            zoo.ALL,
            "is_exporter(data)",
            en="It lends its memory all the same, so the answer is True: memoryview(obj) takes "
            "everything that lends, other consumers are choosier.",
            tr="Yine de belleğini ödünç verdiği için yanıt True olmalı. memoryview(obj) ödünç "
            "veren her şeyi kabul eder, diğer tüketiciler daha seçicidir.",
            ru="Память он всё равно предоставляет, и ответ — True. Вызов memoryview(obj) принимает "
            "всё, что её предоставляет, а другие потребители разборчивее.",
        )
    )
    yield Case(
        """
        [is_exporter(obj) for obj in ((1, 2), {1}, {1: 2}, range(3), 2.5, object(), iter(b"a"))]
        """,
        due=[False] * 7,
        en="None of these lends memory; memoryview(obj) raises TypeError for each.",
        tr="Bunların hiçbiri bellek ödünç vermez, memoryview(obj) her biri için TypeError "
        "fırlatır.",
        ru="Ни один из этих объектов память не предоставляет, и memoryview(obj) для каждого "
        "вызывает TypeError.",
    )
    yield Case(
        """
        class Text:
            nbytes = 3
            def __bytes__(self):
                return b"abc"
            def __len__(self):
                return 3

        is_exporter(Text())
        """,
        due=False,
        en="bytes() can build bytes from this object, but that is a copy: it lends no memory.",
        tr="bytes() bu nesneden bir `bytes` oluşturabilir, ama o bir kopyadır. Nesne bellek "
        "ödünç vermez.",
        ru="Вызов bytes() построит из этого объекта байты, но это копия, памяти он не "
        "предоставляет.",
    )
    yield Case(
        """
        class Odd:
            def __getattr__(self, name):
                raise RuntimeError(name)

            def __eq__(self, other):
                raise RuntimeError
            __bool__ = __len__ = __iter__ = __hash__ = __bytes__ = __repr__ = __getattr__

        odd = Odd()
        is_exporter(odd)
        """,
        due=False,
        en="This object raises RuntimeError whatever else is asked of it: an attribute, ==, its truth, "
        "len(). Ask only for its memory, by memoryview(obj).",
        tr="Bu nesneden bir nitelik, ==, doğruluk değeri, len() ya da başka ne istenirse "
        "istensin RuntimeError fırlatır. memoryview(obj) ile yalnızca belleğini isteyin.",
        ru="О чём ещё ни спроси этот объект, возникает исключение, будь то атрибут, ==, истинность "
        "или len(). Просите только память, вызовом memoryview(obj).",
    )
    yield Case(
        """
        class Pretending:
            pass

        obj = Pretending()
        obj.__buffer__ = lambda flags: memoryview(b"abc")
        is_exporter(obj)
        """,
        due=False,
        en="The method __buffer__ counts only in the class, and only from Python 3.12 on; this object "
        "merely has an attribute of that name.",
        tr="__buffer__ metodu ancak Python 3.12'den itibaren ve yalnızca sınıfta tanımlıysa "
        "geçerlidir. Bu nesnenin yalnızca o adda bir niteliği var.",
        ru="Метод __buffer__ учитывается только в классе и только начиная с Python 3.12, а у этого "
        "объекта всего лишь есть атрибут с таким именем.",
    )
    yield Case(
        """
        import pickle
        data = pickle.PickleBuffer(b"abc")
        data.release()
        is_exporter(data)
        """,
        due=False,
        en="A released PickleBuffer lends nothing any more; asking it raises ValueError.",
        tr="Serbest bırakılmış bir `PickleBuffer` artık bir şey ödünç vermez, istenince "
        "ValueError fırlatır.",
        ru="Освобождённый объект `PickleBuffer` больше ничего не предоставляет, и при запросе "
        "возникает ValueError.",
    )
    yield Case(
        """
        class Refusing:
            def __init__(self, error):
                self.error = error
            def __buffer__(self, flags):
                raise self.error

        errors = OSError(), BufferError(), ZeroDivisionError(), KeyError(), StopIteration()
        [is_exporter(Refusing(error)) for error in errors]
        """,
        due=[False] * 5,
        en="An object may refuse with any exception, not only with a few that you have met. Catch "
        "Exception.",
        tr="Bir nesne isteği, yalnızca bildiğiniz birkaç istisnayla değil, herhangi bir istisnayla "
        "reddedebilir. Exception türünü yakalayın.",
        ru="Отклоняя запрос, объект может вызвать любое исключение, а не только те, что вам "
        "встречались. Перехватывайте Exception.",
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
