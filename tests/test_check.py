"""check must accept right answers, and tell wrong ones apart with a sentence that helps."""

import builtins
import doctest
import gc
import os
import re
import runpy
import signal
import subprocess
import sys
import threading
import time
import tracemalloc
import weakref
from collections import OrderedDict
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

import pytest

from book import LANGUAGES
from book.notebooks import path_of, read, stems
from bufferscope import check, language
from bufferscope.cases import LESSONS, games, load, zoo
from bufferscope.ceilings import AtMost, MemoryAtMost, kept, peak
from bufferscope.exercises import Each, exercise
from bufferscope.judging import best
from bufferscope.reprs import short, where_they_part
from bufferscope.running import _Printed
from bufferscope.sameness import mistyped, same
from bufferscope.watching import Seen, watched
from tests.test_words import file_of

ANSWERS = Path(__file__).parent / "answers"
EXERCISES = load()
SYLLABUS = (
    "chunk_sums shares size_of is_exporter describe as_bytes_view channels windows xor_in_place "
    "redact sniff count_tokens first_line Growable parse_wav swap32 strides_of offset row extent "
    "frames halve "
    "read_exactly count_byte Framer dump load crop_flip samples Packet accepts records verdicts "
    "choices table_parts directory column receive_table"
).split()


def _answers():
    """Give (lesson, exercise, what is written behind its name or None, answer) for all answers."""
    for lesson in LESSONS:
        for path in (ANSWERS / f"{lesson}.py", ANSWERS / "unseen" / f"{lesson}.py"):
            for name, answer in runpy.run_path(str(path), run_name="answers").items():
                if getattr(answer, "__module__", None) == "answers" and not name.startswith("_"):
                    exercise_name, _, mistake = name.partition("__")
                    yield lesson, exercise_name, mistake or None, answer


ALL = list(_answers())
RIGHT = {name: answer for _, name, how, answer in ALL if not how}
FROM_3_12 = {"expected_errors_only", "any_kind_exception_3_12"}
OTHER = [(name, answer) for _, name, how, answer in ALL if how and not answer.__doc__]
WRONG = [(name, how, answer) for _, name, how, answer in ALL if how and answer.__doc__]


@pytest.fixture(scope="module", autouse=True)
def only_what_is_new():
    """Keep what is there from the garbage collector, which `check` asks to look for what is held."""
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.fixture(autouse=True)
def english():
    language("en")
    yield
    language("en")


@cache
def verdict_on(answer, name):
    return check(answer, name, seconds=1)


def judged(answer, name):
    verdict = check(answer, name)
    if not verdict.judged:
        pytest.skip(str(verdict))
    return verdict


# -- the exercises


def test_exercises_are_those_of_the_syllabus():
    assert list(EXERCISES) == SYLLABUS == list(RIGHT)


@pytest.mark.parametrize("name", SYLLABUS)
def test_reference_answer_passes(name):
    verdict = judged(RIGHT[name], name)
    assert verdict.solved and verdict, verdict
    assert str(verdict) == f"✔ {name} {verdict.total}/{verdict.total}"


@pytest.mark.parametrize("name, answer", OTHER, ids=[a.__name__ for _, a in OTHER])
def test_other_right_answer_passes(name, answer):
    verdict = judged(answer, name)
    assert verdict.solved, verdict


@pytest.mark.parametrize("name, mistake, answer", WRONG, ids=[f"{n}-{m}" for n, m, _ in WRONG])
def test_wrong_answer_is_told_why(name, mistake, answer):
    if mistake in FROM_3_12 and sys.version_info < (3, 12):
        pytest.skip("before Python 3.12 no object written in Python can refuse")
    verdict = verdict_on(answer, name)
    if not verdict.judged:
        pytest.skip(str(verdict))
    assert not verdict.solved and not verdict
    assert verdict.passed < verdict.total
    text = " ".join(str(verdict).split())
    assert text.startswith(f"✘ {name} {verdict.passed}/{verdict.total} ")
    assert "came back:" in text and "was due:" in text
    assert answer.__doc__ in text, verdict
    assert not re.search("0x[0-9A-Fa-f]{6}", text)


@pytest.mark.parametrize("name", SYLLABUS)
def test_at_least_three_wrong_answers_are_told_apart(name):
    told = {answer.__doc__ for wrong, _, answer in WRONG if wrong == name}
    assert len(told) >= 3


@pytest.mark.skipif(sys.version_info < (3, 12), reason="__buffer__ counts from Python 3.12 on")
def test_every_case_is_failed_by_some_wrong_answer():
    """A case that nothing fails might check nothing."""
    failed = {(name, i) for name, _, answer in WRONG for i in verdict_on(answer, name).failed}
    unseen = [
        (name, i, case)
        for name, found in EXERCISES.items()
        if check(RIGHT[name], name).judged
        for i, case in enumerate(found.cases())
        if (name, i) not in failed
    ]
    assert unseen == [], "\n".join(map(str, unseen))


def texts_of(case):
    """Return what a case may say, in the three languages."""
    trials = case.trials() if isinstance(case, Each) else [case]
    return [tuple(said(trial.why, code) for code in LANGUAGES) for trial in trials]


def said(ids, code):
    """Return the sentences with these ids in a language."""
    return " ".join(file_of(code).WORDS[id] for id in ids.split())


@pytest.mark.parametrize("name", SYLLABUS)
def test_texts_are_there_in_three_languages(name):
    found = EXERCISES[name]
    assert found.contract.startswith(f"{name}(")
    for en, tr, ru in {texts for case in found.cases() for texts in texts_of(case)}:
        assert len({en, tr, ru}) == 3
        assert re.search("[а-яё]", ru) and not re.search("[а-яёА-ЯЁ]", en + tr)
        assert not re.search(r"[а-яё][a-z]|[a-z][а-яё]", ru, re.I)
        for text in (en, tr, ru):
            assert text == text.strip() and "  " not in text and text[-1] in ".?'", text
            assert text.count("`") % 2 == 0, text


@pytest.mark.parametrize("code, expected", [("tr", "beklenen:"), ("ru", "ожидалось:")])
def test_verdict_speaks_the_language(code, expected):
    language(code)
    case = list(EXERCISES["shares"].cases())[2]
    verdict = check(lambda make: isinstance(make(bytearray(4)), memoryview), "shares")
    text = " ".join(str(verdict).split())
    assert expected in text and said(case.why, code) in text


def test_verdicts_are_the_same_every_time():
    for name, _, answer in WRONG[::5]:
        own = (*(getattr(answer, "__defaults__", None) or ()), *vars(answer).values())
        if not any(isinstance(kept, (list, dict, bytearray)) for kept in own):  # else it may change
            assert str(verdict_on(answer, name)) == str(check(answer, name, seconds=1))


# -- the verdict


def test_verdict_shows_the_first_case_that_failed():
    def chunk_sums(data, n):
        return [sum(data[i : i + n]) % 256 for i in range(0, len(data) - n + 1, n)]

    assert str(check(chunk_sums)) == (
        "✘ chunk_sums 3/8\n"
        "    chunk_sums(bytes([1, 2, 3, 4, 5]), 2)\n"
        "  came back: [3, 7]\n"
        "  was due:   [3, 7, 5]\n"
        "  The last chunk may be shorter than n, and it counts like any other."
    )


def starter_dots(data, n): ...


def starter_pass(data, n):
    """What is to be done."""
    pass


def starter_return(data, n):
    return ...


def starter_raise(data, n):
    raise NotImplementedError


def starter_raise_saying(data, n):
    with memoryview(data):
        raise NotImplementedError("write me")


def starter_begun(data, n):
    for _ in range(0, len(data), n):
        ...
    return ...


@pytest.mark.parametrize(
    "starter",
    [
        starter_dots,
        starter_pass,
        starter_return,
        starter_raise,
        starter_raise_saying,
        starter_begun,
    ],
)
def test_starter_is_not_solved_yet(starter):
    verdict = check(starter, "chunk_sums")
    assert (verdict.passed, verdict.total, verdict.solved) == (0, 8, False)
    assert str(verdict) == "… chunk_sums 0/8: not solved yet"


def test_starter_of_a_contract_that_allows_none_is_not_solved_yet():
    def sniff(data): ...

    def xor_in_place(buf, key): ...

    assert "not solved yet" in str(check(sniff))
    assert "not solved yet" in str(check(xor_in_place))


def test_starter_of_a_generator_is_not_solved_yet():
    def windows(data, k):
        yield ...

    assert "not solved yet" in str(check(windows))


def test_starter_of_a_class_is_not_solved_yet():
    class Growable:
        def __init__(self):
            self.data = bytearray()

        def append(self, data): ...

        def view(self):
            raise NotImplementedError

    class Framer: ...

    class Packet:
        def __init__(self, data, writable=False): ...

        @contextmanager
        def __buffer__(self, flags): ...

        @property
        def size(self):
            return ...

        def resize(self, n):
            """Change the length."""

    assert "not solved yet" in str(check(Growable))
    assert "not solved yet" in str(check(Framer))
    if check(Packet).judged:
        assert "not solved yet" in str(check(Packet))


def test_starter_that_begins_with_code_is_not_solved_yet():
    def as_bytes_view(obj):
        with memoryview(obj):
            return ...

    def verdicts():
        answers = [...]
        return answers

    assert "not solved yet" in str(check(as_bytes_view))
    assert "not solved yet" in str(check(verdicts))


def test_wrong_constant_is_no_starter():
    def chunk_sums(data, n):
        return 3

    assert "came back: 3" in str(check(chunk_sums))


def test_class_that_inherits_its_answer_is_no_starter():
    class Framer(RIGHT["Framer"]):
        pass

    assert check(Framer).solved


def test_answer_that_returns_none_is_no_starter():
    def chunk_sums(data, n):
        [sum(data[:n])]

    text = str(check(chunk_sums))
    assert text.startswith("✘ chunk_sums ") and "None came back: is a `return` missing?" in text


def test_missing_return_is_not_blamed_where_an_exception_is_due():
    def first_line(buf):
        if b"\n" in buf:
            return RIGHT["first_line"](buf)

    text = str(check(first_line))
    assert "came back: None\n  was due:   ValueError\n" in text and "`return`" not in text


def test_not_implemented_error_of_memoryview_is_no_starter():
    text = str(check(lambda m, i: m[i], "row"))
    assert text.startswith("✘ row 0/") and "came back: NotImplementedError: multi-dim" in text


def test_right_value_of_wrong_type_is_said():
    text = str(check(lambda data, n: tuple(RIGHT["chunk_sums"](data, n)), "chunk_sums"))
    assert "its type is not: tuple instead of list" in text


# -- answers that misbehave


def test_unknown_name_lists_the_names():
    with pytest.raises(ValueError, match="no exercise named 'chunk_sums_solution'") as caught:
        check(lambda: None, "chunk_sums_solution")
    assert all(name in str(caught.value) for name in SYLLABUS)
    assert "check(answer, 'chunk_sums')" in str(caught.value)


def test_example_in_the_docstring_is_true():
    found = doctest.DocTestFinder().find(check, globs={"check": check})
    runner = doctest.DocTestRunner()
    for example in found:
        assert runner.run(example) == (0, 2)


def test_example_of_long_bytes_is_true():
    """What differs behind the beginning is shown: else both look alike."""
    found = doctest.DocTestFinder().find(
        where_they_part, globs={"where_they_part": where_they_part}
    )
    assert [doctest.DocTestRunner().run(example) for example in found] == [(0, 1)]
    assert where_they_part(bytes(40), bytes(41)) == ("", "")  # their lengths show that
    assert where_they_part(b"a" + bytes(40), bytes(41)) == ("", "")


def test_lambda_has_no_exercise():
    with pytest.raises(ValueError, match="<lambda>"):
        check(lambda: None)


def test_result_instead_of_function():
    with pytest.raises(TypeError, match="without calling it"):
        check([3, 7])


def test_name_may_be_given():
    assert check(RIGHT["dump"], "dump").solved
    assert check(RIGHT["shares"]).name == "shares"


def test_exception_is_judged():
    text = str(check(lambda data, n: data.nope, "chunk_sums"))
    assert "came back: AttributeError: 'bytes' object has no attribute 'nope'" in text


def test_missing_name_is_explained():
    text = str(check(lambda data, n: undefined_name, "chunk_sums"))  # noqa: F821
    assert "NameError" in text and "Python does not know this name" in text


@pytest.mark.parametrize("error", [SystemExit, GeneratorExit, RecursionError, MemoryError])
def test_any_exception_is_judged(error):
    def fails(data, n):
        raise error("leaving")

    assert f"came back: {error.__name__}: leaving" in str(check(fails, "chunk_sums"))


def test_keyboard_interrupt_stops_the_check():
    def interrupted(data, n):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        check(interrupted, "chunk_sums")


def test_exception_of_the_right_type_must_come_from_the_last_line():
    class Growable:
        def append(self, data):
            raise BufferError("always")

        def view(self):
            return memoryview(b"")

    assert check(Growable).passed == 0


def test_prints_are_shown_shortly(capsys):
    def chunk_sums(data, n):
        print("looking at", len(data), "bytes")
        sys.stderr.write("not shown")
        return RIGHT["chunk_sums"](data, n)

    verdict = check(chunk_sums)
    assert verdict.solved
    assert str(verdict) == "✔ chunk_sums 8/8\n  printed:   'looking at 6 bytes\\n'"
    assert capsys.readouterr() == ("", "")

    def shares(make):
        for _ in range(10_000):
            print("x" * 1000)

    assert len(str(check(shares))) < 1000
    output = _Printed()
    for _ in range(1000):
        assert output.write("x" * 1000) == 1000
    assert output.getvalue() == "x" * _Printed.ROOM


def test_changed_argument_is_found():
    def chunk_sums(data, n):
        if isinstance(data, bytearray):
            data[0] = 0
        return RIGHT["chunk_sums"](data, n)

    assert "No argument" not in str(check(chunk_sums))

    def first_line(buf):
        line = RIGHT["first_line"](buf)
        del buf[: len(line) + 1]
        return line

    text = str(check(first_line))
    assert r"came back: a changed argument: bytearray(b'two\nthree')" in text
    assert "Leave the caller's data as they are" in text


def text_of(answer, name):
    return " ".join(str(check(answer, name, seconds=1)).split())


def test_view_of_the_caller_stays_open():
    def size_of(obj):
        with obj if isinstance(obj, memoryview) else memoryview(obj) as view:
            return view.nbytes

    text = text_of(size_of, "size_of")
    assert "came back: the caller's view, released was due: the same view, still open" in text


def test_what_outlives_the_call_is_found():
    seen = []

    def size_of(obj):
        if isinstance(obj, bytes):
            seen.append(memoryview(obj))
        return RIGHT["size_of"](obj)

    assert "b'abc', and something still holds it" in text_of(size_of, "size_of")

    def describe(obj, known=[]):  # noqa: B006
        if type(obj) is memoryview:
            known.append(obj)
        return RIGHT["describe"](obj)

    assert "and something still holds it" in text_of(describe, "describe")


def test_view_that_stays_open_is_noticed():
    views, seen = [], Seen()
    watched(lambda data: views.append(memoryview(data)), False, False, seen)(bytearray(b"data"))
    assert seen.misdeed.kind == "locked"


def test_poke_of_an_exporter_changes_its_first_item():
    kinds = [kind for kind in zoo.FLAT if kind.writable and kind.bytewise]
    assert len(kinds) >= 5
    for case in zoo.trials(kinds, "POKE\nmemoryview(data)[0]", content=b"abcd"):
        names = {}
        setup, _, last = case.script.rpartition("\n")
        exec(setup, names)
        assert eval(last, names) != ord("a"), case.script


def test_second_argument_must_not_change():
    def xor_in_place(buf, key):
        RIGHT["xor_in_place"](buf, key)

    def load(pickle_bytes, buffers):
        result = RIGHT["load"](pickle_bytes, list(buffers))
        buffers.clear()
        return result

    assert check(xor_in_place).solved
    assert "a changed argument: []" in text_of(load, "load")

    seen = Seen()
    watched(lambda buf, key: key.clear(), True, False, seen)(bytearray(b"buf"), bytearray(b"key"))
    assert seen.misdeed.kind == "changed"


def test_state_between_calls_is_found():
    def chunk_sums(data, n, sums=[]):  # noqa: B006
        sums[:] = RIGHT["chunk_sums"](data, n)
        return sums

    assert "the very object that came back last time" in text_of(chunk_sums, "chunk_sums")

    places = {}

    def directory(data):
        places.clear()
        places.update(RIGHT["directory"](data))
        return places

    assert "the very object that came back last time" in text_of(directory, "directory")

    calls = []

    def size_of(obj):
        calls.append(0)
        return RIGHT["size_of"](obj) + len(calls) // 60

    assert "The first time this was right." in text_of(size_of, "size_of")


def test_random_arguments_are_made_small():
    def redact(buf, secret):
        return RIGHT["redact"](buf, secret) if secret != b"b" else 7

    text = text_of(redact, "redact")
    assert "redact(buf, b'b'), bytes(buf)" in text and "buf = bytearray(b'')" in text

    def records(data):
        return RIGHT["records"](data) if b"\xff" not in bytes(data[2:]) else iter([])

    assert r"list(records(b'\x00\x00\xff')) came back: []" in text_of(records, "records")


def test_built_in_names_are_set_back():
    def size_of(obj):
        builtins.len = builtins.isinstance = None
        builtins.spam = 1
        return memoryview(obj).nbytes

    before = dict(vars(builtins))
    text = text_of(size_of, "size_of")
    assert dict(vars(builtins)) == before
    assert "came back: changed built-in names: isinstance, len" in text


def test_judges_can_not_be_bribed():
    from bufferscope import running

    def size_of(obj):
        running.same = running._compare = running.still_held = lambda *_: True
        running.Failure = ValueError
        return 7

    before = dict(vars(running))
    assert not check(size_of).solved
    assert dict(vars(running)) == before


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_copy_of_the_process_ends(capfd):
    process = os.getpid()

    def size_of(obj):
        # A copy that the judge fails to end would go on with these tests: it must not fork again.
        return os.fork() if os.getpid() == process else 0

    print(check(size_of))
    assert capfd.readouterr().out.count("✘ size_of") == 1


def test_class_may_stand_for_a_function():
    class windows:
        def __init__(self, data, k):
            self.found = RIGHT["windows"](data, k)

        def __iter__(self):
            return self

        def __next__(self):
            return next(self.found)

    assert check(windows).solved

    class size_of:
        def __init__(self, obj):
            pass

        def value(self):
            return 1

    assert "came back: <" in str(check(size_of))


def test_call_that_does_not_fit_is_told():
    assert "does not fit your function" in text_of(lambda data: [], "chunk_sums")
    assert "does not fit your function" not in text_of(lambda data, n: len(), "chunk_sums")


def test_missing_return_is_not_blamed_where_none_is_right():
    assert "`return`" not in text_of(lambda data: [data][1:] or None, "sniff")
    assert "`return`" in text_of(lambda data, n: [data][1:] or None, "chunk_sums")


def test_swallowed_error_is_told():
    class Growable(RIGHT["Growable"]):
        @contextmanager
        def view(self):
            with suppress(BufferError), super().view() as view:
                yield view

    assert "came back: nothing: an exception was swallowed" in text_of(Growable, "Growable")


def test_types_of_one_name_are_told_apart():
    np = pytest.importorskip("numpy")
    text = text_of(lambda make: np.bool_(RIGHT["shares"](make)), "shares")
    assert re.search(r"its type is not: numpy\.bool_? instead of bool", text)
    assert mistyped({"a": [1]}, {"a": (1,)}) == ("list", "tuple")
    assert mistyped({"a": [1]}, {"a": (2,)}) is None

    def offset(index, strides):
        distance = RIGHT["offset"](index, strides)
        return np.int64(distance) if distance < 2**63 else distance

    assert check(offset).solved


def test_one_case_can_not_spoil_the_next():
    def redact(buf, secret):
        buf.clear()
        raise ZeroDivisionError

    assert check(redact).passed == 0
    assert check(RIGHT["redact"], "redact").solved


def test_nothing_of_the_answer_is_left_alive():
    """What dies later, in another cell, might print there."""
    alive = weakref.WeakSet()

    class Growable(RIGHT["Growable"]):
        def __init__(self):
            super().__init__()
            alive.add(self)

    gc.collect()
    gc.disable()
    try:
        assert check(Growable).solved
        assert not alive
    finally:
        gc.enable()


def swallowing_forever(data, n):
    while True:
        try:  # noqa: SIM105
            sum(data)
        except:  # noqa: E722
            pass


def waiting_forever(data, n):
    time.sleep(60)


def looping_forever(data, n):
    while True:
        pass


def swallowing_in_with(data, n):
    while True:
        try:
            with memoryview(data):
                sum(data)
        except:  # noqa: E722
            sum(data)


def sleeping_and_swallowing(data, n):
    while True:
        try:  # noqa: SIM105
            time.sleep(60)
        except:  # noqa: E722
            pass


def suppressing_forever(data, n):
    while True:
        with suppress(BaseException), memoryview(data):
            time.sleep(60)


def suppressing_in_a_for(data, n):
    for _ in iter(int, 1):
        with suppress(BaseException):  # noqa: SIM117
            with memoryview(data):
                time.sleep(60)


def generating_forever(data, n):
    with memoryview(data):
        return [n for _ in iter(lambda: None, 1)]


ENDLESS = [
    looping_forever,
    swallowing_forever,
    swallowing_in_with,
    sleeping_and_swallowing,
    suppressing_forever,
    suppressing_in_a_for,
    generating_forever,
    waiting_forever,
]


@pytest.mark.parametrize("endless", ENDLESS)
@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs timer signals")
def test_endless_answer_is_stopped(endless):
    tracer, handler = sys.gettrace(), signal.getsignal(signal.SIGALRM)
    verdict = check(endless, "chunk_sums", seconds=0.2)
    text = str(verdict)
    assert verdict.passed == 0 and "came back: nothing: stopped after 0.2 s" in text
    assert "It did not come to an end." in text
    assert sys.gettrace() is tracer and signal.getsignal(signal.SIGALRM) is handler
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
    assert sys.exc_info() == (None, None, None)


@pytest.mark.parametrize("endless", ENDLESS)
@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs timer signals")
def test_trace_function_of_others_is_set_again(endless):
    def tracer(frame, event, arg):
        return None

    before = sys.gettrace()
    sys.settrace(tracer)
    try:
        check(endless, "chunk_sums", seconds=0.05)
        after = sys.gettrace()
    finally:
        sys.settrace(before)
    assert after is tracer


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs timer signals")
def test_timer_of_others_is_set_again():
    rang = []
    handler = signal.signal(signal.SIGALRM, lambda *_: rang.append(True))
    signal.setitimer(signal.ITIMER_REAL, 30)
    try:
        check(looping_forever, "chunk_sums", seconds=0.1)
        left, interval = signal.getitimer(signal.ITIMER_REAL)
        assert 0 < left < 30 and interval == 0
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, handler)


def test_endless_answer_is_stopped_in_a_thread():
    found = []

    def work():
        found.append(check(looping_forever, "chunk_sums", seconds=0.05))
        found.append(check(RIGHT["swap32"], "swap32"))
        found.append(sys.gettrace())

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(20)
    stopped, right, tracer = found
    assert "stopped after 0.05 s" in str(stopped)
    assert right.solved and tracer is None


def test_answer_that_breaks_its_repr():
    class Broken:
        def __repr__(self):
            raise RuntimeError

    text = str(check(lambda data, n: Broken(), "chunk_sums"))
    assert "Broken" in text and "0x" not in text


# -- what cases are made of


@pytest.mark.parametrize(
    "value, text",
    [
        (memoryview(b"abc"), "memoryview(b'abc')"),
        (memoryview(b"abcd").cast("H"), "memoryview('H', [25185, 25699])"),
        (memoryview(b"abcd").cast("B", (2, 2)), "memoryview(format='B', shape=(2, 2))"),
        (bytes(100), f"{bytes(24)!r}… len=100"),
        ([1] * 100, "[1, 1, 1, 1, 1, 1, 1, 1, …]"),
        (iter([]), "<list_iterator object>"),
        ({"b", "a"}, "{'a', 'b'}"),
    ],
)
def test_values_are_shown_shortly_and_without_addresses(value, text):
    if sys.byteorder == "big" and "H" in text:
        pytest.skip("little-endian value")
    assert short(value) == text


def test_released_view_is_shown():
    view = memoryview(b"abc")
    view.release()
    assert short(view) == "memoryview(released)"


def test_function_is_shown_without_address():
    assert short(test_released_view_is_shown) == "<function test_released_view_is_shown>"


def test_same_is_stricter_than_equal():
    assert same([b"a"], [b"a"]) and not same([memoryview(b"a")], [b"a"])
    assert not same(1, True) and not same((1,), [1])
    assert same(OrderedDict(a=1), {"a": 1}) and not same({"a": 1}, OrderedDict(a=1))
    assert same({b"a": 1}, {b"a": 1}) and not same({memoryview(b"a"): 1}, {b"a": 1})

    class Agreeable(bytes):
        __hash__ = None

        def __eq__(self, other):
            return True

    assert not same(Agreeable(b"a"), b"b")
    assert same(5, AtMost(5)) and not same(6, AtMost(5)) and not same("5", AtMost(5))


def test_peak_counts_what_is_allocated():
    assert 2**20 <= peak(lambda: bytes(2**20)) < 2**20 + 2**14
    assert peak(lambda: None) < 2**14
    assert repr(peak(lambda: bytes(2**20))) == "≈ 1 MiB"
    assert kept(lambda: bytes(2**20)) >= 2**20 > 2**14 > kept(lambda: len(bytes(2**20)))
    assert repr(MemoryAtMost(64 * 1024)) == "≤ 64 KiB"
    tracemalloc.start()
    try:
        assert peak(lambda: bytes(2**20)) < 2**20 + 2**14
        assert tracemalloc.is_tracing()
    finally:
        tracemalloc.stop()
    assert not tracemalloc.is_tracing()


def test_exercise_that_needs_what_is_not_there(monkeypatch):
    from bufferscope.exercises import Need

    monkeypatch.setitem(file_of("en").WORDS, "needs.screwdriver", "a sonic screwdriver")
    needs = Need(lambda: False, "needs.screwdriver")
    monkeypatch.setitem(EXERCISES, "row", EXERCISES["row"])

    @exercise(needs=needs)
    def row():
        """row(m, i)"""
        yield from SYLLABUS_ROW.cases()

    verdict = check(RIGHT["row"], "row")
    assert (verdict.judged, verdict.solved, verdict.passed) == (False, False, 0)
    assert str(verdict) == "– row: can't be judged here: it needs a sonic screwdriver"


SYLLABUS_ROW = EXERCISES["row"]


def test_numpy_may_be_missing(monkeypatch):
    from importlib import util

    found = util.find_spec
    monkeypatch.setattr(util, "find_spec", lambda name: None if name == "numpy" else found(name))
    assert "needs NumPy" in str(check(RIGHT["samples"], "samples"))


def test_accepts_agrees_with_the_interpreter():
    if not hasattr(memoryview, "__buffer__"):
        pytest.skip("needs memoryview.__buffer__, from Python 3.12 on")
    flags = {"SIMPLE": 0, "WRITABLE": 1, "C": 0x38, "F": 0x58, "STRIDES": 0x18}
    for view in (
        memoryview(b"abcdef"),
        memoryview(bytearray(6)),
        memoryview(bytearray(6))[::2],
        memoryview(bytearray(6))[::-1],
        memoryview(bytearray(6)).cast("B", (2, 3)),
        memoryview(bytearray(6)).cast("B", (1, 6)),
        memoryview(bytearray(8)).cast("i"),
    ):
        granted = set()
        for name, flag in flags.items():
            try:
                view.__buffer__(flag).release()
                granted.add(name)
            except BufferError:
                pass
        assert RIGHT["accepts"](view) == granted


def test_cases_are_loaded_only_when_needed():
    code = (
        "import sys, bufferscope; "
        "print([m for m in sys.modules if m.startswith(('bufferscope.cases', 'numpy'))])"
    )
    root = Path(__file__).parent.parent
    run = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True)
    assert run.stdout == "[]\n", run.stderr


# -- games

GAME_ANSWERS = runpy.run_path(str(ANSWERS / "games.py"))["WRONG"]
MISTAKES = [(name, *mistake) for name, mistakes in GAME_ANSWERS.items() for mistake in mistakes]


def right_answers(name):
    game = games.GAMES[name]
    return {key: game.find(question.script) for key, question in game.questions.items()}


def test_every_question_is_answered_wrongly_once():
    assert list(GAME_ANSWERS) == list(games.GAMES)
    for name, game in games.GAMES.items():
        assert [key for key, _, _ in GAME_ANSWERS[name]] == list(game.questions)


@pytest.mark.parametrize("name", GAME_ANSWERS)
def test_right_answers_win_the_game(name):
    verdict = check(right_answers(name), name)
    assert verdict.solved and verdict.judged, verdict
    assert str(verdict) == f"✔ {name} {verdict.total}/{verdict.total}"


@pytest.mark.parametrize(
    "name, key, wrong, told", MISTAKES, ids=[f"{m[0]}-{m[1]}" for m in MISTAKES]
)
def test_wrong_answer_in_a_game_is_corrected(name, key, wrong, told):
    right = right_answers(name)
    verdict = check({**right, key: wrong}, name)
    assert not verdict.solved and verdict.passed == verdict.total - 1
    text = " ".join(str(verdict).split())
    assert text.startswith(f"✘ {name} {verdict.passed}/{verdict.total} {key}")
    assert f"answered: {wrong!r} was due: {right[key]!r}" in text and told in text
    assert text.count("was due:") == 1


def test_all_wrong_answers_of_a_game_are_corrected_in_order():
    answers = {key: wrong for key, wrong, _ in reversed(GAME_ANSWERS["true_or_false"])}
    text = str(check(answers, "true_or_false"))
    assert text.startswith("✘ true_or_false 0/16\n  a\n    data = bytearray(b'abc')\n")
    assert re.findall("^  ([a-p])$", text, re.M) == list("abcdefghijklmnop")


def test_all_choices_occur_among_the_right_answers():
    for name, game in games.GAMES.items():
        found = list(right_answers(name).values())
        assert all(found.count(choice) >= 5 for choice in game.choices)


@pytest.mark.parametrize("name", GAME_ANSWERS)
def test_unanswered_game_is_not_solved_yet(name):
    total = len(GAME_ANSWERS[name])
    for answers in ({}, dict.fromkeys(right_answers(name), ...)):
        verdict = check(answers, name)
        assert (verdict.passed, verdict.total, verdict.solved) == (0, total, False)
        assert str(verdict) == f"… {name} 0/{total}: not solved yet"


def test_what_is_left_in_a_game_is_named():
    answers = {**right_answers("true_or_false"), "c": ...}
    del answers["p"]
    verdict = check(answers, "true_or_false")
    assert verdict.passed == 14 and not verdict.solved
    assert str(verdict) == "… true_or_false 14/16\n  not answered yet: 'c', 'p'"
    answers["a"] = True
    assert str(check(answers, "true_or_false")).startswith("✘ true_or_false 13/16\n  a\n")


def test_dictionary_needs_the_name_of_a_game():
    with pytest.raises(ValueError, match="the name of its game") as caught:
        check({"a": True})
    assert all(f"check(answers, {name!r})" in str(caught.value) for name in GAME_ANSWERS)
    with pytest.raises(ValueError, match="no game named 'chunk_sums'") as caught:
        check({"a": True}, "chunk_sums")
    assert "check(answers, 'true_or_false')" in str(caught.value)


@pytest.mark.parametrize("answers", [["view"], lambda: None, None])
def test_game_takes_a_dictionary_only(answers):
    with pytest.raises(TypeError, match=f"dictionary of answers, not {type(answers).__name__}"):
        check(answers, "true_or_false")


def test_answers_to_another_game_are_refused():
    with pytest.raises(ValueError, match="has no question 'a'"):
        check({"a": True}, "view_copy_or_error")
    with pytest.raises(ValueError, match="has no question 1"):
        check({1: True}, "true_or_false")


@pytest.mark.parametrize(
    "name, key, value",
    [
        ("true_or_false", "a", 1),
        ("true_or_false", "a", "True"),
        ("true_or_false", "a", None),
        ("view_copy_or_error", "data[1:3]", "View"),
        ("view_copy_or_error", "data[1:3]", True),
        ("view_copy_or_error", "data[1:3]", ["copy"]),
    ],
)
def test_value_that_is_no_answer_is_refused(name, key, value):
    with pytest.raises(ValueError, match="can't be") as caught:
        check({key: value}, name)
    choices = ", ".join(map(repr, games.GAMES[name].choices))
    assert f"can't be {value!r}: write {choices}, or leave ..." in str(caught.value)


@pytest.mark.parametrize(
    "expression, due",
    [
        ("data", "view"),
        ("data[:]", "copy"),
        ("memoryview(data)[:0:-2]", "view"),
        ("memoryview(fixed).cast('b')", "view"),
        ("memoryview(bytes(fixed[1:]))", "copy"),
        ("view[0]", "copy"),
        ("text.encode()", "copy"),
        ("data.clear()", "error"),
    ],
)
def test_memory_is_judged_by_addresses(expression, due):
    assert games.view_copy_or_error(expression) == due


def test_mistake_in_a_question_is_no_answer():
    with pytest.raises(NameError):
        games.view_copy_or_error("memoryview(dat)")


@pytest.mark.parametrize("name", GAME_ANSWERS)
def test_texts_of_games_are_there_in_three_languages(name):
    for question in games.GAMES[name].questions.values():
        texts = [said(question.why, code) for code in LANGUAGES]
        assert len(set(texts)) == 3
        assert re.search("[а-яё]", texts[2]) and not re.search("[а-яё]", texts[0] + texts[1], re.I)
        for text in texts:
            assert text == text.strip() and "  " not in text and text[-1] == ".", text
            assert text.count("`") % 2 == 0, text


@pytest.mark.skipif("myths" not in stems(), reason="needs the chapter myths in _toc.yml")
@pytest.mark.parametrize("edition", LANGUAGES)
def test_statements_in_the_notebook_are_those_of_the_game(edition):
    """The letters agree, and the code that a statement names is in the script that decides on it."""
    cells = read(path_of("myths", edition)).cells
    table = next(cell.source for cell in cells if cell.id == "true-or-false")
    statements = dict(re.findall(r"^\| ([a-z]) \| (.+) \|$", table, re.M))
    questions = games.GAMES["true_or_false"].questions
    assert list(statements) == list(questions)
    for letter, statement in statements.items():
        named = re.findall(r"`([^`]*[(\[][^`]*)`", statement.replace('"', "'"))
        assert [code for code in named if code not in questions[letter].script] == [], letter


@pytest.mark.parametrize("code, told", [("tr", "yanıt:    True"), ("ru", "ваш ответ: True")])
def test_game_speaks_the_language(code, told):
    language(code)
    text = str(check({"a": True}, "true_or_false"))
    found = games.GAMES["true_or_false"].questions["a"]
    assert told in text and said(found.why, code) in " ".join(text.split())
    with pytest.raises(ValueError) as caught:
        check({"a": 2}, "true_or_false")
    assert "can't" not in str(caught.value)


def test_importing_cases_hides_nothing():
    assert not {"load", "exercise"} & set(dir(builtins))


def test_best_goes_on_from_what_works():
    working = EXERCISES["column"].reference

    def column(data, name):
        return working(data, name)

    assert best(column) is column
    assert best(lambda data, name: ..., "column") is working
    with pytest.raises(LookupError, match="choices"):
        best(lambda: ..., "choices")
