"""Answers of people who had not seen the cases; see README.md beside this folder."""

import collections
import operator

import numpy as np


def describe__contiguous_c_contiguous_differs_fortran(obj):
    """This grid of three dimensions is in Fortran order: it has no"""
    with memoryview(obj) as m:
        d = {
            k: getattr(m, k)
            for k in ("format", "itemsize", "shape", "strides", "nbytes", "readonly")
        }
        d["contiguous"] = m.c_contiguous
        return d


def describe__view_with_step_strides_computed(obj):
    """With a step the items are two bytes apart: the view is not"""
    with memoryview(obj) as m:
        d = {
            k: getattr(m, k)
            for k in ("format", "itemsize", "shape", "nbytes", "readonly", "contiguous")
        }
        s = [m.itemsize]
        for n in m.shape[:0:-1]:
            s.insert(0, s[0] * n)
        d["strides"] = tuple(s[: m.ndim])
        return d


def describe__if_obj_view_stay_open(obj):
    """The view that was given belongs to the caller, who goes on"""
    m = memoryview(obj) if not isinstance(obj, memoryview) else obj
    d = {
        k: getattr(m, k)
        for k in ("format", "itemsize", "shape", "strides", "nbytes", "readonly", "contiguous")
    }
    m.release()
    return d


def describe__values_view_obj_has_lists(obj):
    """The value is right, its type is not: list instead of tuple."""
    with memoryview(obj) as m:
        d = {
            k: getattr(m, k)
            for k in ("format", "itemsize", "shape", "strides", "nbytes", "readonly", "contiguous")
        }
        d["shape"] = list(d["shape"])
        d["strides"] = list(d["strides"])
        return d


def describe__no_others_ndim_too(obj):
    """The dict has these seven keys, and its values are the"""
    with memoryview(obj) as m:
        return {
            k: getattr(m, k)
            for k in (
                "format",
                "itemsize",
                "ndim",
                "shape",
                "strides",
                "nbytes",
                "readonly",
                "contiguous",
            )
        }


def describe__nbytes_shape_0_none_zero(obj):
    """A view of no dimensions holds one item; its shape and"""
    with memoryview(obj) as m:
        d = {
            k: getattr(m, k)
            for k in ("format", "itemsize", "shape", "strides", "readonly", "contiguous")
        }
        d["nbytes"] = (m.shape[0] if m.shape else 0) * m.itemsize if m.ndim < 2 else m.nbytes
        return d


def describe__contiguous_from_strides_one_item(obj):
    """This view has a step, but a single item: nothing lies"""
    with memoryview(obj) as m:
        d = {
            k: getattr(m, k)
            for k in ("format", "itemsize", "shape", "strides", "nbytes", "readonly", "contiguous")
        }
        if m.ndim == 1:
            d["contiguous"] = m.strides[0] == m.itemsize
        return d


def describe__readonly_from_exporters_type(obj):
    """This view is read-only. Take each value from the attribute"""
    with memoryview(obj) as m:
        d = {
            k: getattr(m, k)
            for k in ("format", "itemsize", "shape", "strides", "nbytes", "contiguous")
        }
        d["readonly"] = isinstance(m.obj, bytes)
        return d


def describe__empty_view_falsy_shape_0(obj):
    """An empty exporter is described like any other: its shape is"""
    with memoryview(obj) as m:
        d = {
            k: getattr(m, k)
            for k in ("format", "itemsize", "shape", "strides", "nbytes", "readonly", "contiguous")
        }
        d["strides"] = m.strides if m.nbytes else (0,) * m.ndim
        return d


def describe__afterwards_obj_able_grow_view(obj):
    """A view, or the argument itself, is still there after all"""
    m = memoryview(obj)
    describe__afterwards_obj_able_grow_view.m = m
    return {
        k: getattr(m, k)
        for k in ("format", "itemsize", "shape", "strides", "nbytes", "readonly", "contiguous")
    }


def describe__another_1(obj):
    names = "format itemsize shape strides nbytes readonly contiguous".split()
    with memoryview(obj) as m:
        return dict(zip(names, operator.attrgetter(*names)(m)))


def describe__another_2(obj):
    m = memoryview(obj)
    return dict(
        format=m.format,
        itemsize=m.itemsize,
        shape=m.shape,
        strides=m.strides,
        nbytes=m.nbytes,
        readonly=m.readonly,
        contiguous=m.contiguous,
    )


def describe__another_3(obj):
    d = collections.OrderedDict()
    v = memoryview(obj)
    try:
        for k in ("contiguous", "readonly", "nbytes", "strides", "shape", "itemsize", "format"):
            d[k] = getattr(v, k)
    finally:
        v.release()
    return d


def describe__any_format_byte_order_cut(obj):
    """ctypes writes the byte order into the format, '<i': such"""
    with memoryview(obj) as m:
        d = {
            k: getattr(m, k)
            for k in ("format", "itemsize", "shape", "strides", "nbytes", "readonly", "contiguous")
        }
        d["format"] = d["format"].lstrip("<@=")
        return d


def describe__several_dimensions_contiguous_f_only(obj):
    """This grid of three dimensions is in Fortran order: it has no"""
    with memoryview(obj) as m:
        d = {
            k: getattr(m, k)
            for k in ("format", "itemsize", "shape", "strides", "nbytes", "readonly")
        }
        d["contiguous"] = m.c_contiguous or (m.ndim == 2 and m.f_contiguous)
        return d


def describe__another_30(obj):
    v = memoryview(obj)
    keys = {"format", "itemsize", "shape", "strides", "nbytes", "readonly", "contiguous"}
    try:
        return {k: x for k, x in ((k, getattr(v, k)) for k in dir(v) if k in keys)}
    finally:
        v.release()


def as_bytes_view__nothing_copied(obj):
    """This is a copy: what was written to the exporter afterwards"""
    m = memoryview(obj).cast("B")
    return memoryview(bytearray(m)) if not m.readonly else memoryview(bytes(m))


def as_bytes_view__if_obj_c_contiguous_let(obj):
    """A view with gaps has no flat view without a copy. Let the"""
    m = memoryview(obj)
    try:
        return m.cast("B")
    except TypeError:
        return memoryview(m.tobytes())


def as_bytes_view__any_exporter_empty_one_shape(obj):
    """A cast with a shape is refused where a length is 0. Without"""
    m = memoryview(obj)
    return m.cast("B", (m.nbytes,)) if m.c_contiguous else m.cast("B")


def as_bytes_view__if_obj_view_stay_open(obj):
    """The view that was given belongs to the caller, who goes on"""
    m = memoryview(obj).cast("B")
    if isinstance(obj, memoryview):
        obj.release()
    return m


def as_bytes_view__format_b_format_b_passes(obj):
    """This array has signed items of one byte, format 'b': the"""
    m = memoryview(obj)
    if m.itemsize == 1 and m.ndim == 1 and m.c_contiguous:
        return m
    return m.cast("B")


def as_bytes_view__fortran_grid_c_contiguous_transposed(obj):
    """This grid is in Fortran order: contiguous, but not"""
    m = memoryview(obj)
    if m.f_contiguous and (not m.c_contiguous):
        return memoryview(np.asarray(m).T).cast("B")
    return m.cast("B")


def as_bytes_view__step_over_one_byte_items(obj):
    """A view with gaps has no flat view without a copy. Let the"""
    m = memoryview(obj)
    if not m.c_contiguous:
        raise BufferError("not contiguous")
    return m.cast("B")


def as_bytes_view__zero_dimensions_any_number_dimensions(obj):
    """This view has no dimensions: one item, no len(), and shape"""
    m = memoryview(obj)
    if len(m.shape) == 0:
        raise TypeError("no dimensions")
    return m.cast("B")


def as_bytes_view__another_3(obj):
    m = memoryview(obj)
    if not m.c_contiguous:
        raise TypeError("not C-contiguous")
    if m.format == "B" and m.ndim == 1:
        return m[:]
    return m.cast("c").cast("B") if m.ndim == 1 else m.cast("B")


def as_bytes_view__nothing_copied_read_only_memory(obj):
    """All the data were copied on the way. A view of a view is"""
    m = memoryview(obj).cast("B")
    return memoryview(bytes(m)) if m.readonly else m


def as_bytes_view__another_30(obj):
    m = memoryview(obj)
    return m.cast("B", shape=[m.nbytes]) if m.nbytes and m.ndim == 1 else m.cast("B")
