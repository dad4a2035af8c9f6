"""Answers of people who had not seen the cases; see README.md beside this folder."""

import re
from collections import Counter, defaultdict


def sniff__copied_bytes_data(data):
    """This takes a copy of all the data for the sake of a few"""
    d = memoryview(data).tobytes()
    for n, ss in _sniff_copied_bytes_data_sig.items():
        if d.startswith(ss):
            return n


_sniff_copied_bytes_data_sig = {
    "png": (b"\x89PNG\r\n\x1a\n",),
    "gif": (b"GIF87a", b"GIF89a"),
    "pdf": (b"%PDF-",),
    "zip": (b"PK\x03\x04",),
}
_sniff_any_format_first_items_sig = {
    "png": (b"\x89PNG\r\n\x1a\n",),
    "gif": (b"GIF87a", b"GIF89a"),
    "pdf": (b"%PDF-",),
    "zip": (b"PK\x03\x04",),
}


def sniff__any_format_first_items(data):
    """Here the items have two bytes each, so slices count pairs."""
    with memoryview(data) as m:
        for n, ss in _sniff_any_format_first_items_sig.items():
            for s in ss:
                if m[: len(s)] == s:
                    return n


_sniff_may_shorter_than_signature_empty_sig = {
    "png": (b"\x89PNG\r\n\x1a\n",),
    "gif": (b"GIF87a", b"GIF89a"),
    "pdf": (b"%PDF-",),
    "zip": (b"PK\x03\x04",),
}


def sniff__may_shorter_than_signature_empty(data):
    """Too short to tell: None. A slice beyond the end is shorter"""
    with memoryview(data) as m, m.cast("B") as f:
        head = bytes(f[:8])
    for n, ss in _sniff_may_shorter_than_signature_empty_sig.items():
        if any(s.startswith(head[: len(s)]) for s in ss):
            return n


_sniff_if_data_view_stay_open_sig = {
    "png": (b"\x89PNG\r\n\x1a\n",),
    "gif": (b"GIF87a", b"GIF89a"),
    "pdf": (b"%PDF-",),
    "zip": (b"PK\x03\x04",),
}


def sniff__if_data_view_stay_open(data):
    """The view that was given belongs to the caller, who goes on"""
    with data if isinstance(data, memoryview) else memoryview(data) as m, m.cast("B") as f:
        head = bytes(f[:8])
    for n, ss in _sniff_if_data_view_stay_open_sig.items():
        if head.startswith(ss):
            return n


_sniff_gif_gif88a_none_sig = {
    "png": (b"\x89PNG\r\n\x1a\n",),
    "gif": (b"GIF8",),
    "pdf": (b"%PDF-",),
    "zip": (b"PK\x03\x04",),
}


def sniff__gif_gif88a_none(data):
    """A signature counts only when it is there to its last byte."""
    with memoryview(data) as m, m.cast("B") as f:
        head = bytes(f[:8])
    for n, ss in _sniff_gif_gif88a_none_sig.items():
        if head.startswith(ss):
            return n


_sniff_png_only_four_first_bytes_sig = {
    "png": (b"\x89PNG",),
    "gif": (b"GIF87a", b"GIF89a"),
    "pdf": (b"%PDF-",),
    "zip": (b"PK\x03\x04",),
}


def sniff__png_only_four_first_bytes(data):
    """A signature counts only when it is there to its last byte."""
    with memoryview(data) as m, m.cast("B") as f:
        head = bytes(f[:8])
    for n, ss in _sniff_png_only_four_first_bytes_sig.items():
        if head.startswith(ss):
            return n


_sniff_any_number_dimensions_first_8_sig = {
    "png": (b"\x89PNG\r\n\x1a\n",),
    "gif": (b"GIF87a", b"GIF89a"),
    "pdf": (b"%PDF-",),
    "zip": (b"PK\x03\x04",),
}


def sniff__any_number_dimensions_first_8(data):
    """This takes a copy of all the data for the sake of a few"""
    with memoryview(data) as m:
        head = m[:8].tobytes() if m.ndim else m.tobytes()
    for n, ss in _sniff_any_number_dimensions_first_8_sig.items():
        if head.startswith(ss):
            return n


_sniff_begin_with_pdf_may_begin_sig = {
    "png": (b"\x89PNG\r\n\x1a\n",),
    "gif": (b"GIF87a", b"GIF89a"),
    "pdf": (b"%PDF-",),
    "zip": (b"PK\x03\x04",),
}


def sniff__begin_with_pdf_may_begin(data):
    """A magic number counts only at the very beginning of the"""
    with memoryview(data) as m, m.cast("B") as f:
        head = bytes(f[:64])
    for n, ss in _sniff_begin_with_pdf_may_begin_sig.items():
        if any(s in head for s in ss):
            return n


_sniff_afterwards_data_can_grow_sig = {
    "png": (b"\x89PNG\r\n\x1a\n",),
    "gif": (b"GIF87a", b"GIF89a"),
    "pdf": (b"%PDF-",),
    "zip": (b"PK\x03\x04",),
}
_sniff_afterwards_data_can_grow_c = []


def sniff__afterwards_data_can_grow(data):
    """A view, or the argument itself, is still there after all"""
    f = memoryview(data).cast("B")
    head = bytes(f[:8])
    for n, ss in _sniff_afterwards_data_can_grow_sig.items():
        if head.startswith(ss):
            return n
    _sniff_afterwards_data_can_grow_c.append(f)


_sniff_exactly_long_signature_fails_begin_sig = {
    "png": (b"\x89PNG\r\n\x1a\n",),
    "gif": (b"GIF87a", b"GIF89a"),
    "pdf": (b"%PDF-",),
    "zip": (b"PK\x03\x04",),
}


def sniff__exactly_long_signature_fails_begin(data):
    """Data may be exactly as long as their signature: nothing has"""
    with memoryview(data) as m, m.cast("B") as f:
        for n, ss in _sniff_exactly_long_signature_fails_begin_sig.items():
            for s in ss:
                if len(f) > len(s) and f[: len(s)] == s:
                    return n


_sniff_zip_any_pk_sig = {
    "png": (b"\x89PNG\r\n\x1a\n",),
    "gif": (b"GIF87a", b"GIF89a"),
    "pdf": (b"%PDF-",),
    "zip": (b"PK",),
}


def sniff__zip_any_pk(data):
    """A signature counts only when it is there to its last byte."""
    with memoryview(data) as m, m.cast("B") as f:
        head = bytes(f[:8])
    for n, ss in _sniff_zip_any_pk_sig.items():
        if head.startswith(ss):
            return n


_sniff_pdf_dash_forgotten_sig = {
    "png": (b"\x89PNG\r\n\x1a\n",),
    "gif": (b"GIF87a", b"GIF89a"),
    "pdf": (b"%PDF",),
    "zip": (b"PK\x03\x04",),
}


def sniff__pdf_dash_forgotten(data):
    """A signature counts only when it is there to its last byte."""
    with memoryview(data) as m, m.cast("B") as f:
        head = bytes(f[:8])
    for n, ss in _sniff_pdf_dash_forgotten_sig.items():
        if head.startswith(ss):
            return n


_sniff_none_otherwise_empty_string_sig = {
    "png": (b"\x89PNG\r\n\x1a\n",),
    "gif": (b"GIF87a", b"GIF89a"),
    "pdf": (b"%PDF-",),
    "zip": (b"PK\x03\x04",),
}


def sniff__none_otherwise_empty_string(data):
    """The data begin with none of the signatures: None is due, not"""
    with memoryview(data) as m, m.cast("B") as f:
        head = bytes(f[:8])
    return next(
        (n for n, ss in _sniff_none_otherwise_empty_string_sig.items() if head.startswith(ss)), ""
    )


_sniff_case_ignored_sig = {
    "png": (b"\x89png\r\n\x1a\n",),
    "gif": (b"gif87a", b"gif89a"),
    "pdf": (b"%pdf-",),
    "zip": (b"pk\x03\x04",),
}


def sniff__case_ignored(data):
    """Small letters are other bytes than capital ones: a signature"""
    with memoryview(data) as m, m.cast("B") as f:
        head = bytes(f[:8]).lower()
    return next((n for n, ss in _sniff_case_ignored_sig.items() if head.startswith(ss)), None)


_sniff_another_1_sig = {
    "png": (b"\x89PNG\r\n\x1a\n",),
    "gif": (b"GIF87a", b"GIF89a"),
    "pdf": (b"%PDF-",),
    "zip": (b"PK\x03\x04",),
}


def sniff__another_1(data):
    head = bytes(memoryview(data).cast("B")[:8])
    return next((n for n, ss in _sniff_another_1_sig.items() if head.startswith(ss)), None)


def sniff__another_2(data):
    with memoryview(data) as m, m.cast("B") as f:
        m = re.match(
            b"(?P<png>\\x89PNG\\r\\n\\x1a\\n)|(?P<gif>GIF8[79]a)|(?P<pdf>%PDF-)|(?P<zip>PK\\x03\\x04)",
            f,
        )
        answer = m.lastgroup if m else None
        del m
        return answer


def sniff__another_3(data):

    def begins(f, s):
        return not s or (len(f) > 0 and f[0] == s[0] and begins(f[1:], s[1:]))

    f = memoryview(data).cast("B")
    if begins(f, b"\x89PNG\r\n\x1a\n"):
        return "png"
    if begins(f, b"GIF87a") or begins(f, b"GIF89a"):
        return "gif"
    if begins(f, b"%PDF-"):
        return "pdf"
    if begins(f, b"PK\x03\x04"):
        return "zip"
    return None


def sniff__gif_any_digit(data):
    """Every byte of a signature counts, exactly as it is written;"""
    with memoryview(data) as m, m.cast("B") as f:
        h = bytes(f[:8])
    if h == b"\x89PNG\r\n\x1a\n":
        return "png"
    if re.match(b"GIF8.a", h):
        return "gif"
    if h.startswith(b"%PDF-"):
        return "pdf"
    if h.startswith(b"PK\x03\x04"):
        return "zip"


def sniff__any_number_dimensions_none(data):
    """This view has no dimensions: one item, no len(), and shape"""
    with memoryview(data) as m:
        if not m.ndim:
            return None
        with m.cast("B") as f:
            h = bytes(f[:8])
    return next(
        (
            n
            for n, s in (
                ("png", b"\x89PNG\r\n\x1a\n"),
                ("gif", b"GIF87a"),
                ("gif", b"GIF89a"),
                ("pdf", b"%PDF-"),
                ("zip", b"PK\x03\x04"),
            )
            if h.startswith(s)
        ),
        None,
    )


def sniff__copied_other_formats(data):
    """This takes a copy of all the data for the sake of a few"""
    with memoryview(data) as m:
        h = m[:8] if m.format == "B" and m.ndim == 1 else m.tobytes()[:8]
        h = bytes(h)
    return next(
        (
            n
            for n, s in (
                ("png", b"\x89PNG\r\n\x1a\n"),
                ("gif", b"GIF87a"),
                ("gif", b"GIF89a"),
                ("pdf", b"%PDF-"),
                ("zip", b"PK\x03\x04"),
            )
            if h.startswith(s)
        ),
        None,
    )


def count_tokens__only_space_separates(data):
    """Only the space, byte 32, separates. Tabs, newlines,"""
    return dict(Counter(bytes(data).split()))


def count_tokens__several_row_empty_token_counted(data):
    """Several blanks in a row separate like one, and there is no"""
    counts, start = ({}, 0)
    with memoryview(data) as v:
        for i in range(len(v) + 1):
            if i == len(v) or v[i] == 32:
                with v[start:i] as t:
                    if t in counts:
                        counts[t] += 1
                    else:
                        counts[bytes(t)] = 1
                start = i + 1
    return counts


def count_tokens__copy_only_when_new(data):
    """There is one token here, of 128 KiB, four times. Copy it"""
    counts = {}
    with memoryview(data) as v:
        for m in re.finditer(b"[^ ]+", v):
            t = bytes(v[m.start() : m.end()])
            counts[t] = counts.get(t, 0) + 1
    return counts


def count_tokens__keys_bytes(data):
    """The keys are bytes: a view as a key would keep all the data"""
    counts = {}
    v = memoryview(data)
    for m in re.finditer(b"[^ ]+", v):
        t = v[m.start() : m.end()]
        counts[t] = counts.get(t, 0) + 1
    return counts


def count_tokens__last_token_without_space_behind(data):
    """Each token counts every time it occurs; the last one has no"""
    counts, start = ({}, None)
    with memoryview(data) as v:
        for i, x in enumerate(v):
            if x != 32:
                if start is None:
                    start = i
            elif start is not None:
                with v[start:i] as t:
                    if t in counts:
                        counts[t] += 1
                    else:
                        counts[bytes(t)] = 1
                start = None
    return counts


def count_tokens__newlines_belong_token(data):
    """Only the space, byte 32, separates. Tabs, newlines,"""
    counts = {}
    with memoryview(data) as v:
        for m in re.finditer(b"[^ \n]+", v):
            with v[m.start() : m.end()] as t:
                if t in counts:
                    counts[t] += 1
                else:
                    counts[bytes(t)] = 1
        m = None
    return counts


def count_tokens__copy_only_when_new_whole(data):
    """There is one token here, of 128 KiB, four times. Copy it"""
    return dict(Counter(t for t in bytes(data).split(b" ") if t))


_count_tokens_no_view_may_left_open_open = []


def count_tokens__no_view_may_left_open(data):
    """A view, or the argument itself, is still there after all"""
    counts = {}
    v = memoryview(data)
    _count_tokens_no_view_may_left_open_open.append(v)
    for m in re.finditer(b"[^ ]+", v):
        t = v[m.start() : m.end()]
        if t in counts:
            counts[t] += 1
        else:
            counts[bytes(t)] = 1
    return counts


def count_tokens__callers_view_released_judged_view(data):
    """The view that was given belongs to the caller, who goes on"""
    counts = {}
    with data if isinstance(data, memoryview) else memoryview(data) as v:
        for m in re.finditer(b"[^ ]+", v):
            with v[m.start() : m.end()] as t:
                if t in counts:
                    counts[t] += 1
                else:
                    counts[bytes(t)] = 1
        m = None
    return counts


def count_tokens__tokens_counted_case_insensitively(data):
    """Only the space, byte 32, separates. Tabs, newlines,"""
    counts = {}
    for m in re.finditer(b"[^ ]+", data):
        k = m.group().lower()
        counts[k] = counts.get(k, 0) + 1
    return counts


def count_tokens__byte_0_ends_data(data):
    """A token may have any bytes, also ones that are no text:"""
    counts = {}
    with memoryview(data) as v:
        for m in re.finditer(b"[^ \\0]+", v):
            with v[m.start() : m.end()] as t:
                if t in counts:
                    counts[t] += 1
                else:
                    counts[bytes(t)] = 1
        m = None
    return counts


def count_tokens__another_1(data):
    counts = {}
    with memoryview(data) as v:
        for m in re.finditer(b"[^ ]+", v):
            with v[m.start() : m.end()] as t:
                if t in counts:
                    counts[t] += 1
                else:
                    counts[bytes(t)] = 1
        m = None
    return counts


def count_tokens__another_2(data):
    counts = Counter()
    with memoryview(data) as v:
        n, i = (len(v), 0)
        while i < n:
            if v[i] == 32:
                i += 1
                continue
            j = i
            while j < n and v[j] != 32:
                j += 1
            t = v[i:j]
            if t in counts:
                counts[t] += 1
            else:
                counts[bytes(t)] = 1
            t.release()
            i = j
    return dict(counts)


def count_tokens__another_3(data):

    def tokens(v):
        start = None
        for i, x in enumerate(v):
            if x == 32:
                if start is not None:
                    yield v[start:i]
                start = None
            elif start is None:
                start = i
        if start is not None:
            yield v[start:]

    counts = {}
    for t in tokens(memoryview(data)):
        try:
            counts[t] += 1
        except KeyError:
            counts[t.tobytes()] = 1
    return counts


def count_tokens__long_tokens_copied_each_time(data):
    """There is one token here, of 128 KiB, four times. Copy it"""
    counts = {}
    with memoryview(data) as v:
        for m in re.finditer(b"[^ ]+", v):
            with v[m.start() : m.end()] as t:
                k = t if t.nbytes < 100000 else bytes(t)
                if k in counts:
                    counts[k] += 1
                else:
                    counts[bytes(t)] = 1
        m = k = None
    return counts


def count_tokens__nothing_empty_data(data):
    """No data, no tokens: the dict is empty."""
    if not len(data):
        return None
    c = {}
    for m in re.finditer(b"[^ ]+", data):
        c[bytes(m.group())] = c.get(bytes(m.group()), 0) + 1
    return c


def count_tokens__another_30(data):
    tally = defaultdict(int)
    with memoryview(data) as v:
        i, n = (0, len(v))
        while i < n:
            j = i
            while j < n and v[j] ^ 32:
                j += 1
            if j > i:
                with v[i:j] as piece:
                    key = piece if piece in tally else bytes(piece)
                    tally[key] += 1
                    del key
            i = j + 1
    return tally
