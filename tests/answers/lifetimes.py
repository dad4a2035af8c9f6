import io
from array import array
from contextlib import ExitStack, contextmanager


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


def first_line__reference(buf):
    end = buf.find(b"\n")
    if end < 0:
        raise ValueError("no newline")
    with memoryview(buf) as view, view[:end] as line:
        return bytes(line)


def first_line__copies_twice(buf):
    """The line has 1 MiB, and more memory than one copy takes was needed: buf[:end] is"""
    return bytes(buf[: buf.index(b"\n")])


def first_line__copies_all(buf):
    """For a line of three bytes all that follows was copied too:"""
    head, newline, _ = bytes(buf).partition(b"\n")
    if not newline:
        raise ValueError("no newline")
    return head


def first_line__view(buf):
    """The value is right, its type is not: memoryview"""
    return memoryview(buf)[: buf.index(b"\n")]


def first_line__last_newline(buf):
    """The bytes before the first newline are wanted, as bytes and"""
    end = buf.rindex(b"\n")
    with memoryview(buf) as view, view[:end] as line:
        return bytes(line)


def first_line__strips_return(buf):
    """Only the newline, byte 10, ends the line"""
    return first_line__reference(buf).rstrip(b"\r")


def first_line__index(buf):
    end = buf.index(b"\n")
    with memoryview(buf) as view, view[:end] as line:
        return line.tobytes()


def first_line__index_ten(buf):
    with memoryview(buf) as view, view[: buf.index(10)] as line:
        return bytes(line)


def first_line__loop_in_with(buf):
    with memoryview(buf) as view:
        for i in range(len(view)):
            if view[i] == 10:
                with view[:i] as line:
                    return bytes(line)
    raise ValueError("no newline")


def first_line__try_finally(buf):
    view = memoryview(buf)
    line = None
    try:
        end = buf.find(b"\n")
        if end == -1:
            raise ValueError("no newline")
        line = view[:end]
        return bytes(line)
    finally:
        if line is not None:
            line.release()
        view.release()


def first_line__exit_stack(buf):
    with ExitStack() as stack:
        view = stack.enter_context(memoryview(buf))
        line = stack.enter_context(view[: buf.index(b"\n")])
        return bytes(line)


def first_line__walrus(buf):
    if (end := buf.find(b"\n")) < 0:
        raise ValueError
    with memoryview(buf) as view, view[:end] as line:
        return bytes(line)


def first_line__slice_in_call(buf):
    end = buf.index(b"\n")
    with memoryview(buf) as view:
        return bytes(view[:end])


class Growable__reference:
    def __init__(self):
        self._data = bytearray()

    def append(self, data):
        self._data += data

    @contextmanager
    def view(self):
        with memoryview(self._data) as base, base.toreadonly() as view:
            yield view


class Growable__shared(Growable__reference):
    """Two objects share one buffer: it was made in the body"""

    _data = bytearray()

    def __init__(self):
        pass


class Growable__swallows(Growable__reference):
    """An exception was raised in the block, and your"""

    @contextmanager
    def view(self):
        with memoryview(self._data) as base, base.toreadonly() as view:
            try:
                yield view
            except Exception:
                pass


class Growable__extend_wide(Growable__reference):
    """append takes any bytes-like object and adds its"""

    def append(self, data):
        for byte in data:
            self._data.append(byte)


class Growable__prepends(Growable__reference):
    """What has been appended is seen in the view, in order"""

    def append(self, data):
        self._data[:0] = bytes(data)


class Growable__runtime_error(Growable__reference):
    """While a view is open, append must be refused with"""

    def append(self, data):
        try:
            self._data += data
        except BufferError as error:
            raise RuntimeError("in use") from error


class _Counting:
    def __init__(self):
        self._data, self._open = b"", 0

    def append(self, data):
        if self._open:
            raise BufferError("in use")
        self._data += bytes(memoryview(data))

    @contextmanager
    def view(self):
        self._open += 1
        try:
            with memoryview(self._data) as view:
                yield view
        finally:
            self._open -= 1


class Growable__count_not_lowered(_Counting):
    """The block was left by an exception, and the view"""

    @contextmanager
    def view(self):
        self._open += 1
        with memoryview(self._data) as view:
            yield view
        self._open -= 1


class Growable__try_finally:
    def __init__(self):
        self.buffer = bytearray()

    def append(self, data):
        self.buffer += data

    @contextmanager
    def view(self):
        base = memoryview(self.buffer)
        view = base.toreadonly()
        try:
            yield view
        finally:
            view.release()
            base.release()


class Growable__exit_stack:
    def __init__(self):
        self._data = bytearray()

    def append(self, data):
        self._data += data

    @contextmanager
    def view(self):
        with ExitStack() as stack:
            base = stack.enter_context(memoryview(self._data))
            yield stack.enter_context(base.toreadonly())


class Growable__own_manager:
    class _Lent:
        def __init__(self, data):
            self._data = data

        def __enter__(self):
            self._base = memoryview(self._data)
            self._view = self._base.toreadonly()
            return self._view

        def __exit__(self, *error):
            self._view.release()
            self._base.release()

    def __init__(self):
        self._data = bytearray()

    def append(self, data):
        self._data += data

    def view(self):
        return self._Lent(self._data)


class Growable__subclass(bytearray):
    def append(self, data):
        self += data

    @contextmanager
    def view(self):
        with memoryview(self) as base, base.toreadonly() as view:
            yield view


class Growable__bytes_io:
    def __init__(self):
        self._file = io.BytesIO()

    def append(self, data):
        self._file.seek(0, 2)
        self._file.write(data)

    @contextmanager
    def view(self):
        with self._file.getbuffer() as base, base.toreadonly() as view:
            yield view


class Growable__array:
    def __init__(self):
        self._data = array("B")

    def append(self, data):
        with memoryview(data) as view, view.cast("B") as flat:
            self._data.frombytes(flat)

    @contextmanager
    def view(self):
        with memoryview(self._data) as base, base.toreadonly() as view:
            yield view
