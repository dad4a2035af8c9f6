"""What `check` found."""

import textwrap
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Verdict:
    """What `check` found.

    name    the exercise, or the game
    passed  number of cases that passed
    total   number of cases
    report  what is printed, in the language that was in force when it was made
    judged  False where the platform lacks what the exercise needs, so that nothing was judged
    failed  the numbers of the cases that failed, counted from 0

    Its truth value is whether all cases passed. The report holds no addresses and no times, so it
    is the same whenever the same answer is judged.
    """

    name: str
    passed: int
    total: int
    report: str = field(repr=False)
    judged: bool = True
    failed: tuple[int, ...] = ()

    @property
    def solved(self) -> bool:
        """Whether all cases passed."""
        return self.judged and self.passed == self.total

    def __bool__(self) -> bool:
        return self.solved

    def __repr__(self) -> str:
        return self.report


def paragraph(sentence: str) -> list[str]:
    """Return the lines of a sentence as a report has them."""
    return textwrap.wrap(
        sentence, 88, initial_indent="  ", subsequent_indent="  ", break_long_words=False
    )
