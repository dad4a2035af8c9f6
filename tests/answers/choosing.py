import contextlib
import ctypes
import io
import mmap
import struct
from array import array


def records(data):
    with memoryview(data) as view:
        for start in range(0, len(view), 8):
            yield bytes(view[start : start + 8])


def records__quadratic(data):
    """copies the whole rest"""
    while data:
        record, data = data[:8], data[8:]
        yield bytes(record)


def records__drops_the_rest(data):
    """The parser also gave what remained at the end, shorter than"""
    for start in range(0, len(data) - 7, 8):
        yield bytes(data[start : start + 8])


def records__list(data):
    """Records are to be yielded, one at a time: write a generator,"""
    return [bytes(data[start : start + 8]) for start in range(0, len(data), 8)]


def records__views(data):
    """The value is right, its type is not: memoryview instead of bytes. Eight bytes each, in order, as bytes"""
    view = memoryview(data)
    for start in range(0, len(view), 8):
        yield view[start : start + 8]


def records__keeps_the_type(data):
    """whatever the data are"""
    for start in range(0, len(data), 8):
        yield data[start : start + 8]


def records__at_least_one(data):
    """No data, no records"""
    yield bytes(data[:8])
    for start in range(8, len(data), 8):
        yield bytes(data[start : start + 8])


RIGHT = ["copy", "view", "copy", "copy", "view", "error", "error", "view", "copy", "error"]


def verdicts():
    return RIGHT.copy()


def verdicts__view_of_copy():
    """what it views is b[2:]"""
    return RIGHT[:2] + ["view"] + RIGHT[3:]


def verdicts__cast_copies():
    """cast only reads the same bytes"""
    return RIGHT[:4] + ["copy"] + RIGHT[5:]


def verdicts__strided_cast():
    """A view with gaps can't be cast"""
    return RIGHT[:5] + ["copy"] + RIGHT[6:]


def verdicts__reversed_copies():
    """only makes its stride negative"""
    return RIGHT[:7] + ["copy"] + RIGHT[8:]


def verdicts__cast_twice():
    """One side of a cast"""
    return RIGHT[:9] + ["view"]


def verdicts__too_few():
    """A list of ten words"""
    return RIGHT[:9]


def verdicts__capitals():
    """A list of ten words"""
    return [word.upper() for word in RIGHT]


def verdicts__concatenates():
    """Views can't be concatenated"""
    return RIGHT[:6] + ["copy"] + RIGHT[7:]


def verdicts__slice_shares():
    """a new bytearray with bytes of its own"""
    return ["view"] + RIGHT[1:]


def verdicts__view_slice_copies():
    """A slice of a view is a view"""
    return RIGHT[:1] + ["copy"] + RIGHT[2:]


def verdicts__tobytes_shares():
    """tobytes() makes a new bytes object"""
    return RIGHT[:3] + ["view"] + RIGHT[4:]


def verdicts__bytes_shares():
    """the same as tobytes()"""
    return RIGHT[:8] + ["view"] + RIGHT[9:]


def records__shrinks_a_view(data):
    view = memoryview(data)
    while view:
        yield bytes(view[:8])
        view = view[8:]


def records__stream(data):
    import io

    yield from iter(lambda stream=io.BytesIO(data): stream.read(8), b"")


def records__reference(data):
    with memoryview(data) as view:
        for i in range(0, len(view), 8):
            yield bytes(view[i : i + 8])


def records__quadratic_bytes_of_view(data):
    """For one record of eight bytes the whole rest was"""
    while data:
        with memoryview(data) as view:
            rec, data = bytes(view[:8]), bytes(view[8:])
        yield rec


def records__del_front(data):
    """Eight bytes each, in order, as bytes"""
    rest = bytearray(data)
    while rest:
        yield bytes(rest[-8:])
        del rest[-8:]


def records__iter_unpack(data):
    """The parser also gave what remained at the end"""
    for (rec,) in struct.iter_unpack("8s", data):
        yield rec


def records__numbers(data):
    """Eight bytes each, in order, as bytes"""
    yield from memoryview(data)[: len(data) // 8 * 8].cast("Q")


def records__padded(data):
    """The parser also gave what remained at the end, shorter than"""
    for i in range(0, len(data), 8):
        yield bytes(data[i : i + 8]).ljust(8, b"\0")


def records__empty_at_end(data):
    """Eight bytes each, in order, as bytes"""
    for i in range(0, len(data) + 1, 8):
        yield bytes(data[i : i + 8])


def records__step_one(data):
    """Eight bytes each, in order, as bytes"""
    for i in range(len(data) - 7):
        yield bytes(data[i : i + 8])


def records__plain_slices(data):
    for i in range(0, len(data), 8):
        yield bytes(data[i : i + 8])


def records__advancing(data):
    rest = memoryview(data)
    while rest:
        yield rest[:8].tobytes()
        rest = rest[8:]


def records__bytes_io(data):
    file = io.BytesIO(data)
    yield from iter(lambda: file.read(8), b"")


def records__generator_expression(data):
    return (bytes(data[i : i + 8]) for i in range(0, len(data), 8))


def records__unpack(data):
    whole = len(data) // 8 * 8
    with memoryview(data) as view:
        for i in range(0, whole, 8):
            yield struct.unpack_from("8s", view, i)[0]
        if whole < len(view):
            yield bytes(view[whole:])


_RIGHT = ["copy", "view", "copy", "copy", "view", "error", "error", "view", "copy", "error"]


def verdicts__reference():
    return ["copy", "view", "copy", "copy", "view", "error", "error", "view", "copy", "error"]


def _but(**changes):
    out = list(_RIGHT)
    for place, word in changes.items():
        out[int(place[1:])] = word
    return out


def verdicts__cast_error():
    """cast only reads the same bytes as other items, and"""
    return _but(_4="error")


_MAKERS = [
    lambda b: b[2:],
    lambda b: memoryview(b)[2:],
    lambda b: memoryview(b[2:]),
    lambda b: memoryview(b).tobytes(),
    lambda b: memoryview(b).cast("I")[1:],
    lambda b: memoryview(b)[::2].cast("H"),
    lambda b: memoryview(b) + b"",
    lambda b: memoryview(b)[::-1],
    lambda b: bytes(memoryview(b)),
    lambda b: memoryview(b).cast("I").cast("f"),
]


def verdicts__split():
    return "copy view copy copy view error error view copy error".split()


def verdicts__letters():
    words = {"c": "copy", "v": "view", "e": "error"}
    return [words[letter] for letter in "cvccveevce"]


def verdicts__experiment():
    out = []
    for make in _MAKERS:
        b = bytearray(range(1, 17))
        try:
            result = make(b)
        except (TypeError, ValueError, BufferError):
            out.append("error")
            continue
        before = bytes(result)
        for i in range(len(b)):
            b[i] ^= 255
        out.append("copy" if bytes(result) == before else "view")
    return out


def verdicts__lock():
    def verdict(make):
        b = bytearray(range(1, 17))
        try:
            result = make(b)
        except TypeError:
            return "error"
        try:
            b.append(0)
        except BufferError:
            return "view"
        del result
        return "copy"

    return [verdict(make) for make in _MAKERS]


def verdicts__obj():
    out = []
    for make in _MAKERS:
        b = bytearray(range(1, 17))
        with contextlib.suppress(TypeError):
            result = make(b)
            out.append("view" if isinstance(result, memoryview) and result.obj is b else "copy")
            continue
        out.append("error")
    return out


def verdicts__dict():
    return list(
        {
            "b[2:]": "copy",
            "memoryview(b)[2:]": "view",
            "memoryview(b[2:])": "copy",
            "memoryview(b).tobytes()": "copy",
            "memoryview(b).cast('I')[1:]": "view",
            "memoryview(b)[::2].cast('H')": "error",
            "memoryview(b) + b''": "error",
            "memoryview(b)[::-1]": "view",
            "bytes(memoryview(b))": "copy",
            "memoryview(b).cast('I').cast('f')": "error",
        }.values()
    )


def verdicts__eval():
    texts = [
        "b[2:]",
        "memoryview(b)[2:]",
        "memoryview(b[2:])",
        "memoryview(b).tobytes()",
        "memoryview(b).cast('I')[1:]",
        "memoryview(b)[::2].cast('H')",
        "memoryview(b) + b''",
        "memoryview(b)[::-1]",
        "bytes(memoryview(b))",
        "memoryview(b).cast('I').cast('f')",
    ]
    out = []
    for text in texts:
        b = bytearray(range(1, 17))
        try:
            result = eval(text)
        except Exception:
            out.append("error")
        else:
            b[:] = bytes(16)
            out.append("copy" if any(bytes(result)) else "view")
    return out


CHOSEN = ["bytes", "bytes", "struct", "view", "numpy", "mmap"]


def choices():
    return CHOSEN.copy()


def _instead(**changes):
    out = list(CHOSEN)
    for place, word in changes.items():
        out[int(place[1:])] = word
    return out


def choices__small_view():
    """Case 1: the messages are small"""
    return _instead(_0="view")


def choices__small_struct():
    """Case 1: the messages are small"""
    return _instead(_0="struct")


def choices__kept_view():
    """Case 2: a view of 20 bytes would keep the whole response"""
    return _instead(_1="view")


def choices__kept_map():
    """Case 2: a view of 20 bytes would keep the whole response"""
    return _instead(_1="mmap")


def choices__cast_header():
    """Case 3: fields of several types and a given byte order"""
    return _instead(_2="view")


def choices__array_header():
    """Case 3: fields of several types and a given byte order"""
    return _instead(_2="array")


def choices__sends_a_copy():
    """Case 4: the part is large, is used at once"""
    return _instead(_3="bytes")


def choices__sends_a_slice():
    """Case 4: the part is large, is used at once"""
    return _instead(_3="bytearray")


def choices__array_loop():
    """Case 5: every one of many numbers"""
    return _instead(_4="array")


def choices__view_loop():
    """Case 5: every one of many numbers"""
    return _instead(_4="view")


def choices__reads_all():
    """Case 6: the file is larger than the memory"""
    return _instead(_5="bytes")


def choices__numpy_file():
    """Case 6: the file is larger than the memory"""
    return _instead(_5="numpy")


def choices__five():
    """A list of six words"""
    return CHOSEN[:5]


def choices__capitals():
    """A list of six words"""
    return [word.upper() for word in CHOSEN]


def choices__tuple():
    """A list of six words"""
    return tuple(CHOSEN)


def choices__split():
    return "bytes bytes struct view numpy mmap".split()


def choices__by_case():
    found = {4: "view", 1: "bytes", 2: "bytes", 3: "struct", 6: "mmap", 5: "numpy"}
    return [found[case] for case in range(1, 7)]


def choices__appended():
    found = []
    for word in ("bytes", "bytes", "struct"):
        found.append(word)
    return [*found, "view", "numpy", "mmap"]


def choices__sorted():
    return [word for _, word in sorted(enumerate(CHOSEN))]


# The table stored by columns


def table_parts(columns):
    entries, parts, offset = [], [], 24 + 24 * len(columns)
    for name, items in columns.items():
        view = memoryview(items)
        format, padding = view.format.encode(), -view.nbytes % 8
        entries.append(struct.pack("<8sc7xQ", name.encode(), format, offset))
        parts += [view, bytes(padding)]
        offset += view.nbytes + padding
    head = struct.pack("<4sIQQ", b"COLS", len(columns), len(view), offset)
    return [head, *entries, *parts]


def _length(view):
    return view.shape[0]


def _table(columns, magic=b"COLS", entry="<8sc7xQ", base=24, unit=8, copy=False, count=len):
    """A table with one mistake, or none."""
    entries, parts, offset = [], [], base + 24 * len(columns)
    for name, items in columns.items():
        view = (
            memoryview(bytes(items)).cast(memoryview(items).format) if copy else memoryview(items)
        )
        size = view.nbytes if count is len else count(view)
        padding = -size % unit
        entries.append(struct.pack(entry, name.encode(), view.format.encode(), offset))
        parts += [view, bytes(padding)]
        offset += size + padding
    return [struct.pack("<4sIQQ", magic, len(columns), len(view), offset), *entries, *parts]


def table_parts__other_magic(columns):
    """The header comes first, 24 bytes"""
    return _table(columns, magic=b"cols")


def table_parts__rows_for_columns(columns):
    """The header comes first, 24 bytes"""
    head, *rest = _table(columns)
    magic, count, rows, size = struct.unpack("<4sIQQ", head)
    return [struct.pack("<4sIQQ", magic, rows, count, size), *rest]


def table_parts__size_of_the_items(columns):
    """The header comes first, 24 bytes"""
    head, *rest = _table(columns)
    magic, count, rows, _ = struct.unpack("<4sIQQ", head)
    size = sum(memoryview(items).nbytes for items in columns.values())
    return [struct.pack("<4sIQQ", magic, count, rows, size), *rest]


def table_parts__entry_big_endian(columns):
    """Behind the header there is an entry of 24 bytes"""
    return _table(columns, entry=">8sc7xQ")


def table_parts__offset_from_the_columns(columns):
    """Behind the header there is an entry of 24 bytes"""
    head, *rest = _table(columns, base=-24 * len(columns))
    return [_table(columns)[0], *rest]


def table_parts__no_padding(columns):
    """The header comes first, 24 bytes"""
    return _table(columns, unit=1)


def table_parts__padding_in_front(columns):
    """The items follow, six bytes"""
    parts = _table(columns)
    for place in range(1 + len(columns), len(parts), 2):
        parts[place : place + 2] = parts[place + 1], parts[place]
    return parts


def table_parts__padding_of_letters(columns):
    """The items follow, six bytes"""
    parts = _table(columns)
    return parts[: 1 + len(columns)] + [
        bytes(part).replace(b"\0", b" ") if place % 2 else part
        for place, part in enumerate(parts[1 + len(columns) :])
    ]


def table_parts__counts_items(columns):
    """The items follow, six bytes"""
    return _table(columns, count=_length)


def table_parts__always_more(columns):
    """The first column begins behind all entries"""
    entries, parts, offset = [], [], 24 + 24 * len(columns)
    for name, items in columns.items():
        view = memoryview(items)
        padding = 8 - view.nbytes % 8
        entries.append(struct.pack("<8sc7xQ", name.encode(), view.format.encode(), offset))
        parts += [view, bytes(padding)]
        offset += view.nbytes + padding
    return [struct.pack("<4sIQQ", b"COLS", len(columns), len(view), offset), *entries, *parts]


def table_parts__entry_beside_column(columns):
    """The first column begins behind all entries"""
    head, *rest = _table(columns)
    count = len(columns)
    mixed = [head]
    for place in range(count):
        mixed += [rest[place], *rest[count + 2 * place : count + 2 * place + 2]]
    return mixed


def table_parts__at_least_one_row(columns):
    """A table without rows"""
    return _table(columns) if len(next(iter(columns.values()))) else [b""]


def table_parts__whole_exporter(columns):
    """A column may be a slice of a view"""
    columns = {k: v.obj if isinstance(v, memoryview) else v for k, v in columns.items()}
    return _table(columns)


def table_parts__copies(columns):
    """The list must hold the memory of the column"""
    return _table(columns, copy=True)


def table_parts__one_bytes_object(columns):
    """The list must hold the memory of the column"""
    return [b"".join(_table(columns))]


def table_parts__copies_on_the_way(columns):
    """A column was copied on the way"""
    sizes = {name: len(memoryview(items).tobytes()) for name, items in columns.items()}
    return _table(columns, count=lambda view: next(s for s in sizes.values() if s == view.nbytes))


def table_parts__four_columns_at_most(columns):
    """The numbers of the header may be large"""
    return _table(dict(list(columns.items())[:3]))


def table_parts__padded_ljust(columns):
    head, parts = b"", []
    at = 24 * (1 + len(columns))
    for name, items in columns.items():
        with memoryview(items) as view:
            size, letter = view.nbytes, view.format
        head += name.encode().ljust(8, b"\0") + letter.encode().ljust(8, b"\0")
        head += at.to_bytes(8, "little")
        parts.append(items)
        if size % 8:
            parts.append(b"\0" * (8 - size % 8))
        at += (size + 7) // 8 * 8
    rows = len(items)
    return [struct.pack("<4sIQQ", b"COLS", len(columns), rows, at), head, *parts]


def table_parts__byte_views(columns):
    views = [memoryview(items).cast("B") for items in columns.values()]
    at = [24 + 24 * len(columns)]
    for view in views:
        at.append(at[-1] + -(-len(view) // 8) * 8)
    rows = len(next(iter(columns.values())))
    out = [struct.pack("<4sIQQ", b"COLS", len(columns), rows, at[-1])]
    for (name, items), start in zip(columns.items(), at, strict=False):
        letter = memoryview(items).format.encode()
        out.append(struct.pack("<8scxxxxxxxQ", name.encode(), letter, start))
    for view in views:
        out += view, bytes(-len(view) % 8)
    return out


def table_parts__pack_into(columns):
    head = bytearray(24 + 24 * len(columns))
    parts, offset, rows = [head], len(head), 0
    for place, name in enumerate(columns, 1):
        view = memoryview(columns[name])
        rows = len(view)
        fields = name.encode(), view.format.encode(), offset
        struct.pack_into("<8sc7xQ", head, 24 * place, *fields)
        parts.append(view)
        parts.append(bytes(-view.nbytes % 8))
        offset += view.nbytes + len(parts[-1])
    struct.pack_into("<4sIQQ", head, 0, b"COLS", len(columns), rows, offset)
    return parts


def directory(data):
    if len(data) < 24 or data[:4] != b"COLS":
        raise ValueError("no table")
    _magic, count, rows, size = struct.unpack_from("<4sIQQ", data)
    if size > len(data):
        raise ValueError("cut short")
    found = {}
    for at in range(24, 24 + 24 * count, 24):
        name, letter, start = struct.unpack_from("<8sc7xQ", data, at)
        format = letter.decode()
        stop = start + rows * struct.calcsize(format)
        found[name.rstrip(b"\0").decode()] = format, start, stop
    return found


def directory__bytes_names(data):
    """Name and format are str"""
    return {name.encode(): place for name, place in directory(data).items()}


def directory__zeros_in_names(data):
    """the name comes without its zeros"""
    return {name.ljust(8, "\0"): place for name, place in directory(data).items()}


def directory__bytes_formats(data):
    """Name and format are str"""
    return {name: (f.encode(), a, b) for name, (f, a, b) in directory(data).items()}


def directory__size_for_stop(data):
    """The column ends where its last item ends"""
    return {name: (f, a, b - a) for name, (f, a, b) in directory(data).items()}


def directory__with_zeros(data):
    """The column ends where its last item ends"""
    return {name: (f, a, b + -b % 8) for name, (f, a, b) in directory(data).items()}


def directory__first_only(data):
    """There is one entry of 24 bytes for each column"""
    return dict(list(directory(data).items())[:1])


def directory__seven_letters(data):
    """There is one entry of 24 bytes for each column"""
    return {name[:7]: place for name, place in directory(data).items()}


def directory__any_magic(data):
    """This is no table"""
    return directory(b"COLS" + bytes(data[4:]))


def directory__struct_error(data):
    """Data shorter than a header"""
    if data[:4] != b"COLS":
        raise ValueError
    size = struct.unpack_from("<4sIQQ", data)[3]
    if size > len(data):
        raise ValueError
    return directory(data)


def directory__believes_the_size(data):
    """The table was cut short"""
    size = struct.unpack_from("<Q", data, 16)[0] if len(data) > 23 else 0
    return directory(bytes(data).ljust(size, b"\0"))


def directory__exact_size(data):
    """More bytes may follow the table"""
    found = directory(data)
    if struct.unpack_from("<Q", data, 16)[0] != len(data):
        raise ValueError
    return found


def directory__of_the_exporter(data):
    """More bytes may follow the table"""
    return directory(data.obj if isinstance(data, memoryview) else data)


def directory__locks(data):
    """A view is still open"""
    view = memoryview(data)
    if view[:4] != b"COLS":
        raise ValueError(view)
    return directory(view)


def directory__held_by_the_error(data):
    """A view is still open"""
    view = memoryview(data)
    try:
        return directory(view)
    except ValueError as error:
        error.where = view
        raise


def directory__four_columns_at_most(data):
    """The numbers of the header may be large"""
    return dict(list(directory(data).items())[:2])


def directory__with_views(data):
    with memoryview(data) as view:
        if view[:4] != b"COLS" or view.nbytes < 24:
            raise ValueError("no table")
        count, rows, size = struct.unpack_from("<IQQ", view, 4)
        if len(view) < size:
            raise ValueError("cut short")
        out = {}
        for i in range(count):
            with view[24 + 24 * i : 48 + 24 * i] as entry:
                name = bytes(entry[:8]).rstrip(b"\0").decode("ascii")
                format = chr(entry[8])
                start = int.from_bytes(bytes(entry[16:]), "little")
            out[name] = (format, start, start + struct.calcsize(format) * rows)
        return out


def directory__iter_unpack(data):
    try:
        magic, count, rows, size = struct.unpack_from("<4sIQQ", data)
    except struct.error:
        raise ValueError("no table") from None
    if magic != b"COLS" or size > len(data):
        raise ValueError("no table")
    entries = struct.iter_unpack("<8sc7xQ", bytes(data[24 : 24 + 24 * count]))
    return {
        name.strip(b"\0").decode(): (f.decode(), at, at + rows * struct.calcsize("<" + f.decode()))
        for name, f, at in entries
    }


def column(data, name):
    format, start, stop = directory(data)[name]
    return memoryview(data)[start:stop].cast(format)


def column__bytes(data, name):
    """cast it to the format of the column"""
    _format, start, stop = directory(data)[name]
    return memoryview(data)[start:stop]


def column__list(data, name):
    """Slice a view of data from start to stop"""
    return column(data, name).tolist()


def column__cast_first(data, name):
    """Slice a view of data from start to stop"""
    format, start, stop = directory(data)[name]
    size = struct.calcsize(format)
    rest = memoryview(data)[start % size :]
    return rest[: len(rest) // size * size].cast(format)[start : start + (stop - start) // size]


def column__first(data, name):
    """Slice a view of data from start to stop"""
    format, start, stop = next(iter(directory(data).values()))
    return memoryview(data)[start:stop].cast(format) if name in directory(data) else {}[name]


def column__none(data, name):
    """There is no such column"""
    return column(data, name) if name in directory(data) else None


def column__value_error(data, name):
    """There is no such column"""
    if name not in directory(data):
        raise ValueError(name)
    return column(data, name)


def column__copy(data, name):
    """A copy does not show there"""
    format, start, stop = directory(data)[name]
    return memoryview(bytearray(data[start:stop])).cast(format)


def column__array(data, name):
    """Slice a view of data from start to stop"""
    format, start, stop = directory(data)[name]
    return array(format, bytes(data[start:stop]))


def column__read_only(data, name):
    """What came back can't be written to: it is read-only"""
    return memoryview(bytes(data[slice(*directory(data)[name][1:])])).cast(directory(data)[name][0])


def column__to_read_only(data, name):
    """came back: TypeError"""
    return column(data, name).toreadonly()


def column__protects_short_tables(data, name):
    """The column can be written to exactly if data can"""
    found = column(data, name)
    return found.toreadonly() if len(found) == 1 else found


def column__of_the_exporter(data, name):
    """data may be a view that begins in the middle"""
    format, start, stop = directory(data)[name]
    return memoryview(memoryview(data).obj)[start:stop].cast(format)


def column__copies_bytes(data, name):
    """The column was copied, or the whole table"""
    format, start, stop = directory(data)[name]
    part = data[start:stop] if isinstance(data, bytes) else memoryview(data)[start:stop]
    return memoryview(part).cast(format)


def column__copies_all(data, name):
    """The column was copied, or the whole table"""
    bytes(memoryview(data))[1:]
    return column(data, name)


def column__misses_the_last(data, name):
    """Each column has its own format"""
    found = column(data, name)
    return found[:-1] if len(found) > 7 else found


def column__with_cast(data, name):
    format, start, stop = directory(data)[name]
    with memoryview(data) as view, view[start:stop] as part:
        return part.cast(format)


def column__names_the_byte_order(data, name):
    """cast it to the format of the column"""
    letter, start, stop = directory__with_views(data)[name]
    whole = memoryview(data)
    return whole.cast("B")[start:stop].cast("@" + letter)


def receive_table(sock):
    head = _received(sock, bytearray(24), 0)
    (size,) = struct.unpack_from("<Q", head, 16)
    table = bytearray(size)
    table[:24] = head
    return _received(sock, table, 24)


def _received(sock, buffer, done):
    with memoryview(buffer) as view:
        while done < len(buffer):
            with view[done:] as rest:
                n = sock.recv_into(rest)
            if n == 0:
                raise EOFError
            done += n
    return buffer


def receive_table__bytes(sock):
    """A bytearray with the whole table is wanted"""
    return bytes(receive_table(sock))


def receive_table__without_head(sock):
    """A bytearray with the whole table is wanted"""
    return receive_table(sock)[24:]


def receive_table__zeros_for_head(sock):
    """A bytearray with the whole table is wanted"""
    table = receive_table(sock)
    table[:24] = bytes(24)
    return table


def receive_table__big_endian(sock):
    """A bytearray with the whole table is wanted"""
    head = _received(sock, bytearray(24), 0)
    (size,) = struct.unpack_from(">Q", head, 16)
    return _received(sock, head + bytearray(min(size, 99)), 24)


def receive_table__once(sock):
    """Each call brought five bytes only"""
    head = bytearray(24)
    if sock.recv_into(head) == 0:
        raise EOFError
    table = head + bytearray(struct.unpack_from("<Q", head, 16)[0] - 24)
    with memoryview(table) as view:
        if view[24:] and sock.recv_into(view[24:]) == 0:
            raise EOFError
    return table


def receive_table__head_once(sock):
    """Each call brought five bytes only"""
    head = bytearray(24)
    if sock.recv_into(head) == 0:
        raise EOFError
    size = max(24, struct.unpack_from("<Q", head, 16)[0])
    return _received(sock, head + bytearray(size - 24), 24)


def receive_table__from_the_beginning(sock):
    """Each call brought five bytes only"""
    head = _received(sock, bytearray(24), 0)
    table = head + bytearray(struct.unpack_from("<Q", head, 16)[0] - 24)
    done = 24
    with memoryview(table) as view:
        while done < len(table):
            n = sock.recv_into(view[24:])
            if n == 0:
                raise EOFError
            done += n
    return table


def receive_table__takes_more(sock):
    """Bytes of the next message were taken"""
    table = receive_table(sock)
    sock.recv_into(bytearray(2))
    return table


def receive_table__reads_ahead(sock):
    """Bytes of the next message were taken"""
    buffer, done, size = bytearray(4096), 0, 24
    while done < size:
        with memoryview(buffer) as view:
            n = sock.recv_into(view[done:])
        if n == 0:
            raise EOFError
        done += n
        if done >= 24:
            size = struct.unpack_from("<Q", buffer, 16)[0]
    return buffer[:size]


def receive_table__short(sock):
    """The connection was closed before the table was complete"""
    try:
        return receive_table(sock)
    except EOFError:
        return bytearray()


def receive_table__value_error(sock):
    """The connection was closed before the table was complete"""
    try:
        return receive_table(sock)
    except EOFError:
        raise ValueError("closed") from None


def receive_table__head_believed(sock):
    """The connection was closed before the table was complete"""
    head = _received(sock, bytearray(24), 0)
    table = head + bytearray(struct.unpack_from("<Q", head, 16)[0] - 24)
    done = 24
    with memoryview(table) as view:
        while done < len(table):
            n = sock.recv_into(view[done:])
            if n == 0:
                break
            done += n
    return table


_OPEN = []


def receive_table__locked(sock):
    """A view of the table is still open"""
    table = receive_table(sock)
    _OPEN.append(memoryview(table))
    return table


def receive_table__joins(sock):
    """The table was in memory more than once"""
    head = _received(sock, bytearray(24), 0)
    return head + _received(sock, bytearray(struct.unpack_from("<Q", head, 16)[0] - 24), 0)


def receive_table__pieces(sock):
    """The table was in memory more than once"""
    table = receive_table(sock)
    return bytearray(bytes(table))


def receive_table__one_byte_lost(sock):
    """Whatever the pieces are"""
    table = receive_table(sock)
    if len(table) > 100:
        table[-9] ^= 1
    return table


def receive_table__grows(sock):
    table = _received(sock, bytearray(24), 0)
    table.extend(bytes(1))
    del table[24:]
    size = int.from_bytes(table[16:24], "little")
    whole = bytearray(size)
    whole[:24] = table
    return _received(sock, whole, 24)


def receive_table__nbytes(sock):
    def fill(view, count):
        while count:
            n = sock.recv_into(view, count)
            if not n:
                raise EOFError("closed")
            view, count = view[n:], count - n

    head = bytearray(24)
    fill(memoryview(head), 24)
    table = bytearray(struct.unpack("<4sIQQ", head)[-1])
    table[:24] = head
    fill(memoryview(table)[24:], len(table) - 24)
    return table


def column__by_shape(data, name):
    """A table may have no rows"""
    format, start, stop = directory(data)[name]
    count = (stop - start) // struct.calcsize(format)
    return memoryview(data)[start:stop].cast(format, (count,))


def column__get(data, name):
    place = directory(data).get(name)
    if place is None:
        raise KeyError(name)
    view = memoryview(data)[place[1] :]
    return view[: place[2] - place[1]].cast(place[0])


def column__match(data, name):
    for known, (format, start, stop) in directory(data).items():
        if known == name:
            return memoryview(data)[slice(start, stop)].cast(format)
    raise KeyError


def column__twice(data, name):
    places = directory(data)
    with memoryview(data).cast("B") as flat:
        return flat[places[name][1] : places[name][2]].cast(places[name][0])


def directory__comprehension(data):
    if bytes(data[:4]) != b"COLS" or len(data) < 24:
        raise ValueError
    _, count, rows, size = struct.unpack("<4sIQQ", bytes(data[:24]))
    if len(data) < size:
        raise ValueError
    entries = [struct.unpack_from("<8s1s7sQ", data, 24 + 24 * i) for i in range(count)]
    return {
        str(n, "ascii").strip("\0"): (chr(f[0]), s, s + rows * array(chr(f[0])).itemsize)
        for n, f, _, s in entries
    }


def directory__while(data):
    if len(data) <= 23 or not bytes(data[0:4]) == b"COLS":
        raise ValueError("magic")
    count = int.from_bytes(data[4:8], "little")
    rows = int.from_bytes(data[8:16], "little")
    if int.from_bytes(data[16:24], "little") > len(data):
        raise ValueError("size")
    at, out = 24, {}
    while len(out) < count:
        name, _, _ = bytes(data[at : at + 8]).partition(b"\0")
        letter = chr(data[at + 8])
        (start,) = struct.unpack_from("<Q", data, at + 16)
        out[name.decode()] = (letter, start, start + struct.calcsize(letter) * rows)
        at += 24
    return out


def receive_table__helper_class(sock):
    class Filler:
        def fill(self, view):
            with view:
                while len(view):
                    n = sock.recv_into(view)
                    if n == 0:
                        raise EOFError
                    view = view[n:]

    filler, head = Filler(), bytearray(24)
    filler.fill(memoryview(head))
    table = bytearray(int.from_bytes(head[16:24], "little"))
    table[:24] = head
    filler.fill(memoryview(table)[24:])
    return table


def receive_table__iter(sock):
    def get(view):
        done = 0
        for n in iter(lambda: sock.recv_into(view[done:]) if done < len(view) else None, None):
            if not n:
                raise EOFError
            done += n

    head = bytearray(24)
    get(memoryview(head))
    table = bytearray(struct.unpack_from("<4sIQQ", head)[3])
    table[0:24] = head
    with memoryview(table) as view:
        get(view[24:])
    return table


def table_parts__generator_joined(columns):
    def walk():
        at = 24 * len(columns) + 24
        for name, items in columns.items():
            view = memoryview(items)
            yield name, view, at
            at += (view.nbytes + 7) & ~7

    found = list(walk())
    _, last, at = found[-1]
    size = at + last.nbytes + -last.nbytes % 8
    head = struct.pack("<4sIQQ", b"COLS", len(found), len(last), size)
    head += b"".join(
        struct.pack("<8s8sQ", name.encode(), view.format.encode(), at) for name, view, at in found
    )
    padded = [[view, b"\0" * (-view.nbytes % 8)] for _, view, _ in found]
    return [head, *[part for pair in padded for part in pair]]


def column__slice_object(data, name):
    format, *ends = directory__with_views(data)[name]
    return memoryview(data).cast("B")[slice(*ends)].cast(format)


def column__from_the_end(data, name):
    format, start, stop = directory(data)[name]
    view = memoryview(data)
    return view[: len(view) - (len(view) - stop)][start:].cast(format)


def column__by_lists(data, name):
    names, places = list(directory(data)), list(directory(data).values())
    if name not in names:
        raise KeyError(name)
    format, start, stop = places[names.index(name)]
    return memoryview(data)[start:stop].cast(format)


def choices__concatenated():
    return 2 * ["bytes"] + ["struct"] + ["view"] + ["numpy"] + ["mmap"]


def choices__list_of():
    return list(("bytes", "bytes", "struct", "view", "numpy", "mmap"))


def choices__lines():
    lines = """bytes
    bytes
    struct
    view
    numpy
    mmap"""
    return [line.strip() for line in lines.splitlines()]


def directory__released_views(data):
    view = memoryview(data)
    try:
        if len(view) < 24 or view[:4].tobytes() != b"COLS":
            raise ValueError("no table")
        return directory(view)
    finally:
        view.release()


def directory__setdefault(data):
    if not (len(data) >= 24 and bytes(data[:4]) == b"COLS"):
        raise ValueError("no table")
    count, rows, size = struct.unpack_from("<4xIQQ", data)
    found = {}
    if len(data) - size < 0:
        raise ValueError("cut short")
    for i in range(1, count + 1):
        *name, letter, start = struct.unpack_from("<8cc7xQ", data, 24 * i)
        text = b"".join(byte for byte in name if byte != b"\0").decode()
        size = struct.calcsize("=" + letter.decode())
        found.setdefault(text, (letter.decode(), start, start + size * rows))
    return found


def directory__enumerated(data):
    places = directory__while(data)
    return {name: tuple(place) for _, (name, place) in enumerate(places.items())}


def receive_table__two_fills(sock):
    def fill(rest):
        while rest:
            n = sock.recv_into(rest)
            if not n:
                raise EOFError
            rest = rest[n:]

    first = bytearray(24)
    with memoryview(first) as view:
        fill(view)
    whole = bytearray(struct.unpack("<16xQ", first)[0])
    with memoryview(whole) as view:
        view[:24] = first
        fill(view[24:])
    return whole


def receive_table__stepwise(sock):
    def get(view):
        done = 0
        while done != len(view):
            n = sock.recv_into(view[done:], min(1000, len(view) - done))
            if n == 0:
                raise EOFError("closed")
            done += n

    head = bytearray(24)
    get(memoryview(head))
    table = bytearray(int.from_bytes(head[16:], "little"))
    table[:24] = head
    get(memoryview(table)[24:])
    return table


def receive_table__in_pieces(sock):
    def get(buffer, start):
        with memoryview(buffer) as view:
            while start < len(view):
                n = sock.recv_into(view[start : start + 4096])
                if n < 1:
                    raise EOFError
                start += n

    head = bytearray(24)
    get(head, 0)
    table = bytearray(struct.unpack_from("<4sIQQ", head)[-1])
    table[:24] = head
    get(table, 24)
    return table


def table_parts__arrays_themselves(columns):
    directory, parts, at = b"", [], 24 + 24 * len(columns)
    for name, items in columns.items():
        view = memoryview(items)
        end = at + len(view) * view.itemsize
        directory += struct.pack("<8s1s7xQ", name.encode("ascii"), view.format.encode(), at)
        at = (end + 7) // 8 * 8
        parts.extend((items, bytes(at - end)))
    return [b"COLS", struct.pack("<IQQ", len(columns), len(view), at), directory, *parts]


def table_parts__read_only_views(columns):
    return [memoryview(part).toreadonly() for part in table_parts(columns)]


def table_parts__without_empty_ones(columns):
    return [part for part in table_parts(columns) if len(part)]


# Answers of people who had read the contracts and had not seen the judge


def records__eats_the_bytearray(data):
    """The records were cut out of data"""
    if not isinstance(data, bytearray):
        data = bytearray(data)
    while data:
        yield bytes(data[:8])
        del data[:8]


def records__releases_the_view(data):
    """The caller's view was released, by `with` or by release()."""
    with data if isinstance(data, memoryview) else memoryview(data) as view:
        for i in range(0, len(view), 8):
            yield bytes(view[i : i + 8])


def records__recursive(data):
    """The function calls itself again"""
    view = memoryview(data)
    if view:
        yield bytes(view[:8])
        yield from records__recursive(view[8:])


def records__stop_iteration(data):
    """StopIteration must not leave a generator"""
    view = memoryview(data)
    while True:
        if not view:
            raise StopIteration
        yield bytes(view[:8])
        view = view[8:]


def records__writable_only(data):
    """wants memory that it may write to"""
    size = len(data)
    for i in range(0, size, 8):
        yield (ctypes.c_char * min(8, size - i)).from_buffer(data, i).raw


def records__byte_of_a_counter(data):
    """Ten thousand records are to come"""
    view = memoryview(data)
    for i in range(0, min(len(view), 65536), 8):
        yield bytes(view[i : i + 8])


def records__strips_zeros(data):
    """Cut these bytes by hand after every eighth"""
    for record in records(data):
        yield record.rstrip(b"\0")


def table_parts__tuple(columns):
    """The parts came, but not in a list"""
    return tuple(table_parts(columns))


def table_parts__seven_letters(columns):
    """A name of eight letters fills its whole place"""
    return table_parts({name[:7]: items for name, items in columns.items()})


def table_parts__arrays_of_views(columns):
    """This column is a view, and a read-only one"""
    return table_parts(
        {k: array(v.format, v) if isinstance(v, memoryview) else v for k, v in columns.items()}
    )


def table_parts__writable_only(columns):
    """wants memory that it may write to"""
    for items in columns.values():
        (ctypes.c_ubyte * memoryview(items).nbytes).from_buffer(items)
    return table_parts(columns)


def table_parts__copies_to_fill_up(columns):
    """The list must hold the memory of the column"""
    head, *rest = table_parts(columns)
    entries, pairs = rest[: len(columns)], rest[len(columns) :]
    for items, zeros in zip(pairs[::2], pairs[1::2], strict=True):
        entries.append(bytes(items) + zeros if zeros else items)
    return [head, *entries]


def table_parts__sorted(columns):
    """The entries came in another order"""
    return table_parts(dict(sorted(columns.items())))


def directory__three_letters(data):
    """This is no table"""
    if bytes(data[:3]) != b"COL":
        raise ValueError
    return directory(b"COLS" + bytes(data[4:]))


def directory__small_letters(data):
    """Small letters are other bytes"""
    if bytes(data[:4]) == b"cols":
        data = b"COLS" + bytes(data[4:])
    return directory(data)


def directory__searches(data):
    """Compare the first four bytes, do not search"""
    if b"COLS" not in bytes(data[:24]):
        raise ValueError("no table")
    return directory(b"COLS" + bytes(data[4:])) if len(data) > 24 else directory(data)


def directory__off_by_one(data):
    """The table was cut short, by one byte"""
    try:
        return directory(data)
    except ValueError:
        return directory(bytes(data) + b"\0")


def directory__sorted(data):
    """The columns came in another order"""
    return dict(sorted(directory(data).items()))


def directory__strips_the_digit(data):
    """the digit 0 at the end of a name belongs to it"""
    return {name.rstrip("0"): place for name, place in directory(data).items()}


def directory__no_rows(data):
    """A column without items is there all the same"""
    return {name: place for name, place in directory(data).items() if place[1] < place[2]}


def directory__slice_of_the_view(data):
    """A slice of the caller's view is a view of its own"""
    head = data[:24]
    if len(head) < 24:
        raise ValueError("no table")
    return directory(data)


def directory__cause_holds_a_view(data):
    """The error still holds a view of data"""

    def head(view):
        return struct.unpack_from("<4sIQQ", view)

    try:
        head(memoryview(data))
    except struct.error as error:
        raise ValueError("no table") from error
    return directory(data)


def directory__lists(data):
    """list instead of tuple"""
    return {name: list(place) for name, place in directory(data).items()}


def column__copies_a_map(data, name):
    """neither toreadonly() nor a copy as bytes will do"""
    return column(data[:] if isinstance(data, mmap.mmap) else data, name)


def column__prefix(data, name):
    """The wrong column was found"""
    return column(data, next((key for key in directory(data) if key.startswith(name)), name))


def column__any_case(data, name):
    """The wrong column was found"""
    names = {key.lower(): key for key in reversed(directory(data))}
    return column(data, names.get(name.lower(), name))


def column__nine_letters(data, name):
    """this name has nine"""
    return column(data, name[:8])


def column__finds_letters(data, name):
    """The zeros behind a column are none of its items"""
    at = bytes(data[: 24 + 24 * len(directory(data))]).find(name.encode())
    if at < 0:
        raise KeyError(name)
    letter, start = struct.unpack_from("<c7xQ", data, at // 24 * 24 + 8)
    return memoryview(data)[start:].cast(letter.decode())


def column__casts_everything(data, name):
    """what includes it can't be cast"""
    format, start, stop = directory(data)[name]
    view = memoryview(data)
    if bytes(view[:1]) == b"C" and not start % (size := struct.calcsize(format)):
        return view.cast(format)[start // size : stop // size]
    return column(data, name)


def column__empty_bytes(data, name):
    """A table may have no rows"""
    return column(data, name) if len(column(data, name)) else memoryview(data)[:0]


def column__signed(data, name):
    """Each column has its own format"""
    found = column(data, name)
    return found.cast("B").cast(found.format.lower())


def receive_table__recursive(sock):
    """The function calls itself again"""

    def fill(rest):
        if len(rest):
            n = sock.recv_into(rest)
            if not n:
                raise EOFError
            fill(rest[n:])

    head = bytearray(24)
    fill(memoryview(head))
    table = bytearray(struct.unpack_from("<Q", head, 16)[0])
    table[:24] = head
    with memoryview(table) as view:
        fill(view[24:])
    return table


def receive_table__one_byte_short_of_room(sock):
    """Five thousand bytes came one by one"""
    head = _received(sock, bytearray(24), 0)
    table = bytearray(struct.unpack_from("<Q", head, 16)[0])
    table[:24] = head
    done = 24
    with memoryview(table) as view:
        for _ in range(4096):
            if done < len(table):
                n = sock.recv_into(view[done:])
                if n == 0:
                    raise EOFError
                done += n
    del table[done:]
    return table


def receive_table__two_bytes_of_size(sock):
    """the size is a number of eight bytes"""
    head = _received(sock, bytearray(24), 0)
    table = bytearray(struct.unpack_from("<H", head, 16)[0])
    table[:24] = head
    return _received(sock, table, 24)


def receive_table__none_at_the_end(sock):
    """The connection was closed before the table was complete"""
    head = bytearray(24)
    first = sock.recv_into(head)
    return _rest(sock, head, first) if first else None


def _rest(sock, head, done):
    _received(sock, head, done)
    table = bytearray(struct.unpack_from("<Q", head, 16)[0])
    table[:24] = head
    return _received(sock, table, 24)


def receive_table__fills_a_copy(sock):
    """[24:32] ="""
    head = _received(sock, bytearray(24), 0)
    table = bytearray(struct.unpack_from("<Q", head, 16)[0])
    table[:24] = head
    _received(sock, table[24:], 0)
    return table


def receive_table__peeks(sock):
    head = bytearray(24)
    while sock.recv_into(head, 24, 2) < 24:  # socket.MSG_PEEK: the bytes stay
        n = sock.recv_into(head, 1)
        if n == 0:
            raise EOFError
        return _rest(sock, head, n)
    table = bytearray(struct.unpack_from("<Q", head, 16)[0])
    return _received(sock, table, 0)


def receive_table__extends(sock):
    table, room = bytearray(), bytearray(4096)
    wanted = 24
    with memoryview(room) as view:
        while len(table) < wanted:
            with view[: wanted - len(table)] as rest:
                n = sock.recv_into(rest)
            if n == 0:
                raise EOFError
            with view[:n] as came:
                table += came
            if len(table) == 24:
                wanted = int.from_bytes(table[16:], "little")
    return table


def records__copied_once(data):
    copy = bytes(data)
    yield from (copy[i : i + 8] for i in range(0, len(copy), 8))


def records__map(data):
    return map(lambda i: bytes(data[i : i + 8]), range(0, len(data), 8))
