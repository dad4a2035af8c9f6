"""Running the cases of an exercise on an answer that may do anything."""

import functools
import io
import textwrap
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from opcode import opmap
from types import CodeType, TracebackType
from typing import Any

from bufferscope.cases import Case, Exercise
from bufferscope.deadline import Overtime, within
from bufferscope.judging import Verdict
from bufferscope.reprs import clean, short
from bufferscope.words import language, say

SCRIPT = "<case>"  # the file name of a case's script in tracebacks
SMALL = 4096  # bytes; arguments up to this size are compared with what they were before the call
SLOW = 6  # how many times longer a case on much data may take

WORDS = {
    "got": {"en": "came back:", "tr": "dönen:   ", "ru": "получено: "},
    "due": {"en": "was due:  ", "tr": "beklenen:", "ru": "ожидалось:"},
    "printed": {"en": "printed:  ", "tr": "yazdırdı:", "ru": "вывод:    "},
    "blank": {"en": "not solved yet", "tr": "henüz çözülmedi", "ru": "пока не решено"},
    "needs": {
        "en": "can't be judged here: it needs {need}",
        "tr": "burada değerlendirilemiyor; gereken: {need}",
        "ru": "здесь проверить нельзя; требуется: {need}",
    },
    "endless": {
        "en": "nothing: stopped after {seconds} s",
        "tr": "hiçbir şey: {seconds} saniye sonra durduruldu",
        "ru": "ничего, выполнение остановлено через {seconds}\u00a0с",
    },
    "endless-why": {
        "en": "It did not come to an end. Does every turn of the loop bring its end nearer?",
        "tr": "Kod sona ermedi. Her tur, döngüyü sonuna biraz daha yaklaştırıyor mu?",
        "ru": "Ваш код так и не завершился. Каждый ли проход цикла приближает его к концу?",
    },
    "none-why": {
        "en": "None came back: is a `return` missing?",
        "tr": "None döndü: `return` unutulmuş olabilir mi?",
        "ru": "Вернулось значение None: не забыт ли `return`?",
    },
    "type-why": {
        "en": "The value is right, its type is not: {got} instead of {due}.",
        "tr": "Değer doğru, türü değil: {due} yerine {got}.",
        "ru": "Значение верное, но тип не тот: {got} вместо {due}.",
    },
    "name-why": {
        "en": "Python does not know this name: is it spelled right, and has its cell been run?",
        "tr": "Python bu adı tanımıyor: doğru yazıldı mı, tanımlandığı hücre çalıştırıldı mı?",
        "ru": "Python не знает этого имени: нет ли в нём опечатки, выполнена ли ячейка, "
        "в которой оно задано?",
    },
    "changed-got": {
        "en": "a changed argument: {got}",
        "tr": "değişmiş bir argüman: {got}",
        "ru": "изменённый аргумент: {got}",
    },
    "changed-why": {
        "en": "The data given to read were changed. Leave the caller's data as they are.",
        "tr": "Okunmak üzere verilen veri değiştirilmiş. Çağıranın verisini olduğu gibi bırakın.",
        "ru": "Изменились данные, которые надо было только читать. Не меняйте данные "
        "вызвавшего кода.",
    },
}


def judge(exercise: Exercise, answer: Callable[..., Any], seconds: float) -> Verdict:
    """Run the cases of an exercise on an answer; see `bufferscope.judging.check`."""
    cases = list(exercise.cases())
    total = len(cases)
    if exercise.needs is not None and not exercise.needs.met():
        need = say(WORDS, "needs", need=getattr(exercise.needs, language()))
        return Verdict(exercise.name, 0, total, f"– {exercise.name}: {need}", judged=False)

    passed, first, printed = 0, "", ""
    try:
        if _is_starter(answer):
            raise Blank
        for case in cases:
            if first and case.slow:
                continue
            output = _Printed()
            patience = seconds * (SLOW if case.slow else 1)
            try:
                with redirect_stdout(output), redirect_stderr(_Printed()):
                    _run(case, exercise, answer, patience)
                passed += 1
            except Failure as failure:
                first = first or failure.report(case) + output.report()
                if failure.endless:
                    break
            printed = printed or output.report()
    except Blank:
        report = f"… {exercise.name} 0/{total}: {say(WORDS, 'blank')}"
        return Verdict(exercise.name, 0, total, report)
    mark = "✔" if passed == total else "✘"
    report = f"{mark} {exercise.name} {passed}/{total}{first or printed}"
    return Verdict(exercise.name, passed, total, report)


class Blank(BaseException):
    """The answer is still the starter."""


class Changed(BaseException):
    """The answer changed an argument that it was only to read."""

    def __init__(self, before: object, after: object):
        self.before, self.after = before, after


class Failure(Exception):
    """A case did not give what was due: what came back instead, and what to tell the reader."""

    def __init__(self, got: str, due: str, *why: str, endless: bool = False):
        self.got, self.due, self.why, self.endless = got, due, why, endless

    def report(self, case: Case) -> str:
        lines = ["", textwrap.indent(_script(case), "    ")]
        lines += [f"  {say(WORDS, 'got')} {self.got}", f"  {say(WORDS, 'due')} {self.due}"]
        for sentence in self.why:
            lines += textwrap.wrap(
                sentence, 88, initial_indent="  ", subsequent_indent="  ", break_long_words=False
            )
        return "\n".join(lines)


def _run(case: Case, exercise: Exercise, answer: Callable[..., Any], seconds: float) -> None:
    """Run the script of a case on the answer; raise Failure unless it gives what is due."""
    names = {tool.__name__: tool for tool in exercise.tools}
    names[exercise.name] = _guarded(answer, exercise.in_place)
    setup, _, last = _script(case).rpartition("\n")
    indent = last[: -len(last.lstrip())]
    code = compile(f"{setup}\n{indent}result = (\n{last}\n{indent})", SCRIPT, "exec")
    try:
        within(seconds, lambda: exec(code, names))
        _compare(names["result"], case)
    except (Blank, Failure, KeyboardInterrupt):
        raise
    except Overtime:
        point = "." if language() == "en" else ","
        got = say(WORDS, "endless", seconds=f"{seconds:g}".replace(".", point))
        why = say(WORDS, "endless-why")
        raise Failure(got, _due(case), why, _hint(case), endless=True) from None
    except Changed as change:
        got = say(WORDS, "changed-got", got=short(change.after))
        raise Failure(got, short(change.before), say(WORDS, "changed-why")) from None
    except BaseException as error:
        if _is_raised_by_starter(error):
            raise Blank from None
        at_last_line = _line_in_script(error.__traceback__) > setup.count("\n") + 1
        if _is_error(case.due) and isinstance(error, case.due) and at_last_line:
            return
        got = clean(f"{type(error).__name__}: {error}".partition("\n")[0])
        why = say(WORDS, "name-why") if isinstance(error, NameError) else _hint(case)
        raise Failure(got, _due(case), why) from None
    finally:
        names.clear()  # what the answer left behind ends here, not in a later cell


def _compare(got: object, case: Case) -> None:
    """Raise Failure unless a value is what is due."""
    if same(got, case.due):
        return
    why = [_hint(case)]
    if got is None and not _is_error(case.due):
        why.insert(0, say(WORDS, "none-why"))
    elif type(got) is not type(case.due) and _equal_items(got, case.due):
        types = {"got": type(got).__name__, "due": type(case.due).__name__}
        why.insert(0, say(WORDS, "type-why", **types))
    raise Failure(short(got), _due(case), *why)


def _hint(case: Case) -> str:
    return getattr(case, language())


def _due(case: Case) -> str:
    return case.due.__name__ if _is_error(case.due) else short(case.due)


def _script(case: Case) -> str:
    return textwrap.dedent(case.script).strip()


def _is_error(due: object) -> bool:
    return isinstance(due, type) and issubclass(due, BaseException)


def _line_in_script(traceback: TracebackType | None) -> int:
    while traceback is not None and traceback.tb_frame.f_code.co_filename != SCRIPT:
        traceback = traceback.tb_next
    return traceback.tb_lineno if traceback else 0


def same(got: object, due: object) -> bool:
    """Whether the two are equal in value and in type, and so are the items in them.

    Python's own == is kinder: to it True is 1, and [memoryview(b"a")] is [b"a"].
    """
    if type(due).__module__.startswith("bufferscope."):  # such as AtMost
        return due == got
    if type(got) is not type(due):
        return False
    if isinstance(due, (list, tuple)):
        return len(got) == len(due) and all(map(same, got, due))
    if isinstance(due, dict):
        types = {key: type(key) for key in due}
        return got.keys() == due.keys() and all(
            type(key) is types[key] and same(got[key], due[key]) for key in got
        )
    return _equal(got, due)


def _equal(got: object, due: object) -> bool:
    try:
        return bool(got == due)
    except Exception:  # such as the truth value of a NumPy array
        return False


def _equal_items(got: object, due: object) -> bool:
    if isinstance(got, (list, tuple)) and isinstance(due, (list, tuple)):
        got, due = list(got), list(due)
    return _equal(got, due)


class _Printed(io.StringIO):
    """Standard output that keeps the beginning of what is printed."""

    ROOM = 200

    def write(self, text: str) -> int:
        super().write(text[: max(0, self.ROOM - self.tell())])
        return len(text)

    def report(self) -> str:
        text = self.getvalue()
        return f"\n  {say(WORDS, 'printed')} {short(text)}" if text else ""


# -- the answer, watched


def _guarded(answer: Callable[..., Any], in_place: bool) -> Callable[..., Any]:
    """Return the answer such that it can't return `...` or change its arguments unnoticed.

    A class is left as it is.
    """
    if isinstance(answer, type):
        return answer

    @functools.wraps(answer)
    def watched(*args: Any, **named: Any) -> Any:
        before = [None if in_place else _snapshot(argument) for argument in args]
        result = answer(*args, **named)
        if result is ... or (isinstance(result, list) and result and result[0] is ...):
            raise Blank
        for argument, was in zip(args, before, strict=True):
            if was is not None and _snapshot(argument) != was:
                raise Changed(was, type(was)(argument))
        return result

    return watched


def _snapshot(argument: object) -> bytearray | list | None:
    """Return a copy of a small mutable argument, else None."""
    if isinstance(argument, (bytearray, list)) and len(argument) <= SMALL:
        return argument[:]
    return None


# -- the starter, recognised


def _starter_code(doc: str, body: str) -> CodeType:
    names: dict[str, Any] = {}
    exec(f"def starter(x):\n {doc}\n {body}", names)
    return names["starter"].__code__


_STARTERS = [
    _starter_code(doc, body).co_code
    for doc in ("", "'doc'")
    for body in ("...", "pass", "return", "return None", "return ...", "yield ...")
]


def _is_starter(answer: Any) -> bool:
    """Whether nothing has been written yet: only `...`, `pass` or `return` in the body.

    For a class: in the bodies of all its methods but `__init__`, which a starter may give.
    """
    if isinstance(answer, type):
        given = ("__init__", "__annotate_func__")
        classes = answer.__mro__[:-1]  # without object
        members = [item for each in classes for item in vars(each).items()]
        return all(_is_starter(m) for name, m in members if callable(m) and name not in given)
    function = _unwrapped(answer)
    code = getattr(function, "__code__", None)
    return (
        isinstance(code, CodeType)
        and code.co_code in _STARTERS
        and set(code.co_consts) <= {None, ..., function.__doc__}
    )


def _unwrapped(function: Any) -> Any:
    """Return the function under decorators such as contextmanager."""
    while hasattr(function, "__wrapped__"):
        function = function.__wrapped__
    return function


def _is_raised_by_starter(error: BaseException) -> bool:
    """Whether this is a NotImplementedError from a `raise` statement.

    memoryview raises the same type for what it can't do, such as `view[0]` of a two-dimensional
    view; that comes from no `raise`.
    """
    traceback = error.__traceback__
    while traceback is not None and traceback.tb_next is not None:
        traceback = traceback.tb_next
    if type(error) is not NotImplementedError or traceback is None:
        return False
    return traceback.tb_frame.f_code.co_code[traceback.tb_lasti] == opmap["RAISE_VARARGS"]
