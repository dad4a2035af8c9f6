"""The page of errors: each card raises its message here, and each message that a source can raise has its card.

`python -m tests.messages` prints the table of messages by source file.
"""

import json
import re
import subprocess
import sys

import pytest

from book import LANGUAGES, ROOT
from book.notebooks import tags
from tests import messages
from tests.messages import (
    Card,
    address,
    cards,
    covers,
    listed,
    not_covered,
    pattern,
    said_otherwise,
    unmet,
)

HERE = f"3.{sys.version_info.minor}"
# Cards whose message nothing at hand can raise, and why.
UNRAISED = {
    "buffer-dtype-mismatch-expected-but-got": "raised by code that Cython has compiled; none is at hand"
}


@pytest.fixture(scope="module")
def raised():
    """Return {card: the message that it raised on this Python}."""
    command = [sys.executable, "-X", "utf8", str(ROOT / "tests" / "raising.py")]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=120
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def test_each_card_raises_its_message(raised):
    assert said_otherwise(cards(), raised, HERE) == {}


def needs_newer(card):
    first = card.cells[0]
    since = next((int(tag[8:]) for tag in tags(first) if tag.startswith("since-3.")), 0)
    return sys.version_info < (3, since)


def test_each_card_that_can_has_raised(raised):
    silent = [
        c.id for c in cards() if c.id not in raised and c.id not in UNRAISED and not needs_newer(c)
    ]
    assert silent == []
    assert UNRAISED.keys() <= {card.id for card in cards()} - raised.keys()


def test_every_message_has_its_card_or_a_reason():
    assert not_covered(listed(), cards()) == []


def test_every_reason_is_needed():
    """What is said not to be met stands in the sources, and on no card."""
    known = {message for messages_of_file in listed().values() for message in messages_of_file}
    assert unmet().keys() <= known
    met = [message for message in unmet() if any(covers(card, message) for card in cards())]
    assert met == []


def test_the_list_has_every_python():
    of_views = listed()["Objects/memoryobject.c"]
    for python in messages.PYTHONS:
        assert sum(python in pythons.split() for pythons in of_views.values()) >= 44, python


def test_a_wording_is_that_of_its_pythons():
    """The Pythons that a card names for a wording are those in whose sources it stands."""
    for card in cards():
        for text, pythons in card.wordings:
            probe = Card(card.id, text, [])
            found = {
                python
                for messages_of_file in listed().values()
                for message, has in messages_of_file.items()
                if covers(probe, message)
                for python in has.split()
            }
            assert not found or set(pythons) <= found | {"3.13"}, (card.id, text, found)


def test_an_address_is_made_of_the_words():
    for card in cards():
        assert card.id.removesuffix("-2") == address(card.heading)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_edition_has_the_same_messages(language):
    assert [(c.id, c.heading, c.wordings) for c in cards(language)] == [
        (c.id, c.heading, c.wordings) for c in cards()
    ]


def test_each_card_is_whole():
    """A cell that raises, a cell that shows the way out, and where to read on."""
    for card in cards():
        ends = [cell.id.rpartition("-")[2] for cell in card.cells]
        assert ends == (["solved"] if card.id in UNRAISED else ["raised", "solved"]), card.id


# Each check has teeth.


def test_a_changed_message_is_noticed(raised):
    one = "cannot-delete-memory"
    assert list(
        said_otherwise(cards(), raised | {one: "TypeError: can't delete memory"}, HERE)
    ) == [one]
    assert list(
        said_otherwise(cards(), raised | {one: "ValueError: cannot delete memory"}, HERE)
    ) == [one]
    assert list(said_otherwise(cards(), raised | {one: ""}, HERE)) == [one]


def test_a_new_message_is_noticed():
    source = 'PyErr_Format(PyExc_TypeError,\n    "memoryview: no room "\n    "for %s", name);'
    assert messages.messages_in(source) == ["TypeError: memoryview: no room for %s"]
    new = {"Objects/memoryobject.c": dict.fromkeys(messages.messages_in(source), "3.16")}
    assert not_covered(new, cards()) == ["TypeError: memoryview: no room for %s"]


def test_a_card_that_is_gone_is_noticed():
    left = [card for card in cards() if card.id != "cannot-delete-memory"]
    assert not_covered(listed(), left) == ["TypeError: cannot delete memory"]


def test_what_varies_is_the_only_thing_that_varies():
    rule = pattern("TypeError: memoryview: invalid type for format '‹format›'")
    assert rule.fullmatch("TypeError: memoryview: invalid type for format 'B'")
    assert not rule.fullmatch("TypeError: memoryview: invalid value for format 'B'")
    assert not re.fullmatch(
        pattern("TypeError: cannot delete memory"), "TypeError: cannot delete memory."
    )


def test_the_table_adds_up():
    rows = [line.split() for line in messages.table().splitlines()[1:-1]]
    *files, total = [list(map(int, row[-3:])) for row in rows]
    assert [sum(column) for column in zip(*files, strict=True)] == total
    assert total[0] == total[1] + total[2]
