import contextlib
import ctypes
import functools
import math
import mmap
import operator
import sys
from array import array
from contextlib import ExitStack


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
    """This is no exporter: memoryview(obj) raises the TypeError"""
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
    """None of these lends memory, though bytes(obj) may well build"""
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


def size_of__reference(obj):
    with memoryview(obj) as view:
        return view.nbytes


def size_of__cast(obj):
    """Of a view with a step only the bytes of its own items count."""
    with memoryview(obj) as view, view.cast("B") as flat:
        return len(flat)


def size_of__none_for_others(obj):
    """This is no exporter: memoryview(obj) raises the"""
    try:
        return size_of__reference(obj)
    except TypeError:
        return None


def size_of__encodes_text(obj):
    """This is no exporter: memoryview(obj) raises the"""
    if isinstance(obj, str):
        obj = obj.encode()
    return size_of__reference(obj)


def size_of__value_error(obj):
    """This is no exporter: memoryview(obj) raises the"""
    try:
        return size_of__reference(obj)
    except TypeError as error:
        raise ValueError("no exporter") from error


def size_of__releases_caller(obj):
    """The view that was given belongs to the caller, who"""
    with obj if isinstance(obj, memoryview) else memoryview(obj) as view:
        return view.nbytes


def size_of__try_finally(obj):
    view = memoryview(obj)
    try:
        return view.nbytes
    finally:
        view.release()


def size_of__product(obj):
    with memoryview(obj) as view:
        return functools.reduce(operator.mul, view.shape, view.itemsize)


def size_of__prod_start(obj):
    with memoryview(obj) as view:
        return math.prod(view.shape, start=view.itemsize)


def size_of__attrgetter(obj):
    with memoryview(obj) as view:
        return operator.attrgetter("nbytes")(view)


def size_of__exit_stack(obj):
    with ExitStack() as stack:
        return stack.enter_context(memoryview(obj)).nbytes


def size_of__one_line(obj):
    return memoryview(obj).nbytes


def is_exporter__reference(obj):
    try:
        with memoryview(obj):
            return True
    except Exception:
        return False


def is_exporter__known_types_too(obj):
    """A PickleBuffer lends memory, but has no items, no"""
    if isinstance(obj, memoryview):
        return is_exporter__reference(obj)
    return isinstance(
        obj,
        (bytes, bytearray, array, mmap.mmap, ctypes.Array, ctypes.Structure, ctypes._SimpleCData),
    )


def is_exporter__released_is_type(obj):
    """A released view lends nothing any more"""
    return isinstance(obj, memoryview) or is_exporter__reference(obj)


def is_exporter__truth_of_view(obj):
    """It lends its memory all the same"""
    try:
        with memoryview(obj) as view:
            return bool(view)
    except Exception:
        return False


def is_exporter__none(obj):
    """None of these lends memory, though bytes(obj) may"""
    try:
        memoryview(obj).release()
    except Exception:
        return
    return True


def is_exporter__releases_caller(obj):
    """The view that was given belongs to the caller, who"""
    try:
        with obj if type(obj) is memoryview else memoryview(obj):
            return True
    except Exception:
        return False


def is_exporter__cast(obj):
    """This view has a step: its items do not lie side by"""
    try:
        with memoryview(obj) as view, view.cast("B"):
            return True
    except Exception:
        return False


def is_exporter__writable(obj):
    """bytes, bytearray and memoryview lend their memory"""
    try:
        (ctypes.c_char * 0).from_buffer(obj)
        return True
    except Exception:
        return False


def is_exporter__release(obj):
    try:
        memoryview(obj).release()
    except Exception:
        return False
    else:
        return True


def is_exporter__bare_view(obj):
    try:
        memoryview(obj)
    except Exception:
        return False
    return True


def is_exporter__suppress(obj):
    with contextlib.suppress(Exception), memoryview(obj):
        return True
    return False


def is_exporter__flag(obj):
    lends = False
    try:
        with memoryview(obj) as view:
            lends = view.nbytes >= 0
    except Exception:
        pass
    return lends


def is_exporter__exit_stack(obj):
    with ExitStack() as stack:
        try:
            stack.enter_context(memoryview(obj))
        except Exception:
            return False
        return True


def is_exporter__class(obj):
    class Attempt:
        lends = False

        def __enter__(self):
            return self

        def __exit__(self, kind, error, trace):
            return kind is not None and issubclass(kind, Exception)

    with Attempt() as attempt:
        memoryview(obj).release()
        attempt.lends = True
    return attempt.lends
