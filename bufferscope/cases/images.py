"""Lesson 12: NumPy as partner. NumPy is imported by the scripts alone."""

from array import array
from collections.abc import Iterator
from random import Random
from typing import Any

from bufferscope.cases import zoo
from bufferscope.ceilings import KIB, MemoryAtMost, peak
from bufferscope.exercises import BY_REFERENCE, NUMPY, Case, Drawn, Each, exercise


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
        why="crop_flip.the-region-is-h-rows-high",
    )
    yield Case(
        """
        import numpy as np
        img = np.arange(27, dtype="uint8").reshape(3, 3, 3)
        crop_flip(img, 1, 1, 1, 1).tolist()
        """,
        due=[[[12, 13, 14]]],
        why="crop_flip.a-region-of-one-pixel-has",
    )
    yield Case(
        """
        import numpy as np
        img = np.arange(36, dtype="uint8").reshape(3, 4, 3)
        crop_flip(img, 1, 1, 2, 2)[:, :, 0].tolist()
        """,
        due=[[18, 15], [30, 27]],
        why="crop_flip.left-and-right-change-places-axis",
    )
    yield Case(
        """
        import numpy as np
        img = np.arange(45, dtype="uint8").reshape(3, 5, 3)
        crop_flip(img, 1, 1, 2, 2)[:, :, 0].tolist()
        """,
        due=[[21, 18], [36, 33]],
        why="crop_flip.the-region-is-left-of-the",
    )
    yield Case(
        """
        import numpy as np
        img = np.arange(6, dtype="uint8").reshape(1, 2, 3)
        crop_flip(img, 0, 0, 1, 2).tolist()
        """,
        due=[[[3, 4, 5], [0, 1, 2]]],
        why="crop_flip.from-the-left-edge-the-reversed",
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
        why="cases.copied",
    )
    yield Case(
        """
        import numpy as np
        img = np.zeros((3, 4, 3), "uint8")
        parts = [crop_flip(img, 1, 2, h, w) for h, w in ((1, 1), (2, 1), (1, 2))]
        img[1, 2] = 9
        [int(part.max()) for part in parts]
        """,
        due=[9, 9, 9],
        why="cases.copied",
    )
    yield Case(
        """
        import numpy as np
        img = np.zeros((3, 4, 3), "uint8")
        crop_flip(img, 1, 1, 2, 2)[:] = 1
        int(img.sum())
        """,
        due=12,
        why="crop_flip.writing-into-the-region-must-write",
    )
    yield Drawn(
        """
        import numpy as np
        height, width = {height}, {width}
        img = np.arange(height * width * 3).reshape(height, width, 3)
        crop_flip(img, {top}, {left}, {h}, {w}).tolist()
        """,
        _region,
        why="crop_flip.follow-one-pixel-i-j-of",
        allowed=lambda height, width, top, left, h, w: (
            h > 0 and w > 0 and top + h <= height and left + w <= width
        ),
    )
    for img in (
        "np.arange(36, dtype='float32').reshape(3, 4, 3)",
        "np.arange(36, dtype='>i2').reshape(3, 4, 3)",
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
            why="crop_flip.other-items-and-other-strides-are",
        )
    yield Case(
        """
        import numpy as np
        img = np.frombuffer(bytes(range(6)), "uint8").reshape(1, 2, 3)
        crop_flip(img, 0, 0, 1, 2).tolist()
        """,
        due=[[[3, 4, 5], [0, 1, 2]]],
        why="crop_flip.the-image-may-be-read-only",
    )
    yield Case(
        """
        import numpy as np
        img = np.zeros((3, 4, 3), "uint8")
        safe = img.view()
        safe.flags.writeable = False
        region = crop_flip(safe, 1, 1, 2, 2)
        img[1, 1] = 9
        region[0, 1].tolist(), safe.flags.writeable
        """,
        due=([9, 9, 9], False),
        why="crop_flip.a-read-only-array-was-copied",
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
        why="crop_flip.the-pixels-were-copied-on-the",
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
        why="samples.an-array-of-dtype-i2-is",
    )
    yield Case(
        r"""
        data = bytearray(b"\1\0\2\0")
        result = samples(data, 0)
        data[2] = 7
        result.tolist()
        """,
        due=[1, 7],
        why="cases.copied",
    )
    yield Case(
        r"""
        samples(bytearray(4), 0).flags.writeable, samples(bytes(4), 0).flags.writeable
        """,
        due=(True, False),
        why="samples.writable-where-the-buffer-is-as",
    )
    yield Case(
        r"""
        data = bytearray(b"\1\0\2\0")
        result = samples(memoryview(data).toreadonly(), 0)
        data[2] = 7
        result.tolist()
        """,
        due=[1, 7],
        why="cases.copied",
    )
    yield Case(
        r"""
        samples(b"RIFF\1\0\2\0", 4).tolist()
        """,
        due=[1, 2],
        why="samples.the-offset-counts-bytes-not-samples",
    )
    yield Case(
        r"""
        samples(b"-\1\0\2\0\3", 1).tolist()
        """,
        due=[1, 2],
        why="samples.an-odd-last-byte-is-left",
    )
    yield Case(
        r"""
        data = bytearray(b"-\1\0\2\0")
        result = samples(data, 1)
        data[3] = 7
        result.tolist()
        """,
        due=[1, 7],
        why="samples.at-an-odd-offset-the-array",
    )
    yield Case(
        r"""
        samples(array("i", [1, 2]), 4).tolist()
        """,
        due=[2, 0],
        why="samples.the-size-of-the-buffer-is",
    )
    yield Case(
        r"""
        samples(b"ab\1", 2).tolist(), samples(b"ab", 2).tolist()
        """,
        due=([], []),
        why="samples.with-less-than-two-bytes-behind",
    )
    yield Case(
        r"""
        result = samples(b"ab\1", 2)
        result.dtype.str, result.shape
        """,
        due=("<i2", (0,)),
        why="samples.the-empty-array-has-the-dtype",
    )
    yield Each(
        lambda: zoo.trials(
            [kind for kind in zoo.CONTIGUOUS if kind.ndim and kind is not zoo.EMPTY],
            "samples(data, 0).tolist(), samples(data, 1).tolist()",
            why="samples.count-and-offset-are-those-of",
        )
    )
    for data in ("{data}", "bytearray({data})", 'memoryview(b"--" + {data})[2:]'):
        yield Drawn(
            f"samples({data}, {{offset}}).tolist()",
            _bytes_and_offset,
            why="samples.take-the-bytes-in-pairs-from",
            allowed=lambda data, offset: offset <= len(data),
        )
    yield Case(
        r"""
        data = bytearray(b"\1\0\2\0")
        samples(data, 0)[1] = -2
        bytes(data)
        """,
        due=b"\1\0\xfe\xff",
        why="samples.writing-into-the-array-must-write",
    )
    for data in ("bytes(2**20)", "bytearray(2**20)", 'array("i", bytes(2**20))'):
        yield Case(
            f"""
            data = {data}
            samples(data, 4)
            peak(lambda: samples(data, 4))
            """,
            due=MemoryAtMost(64 * KIB),
            why="samples.the-buffer-was-copied-on-the",
        )
