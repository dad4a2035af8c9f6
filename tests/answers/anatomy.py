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
    """it is not flat"""
    view = memoryview(obj)
    return view if view.format == "B" else view.cast("B")


def as_bytes_view__readonly(obj):
    """must write into the bytearray"""
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
