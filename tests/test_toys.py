"""Things to touch: what they answer is what Python answers, and a page has them only when its reader comes near.

The scripts are run by Node.js, without a page; Python answers the same questions itself.
"""

import gzip
import json
import random
import re
import shutil
import struct
import subprocess
from array import array
from itertools import product

import pytest

from book import LANGUAGES, ROOT, guesses, npm
from book.notebooks import path_of, read, stems
from book.site import toys
from book.wording import words_of
from tests.conftest import absent
from tests.live_pages import until
from tests.page_rules import read_page

FOLDER = ROOT / "book" / "static" / "toys"
KB = 1024
FOR_ALL = 8 * KB  # of all toys with their style and words, gzipped
PLACED = {
    stem: [cell for cell in read(path_of(stem, "en")).cells if "toy" in cell.metadata]
    for stem in stems()
}
TOYS = [(stem, cell) for stem, cells in PLACED.items() for cell in cells]


@pytest.fixture
def ask(tmp_path):
    """Return a function that asks the scripts of a toy, and returns their answers, question by question."""
    node = npm.node() or absent("needs Node.js, and none is installed")
    folder = shutil.copytree(FOLDER, tmp_path / "toys")
    (folder / "package.json").write_text('{"type": "module"}')  # as they are in a page

    def ask(toy, questions):
        done = subprocess.run(
            [node, ROOT / "tests" / "node" / "toys.mjs", folder],
            input=json.dumps({toy: questions}),
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)[toy]

    return ask


# Their answers are Python's.


def bounds(length):
    """Return every bound that makes a difference for that length, and two that do not."""
    return [None, *range(-length - 2, length + 3)]


def said(error):
    return f"{type(error).__name__}: {error}"


def printed(data):
    return str(list(data)) if isinstance(data, array) else repr(bytes(data))


def cut(given, size, places, is_view, value):
    """Return what Python does with the question that toys.mjs is asked."""
    is_text = isinstance(given, str)

    def made():
        return bytearray(given, "ascii") if is_text else array("h", given)

    data = made()
    try:
        part = (memoryview(data) if is_view else data)[slice(*places)]
    except ValueError as error:
        return said(error), None, None, said(error), printed(data), None
    shown = str(list(part)) if not is_text else repr(bytes(part))
    touched = set()
    if is_view:
        blank = memoryview(bytearray(len(data) * size)).cast("b" if size == 1 else "h")
        lit = blank[slice(*places)]
        for place in range(len(lit)):
            lit[place] = -1
        touched = {at for at, byte in enumerate(blank.cast("B")) if byte}
    failed = None
    try:
        part[0] = value
    except IndexError as error:
        failed = said(error)
    after = str(list(part)) if not is_text else repr(bytes(part))
    return shown, part.strides if is_view else None, touched, failed, printed(data), after


@pytest.mark.parametrize("is_view", [True, False], ids=["view", "copy"])
@pytest.mark.parametrize("size", [1, 2])
def test_every_slice_of_lengths_0_to_12_is_cut_as_python_cuts_it(ask, size, is_view):
    questions = []
    for length in range(13):
        data = "memoryview12"[:length] if size == 1 else list(range(length))
        for places in product(bounds(length), bounds(length), [None, *range(-4, 5)]):
            questions.append([data, size, places, is_view, 74])
    for question, answer in zip(questions, ask("slices", questions), strict=True):
        places = question[2]
        expression, shown, strides, bytes_, failed, data, part = answer
        wanted = cut(*question)
        written = re.fullmatch(r"(?:memoryview\(data\)|data)\[(.*)\]", expression)[1]
        assert [int(x) if x else None for x in f"{written}::".split(":")[:3]] == list(places)
        assert expression.startswith("memoryview") == is_view
        assert (shown, failed, data) == (wanted[0], wanted[3], wanted[4]), question
        if wanted[1] is not None:
            assert strides == str(wanted[1]), question
        if wanted[5] is not None:
            assert part == wanted[5], question
        if is_view and wanted[2] is not None:
            runs = [run.split("–") for run in bytes_.split(", ") if run]
            lit = [at for run in runs for at in range(int(run[0]), int(run[-1]) + 1)]
            assert set(lit) == wanted[2], question
            assert len(lit) == len(wanted[2])


LOCK = next(cell.metadata["toy"] for _stem, cell in TOYS if cell.metadata["toy"]["kind"] == "lock")


def test_the_lock_meter_runs_lines_as_python_runs_them(ask):
    """Every program of four lines, after every beginning of the lesson's own, and some longer ones by chance."""
    chance = random.Random(7)
    programs = [[*lines] for lines in product(LOCK["lines"], repeat=3)]
    programs += [[*LOCK["begin"], *lines] for lines in product(LOCK["lines"], repeat=2)]
    programs += [chance.choices(LOCK["lines"], k=12) for _ in range(3000)]
    met = set()
    for lines, answer in zip(programs, ask("lock", programs), strict=True):
        space = {"re": re}
        exec("data = bytearray(12)", space)
        for line, (error, holders) in zip(lines, answer, strict=True):
            raised = None
            try:
                exec(line, space)
            except Exception as problem:
                raised = said(problem)
            assert error == raised, (lines, line)
            assert bool(holders) == is_locked(space["data"]), (lines, line)
            keeping = [name for name in space if keeps_open(space[name])]
            assert set(holders) == set(keeping), (lines, line)
            met.add(error)
    assert len(met) > 4  # both kinds of error, for several names


def is_locked(data):
    try:
        data.append(0)
    except BufferError:
        return True
    data.pop()
    return False


def keeps_open(thing):
    """Whether a view is open, or what refers to a view refers to one that is."""
    view = getattr(thing, "string", thing)
    try:
        return isinstance(view, memoryview) and view.nbytes >= 0
    except ValueError:
        return False


def samples(length):
    """Return bytes of that length: all zeros and ones, ends, powers, and a thousand by chance."""
    chance = random.Random(8)
    edges = [0, 1, 127, 128, 254, 255]
    yield from ([a] * (length - 1) + [b] for a in edges for b in edges)
    yield from ([b] + [a] * (length - 1) for a in edges for b in edges)
    for _ in range(1000):
        yield list(chance.randbytes(length))
        # numbers as people write them, small and large
        value = round(chance.uniform(-9, 9), chance.randrange(4)) * 10.0 ** chance.randrange(-9, 25)
        yield list(struct.pack("d" if length == 8 else "f", value))


@pytest.mark.parametrize("length", [4, 8])
def test_bytes_are_read_as_struct_reads_them(ask, length):
    known = re.findall(r'\b(\w): \[\d, "', (FOLDER / "bytes.js").read_text("utf-8"))
    assert len(known) == 10
    formats = [letter for letter in known if struct.calcsize(f"<{letter}") <= length]
    questions = [[data, *how] for data in samples(length) for how in product("<>", formats)]
    for (data, order, format_), (call, shown) in zip(
        questions, ask("bytes", questions), strict=True
    ):
        assert format_ in call and order in call
        space = {"unpack": struct.unpack, "data": bytes(data)}
        assert shown == repr(eval(call, space)), (data, call)


CODES = {1: "B", 2: "h", 4: "i", 8: "d"}


def grid_of(shape, size):
    """Return a view of zeros with that shape."""
    memory = memoryview(bytearray(shape[0] * shape[1] * size))
    return memory.cast("B", shape) if size == 1 else memory.cast(CODES[size], shape)


def wrong_strides(why, grid):
    """Return the strides that somebody gets who makes a mistake, from buffers that have them."""
    rows, columns = grid.shape
    if why == "items":
        return grid_of(grid.shape, 1).strides
    if why == "rows":
        return grid_of((columns, rows), grid.itemsize).strides
    if why == "fortran":
        return grid_of((columns, rows), grid.itemsize).strides[::-1]
    return grid.strides[::-1]


def test_a_byte_taken_for_the_first_of_an_item_is_judged_as_the_memory_says(ask):
    questions = []
    for shape, size in product(product(range(1, 5), range(1, 6)), CODES):
        for index in product(*map(range, shape)):
            for byte in range(shape[0] * shape[1] * size):
                questions.append([{"shape": shape, "size": size, "index": index}, byte])
    met = set()
    for (task, byte), found in zip(questions, ask("strides", questions), strict=True):
        grid = grid_of(task["shape"], task["size"])
        index = tuple(task["index"])
        grid.cast("B")[byte] = 1
        hit = next(at for at in product(*map(range, grid.shape)) if grid[at])
        offset = sum(at * stride for at, stride in zip(index, grid.strides, strict=True))
        if found is None:
            assert byte == offset
            continue
        assert byte != offset, (task, byte)
        met.add(found["why"])
        if found["why"] == "other":
            assert tuple(found["index"]) == hit != index
        elif found["why"] == "inside":
            assert hit == index
        else:
            strides = tuple(found["strides"])
            assert strides == wrong_strides(found["why"], grid) != grid.strides
            assert index[0] * strides[0] + index[1] * strides[1] == byte
    assert met == {"items", "rows", "fortran", "swapped", "inside", "other"}


def test_a_grid_in_either_order_has_the_strides_of_numpy(ask):
    import numpy

    shapes = list(product(range(1, 5), range(1, 5)))
    questions = [[order, shape, size] for order in "CF" for shape in shapes for size in CODES]
    for (order, shape, size), (strides, firsts) in zip(
        questions, ask("orders", questions), strict=True
    ):
        grid = numpy.zeros(shape, CODES[size], order=order)
        start = grid.ctypes.data
        if grid.size > 1 and min(shape) > 1:
            assert strides == list(memoryview(grid).strides)
        places = [grid[i : i + 1, j : j + 1].ctypes.data - start for i, j in numpy.ndindex(*shape)]
        assert firsts == places


# Where they stand.


@pytest.mark.once
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("stem", "cell"), TOYS, ids=lambda one: getattr(one, "id", one))
def test_a_toy_stands_behind_what_explains_its_picture(stem, cell, language, site):
    """As built, it is an empty place: without JavaScript the picture that Python drew is all there is."""
    page = read_page(site / language / f"{stem}.html")
    element = page.select_one(f"#cell-{cell.id}")
    assert element.select_one(".cell_output .bufferscope svg")
    assert cell.metadata["toy"]["kind"] in toys.KINDS
    cells = read(path_of(stem, language)).cells
    place = next(i for i, one in enumerate(cells) if one.id == cell.id)
    (asking,) = guesses.explanation(cells, place)
    assert cells[asking].source.rstrip().endswith("?")  # what to try
    toy = element.find_next(class_="toy")
    before = toy.find_previous_sibling()
    assert toy.get_text() == ""
    assert before.name == "p" and before.get_text().rstrip().endswith("?")
    settings = json.loads(toy["data-settings"])
    assert {**settings, "kind": toy["data-toy"]} == cell.metadata["toy"]


@pytest.mark.once
def test_only_pages_with_toys_load_what_fetches_them(site):
    for stem in stems():
        page = (site / "en" / f"{stem}.html").read_text("utf-8")
        assert ("toys.js" in page) == bool(PLACED[stem])


@pytest.mark.once
@pytest.mark.parametrize("language", LANGUAGES)
def test_together_they_are_light(language, site, npm_parts):
    files = sorted((site / language / "_static" / "toys").iterdir())
    sizes = {file.name: len(gzip.compress(file.read_bytes())) for file in files}
    assert sum(sizes.values()) <= FOR_ALL, sizes


# Their words.


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_every_word_of_a_toy_is_translated(language):
    words = words_of(language)
    for script in FOLDER.glob("*.js"):
        for text in re.findall(r'\b_\("((?:[^"\\]|\\.)*)"', script.read_text("utf-8")):
            assert text in words
            assert set(re.findall(r"{\w+}", text)) == set(re.findall(r"{\w+}", words[text]))


# In the page.

FOUND = "document.querySelector('.toy-said')?.textContent"


@pytest.fixture
def touch(open_page, npm_parts):
    """Return a function that opens a page at a toy, and sees at the end that axe finds nothing in it."""
    opened = []

    def touch(path, language, **options):
        page = open_page(f"{path}.html", language, **options)
        height = "document.querySelector('.toy').offsetHeight"
        room = page.evaluate(height)
        page.evaluate("document.querySelector('.toy').scrollIntoView()")
        until(page.evaluate, f"!!({FOUND})")
        assert room == page.evaluate(height)  # what is read below stays where it is
        opened.append(page)
        return page

    yield touch
    for page in opened:
        assert page.faults == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.evaluate((npm_parts / "axe-core" / "axe.min.js").read_text("utf-8"))
        found = page.evaluate("axe.run('.toy', {resultTypes: ['violations']})")["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
        small = page.evaluate("""[...document.querySelectorAll('.toy :is(button, select, label)')].filter((one) => {
            const {width, height} = one.getBoundingClientRect();
            return height < 44 || width < 44;
        }).map((one) => one.outerHTML)""")
        assert small == []


def told(page):
    """Return what is said once nothing moves any more, and in which steps it was said."""
    page.wait_for_timeout(600)
    return page.locator(".toy-said").inner_text()


@pytest.mark.once
def test_a_slice_is_moved_by_keys_and_written_through(touch):
    """Nothing of it is loaded before the reader is near; a screen reader hears where the slider has stopped."""
    page = touch("tr/01-slices", "tr", width=320, dark=True)
    words = words_of("tr")
    both = "part is {part}. It shares memory with data: bytes {bytes}."
    assert told(page) == words[both].format(part="b'reader'", bytes="7–12")
    page.evaluate("""(said) => { window.said = []; new MutationObserver(() => window.said.push(said.textContent))
        .observe(said, {childList: true}); }""", page.locator(".toy-said").element_handle())  # fmt: skip
    page.locator(".toy input[type=range]").nth(0).focus()
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    assert page.locator(".toy-code code").first.inner_text() == "part = memoryview(data)[4:13]"
    assert page.evaluate("window.said") == []
    until(page.evaluate, "window.said.length")
    assert page.evaluate("window.said") == [words[both].format(part="b'O, reader'", bytes="4–12")]
    page.locator(".toy-bar button").first.click()
    assert "b'J, reader'" in page.locator(".toy").inner_text()
    assert told(page) == words["data has changed, too."]
    page.locator(".toy input[type=radio]").nth(1).check()
    page.locator(".toy-bar button").first.click()
    assert told(page) == words["data has not changed."]
    assert page.locator(".toy-own b").first.inner_text() == "K"


@pytest.mark.once
def test_lines_are_run_one_by_one_and_taken_back(touch):
    page = touch("ru/07-lifetimes", "ru", width=390)
    words = words_of("ru")
    for line in ("found = re.match(b'', part)", "del view", "del part", "del items"):
        page.get_by_role("button", name=line, exact=True).click()
    last = page.locator(".toy li").last
    assert last.inner_text().split("\n")[-1] == words["locked by {names}"].format(names="found")
    page.get_by_role("button", name="data.append(33)").click()
    assert "BufferError: Existing exports" in last.inner_text()
    page.get_by_role("button", name=words["Take the last line back"]).click()
    page.get_by_role("button", name="del found", exact=True).focus()
    page.keyboard.press("Enter")
    assert words["can grow"] in last.inner_text()
    assert told(page) == f"del found → data: {words['can grow']}"
    page.get_by_role("button", name=words["Reset"]).last.press("Enter")
    assert page.locator(".toy li").count() == 4
    assert page.evaluate("document.activeElement.className") == "toy-reset"


@pytest.mark.once
def test_bytes_are_read_another_way_by_keys(touch):
    page = touch("en/08-typed", "en", width=320, dark=True)
    code = page.locator(".toy-code")
    assert code.inner_text().split("\n")[:2] == ['unpack("<i", data)', "→ (8000,)"]
    page.locator(".toy input[type=radio]").first.focus()
    page.keyboard.press("ArrowDown")
    page.get_by_label("Format").select_option("H")
    assert code.inner_text().split("\n")[:2] == ['unpack(">2H", data)', "→ (16415, 0)"]
    assert told(page) == 'unpack(">2H", data) → (16415, 0)'
    page.locator(".toy").get_by_label("Byte 3").fill("7")
    assert "→ (16415, 7)" in code.inner_text()
    page.locator(".toy").get_by_label("Byte 3").fill("256")  # no byte: nothing changes
    assert "→ (16415, 7)" in code.inner_text()
    page.get_by_role("button", name="4 or 8 bytes").click()
    page.get_by_label("Format").select_option("d")
    page.get_by_role("button", name="4 or 8 bytes").click()  # and no d fits any more
    assert 'unpack(">f", data)' in code.inner_text()


@pytest.mark.once
def test_a_wrong_byte_tells_its_strides(touch):
    page = touch("tr/03-anatomy", "tr", width=390)
    words = words_of("tr")
    row = page.locator(".toy-grid button")
    row.nth(7).click()
    assert words["They take the number of rows for the length of a row."] in told(page)
    assert row.nth(7).get_attribute("class") == "toy-wrong"
    row.nth(9).press("Enter")
    right = words["Right: {sum}. The strides are {strides}."]
    assert told(page) == right.format(sum="2·4 + 1·1 = 9", strides="(4, 1)")
    page.get_by_role("button", name=words["Another item"]).click()
    assert row.count() == 24
    assert "grid[2, 1]" in told(page)


@pytest.mark.once
def test_an_item_lights_up_in_either_order(touch):
    page = touch("ru/09-dimensions", "ru", width=1280, dark=True)
    words = words_of("ru")["Item [{index}] begins at byte {sum}."]
    lit = page.locator(".toy-in small")
    assert lit.all_inner_texts() == ["6"]
    page.get_by_label("[1, 2]").press("ArrowRight")
    assert lit.all_inner_texts() == ["7"]
    page.locator(".toy input[type=radio]").nth(1).check()
    assert lit.all_inner_texts() == ["10"]
    assert told(page) == words.format(index="1, 3", sum="1·1 + 3·3 = 10")


@pytest.mark.once
def test_what_is_far_away_is_not_loaded(open_page):
    page = open_page("en/01-slices.html", width=390)
    page.wait_for_load_state("networkidle")
    assert not any("/toys/" in url for _kind, url in page.asked)
    assert page.locator(".toy").count() == 1
    page.emulate_media(media="print")
    assert not page.locator(".toy").is_visible()
