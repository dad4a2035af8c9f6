class Packet:
    def __init__(self, data, writable=False):
        self._data = bytearray(data)
        self._writable = writable

    def __buffer__(self, flags):
        view = memoryview(self._data)
        return view if self._writable else view.toreadonly()

    def resize(self, n):
        if n < len(self._data):
            del self._data[n:]
        else:
            self._data.extend(bytes(n - len(self._data)))


class Packet__copies(Packet):
    """export the bytearray itself"""

    def __buffer__(self, flags):
        view = memoryview(bytearray(self._data))
        return view if self._writable else view.toreadonly()


class Packet__always_writable(Packet):
    """the buffer must be read-only"""

    def __buffer__(self, flags):
        return memoryview(self._data)


class Packet__returns_bytearray(Packet):
    """which returns a memoryview"""

    def __buffer__(self, flags):
        return self._data


class Packet__replaces(Packet):
    """resize must raise BufferError"""

    def resize(self, n):
        self._data = self._data[:n].ljust(n, b"\0")


class Packet__shrinks_only(Packet):
    """zeros are added"""

    def resize(self, n):
        del self._data[n:]


class Packet__never_counts_down(Packet):
    """count down in __release_buffer__"""

    _open = 0

    def __buffer__(self, flags):
        self._open += 1
        return super().__buffer__(flags)

    def resize(self, n):
        if self._open:
            raise BufferError("a buffer is open")
        super().resize(n)


class Packet__flag(Packet):
    """count them"""

    _open = False

    def __buffer__(self, flags):
        self._open = True
        return super().__buffer__(flags)

    def __release_buffer__(self, view):
        self._open = False

    def resize(self, n):
        if self._open:
            raise BufferError("a buffer is open")
        self._data = self._data[:n].ljust(n, b"\0")


def accepts(view):
    if any(suboffset >= 0 for suboffset in view.suboffsets):
        return set()
    granted = {"STRIDES"}
    if view.c_contiguous:
        granted |= {"SIMPLE", "C"}
        if not view.readonly:
            granted.add("WRITABLE")
    if view.f_contiguous:
        granted.add("F")
    return granted


def accepts__writable_with_gaps(view):
    """A bare WRITABLE does not ask for strides"""
    return accepts(view) | (set() if view.readonly else {"WRITABLE"})


def accepts__ignores_readonly(view):
    """Read-only memory refuses WRITABLE"""
    granted = accepts(view)
    return granted | ({"WRITABLE"} if "SIMPLE" in granted else set())


def accepts__contiguous(view):
    """without strides a consumer would read it in C order"""
    granted = accepts(view)
    return granted | ({"SIMPLE", "WRITABLE"} if view.contiguous and not view.readonly else set())


def accepts__c_or_f(view):
    """C and F order are the same"""
    return accepts(view) - {"F"}


def accepts__both_orders(view):
    """In two dimensions C and F order differ"""
    return accepts(view) | ({"C", "F"} if view.contiguous else set())


def accepts__bytes_only(view):
    """The format does not matter"""
    return accepts(view) if view.format == "B" else {"STRIDES"}


def accepts__list(view):
    """grants all five"""
    return sorted(accepts(view))


class Packet__counts:
    def __init__(self, data, writable=False):
        self.data, self.writable, self.open = data, writable, 0

    def __buffer__(self, flags):
        if flags & 1 and not self.writable:
            raise BufferError("a read-only packet")
        view = memoryview(self.data)
        self.open += 1
        return view if self.writable else view.toreadonly()

    def __release_buffer__(self, view):
        self.open -= 1

    def resize(self, n):
        if self.open:
            raise BufferError(f"{self.open} buffers are open")
        self.data = bytearray(self.data[:n].ljust(n, b"\0"))


def accepts__by_rule(view):
    if view.suboffsets:
        return set()
    rules = {
        "SIMPLE": view.c_contiguous,
        "WRITABLE": view.c_contiguous and not view.readonly,
        "C": view.c_contiguous,
        "F": view.f_contiguous,
        "STRIDES": True,
    }
    return {name for name, granted in rules.items() if granted}


_WRITABLE = 1


class Packet__reference:
    def __init__(self, data, writable=False):
        self._data, self._writable, self._open = bytearray(data), writable, 0

    def __buffer__(self, flags):
        if flags & _WRITABLE and not self._writable:
            raise BufferError("read-only")
        view = memoryview(self._data)
        if not self._writable:
            view = view.toreadonly()
        self._open += 1
        return view

    def __release_buffer__(self, view):
        self._open -= 1
        view.release()

    def resize(self, n):
        if self._open:
            raise BufferError("in use")
        self._data[n:] = bytes(max(0, n - len(self._data)))


class Packet__read_only(Packet__reference):
    """neither toreadonly() nor a copy as bytes will do"""

    def __init__(self, data, writable=False):
        super().__init__(data, False)


class Packet__error_kind(Packet__reference):
    """A buffer is open: resize must raise BufferError"""

    def resize(self, n):
        if self._open:
            raise TypeError("in use")
        super().resize(n)


class Packet__value_error(Packet__reference):
    """A request that can't be met is refused by"""

    def __buffer__(self, flags):
        if flags & _WRITABLE and not self._writable:
            raise ValueError("read-only")
        return super().__buffer__(flags)


class Packet__never_unlocked(Packet__reference):
    """The buffer has been released, so resize must work"""

    def __release_buffer__(self, view):
        view.release()


class Packet__counts_refused(Packet__reference):
    """The request to write was refused, so no buffer is"""

    def __buffer__(self, flags):
        self._open += 1
        if flags & _WRITABLE and not self._writable:
            raise BufferError("read-only")
        view = memoryview(self._data)
        return view if self._writable else view.toreadonly()


class Packet__no_shrinking(Packet__reference):
    """While nothing is open resize changes the length"""

    def resize(self, n):
        if self._open:
            raise BufferError("in use")
        self._data.extend(bytes(max(0, n - len(self._data))))


class Packet__lock_of_bytearray:
    def __init__(self, data, writable=False):
        self._data, self._writable = bytearray(data), writable

    def __buffer__(self, flags):
        view = memoryview(self._data)
        return view if self._writable else view.toreadonly()

    def resize(self, n):
        self._check()
        if n <= len(self._data):
            del self._data[n:]
        else:
            self._data.extend(bytes(n - len(self._data)))

    def _check(self):
        self._data.append(0)
        del self._data[-1]


class Packet__flags_of_inspect:
    def __init__(self, data, *, writable=False):
        self.data, self.writable, self.views = bytearray(data), writable, 0

    def __buffer__(self, flags):
        import inspect

        if inspect.BufferFlags.WRITABLE & flags and not self.writable:
            raise BufferError("not writable")
        self.views += 1
        with memoryview(self.data) as view:
            return view[:] if self.writable else view.toreadonly()

    def __release_buffer__(self, view):
        self.views -= 1

    def resize(self, n):
        if self.views > 0:
            raise BufferError(f"{self.views} views are open")
        self.data = self.data[:n].ljust(n, b"\0")


class Packet__kept_views:
    def __init__(self, data, writable=False):
        self._data, self._writable, self._lent = bytearray(data), bool(writable), []

    def __buffer__(self, flags):
        if not self._writable and flags & 1:
            raise BufferError
        view = memoryview(self._data)
        if not self._writable:
            view = view.toreadonly()
        self._lent.append(id(view))
        return view

    def __release_buffer__(self, view):
        self._lent.remove(id(view)) if id(view) in self._lent else self._lent.pop()

    def resize(self, n):
        if self._lent:
            raise BufferError
        self._data[:] = (bytes(self._data) + bytes(n))[:n]


class Packet__subclass(Packet__reference):
    def __init__(self, data, writable=False):
        Packet__reference.__init__(self, memoryview(data), writable)


class Packet__two_kinds:
    def __init__(self, data, writable=False):
        self._data = bytearray(data)
        self._view = (
            (lambda: memoryview(self._data))
            if writable
            else (lambda: memoryview(self._data).toreadonly())
        )
        self._count = 0

    def __buffer__(self, flags):
        view = self._view()
        if view.readonly and flags & 1:
            view.release()
            raise BufferError("read-only")
        self._count += 1
        return view

    def __release_buffer__(self, view):
        self._count -= 1

    def resize(self, n):
        if self._count:
            raise BufferError("open")
        more = n - len(self._data)
        self._data = self._data + bytes(more) if more > 0 else self._data[:n]


class Packet__slots:
    __slots__ = ("_data", "_writable", "_open")

    def __init__(self, data, writable=False):
        self._data, self._writable, self._open = bytearray(data), writable, 0

    __buffer__ = Packet__reference.__buffer__
    __release_buffer__ = Packet__reference.__release_buffer__
    resize = Packet__reference.resize


def accepts__reference(view):
    names = {"STRIDES"}
    if view.c_contiguous:
        names |= {"SIMPLE", "C"}
        if not view.readonly:
            names.add("WRITABLE")
    if view.f_contiguous:
        names.add("F")
    return names


def accepts__never_writable(view):
    """A writable flat view grants all five; in one"""
    return accepts__reference(view) - {"WRITABLE"}


def accepts__c_for_f(view):
    """Fortran order has no gaps, yet without strides a"""
    return accepts__reference(view) | ({"C"} if view.contiguous else set())


def accepts__simple_for_f(view):
    """Fortran order has no gaps, yet without strides a"""
    return accepts__reference(view) | ({"SIMPLE"} if view.contiguous else set())


def accepts__simple_bytes_only(view):
    """The format does not matter: none of the five asks for"""
    names = accepts__reference(view)
    return names if view.format == "B" else names - {"SIMPLE"}


def accepts__simple_one_dimension(view):
    """In two dimensions C and F order differ: see"""
    names = accepts__reference(view)
    return names if view.ndim == 1 else names - {"SIMPLE"}


def accepts__simple_for_all(view):
    """Memory with gaps needs strides to be described: only"""
    return accepts__reference(view) | {"SIMPLE"}


def accepts__comprehension(view):
    c = view.c_contiguous
    return {
        name
        for name, granted in (
            ("SIMPLE", c),
            ("WRITABLE", c and not view.readonly),
            ("C", c),
            ("F", view.f_contiguous),
            ("STRIDES", True),
        )
        if granted
    }


def accepts__dict(view):
    granted = {
        "SIMPLE": view.c_contiguous,
        "C": view.c_contiguous,
        "F": view.f_contiguous,
        "STRIDES": True,
        "WRITABLE": not view.readonly and view.c_contiguous,
    }
    return set(filter(granted.get, granted))


def accepts__remove(view):
    names = {"SIMPLE", "WRITABLE", "C", "F", "STRIDES"}
    if view.readonly:
        names.discard("WRITABLE")
    if not view.f_contiguous:
        names.discard("F")
    if not view.c_contiguous:
        names -= {"SIMPLE", "C", "WRITABLE"}
    return names


def accepts__union(view):
    return (
        {"STRIDES"}
        | ({"F"} if view.f_contiguous else set())
        | ({"SIMPLE", "C"} if view.c_contiguous else set())
        | ({"WRITABLE"} if view.c_contiguous and not view.readonly else set())
    )


def accepts__own_contiguity(view):
    def contiguous(pairs):
        step = view.itemsize
        for n, s in pairs:
            if n != 1 and s != step:
                return False
            step *= n
        return True

    pairs = list(zip(view.shape, view.strides))
    empty = view.ndim > 1 and 0 in view.shape
    names = {"STRIDES"}
    if empty or contiguous(pairs[::-1]):
        names.update(["SIMPLE", "C"])
        if view.readonly is False:
            names.add("WRITABLE")
    if empty or contiguous(pairs):
        names.add("F")
    return names


def accepts__generator(view):
    def names():
        yield "STRIDES"
        if view.f_contiguous:
            yield "F"
        if view.c_contiguous:
            yield "C"
            yield "SIMPLE"
            if not view.readonly:
                yield "WRITABLE"

    return set(names())
