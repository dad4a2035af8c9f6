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
