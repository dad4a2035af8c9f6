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
    """only at the very beginning"""
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
