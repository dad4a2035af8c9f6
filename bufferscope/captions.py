"""What a picture says of a memory and of its buffers, however it is drawn."""

from bufferscope.figures import in_bytes, number
from bufferscope.scene import Absent, Lane, Memory
from bufferscope.values import byte_order, is_native, printable
from bufferscope.words import say

WORDS = {
    "title": {
        "en": "Buffers and the memory they lie in: {names}",
        "tr": "Tamponlar ve içinde bulundukları bellek: {names}",
        "ru": "Буферы и память, в которой они лежат: {names}",
    },
    "memory": {"en": "memory {k} of {n}", "tr": "bellek {k}/{n}", "ru": "память {k} из {n}"},
    "raw": {"en": "memory", "tr": "bellek", "ru": "память"},
    "offset": {"en": "offset {n}", "tr": "ofset {n}", "ru": "смещение {n}"},
    "axis": {"en": "axis {k}: {bytes}", "tr": "eksen {k}: {bytes}", "ru": "ось {k}: {bytes}"},
    "read-only": {"en": "read-only", "tr": "salt okunur", "ru": "только для чтения"},
    "released": {"en": "released", "tr": "serbest bırakıldı", "ru": "освобождено"},
    "closed": {"en": "closed", "tr": "kapatıldı", "ru": "закрыто"},
    "gone": {"en": "gone", "tr": "artık yok", "ru": "больше нет"},
    "empty": {"en": "no items", "tr": "öge yok", "ru": "нет элементов"},
    "native": {"en": "native", "tr": "makinenin sırası", "ru": "машинный"},
    "mixed": {"en": "mixed byte order", "tr": "karışık bayt sırası", "ru": "разный порядок байтов"},
    "changed": {"en": "changed: {bytes}", "tr": "değişen: {bytes}", "ru": "изменено: {bytes}"},
    "cut": {"en": "not drawn: {bytes}", "tr": "çizilmeyen: {bytes}", "ru": "не показано: {bytes}"},
    "lends nothing": {
        "en": "NumPy lends no buffer with such items ({error}). Show {way} in place of the array.",
        "tr": "NumPy bu türden ögeler için tampon vermez ({error}). Dizinin yerine {way} gösterin.",
        "ru": "NumPy не даёт буфер с такими элементами ({error}). Вместо массива покажите {way}.",
    },
    "apart": {
        "en": "Separate pieces of memory: {n}.",
        "tr": "Ayrı bellek parçaları: {n}.",
        "ru": "Отдельные области памяти: {n}.",
    },
    "together": {
        "en": "in one block of memory: {names}",
        "tr": "aynı bellek alanında: {names}",
        "ru": "в одном участке памяти: {names}",
    },
    "alone": {
        "en": "in a block of its own: {name}",
        "tr": "kendi bellek alanında: {name}",
        "ru": "в отдельном участке памяти: {name}",
    },
    "at": {"en": "{item} at byte {n}", "tr": "{item} (bayt {n})", "ru": "{item} (байт {n})"},
    "more": {
        "en": "more items overlap here: {n}",
        "tr": "burada örtüşen başka ögeler: {n}",
        "ru": "ещё перекрывающихся элементов: {n}",
    },
}


def word(key: str, **values: object) -> str:
    """Return a caption in the language in force."""
    return say(WORDS, key, **values)


def order(format: str) -> str:
    """Return how the bytes of an item are ordered, "" for items of single bytes."""
    ends = byte_order(format)
    if ends in ("", "mixed"):
        return ends and word("mixed")
    return f"{ends}-endian" + (f" ({word('native')})" if is_native(format) else "")


def heading(memory: Memory, k: int, n: int) -> list[str]:
    """Return the parts of a memory's heading: whose it is, its size, its badges."""
    size = in_bytes(memory.size)
    if memory.size_before not in (None, memory.size):
        size = f"{number(memory.size_before)} → {size}"
    parts = [printable(memory.kind) or word("raw"), size]
    if n > 1:
        parts.append(word("memory", k=k, n=n))
    left_out = memory.size - len(memory.bytes)
    if left_out:
        parts.append(word("cut", bytes=in_bytes(left_out)))
    if memory.was:
        parts.append(word("changed", bytes=in_bytes(len(memory.was))))
    return parts


def facts(lane: Lane) -> list[str]:
    """Return what a lane says of its buffer: attributes by their names in code."""
    buffer = lane.buffer
    parts = [f"format {printable(buffer.format)!r}", f"shape {buffer.shape}"]
    parts.append(f"strides {buffer.strides}")
    if lane.whole.suboffsets:
        parts.append(f"suboffsets {lane.whole.suboffsets}")
    parts.append(word("offset", n=lane.offset))
    if order(buffer.format):
        parts.append(order(buffer.format))
    if not buffer.length:
        parts.append(word("empty"))
    return parts


def badges(lane: Lane | Absent) -> list[str]:
    """Return the states of a buffer that a reader must not overlook."""
    if isinstance(lane, Absent):
        return [word(lane.state)]
    return [word("read-only")] if lane.buffer.readonly else []
