"""The commands of `python3 -m book`, for the environment in which everything is installed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from nbformat import NotebookNode

from book import LANGUAGES, ROOT, Problem
from book import translation as tr
from book.arguments import parse
from book.notebooks import CODE_EDITION, chosen, path_of, read, require_all, write

# The command of the environment that runs this, whatever stands on the PATH.
JUPYTER_BOOK = [sys.executable, "-c", "from jupyter_book.cli.main import main; main()"]
STRICT = ["-W", "-n", "--keep-going", "--all"]


def run(arguments: list[str]) -> int:
    """Run one command; return the exit status. A Problem becomes one line on stderr and status 1."""
    args = parse(arguments)
    try:
        return CALLS[args.command](args)
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def build(for_class: bool = False) -> int:
    """Build the site; any warning fails it. Everything is built anew: that takes seconds, and an
    incremental build would neither repeat its warnings nor mend the sidebars of unchanged pages."""
    from book.classroom import site
    from book.server import SITE

    require_all()
    folder = site.SITE if for_class else SITE
    shutil.rmtree(folder, ignore_errors=True)  # pages of notebooks that are gone
    command = [*JUPYTER_BOOK, "build", ".", *STRICT]
    status = site.build(command) if for_class else subprocess.call(command, cwd=ROOT)
    if status:
        print("The book was not built: see the warnings above", file=sys.stderr)
    else:
        print(f"Built: {(folder / 'index.html').relative_to(ROOT)}")
    return status


def serve(host: str, port: int, for_class: bool) -> int:
    from book.classroom import site
    from book.network import announce
    from book.preview import Preview
    from book.server import SITE, listen

    everywhere = host == "0.0.0.0"
    folder = site.SITE if for_class else SITE
    with listen(host, port, folder) as server:  # before the build: a port in use is said at once
        if status := build(for_class):
            return status
        if everywhere:
            announce(port)
        elif not for_class:
            server.preview = Preview(folder)
            print("What you save is built and shown")
        here = "localhost" if everywhere else host
        print(f"The book is at http://{here}:{port} (stop with Ctrl+C)", flush=True)
        server.serve_forever()
    return 0


def wheels(source: str | None) -> int:
    from book.live.wheels import FOLDER, fetch

    names = fetch(source)
    print(
        f"{len(names)} wheels in {FOLDER.relative_to(ROOT)}; the next build takes them into the site"
    )
    return 0


def wheels_for_class(versions: list[str], systems: list[str]) -> int:
    from book.classroom.wheels import FOLDER, collect

    count = collect(FOLDER, tuple(versions), tuple(systems))
    size = sum(path.stat().st_size for path in FOLDER.iterdir())
    print(
        f"{count} wheels, {size / 2**20:.0f} MiB, in {FOLDER.relative_to(ROOT)}. In a copy of it:"
    )
    print("python -m pip install --no-index --find-links . -r requirements.txt")
    return 0


def measure(site: Path | None, pages: list[str], with_lighthouse: bool) -> int:
    from book import measure
    from book.server import SITE

    typical = ("index", "01-slices", "reference", "search")
    pages = pages or [f"{language}/{stem}.html" for language in LANGUAGES for stem in typical]
    measure.measure(site or SITE, pages, with_lighthouse)
    return 0


def lab(language: str) -> int:
    from book.lab import start

    return start(language)


def test(options: list[str]) -> int:
    require_all()
    # Hashes of str and bytes differ from run to run, unless this is set before a kernel starts.
    environment = dict(os.environ, PYTHONHASHSEED="0")
    return subprocess.call([sys.executable, "-m", "pytest", *options], cwd=ROOT, env=environment)


def status(names: list[str], strict: bool) -> int:
    """Print a table by notebook and language, then each finding; fail on errors (strict: on stale too)."""
    kinds = [tr.UNREAD, tr.STALE, *tr.ERRORS]
    stems = chosen(names)
    print(f"{'notebook':16}{'':4}{'translated':>12}" + "".join(f"{kind:>14}" for kind in kinds))
    findings = []
    for stem in stems:
        english = read(path_of(stem, CODE_EDITION))
        worded = sum(tr.is_worded(cell) for cell in english.cells)
        for language in tr.translations():
            found = tr.findings(stem, language)
            findings += [(stem, language, finding) for finding in found]
            count = [sum(finding.kind == kind for finding in found) for kind in kinds]
            absent = {finding.cell for finding in found if finding.kind in (tr.MISSING, tr.STALE)}
            whole = path_of(stem, language).exists()
            done = worded - sum(tr.is_worded(cell) and cell.id in absent for cell in english.cells)
            cells = f"{done if whole else 0} of {worded}"
            print(f"{stem:16}{language:4}{cells:>12}" + "".join(f"{n or '·':>14}" for n in count))
    for stem, language, finding in findings:
        print(f"{language}/{stem}: {finding.kind}: {finding.cell}")
    if not findings:
        print("Nothing to do: every translation follows the English of today.")
    refused = tr.ERRORS + (tr.STALE,) * strict
    return int(any(finding.kind in refused for _, _, finding in findings))


def diff(names: list[str]) -> int:
    lines = []
    for stem in chosen(names):
        for language in tr.translations():
            changes = tr.changes(stem, language)
            lines += [f"== {language}/{stem}", *changes] if changes else []
    print("\n".join(lines) or "Nothing to do: no cell is stale.")
    return 0


def stamp(language: str, name: str, cells: list[str], reviewer: str | None) -> int:
    from book import reviews

    if not cells and not reviewer:
        raise Problem("Nothing to stamp: name cells, or who has read the page: --reviewed-by NAME")
    if cells and language == CODE_EDITION:
        raise Problem("The English is not stamped: it is what the other editions render")
    [stem] = chosen([name])
    path = path_of(stem, language)
    notebook, changed = tr.stamp(stem, language, cells) if cells else (read(path), [])
    if reviewer:
        reviews.review(notebook, reviewer)
        print(f"Reviewed by {reviewer}: {language}/{stem}")
    if changed or reviewer:
        write(path, notebook)
    if cells:
        nothing = "Nothing to do: these stamps are of today."
        print(f"Stamped: {', '.join(changed)}" if changed else nothing)
    return 0


def carry(names: list[str]) -> int:
    """Carry the English code to the other editions and run what changed, has no outputs, or was named."""
    from book.execution import execute, is_stored

    done = False
    for stem in chosen(names):
        paths = {language: path_of(stem, language) for language in LANGUAGES}
        before = {language: read(path) for language, path in paths.items()}
        english = before[CODE_EDITION]
        after = {
            language: notebook if language == CODE_EDITION else tr.carry(english, notebook)
            for language, notebook in before.items()
        }
        if after == before and all(map(is_stored, after.values())) and not names:
            continue
        later = unmade(after)
        # All editions together: their outputs are then of one code, whoever ran the English before.
        for language, path in paths.items():
            print(f"{language}/{stem}: running", flush=True)
            execute(after[language], folder=str(path.parent), name=f"{language}/{stem}")
        for language, path in paths.items():
            write(path, after[language])
        for name, version in later.items():
            print(
                f"{stem}: {name}: needs Python {version}; repeat carry with it to store the output"
            )
        done = True
    if not done:
        print("Nothing to do: the code is equal everywhere, and all outputs are stored.")
    return 0


def unmade(editions: dict[str, NotebookNode]) -> dict[str, str]:
    """Forget what is stored for changed cells that need a newer Python; return {id: that Python}.

    Their outputs are of the code that was there before, and this Python can't make others.
    """
    from book.execution import beyond, forget, needs

    cells = [cell for notebook in editions.values() for cell in beyond(notebook)]
    changed = {cell.id for cell in cells if cell.execution_count is None}
    for cell in cells:
        if cell.id in changed:
            forget(cell)
    return {
        cell.id: "{}.{}".format(*version)
        for cell in cells
        if cell.id in changed and (version := needs(cell))
    }


def handout(language: str, names: list[str], with_key: bool, output: Path | None, form: str) -> int:
    from book.classroom.handout import make

    folder = make(language, names, with_key, output, form)
    made = folder / "student" if form == "plain" else folder
    print(f"Made: {made}" + f", for the teacher: {folder / 'key'}" * with_key)
    return 0


def grade(folder: Path, marks: Path, case: float, seconds: int, weights: Path | None) -> int:
    from book.classroom.grading import grade

    rows = grade(folder, marks, case, seconds, weights)
    print(f"{len(rows)} rows in {marks}")
    return 0


def slides(language: str, names: list[str], output: Path | None) -> int:
    from book.slides import write

    print(f"Made: {write(language, names, output)}")
    return 0


def paper(language: str, output: Path | None) -> int:
    from book.paper.edition import write

    for path in write(language, output):
        print(f"Made: {path} ({path.stat().st_size / 2**20:.1f} MiB)")
    return 0


def release(tag: str | None) -> int:
    from book import paper, release
    from book.server import SITE

    for path in release.collect(tag, SITE, paper.MADE):
        print(f"{path.relative_to(ROOT)} ({path.stat().st_size / 2**20:.1f} MiB)")
    return 0


def pins() -> int:
    from book.pins import check

    return check()


CALLS = {
    "build": lambda args: build(args.for_class),
    "serve": lambda args: serve(args.host, args.port, args.for_class),
    "wheels": lambda args: (
        wheels_for_class(args.python, args.system) if args.for_class else wheels(args.source)
    ),
    "measure": lambda args: measure(args.site, args.pages, args.lighthouse),
    "lab": lambda args: lab(args.language),
    "test": lambda args: test(args.options),
    "status": lambda args: status(args.notebooks, args.strict),
    "diff": lambda args: diff(args.notebooks),
    "stamp": lambda args: stamp(args.language, args.notebook, args.cells, args.reviewed_by),
    "carry": lambda args: carry(args.notebooks),
    "handout": lambda args: handout(
        args.language, args.notebooks, args.with_key, args.output, args.form
    ),
    "grade": lambda args: grade(args.folder, args.csv, args.case, args.seconds, args.weights),
    "slides": lambda args: slides(args.language, args.lessons, args.output),
    "paper": lambda args: paper(args.language, args.output),
    "release": lambda args: release(args.tag),
    "pins": lambda args: pins(),
}
