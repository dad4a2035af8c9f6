"""Error messages about buffers: what the page “errors” says of each, and what CPython's sources can raise.

    python -m tests.messages                 a table: of each source file, how many messages the page has
    python -m tests.messages 3.14 FOLDER     read again what 3.14 can raise, from a source folder of CPython
    python -m tests.messages 3.15 FILE...    which of the messages known stand in programs and modules

What is read goes to `messages.yml`: {source file: {"Type: message": the Pythons that have it}}. A new message
can't be found in a program, only in sources; those of 3.15 that older ones have not were entered by hand.
"""

import re
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml

from book.notebooks import path_of, read

LISTED = Path(__file__).with_name("messages.yml")
UNMET = Path(__file__).with_name("unmet.yml")
PYTHONS = ("3.11", "3.12", "3.13", "3.14", "3.15")

# The page. A card is a heading such as ### `TypeError: cannot delete memory`, with lines for other wordings.

HEADING = re.compile(r"### `(?P<type>[\w.]+): (?P<message>[^`]+)`(?:\n|$)")
WORDING = re.compile(r"^- (3\.\d+(?:, 3\.\d+)*): `([^`]+)`$", re.MULTILINE)
VARIES = re.compile(r"‹[^›]*›")


@dataclass
class Card:
    """One message: `wordings` are its words, and the Pythons that use them, where others use the heading's.

    A Python can be named twice: then its first releases say one, and its last the other.
    """

    id: str
    heading: str
    wordings: list[tuple[str, list[str]]]
    cells: list = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        return [self.heading, *(text for text, _ in self.wordings)]

    def said_by(self, python: str) -> list[str]:
        """Return what a Python such as "3.11" can say."""
        return [text for text, pythons in self.wordings if python in pythons] or [self.heading]


@cache
def cards(language: str = "en") -> list[Card]:
    """Return the cards of the page in their order."""
    found, card = [], None
    for cell in read(path_of("errors", language)).cells:
        if cell.cell_type == "code":
            if card:
                card.cells.append(cell)
        elif cell.source.startswith("#"):
            heading = HEADING.match(cell.source)
            card = None
            if heading:
                others = [
                    (text, pythons.split(", ")) for pythons, text in WORDING.findall(cell.source)
                ]
                card = Card(cell.id, f"{heading['type']}: {heading['message']}", others)
                found.append(card)
    return found


def address(heading: str) -> str:
    """Return the id of a card: the words of its message, at most 50 characters of them."""
    words = re.findall(r"[a-z0-9]+", VARIES.sub(" ", heading.partition(": ")[2]).lower())
    while not words[0][0].isalpha():
        del words[0]
    while len("-".join(words)) > 50:
        del words[-1]
    return "-".join(words)


def pattern(text: str) -> re.Pattern:
    """Return what a message must be, to be the one that the page shows with ‹what varies› in it."""
    return re.compile(".*".join(map(re.escape, VARIES.split(text))), re.DOTALL)


def said_otherwise(have: list[Card], raised: dict[str, str], python: str) -> dict[str, str]:
    """Return {card: what it raised} of the cards that did not raise what they show for that Python."""
    return {
        card.id: raised[card.id]
        for card in have
        if card.id in raised
        and not any(pattern(text).fullmatch(raised[card.id]) for text in card.said_by(python))
    }


# The sources. All messages of some files are about buffers; of the others, those that say so.

WHOLE = ("Objects/memoryobject.c", "Objects/picklebufobject.c")
PARTLY = """
    Objects/abstract.c Objects/bytearrayobject.c Objects/bytesobject.c Objects/bytes_methods.c
    Objects/stringlib/join.h Objects/typeobject.c Objects/unicodeobject.c
    Modules/_ctypes/_ctypes.c Modules/_hashopenssl.c Modules/_io/bytesio.c Modules/_pickle.c
    Modules/_sre/sre.c Modules/_struct.c Modules/arraymodule.c Modules/hashlib.h Modules/mmapmodule.c
    Modules/socketmodule.c
""".split()
ABOUT_BUFFERS = re.compile(
    r"buffer|export|bytes-like|contiguous|memory ?view|memory map|anonymous mapping|read-?only|writable|resize|re-sized"
    r"|type ?code|mmap closed|item size|wrong size|space to pack|data to unpack|bytes.like"
    r"|struct format|hashing|bytes pattern",
    re.IGNORECASE,
)
LITERAL = r'"(?:[^"\\]|\\.)*"'
CALL = re.compile(
    rf"PyErr_(?:SetString|Format)\s*\(\s*([\w>-]+)\s*,\s*\\?\s*((?:(?:#?\w+|{LITERAL})[\s\\]*)*{LITERAL}"
    rf"[\s\\]*(?:\w+\([\w]+\))?)",
)
SETS = re.compile(r"PyErr_(?:SetString|Format)\s*\(")
NAMES = {"StructError": "struct.error"} | {
    name: f"pickle.{name}" for name in ("PicklingError", "UnpicklingError")
}
DIRECTIVE = re.compile(r"%(?:\.\d+|[-\d]+)?(?:ll|l|z|t)?[a-zA-Z]")


def messages_in(source: str) -> list[str]:
    """Return "Type: message" of each error that a C source sets with words of its own, as C writes them."""
    found = []
    for kind, text in CALL.findall(source):
        pieces = re.findall(rf"{LITERAL}|#?\w+(?:\(\w+\))?", text)  # a macro's value varies: %s
        words = "".join(p[1:-1].replace('\\"', '"') if p.startswith('"') else "%s" for p in pieces)
        name = kind.rpartition(">")[2].removeprefix("PyExc_")
        found.append(f"{NAMES.get(name, name)}: {words}")
    return list(dict.fromkeys(found))


@cache
def listed() -> dict[str, dict[str, str]]:
    """Return {source file: {message as C writes it: Pythons that have it, such as "3.11 3.12"}}."""
    return yaml.load(LISTED.read_text("utf-8"), yaml.BaseLoader)  # 3.12 is no number


@cache
def possible(message: str) -> re.Pattern:
    """Return what the message of a C source, with directives such as %s, can become."""
    return re.compile(".*".join(map(re.escape, DIRECTIVE.split(message.replace("%%", "%")))))


def covers(card: Card, message: str) -> bool:
    """Whether the message of a C source is one that the card shows."""
    return any(possible(message).fullmatch(text) for text in card.texts)


@cache
def unmet() -> dict[str, str]:
    """Return {message as C writes it: why it has no card}."""
    reasons = yaml.safe_load(UNMET.read_text("utf-8"))
    return {message: reason for reason, messages in reasons.items() for message in messages}


def not_covered(sources: dict[str, dict[str, str]], have: list[Card]) -> list[str]:
    """Return the messages of the sources that have neither a card nor a reason."""
    excused = unmet()
    return [
        message
        for messages in sources.values()
        for message in messages
        if message not in excused and not any(covers(card, message) for card in have)
    ]


def from_sources(python: str, folder: Path) -> dict[str, dict[str, str]]:
    """Return the list with what that Python raises read anew."""
    result = {}
    for name in (*WHOLE, *PARTLY):
        known = listed().get(name, {}) if LISTED.exists() else {}
        path = folder / name
        source = path.read_text("utf-8") if path.exists() else ""
        if name in WHOLE and len(CALL.findall(source)) != len(SETS.findall(source)):
            raise ValueError(f"{path} sets an error in a way that CALL does not match")
        now = [m for m in messages_in(source) if name in WHOLE or ABOUT_BUFFERS.search(m)]
        result[name] = marked(python, known, dict.fromkeys([*known, *now]), now)
    return result


def from_programs(python: str, paths: list[Path]) -> dict[str, dict[str, str]]:
    """Return the list with what stands in programs and modules, as text, marked as that Python's."""
    program = b"\0".join(path.read_bytes() for path in paths)

    def is_there(message):
        parts = message.partition(": ")[2].encode()
        return parts.removeprefix(b"%s").removesuffix(b"%s") in program

    return {
        name: marked(python, known, known, filter(is_there, known))
        for name, known in listed().items()
    }


def marked(python, known, messages, now):
    now = set(now)
    pythons = {m: set(known.get(m, "").split()) - {python} for m in messages}
    table = {
        m: " ".join(sorted(has | ({python} if m in now else set()))) for m, has in pythons.items()
    }
    return {message: has for message, has in table.items() if has}


def table() -> str:
    """Return a line for each source file: messages on the page, messages that it can raise."""
    have, excused = cards(), unmet()
    rows, sums = [], defaultdict(int)
    for name, messages in listed().items():
        on_page = [m for m in messages if any(covers(card, m) for card in have)]
        named = [m for m in messages if m in excused and m not in on_page]
        counts = {"raised": len(messages), "on the page": len(on_page), "not met": len(named)}
        for key, count in counts.items():
            sums[key] += count
        rows.append(f"{name:32}" + "".join(f"{count:14}" for count in counts.values()))
    head = f"{'source':32}" + "".join(f"{key:>14}" for key in sums)
    total = f"{'all':32}" + "".join(f"{count:14}" for count in sums.values())
    messages = [m for of_file in listed().values() for m in of_file]
    others = sum(not any(covers(card, m) for m in messages) for card in have)
    last = f"{len(have)} cards, {others} of them for messages from elsewhere: written in Python, NumPy, Cython"
    return "\n".join([head, *rows, total, last])


def main(python=None, *places):
    if python is None:
        print(table())
        return
    paths = [Path(place) for place in places]
    found = from_sources(python, paths[0]) if paths[0].is_dir() else from_programs(python, paths)
    text = yaml.safe_dump(found, sort_keys=False, width=1000, allow_unicode=True)
    note = "# What CPython can raise about buffers, written by `python -m tests.messages`.\n"
    LISTED.write_text(note + text, "utf-8", newline="\n")
    print({name: len(messages) for name, messages in found.items()})


if __name__ == "__main__":
    main(*sys.argv[1:])
