"""How long a lesson takes a class, by a model: what is read, guessed, run and written, counted in its notebook.

    python -m book.classroom.minutes

prints it for each lesson, for those who read in their own language and for those who don't. The page for the teacher
has these minutes, and a test compares them. The model is coarse: notes and titles of lessons say what a class
that was led through them needs.
"""

import re
from typing import NamedTuple

from nbformat import NotebookNode

from book.classroom.exercises import sections
from book.classroom.handout import FOLDED
from book.guesses import TAG
from book.notebooks import CODE_EDITION, lesson_stems, path_of, read, tags

OWN = 150  # words read in a minute, with thought, in one's own language
FOREIGN = 100  # and in a foreign one
GUESS = 1.5  # minutes for a guess and its cell
CELL = 1  # for any other cell that is run and looked at
LINE = 1  # for a line of a solution
CHECKS = 2  # for an exercise: to run `check` twice, and to read what it says
QUESTION = 1  # for a question at the end, or the thought

WORD = re.compile(r"[^\W\d_][\w'’-]*")
TALK = {"think", "questions"}  # cells of the practice, besides the exercises
NOT_FOR_CLASS = {"teacher", "imports", "words"}


class Minutes(NamedTuple):
    body: float
    practice: float


def minutes(notebook: NotebookNode, pace: int) -> Minutes:
    """Return the minutes of a lesson for those who read `pace` words a minute."""
    exercises = {cell.id for section in sections(notebook) for cell in section}
    body = practice = 0.0
    for cell in notebook.cells:
        marks = set(tags(cell))
        if cell.id in NOT_FOR_CLASS or "claim" in marks:
            continue
        if cell.cell_type == "markdown":
            took = len(WORD.findall(FOLDED.sub("", cell.source))) / pace
            if cell.id in TALK:
                took += QUESTION * len(FOLDED.findall(cell.source))
        elif "solution" in marks:
            took = LINE * sum(bool(line.strip()) for line in cell.source.splitlines())
        elif cell.id in exercises:
            took = CHECKS if "check" in marks else 0
        else:
            took = GUESS if TAG in marks else CELL
        if cell.id in exercises | TALK or "solution" in marks:
            practice += took
        else:
            body += took
    return Minutes(body, practice)


def table() -> dict[str, tuple[int, int, int, int]]:
    """Return {stem: minutes of body and practice in one's own language, and in a foreign one}, to five minutes.

    They are those of the English notebook: the editions say the same in more words or in fewer.
    """
    found = {}
    for stem in lesson_stems():
        notebook = read(path_of(stem, CODE_EDITION))
        taken = (*minutes(notebook, OWN), *minutes(notebook, FOREIGN))
        own, practice, foreign, its_practice = (5 * round(one / 5) for one in taken)
        found[stem] = own, practice, foreign, its_practice
    return found


if __name__ == "__main__":
    for stem, (body, practice, longer, later) in table().items():
        print(f"{stem:14} {body:3} + {practice:3}   {longer:3} + {later:3}")
