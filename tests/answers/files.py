import mmap


def read_exactly(f, n):
    data = bytearray(n)
    with memoryview(data) as view:
        filled = 0
        while filled < n:
            with view[filled:] as room:
                count = f.readinto(room)
            if not count:
                raise EOFError(f"{filled} of {n} bytes")
            filled += count
    return data


def read_exactly__once(f, n):
    """readinto may fill only the beginning"""
    data = bytearray(n)
    f.readinto(data)
    return data


def read_exactly__slices_the_bytearray(f, n):
    """A slice of the bytearray would be a copy"""
    data = bytearray(n)
    filled = 0
    while filled < n:
        count = f.readinto(data[filled:])
        if not count:
            raise EOFError
        filled += count
    return data


def read_exactly__zeros_at_the_end(f, n):
    """the file has ended early"""
    data = bytearray(n)
    view = memoryview(data)
    while view:
        count = f.readinto(view)
        if not count:
            break
        view = view[count:]
    return data


def read_exactly__concatenates(f, n):
    """Pieces put together later"""
    data = bytearray()
    while len(data) < n:
        piece = bytearray(n - len(data))
        count = f.readinto(piece)
        if not count:
            raise EOFError
        data += piece[:count]
    return data


def read_exactly__takes_more(f, n):
    """Only n bytes are to be taken"""
    data = bytearray()
    piece = bytearray(4096)
    while len(data) < n:
        count = f.readinto(piece)
        if not count:
            raise EOFError
        data += piece[:count]
    return data[:n]


def read_exactly__bytes(f, n):
    """A bytearray of n bytes"""
    return bytes(read_exactly(f, n))


def read_exactly__asks_first(f, n):
    """Nothing was asked for"""
    data = bytearray(n)
    view = memoryview(data)
    while True:
        count = f.readinto(view)
        if not count:
            raise EOFError
        view = view[count:]
        if not view:
            return data


_kept = []


def read_exactly__keeps_a_view(f, n):
    """is locked"""
    data = read_exactly(f, n)
    _kept.append(memoryview(data))
    return data


def read_exactly__endless(f, n):
    """the file has ended early"""
    data = bytearray(n)
    view = memoryview(data)
    while view:
        view = view[f.readinto(view) :]
    return data


def count_byte(path, value):
    buffer = bytearray(64 * 1024)
    total = 0
    with open(path, "rb", buffering=0) as file:
        while count := file.readinto(buffer):
            total += buffer.count(value, 0, count)
    return total


def count_byte__reads_all(path, value):
    """must not need more memory"""
    with open(path, "rb") as file:
        return file.read().count(value)


def count_byte__stale(path, value):
    """the buffer still holds old bytes"""
    buffer = bytearray(64 * 1024)
    total = 0
    with open(path, "rb") as file:
        first = file.readinto(buffer)
        total += buffer[:first].count(value)
        while file.readinto(buffer):
            total += buffer.count(value)
    return total


def count_byte__whole_buffer(path, value):
    """In an empty file nothing occurs"""
    buffer = bytearray(64 * 1024)
    with open(path, "rb") as file:
        file.readinto(buffer)
    return buffer.count(value)


def count_byte__maps(path, value):
    """An empty file can't be mapped"""
    with open(path, "rb") as file:
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
            total, at = 0, mapped.find(bytes([value]))
            while at >= 0:
                total, at = total + 1, mapped.find(bytes([value]), at + 1)
            return total


def count_byte__text(path, value):
    """Open the file as binary"""
    with open(path, encoding="latin-1") as file:
        total = 0
        while text := file.read(16 * 1024):
            total += text.count(chr(value))
        return total + (value == 10)


def count_byte__lines(path, value):
    """must not need more memory"""
    with open(path, "rb") as file:
        return sum(line.count(value) for line in file)


def count_byte__first_chunk(path, value):
    """read until nothing comes any more"""
    with open(path, "rb") as file:
        return file.read(64 * 1024).count(value)


def count_byte__as_text(path, value):
    """bytes and bytearray can count a number"""
    with open(path, "rb") as file:
        return file.read().count(str(value).encode())


def read_exactly__view_shrinks(f, n):
    data = bytearray(n)
    view = memoryview(data)
    while view:
        count = f.readinto(view)
        if count == 0:
            raise EOFError("the file ended early")
        view = view[count:]
    return data


def count_byte__reads_chunks(path, value):
    with open(path, "rb") as file:
        return sum(chunk.count(value) for chunk in iter(lambda: file.read(16384), b""))
