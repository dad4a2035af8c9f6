"""What holds of every notebook, told from the file alone.

nbval runs the cells and compares outputs, but lets some things through: a cell that was never run, an
output that is missing, a `raises-exception` cell that raises nothing. These rules catch them.
Each takes a notebook and its language and returns what is wrong, as short strings.
"""

import ast
import builtins
import html
import re
from itertools import pairwise, zip_longest

from book import guesses
from book.execution import ANSI, KERNEL, is_stored, needs, raised
from book.notebooks import alternative, tags

TAGS = {
    "words", "hide-input", "hide-output", "hide-cell", "remove-cell", "claim", "raises-exception",
    "nbval-ignore-output", "exercise", "check", "solution", "native",
    "playground", "sample", "setup",
}  # fmt: skip
SINCE = re.compile(r"since-3\.\d+")
ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
HEADING = re.compile(r"^#{1,6} ", re.MULTILINE)
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
WIDEST = 60  # characters of code that a phone shows without scrolling


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def cell_of(notebook, name):
    return next(cell for cell in notebook.cells if cell.id == name)


def tagged(notebook, tag):
    return [cell for cell in code_cells(notebook) if tag in tags(cell)]


def kernel(notebook, language):
    if notebook.metadata.get("kernelspec") != KERNEL:
        yield "the kernel is not the plain python3: run `python3 -m book carry`"


def everything_was_run(notebook, language):
    if not is_stored(notebook):
        counts = [(cell.id, cell.execution_count) for cell in code_cells(notebook)]
        yield f"not run from top to bottom in one go: {counts}"


def errors_are_announced(notebook, language):
    for cell in code_cells(notebook):
        if raised(cell) and "raises-exception" not in tags(cell):
            yield f"{cell.id}: raised, without the tag raises-exception"
        if "raises-exception" in tags(cell) and not raised(cell):
            yield f"{cell.id}: tagged raises-exception, and raised nothing"


FRAME = re.compile(r"Cell In\[(\d+)\], line (\d+)(?:, in .*)?\n((?:(?: {6}|-+>) *\d+.*\n?)+)")
QUOTED = re.compile(r"^(-+>|) *(\d+)(?: (.*))?$", re.MULTILINE)


def tracebacks_agree(notebook, language):
    """What readers see of an error is its traceback, which nbval does not compare.

    It ends with the error's name and message, and quotes the lines of the cell that raised it.
    """
    by_count = {str(cell.execution_count): cell for cell in code_cells(notebook)}
    for cell in code_cells(notebook):
        for error in (output for output in cell.outputs if output.output_type == "error"):
            shown = ANSI.sub("", "\n".join(error.traceback)).rstrip()
            if not shown.endswith(f"{error.ename}: {error.evalue}".rstrip(": ")):
                yield f"{cell.id}: the traceback does not end with {error.ename}: {error.evalue}"
            frames = FRAME.findall(shown)
            if not frames:
                yield f"{cell.id}: the traceback shows no line of a cell"
            for count, number, lines in frames:
                origin = by_count.get(count)
                source = origin.source.splitlines() if origin else []
                quoted = QUOTED.findall(lines)
                if [place for arrow, place, _ in quoted if arrow] != [number]:
                    yield f"{cell.id}: the arrow does not stand at line {number}"
                for _, place, line in quoted:
                    if source[int(place) - 1 : int(place)] != [line]:
                        yield f"{cell.id}: line {place} is quoted as {line!r}"


def ids(notebook, language):
    names = [cell.id for cell in notebook.cells]
    yield from (f"{name}: twice" for name in sorted(set(names)) if names.count(name) > 1)
    yield from (f"{name}: not short words with hyphens" for name in names if not ID.fullmatch(name))


PLACE = re.compile(r"(?:/home/|/root/|/Users/|/work/|~/|[A-Z]:\\\\)[\w.]+")


def no_path_of_a_machine(notebook, language):
    """Outputs are of any machine: they name no folder of the one on which they were made."""
    for cell in code_cells(notebook):
        yield from (f"{cell.id}: {place}" for place in PLACE.findall(str(cell.outputs)))


def known_tags(notebook, language):
    for cell in notebook.cells:
        for tag in tags(cell):
            if tag not in TAGS and not SINCE.fullmatch(tag):
                yield f"{cell.id}: unknown tag {tag}"


ASKED = re.compile(r"sys\.version_info >= \((\d+), (\d+)\)")


def since_agrees_with_the_code(notebook, language):
    """A cell for newer Pythons asks for the one that its tag names, and shows what that one prints."""
    for cell in code_cells(notebook):
        tag = needs(cell)
        first = cell.source.split("\n", 1)[0]
        asked = ASKED.search(first) if first.startswith("if ") else None
        version = (int(asked[1]), int(asked[2])) if asked else None
        if tag and "claim" not in tags(cell):
            if version != tag:
                yield f"{cell.id}: the tag says {tag}, the first line asks for {version}"
            if not cell.outputs:
                yield f"{cell.id}: no output of a Python {tag} is stored"


def folds_in_jupyter_too(notebook, language):
    """The tags fold cells on the site only; JupyterLab has metadata of its own for it."""
    for cell in code_cells(notebook):
        jupyter = cell.metadata.get("jupyter", {})
        wanted = {
            "source_hidden": {"hide-input", "hide-cell", "claim"} & set(tags(cell)),
            "outputs_hidden": {"hide-output", "hide-cell"} & set(tags(cell)),
        }
        for key, because in wanted.items():
            if bool(because) != jupyter.get(key, False):
                yield f"{cell.id}: jupyter.{key} does not agree with the tags"


def guesses_fold_in_jupyter_too(notebook, language):
    """What explains a guess is folded by JupyterLab's metadata, and shows an empty first line; nothing else is."""
    cells = notebook.cells
    explained = {
        later
        for place, cell in enumerate(cells)
        if "guess" in cell.metadata
        for later in guesses.explanation(cells, place)
    }
    for place, cell in enumerate(cells):
        if cell.cell_type != "markdown":
            continue
        folded = cell.metadata.get("jupyter", {}).get("source_hidden", False)
        if folded != (place in explained):
            yield f"{cell.id}: jupyter.source_hidden goes with what explains a guess, and nothing else"
        if (place in explained) != cell.source.startswith("\n"):
            yield f"{cell.id}: an explanation of a guess begins with an empty line, and no other cell does"


FIRST = {"en": "**Guess first", "tr": "**Önce tahmin", "ru": "**Сначала угадайте"}


def guesses_are_whole(notebook, language):
    """Once a notebook has guesses, each folded output is one; no question hides in the explanation before it."""
    cells = notebook.cells
    if not any("guess" in cell.metadata for cell in cells):
        return
    for place, cell in enumerate(cells):
        if ("guess" in cell.metadata) != (guesses.TAG in tags(cell)):
            yield f"{cell.id}: the tag {guesses.TAG} and the metadata guess go together"
        for later in guesses.explanation(cells, place) if "guess" in cell.metadata else ():
            if FIRST[language] in cells[later].source:
                yield f"{cells[later].id}: asks the next guess in what is folded"


KEYS = {"choices", "words", "answer", "proof", "explained"}


def guesses_are_proved(notebook, language):
    """What a guess calls right is what its cell prints; if that is measured or drawn, what the claim asserts."""
    cells = code_cells(notebook)
    for cell, following in zip_longest(cells, cells[1:]):
        guess = cell.metadata.get("guess", {})
        if unknown := set(guess) - KEYS:
            yield f"{cell.id}: unknown in guess: {sorted(unknown)}"
        choices, answer = guess.get("choices"), guess.get("answer")
        if choices is not None and not 2 <= len(set(choices)) == len(choices) <= 4:
            yield f"{cell.id}: two to four choices, each of them once"
        if not set(guess.get("words", {})) <= set(choices or []):
            yield f"{cell.id}: words for what is no choice"
        if choices is None and type(answer) not in (int, type(None)):
            yield f"{cell.id}: what is typed is an integer"
        if choices is not None and answer not in choices:
            yield f"{cell.id}: the answer is none of the choices"
        if (answer is None) != ("proof" not in guess):
            yield f"{cell.id}: an answer has a proof, and nothing else has"
        elif answer is not None:
            yield from fault_of_proof(cell, following, guess)


def fault_of_proof(cell, following, guess):
    proof, lines = guess["proof"], lines_of(cell)
    if "nbval-ignore-output" in tags(cell) or not lines:
        claim = following.source if following and "claim" in tags(following) else ""
        if f"assert {proof}" not in map(str.strip, claim.splitlines()):
            yield f"{cell.id}: no line of the claim that follows is: assert {proof}"
    elif "lines" not in names_read(ast.parse(proof)):
        yield f"{cell.id}: the proof does not read the output"
    else:
        value = eval(proof, {"lines": lines, "literal_eval": ast.literal_eval})
        if value != guess["answer"]:
            yield f"{cell.id}: the output says {value!r}, and not {guess['answer']!r}"


def lines_of(cell):
    """Return the lines of the text that a cell has put out."""
    texts = []
    for output in cell.outputs:
        if output.output_type == "stream":
            texts.append(output.text)
        elif output.output_type == "error":
            texts.append(f"{output.ename}: {output.evalue}")
        elif "text/html" in output.data or "image/svg+xml" not in output.data:
            texts.append(output.data.get("text/plain", ""))
    return "\n".join(text.rstrip("\n") for text in texts).splitlines()


def one_words_cell(notebook, language):
    cells = tagged(notebook, "words")
    if len(cells) != bool(code_cells(notebook)):
        yield f"{len(cells)} cells tagged words"
    for cell in cells:
        if chosen_language(cell.source) != language:
            yield f'{cell.id}: must call language("{language}")'
        if words_of(cell.source) is None:
            yield f"{cell.id}: must set words to a dictionary of plain values"


def chosen_language(source):
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", None) == "language":
            return ast.literal_eval(node.args[0])
    return None


def words_of(source):
    """Return the dictionary that a words cell assigns to `words`, or None."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", None) == "words":
            try:
                return ast.literal_eval(node.value)
            except ValueError:
                return None
    return None


def measurements_are_held_by_claims(notebook, language):
    cells = code_cells(notebook)
    for cell, following in zip_longest(cells, cells[1:]):
        if "nbval-ignore-output" not in tags(cell):
            continue
        if not cell.outputs:
            yield f"{cell.id}: its output is not compared, and none is stored"
        if following is None or "claim" not in tags(following):
            yield f"{cell.id}: its output is not compared, so the next code cell must be a claim"


def claims_assert(notebook, language):
    """A constant holds no sentence: each assertion asks something of what the notebook has computed."""
    for cell in tagged(notebook, "claim"):
        asserts = [
            node for node in ast.walk(ast.parse(cell.source)) if isinstance(node, ast.Assert)
        ]
        if not asserts:
            yield f"{cell.id}: a claim without an assertion"
        for node in asserts:
            if not names_read(node.test):
                yield f"{cell.id}: asserts a constant: {ast.unparse(node)}"
        if "remove-cell" not in tags(cell):
            yield f"{cell.id}: a claim is hidden on the site by remove-cell"


BUILT_IN = set(dir(builtins))


def names_read(tree):
    return {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}


def names_set(tree):
    """Return the names that a cell binds: by assignment, and as functions and classes."""
    stored = {
        n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
    }
    kinds = (ast.FunctionDef, ast.ClassDef)
    return stored | {node.name for node in ast.walk(tree) if isinstance(node, kinds)}


def claims_hold_what_was_measured(notebook, language):
    """The claim behind a measured cell asserts something of what this cell has set, or has drawn."""
    cells = code_cells(notebook)
    for cell, following in pairwise(cells):
        if "nbval-ignore-output" not in tags(cell) or "claim" not in tags(following):
            continue
        tree = ast.parse(cell.source)
        measured = names_set(tree)
        if "measure" not in names_read(tree):  # it draws what was measured before
            measured |= names_read(tree) - BUILT_IN
        claim = ast.parse(following.source)
        tests = [node.test for node in ast.walk(claim) if isinstance(node, ast.Assert)]
        # A claim may give a name to what it takes from the measurement.
        derived = {
            name
            for node in claim.body
            if isinstance(node, ast.Assign | ast.For) and names_read(node) & measured
            for name in names_set(node)
        }
        if not any(names_read(test) & (measured | derived) for test in tests):
            yield f"{following.id}: asserts nothing of what {cell.id} measured"


def exercises_are_whole(notebook, language):
    """Starter, check that finds it unsolved, solution under a name of its own, claim that it is accepted.

    That the starter is not accepted is no claim: it would stop the notebook of a reader who solved it.
    """
    names = {kind: [] for kind in ("exercise", "check", "solution")}
    for kind, found in names.items():
        for cell in tagged(notebook, kind):
            tree = ast.parse(cell.source)
            if kind == "check":
                calls = [n for n in ast.walk(tree) if isinstance(n, ast.Call)]
                found += [n.args[0].id for n in calls if getattr(n.func, "id", None) == "check"]
                if "✔" in str(cell.outputs):
                    yield f"{cell.id}: the check accepts the starter"
            else:
                found += [
                    n.name for n in tree.body if isinstance(n, (ast.FunctionDef, ast.ClassDef))
                ]
            if kind == "solution" and "hide-cell" not in tags(cell):
                yield f"{cell.id}: a solution is folded by hide-cell"
    claims = "\n".join(cell.source for cell in tagged(notebook, "claim"))
    for name in names["exercise"]:
        if name not in names["check"]:
            yield f"{name}: no check cell"
        if f"{name}_solution" not in names["solution"]:
            yield f"{name}: no solution {name}_solution"
        claim = f'assert check({name}_solution, "{name}").solved'
        if claim not in claims:
            yield f"{name}: no claim cell says {claim}"


def timetable(notebook):
    """Return what a title says of minutes, its numbers, and the paragraphs for the teacher, if there are any."""
    time = notebook.cells[0].source.strip().splitlines()[-1].split("**")[-1]
    notes = [cell.source.split("\n\n") for cell in notebook.cells if cell.id == "teacher"]
    return time, numbers(time), *(notes or [[]])


def numbers(text):
    return [int(number) for number in re.findall(r"\d+", text)]


SUM = re.compile(r"(?<=\d)\.(?:\s|$)")  # the sentence of minutes ends with one


def minutes_add_up(notebook, language):
    """The teacher's minutes by section add up to those that the title promises."""
    _, promised, notes = timetable(notebook)
    if not notes or len(promised) < 2:
        return
    sections, *practice = SUM.split(notes[1])[0].split(";")
    parts = [sum(numbers(part)) for part in (sections, ";".join(practice))]
    if [sum(parts), parts[1]] != promised[:2]:
        yield f"teacher: {parts[0]} minutes of reading and {parts[1]} of practice: {promised}"


OPENING = re.compile(r"\*([^*]+)\*")  # such as *if there is time*
ROUNDED = 5  # minutes, to which what is about so long is rounded


def what_can_wait_takes_its_minutes(notebook, language):
    """A third number of a title is what a lesson takes without all that is marked, or else the part that can wait.

    What this saves is what the teacher is told, or less: the teacher may give an exercise as homework, too.
    """
    time, promised, notes = timetable(notebook)
    if not notes or len(promised) < 3:
        return
    whole, _, third = promised
    if mark := OPENING.search(time):
        if not any(f"*{mark[1]}".lower() in cell.source.lower() for cell in notebook.cells[1:]):
            yield f"nothing is marked {mark[0]}"
        if not any(0 <= saved - (whole - third) <= ROUNDED for saved in numbers(notes[-2])):
            yield f"title: {whole - third} minutes can be saved; teacher: {notes[-2]}"
    elif not any(abs(part - third) < ROUNDED / 2 for part in numbers(notes[1])):
        yield f"title: {third} minutes; teacher: {notes[1]}"


def narrow_code(notebook, language):
    for cell in code_cells(notebook):
        if not {"words", "claim"} & set(tags(cell)):
            for line in cell.source.splitlines():
                if len(line) > WIDEST:
                    yield f"{cell.id}: {len(line)} characters: {line.strip()}"


def python_only(notebook, language):
    """The browser's Python has neither shell nor magics."""
    for cell in code_cells(notebook):
        for line in cell.source.splitlines():
            if line.lstrip().startswith(("!", "%")):
                yield f"{cell.id}: {line.strip()}"


def one_heading_a_cell(notebook, language):
    """A heading takes its address from the cell that it opens."""
    for place, cell in enumerate(notebook.cells):
        if cell.cell_type != "markdown":
            continue
        text = FENCED.sub("", cell.source)
        starts = [match.start() for match in HEADING.finditer(text)]
        if starts not in ([], [0]):
            yield f"{cell.id}: a heading that does not open its cell"
        if text.startswith("# ") != (place == 0):
            yield f"{cell.id}: the first cell has the title (#), and no other has"


def pictures_have_alternatives(notebook, language):
    """Plots get their alternative text from the cell; what `show` draws brings its own."""
    for cell in code_cells(notebook):
        plots = [o for o in cell.outputs if {"image/png", "image/svg+xml"} & set(o.get("data", {}))]
        own = all("<title" in str(o.data.get("image/svg+xml", "")) for o in plots)
        if plots and not own and len(alternative(cell)) < 20:
            yield f"{cell.id}: a picture without an alternative text in mystnb.image.alt"


LABEL = re.compile(r"<text\b[^>]*>(.*?)</text>", re.DOTALL)
MARK = re.compile(r"<(?:path|use|rect|circle|ellipse|polygon|polyline|line)\b")


def plots_show_their_own_words(notebook, language):
    """nbval compares no plot of measured numbers: each shows the words that its cell gives it, and marks."""
    cells = tagged(notebook, "words")
    words = words_of(cells[0].source) if cells else None
    for cell in code_cells(notebook):
        for output in cell.outputs:
            data = output.get("data", {})
            if {"image/png", "image/jpeg"} & set(data):
                yield f"{cell.id}: nbval compares no PNG and no JPEG: draw it as SVG"
            drawn = data.get("image/svg+xml", "")
            if not drawn:
                continue
            labels = squeezed(" ".join(LABEL.findall(drawn)))
            for phrase in phrases_of(cell.source, words or {}):
                if squeezed(phrase) not in labels:
                    yield f"{cell.id}: the plot does not say {phrase!r}"
            if len(MARK.findall(drawn)) < 4:
                yield f"{cell.id}: the plot is empty"


PHONE = 288  # CSS pixels that a plot has on a screen of 320
PRINT = 11  # the least that is read there without effort
SIZE = re.compile(r"<text\b[^>]*?font(?:-size)?:[^;]*?([\d.]+)px")


def plots_can_be_read_on_a_phone(notebook, language):
    """Their print is large enough where they are narrowest, and their colours follow the page."""
    for cell in code_cells(notebook):
        for output in cell.outputs:
            drawn = output.get("data", {}).get("image/svg+xml", "")
            if not drawn:
                continue
            width = float(re.search(r'viewBox="0 0 ([\d.]+)', drawn)[1])
            small = [size for size in SIZE.findall(drawn) if float(size) * PHONE / width < PRINT]
            if small:
                yield f"{cell.id}: print of {min(small)} in a plot {width:g} wide"
            if "prefers-color-scheme:dark" not in drawn:
                yield f"{cell.id}: the plot stays light on a dark page"


def squeezed(text):
    """Return the text without tags and white space: a long title is drawn in several lines."""
    return re.sub(r"\s+", "", html.unescape(re.sub(r"<[^>]+>", " ", text)))


def phrases_of(source, words):
    """Return the texts of the dictionary `words` that a cell takes by constant keys."""
    found = []
    for node in ast.walk(ast.parse(source)):
        keys, base = [], node
        while isinstance(base, ast.Subscript) and isinstance(base.slice, ast.Constant):
            keys.insert(0, base.slice.value)
            base = base.value
        if keys and isinstance(base, ast.Name) and base.id == "words":
            value = words
            for key in keys:
                value = value.get(key, {}) if isinstance(value, dict) else {}
            found += leaves(value)
    return found


def leaves(value):
    if isinstance(value, str):
        return [value]
    parts = (
        value.values()
        if isinstance(value, dict)
        else value
        if isinstance(value, list | tuple)
        else []
    )
    return [text for part in parts for text in leaves(part)]


RULES = (
    kernel, everything_was_run, errors_are_announced, tracebacks_agree, ids, no_path_of_a_machine,
    known_tags, since_agrees_with_the_code, folds_in_jupyter_too, guesses_fold_in_jupyter_too,
    guesses_are_whole, guesses_are_proved, one_words_cell,
    measurements_are_held_by_claims, claims_assert, claims_hold_what_was_measured,
    exercises_are_whole, minutes_add_up, what_can_wait_takes_its_minutes, narrow_code, python_only,
    one_heading_a_cell, pictures_have_alternatives, plots_show_their_own_words,
    plots_can_be_read_on_a_phone,
)  # fmt: skip
