"""The front door: `python3 -m book COMMAND`.

This file must parse on any Python 3, so that an old one can be told that it is too old.
"""

import sys

OLDEST = (3, 11)


def main():
    # type: () -> None
    if sys.version_info < OLDEST:
        sys.exit(
            "The book needs Python %d.%d or newer; this is %d.%d (%s). "
            "Start it with a newer one, for example: python3.13 -m book"
            % (OLDEST + sys.version_info[:2] + (sys.executable,))
        )
    from book import Problem
    from book.arguments import parse
    from book.environment import python_with_everything

    parse(sys.argv[1:])  # help and mistakes end here, before anything is installed
    try:
        python = python_with_everything()
    except Problem as problem:
        sys.exit(str(problem))
    except KeyboardInterrupt:
        sys.stderr.write("Stopped; the next start goes on from here\n")
        sys.exit(130)
    if python is None:
        from book.commands import run

        sys.exit(run(sys.argv[1:]))
    import subprocess

    # A child process, since Windows has no exec that a shell would wait for.
    try:
        sys.exit(subprocess.call([python, "-m", "book"] + sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
