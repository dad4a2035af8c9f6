"""Every notebook of every edition keeps the rules; and each rule, given a notebook that breaks it, says so."""

import copy
import re
from functools import cache

import pytest

from book import LANGUAGES, glossary
from book.notebooks import lesson_stems, path_of, read, stems
from tests import notebook_rules as rules
from tests.notebook_rules import cell_of
from tests.prose import targets

NOTEBOOKS = [(stem, language) for stem in stems() for language in LANGUAGES]


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize(("stem", "language"), NOTEBOOKS)
def test_rule(stem, language, rule):
    assert list(rule(read(path_of(stem, language)), language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_notebook_outside_the_table_of_contents(language):
    found = {path.stem for path in path_of("x", language).parent.glob("*.ipynb")}
    assert found == set(stems())


# Links lead to headings; the build says so, too, but only after it has built.


@cache
def addresses(stem):
    """Return the addresses of a page: its headings by the ids of their cells, cards by name, terms."""
    headings = [cell for cell in read(path_of(stem, "en")).cells if cell.source.startswith("#")]
    names = (re.match(r"#+ `([\w.]+)", cell.source) for cell in headings)
    terms = [term.slug for term in glossary.terms()] if stem == "glossary" else []
    return {cell.id for cell in headings} | {name[1] for name in names if name} | set(terms)


def lost(text, stem):
    """Return the targets of a text of the page `stem` that are no heading of the page to which they go."""
    for target in sorted(targets(text)):
        page, _, place = target.partition("#")
        page = page.removesuffix(".ipynb") or stem
        if "://" not in target and place and (page not in stems() or place not in addresses(page)):
            yield target


@pytest.mark.parametrize(("stem", "language"), NOTEBOOKS)
def test_links_lead_to_headings(stem, language):
    cells = read(path_of(stem, language)).cells
    assert [target for cell in cells for target in lost(cell.source, stem)] == []


@pytest.mark.parametrize(
    "target", ["#bracket", "07-lifetimes.ipynb#families", "nowhere.ipynb#views"]
)
def test_a_link_to_no_heading_is_caught(target):
    assert list(lost(f"[there]({target})", "01-slices")) == [target]
    assert (
        list(lost("[there](#views), [a card](reference.ipynb#memoryview.cast)", "01-slices")) == []
    )


# The pages that speak of the lessons tell the truth about them


LESSONS = lesson_stems()
ROW = re.compile(
    r"^\| \[\d+\. ([^]]+)\]\((\S+)\.ipynb\) \| (\d+)\D+(\d+)\D+(\d+)\D+$", re.MULTILINE
)
ITEM = re.compile(r"^\d+\. \[([^]]+)\]\((\S+)\.ipynb\)", re.MULTILINE)


def lessons_in(page, language, pattern):
    text = "\n".join(cell.source for cell in read(path_of(page, language)).cells)
    return [match.groups() for match in pattern.finditer(text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_welcome_page_lists_every_lesson_by_its_title(language):
    listed = lessons_in("index", language, ITEM)
    titles = [read(path_of(stem, language)).cells[0].source.splitlines()[0] for stem in LESSONS]
    assert [(f"# {title}", stem) for title, stem in listed] == list(
        zip(titles, LESSONS, strict=True)
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_timetable_agrees_with_the_lessons(language):
    rows = lessons_in("teaching", language, ROW)
    assert [row[1] for row in rows] == LESSONS
    for title, stem, reading, exercises, together in rows:
        notebook = read(path_of(stem, language))
        assert notebook.cells[0].source.startswith(f"# {title}\n")
        _, minutes, _ = rules.timetable(notebook)
        assert minutes[:2] == [int(together), int(exercises)]  # a third: see the rules
        assert int(reading) + int(exercises) == int(together)


# Each rule has teeth: a copy of lesson 1, broken in one place, is caught by it.

BREAKS = {}


def breaks(rule):
    def register(change):
        BREAKS.setdefault(rule, []).append(change)
        return change

    return register


@breaks(rules.kernel)
def another_kernel(notebook):
    notebook.metadata["kernelspec"] = {
        "display_name": "conda",
        "language": "python",
        "name": "conda",
    }


@breaks(rules.everything_was_run)
def a_count_removed(notebook):
    cell_of(notebook, "bracket").execution_count = None


@breaks(rules.everything_was_run)
def a_cell_run_again(notebook):
    cell_of(notebook, "bracket").execution_count = 99


@breaks(rules.errors_are_announced)
def an_exception_that_does_not_come(notebook):
    cell_of(notebook, "locked").outputs = []


@breaks(rules.errors_are_announced)
def an_error_nobody_announced(notebook):
    cell_of(notebook, "locked").metadata["tags"] = []


@breaks(rules.tracebacks_agree)
def another_message_in_the_traceback(notebook):
    lines = cell_of(notebook, "locked").outputs[0].traceback
    lines[-1] = lines[-1].replace("BufferError", "ValueError")


@breaks(rules.tracebacks_agree)
def another_line_in_the_traceback(notebook):
    lines = cell_of(notebook, "locked").outputs[0].traceback
    lines[:] = [line.replace("log +=", "log -=") for line in lines]


@breaks(rules.tracebacks_agree)
def the_arrow_at_another_line(notebook):
    lines = cell_of(notebook, "locked").outputs[0].traceback
    moved = [line.replace("----> 3", "      3").replace("      2", "----> 2") for line in lines]
    lines[:] = moved


@breaks(rules.ids)
def a_random_id(notebook):
    cell_of(notebook, "bracket").id = "A3f9_x"


@breaks(rules.ids)
def one_id_twice(notebook):
    cell_of(notebook, "bracket").id = "picture"


@breaks(rules.no_path_of_a_machine)
def a_traceback_through_the_library(notebook):
    cell = cell_of(notebook, "locked")
    cell.outputs[0].traceback.append("File ~/.pyenv/versions/3.13/lib/python3.13/json/encoder.py:1")


@breaks(rules.known_tags)
def a_mistyped_tag(notebook):
    cell_of(notebook, "locked").metadata["tags"].append("raise-exception")


@breaks(rules.since_agrees_with_the_code)
def a_tag_for_a_newer_python(notebook):
    cell = cell_of(notebook, "bracket")
    cell.source = "if sys.version_info >= (3, 12):\n    print(1)"
    cell.metadata["tags"] = ["since-3.14"]


@breaks(rules.since_agrees_with_the_code)
def a_cell_for_a_newer_python_without_output(notebook):
    cell = cell_of(notebook, "bracket")
    cell.source = "if sys.version_info >= (3, 14):\n    print(1)"
    cell.metadata["tags"] = ["since-3.14"]
    cell.outputs = []


@breaks(rules.folds_in_jupyter_too)
def folded_on_the_site_only(notebook):
    cell_of(notebook, "bracket").metadata["jupyter"] = {}


@breaks(rules.guesses_fold_in_jupyter_too)
def an_explanation_in_plain_sight(notebook):
    cell_of(notebook, "bracket-seen").metadata["jupyter"] = {}


@breaks(rules.guesses_fold_in_jupyter_too)
def a_question_folded_away(notebook):
    cell_of(notebook, "loops-guess").metadata["jupyter"] = {"source_hidden": True}


@breaks(rules.guesses_fold_in_jupyter_too)
def a_first_line_that_jupyter_shows(notebook):
    cell = cell_of(notebook, "bracket-seen")
    cell.source = cell.source.lstrip()


@breaks(rules.guesses_are_whole)
def a_fold_without_a_guess(notebook):
    del cell_of(notebook, "bracket").metadata["guess"]


@breaks(rules.guesses_are_whole)
def the_next_question_in_a_fold(notebook):
    cell_of(notebook, "bracket-seen").source += "\n\n**Önce tahmin edin:** ?"


def guess(notebook, cell="bracket"):
    return cell_of(notebook, cell).metadata["guess"]


@breaks(rules.guesses_are_proved)
def a_wrong_answer(notebook):
    guess(notebook)["answer"] = "one"


@breaks(rules.guesses_are_proved)
def another_output(notebook):
    cell = cell_of(notebook, "bracket")
    cell.outputs[0].text = cell.outputs[0].text.replace("friend", "reader")


@breaks(rules.guesses_are_proved)
def an_answer_that_nobody_can_choose(notebook):
    guess(notebook)["choices"] = ["one", "both"]


@breaks(rules.guesses_are_proved)
def one_choice(notebook):
    guess(notebook)["choices"] = ["two"]


@breaks(rules.guesses_are_proved)
def words_for_no_choice(notebook):
    guess(notebook)["words"] = {"neither": "hiçbiri"}


@breaks(rules.guesses_are_proved)
def a_proof_that_reads_nothing(notebook):
    guess(notebook)["proof"] = '"two"'


@breaks(rules.guesses_are_proved)
def an_answer_without_proof(notebook):
    del guess(notebook)["proof"]


@breaks(rules.guesses_are_proved)
def a_measurement_that_proves_something_else(notebook):
    guess(notebook, "loops")["proof"] = "loops.ratio('bytes', 'view') > 1"


@breaks(rules.guesses_are_proved)
def a_text_to_be_typed(notebook):
    del guess(notebook)["choices"], guess(notebook)["words"]


@breaks(rules.guesses_are_proved)
def a_mistyped_key(notebook):
    guess(notebook)["choice"] = ["one"]


@breaks(rules.one_words_cell)
def no_words(notebook):
    notebook.cells.remove(cell_of(notebook, "words"))


@breaks(rules.one_words_cell)
def words_of_another_language(notebook):
    words = cell_of(notebook, "words")
    words.source = words.source.replace('language("tr")', 'language("ru")')


@breaks(rules.one_words_cell)
def words_that_compute(notebook):
    cell_of(notebook, "words").source = 'language("tr")\nwords = dict(a=1)'


@breaks(rules.measurements_are_held_by_claims)
def a_measurement_without_claim(notebook):
    notebook.cells.remove(cell_of(notebook, "slicing-claim"))


@breaks(rules.measurements_are_held_by_claims)
def a_measurement_without_output(notebook):
    cell_of(notebook, "slicing").outputs = []


@breaks(rules.claims_assert)
def a_claim_that_claims_nothing(notebook):
    cell_of(notebook, "slicing-claim").source = "slicing"


@breaks(rules.claims_assert)
def a_claim_that_shows(notebook):
    cell_of(notebook, "slicing-claim").metadata["tags"] = ["claim"]


@breaks(rules.claims_assert)
def a_claim_of_a_constant(notebook):
    cell_of(notebook, "slicing-claim").source = "assert True"


@breaks(rules.claims_hold_what_was_measured)
def a_claim_on_something_else(notebook):
    cell_of(notebook, "slicing-claim").source = "assert sizes_of_old == 3"


@breaks(rules.minutes_add_up)
def a_section_that_takes_longer(notebook):
    notes = cell_of(notebook, "teacher")
    notes.source = re.sub(r" 9,", " 11,", notes.source, count=1)


def with_notes_of_a_saving(notebook, sentence, saved):
    notebook.cells[0].source += f" {sentence}"
    notes = cell_of(notebook, "teacher")
    notes.source = notes.source.replace("\n\n</details>", f" {saved}.\n\n</details>")


@breaks(rules.what_can_wait_takes_its_minutes)
def a_lesson_with_nothing_that_can_wait(notebook):
    with_notes_of_a_saving(notebook, "*Vakit varsa* diye başlayan yerler atlanırsa 40.", 10)


@breaks(rules.what_can_wait_takes_its_minutes)
def a_saving_that_the_teacher_is_not_told(notebook):
    with_notes_of_a_saving(notebook, "*Vakit varsa* diye başlayan yerler atlanırsa 40.", 20)
    cell_of(notebook, "views").source += "\n\n*Vakit varsa.*"


@breaks(rules.what_can_wait_takes_its_minutes)
def a_part_that_takes_longer_than_any(notebook):
    notebook.cells[0].source += " Son görev 30 dakika sürer."


@breaks(rules.exercises_are_whole)
def an_exercise_without_check(notebook):
    notebook.cells.remove(cell_of(notebook, "shares-check"))


@breaks(rules.exercises_are_whole)
def an_exercise_without_solution(notebook):
    notebook.cells.remove(cell_of(notebook, "shares-solution"))


@breaks(rules.exercises_are_whole)
def an_exercise_nobody_claims(notebook):
    notebook.cells.remove(cell_of(notebook, "shares-claim"))


@breaks(rules.exercises_are_whole)
def a_starter_that_is_accepted(notebook):
    cell_of(notebook, "shares-check").outputs[0].data["text/plain"] = "✔ shares 8/8"


@breaks(rules.exercises_are_whole)
def a_solution_in_the_open(notebook):
    cell_of(notebook, "shares-solution").metadata["tags"] = ["solution"]


@breaks(rules.narrow_code)
def a_line_too_wide_for_a_phone(notebook):
    cell_of(notebook, "bracket").source += "\nx = " + "1 + " * 20 + "1"


@breaks(rules.python_only)
def a_shell_line(notebook):
    cell_of(notebook, "imports").source = "!pip install numpy"


@breaks(rules.one_heading_a_cell)
def a_heading_in_the_middle(notebook):
    cell_of(notebook, "views").source += "\n\n### More"


@breaks(rules.one_heading_a_cell)
def a_second_title(notebook):
    cell_of(notebook, "views").source = "# Views"


@breaks(rules.pictures_have_alternatives)
def a_plot_without_alternative(notebook):
    cell_of(notebook, "slicing").metadata["mystnb"] = {}


@breaks(rules.plots_show_their_own_words)
def the_plot_of_another_cell(notebook):
    cell_of(notebook, "slicing").outputs = cell_of(notebook, "loops").outputs


@breaks(rules.plots_show_their_own_words)
def the_plot_of_another_language(notebook):
    other = read(path_of("01-slices", "ru"))
    cell_of(notebook, "slicing").outputs = cell_of(other, "slicing").outputs


@breaks(rules.plots_show_their_own_words)
def a_plot_that_nobody_compares(notebook):
    data = cell_of(notebook, "slicing").outputs[0].data
    data["image/png"] = "iVBORw0KGgo="
    del data["image/svg+xml"]


@breaks(rules.plots_show_their_own_words)
def a_plot_without_marks(notebook):
    data = cell_of(notebook, "slicing").outputs[0].data
    data["image/svg+xml"] = re.sub(r"<(path|use)\b[^>]*>", "", data["image/svg+xml"])


@breaks(rules.plots_can_be_read_on_a_phone)
def a_plot_with_small_print(notebook):
    data = cell_of(notebook, "slicing").outputs[0].data
    data["image/svg+xml"] = data["image/svg+xml"].replace("12px", "10px", 1)


@breaks(rules.plots_can_be_read_on_a_phone)
def a_plot_that_stays_light(notebook):
    data = cell_of(notebook, "slicing").outputs[0].data
    data["image/svg+xml"] = data["image/svg+xml"].replace("prefers-color-scheme", "prefers", 1)


@pytest.mark.parametrize(
    ("rule", "change"),
    [(rule, change) for rule, changes in BREAKS.items() for change in changes],
    ids=lambda function: function.__name__,
)
def test_rule_catches(rule, change):
    notebook = copy.deepcopy(read(path_of("01-slices", "tr")))
    change(notebook)
    assert list(rule(notebook, "tr"))


def test_every_rule_is_broken_once():
    assert set(BREAKS) == set(rules.RULES)
