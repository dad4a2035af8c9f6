import re
from contextlib import ExitStack

MAGIC = {
    b"\x89PNG\r\n\x1a\n": "png",
    b"GIF87a": "gif",
    b"GIF89a": "gif",
    b"%PDF-": "pdf",
    b"PK\x03\x04": "zip",
}


def sniff(data):
    with memoryview(data) as view, view.cast("B") as octets:
        for magic, kind in MAGIC.items():
            with octets[: len(magic)] as start:
                if start == magic:
                    return kind
    return None


def sniff__copies(data):
    """This takes a copy"""
    data = bytes(data)
    return next((kind for magic, kind in MAGIC.items() if data.startswith(magic)), None)


def sniff__startswith(data):
    """Any exporter is welcome"""
    return next((kind for magic, kind in MAGIC.items() if data.startswith(magic)), None)


def sniff__wrong_length(data):
    """a slice of exactly that length"""
    view = memoryview(data)
    return next((kind for magic, kind in MAGIC.items() if view[:4] == magic), None)


def sniff__anywhere(data):
    """only at the very beginning"""
    data = bytes(data)
    return next((kind for magic, kind in MAGIC.items() if magic in data), None)


def sniff__index(data):
    """an index beyond it does"""
    view = memoryview(data)
    if view[0] == 0x89 and view[1:4] == b"PNG":
        return "png"
    return sniff(data)


def sniff__counts_items(data):
    """slices count pairs"""
    view = memoryview(data)
    return next((kind for magic, kind in MAGIC.items() if view[: len(magic)] == magic), None)


_kept = []


def sniff__keeps_a_view(data):
    """so the bytearray is locked"""
    _kept.append(memoryview(data))
    return sniff(data)


def sniff__unknown(data):
    """None is due, not an empty text"""
    return sniff(data) or "unknown"


def count_tokens(data):
    counts = {}
    with memoryview(data) as writable, writable.toreadonly() as view:
        start = 0
        for stop in (*(i for i, byte in enumerate(view) if byte == 32), len(view)):
            with view[start:stop] as token:
                if token and token in counts:
                    counts[token] += 1
                elif token:
                    counts[bytes(token)] = 1
            start = stop + 1
    return counts


def count_tokens__splits(data):
    """Only the space, byte 32"""
    counts = {}
    for token in bytes(data).split():
        counts[token] = counts.get(token, 0) + 1
    return counts


def count_tokens__copies_each(data):
    """Copy it once"""
    counts = {}
    start = 0
    view = memoryview(data)
    for stop in [i for i, byte in enumerate(view) if byte == 32] + [len(view)]:
        token = bytes(view[start:stop])
        if token:
            counts[token] = counts.get(token, 0) + 1
        start = stop + 1
    return counts


def count_tokens__view_keys(data):
    """The keys are bytes"""
    counts = {}
    view = memoryview(data).toreadonly()
    start = 0
    for stop in [i for i, byte in enumerate(view) if byte == 32] + [len(view)]:
        token = view[start:stop]
        if token:
            counts[token] = counts.get(token, 0) + 1
        start = stop + 1
    return counts


def count_tokens__drops_the_last(data):
    """the last one has no blank behind it"""
    counts = {}
    start = 0
    for stop, byte in enumerate(data):
        if byte == 32:
            token = bytes(data[start:stop])
            counts[token] = counts.get(token, 0) + 1
            start = stop + 1
    return counts


def count_tokens__empty_tokens(data):
    """there is no empty token"""
    counts = {}
    for token in bytes(data).split(b" "):
        counts[token] = counts.get(token, 0) + 1
    return counts


def count_tokens__finds(data):
    """which has no split() and no find()"""
    counts = {}
    view = memoryview(data)
    start = 0
    while start < len(view):
        stop = data.find(b" ", start)
        stop = len(view) if stop < 0 else stop
        token = view[start:stop]
        if token:
            key = token if token in counts else bytes(token)
            counts[key] = counts.get(key, 0) + 1
        start = stop + 1
    return counts


def count_tokens__fails_on_empty(data):
    """No data, no tokens"""
    return count_tokens(data) if data[0] else {}


def sniff__few_bytes(data):
    start = memoryview(data).cast("B")[:8].tobytes()
    return next((kind for magic, kind in MAGIC.items() if start.startswith(magic)), None)


def count_tokens__counter(data):
    import re
    from collections import defaultdict

    counts = defaultdict(int)
    view = memoryview(data)
    for match in re.finditer(rb"[^ ]+", view):
        token = view[slice(*match.span())]
        counts[token if token in counts else bytes(token)] += 1
    return counts


_SIGNS = [
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
]


_PNG = b"\x89PNG\r\n\x1a\n"


def sniff__reference(data):
    with memoryview(data) as view, view.cast("B") as flat:
        for start, name in _SIGNS:
            if flat[: len(start)] == start:
                return name
    return None


def sniff__copies_typed(data):
    """This takes a copy of all the data for the sake of a"""
    with memoryview(data) as view:
        flat = view if view.format == "B" and view.ndim == 1 else view.tobytes()
        return next((name for start, name in _SIGNS if flat[: len(start)] == start), None)


def sniff__signed_bytes(data):
    """This array has signed items of one byte, format 'b'"""
    with memoryview(data) as view:
        flat = view if view.itemsize == 1 and view.ndim == 1 else view.cast("B")
        return next((name for start, name in _SIGNS if flat[: len(start)] == start), None)


def sniff__short_prefix(data):
    """Too short to tell: None. A slice beyond the end is"""
    with memoryview(data) as view, view.cast("B") as flat:
        head = bytes(flat[:8])
        return next(
            (name for start, name in _SIGNS if start.startswith(head) or head.startswith(start)),
            None,
        )


def sniff__zip_equal_length(data):
    """Too short to tell: None. A slice beyond the end is"""
    with memoryview(data) as view, view.cast("B") as flat:
        for start, name in _SIGNS:
            if len(flat) and all(a == b for a, b in zip(flat, start)):
                return name
    return None


def sniff__gif_any(data):
    """A signature counts only when it is there to its last"""
    with memoryview(data) as view, view.cast("B") as flat:
        return "gif" if flat[:4] == b"GIF8" else sniff__reference(flat)


def sniff__head_bytes(data):
    with memoryview(data) as view, view.cast("B") as flat:
        head = bytes(flat[:8])
    for start, name in _SIGNS:
        if head.startswith(start):
            return name


def sniff__next(data):
    with memoryview(data) as view, view.cast("B") as flat:
        return next((name for start, name in _SIGNS if flat[: len(start)] == start), None)


def sniff__pattern(data):
    with memoryview(data) as view, view.cast("B") as flat:
        match = re.match(
            rb"(?P<png>\x89PNG\r\n\x1a\n)|(?P<gif>GIF8[79]a)|(?P<pdf>%PDF-)|(?P<zip>PK\x03\x04)",
            bytes(flat[:8]),
        )
    return match and match.lastgroup


def sniff__dict(data):
    signs = dict(_SIGNS)
    with memoryview(data) as view, view.cast("B") as flat:
        for n in {len(start) for start in signs}:
            if (name := signs.get(flat[:n].tobytes())) is not None:
                return name
    return None


def sniff__chain(data):
    flat = memoryview(data).cast("B")
    try:
        if flat[:8] == b"\x89PNG\r\n\x1a\n":
            return "png"
        elif flat[:6] == b"GIF87a" or flat[:6] == b"GIF89a":
            return "gif"
        elif flat[:5] == b"%PDF-":
            return "pdf"
        elif flat[:4] == b"PK\x03\x04":
            return "zip"
        return None
    finally:
        flat.release()


def sniff__tuple_startswith(data):
    with ExitStack() as stack:
        head = stack.enter_context(memoryview(data).cast("B"))[:8].tobytes()
    kinds = {
        "png": (_PNG,),
        "gif": (b"GIF87a", b"GIF89a"),
        "pdf": (b"%PDF-",),
        "zip": (b"PK\x03\x04",),
    }
    for kind, starts in kinds.items():
        if head.startswith(starts):
            return kind
    return None


def count_tokens__reference(data):
    counts = {}
    with memoryview(data) as view:
        for match in re.finditer(b"[^ ]+", view):
            token = view[match.start() : match.end()]
            if token in counts:
                counts[token] += 1
            else:
                counts[bytes(token)] = 1
        match = None
    return counts


def count_tokens__text_keys(data):
    """Each token counts every time it occurs; the last one"""
    return {key.decode("latin-1"): n for key, n in count_tokens__reference(data).items()}


def count_tokens__word_pattern(data):
    """Only the space, byte 32, separates"""
    counts = {}
    for match in re.finditer(rb"\w+", data):
        counts[match.group()] = counts.get(match.group(), 0) + 1
    return counts


def _walk(view, last=True, first=True):
    start = None
    for i, byte in enumerate(view):
        if byte != 32:
            start = i if start is None else start
        elif start is not None:
            if first or start:
                yield view[start:i]
            start = None
    if last and start is not None:
        yield view[start:]


def _count(tokens):
    counts = {}
    for token in tokens:
        if token in counts:
            counts[token] += 1
        else:
            counts[bytes(token)] = 1
    return counts


def count_tokens__first_lost(data):
    """Each token counts every time it occurs; the last one"""
    return _count(_walk(memoryview(data), first=False))


def count_tokens__any_case(data):
    """Only the space, byte 32, separates"""
    counts = {}
    for token, n in count_tokens__reference(data).items():
        counts[token.lower()] = counts.get(token.lower(), 0) + n
    return counts


def count_tokens__occurrences(data):
    """Only the space, byte 32, separates"""
    with memoryview(data) as view:
        return {token: bytes(view).count(token) for token in count_tokens__reference(data)}


def count_tokens__default_dict(data, counts={}):
    """The keys are bytes: a view as a key would keep all"""
    for token, n in count_tokens__reference(data).items():
        counts[token] = counts.get(token, 0) + n
    return dict(counts)


def count_tokens__walk(data):
    return _count(_walk(memoryview(data)))


def count_tokens__walrus(data):
    counts, view, at = {}, memoryview(data), 0
    find = re.compile(b"[^ ]+").search
    while match := find(view, at):
        token, at = view[slice(*match.span())], match.end()
        counts[token if token in counts else bytes(token)] = counts.get(token, 0) + 1
    return counts


def count_tokens__try_key_error(data):
    counts = {}
    with memoryview(data) as view:
        for match in re.finditer(rb"[^\x20]+", view):
            token = view[match.start() : match.end()]
            try:
                counts[token] += 1
            except KeyError:
                counts[token.tobytes()] = 1
    return counts


def count_tokens__missing(data):
    class Counts(dict):
        def count(self, token):
            if token not in self:
                self[bytes(token)] = 0
            self[token] += 1

    counts = Counts()
    for token in _walk(memoryview(data)):
        counts.count(token)
    return dict(counts)


def count_tokens__regex_spans(data):
    counts = {}
    view = memoryview(data)
    for start, end in (m.span() for m in re.finditer(b"[^ ]+", view)):
        with view[start:end] as token:
            if token in counts:
                counts[token] += 1
            else:
                counts[bytes(token)] = 1
    return counts


def count_tokens__two_indices(data):
    counts, i = {}, 0
    with memoryview(data) as view:
        n = len(view)
        while i < n:
            while i < n and view[i] == 32:
                i += 1
            j = i
            while j < n and view[j] != 32:
                j += 1
            if j > i:
                token = view[i:j]
                if token not in counts:
                    counts[bytes(token)] = 1
                else:
                    counts[token] += 1
            i = j
    return counts


def sniff__other_zip(data):
    """The first bytes tell"""
    with memoryview(data) as view, view.cast("B") as flat:
        return "zip" if flat[:4] == b"PK\x05\x06" else None if flat[:2] == b"PK" else sniff(flat)
