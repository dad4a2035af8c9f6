from contextlib import contextmanager


def first_line(buf):
    at = buf.find(b"\n")
    if at < 0:
        raise ValueError("no newline")
    with memoryview(buf) as view, view[:at] as line:
        return bytes(line)


def first_line__with_newline(buf):
    """without the newline"""
    at = buf.index(b"\n")
    return bytes(buf[: at + 1])


def first_line__bytearray(buf):
    """as bytes"""
    return buf[: buf.index(b"\n")]


def first_line__everything(buf):
    """Without a newline there is no first line"""
    return bytes(buf).split(b"\n")[0]


def first_line__minus_one(buf):
    """Without a newline there is no first line"""
    return bytes(buf[: buf.find(b"\n")])


def first_line__zero_is_false(buf):
    """ends an empty line"""
    at = buf.find(b"\n")
    if at <= 0:
        raise ValueError("no newline")
    return bytes(buf[:at])


def first_line__open_on_error(buf):
    """The exception is still held"""
    view = memoryview(buf)
    for i, byte in enumerate(view):
        if byte == 10:
            return bytes(view[:i])
    raise ValueError("no newline")


def first_line__slice_on_error(buf):
    """The exception is still held"""
    with memoryview(buf) as view:
        rest = view[:]
        for i, byte in enumerate(rest):
            if byte == 10:
                return bytes(rest[:i])
        raise ValueError("no newline")


_kept = []


def first_line__keeps_a_view(buf):
    """so the bytearray is locked"""
    view = memoryview(buf)
    for i, byte in enumerate(view):
        if byte == 10:
            _kept.append(view[:i])
            return bytes(view[:i])
    raise ValueError("no newline")


class Growable:
    def __init__(self):
        self._data = bytearray()

    def append(self, data):
        self._data += data

    @contextmanager
    def view(self):
        with memoryview(self._data) as writable, writable.toreadonly() as view:
            yield view


class Growable__copies(Growable):
    """append must be refused with BufferError"""

    @contextmanager
    def view(self):
        with memoryview(bytes(self._data)) as view:
            yield view


class Growable__writable(Growable):
    """toreadonly() makes one"""

    @contextmanager
    def view(self):
        with memoryview(self._data) as view:
            yield view


class Growable__never_released(Growable):
    """append must work again"""

    @contextmanager
    def view(self):
        yield memoryview(self._data).toreadonly()


class Growable__no_finally(Growable):
    """left by an exception"""

    @contextmanager
    def view(self):
        view = memoryview(self._data).toreadonly()
        yield view
        view.release()


class Growable__flag:
    """count them"""

    def __init__(self):
        self._data = b""
        self._open = False

    def append(self, data):
        if self._open:
            raise BufferError("a view is open")
        self._data += data

    @contextmanager
    def view(self):
        self._open = True
        try:
            yield memoryview(self._data)
        finally:
            self._open = False


class Growable__changes_then_refuses:
    """must leave the data as they were"""

    def __init__(self):
        self._data = b""
        self._open = 0

    def append(self, data):
        self._data += data
        if self._open:
            raise BufferError("a view is open")

    @contextmanager
    def view(self):
        self._open += 1
        try:
            yield memoryview(self._data)
        finally:
            self._open -= 1


class Growable__replaces(Growable):
    """What has been appended is seen"""

    def append(self, data):
        self._data = bytearray(data)


def first_line__partition(buf):
    """all that follows was copied too"""
    line, newline, _ = buf.partition(b"\n")
    if not newline:
        raise ValueError("no newline")
    return bytes(line)


class Growable__view_is_its_own_manager:
    def __init__(self):
        self._data = bytearray()

    def append(self, data):
        self._data.extend(data)

    def view(self):
        return memoryview(self._data).toreadonly()
