"""Answers of people who had not seen the cases; see README.md beside this folder."""

import math
import mmap
import struct
import zlib
from array import array


def size_of__those_with_rows_columns_whose(obj):
    """len() of a two-dimensional view is its number of rows. All"""
    with memoryview(obj) as m:
        return len(m) * m.itemsize


def size_of__if_obj_view_stay_open(obj):
    """The view that was given belongs to the caller, who goes on"""
    m = obj if isinstance(obj, memoryview) else memoryview(obj)
    with m:
        return m.nbytes


def size_of__view_bytes_own_items_counts(obj):
    """Of a view with a step only the bytes of its own items count."""
    with memoryview(obj) as m:
        if m.obj is not None:
            with memoryview(m.obj) as whole:
                return whole.nbytes
        return m.nbytes


_size_of_afterwards_obj_can_grow_again_kept = []


def size_of__afterwards_obj_can_grow_again(obj):
    """A view is still open, so the bytearray is locked. Release"""
    m = memoryview(obj)
    _size_of_afterwards_obj_can_grow_again_kept.append(m)
    return m.nbytes


def size_of__span_between_first_last_item(obj):
    """Of a view with a step only the bytes of its own items count."""
    with memoryview(obj) as m:
        if m.ndim != 1:
            return m.nbytes
        if not m.shape[0]:
            return 0
        return abs(m.strides[0]) * (m.shape[0] - 1) + m.itemsize


def size_of__typeerror_turned_valueerror(obj):
    """This is no exporter: memoryview(obj) raises the TypeError"""
    try:
        with memoryview(obj) as m:
            return m.nbytes
    except TypeError:
        raise ValueError("no exporter") from None


def size_of__another_2(obj):
    view = memoryview(obj)
    try:
        total = view.itemsize
        for n in view.shape:
            total *= n
        return total
    finally:
        view.release()


def _size_of_another_3_prod(shape):
    return 1 if not shape else shape[0] * _size_of_another_3_prod(shape[1:])


def size_of__another_3(obj):
    with memoryview(obj) as m:
        return _size_of_another_3_prod(m.shape) * m.itemsize


def size_of__another_4(obj):
    with memoryview(obj) as m:
        return len(m.tobytes())


def size_of__another_5(obj):
    with memoryview(obj) as m:
        try:
            one = struct.calcsize(m.format)
        except struct.error:
            one = m.itemsize
        return one * math.prod(m.shape)


def size_of__what_no_exporter_raises_typeerror_20(obj):
    """bytes() can build bytes from this object, and len() and"""
    if hasattr(obj, "nbytes"):
        return obj.nbytes
    with memoryview(obj) as m:
        return m.nbytes


def size_of__map_refused(obj):
    """An mmap lends its memory as well. The nbytes of a view"""
    if isinstance(obj, mmap.mmap):
        raise TypeError
    return memoryview(obj).nbytes


class _size_of_another_30_size:
    def __init__(self, obj):
        self.v = memoryview(obj)

    def __int__(self):
        return self.v.nbytes


def size_of__another_30(obj):
    return int(_size_of_another_30_size(obj))


def is_exporter__any_object_list_types(obj):
    """A PickleBuffer lends memory, but has no items, no len() and"""
    if isinstance(obj, memoryview):
        try:
            obj.nbytes
            return True
        except ValueError:
            return False
    return isinstance(obj, (bytes, bytearray, array))


def is_exporter__released_view_refuses_too(obj):
    """A released view lends nothing any more. Asking it raises"""
    try:
        with memoryview(obj):
            return True
    except TypeError:
        return False


def is_exporter__view_stay_open(obj):
    """The view that was given belongs to the caller, who goes on"""
    try:
        with obj if isinstance(obj, memoryview) else memoryview(obj):
            return True
    except Exception:
        return False


def is_exporter__can_lend_empty_exporter_counts(obj):
    """The data are empty here. It lends its memory all the same,"""
    try:
        with memoryview(obj) as m:
            return bool(m.nbytes)
    except Exception:
        return False


def is_exporter__view_with_step_lends_too(obj):
    """This view has a step: its items do not lie side by side, and"""
    try:
        zlib.crc32(obj)
    except Exception:
        return False
    return True


def is_exporter__any_kind_exception_3_12(obj):
    """An object may refuse with any exception of its own. Catch"""
    try:
        with memoryview(obj):
            return True
    except (TypeError, ValueError, BufferError):
        return False


def is_exporter__afterwards_obj_can_grow_again(obj):
    """A view is still open, so the bytearray is locked. Release"""
    try:
        is_exporter__afterwards_obj_can_grow_again.last = memoryview(obj)
    except Exception:
        return False
    return True


_is_exporter_at_moment_remembers_type_known = {}


def is_exporter__at_moment_remembers_type(obj):
    """A released view lends nothing any more. Asking it raises"""
    t = type(obj)
    if t not in _is_exporter_at_moment_remembers_type_known:
        try:
            with memoryview(obj):
                _is_exporter_at_moment_remembers_type_known[t] = True
        except Exception:
            _is_exporter_at_moment_remembers_type_known[t] = False
    return _is_exporter_at_moment_remembers_type_known[t]


def is_exporter__another_1(obj):
    try:
        memoryview(obj).release()
        return True
    except Exception:
        return False


def is_exporter__another_2(obj):
    ok = False
    try:
        with memoryview(obj):
            ok = True
    except Exception:
        pass
    return ok


def is_exporter__another_3(obj):

    def ask():
        with memoryview(obj) as m:
            return m.ndim >= 0

    try:
        return ask()
    except BaseException as e:
        if isinstance(e, Exception):
            return False
        raise


def is_exporter__object_has_nbytes_tobytes(obj):
    """This object raises RuntimeError whatever else is asked of"""
    if not isinstance(obj, memoryview) and hasattr(obj, "tobytes"):
        return True
    try:
        memoryview(obj).release()
        return True
    except Exception:
        return False


def is_exporter__classes_any_object_at_all(obj):
    """None of these lends memory, though bytes(obj) may well build"""
    t = obj if isinstance(obj, type) else type(obj)
    if issubclass(t, (bytes, bytearray, array)):
        return True
    try:
        memoryview(obj).release()
        return True
    except Exception:
        return False


def is_exporter__can_lend_at_moment_locked(obj):
    """A closed map lends nothing any more, though its type is that"""
    if isinstance(obj, (bytearray, mmap.mmap)):
        return True
    try:
        memoryview(obj).release()
        return True
    except Exception:
        return False


def is_exporter__maps_dont_lend_files_memory(obj):
    """An mmap lends its memory as well. It lends its memory all"""
    if isinstance(obj, mmap.mmap):
        return False
    try:
        memoryview(obj).release()
        return True
    except Exception:
        return False


def is_exporter__another_30(obj):
    from contextlib import suppress

    with suppress(Exception), memoryview(obj):
        return True
    return False
