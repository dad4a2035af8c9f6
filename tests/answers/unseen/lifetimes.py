"""Answers of people who had not seen the cases; see README.md beside this folder."""

import io
import re
from array import array
from contextlib import ExitStack, contextmanager


def first_line__newline_byte_10_alone(buf):
    """Only the newline, byte 10, ends the line. Spaces, \\r and all"""
    i = buf.find(b"\n")
    if i < 0:
        raise ValueError("no newline")
    with memoryview(buf) as m, m[:i] as p:
        return bytes(p).rstrip(b"\r")


def first_line__0_place(buf):
    """A newline at the very beginning ends an empty line: b''"""
    i = buf.find(b"\n")
    if i <= 0:
        raise ValueError("no newline")
    with memoryview(buf) as m, m[:i] as p:
        return bytes(p)


def first_line__even_while_somebody_still_holds(buf):
    """The exception is still held, its traceback holds the"""
    m = memoryview(buf)
    i = buf.find(b"\n")
    if i < 0:
        raise ValueError("no newline")
    return bytes(m[:i])


def first_line__bytes_bytearray(buf):
    """The value is right, its type is not: bytearray instead of"""
    i = buf.index(b"\n")
    return buf[:i]


def first_line__without(buf):
    """The bytes before the first newline are wanted, as bytes and"""
    i = buf.index(b"\n")
    with memoryview(buf) as m, m[: i + 1] as p:
        return bytes(p)


def first_line__buf_itself_stays(buf):
    """The data given to read were changed. Leave the caller's data"""
    i = buf.index(b"\n")
    with memoryview(buf) as m, m[:i] as p:
        line = bytes(p)
    del buf[: i + 1]
    return line


def first_line__if_there_none_raise_valueerror(buf):
    """Without a newline there is no first line: raise ValueError."""
    i = buf.find(b"\n")
    with memoryview(buf) as m, m[: i if i >= 0 else len(buf)] as p:
        return bytes(p)


def first_line__indexerror_walking(buf):
    """Without a newline there is no first line: raise ValueError."""
    with memoryview(buf) as m:
        i = 0
        while m[i] != 10:
            i += 1
        return m[:i].tobytes()


def first_line__every_case_buf_can_grow(buf):
    """A view is still open, so the bytearray is locked. Release"""
    i = buf.index(b"\n")
    first_line__every_case_buf_can_grow.part = memoryview(buf)[:i]
    return bytes(first_line__every_case_buf_can_grow.part)


def first_line__copied_only_once_byte_byte(buf):
    """The line has 1 MiB, and more memory than one copy takes was"""
    i = buf.index(b"\n")
    with memoryview(buf) as m, m[:i] as p:
        return bytes(p.tolist())


def first_line__vertical_tab_form_feed_end(buf):
    """Only the newline, byte 10, ends the line. Spaces, \\r and all"""
    m = re.search(b"[\\n\\x0b\\x0c]", buf)
    if not m:
        raise ValueError
    i = m.start()
    del m
    with memoryview(buf) as v, v[:i] as p:
        return bytes(p)


def first_line__another_1(buf):
    i = buf.index(10)
    return memoryview(buf)[:i].tobytes()


def first_line__another_2(buf):
    for i, x in enumerate(buf):
        if x == 10:
            break
    else:
        raise ValueError("no newline")
    with memoryview(buf) as m:
        with m[:i] as p:
            return p.tobytes()


class _first_line_another_3_noline(ValueError):
    pass


def first_line__another_3(buf):
    end = buf.find(b"\n")
    if end == -1:
        raise _first_line_another_3_noline()
    with memoryview(buf) as v, v[0:end] as line:
        return b"".join([line])


def first_line__newline_at_very_end_does(buf):
    """A newline at the very end ends a line as well: nothing has"""
    i = buf.find(b"\n")
    if i < 0 or (i == len(buf) - 1 and i > 0):
        raise ValueError
    with memoryview(buf) as m, m[:i] as p:
        return bytes(p)


def first_line__another_20(buf):
    m = re.search(b"\n", buf)
    if m is None:
        raise ValueError("none")
    end = m.start()
    del m
    out = io.BytesIO()
    with memoryview(buf) as v:
        out.write(v[:end])
    return out.getvalue()


def first_line__another_30(buf):
    with memoryview(buf) as v:
        for i in range(len(v)):
            if v[i] == 10:
                return v[:i].tobytes()
    raise ValueError(f"no newline in {len(buf)} bytes")


class Growable__each_growable_has_buffer_own:
    """Two objects share one buffer: it was made in the body of the"""

    _d = bytearray()

    def append(self, data):
        self._d.extend(memoryview(data).cast("B"))

    @contextmanager
    def view(self):
        with memoryview(self._d) as m, m.toreadonly() as r:
            yield r


class Growable__read_only_memoryview:
    """A read-only memoryview is wanted: toreadonly() makes one of"""

    def __init__(self):
        self._d = bytearray()

    def append(self, data):
        self._d += memoryview(data).cast("B")

    @contextmanager
    def view(self):
        with memoryview(self._d) as m:
            yield m


class Growable__even_if_name_view_still:
    """When the block has ended, append must work again, even"""

    def __init__(self):
        self._d = bytearray()

    def append(self, data):
        self._d += memoryview(data).cast("B")

    @contextmanager
    def view(self):
        yield memoryview(self._d).toreadonly()


class Growable__error_ended_block:
    """The block was left by an exception, and the view stayed"""

    def __init__(self):
        self._d = bytearray()

    def append(self, data):
        self._d += memoryview(data).cast("B")

    @contextmanager
    def view(self):
        m = memoryview(self._d)
        r = m.toreadonly()
        yield r
        r.release()
        m.release()


class Growable__error_goes_on:
    """An exception was raised in the block, and your context"""

    def __init__(self):
        self._d = bytearray()

    def append(self, data):
        self._d += memoryview(data).cast("B")

    @contextmanager
    def view(self):
        with memoryview(self._d) as m, m.toreadonly() as r:
            try:
                yield r
            except Exception:
                pass


class Growable__while_such_view_open_append:
    """While a view is open, append must be refused with"""

    def __init__(self):
        self._d = bytearray()

    def append(self, data):
        self._d = self._d + memoryview(data).cast("B")

    @contextmanager
    def view(self):
        with memoryview(self._d) as m, m.toreadonly() as r:
            yield r


class Growable__several_views_may_open_at:
    """Two views were open and one still is: count them, a yes or"""

    def __init__(self):
        self._d, self._open = (b"", False)

    def append(self, data):
        if self._open:
            raise BufferError
        self._d += memoryview(data).cast("B").tobytes()

    @contextmanager
    def view(self):
        self._open = True
        try:
            with memoryview(self._d) as m:
                yield m
        finally:
            self._open = False


class Growable__without_copy:
    """The view was made of a copy of all the data. Lend the memory"""

    def __init__(self):
        self._d, self._n = (bytearray(), 0)

    def append(self, data):
        if self._n:
            raise BufferError
        self._d += memoryview(data).cast("B")

    @contextmanager
    def view(self):
        self._n += 1
        try:
            with memoryview(bytes(self._d)) as m:
                yield m
        finally:
            self._n -= 1


class Growable__changes_nothing_counts_although_refused:
    """An append that was refused must leave the data as they were."""

    def __init__(self):
        self._parts, self._n = ([], 0)

    def append(self, data):
        self._parts.append(memoryview(data).tobytes())
        if self._n:
            raise BufferError

    @contextmanager
    def view(self):
        if len(self._parts) != 1:
            self._parts[:] = [b"".join(self._parts)]
        self._n += 1
        try:
            with memoryview(self._parts[0]) as m:
                yield m
        finally:
            self._n -= 1


class Growable__adds_copy_keeps_view_data:
    """What is appended must be copied: the caller goes on using"""

    def __init__(self):
        self._d, self._n, self._last = (bytearray(), 0, None)

    def append(self, data):
        self._last = memoryview(data)
        if not self._last.nbytes:
            return
        self._d += self._last.cast("B")

    @contextmanager
    def view(self):
        with memoryview(self._d) as m, m.toreadonly() as r:
            yield r


class Growable__view_entered_twice_several_views:
    """Two views were open and one still is: count them, a yes or"""

    def __init__(self):
        self._d, self._v = (bytearray(), None)

    def append(self, data):
        self._d += memoryview(data).cast("B")

    @contextmanager
    def view(self):
        if self._v is None:
            self._v = memoryview(self._d).toreadonly()
        try:
            yield self._v
        finally:
            if self._v is not None:
                self._v.release()
            self._v = None


class Growable__adds_at_end:
    """What has been appended is seen in the view, in order, as one"""

    def __init__(self):
        self._d = bytearray()

    def append(self, data):
        self._d[0:0] = memoryview(data).cast("B")

    @contextmanager
    def view(self):
        with memoryview(self._d) as m, m.toreadonly() as r:
            yield r


class Growable__all_has_been_appended_str:
    """append takes any bytes-like object and adds its bytes, which"""

    def __init__(self):
        self._d = bytearray()

    def append(self, data):
        self._d += bytes(data) if isinstance(data, (bytes, bytearray)) else bytes(list(data))

    @contextmanager
    def view(self):
        with memoryview(self._d) as m, m.toreadonly() as r:
            yield r


class Growable__another_1:
    def __init__(self):
        self._d = bytearray()

    def append(self, data):
        self._d += memoryview(data).cast("B")

    @contextmanager
    def view(self):
        with memoryview(self._d) as m, m.toreadonly() as r:
            yield r


class Growable__another_2:
    def __init__(self):
        self._d, self._n = (b"", 0)

    def append(self, data):
        if self._n:
            raise BufferError("lent")
        self._d = b"".join([self._d, data])

    @contextmanager
    def view(self):
        self._n += 1
        m = memoryview(self._d)
        try:
            yield m
        finally:
            m.release()
            self._n -= 1


class _Growable_another_3_lend:
    def __init__(self, d):
        self.d = d

    def __enter__(self):
        self.m = memoryview(self.d)
        self.r = self.m.toreadonly()
        return self.r

    def __exit__(self, *e):
        self.r.release()
        self.m.release()
        return False


class Growable__another_3:
    def __init__(self):
        self.store = array("B")

    def append(self, data):
        self.store.frombytes(memoryview(data).cast("B"))

    def view(self):
        return _Growable_another_3_lend(self.store)


class Growable__another_4:
    def __init__(self):
        self._d = bytearray()

    def append(self, data):
        self._d.extend(data)

    @contextmanager
    def view(self):
        with memoryview(self._d) as m, m.toreadonly() as r:
            yield r


class Growable__view_one_locks_all_each:
    """A view of one object was open, and append of the other was"""

    n = 0

    def __init__(self):
        self._d = b""

    def append(self, data):
        if Growable__view_one_locks_all_each.n:
            raise BufferError
        self._d += memoryview(data).tobytes()

    @contextmanager
    def view(self):
        Growable__view_one_locks_all_each.n += 1
        try:
            with memoryview(self._d) as m:
                yield m
        finally:
            Growable__view_one_locks_all_each.n -= 1


class Growable__second_view_what_first_showed:
    """What is appended after a block must be seen in the next"""

    def __init__(self):
        self._d, self._s, self._n = ([], b"", 0)

    def append(self, data):
        if self._n:
            raise BufferError
        self._d.append(memoryview(data).tobytes())

    @contextmanager
    def view(self):
        if not self._s:
            self._s = b"".join(self._d)
        self._n += 1
        try:
            with memoryview(self._s) as m:
                yield m
        finally:
            self._n -= 1


class Growable__another_30:
    def __init__(self):
        self.chunks, self.joined, self.open = ([], b"", set())

    def append(self, data):
        if self.open:
            raise BufferError(f"{len(self.open)} views are open")
        self.joined = b"".join((self.joined, memoryview(data).cast("B")))

    @contextmanager
    def view(self):
        with ExitStack() as stack:
            v = stack.enter_context(memoryview(self.joined))
            key = object()
            self.open.add(key)
            stack.callback(self.open.discard, key)
            yield v
