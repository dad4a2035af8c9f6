"""The words of the pictures, in three languages."""

from bufferscope.values import byte_order, is_native
from bufferscope.words import language, say

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


def number(n: int) -> str:
    """Return a number with its digits in groups from five digits on, as the language does."""
    if abs(n) < 10_000:
        return str(n)
    return f"{n:,}".replace(",", {"en": ",", "tr": ".", "ru": "\u00a0"}[language()])


def in_bytes(n: int) -> str:
    """Return a number of bytes, with the word in the form that the number asks for."""
    return f"{number(n)} {_unit(abs(n))}"


def _unit(n: int) -> str:
    if language() == "tr":
        return "bayt"
    if language() == "en":
        return "byte" if n == 1 else "bytes"
    few = n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14)
    return "байта" if few else "байт"


def word(key: str, **values: object) -> str:
    """Return a caption in the language in force."""
    return say(WORDS, key, **values)


def order(format: str) -> str:
    """Return how the bytes of an item are ordered, "" for items of single bytes."""
    ends = byte_order(format)
    if ends in ("", "mixed"):
        return ends and word("mixed")
    return f"{ends}-endian" + (f" ({word('native')})" if is_native(format) else "")
