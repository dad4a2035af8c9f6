"""The command line of `python3 -m book`: what may be said, and help on it.

Standard library only: help and a mistyped command must not install anything.
"""

import argparse
from pathlib import Path

from book import LANGUAGES
from book.pip import PYTHONS


def parse(arguments: list[str]) -> argparse.Namespace:
    """Return what was asked; for help and for mistakes print and exit, as argparse does."""
    if arguments[:1] == ["help"]:
        arguments = [*arguments[1:2], "--help"]
    if not arguments:
        arguments = ["--help"]
    if arguments[0] == "test" and arguments[1:] not in (["-h"], ["--help"]):
        # All that follows is pytest's, in its order: argparse would sort it.
        return argparse.Namespace(command="test", options=arguments[1:])
    return parser().parse_args(arguments)


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python3 -m book", description="The commands of the book. The first use sets up .venv."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str, about: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=about, description=about[0].upper() + about[1:] + ".")

    def add_class(command: argparse.ArgumentParser) -> None:
        command.add_argument(
            "--class",
            dest="for_class",
            action="store_true",
            help="in _build/class, without solutions, answers and notes for the teacher",
        )

    add_class(add("build", "build the three editions into _build/html"))

    command = add("serve", "build, then serve the site on this machine")
    command.add_argument("--port", type=int, default=8000)
    command.add_argument("--host", default="localhost", help="0.0.0.0 lets a whole classroom in")
    add_class(command)

    command = add("wheels", "bring NumPy and matplotlib for the cells of the pages")
    command.add_argument("--from", dest="source", help="a folder or an address; else Pyodide's own")
    command.add_argument(
        "--for-class",
        action="store_true",
        help="instead, all packages of the notebooks in one folder, for the computers of a room",
    )
    command.add_argument(
        "--python",
        action="append",
        default=[],
        choices=PYTHONS,
        help="with --for-class: these only",
    )
    command.add_argument(
        "--system",
        action="append",
        default=[],
        choices=("linux", "windows", "macos"),
        help="with --for-class: these only",
    )

    command = add("measure", "measure what pages of the built site weigh")
    command.add_argument("pages", nargs="*", metavar="PAGE", help="such as tr/01-slices.html")
    command.add_argument("--site", type=Path, help="another site than _build/html")
    command.add_argument(
        "--lighthouse", action="store_true", help="with Lighthouse, 20 s a page more"
    )

    command = add("lab", "open the notebooks of one edition in JupyterLab")
    command.add_argument("language", choices=LANGUAGES)

    add(
        "test", "run everything that checks the book; files and options go to pytest"
    ).usage = "python3 -m book test [OPTION OF PYTEST ...] [FILE ...]"

    command = add("status", "show how far the translations follow the English")
    command.add_argument("notebooks", nargs="*", metavar="NOTEBOOK")
    command.add_argument(
        "--strict", action="store_true", help="fail when a translation is stale, too"
    )

    command = add("diff", "show how the English of stale cells changed")
    command.add_argument("notebooks", nargs="*", metavar="NOTEBOOK")

    command = add("stamp", "say that translated cells render the English of today")
    command.add_argument("language", choices=LANGUAGES)
    command.add_argument("notebook", metavar="NOTEBOOK")
    command.add_argument("cells", nargs="*", metavar="CELL")
    command.add_argument(
        "--reviewed-by", metavar="NAME", help="note that somebody has read the whole page today"
    )

    command = add("carry", "carry code to the other editions, run, store the outputs")
    command.add_argument(
        "notebooks", nargs="*", metavar="NOTEBOOK", help="run again even if unchanged"
    )

    command = add("handout", "make notebooks for students, without solutions and answers")
    command.add_argument("language", choices=LANGUAGES)
    command.add_argument(
        "notebooks", nargs="*", metavar="LESSON", help="all lessons if none is named"
    )
    command.add_argument(
        "--for",
        dest="form",
        choices=("plain", "nbgrader", "otter"),
        default="plain",
        help="the program that hands out and marks (default: plain, for none)",
    )
    command.add_argument(
        "--with-key", action="store_true", help="with solutions and typical mistakes, apart"
    )
    command.add_argument(
        "--output", type=Path, metavar="FOLDER", help="else _build/handout-LANGUAGE"
    )

    command = add("grade", "mark the notebooks that were handed in, a row for each file")
    command.add_argument("folder", type=Path, metavar="FOLDER")
    command.add_argument("--csv", type=Path, required=True, metavar="FILE", help="where marks go")
    command.add_argument(
        "--weights",
        type=Path,
        metavar="FILE",
        help="lines “chunk_sums: 2”; else 1 for each exercise",
    )
    command.add_argument(
        "--case", type=float, default=5, help="seconds a case may take (default: 5)"
    )
    command.add_argument(
        "--seconds", type=int, default=60, help="seconds an exercise may take (default: 60)"
    )

    command = add("slides", "make slides of the lessons, each one HTML file")
    command.add_argument("language", choices=LANGUAGES)
    command.add_argument("lessons", nargs="*", metavar="LESSON", help="all if none is named")
    command.add_argument(
        "--output", type=Path, metavar="FOLDER", help="else _build/slides-LANGUAGE"
    )

    command = add("paper", "make the whole edition as PDF and as EPUB")
    command.add_argument("language", choices=LANGUAGES)
    command.add_argument("--output", type=Path, metavar="FOLDER", help="else _build/paper")

    command = add("release", "put all files of a release into _build/release, with their checksums")
    command.add_argument("--tag", help="refuse any but that of the version in CITATION.cff")

    add("pins", "check that every pinned package has a build for each Python on each system")
    return parser
