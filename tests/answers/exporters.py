import sys


def size_of(obj):
    with memoryview(obj) as view:
        return view.nbytes


def size_of__counts_items(obj):
    """len() counts items"""
    return len(memoryview(obj))


def size_of__by_len(obj):
    """len() counts items"""
    return len(obj)


def size_of__multiplies(obj):
    """two-dimensional view is its number of rows"""
    view = memoryview(obj)
    return len(view) * view.itemsize


def size_of__by_copy(obj):
    """This is no exporter"""
    return len(bytes(obj))


def size_of__gives_zero(obj):
    """This is no exporter"""
    try:
        return memoryview(obj).nbytes
    except TypeError:
        return 0


def size_of__getsizeof(obj):
    """three of them are three bytes"""
    return sys.getsizeof(obj)


def size_of__spans(obj):
    """a view with a step"""
    view = memoryview(obj)
    if view.ndim == 1:
        return len(view) * view.strides[0]
    return view.nbytes


def size_of__needs_len(obj):
    """an exporter of no dimensions"""
    if len(obj) == 0:
        return 0
    return memoryview(obj).nbytes


_views = []


def size_of__keeps_the_view(obj):
    """so the bytearray is locked"""
    _views.append(memoryview(obj))
    return _views[-1].nbytes


def is_exporter(obj):
    try:
        memoryview(obj).release()
    except Exception:
        return False
    return True


def is_exporter__known_types(obj):
    """A list of known types"""
    return isinstance(obj, (bytes, bytearray, memoryview))


def is_exporter__by_bytes(obj):
    """None of these lends memory"""
    try:
        bytes(obj)
    except Exception:
        return False
    return True


def is_exporter__type_error_only(obj):
    """A released view lends nothing"""
    try:
        memoryview(obj)
        return True
    except TypeError:
        return False


def is_exporter__expected_errors_only(obj):
    """refuse with any exception"""
    try:
        memoryview(obj)
        return True
    except (TypeError, ValueError, BufferError):
        return False


def is_exporter__keeps_the_view(obj):
    """so the bytearray is locked"""
    try:
        _views.append(memoryview(obj))
        return True
    except Exception:
        return False


def is_exporter__returns_the_view(obj):
    """say so with True"""
    try:
        return memoryview(obj)
    except Exception:
        return False


def is_exporter__owns_a_buffer(obj):
    """does not lend it itself"""
    if hasattr(obj, "getbuffer"):
        return True
    return is_exporter(obj)


def is_exporter__with(obj):
    try:
        with memoryview(obj):
            return True
    except Exception:
        return False


def size_of__tobytes(obj):
    return len(memoryview(obj).tobytes())
