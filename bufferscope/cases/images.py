"""Lesson 12: NumPy as partner. NumPy is imported by the scripts alone."""

from array import array
from collections.abc import Iterator
from random import Random
from typing import Any

from bufferscope.cases import zoo
from bufferscope.ceilings import KIB, MemoryAtMost, peak
from bufferscope.exercises import BY_REFERENCE, COPIED, NUMPY, Case, Drawn, Each, exercise


def _crop_flip(img: Any, top: int, left: int, h: int, w: int) -> Any:
    return img[top : top + h, left : left + w][:, ::-1]


def _samples(data: Any, offset: int) -> Any:
    import numpy as np

    with memoryview(data) as view:
        count = (view.nbytes - offset) // 2
    if not count:
        return np.zeros(0, "<i2")
    return np.frombuffer(data, "<i2", count, offset)


def _region(source: Random, size: int) -> dict[str, Any]:
    height, width = source.randint(1, 2 + size // 8), source.randint(1, 2 + size // 8)
    top, left = source.randrange(height), source.randrange(width)
    h, w = source.randint(1, height - top), source.randint(1, width - left)
    return {"height": height, "width": width, "top": top, "left": left, "h": h, "w": w}


def _bytes_and_offset(source: Random, size: int) -> dict[str, Any]:
    data = source.randbytes(source.randint(0, size // 2))
    return {"data": data, "offset": source.randint(0, len(data))}


@exercise(tools=(peak,), reference=_crop_flip, needs=NUMPY, lends=True)
def crop_flip() -> Iterator[Case | Each | Drawn]:
    """crop_flip(img, top, left, h, w): a region of an image, mirrored left to right.

    img is a NumPy array of shape (height, width, 3), of any type of item and with any strides. The
    result is an array of shape (h, w, 3) and of the same type of item, on the memory of img: pixel
    (i, j) of it is pixel (top + i, left + w - 1 - j) of img. The region lies inside the image and has
    at least one pixel. Nothing is copied, and img is not changed.
    """
    yield Case(
        """
        import numpy as np
        img = np.zeros((6, 8, 3), "uint8")
        crop_flip(img, 1, 2, 4, 5).shape
        """,
        due=(4, 5, 3),
        en="The region is h rows high and w pixels wide: it ends at top + h and left + w.",
        tr="Bölge h satır yüksekliğinde, w piksel genişliğindedir, top + h ve left + w "
        "konumlarında biter.",
        ru="В области h строк по w пикселей, и она кончается на top + h и left + w.",
    )
    yield Case(
        """
        import numpy as np
        img = np.arange(36, dtype="uint8").reshape(3, 4, 3)
        crop_flip(img, 1, 1, 2, 2)[:, :, 0].tolist()
        """,
        due=[[18, 15], [30, 27]],
        en="Left and right change places: axis 1 is reversed, top to bottom stays.",
        tr="Sol ile sağ yer değiştirir. 1 numaralı eksen ters çevrilir, yukarıdan aşağıya sıra "
        "aynı kalır.",
        ru="Меняются местами лево и право. Переверните ось 1, а верх и низ оставьте как есть.",
    )
    yield Case(
        """
        import numpy as np
        img = np.arange(6, dtype="uint8").reshape(1, 2, 3)
        crop_flip(img, 0, 0, 1, 2).tolist()
        """,
        due=[[[3, 4, 5], [0, 1, 2]]],
        en="From the left edge the reversed slice must reach column 0, and a stop of -1 means the "
        "last one; and the channels of a pixel stay in order. Crop first, then flip by [:, ::-1].",
        tr="Bölge sol kenardan başlıyorsa ters dilim 0 numaralı sütuna ulaşmalıdır, oysa bitiş "
        "değeri -1, son sütun demektir. Bir pikselin kanalları da yer değiştirmez. Önce kırpın, "
        "sonra [:, ::-1] ile çevirin.",
        ru="У левого края обратный срез должен дойти до столбца 0, а граница -1 означает последний "
        "столбец. Каналы пикселя порядка не меняют. Сначала вырежьте область, затем переверните её "
        "срезом [:, ::-1].",
    )
    yield Case(
        """
        import numpy as np
        img = np.zeros((3, 4, 3), "uint8")
        region = crop_flip(img, 1, 1, 2, 2)
        img[1, 1] = 9
        region[0, 1].tolist()
        """,
        due=[9, 9, 9],
        **COPIED,
    )
    yield Case(
        """
        import numpy as np
        img = np.zeros((3, 4, 3), "uint8")
        crop_flip(img, 1, 1, 2, 2)[:] = 1
        int(img.sum())
        """,
        due=12,
        en="Writing into the region must write into the image, into these pixels and no others.",
        tr="Bölgeye yazılan, resmin belleğine, yalnızca bu piksellere yazılmalıdır.",
        ru="Запись в область должна менять само изображение, эти пиксели и никакие другие.",
    )
    yield Drawn(
        """
        import numpy as np
        height, width = {height}, {width}
        img = np.arange(height * width * 3).reshape(height, width, 3)
        crop_flip(img, {top}, {left}, {h}, {w}).tolist()
        """,
        _region,
        en="Follow one pixel: (i, j) of the result is (top + i, left + w - 1 - j) of the image.",
        tr="Bir pikseli izleyin. Sonuçtaki (i, j), resimdeki (top + i, left + w - 1 - j) "
        "pikselidir.",
        ru="Проследите один пиксель: (i, j) результата — это (top + i, left + w - 1 - j) изображения.",
        allowed=lambda height, width, top, left, h, w: (
            h > 0 and w > 0 and top + h <= height and left + w <= width
        ),
    )
    for img in (
        "np.arange(36, dtype='float32').reshape(3, 4, 3)",
        "np.arange(72, dtype='uint8').reshape(3, 8, 3)[:, ::-2]",
        "np.arange(36, dtype='uint8').reshape(3, 4, 3).transpose(1, 0, 2)",
    ):
        yield Case(
            f"""
            import numpy as np
            img = {img}
            region = crop_flip(img, 1, 0, 2, 3)
            img[1, 0] = 99
            region.dtype.str, region.shape, region.tolist()
            """,
            due=BY_REFERENCE,
            en="Other items and other strides are welcome too: slicing keeps the type and the memory, "
            "while reshape and conversions may copy.",
            tr="Başka ögeler ve başka bayt adımları da olabilir. Dilimleme türü ve belleği "
            "korur, reshape ve dönüştürmeler ise kopyalayabilir.",
            ru="Элементы и байтовые шаги могут быть любыми. Срез сохраняет тип и память, а reshape "
            "и преобразования могут скопировать данные.",
        )
    yield Case(
        """
        import numpy as np
        img = np.frombuffer(bytes(range(6)), "uint8").reshape(1, 2, 3)
        crop_flip(img, 0, 0, 1, 2).tolist()
        """,
        due=[[[3, 4, 5], [0, 1, 2]]],
        en="The image may be read-only; cropping and flipping write nothing.",
        tr="Resim salt okunur olabilir, kırpmak ve çevirmek bir şey yazmaz.",
        ru="Изображение может быть только для чтения. Вырезание и отражение ничего не записывают.",
    )
    yield Case(
        """
        import numpy as np
        img = np.zeros((300, 300, 3), "uint8")
        crop_flip(img, 0, 0, 10, 10)
        peak(lambda: crop_flip(img, 0, 0, 300, 300))
        """,
        due=MemoryAtMost(64 * KIB),
        slow=True,
        en="The pixels were copied on the way; slices alone copy nothing.",
        tr="Pikseller arada kopyalandı. Dilimler tek başına hiçbir şey kopyalamaz.",
        ru="Пиксели по пути скопированы, хотя сами по себе срезы ничего не копируют.",
    )


@exercise(tools=(array, peak), reference=_samples, needs=NUMPY, lends=True)
def samples() -> Iterator[Case | Each | Drawn]:
    """samples(data, offset): the signed little-endian 16-bit samples in a buffer, as an array.

    A NumPy array of one dimension and dtype '<i2', on the memory of data: from byte offset to the
    end of the buffer, a last single byte left out. data is any C-contiguous exporter, of any format;
    offset counts bytes, from 0 to the size of the buffer. Nothing is copied; the array is writable
    if the buffer is. With less than two bytes left it is an empty array.
    """
    yield Case(
        r"""
        result = samples(bytearray(b"\1\0\2\0\xff\xff"), 0)
        type(result).__name__, result.dtype.str, result.tolist()
        """,
        due=("ndarray", "<i2", [1, 2, -1]),
        en="An array of dtype '<i2' is wanted: little-endian, signed, two bytes each.",
        tr="Veri türü '<i2' olan, yani ögeleri ikişer baytlık, işaretli ve little-endian bir "
        "dizi isteniyor.",
        ru="Нужен массив с типом данных '<i2', то есть числа со знаком, по два байта, "
        "little-endian.",
    )
    yield Case(
        r"""
        data = bytearray(b"\1\0\2\0")
        result = samples(data, 0)
        data[2] = 7
        result.tolist()
        """,
        due=[1, 7],
        **COPIED,
    )
    yield Case(
        r"""
        samples(bytearray(4), 0).flags.writeable, samples(bytes(4), 0).flags.writeable
        """,
        due=(True, False),
        en="Writable where the buffer is, as for a bytearray, and read-only for bytes.",
        tr="Tampon `bytearray` gibi yazılabilirse dizi de yazılabilir olmalı. `bytes` için dizi "
        "salt okunurdur.",
        ru="Массив доступен для записи, если доступен буфер, как у объекта `bytearray`. Для "
        "объекта `bytes` массив только для чтения.",
    )
    yield Case(
        r"""
        samples(b"RIFF\1\0\2\0", 4).tolist()
        """,
        due=[1, 2],
        en="The offset counts bytes, not samples, and the bytes before it do not count.",
        tr="Ofset örnekleri değil, baytları sayar. Ondan önceki baytlar hesaba katılmaz.",
        ru="Смещение считает байты, а не отсчёты, и байты до него не в счёт.",
    )
    yield Case(
        r"""
        samples(b"-\1\0\2\0\3", 1).tolist()
        """,
        due=[1, 2],
        en="An odd last byte is left out; whether it is odd depends on the offset as well.",
        tr="Tek kalan son bayt dışarıda bırakılır. Tek kalıp kalmadığı ofsete de bağlıdır.",
        ru="Непарный последний байт отбрасывается, а есть ли он, зависит и от смещения.",
    )
    yield Case(
        r"""
        samples(array("i", [1, 2]), 4).tolist()
        """,
        due=[2, 0],
        en="The size of the buffer is wanted in bytes: len() of an array counts its items.",
        tr="Tamponun bayt cinsinden büyüklüğü gerekir, len() ise bir dizinin ögelerini sayar.",
        ru="Нужен размер буфера в байтах, а len() для массива считает элементы.",
    )
    yield Case(
        r"""
        samples(b"ab\1", 2).tolist(), samples(b"ab", 2).tolist()
        """,
        due=([], []),
        en="With less than two bytes behind the offset there are no samples: an empty array.",
        tr="Ofsetten sonra iki bayttan azı kalmışsa örnek yoktur, dizi boş olur.",
        ru="Если за смещением меньше двух байт, отсчётов нет и массив пуст.",
    )
    yield Each(
        lambda: zoo.trials(
            [kind for kind in zoo.CONTIGUOUS if kind.ndim and kind is not zoo.EMPTY],
            "samples(data, 0).tolist(), samples(data, 1).tolist()",
            en="Count and offset are those of bytes: take the size from the nbytes of a view.",
            tr="Sayı da ofset de baytlarla ilgilidir. Büyüklüğü bir görünümün `nbytes` "
            "niteliğinden alın.",
            ru="И количество, и смещение связаны с байтами, а не с элементами, поэтому возьмите "
            "размер из атрибута `nbytes` представления.",
        )
    )
    for data in ("{data}", "bytearray({data})", 'memoryview(b"--" + {data})[2:]'):
        yield Drawn(
            f"samples({data}, {{offset}}).tolist()",
            _bytes_and_offset,
            en="Take the bytes in pairs from the offset on, the low one first, with a sign.",
            tr="Ofsetten başlayarak baytları ikişer alın. Düşük anlamlı bayt önce gelir, sayılar "
            "işaretlidir.",
            ru="Берите байты парами, начиная со смещения. Сначала идёт младший байт, а сами числа "
            "со знаком.",
            allowed=lambda data, offset: offset <= len(data),
        )
    yield Case(
        r"""
        data = bytearray(b"\1\0\2\0")
        samples(data, 0)[1] = -2
        bytes(data)
        """,
        due=b"\1\0\xfe\xff",
        en="Writing into the array must write into the buffer.",
        tr="Diziye yazılan, tampona yazılmalıdır.",
        ru="Запись в массив должна попадать в буфер.",
    )
    for data in ("bytes(2**20)", "bytearray(2**20)", 'array("i", bytes(2**20))'):
        yield Case(
            f"""
            data = {data}
            samples(data, 4)
            peak(lambda: samples(data, 4))
            """,
            due=MemoryAtMost(64 * KIB),
            en="The buffer was copied on the way: np.frombuffer takes the exporter itself, an offset and "
            "a count.",
            tr="Tampon arada kopyalandı. np.frombuffer sağlayıcının kendisini, bir ofset ve bir "
            "sayı alır.",
            ru="Буфер по пути скопирован, хотя функция np.frombuffer принимает сам экспортёр, "
            "смещение и количество.",
        )
