"""The three editions are one book: same cells, same code, same structure; each in its own language."""

import ast
import copy
import re

import pytest

from book import ROOT, translation
from book.guesses import guess_of
from book.notebooks import alternative, path_of, read, stems, tags, write
from tests import notebook_rules as rules
from tests import prose
from tests.notebook_rules import cell_of, names_read, words_of

PAIRS = [(stem, language) for stem in stems() for language in translation.translations()]
pairs = pytest.mark.parametrize(("stem", "language"), PAIRS)


def pair(stem, language):
    return read(path_of(stem, "en")), read(path_of(stem, language))


def shape(value):
    """Return a dictionary's keys, and those of the dictionaries in it, without the values."""
    return {key: shape(item) for key, item in value.items()} if isinstance(value, dict) else None


def wordless_differences(english, translated):
    """Return where keys of `words`, or the structure of Markdown, or alternative texts have parted."""
    theirs = {cell.id: cell for cell in translated.cells}
    for cell in english.cells:
        other = theirs.get(cell.id)
        if other is None or other.cell_type != cell.cell_type:
            continue  # translation.compare says so
        if cell.cell_type == "code":
            if translation.is_worded(cell) and shape(words_of(cell.source)) != shape(
                words_of(other.source)
            ):
                yield f"{cell.id}: the keys of words differ"
            for choice, words in guess_of(cell).get("words", {}).items():
                said = guess_of(other).get("words", {}).get(choice, "")
                if prose.inline_code(words) != prose.inline_code(said):
                    yield f"{cell.id}: the choice {choice!r} names other code than in English"
            if bool(alternative(cell)) != bool(alternative(other)):
                yield f"{cell.id}: one has an alternative text, the other has not"
            continue
        for rule in prose.EQUAL:
            ours, others = rule(cell.source), rule(other.source)
            if ours != others:
                yield f"{cell.id}: {rule.__name__}: English {ours!r}, here {others!r}"
        yield from (f"{cell.id}: {fault}" for fault in prose.strayed(cell.source, other.source))
        yield from (f"{cell.id}: {fault}" for fault in prose.same_words(cell.source, other.source))


def speaks(cell):
    """Whether what a cell shows is worded: a picture, a table, a verdict; or differs from run to run."""
    kinds = {kind for output in cell.outputs for kind in output.get("data", {})}
    worded = {"words", "check"} & names_read(ast.parse(cell.source))
    return worded or kinds - {"text/plain"} or "nbval-ignore-output" in tags(cell)


def outputs_apart(english, translated):
    """Return cells whose outputs carry no words, and differ: one of the editions has not been run."""
    theirs = {cell.id: cell for cell in translated.cells}
    for cell in rules.code_cells(english):
        other = theirs.get(cell.id)
        if other is not None and not speaks(cell) and cell.outputs != other.get("outputs"):
            yield f"{cell.id}: the outputs differ"


def numbers_apart(english, translated, language):
    """Return the cells of which one edition names a number that the other does not."""
    theirs = {cell.id: cell.source for cell in translated.cells}
    for cell in english.cells:
        if cell.cell_type == "markdown" and cell.id in theirs:
            apart = prose.numbers_apart(cell.source, language, theirs[cell.id])
            if apart:
                yield f"{cell.id}: {', '.join(apart)}"


def texts(notebook):
    """Yield (cell id, text) for all words of a notebook: Markdown, labels of plots, alternative texts."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            yield cell.id, cell.source
        elif translation.is_worded(cell):
            yield cell.id, with_code("\n\n".join(strings(words_of(cell.source) or {})))
        if alternative(cell):
            yield cell.id, with_code(alternative(cell))
        if words := guess_of(cell).get("words"):
            yield cell.id, "\n\n".join(words.values())


PYTHON = {*dir(bytes), *dir(memoryview), *"bytes bytearray memoryview array list".split()}
PYTHON |= {*"readinto PickleBuffer getbuffer append unpack unpack_from iter_unpack struct".split()}


def with_code(text):
    """Mark Python's names as code, as Markdown would: labels and alternative texts can't."""
    return re.sub(r"\w+", lambda word: f"`{word[0]}`" if word[0] in PYTHON else word[0], text)


def strings(value):
    return (
        [s for item in value.values() for s in strings(item)]
        if isinstance(value, dict)
        else [value]
    )


def faults_of_language(notebook, language):
    for name, text in texts(notebook):
        for rule in prose.RULES:
            for fault in rule(language, text):
                yield f"{name}: {rule.__name__}: {fault}"


@pairs
def test_nothing_is_missing_moved_or_different(stem, language):
    found = translation.compare(*pair(stem, language))
    assert [finding for finding in found if finding.kind in translation.ERRORS] == []


@pairs
def test_no_translation_is_stale(stem, language, request):
    stale = [f.cell for f in translation.findings(stem, language) if f.kind == translation.STALE]
    if stale and not request.config.getoption("--strict-translations"):
        pytest.skip(
            f"reported only, see `python3 -m book diff {stem}`: stale cells {', '.join(stale)}"
        )
    assert stale == []


@pairs
def test_same_structure(stem, language):
    assert list(wordless_differences(*pair(stem, language))) == []


@pairs
def test_outputs_without_words_are_equal(stem, language):
    assert list(outputs_apart(*pair(stem, language))) == []


@pairs
def test_numbers_are_equal(stem, language):
    assert list(numbers_apart(*pair(stem, language), language)) == []


@pairs
def test_own_language(stem, language):
    assert list(faults_of_language(read(path_of(stem, language)), language)) == []


@pairs
def test_no_page_is_full_of_one_turn(stem, language):
    page = [text for _, text in texts(read(path_of(stem, language)))]
    assert prose.too_dense(language, page) == []


@pytest.mark.parametrize("stem", stems())
def test_english_is_english(stem):
    notebook = read(path_of(stem, "en"))
    assert [(n, f) for n, t in texts(notebook) for f in prose.wrong_language("en", t)] == []


READMES = {"en": "README.md", "tr": "README.tr.md", "ru": "README.ru.md"}


LINKS_TO_FILES = re.compile(r"\[[^\]]*\]\((?:README|CONTRIBUTING|CITATION)[^)]*\)")


def readme(language):
    """Return the README without its links to the others, and to files that are called by their names."""
    return LINKS_TO_FILES.sub("", (ROOT / READMES[language]).read_text("utf-8"))


@pytest.mark.parametrize("language", translation.translations())
@pytest.mark.parametrize("rule", prose.EQUAL, ids=lambda rule: rule.__name__)
def test_readmes_say_the_same(language, rule):
    assert rule(readme(language)) == rule(readme("en"))


@pytest.mark.parametrize("language", translation.translations())
def test_readme_is_in_its_language(language):
    assert [fault for rule in prose.RULES for fault in rule(language, readme(language))] == []


# Each check has teeth: lesson 1, broken in one place, is caught.


def broken(language, change):
    english, translated = pair("01-slices", language)
    translated = copy.deepcopy(translated)
    change(translated)
    return english, translated


def code_edited(notebook):
    cell_of(notebook, "bracket").source += "\nprint(data)"


def tag_dropped(notebook):
    cell_of(notebook, "locked").metadata["tags"] = []


def paragraph_dropped(notebook):
    notebook.cells.remove(cell_of(notebook, "views"))


def code_dropped(notebook):
    notebook.cells.remove(cell_of(notebook, "bracket"))


def cell_added(notebook):
    extra = copy.deepcopy(cell_of(notebook, "views"))
    extra.id = "extra"
    notebook.cells.append(extra)


def cells_swapped(notebook):
    notebook.cells[4], notebook.cells[6] = notebook.cells[6], notebook.cells[4]


def stamp_of_yesterday(notebook):
    cell_of(notebook, "views").metadata["i18n"] = {"en": "0123456789ab"}


def stamp_lost(notebook):
    cell_of(notebook, "words").metadata.pop("i18n")


def word_dropped(notebook):
    cell = cell_of(notebook, "views")
    cell.source = cell.source.rsplit(" ", 1)[0]


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (word_dropped, translation.UNREAD),
        (code_edited, translation.DIFFERS),
        (tag_dropped, translation.DIFFERS),
        (paragraph_dropped, translation.MISSING),
        (code_dropped, translation.MISSING),
        (cell_added, translation.LEFT_OVER),
        (cells_swapped, translation.MOVED),
        (stamp_of_yesterday, translation.STALE),
        (stamp_lost, translation.STALE),
    ],
)
@pytest.mark.parametrize("language", translation.translations())
def test_a_difference_is_caught(language, change, kind):
    assert kind in {finding.kind for finding in translation.compare(*broken(language, change))}


@pytest.mark.parametrize("language", translation.translations())
def test_what_is_stamped_has_been_read(language, tmp_path):
    for edition in ("en", language):
        path = path_of("01-slices", edition, tmp_path)
        path.parent.mkdir(parents=True)
        notebook = read(path_of("01-slices", edition))
        if edition == language:
            cell_of(notebook, "views").source += "\n\n…"
        write(path, notebook)
    unread = translation.Finding(translation.UNREAD, "views")
    assert unread in translation.findings("01-slices", language, tmp_path)
    stamped, changed = translation.stamp("01-slices", language, ["views"], tmp_path)
    assert changed == ["views"]
    write(path, stamped)
    assert unread not in translation.findings("01-slices", language, tmp_path)


def inline_code_lost(notebook):
    cell_of(notebook, "views").source = cell_of(notebook, "views").source.replace("`", "")


def link_changed(notebook):
    cell = cell_of(notebook, "next")
    cell.source = cell.source.replace("pep-3118", "pep-3119")


def heading_deeper(notebook):
    cell_of(notebook, "views").source = "#" + cell_of(notebook, "views").source


def fold_lost(notebook):
    cell_of(notebook, "think").source = cell_of(notebook, "think").source.replace("<details>", "")


def link_in_another_paragraph(notebook):
    cell = cell_of(notebook, "next")
    link = prose.LINK.search(cell.source)[0]
    first, *others = cell.source.replace(link, "").split("\n\n")
    cell.source = "\n\n".join([first, f"{others[0]} {link}", *others[1:]])


def heading_in_english(notebook):
    heading, _, _ = cell_of(read(path_of("01-slices", "en")), "views").source.partition("\n")
    cell = cell_of(notebook, "views")
    cell.source = "\n".join([heading, *cell.source.splitlines()[1:]])


def list_item_lost(notebook):
    cell = cell_of(notebook, "title")
    cell.source = cell.source.replace("\n- ", "\n", 1)


def key_of_words_changed(notebook):
    cell = cell_of(notebook, "words")
    cell.source = cell.source.replace('"view":', '"views":', 1)


def choice_with_other_code(notebook):
    words = cell_of(notebook, "locked").metadata["guess"]["words"]
    words["stays"] = words["stays"].replace("`head`", "`log`")


def alternative_lost(notebook):
    cell_of(notebook, "slicing").metadata["mystnb"] = {}


@pytest.mark.parametrize(
    "change",
    [
        inline_code_lost,
        link_changed,
        heading_deeper,
        heading_in_english,
        link_in_another_paragraph,
        fold_lost,
        list_item_lost,
        key_of_words_changed,
        choice_with_other_code,
        alternative_lost,
    ],
)
@pytest.mark.parametrize("language", translation.translations())
def test_another_structure_is_caught(language, change):
    assert list(wordless_differences(*broken(language, change)))


@pytest.mark.parametrize("language", translation.translations())
def test_an_output_of_another_run_is_caught(language):
    def printed_otherwise(notebook):
        cell_of(notebook, "second-name").outputs[0].text += "7\n"

    assert list(outputs_apart(*broken(language, printed_otherwise)))


@pytest.mark.parametrize("language", translation.translations())
@pytest.mark.parametrize(
    ("cell", "said", "instead"), [("title", "50", "45"), ("title", "64", "46")]
)
def test_another_number_is_caught(language, cell, said, instead):
    def misprinted(notebook):
        text = cell_of(notebook, cell).source
        assert said in text
        cell_of(notebook, cell).source = text.replace(said, instead)

    assert list(numbers_apart(*broken(language, misprinted), language))


@pytest.mark.parametrize(
    ("english", "language", "translated"),
    [
        ("Six samples are 12 bytes.", "tr", "6 örnek 12 bayt eder."),
        (
            "A copy of 62,500 bytes takes 2.5 times as long.",
            "tr",
            "62.500 baytlık kopya 2,5 kat sürer.",
        ),
        ("It works from Python 3.12 on.", "ru", "Это работает в новых версиях."),
        ("Two of the three", "ru", "Две из трёх, то есть 2"),
    ],
)
def test_numbers_written_as_the_language_writes_them_pass(english, language, translated):
    assert prose.numbers_apart(english, language, translated) == []


@pytest.mark.parametrize("language", translation.translations())
def test_an_english_paragraph_is_caught(language):
    english, translated = pair("01-slices", language)
    cell_of(translated, "first-view-seen").source = cell_of(english, "first-view-seen").source
    assert any("wrong_language" in fault for fault in faults_of_language(translated, language))


@pytest.mark.parametrize(
    ("language", "text", "rule"),
    [
        ("tr", "Burada every slice bir kopyadır.", prose.english_residue),
        ("tr", "Bellekteki buffer büyür.", prose.english_residue),
        ("tr", "Bu arabelleğin içeriği değişir.", prose.rejected_terms),
        ("tr", "Listenin her öğesi bir nesnedir.", prose.rejected_terms),
        ("tr", "Süre 2.5 kat artar.", prose.typography),
        ("tr", "Süre 20 % artar.", prose.typography),
        ("tr", "Görünüm küçüktür — kopya değil.", prose.typography),
        ("tr", "`bytes`ın dilimi", prose.typography),
        ("tr", "Bu ad nesneye gönderme yapar.", prose.rejected_terms),
        ("tr", "Kopyasını yeğleyin.", prose.rejected_terms),
        ("tr", "Görünüm belleği göstermektedir.", prose.rejected_terms),
        ("tr", "Python 3.12'den başlayarak çalışır.", prose.rejected_terms),
        ("tr", "Aralık 0-255 olur.", prose.typography),
        ("tr", "Bayt adımı -2 olur.", prose.typography),
        ("tr", 'Buna "görünüm" denir.', prose.typography),
        ("tr", "Sonra... durur.", prose.typography),
        ("tr", "64KiB yeter.", prose.typography),
        ("tr", "62500 bayt", prose.typography),
        ("tr", "1.024 bayt", prose.typography),
        ("tr", "Python 3.12'dan beri", prose.harmony),
        ("tr", "Python 3.13'den beri", prose.harmony),
        ("tr", "62.500'dan çok", prose.harmony),
        ("tr", "64 KiB'da", prose.harmony),
        ("tr", "Python'un belleği", prose.harmony),
        ("tr", "`bytearray`'dan alınan dilim", prose.harmony),
        ("tr", "`memoryview`'in dilimi", prose.harmony),
        ("tr", "`mmap` de kapanır.", prose.harmony),
        ("tr", "Biçimi `'B'` olan görünüm", prose.quoted_formats),
        ("tr", "Срез объекта копирует данные, а представление не копирует.", prose.wrong_language),
        ("ru", "Объект buffer растёт.", prose.english_residue),
        ("ru", "Буфер обмена хранит байты.", prose.rejected_terms),
        ("ru", "Нарезка копирует данные.", prose.rejected_terms),
        ("ru", "Сpез копирует данные.", prose.mixed_alphabets),  # the p is Latin
        ("ru", "Время растёт в 2.5 раза.", prose.typography),
        ("ru", "Срез - это копия.", prose.typography),
        ("ru", "Копия 64 MiB", prose.typography),
        ("ru", "`bytes`ом", prose.typography),
        ("ru", "Срез еще копирует.", prose.typography),
        ("ru", "Память занимает 64 КиБ.", prose.typography),
        ("ru", "В объекте 62 500 элементов.", prose.typography),
        ("ru", "Данный метод ничего не копирует.", prose.rejected_terms),
        ("ru", "После этого урока вы сумеете освобождать представления.", prose.rejected_terms),
        ("ru", 'Читайте в формате `"B"`.', prose.quoted_formats),
        ("ru", "Dilimleme bir görünüm oluşturur, kopya değil.", prose.wrong_language),
    ],
)
def test_a_fault_of_language_is_caught(language, text, rule):
    assert rule(language, text)


def test_many_colons_are_caught():
    texts_of_lesson = [text for _, text in texts(read(path_of("01-slices", "ru")))]
    spoilt = [text.replace(", ", ": ") for text in texts_of_lesson]
    assert prose.too_dense("ru", spoilt) and not prose.too_dense("ru", texts_of_lesson)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "tr",
            "Tampon (*buffer*; arabellek de denir), baytların durduğu yerdir. `bytes`'ın dilimi kopyadır.",
        ),
        ("tr", "Python 3.11, 3.12 ve 3.13 sürümlerinde, CC BY 4.0 lisansıyla."),
        ("tr", "Kopyalama 2,5 kat, yani %150 daha yavaş; 62.500 bayt, 1024 öge."),
        ("tr", "3.12'den, 3.13'ten, 3.10'dan beri; 100'den, 64.000'den, 40'tan; −1'den 0–255'e."),
        (
            "tr",
            "`bytes`'ı, `bytearray`'den, Python'ın, macOS'te; `mmap` da, `bytearray` de; `view` da.",
        ),
        ("tr", 'Biçimi `B` olan görünüm, `"F"` sırası, 57060 numaralı kayıt.'),
        (
            "ru",
            "Копирование заняло 12,5\u00a0мс\u00a0— это в 62\u00a0500 раз дольше; ещё 20\u00a0%.",
        ),
        ("ru", "Представление (*view*) объекта `bytes` в Python ничего не копирует."),
        ("tr", "Windows üzerinde NumPy 2.0'dan önce `int32` oluşur."),
        ("ru", "В Windows до NumPy 2.0 получается `int32`."),
    ],
)
def test_good_language_passes(language, text):
    assert [fault for rule in prose.RULES for fault in rule(language, text)] == []


@pytest.mark.parametrize("turn", ["Görünüm ise küçüktür. ", "O da küçüktür. ", "Bakın: küçüktür; "])
def test_a_page_full_of_one_turn_is_caught(turn):
    page = [text for _, text in texts(read(path_of("01-slices", "tr")))]
    assert prose.too_dense("tr", page) == []
    assert prose.too_dense("tr", [*page, turn * 40])
