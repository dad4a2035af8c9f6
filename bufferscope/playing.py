"""Judging a game: a dictionary of answers, compared with what Python itself says.

A question is a script of Python that ends in an expression, and running it gives the answer that is
due. The reader sees the script when the answer is wrong, and can run it.
"""

import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bufferscope.reprs import short
from bufferscope.sameness import same
from bufferscope.verdict import Verdict, paragraph
from bufferscope.words import say


@dataclass(frozen=True)
class Question:
    """A script that ends in an expression, and what to tell a reader who answered it wrongly."""

    script: str
    why: str  # an id of `bufferscope.words`, as for a case


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
        report = f"… {game.name} 0/{len(game.questions)}: {say('verdict.blank')}"
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
        report = "\n".join([report, *paragraph(say("game.left", keys=", ".join(left)))])
    return Verdict(game.name, passed, len(game.questions), report)


def _game(name: str | None, games: Mapping[str, Game]) -> Game:
    if name is None or name not in games:
        calls = ", ".join(f"check(answers, {known!r})" for known in games)
        raise ValueError(say("game.unknown" if name else "game.unnamed", name=name, calls=calls))
    return games[name]


def _given(answers: object, game: Game) -> dict[str, object]:
    """Return the answers that have been given; raise for what can't be one."""
    if not isinstance(answers, dict):
        names = {"name": game.name, "type": type(answers).__name__}
        raise TypeError(say("game.not-dictionary", **names))
    for key, value in answers.items():
        if key not in game.questions:
            keys = ", ".join(map(repr, game.questions))
            found = {"name": game.name, "question": short(key), "keys": keys}
            raise ValueError(say("game.unknown-key", **found))
        if value is not ... and not any(same(value, choice) for choice in game.choices):
            choices = ", ".join(map(repr, game.choices))
            found = {"question": key, "value": short(value), "choices": choices}
            raise ValueError(say("game.unknown-value", **found))
    return {key: value for key, value in answers.items() if value is not ...}


def _correction(key: str, question: Question, got: object, due: object) -> str:
    heading = [] if key == question.script else [f"  {key}"]
    lines = [
        *heading,
        textwrap.indent(question.script, "    "),
        f"  {say('game.answered')} {got!r}",
        f"  {say('verdict.due')} {due!r}",
        *paragraph(say(question.why)),
    ]
    return "\n" + "\n".join(lines)
