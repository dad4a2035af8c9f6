"""Lesson 12: NumPy as partner. NumPy is imported by the scripts alone."""

from array import array
from collections.abc import Iterator

from bufferscope.cases import COPIED, NUMPY, Case, exercise


@exercise(needs=NUMPY)
def crop_flip() -> Iterator[Case]:
    """crop_flip(img, top, left, h, w): a region of an image, mirrored left to right.

    img is an array of shape (height, width, 3); the result shares its memory.
    """
    yield Case(
        """
        import numpy as np
        img = np.zeros((6, 8, 3), "uint8")
        crop_flip(img, 1, 2, 4, 5).shape
        """,
        due=(4, 5, 3),
        en="The region is h rows high and w pixels wide: it ends at top + h and left + w.",
        tr="Bölge h satır yüksekliğinde, w piksel genişliğindedir: top + h ve left + w "
        "konumlarında biter.",
        ru="В области h строк по w пикселей: она кончается на top + h и left + w.",
    )
    yield Case(
        """
        import numpy as np
        img = np.arange(36, dtype="uint8").reshape(3, 4, 3)
        crop_flip(img, 1, 1, 2, 2)[:, :, 0].tolist()
        """,
        due=[[18, 15], [30, 27]],
        en="Left and right change places: axis 1 is reversed, top to bottom stays.",
        tr="Sol ile sağ yer değiştirir: 1 numaralı eksen ters çevrilir, yukarıdan aşağıya sıra "
        "aynı kalır.",
        ru="Меняются местами лево и право: переверните ось 1, а верх и низ оставьте как есть.",
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
        tr="Bölge sol kenardan başlıyorsa ters dilim 0 numaralı sütuna ulaşmalıdır; oysa bitiş "
        "değeri -1, son sütun demektir. Bir pikselin kanalları da yer değiştirmez. Önce kırpın, "
        "sonra [:, ::-1] ile çevirin.",
        ru="У левого края обратный срез должен дойти до столбца 0, а граница -1 означает последний "
        "столбец; каналы пикселя порядка не меняют. Сначала вырежьте область, затем переверните "
        "её срезом [:, ::-1].",
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
        tr="Bölgeye yazılan, görüntünün belleğine yazılmalıdır: bu piksellere, başkalarına değil.",
        ru="Запись в область должна менять само изображение: эти пиксели и никакие другие.",
    )


@exercise(tools=(array,), needs=NUMPY)
def samples() -> Iterator[Case]:
    """samples(data, offset): an array of little-endian signed 16-bit samples on the buffer.

    From offset, in bytes, to its end, an odd last byte left out. Without copying; writable if
    the buffer is.
    """
    yield Case(
        r"""
        result = samples(bytearray(b"\1\0\2\0\xff\xff"), 0)
        type(result).__name__, result.dtype.str, result.tolist()
        """,
        due=("ndarray", "<i2", [1, 2, -1]),
        en="An array of dtype '<i2' is wanted: little-endian, signed, two bytes each.",
        tr="Veri türü '<i2' olan bir dizi isteniyor: little-endian, işaretli, ikişer bayt.",
        ru="Нужен массив с типом данных '<i2': числа со знаком, по два байта, little-endian.",
    )
    yield Case(
        r"""
        samples(b"RIFF\1\0\2\0", 4).tolist()
        """,
        due=[1, 2],
        en="The offset counts bytes, not samples.",
        tr="Ofset örnekleri değil, baytları sayar.",
        ru="Смещение считает байты, а не отсчёты.",
    )
    yield Case(
        r"""
        samples(b"-\1\0\2\0\3", 1).tolist()
        """,
        due=[1, 2],
        en="An odd last byte is left out; whether it is odd depends on the offset as well.",
        tr="Tek kalan son bayt dışarıda bırakılır; tek kalıp kalmadığı ofsete de bağlıdır.",
        ru="Непарный последний байт отбрасывается; есть ли он, зависит и от смещения.",
    )
    yield Case(
        r"""
        data = bytearray(b"\1\0\2\0")
        result = samples(data, 2)
        data[2] = 7
        result.tolist()
        """,
        due=[7],
        **COPIED,
    )
    yield Case(
        r"""
        samples(bytearray(4), 0).flags.writeable, samples(bytes(4), 0).flags.writeable
        """,
        due=(True, False),
        en="Writable where the buffer is, as for a bytearray, and read-only for bytes.",
        tr="Tampon yazılabilirse (`bytearray` gibi) dizi de yazılabilir olmalı; `bytes` için dizi "
        "salt okunurdur.",
        ru="Массив доступен для записи, если доступен буфер, как у объекта `bytearray`; для "
        "объекта `bytes` массив только для чтения.",
    )
    yield Case(
        r"""
        samples(array("i", [1, 2]), 4).tolist()
        """,
        due=[2, 0],
        en="The size of the buffer is wanted in bytes: len() of an array counts its items.",
        tr="Tamponun bayt cinsinden büyüklüğü gerekir: len() bir dizinin ögelerini sayar.",
        ru="Нужен размер буфера в байтах, а len() для массива считает элементы.",
    )
    yield Case(
        r"""
        samples(b"ab\1", 2).tolist(), samples(b"ab", 2).tolist()
        """,
        due=([], []),
        en="With less than two bytes behind the offset there are no samples: an empty array.",
        tr="Ofsetten sonra iki bayttan azı kalmışsa örnek yoktur: dizi boştur.",
        ru="Если за смещением меньше двух байт, отсчётов нет: массив пуст.",
    )
