"""The games: expressions and statements whose right answers Python itself gives.

No right answer is written here: a question is a script that ends in an expression. What the letters
of `true_or_false` state stands in the notebook `myths`.
"""

import io
from array import array
from collections.abc import Iterator
from typing import Any

from bufferscope.buffers import Buffer
from bufferscope.playing import Game, Question

# -- view, copy or error


def view_copy_or_error(expression: str) -> str:
    """Evaluate an expression on fresh objects, and say what it gives.

    "view"   it shares memory with one of the objects, told by the addresses
    "copy"   it has memory of its own, or holds objects
    "error"  it raises
    """
    names = fresh()
    try:
        result = eval(expression, names)
    except (TypeError, BufferError):
        return "error"
    try:
        low, high = _extent(result)
    except TypeError:
        return "copy"
    lent = [names["data"], names["fixed"], names["numbers"], names["stream"].getbuffer()]
    return "view" if any(a < high and low < b for a, b in map(_extent, lent)) else "copy"


def fresh() -> dict[str, Any]:
    """Make the objects that the expressions speak of, as the notebook does."""
    data = bytearray(b"HELLO!")
    return {
        "data": data,
        "view": memoryview(data),
        "fixed": b"HELLO!",
        "numbers": array("h", [1, 2, 3, 4]),
        "stream": io.BytesIO(b"HELLO!"),
        "text": "HELLO!",
    }


def _extent(exporter: Any) -> tuple[int, int]:
    with memoryview(exporter) as view:
        return Buffer.of(view).extent()


SLICE_COPIES = {
    "en": "A slice of bytes, bytearray or array.array is a new object of the same type, with "
    "memory of its own.",
    "tr": "`bytes`, `bytearray` ya da `array.array` nesnesinin dilimi, aynı türden, kendi "
    "belleği olan yeni bir nesnedir.",
    "ru": "Срез объекта `bytes`, `bytearray` или `array.array` — новый объект того же типа, со "
    "своей памятью.",
}
SLICE_LOOKS = {
    "en": "The view is made first and then sliced: a slice of a view is a view of the same "
    "memory, read-only or not.",
    "tr": "Önce görünüm oluşturuluyor, sonra dilimleniyor. Görünümün dilimi, salt okunur olsun "
    "olmasın, aynı belleğin bir görünümüdür.",
    "ru": "Сначала создаётся представление, затем берётся его срез. Это тоже представление той же "
    "памяти, и неважно, доступно ли оно для записи.",
}
LEAVES_THE_VIEW = {
    "en": "A new object is filled with what the view shows now. Later changes do not reach it.",
    "tr": "Yeni bir nesne, görünümün o anda gösterdikleriyle doldurulur. Sonraki değişiklikler "
    "ona ulaşmaz.",
    "ru": "Новый объект заполняется тем, что представление показывает сейчас. Позднейшие "
    "изменения на нём не отразятся.",
}


def _expressions() -> Iterator[Question]:
    yield Question("data[1:3]", **SLICE_COPIES)
    yield Question("memoryview(data)[1:3]", **SLICE_LOOKS)
    yield Question(
        "memoryview(data[1:3])",
        en="The bytearray is sliced first, which copies; the view looks at that copy and not at "
        "data.",
        tr="Önce `bytearray` dilimleniyor, bu da bir kopya çıkarıyor. Görünüm data nesnesine "
        "değil, o kopyaya bakıyor.",
        ru="Сначала берётся срез объекта `bytearray`, то есть копия, и представление смотрит на "
        "неё, а не на data.",
    )
    yield Question("fixed[1:3]", **SLICE_COPIES)
    yield Question("memoryview(fixed)[1:3]", **SLICE_LOOKS)
    yield Question("numbers[1:3]", **SLICE_COPIES)
    yield Question("memoryview(numbers)[1:3]", **SLICE_LOOKS)
    yield Question(
        "memoryview(numbers).cast('d')",
        en="A cast needs a format of single bytes on one side: B, b or c. Go by way of cast('B').",
        tr="`cast` için iki biçimden en az biri bir bayt biçimi, yani B, b ya da c olmalıdır. "
        "Önce cast('B') ile B biçimine geçin.",
        ru="Для `cast` один из двух форматов должен быть байтовым: B, b или c. Идите через "
        "cast('B').",
    )
    yield Question(
        "view[::2]",
        en="A step leaves bytes out without moving any: the new view has a longer stride.",
        tr="Dilim adımı bazı baytları dışarıda bırakır, ama hiçbirini taşımaz. Yeni görünümün "
        "bayt adımı daha büyüktür.",
        ru="Срез с шагом пропускает байты, никуда их не перенося, и байтовый шаг нового "
        "представления больше.",
    )
    yield Question(
        "view[::-1].cast('B')",
        en="The reversed view is not C-contiguous, and a cast needs memory that is.",
        tr="Tersine çevrilmiş görünüm C-bitişik değildir, `cast` ise C-bitişik bellek ister.",
        ru="Элементы здесь идут в обратном порядке, и представление не C-непрерывно, а методу "
        "`cast` нужно C-непрерывное.",
    )
    yield Question(
        "view.cast('H')",
        en="A cast reads the same bytes by another format, and copies none of them.",
        tr="`cast` aynı baytları başka bir biçimle okur, hiçbirini kopyalamaz.",
        ru="Метод `cast` читает те же байты в другом формате и ничего не копирует.",
    )
    yield Question(
        "view.toreadonly()",
        en="It is another view of the same memory. It can't be written through, yet it shows what "
        "is written elsewhere.",
        tr="Bu, aynı belleğin başka bir görünümüdür. Onun üzerinden yazılamaz, ama başka yerden "
        "yazılanları gösterir.",
        ru="Это ещё одно представление той же памяти. Писать через него нельзя, но записанное "
        "другим путём в нём видно.",
    )
    yield Question("view.tobytes()", **LEAVES_THE_VIEW)
    yield Question("bytearray(view)", **LEAVES_THE_VIEW)
    yield Question("list(view)", **LEAVES_THE_VIEW)
    yield Question(
        "view + view",
        en="Views have no +. Joining needs new memory: b''.join(views) copies each of them.",
        tr="Görünümlerde + yoktur. Birleştirmek yeni bellek ister, b''.join(views) her birini "
        "kopyalar.",
        ru="Операции + у представлений нет. Для соединения нужна новая память, и b''.join(views) "
        "копирует каждое из представлений.",
    )
    yield Question(
        "memoryview(text)",
        en="A str is no exporter: encode it first, and view the bytes that come out.",
        tr="`str` bir sağlayıcı değildir. Önce kodlayın, sonra çıkan baytların görünümünü "
        "oluşturun.",
        ru="Объект `str` — не экспортёр. Сначала закодируйте его, затем создайте представление "
        "полученных байтов.",
    )
    yield Question(
        "data.pop()",
        en="A view of data is open, and so its length is locked: BufferError.",
        tr="data nesnesinin açık bir görünümü olduğu için uzunluğu kilitlidir, sonuç "
        "`BufferError` olur.",
        ru="Открыто представление объекта data, поэтому размер data заблокирован и возникает "
        "`BufferError`.",
    )
    yield Question(
        "stream.getbuffer()",
        en="It is a view of the memory inside the BytesIO: no byte is copied.",
        tr="Bu, BytesIO nesnesinin içindeki belleğin görünümüdür, tek bir bayt bile kopyalanmaz.",
        ru="Это представление памяти внутри объекта BytesIO, и ни один байт не копируется.",
    )
    yield Question(
        "stream.read(4)",
        en="What has been read is a bytes object of its own. To read into memory that you have, "
        "use readinto.",
        tr="Sonuç, ayrı bir `bytes` nesnesidir. Elinizde hazır duran bir belleğe okumak için "
        "`readinto` kullanın.",
        ru="Прочитанное — отдельный объект `bytes`. Чтобы прочитать данные в уже имеющуюся "
        "память, вызовите `readinto`.",
    )


# -- true or false


def true_or_false(script: str) -> bool:
    """Run a script on its own and return the value of its last line."""
    setup, _, last = script.rpartition("\n")
    names: dict[str, Any] = {}
    exec(setup, names)
    value: bool = eval(last, names)
    return value


def _statements() -> Iterator[Question]:
    yield Question(
        "data = bytearray(b'abc')\npart = memoryview(data)[:2]\ndata[0] = 90\npart[0] != data[0]",
        en="The slice shows the change, so it is a view of the same memory.",
        tr="Dilim değişikliği gösteriyor, demek ki aynı belleğin görünümüdür.",
        ru="В срезе видно изменение, значит, это представление той же памяти.",
    )
    yield Question(
        "fixed = b'abc'\nmemoryview(fixed).readonly is False",
        en="A view never makes immutable memory writable.",
        tr="Görünüm, değiştirilemez belleği hiçbir zaman yazılabilir yapmaz.",
        ru="Представление никогда не делает неизменяемую память доступной для записи.",
    )
    yield Question(
        "from array import array\n"
        "view = memoryview(array('h', [1, 2, 3]))\n"
        "len(view) == len(view.tobytes())",
        en="len counts items along the first dimension; the number of bytes is nbytes.",
        tr="len, ilk boyuttaki ögeleri sayar, bayt sayısını nbytes niteliği verir.",
        ru="Функция len считает элементы вдоль первого измерения, а число байтов — в атрибуте "
        "nbytes.",
    )
    yield Question(
        "data = bytearray(b'abc')\n"
        "view = memoryview(data)\n"
        "safe = view.toreadonly()\n"
        "view[0] = 90\n"
        "safe[0] == 90",
        en="toreadonly makes a second view. The first one stays writable, and both see the same "
        "memory.",
        tr="toreadonly ikinci bir görünüm oluşturur. Birincisi yazılabilir kalır, ikisi de aynı "
        "belleği gösterir.",
        ru="Метод toreadonly создаёт второе представление. Первое остаётся доступным для записи, "
        "а память у них общая.",
    )
    yield Question(
        "data = bytearray(b'abc')\n"
        "view = memoryview(data)\n"
        "part = view[:1]\n"
        "view.release()\n"
        "try:\n"
        "    data.append(33)\n"
        "except BufferError:\n"
        "    pass\n"
        "len(data) == 3",
        en="The slice is a view of its own. It locks the bytearray until it is released, too.",
        tr="Dilim ayrı bir görünümdür, o da serbest bırakılana kadar `bytearray` kilitli kalır.",
        ru="Срез — самостоятельное представление. Пока не освобождено и оно, размер объекта "
        "`bytearray` заблокирован.",
    )
    yield Question(
        "data = bytearray(b'abc')\nview = memoryview(memoryview(data))\nview.obj is data",
        en="A view of a view refers to the exporter, and not to the view in between.",
        tr="Görünümün görünümü aradaki görünüme değil, sağlayıcıya referans tutar.",
        ru="Представление представления ссылается на сам экспортёр, а не на промежуточное "
        "представление.",
    )
    yield Question(
        "view = memoryview(bytearray(b'abc'))\n"
        "try:\n"
        "    view[0:2] = b'longer'\n"
        "except ValueError:\n"
        "    pass\n"
        "len(view.obj) > 3",
        en="A view is a window of fixed size: what is assigned to a slice must have its length.",
        tr="Görünüm, büyüklüğü sabit bir penceredir. Dilime atanan verinin uzunluğu dilimle aynı "
        "olmalıdır.",
        ru="Представление — окно постоянного размера, и то, что присваивают срезу, должно быть той "
        "же длины, что и срез.",
    )
    yield Question(
        "grid = memoryview(bytes(6)).cast('B', (3, 2))\ngrid[1:].shape == (2, 2)",
        en="A single slice takes whole rows, along the first dimension. m[1] and m[a:b, c:d] are "
        "not implemented.",
        tr="Tek bir dilim, ilk boyut boyunca satırları bölmeden alır. m[1] ve m[a:b, c:d] ise "
        "desteklenmez.",
        ru="Одиночный срез берётся вдоль первого измерения и даёт целые строки таблицы. Выражения "
        "m[1] и m[a:b, c:d] не реализованы.",
    )
    yield Question(
        "from array import array\n"
        "numbers = array('i', [1, 2])\n"
        "view = memoryview(numbers).cast('B').cast('f')\n"
        "view.tolist() == [1.0, 2.0]",
        en="A cast reads the bits anew; it computes no numbers.",
        tr="`cast` bitleri yeniden yorumlar, hiçbir sayı hesaplamaz.",
        ru="Метод `cast` по-новому читает те же биты и никаких чисел не вычисляет.",
    )
    yield Question(
        "from array import array\n"
        "whole = memoryview(array('h', [1, 2]))\n"
        "whole == memoryview(array('d', [1.0, 2.0]))",
        en="Views are equal if they have the same shape and equal items. Each side is read by its "
        "own format, which struct must know.",
        tr="Şekilleri aynıysa ve ögelerinin değerleri eşitse görünümler eşittir. Her taraf kendi "
        "biçimine göre okunur, bu biçimi `struct` modülünün tanıması gerekir.",
        ru="Представления равны, если у них одинаковы форма и значения элементов. Каждая сторона "
        "читается в своём формате, и этот формат должен знать модуль `struct`.",
    )
    yield Question(
        "import io\nbuffer = bytearray(8)\nio.BytesIO(b'abc').readinto(buffer) == len(buffer)",
        en="readinto returns how many bytes it has written; the rest of the buffer is left as it "
        "was.",
        tr="readinto yazdığı bayt sayısını döndürür, tamponun gerisi olduğu gibi kalır.",
        ru="Метод readinto возвращает число записанных байтов, а остальная часть буфера остаётся "
        "прежней.",
    )
    yield Question(
        "view = memoryview(b'abc')\nview == b'abc'",
        en="A view can be compared with an exporter without a copy. Only a ctypes array must not be "
        "compared itself, as Python can crash: compare with memoryview(array).",
        tr="Görünüm, kopya çıkarmadan bir sağlayıcıyla karşılaştırılabilir. Yalnızca `ctypes` "
        "dizisinin kendisiyle karşılaştırma yapmayın, çünkü Python çökebilir. memoryview(array) "
        "ile karşılaştırın.",
        ru="Представление можно сравнить с экспортёром, ничего не копируя. Только с самим массивом "
        "`ctypes` сравнивать нельзя, потому что Python может аварийно завершиться. Сравнивайте с "
        "memoryview(array).",
    )
    yield Question(
        "b'b' in memoryview(b'abc')",
        en="The items of this view are ints, and no int equals a bytes object. Ask for 98.",
        tr="Bu görünümün ögeleri `int` nesneleridir ve hiçbir `int`, bir `bytes` nesnesine eşit "
        "değildir. 98 değerini arayın.",
        ru="Элементы этого представления — числа типа `int`, а ни одно такое число не равно "
        "объекту `bytes`. Ищите 98.",
    )
    yield Question(
        "import weakref\n"
        "from array import array\n"
        "numbers = array('h', [1, 2])\n"
        "watch, view = weakref.ref(numbers), memoryview(numbers)\n"
        "del numbers\n"
        "watch() is not None",
        en="A view holds a reference to its exporter: del removes a name, and the array lives on.",
        tr="Görünüm, sağlayıcısına referans tutar. del yalnızca adı siler, dizi yaşamayı sürdürür.",
        ru="Представление хранит ссылку на экспортёр. Оператор del убирает имя, а массив "
        "продолжает жить.",
    )
    yield Question(
        "table = {memoryview(b'GET'): 1}\ntable[b'GET'] == 1",
        en="A view of bytes has the hash of these bytes and equals them, so they find it.",
        tr="Salt okunur bir `bytes` görünümünün hash değeri, o baytların hash değeridir ve "
        "görünüm onlara eşittir, bu yüzden bu baytlarla bulunur.",
        ru="Представление объекта `bytes` доступно только для чтения, и хеш у него тот же, что у "
        "этих байтов, поэтому по ним ключ и находится.",
    )
    yield Question(
        "view = memoryview(b'abc')\nstr(view) == 'abc'",
        en="str(view, 'utf-8') gives the text. Without an encoding, str says only that this is a "
        "view, and at which address.",
        tr="str(view, 'utf-8') metni verir. Kodlama belirtilmezse str yalnızca bunun bir görünüm "
        "olduğunu ve adresini bildirir.",
        ru="Вызов str(view, 'utf-8') даёт текст. Без кодировки str сообщает лишь, что перед вами "
        "представление и где оно находится.",
    )


GAMES = {
    game.name: game
    for game in (
        Game(
            "view_copy_or_error",
            ("view", "copy", "error"),
            {question.script: question for question in _expressions()},
            view_copy_or_error,
        ),
        Game(
            "true_or_false",
            (True, False),
            dict(zip("abcdefghijklmnop", _statements(), strict=True)),
            true_or_false,
        ),
    )
}
