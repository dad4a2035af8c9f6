import math
import operator

KEYS = ("format", "itemsize", "shape", "strides", "nbytes", "readonly", "contiguous")


def describe(obj):
    with memoryview(obj) as view:
        return {key: getattr(view, key) for key in KEYS}


def describe__counts_items(obj):
    """The items have two bytes here"""
    return {**describe(obj), "nbytes": len(memoryview(obj))}


def describe__strides_in_items(obj):
    """The items have two bytes here"""
    with memoryview(obj) as view:
        return {**describe(obj), "strides": tuple(s // view.itemsize for s in view.strides)}


def describe__always_contiguous(obj):
    """the view is not contiguous"""
    return {**describe(obj), "contiguous": True}


def describe__guesses_contiguous(obj):
    """so the strides are (4, 1)"""
    with memoryview(obj) as view:
        return {**describe(obj), "contiguous": view.strides == (view.itemsize,)}


def describe__always_readonly(obj):
    """not read-only"""
    return {**describe(obj), "readonly": True}


def describe__uses_len(obj):
    """A view of no dimensions"""
    with memoryview(obj) as view:
        len(obj)
        found = {**describe(obj), "nbytes": view.nbytes}
        if view.ndim == 0:
            found["shape"] = (len(view.tobytes()),)
        return found


def describe__asks_for_truth(obj):
    """An empty exporter is described like any other"""
    view = memoryview(obj)
    if view.ndim == 1 and not view:
        return {}
    return describe(obj)


def describe__misses_a_key(obj):
    """these seven keys"""
    found = describe(obj)
    del found["contiguous"]
    return found


def as_bytes_view(obj):
    return memoryview(obj).cast("B")


def as_bytes_view__copies(obj):
    """This is a copy"""
    return memoryview(memoryview(obj).tobytes())


def as_bytes_view__returns_bytes(obj):
    """A memoryview is wanted"""
    return bytes(obj)


def as_bytes_view__no_cast(obj):
    """cast the view to 'B'"""
    return memoryview(obj)


def as_bytes_view__casts_when_needed(obj):
    """Its format is 'B' already, but it is not flat: cast('B')"""
    view = memoryview(obj)
    return view if view.format == "B" else view.cast("B")


def as_bytes_view__readonly(obj):
    """What came back can't be written to: it is read-only. Here it"""
    return memoryview(obj).cast("B").toreadonly()


def as_bytes_view__copies_gaps(obj):
    """no flat view without a copy"""
    view = memoryview(obj)
    return view.cast("B") if view.c_contiguous else memoryview(view.tobytes())


def describe__keeps_a_view_for_itself(obj):
    m = memoryview(obj)
    return dict(
        contiguous=m.contiguous,
        readonly=m.readonly,
        nbytes=m.nbytes,
        strides=m.strides,
        shape=m.shape,
        itemsize=m.itemsize,
        format=m.format,
    )


_KEYS = ("format", "itemsize", "shape", "strides", "nbytes", "readonly", "contiguous")


def describe__reference(obj):
    with memoryview(obj) as view:
        return {key: getattr(view, key) for key in _KEYS}


def _described(obj, **changes):
    return {**describe__reference(obj), **changes}


def describe__nbytes_of_len(obj):
    """Two dimensions: a row is four bytes long, so the"""
    with memoryview(obj) as view:
        return _described(obj, nbytes=(len(view) if view.ndim else 1) * view.itemsize)


def describe__strides_one_dimension(obj):
    """With a step the items are two bytes apart: the view"""
    with memoryview(obj) as view:
        return _described(obj, strides=(view.itemsize,) * view.ndim)


def describe__shape_list(obj):
    """The value is right, its type is not: list instead of"""
    with memoryview(obj) as view:
        return _described(obj, shape=list(view.shape))


def describe__shape_len(obj):
    """The dict has these seven keys, and its values are the"""
    with memoryview(obj) as view:
        return _described(obj, shape=view.shape[0] if view.ndim else 1)


def describe__exporter_described(obj):
    """With a step the items are two bytes apart: the view"""
    with memoryview(obj) as view:
        return describe__reference(view.obj)


def describe__dict_of_zip(obj):
    with memoryview(obj) as view:
        return dict(zip(_KEYS, operator.attrgetter(*_KEYS)(view)))


def describe__literal(obj):
    with memoryview(obj) as m:
        return {
            "format": m.format,
            "itemsize": m.itemsize,
            "shape": m.shape,
            "strides": m.strides,
            "nbytes": m.nbytes,
            "readonly": m.readonly,
            "contiguous": m.contiguous,
        }


def describe__keywords(obj):
    m = memoryview(obj)
    try:
        return dict(
            contiguous=m.contiguous,
            readonly=m.readonly,
            nbytes=m.nbytes,
            strides=m.strides,
            shape=m.shape,
            itemsize=m.itemsize,
            format=m.format,
        )
    finally:
        m.release()


def describe__loop(obj):
    result = {}
    with memoryview(obj) as view:
        for key in "format itemsize shape strides nbytes readonly contiguous".split():
            result[key] = getattr(view, key)
    return result


def describe__contiguous_either(obj):
    with memoryview(obj) as view:
        return _described(obj, contiguous=view.c_contiguous or view.f_contiguous)


def describe__nbytes_product(obj):
    with memoryview(obj) as view:
        return _described(obj, nbytes=math.prod(view.shape) * view.itemsize)


def as_bytes_view__reference(obj):
    return memoryview(obj).cast("B")


def as_bytes_view__signed(obj):
    """A memoryview is wanted, with format 'B'"""
    return memoryview(obj).cast("b")


def as_bytes_view__chars(obj):
    """A memoryview is wanted, with format 'B'"""
    return memoryview(obj).cast("c")


def as_bytes_view__released(obj):
    """A view is used here that has been released, by `with`, by"""
    with memoryview(obj) as view, view.cast("B") as flat:
        return flat


def as_bytes_view__closes_caller(obj):
    """The view that was given belongs to the caller, who"""
    with obj if isinstance(obj, memoryview) else memoryview(obj) as view:
        return view.cast("B")


def as_bytes_view__exporter(obj):
    """This is a slice of a view: its exporter, obj, is"""
    view = memoryview(obj)
    if not view.c_contiguous:
        return view.cast("B")
    return memoryview(view.obj).cast("B")


def as_bytes_view__value_error(obj):
    """A view with gaps has no flat view without a copy"""
    view = memoryview(obj)
    if not view.c_contiguous:
        raise ValueError("not contiguous")
    return view.cast("B")


def as_bytes_view__stride_test(obj):
    """This view has a step, but a single item: nothing lies"""
    view = memoryview(obj)
    if view.ndim == 1 and view.strides != (view.itemsize,):
        raise TypeError("not contiguous")
    return view.cast("B")


def as_bytes_view__two_steps(obj):
    view = memoryview(obj)
    flat = view.cast("B")
    return flat


def as_bytes_view__with(obj):
    with memoryview(obj) as view:
        return view.cast("B")


def as_bytes_view__shape_given(obj):
    view = memoryview(obj)
    return view.cast("B", [view.nbytes]) if view.nbytes else view.cast("B")


def as_bytes_view__keyword(obj):
    return memoryview(object=obj).cast(format="B")


def as_bytes_view__slice(obj):
    return memoryview(obj).cast("B")[:]


def as_bytes_view__through_c(obj):
    return memoryview(obj).cast("c").cast("B")


def as_bytes_view__twice(obj):
    return memoryview(memoryview(obj)).cast("B").cast("B")
