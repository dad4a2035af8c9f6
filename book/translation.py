"""Three editions, one book: what a translated notebook owes the English one, cell by cell.

Cells are paired by id. A translated Markdown cell, and the `words` cell, carries in
`metadata.i18n.en` the digest of the English cell that it renders; when the English moves on, the
digests part and the translation is stale. `metadata.i18n.read` is the digest of the translation
itself, as it was when somebody last compared the two: changed since then, it is unread.
"""

import copy
import difflib
import hashlib
import re
import subprocess
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from book import LANGUAGES, ROOT, Problem
from book.notebooks import CODE_EDITION, alternative, path_of, read, tags

FENCE = re.compile(r"^(`{3,}|~{3,})[^\n]*\n.*?^\1[`~]*[ \t]*$", re.MULTILINE | re.DOTALL)

MISSING, LEFT_OVER, MOVED, DIFFERS, STALE = "missing", "left over", "moved", "code differs", "stale"
UNREAD = "unread"
ERRORS = (MISSING, LEFT_OVER, MOVED, DIFFERS)
# STALE is reported, and refused only when strict. UNREAD is reported and never refused: whoever
# mends a sentence of one language need not know the others.


@dataclass(frozen=True)
class Finding:
    """One thing in which a translated notebook has parted from the English one."""

    kind: str
    cell: str


def digest(source: str) -> str:
    """Return 12 hexadecimal digits of the SHA-256 of a cell's text.

    NFC, with white space collapsed outside fenced code, so that re-flowing a paragraph changes
    nothing and re-indenting code does.
    """
    text = unicodedata.normalize("NFC", source)
    pieces, end = [], 0
    for fence in FENCE.finditer(text):
        pieces += [" ".join(text[end : fence.start()].split()), fence[0]]
        end = fence.end()
    pieces.append(" ".join(text[end:].split()))
    return hashlib.sha256("\n".join(pieces).strip().encode()).hexdigest()[:12]


def is_worded(cell: NotebookNode) -> bool:
    """Whether the cell differs between languages: all Markdown, and the one code cell tagged `words`."""
    return cell.cell_type != "code" or "words" in tags(cell)


def stamp_of(cell: NotebookNode) -> str | None:
    stamped: str | None = cell.metadata.get("i18n", {}).get("en")
    return stamped


def stamps(english: NotebookNode, translated: NotebookNode) -> dict[str, str]:
    """Return what a cell is stamped with: the digests of the two texts that somebody has compared."""
    return {"en": digest(english.source), "read": digest(translated.source)}


def is_unread(cell: NotebookNode) -> bool:
    """Whether a translated cell has changed since somebody last compared it with the English."""
    compared: str | None = cell.metadata.get("i18n", {}).get("read")
    return compared != digest(cell.source)


def shared_metadata(cell: NotebookNode) -> dict[str, Any]:
    """Return the cell's metadata without what belongs to one language.

    That is the stamp, the alternative text, and the words of a guess's choices, not which choices have words.
    """
    metadata = copy.deepcopy(dict(cell.metadata))
    metadata.pop("i18n", None)
    if "words" in metadata.get("guess", {}):
        metadata["guess"]["words"] = sorted(metadata["guess"]["words"])
    image = metadata.get("mystnb", {}).get("image", {})
    image.pop("alt", None)
    if "mystnb" in metadata and not image:
        metadata["mystnb"].pop("image", None)
    return {key: value for key, value in metadata.items() if value != {}}


def differs(english: NotebookNode, translated: NotebookNode) -> bool:
    """Whether two cells of one id differ in what must be equal: their kind, code and shared metadata."""
    if english.cell_type != translated.cell_type:
        return True
    if not is_worded(english) and english.source != translated.source:
        return True
    return shared_metadata(english) != shared_metadata(translated)


def compare(english: NotebookNode, translated: NotebookNode) -> list[Finding]:
    """Return what is wrong with the translated notebook, in the order of the English one."""
    theirs = {cell.id: cell for cell in translated.cells}
    ours = {cell.id: cell for cell in english.cells}
    findings = []
    for name, cell in ours.items():
        if name not in theirs:
            findings.append(Finding(MISSING, name))
        elif differs(cell, theirs[name]):
            findings.append(Finding(DIFFERS, name))
        elif is_worded(cell) and stamp_of(theirs[name]) != digest(cell.source):
            findings.append(Finding(STALE, name))
        elif is_worded(cell) and is_unread(theirs[name]):
            findings.append(Finding(UNREAD, name))
    findings += [Finding(LEFT_OVER, name) for name in theirs if name not in ours]
    common = [name for name in ours if name in theirs]
    in_their_order = [name for name in theirs if name in ours]
    findings += [
        Finding(MOVED, name)
        for name, here in zip(common, in_their_order, strict=True)
        if name != here
    ][:1]
    return findings


def findings(stem: str, language: str, root: Path = ROOT) -> list[Finding]:
    """Return what is wrong with one notebook of one language; the whole file may be missing."""
    if not path_of(stem, language, root).exists():
        return [Finding(MISSING, "the whole notebook")]
    english = read(path_of(stem, CODE_EDITION, root))
    return compare(english, read(path_of(stem, language, root)))


def translations() -> list[str]:
    return [language for language in LANGUAGES if language != CODE_EDITION]


def stamp(
    stem: str, language: str, cells: list[str], root: Path = ROOT
) -> tuple[NotebookNode, list[str]]:
    """Return the translated notebook with the named cells stamped, and the ids whose stamp changed.

    Stamping says “I have read the English of today and this renders it”. Raises Problem for an id
    that is not in both notebooks, or that is a code cell without words.
    """
    english = {cell.id: cell for cell in read(path_of(stem, CODE_EDITION, root)).cells}
    notebook = read(path_of(stem, language, root))
    theirs = {cell.id: cell for cell in notebook.cells}
    worded = [name for name in theirs if name in english and is_worded(english[name])]
    for name in cells:
        if name not in worded:
            raise Problem(
                f"“{name}” is no translated cell of notebooks/{language}/{stem}.ipynb: "
                f"choose from {', '.join(worded)}"
            )
    changed = []
    for name in cells:
        current = stamps(english[name], theirs[name])
        if theirs[name].metadata.get("i18n") != current:
            theirs[name].metadata["i18n"] = current
            changed.append(name)
    return notebook, changed


def changes(stem: str, language: str, root: Path = ROOT) -> list[str]:
    """Return, for each stale cell, how its English changed since it was translated, as lines of a diff."""
    original, translated = (
        read(path_of(stem, CODE_EDITION, root)),
        read(path_of(stem, language, root)),
    )
    english = {cell.id: cell for cell in original.cells}
    theirs = {cell.id: cell for cell in translated.cells}
    lines = []
    for finding in compare(original, translated):
        if finding.kind != STALE:
            continue
        name, stamped = finding.cell, stamp_of(theirs[finding.cell])
        then = earlier_english(stem, stamped, root) if stamped else None
        if then is None:
            why = "its English of then is not in the history" if stamped else "it was never stamped"
            lines += [f"--- {name}: {why}; the English of today:", english[name].source, ""]
        else:
            lines += difflib.unified_diff(
                then.splitlines(),
                english[name].source.splitlines(),
                f"{name}, as translated into {language}",
                f"{name}, today",
                lineterm="",
            )
    return lines


def earlier_english(stem: str, wanted: str, root: Path = ROOT) -> str | None:
    """Return the English text that has the digest, from the notebook's history in git, or None."""
    path = f"notebooks/{CODE_EDITION}/{stem}.ipynb"
    for revision in git(root, "log", "--format=%H", "--", path).split():
        try:
            notebook = nbformat.reads(git(root, "show", f"{revision}:{path}"), as_version=4)
        except Exception:  # a revision in which the notebook was absent or broken says nothing
            continue
        for cell in notebook.cells:
            if digest(cell.source) == wanted:
                return str(cell.source)
    return None


def git(root: Path, *arguments: str) -> str:
    try:
        result = subprocess.run(
            ["git", *arguments],
            cwd=root,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        )
    except FileNotFoundError:
        raise Problem(
            "git is not installed, and only the history knows how the English changed"
        ) from None
    except subprocess.CalledProcessError as error:
        raise Problem(f"git could not be asked: {error.stderr.strip().splitlines()[-1]}") from error
    return result.stdout


def carry(english: NotebookNode, translated: NotebookNode) -> NotebookNode:
    """Return the translated notebook with the code cells of the English one, in its order.

    Code comes from the English edition with its tags; words, and the alternative texts of pictures,
    stay. A code cell that English no longer has goes; a Markdown cell may be moved, never changed: one
    that nobody has translated yet stays missing, one that is left over stays for a person to decide.
    """
    theirs = {cell.id: cell for cell in translated.cells}
    carried = []
    for cell in english.cells:
        mine = theirs.get(cell.id)
        if mine is None and cell.cell_type == "code":
            carried.append(with_code_of(cell, cell))
        elif mine is not None:
            carried.append(with_code_of(cell, mine) if differs(cell, mine) else mine)
    ours = {cell.id for cell in english.cells}
    for place, cell in enumerate(translated.cells):
        if cell.id not in ours and cell.cell_type != "code":
            carried.insert(place, cell)
    result = copy.deepcopy(translated)
    result.cells = copy.deepcopy(carried)
    return result


def with_code_of(english: NotebookNode, translated: NotebookNode) -> NotebookNode:
    """Return the English cell with what is the translation's own: words, stamp, alternative text."""
    cell = copy.deepcopy(english)
    if "words" in cell.metadata.get("guess", {}):
        theirs = translated.metadata.get("guess", {}).get("words", {})
        ours = cell.metadata.guess.words
        cell.metadata.guess["words"] = {choice: theirs.get(choice, ours[choice]) for choice in ours}
    cell.metadata.get("mystnb", {}).get("image", {}).pop("alt", None)
    if is_worded(english) and english.cell_type == translated.cell_type:
        cell.source = translated.source
    if "i18n" in translated.metadata:
        cell.metadata["i18n"] = translated.metadata["i18n"]
    if alternative(translated) and translated is not english:
        image = cell.metadata.setdefault("mystnb", {}).setdefault("image", {})
        image["alt"] = alternative(translated)
    if cell.cell_type == "code":
        cell.outputs, cell.execution_count = [], None
    return cell
