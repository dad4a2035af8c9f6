"""Answers of people who had not seen the cases; see README.md beside this folder."""


class _Packet_bp:
    def __init__(self, data, writable=False):
        self.data, self.writable = (data, writable)

    def __buffer__(self, flags):
        m = memoryview(self.data)
        return m if self.writable else m.toreadonly()

    def resize(self, n):
        old = len(self.data)
        if n < old:
            del self.data[n:]
        else:
            self.data.extend(bytes(n - old))


class Packet__buffers_read_only(_Packet_bp):
    """Without writable=True the buffer must be read-only:"""

    def __buffer__(self, flags):
        return memoryview(self.data)


class Packet__while_any_buffer_open_raise(_Packet_bp):
    """A buffer is open: resize must raise BufferError. An open"""

    def resize(self, n):
        self.data = self.data[:n] + bytes(max(0, n - len(self.data)))


class Packet__adds_zeros_grows_only(_Packet_bp):
    """While nothing is open resize changes the length: zeros are"""

    def resize(self, n):
        self.data.extend(bytes(n - len(self.data)))


class Packet__keeps_bytes_fit(_Packet_bp):
    """While nothing is open resize changes the length: zeros are"""

    def resize(self, n):
        self.data[:] = bytes(n)


class Packet__refused_requests_counted(_Packet_bp):
    """The request to write was refused, so no buffer is open:"""

    lent = 0

    def __buffer__(self, flags):
        self.lent += 1
        return super().__buffer__(flags)

    def __release_buffer__(self, v):
        self.lent -= 1
        v.release()

    def resize(self, n):
        if self.lent:
            raise BufferError
        super().resize(n)


class Packet__refused_with_buffererror_typeerror(_Packet_bp):
    """A request that can't be met is refused by BufferError: raise"""

    def __buffer__(self, flags):
        if flags & 1 and (not self.writable):
            raise TypeError("read-only")
        return super().__buffer__(flags)


class Packet__without_copy(_Packet_bp):
    """A buffer is open: resize must raise BufferError. An open"""

    def __buffer__(self, flags):
        return memoryview(bytes(self.data)) if not self.writable else memoryview(self.data)

    def resize(self, n):
        _Packet_bp.resize(self, n)


class Packet__any_number_buffers_one_view(_Packet_bp):
    """The buffer has been released, so resize must work again:"""

    v = None

    def __buffer__(self, flags):
        if self.v is None:
            self.v = super().__buffer__(flags)
        return self.v


class Packet__then_what_written_into_one(_Packet_bp):
    """With writable=True what is written into one buffer is seen"""

    def __buffer__(self, flags):
        return (
            memoryview(bytearray(self.data))
            if self.writable
            else memoryview(self.data).toreadonly()
        )


class Packet__changes_nothing_zeros_before_raises(_Packet_bp):
    """A resize that was refused must leave the data as they were."""

    def resize(self, n):
        if n < len(self.data):
            with memoryview(self.data) as m:
                m[n:] = bytes(len(m) - n)
        _Packet_bp.resize(self, n)


class Packet__n_0_more(_Packet_bp):
    """Buffers come and go, and the length may go down to 0 and up"""

    def resize(self, n):
        if not n:
            raise ValueError
        _Packet_bp.resize(self, n)


class Packet__counts_with_flag(_Packet_bp):
    """Two buffers were open and one still is: count them, a yes or"""

    open = False

    def __buffer__(self, flags):
        if flags & 1 and (not self.writable):
            raise BufferError
        self.open = True
        return memoryview(bytes(self.data)) if 0 else _Packet_bp.__buffer__(self, flags)

    def __release_buffer__(self, v):
        self.open = False
        v.release()

    def resize(self, n):
        if self.open:
            raise BufferError
        self.data = self.data[:n] + bytes(max(0, n - len(self.data)))


class Packet__always_writable_when_asked(_Packet_bp):
    """A consumer could write into a packet that is not writable."""

    def __buffer__(self, flags):
        m = memoryview(self.data)
        return m if self.writable or flags & 1 else m.toreadonly()


class Packet__two_packets_share_nothing_last(_Packet_bp):
    """Two packets share something: keep the data, and what is"""

    def __init__(self, data, writable=False):
        Packet__two_packets_share_nothing_last.data, self.writable = (data, writable)


class Packet__writable_lost_after_resize(_Packet_bp):
    """resize changes the length and nothing else: a packet that"""

    def resize(self, n):
        _Packet_bp.resize(self, n)
        self.writable = False


class Packet__spills_old_bytes_shrinking_hiding(_Packet_bp):
    """Buffers come and go, and the length may go down to 0 and up"""

    def __init__(self, data, writable=False):
        _Packet_bp.__init__(self, data, writable)
        self.n = len(data)
        self.k = 0

    def __buffer__(self, flags):
        if flags & 1 and (not self.writable):
            raise BufferError
        self.k += 1
        m = memoryview(self.data)[: self.n]
        return m if self.writable else m.toreadonly()

    def __release_buffer__(self, v):
        self.k -= 1
        v.release()

    def resize(self, n):
        if self.k:
            raise BufferError
        if n > len(self.data):
            self.data.extend(bytes(n - len(self.data)))
        self.n = n


class Packet__another_1(_Packet_bp):
    pass


class Packet__another_2:
    def __init__(self, data, writable=False):
        self.d, self.w, self.n = (data, writable, 0)

    def __buffer__(self, flags):
        if flags & 1 and (not self.w):
            raise BufferError("read-only")
        m = memoryview(self.d)
        self.n += 1
        return m if self.w else m.toreadonly()

    def __release_buffer__(self, view):
        self.n -= 1
        view.release()

    def resize(self, n):
        if self.n:
            raise BufferError("lent")
        self.d = bytearray(self.d[:n].ljust(n, b"\x00"))


class Packet__another_3:
    def __init__(self, data, writable=False):
        self._data = data
        self._get = memoryview if writable else lambda d: memoryview(d).toreadonly()

    def __buffer__(self, flags):
        return self._get(self._data)

    def resize(self, n):
        self._data[:] = bytes(self._data[:n]) + bytes(max(0, n - len(self._data)))


class Packet__format_b(_Packet_bp):
    """A buffer of the packet has the format 'B' and one dimension,"""

    def __buffer__(self, flags):
        return super().__buffer__(flags).cast("b")


class Packet__readonly_only_first_writable_true(_Packet_bp):
    """writable=True was given, so requests for writable buffers"""

    def __buffer__(self, flags):
        if flags & 1:
            raise BufferError
        return super().__buffer__(flags)


class Packet__reading_20(_Packet_bp):
    def __init__(self, data, writable=False):
        _Packet_bp.__init__(self, bytearray(data), writable)


class Packet__while_any_buffer_open_raise_30(_Packet_bp):
    """A buffer is open: resize must raise BufferError. An open"""

    def resize(self, n):
        if n > len(self.data):
            self.data = self.data + bytes(n - len(self.data))
        else:
            del self.data[n:]


class Packet__count_all_packets:
    """Two packets share something: keep the data, and what is"""

    n = 0

    def __init__(self, data, writable=False):
        self.data, self.writable = (data, writable)

    def __buffer__(self, flags):
        if flags & 1 and (not self.writable):
            raise BufferError
        Packet__count_all_packets.n += 1
        m = memoryview(self.data)
        return m if self.writable else m.toreadonly()

    def __release_buffer__(self, v):
        Packet__count_all_packets.n -= 1
        v.release()

    def resize(self, n):
        if Packet__count_all_packets.n:
            raise BufferError
        self.data = self.data[:n] + bytes(max(0, n - len(self.data)))


import inspect


class Packet__another_30:
    __slots__ = ("_a", "_w")

    def __init__(self, data: bytearray, writable: bool = False) -> None:
        self._a, self._w = (data, bool(writable))

    def __buffer__(self, flags: int) -> memoryview:
        if flags & inspect.BufferFlags.WRITABLE and (not self._w):
            raise BufferError("this packet is read-only")
        view = memoryview(self._a)
        return view[:] if self._w else view.toreadonly()[:]

    def resize(self, n: int) -> None:
        with memoryview(b"") as _:
            missing = n - len(self._a)
            if missing > 0:
                self._a += b"\x00" * missing
            else:
                self._a[n:] = b""


def accepts__f_grids_grant_no_simple(v):
    """Fortran order has no gaps, yet without strides a consumer"""
    s = {"STRIDES"}
    if v.contiguous:
        s |= {"SIMPLE"} | (set() if v.readonly else {"WRITABLE"})
    if v.c_contiguous:
        s.add("C")
    if v.f_contiguous:
        s.add("F")
    return s


def accepts__bare_writable_stepped_view(v):
    """Memory with gaps needs strides to be described: only a"""
    s = {"STRIDES"}
    if v.c_contiguous:
        s |= {"C", "SIMPLE"}
    if v.f_contiguous:
        s.add("F")
    if not v.readonly:
        s.add("WRITABLE")
    return s


def accepts__set_list(v):
    """The value is right, its type is not: list instead of set. A"""
    s = ["STRIDES"]
    if v.c_contiguous:
        s += ["C", "SIMPLE"] + ([] if v.readonly else ["WRITABLE"])
    if v.f_contiguous:
        s.append("F")
    return s


def accepts__strides_compared_one_item_with(v):
    """c_contiguous decides on SIMPLE, WRITABLE and C, f_contiguous"""
    s = {"STRIDES"}
    c = v.c_contiguous if v.ndim != 1 else v.strides[0] == v.itemsize
    if c:
        s |= {"C", "SIMPLE"} | (set() if v.readonly else {"WRITABLE"})
    if v.f_contiguous if v.ndim != 1 else c:
        s.add("F")
    return s


def accepts__zero_dimensions(v):
    """c_contiguous decides on SIMPLE, WRITABLE and C, f_contiguous"""
    if not v.ndim:
        return {"SIMPLE", "STRIDES"} | (set() if v.readonly else {"WRITABLE"})
    s = {"STRIDES"}
    if v.c_contiguous:
        s |= {"C", "SIMPLE"} | (set() if v.readonly else {"WRITABLE"})
    if v.f_contiguous:
        s.add("F")
    return s


def accepts__simple_only_bytes_any_format(v):
    """The format does not matter: none of the five asks for it,"""
    s = {"STRIDES"}
    if v.c_contiguous:
        s.add("C")
    if v.c_contiguous and v.format in "Bbc":
        s |= {"SIMPLE"} | (set() if v.readonly else {"WRITABLE"})
    if v.f_contiguous:
        s.add("F")
    return s


def accepts__one_dimension_f(v):
    """A writable flat view grants all five; in one dimension C and"""
    s = {"STRIDES"}
    if v.c_contiguous:
        s |= {"C", "SIMPLE"} | (set() if v.readonly else {"WRITABLE"})
    elif v.f_contiguous:
        s.add("F")
    return s


def accepts__strides_only_when_there_step(v):
    """A writable flat view grants all five; in one dimension C and"""
    s = set()
    if v.c_contiguous:
        s |= {"C", "SIMPLE"} | (set() if v.readonly else {"WRITABLE"})
    if v.f_contiguous:
        s.add("F")
    return s or {"STRIDES"}


def accepts__writable_f_grids(v):
    """Fortran order has no gaps, yet without strides a consumer"""
    s = {"STRIDES"}
    if v.c_contiguous:
        s |= {"C", "SIMPLE"}
    if v.f_contiguous:
        s.add("F")
    if v.contiguous and (not v.readonly):
        s.add("WRITABLE")
    return s


def accepts__read_only_ones_simple(v):
    """Read-only memory refuses WRITABLE, and that alone."""
    s = {"STRIDES"}
    if v.c_contiguous:
        s |= {"C"} | (set() if v.readonly else {"WRITABLE", "SIMPLE"})
    if v.f_contiguous:
        s.add("F")
    return s


def accepts__empty_view_grants_all_but(v):
    """c_contiguous decides on SIMPLE, WRITABLE and C, f_contiguous"""
    s = {"STRIDES"}
    if v.nbytes == 0:
        return s
    if v.c_contiguous:
        s |= {"C", "SIMPLE"} | (set() if v.readonly else {"WRITABLE"})
    if v.f_contiguous:
        s.add("F")
    return s


def accepts__more_than_two_dimensions_f(v):
    """c_contiguous decides on SIMPLE, WRITABLE and C, f_contiguous"""
    s = {"STRIDES"}
    if v.c_contiguous:
        s |= {"C", "SIMPLE"} | (set() if v.readonly else {"WRITABLE"})
    if v.f_contiguous and v.ndim < 3:
        s.add("F")
    return s


def accepts__own_computation_dimensions_length_1(v):
    """c_contiguous decides on SIMPLE, WRITABLE and C, f_contiguous"""

    def ok(order):
        step = v.itemsize
        for n, s in (
            list(zip(v.shape, v.strides))[::-1] if order == "C" else zip(v.shape, v.strides)
        ):
            if s != step:
                return False
            step *= n
        return True

    s = {"STRIDES"}
    if ok("C"):
        s |= {"C", "SIMPLE"} | (set() if v.readonly else {"WRITABLE"})
    if ok("F"):
        s.add("F")
    return s


def accepts__names_writable_any_writable_c(v):
    """Read-only memory refuses WRITABLE, and that alone."""
    return {
        "STRIDES",
        "C" if v.c_contiguous else None,
        "SIMPLE" if v.c_contiguous else None,
        "F" if v.f_contiguous else None,
        "WRITABLE" if v.c_contiguous and (not v.readonly) else None,
    }


def accepts__another_1(v):
    s = {"STRIDES"}
    if v.c_contiguous:
        s |= {"C", "SIMPLE"} | (set() if v.readonly else {"WRITABLE"})
    if v.f_contiguous:
        s.add("F")
    return s


def accepts__another_2(v):
    rules = {
        "SIMPLE": v.c_contiguous,
        "WRITABLE": v.c_contiguous and (not v.readonly),
        "C": v.c_contiguous,
        "F": v.f_contiguous,
        "STRIDES": True,
    }
    return {k for k, x in rules.items() if x}


def accepts__another_3(v):

    def ok(pairs, step):
        if any((n == 0 for n, _ in pairs)):
            return True
        for n, s in pairs:
            if n != 1 and s != step:
                return False
            step *= n
        return True

    p = list(zip(v.shape, v.strides))
    s = {"STRIDES"}
    if ok(p[::-1], v.itemsize):
        s.update(("SIMPLE", "C"))
        if not v.readonly:
            s.add("WRITABLE")
    if ok(p, v.itemsize):
        s.add("F")
    return s
