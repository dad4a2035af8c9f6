"""Judging a game: a dictionary of answers, compared with what Python itself says.

A question is a script of Python that ends in an expression, and running it gives the answer that is
due. The reader sees the script when the answer is wrong, and can run it.
"""

import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bufferscope.reprs import short
from bufferscope.running import WORDS as RUNNING
from bufferscope.sameness import same
from bufferscope.verdict import Verdict
from bufferscope.words import language, say

WORDS = {
    "answered": {"en": "answered: ", "tr": "yanıt:   ", "ru": "ваш ответ:"},
    "left": {
        "en": "not answered yet: {keys}",
        "tr": "henüz yanıtlanmayanlar: {keys}",
        "ru": "пока без ответа: {keys}",
    },
    "unnamed": {
        "en": "a dictionary of answers needs the name of its game: {calls}",
        "tr": "yanıt sözlüğünün yanında oyunun adı da gerekir: {calls}",
        "ru": "вместе со словарём ответов укажите имя игры: {calls}",
    },
    "unknown": {
        "en": "there is no game named {name!r}. A dictionary of answers is judged by {calls}",
        "tr": "{name!r} adlı bir oyun yok. Yanıt sözlüğü şu çağrılarla değerlendirilir: {calls}",
        "ru": "игры {name!r} нет. Словарь ответов проверяют так: {calls}",
    },
    "not-dictionary": {
        "en": "the game {name!r} takes a dictionary of answers, not {type}",
        "tr": "{name!r} oyunu {type} değil, bir yanıt sözlüğü alır",
        "ru": "игра {name!r} принимает словарь ответов, а не {type}",
    },
    "unknown-key": {
        "en": "the game {name!r} has no question {question}. Run the cell that holds the answers to "
        "this game, and leave its keys as they are: {keys}",
        "tr": "{name!r} oyununda {question} sorusu yok. Bu oyunun yanıtlarını tutan hücreyi "
        "çalıştırın ve anahtarları olduğu gibi bırakın: {keys}",
        "ru": "в игре {name!r} нет вопроса {question}. Выполните ячейку со своими ответами для этой "
        "игры, а ключи в ней оставьте как есть: {keys}",
    },
    "unknown-value": {
        "en": "the answer to {question!r} can't be {value}: write {choices}, or leave ...",
        "tr": "{question!r} sorusunun yanıtı {value} olamaz. Şunlardan birini yazın ya da ... "
        "olarak bırakın: {choices}",
        "ru": "ответом на {question!r} не может быть {value}: напишите {choices} или оставьте ...",
    },
}


@dataclass(frozen=True)
class Question:
    """A script that ends in an expression, and what to tell a reader who answered it wrongly."""

    script: str
    en: str
    tr: str
    ru: str


@dataclass(frozen=True)
class Game:
    """A registered game.

    choices    the values that an answer may have.
    questions  by the keys of the dictionary of answers.
    find       runs a script and returns the one of the choices that is right.
    """

    name: str
    choices: tuple[object, ...]
    questions: dict[str, Question]
    find: Callable[[str], object]


def judge(answers: object, name: str | None, games: Mapping[str, Game]) -> Verdict:
    """Compare a dictionary of answers with what Python says; see `bufferscope.judging.check`.

    Raises ValueError for a name that is none of the `games`, for a key that is no question, and for
    a value that is no choice; TypeError for what is no dictionary.
    """
    game = _game(name, games)
    given = _given(answers, game)
    if not given:
        report = f"… {game.name} 0/{len(game.questions)}: {say(RUNNING, 'blank')}"
        return Verdict(game.name, 0, len(game.questions), report)

    passed, wrong, left = 0, "", []
    for key, question in game.questions.items():
        due = game.find(question.script)
        if key not in given:
            left.append(repr(key))
        elif same(given[key], due):
            passed += 1
        else:
            wrong += _correction(key, question, given[key], due)
    mark = "✘" if wrong else "…" if left else "✔"
    report = f"{mark} {game.name} {passed}/{len(game.questions)}{wrong}"
    if left:
        report += "\n" + _wrapped(say(WORDS, "left", keys=", ".join(left)))
    return Verdict(game.name, passed, len(game.questions), report)


def _game(name: str | None, games: Mapping[str, Game]) -> Game:
    if name is None or name not in games:
        calls = ", ".join(f"check(answers, {known!r})" for known in games)
        raise ValueError(say(WORDS, "unknown" if name else "unnamed", name=name, calls=calls))
    return games[name]


def _given(answers: object, game: Game) -> dict[str, object]:
    """Return the answers that have been given; raise for what can't be one."""
    if not isinstance(answers, dict):
        names = {"name": game.name, "type": type(answers).__name__}
        raise TypeError(say(WORDS, "not-dictionary", **names))
    for key, value in answers.items():
        if key not in game.questions:
            keys = ", ".join(map(repr, game.questions))
            found = {"name": game.name, "question": short(key), "keys": keys}
            raise ValueError(say(WORDS, "unknown-key", **found))
        if value is not ... and not any(same(value, choice) for choice in game.choices):
            choices = ", ".join(map(repr, game.choices))
            found = {"question": key, "value": short(value), "choices": choices}
            raise ValueError(say(WORDS, "unknown-value", **found))
    return {key: value for key, value in answers.items() if value is not ...}


def _correction(key: str, question: Question, got: object, due: object) -> str:
    heading = [] if key == question.script else [f"  {key}"]
    lines = [
        *heading,
        textwrap.indent(question.script, "    "),
        f"  {say(WORDS, 'answered')} {got!r}",
        f"  {say(RUNNING, 'due')} {due!r}",
        _wrapped(getattr(question, language())),
    ]
    return "\n" + "\n".join(lines)


def _wrapped(sentence: str) -> str:
    return textwrap.fill(
        sentence, 88, initial_indent="  ", subsequent_indent="  ", break_long_words=False
    )
