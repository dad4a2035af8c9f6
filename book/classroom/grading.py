"""Marks of what was handed in: one row a file, whatever the file holds."""

import ast
import csv
import os
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from book import Problem
from book.classroom import apart, suspicion, weights
from book.classroom.handed_in import HandedIn, Lesson, Unreadable, digest, lessons, take, texts
from book.classroom.handout import LINK
from book.classroom.needed import Statement, needed
from bufferscope.cases import games

FIELDS = (
    "file", "student", "lesson", "language", "solved", "exercises", "points", "of", "weights",
    "verdicts", "remarks", "suspicions", "digest",
)  # fmt: skip
MOODLE = re.compile(r"_\d+_assign\w*_file_?$")  # what Moodle adds to the name of a student's folder
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a cell that begins so is run by spreadsheets


def grade(
    folder: Path, marks: Path, case: float, seconds: int, weighed: Path | None = None
) -> list[dict[str, str]]:
    """Write the marks of all files in a folder, and below it, and return the rows.

    Rows of files that have not changed since are kept as they are. The file of marks is written
    anew after each row, so that whatever ends the run, what was done is there.

    case     seconds that one case may take
    seconds  that one exercise may take
    weighed  a file of weights (book/classroom/weights.py), None if all exercises weigh the same

    Raises Problem for a folder that is none, for marks that are not this command's, and for weights that are none.
    """
    worth = weights.read(weighed)
    if not folder.is_dir():
        raise Problem(f"{folder} is no folder")
    before = {row["file"]: row for row in _read(marks)}
    files = [path for path in _files(folder) if path.resolve() != marks.resolve()]
    rows = []
    for i, path in enumerate(files, 1):
        start, name = time.monotonic(), _safe(path.relative_to(folder).as_posix())
        row = before.get(name)
        if row is None or row["digest"] != digest(path):
            row = _row(folder, path, case, seconds)
            took = f"{time.monotonic() - start:.1f} s"
        else:
            took = "unchanged"
        row |= weights.points(row, worth)  # a row that is kept may have had other weights
        rows.append(row)
        done = {row["file"] for row in rows}
        _write(marks, rows + [row for row in before.values() if row["file"] not in done])
        said = f"{row['points']} of {row['of']}" if row["lesson"] else row["remarks"]
        print(f"{i}/{len(files)} {name}: {said} ({took})", flush=True)
    _write(marks, rows)  # without the rows of files that are gone
    return rows


def _files(folder: Path) -> Iterator[Path]:
    """Yield all files but hidden ones, in the order of their names."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__MACOSX")))
        yield from (Path(place, name) for name in sorted(names) if not name.startswith("."))


def _row(folder: Path, path: Path, case: float, seconds: int) -> dict[str, str]:
    row = dict.fromkeys(FIELDS, "")
    row |= {"file": path.relative_to(folder).as_posix(), "digest": digest(path)}
    try:
        handed = take(path)
        row["student"] = student(folder, path, handed.lesson)
        if handed.lesson:
            row |= _marks(handed, lessons()[handed.lesson], case, seconds)
        else:
            row["remarks"] = "no exercise of the book in it"
    except Unreadable as error:
        row |= {"student": student(folder, path, ""), "remarks": str(error)}
    except Exception as error:  # a row for each file, whatever it holds
        row["remarks"] = f"could not be marked: {type(error).__name__}: {error}"
    return {name: _safe(value) for name, value in row.items()}


def student(folder: Path, path: Path, lesson: str) -> str:
    """Return who handed a file in: its name without the lesson's, or else the name of the folder it lies in."""
    name = path.stem
    for stem in [lesson] if lesson else lessons():
        name = name.replace(f"{stem}-exercises", "").replace(stem, "")
    name = re.sub(r"\(\d+\)|\bcopy\b", "", name).strip(" _-.,")
    if name and not (lesson and name.isdigit()):
        return name
    return "" if path.parent == folder else MOODLE.sub("", path.parent.name)


def _marks(handed: HandedIn, lesson: Lesson, case: float, seconds: int) -> dict[str, str]:
    """Judge the exercises of a lesson; return what the row says of them."""
    solved, verdicts, remarks = 0, [], [f"a cell is no Python: {text}" for text in handed.wrong]
    signs = suspicion.signs(handed.own)
    for name, answer in lesson.exercises.items():
        code = needed(_before_check(handed.code, name), answer)
        if not any(answer in statement.makes for statement in code):
            verdicts.append(f"✘ {name} missing")
            continue
        sources = [ast.unparse(statement.node) for statement in code]
        found = apart.judge(sources, answer, name, case, seconds)
        verdict, remark = _verdict(name, found)
        verdicts.append(verdict)
        remarks += [f"{name}: {remark}"] * bool(remark)
        solved += verdict.startswith("✔")
        if found.get("forged"):
            signs.append(f"{name}: passes a case that no answer can pass")
        if any(suspicion.shape(one.node) in lesson.solutions for one in code) and "✔" in verdict:
            signs.append(f"{name}: the book's own solution")
    other = [] if not handed.language else _of_another_version(handed)
    return {
        "lesson": handed.lesson,
        "language": handed.language,
        "solved": str(solved),
        "exercises": str(len(lesson.exercises)),
        "verdicts": "; ".join(verdicts),
        "remarks": "; ".join(remarks + other),
        "suspicions": "; ".join(signs),
    }


def _before_check(code: list[Statement], name: str) -> list[Statement]:
    """Return the statements up to the check of a game, since two games call their answers alike."""
    if name not in games.GAMES:
        return code
    checks = [i for i, one in enumerate(code) if repr(name) in ast.unparse(one.node)]
    return code[: checks[-1]] if checks else []


def _verdict(name: str, found: dict[str, Any]) -> tuple[str, str]:
    """Return what the columns of verdicts and of remarks say of an exercise."""
    errors = "; ".join(found.get("errors", []))
    if "timeout" in found:
        return f"✘ {name} timeout", f"ended after {found['timeout']} s"
    if "crash" in found:
        return f"✘ {name} crash", found["crash"]
    if "passed" not in found:
        return f"✘ {name} missing", errors
    cases = f"{name} {found['passed']}/{found['total']}"
    if found.get("forged"):
        return f"✘ {cases} suspect", errors
    if not found["judged"]:
        return f"– {name}", found["report"].partition(": ")[2]
    mark = "✔" if found["passed"] == found["total"] else found["report"][:1]
    if mark == "✔":
        return f"{mark} {cases}", ""  # the lessons raise errors on purpose
    return f"{mark} {cases}", "; ".join(filter(None, [errors, _sentence(found["report"])]))


def _sentence(report: str) -> str:
    """Return what `check` says of the case that failed, without the case."""
    _, _, after = report.partition("\n  was due:")
    lines = [line.strip() for line in after.splitlines()[1:] if not line.startswith("  printed:")]
    return " ".join(lines)


def _of_another_version(handed: HandedIn) -> list[str]:
    ours = texts(handed.lesson, handed.language)
    theirs = {name: LINK.sub(r"\1", text) for name, text in handed.texts.items()}
    other = [name for name, text in ours.items() if theirs.get(name, text) != text]
    return [f"not set as in this version of the book: {', '.join(other)}"] if other else []


def _safe(value: str) -> str:
    """Return what a spreadsheet takes for text, on one line and writable in UTF-8."""
    value = value.replace("\n", " ").encode("utf-8", "replace").decode("utf-8")
    return f"'{value}" if value.startswith(FORMULA) else value


def _read(marks: Path) -> list[dict[str, str]]:
    if not marks.exists():
        return []
    try:
        with marks.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            if tuple(reader.fieldnames or ()) == FIELDS:
                return list(reader)
    except (OSError, UnicodeDecodeError, csv.Error):
        pass
    raise Problem(f"{marks} is there already, and holds no marks of this command: name another")


def _write(marks: Path, rows: list[dict[str, str]]) -> None:
    """Write beside, then replace. With a mark at the beginning by which Excel knows UTF-8."""
    beside = marks.with_name(marks.name + ".new")
    with beside.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, FIELDS)
        writer.writeheader()
        writer.writerows(rows)
    os.replace(beside, marks)
