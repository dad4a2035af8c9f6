"""The C extension of lesson 13 compiles, lends and gives back; and each mistake that the lesson names is caught.

The sources are those that the lesson shows. Where there is no C compiler or no `Python.h`, and on
Windows, nothing is compiled and the tests are skipped, with these words.
"""

import subprocess
import sysconfig
from functools import cache

import pytest

from book.notebooks import path_of, read
from tests.notebook_rules import cell_of

NEEDED = "c-exporter", "c-consumer", "c-rest", "build"
# What newer compilers refuse, older ones only warn of.
STRICT = "-Werror=incompatible-pointer-types", "-Werror=implicit-function-declaration"
NO_LIMITED_API = sysconfig.get_config_var("Py_GIL_DISABLED") == 1


@cache
def lesson():
    """Return the names that the lesson's imports and its cells of C define."""
    notebook, names = read(path_of("13-inside", "en")), {}
    lines = cell_of(notebook, "imports").source.splitlines()
    plain = [line for line in lines if "matplotlib" not in line and "bufferscope" not in line]
    exec("\n".join(plain), names)
    for name in NEEDED:
        exec(cell_of(notebook, name).source, names)
    return names


def built(*options, instead=("", "")):
    """Return the module, made of the lesson's source with one piece of it replaced."""
    there, new = instead
    source = lesson()["source"]
    assert there in source
    module = lesson()["build"](source.replace(there, new), *STRICT, *options)
    if module is None:
        pytest.skip("not compiled: no C compiler or no Python.h here, or this is Windows")
    return module


def lock_of_the_exporter(lend):
    """Yield what is wrong with the count of `Block`."""
    block = lend.Block()
    block.resize(4)
    first, second = memoryview(block), memoryview(block)
    for view in first, second:
        try:
            block.resize(4)  # of the same length, so that a block that allows it moves nothing
        except BufferError:
            pass
        else:
            yield "resized while it was lent"
        view.release()
    try:
        block.resize(2)
    except BufferError:
        yield "locked after the last release"


def release_by_the_consumer(lend):
    """Yield what is wrong with `total`."""
    data = bytearray(b"abc")
    if lend.total(data) != sum(data):
        yield "another sum"
    try:
        data.append(0)
    except BufferError:
        yield "not released"


def faults(lend):
    return [*lock_of_the_exporter(lend), *release_by_the_consumer(lend)]


def test_the_extension_lends_and_gives_back():
    lend = built()
    assert faults(lend) == []
    block = lend.Block()
    block.resize(3)
    with memoryview(block) as view:
        view[:2] = b"ab"
        assert view.obj is block
        assert (view.format, view.shape, view.readonly) == ("B", (3,), False)
    block.resize(4)
    assert bytes(block) == b"ab\0\0"
    with pytest.raises(BufferError):
        lend.total(memoryview(b"abcd")[::2])
    with pytest.raises(ValueError, match="negative"):
        block.resize(-1)


@pytest.mark.parametrize(
    ("there", "new", "fault"),
    [
        ("PyBuffer_Release(&view);", "", "not released"),
        ("self->lent--;", "", "locked after the last release"),
        ("self->lent++;", "", "resized while it was lent"),
        ("{Py_bf_releasebuffer, releasebuffer},", "", "locked after the last release"),
    ],
)
def test_what_goes_wrong_in_c_is_caught(there, new, fault):
    assert fault in faults(built(instead=(there, new)))


@pytest.mark.skipif(NO_LIMITED_API, reason="a free-threaded build has no limited API")
def test_the_limited_api_has_buffers_since_3_11():
    assert faults(built("-DPy_LIMITED_API=0x030b0000")) == []
    with pytest.raises(subprocess.CalledProcessError) as caught:
        built("-DPy_LIMITED_API=0x030a0000")
    assert "Py_buffer" in caught.value.stderr
