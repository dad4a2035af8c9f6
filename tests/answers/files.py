import functools
import mmap
import operator
import os
from contextlib import ExitStack


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
    """64 KiB are wanted, and one buffer of 64 KiB is enough. Pieces put together later"""
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
    """A file of 8 MiB must not need more memory than a small one:"""
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
    """A file of 8 MiB must not need more memory than a small one:"""
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


def read_exactly__reference(f, n):
    buf = bytearray(n)
    with memoryview(buf) as view:
        done = 0
        while done < n:
            with view[done:] as rest:
                got = f.readinto(rest)
            if not got:
                raise EOFError(f"{done} of {n} bytes")
            done += got
    return buf


def read_exactly__read(f, n):
    """A bytearray of n bytes is wanted, filled by"""
    data = f.read(n)
    if n and not data:
        raise EOFError
    return bytearray(data)


def read_exactly__short_is_eof(f, n):
    """readinto may fill only the beginning of the buffer"""
    buf = bytearray(n)
    if f.readinto(buf) < n:
        raise EOFError
    return buf


def read_exactly__same_place(f, n):
    """readinto may fill only the beginning of the buffer"""
    buf, done = bytearray(n), 0
    with memoryview(buf) as view:
        while done < n:
            got = f.readinto(view[: n - done])
            if not got:
                raise EOFError
            done += got
    return buf


def read_exactly__short(f, n):
    """readinto returned 0: the file has ended early"""
    buf, done = bytearray(n), 0
    with memoryview(buf) as view:
        while done < n and (got := f.readinto(view[done:])):
            done += got
    del buf[done:]
    return buf


def read_exactly__advancing(f, n):
    buf = bytearray(n)
    view = memoryview(buf)
    while view:
        got = f.readinto(view)
        if not got:
            raise EOFError(n)
        view = view[got:]
    return buf


def read_exactly__release(f, n):
    buf = bytearray(n)
    view = memoryview(buf)
    try:
        while len(view):
            if (got := f.readinto(view)) == 0:
                raise EOFError
            rest = view[got:]
            view.release()
            view = rest
    finally:
        view.release()
    return buf


def read_exactly__iter(f, n):
    buf, done = bytearray(n), 0
    with memoryview(buf) as view:
        for got in iter(lambda: f.readinto(view[done:]) if done < n else 0, 0):
            done += got
    if done < n:
        raise EOFError(f"{n - done} bytes are missing")
    return buf


def read_exactly__recursion(f, n):
    buf = bytearray(n)

    def fill(view):
        if view:
            half = f.readinto(view)
            if not half:
                raise EOFError
            return view[half:]
        return None

    rest = memoryview(buf)
    while rest is not None:
        rest = fill(rest)
    return buf


def read_exactly__exit_stack(f, n):
    buf = bytearray(n)
    with ExitStack() as stack:
        view = stack.enter_context(memoryview(buf))
        done = 0
        while done != n:
            got = f.readinto(stack.enter_context(view[done:n]))
            if got == 0:
                raise EOFError
            done += got
    return buf


def read_exactly__blocks(f, n):
    buf, done = bytearray(n), 0
    with memoryview(buf) as view:
        while done < n:
            got = f.readinto(view[done : done + 65536])
            if not got:
                raise EOFError
            done += got
    return buf


def count_byte__reference(path, value):
    count, buf = 0, bytearray(65536)
    with open(path, "rb", buffering=0) as file:
        while n := file.readinto(buf):
            count += buf.count(value, 0, n)
    return count


def count_byte__text_too(path, value):
    """Open the file as binary, and treat all bytes alike"""
    with open(path, encoding="utf-8", newline="") as file:
        return sum(chunk.count(chr(value)) for chunk in iter(lambda: file.read(8192), ""))


def count_byte__newlines(path, value):
    """Open the file as binary, and treat all bytes alike"""
    with open(path, encoding="latin-1") as file:
        return sum(chunk.count(chr(value)) for chunk in iter(lambda: file.read(8192), ""))


def count_byte__utf8(path, value):
    """Open the file as binary, and treat all bytes alike"""
    with open(path, "rb") as file:
        return sum(chunk.count(chr(value).encode()) for chunk in iter(lambda: file.read(8192), b""))


def count_byte__zero_is_none(path, value):
    """0 is a byte like any other, though it is false"""
    return count_byte__reference(path, value) if value else 0


def count_byte__big_buffer(path, value):
    """A file of 8 MiB must not need more memory than a"""
    with open(path, "rb") as file:
        return sum(chunk.count(value) for chunk in iter(lambda: file.read(1 << 20), b""))


def count_byte__read_chunks(path, value):
    with open(path, "rb") as file:
        return sum(chunk.count(value) for chunk in iter(lambda: file.read(65536), b""))


def count_byte__partial(path, value):
    with open(path, "rb", buffering=0) as file:
        return sum(
            map(
                operator.methodcaller("count", bytes([value])),
                iter(functools.partial(file.read, 32768), b""),
            )
        )


def count_byte__generator(path, value):
    def chunks():
        buf = bytearray(16384)
        with open(path, "rb") as file, memoryview(buf) as view:
            while n := file.readinto(buf):
                with view[:n] as part:
                    yield bytes(part)

    return sum(chunk.count(value) for chunk in chunks())


def count_byte__map_in_pieces(path, value):
    size = os.path.getsize(path)
    if size == 0:
        return 0
    with open(path, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as m:
        return sum(m[i : i + 65536].count(value) for i in range(0, size, 65536))


def count_byte__find_in_map(path, value):
    if not os.stat(path).st_size:
        return 0
    count, at, target = 0, -1, bytes([value])
    with open(path, "rb") as file, mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ) as m:
        while (at := m.find(target, at + 1)) >= 0:
            count += 1
    return count


def count_byte__os_read(path, value):
    count, descriptor = 0, os.open(path, os.O_RDONLY)
    try:
        while chunk := os.read(descriptor, 65536):
            count += chunk.count(value)
    finally:
        os.close(descriptor)
    return count
