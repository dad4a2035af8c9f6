"""What holds of the words of a translated cell, told from its text alone.

Each rule takes Markdown and returns what is wrong with it, as a list of short strings.
"""

import csv
import re
from collections import Counter
from functools import cache
from pathlib import Path

import py3langid

py3langid.set_languages(["en", "tr", "ru"])

GLOSSARY = Path(__file__).parent.parent / "book" / "words" / "glossary.csv"

FENCE = re.compile(r"^(`{3,}|~{3,})([^\n]*)\n(.*?)^\1[ \t]*$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
MATH = re.compile(r"\$\$.+?\$\$|\$[^$\n]+\$", re.DOTALL)
LINK = re.compile(r"!?\[([^\]]*)\]\(([^)\s]+)[^)]*\)")
HREF = re.compile(r'href="([^"]+)"')
HEADING = re.compile(r"^(#{1,6})\s+(.+)$", re.MULTILINE)
GLOSS = re.compile(r"\([^()]*\*[^*()]+\*[^()]*\)")  # (*buffer*): a term's English at its first use
TAG = re.compile(r"</?[a-zA-Z][^>]*>")
FOREIGN = re.compile(
    r'<span lang="[a-z]+">.*?</span>'
)  # says itself that it is not in the page's language

# Names that stay as they are in every language.
NAMES = set(
    """
    API ASCII Alt Binder BY CC CPython Chrome Chromium Edge GIL GitHub IPython Jupyter JupyterLab Linux MIT Markdown
    NumPy PEP PyPy Python RAM Sphinx UTF Unix Windows git macOS matplotlib memoryview nbval en tr ru zip
    Base Cython English JSON SQLite Türkçe Fortran Lighthouse Mayhem Node PostgreSQL QR Tornado WAV PNG
    asdf axe gif js nbgrader npm pdf png pyelastix refnx
    EPUB Grader HTML Otter PDF BMP DLPack Pillow PyArrow Arrow Cython pybind img region red
    Moodle GIFT JupyterHub The Littlest Kubernetes hub nbgitpuller
    """.split()
)
# English words that are not Turkish ones: what a forgotten English phrase can hardly do without.
FUNCTION_WORDS = set(
    """
    about after all also and answer any are because been before between but by can copies does each
    every first from has have how if into its like more must not of only or other over same see
    should than that the their them then there these they this those through use used was we what
    when where which while who why will with without you your
    """.split()
)

REJECTED = {
    "tr": r"arabelle[kğ]\w*(?! de denir)|obje(?!kt)\w*|method\w*|yıkanabilir\w*|hafıza\w*|bellek görüntü\w*"
    r"|buffer\w*|RAM adres\w*|parçala(?!r)\w*|öğe\w*|slice\w*|view'\w*|işlev\w*|sıfır kopya\w*|eleman\w*"
    r"|gönderme yap\w*|çıkış yol\w*|yeğle\w*|yitir\w*|betim\w*|işleç\w*|yinele(?!yici|nebilir)\w*|öteki\w*"
    r"|gerçekleştir\w*|\w+m[ae]kt[ae](?:yd[ıi]|d[ıi]r)\w*|3\.\d+'[dt][ae]n başlayarak",
    "ru": r"буфер\w* обмена|просмотр\w* памяти|нарез\w+|буферн\w+ протокол\w*|протокол\w* буферов"
    r"|собственн\w+ формат\w*|смежн\w+|пит[оа]н\w*|слайс\w*|аллоц\w+|зарелиз\w+|байтов(?=[\s.,])(?<=\d байтов)"
    r"|явля[ею]\w*|осуществля\w*|представля[ею]т собой|данн(?:ый|ого|ому)\b|проигрыва[ею]\w*"
    r"|может быть (?:использован|изменён|прочитан|создан|получен|вызван)\w*|сво\w+ собственн\w+"
    r"|незакрыт\w+ экспорт\w*|под замком|кандидат\w*|вы сумеете",
}
# CC BY 4.0, NumPy 2.0, Python 3.11, 3.3
NO_VERSION = (
    r"(?<!BY[ \u00a0])(?<!NumPy[ \u00a0])(?<!Pillow[ \u00a0])(?<!PyArrow[ \u00a0])"
    r"(?<![\w.])(?!3\.(?:1\d|[034589])\b)"
)
TYPOGRAPHY = {
    "tr": {
        "a decimal point where Turkish has a comma": rf"{NO_VERSION}\d+\.\d{{1,2}}(?![\d.])",
        "a per cent sign after its number": r"\d\s?%",
        "a long dash, which is no Turkish pause": r"—",
        "a suffix right after code, without an apostrophe": r"\ue000(?=[a-zçğıöşü])",
        "a hyphen where a range has a dash": r"\d-\d",
        "a hyphen where a number has a minus": r"(?<![\w\ue000-])-\d",
        "a straight quotation mark": r'"',
        "three dots for one sign": r"\.{3}",
        "a unit without a space": r"\d(?:KiB|MiB|GiB|KB|MB|GB|ms|µs|ns)\b",
        "five digits or more without a dot": r"(?<![\d.,])\d{5,}(?! numaralı|\d)",
        "four digits with a dot": r"(?<![\d.,])[1-9]\.\d{3}(?![\d.])",
    },
    "ru": {
        "a decimal point where Russian has a comma": rf"{NO_VERSION}\d+\.\d+(?![\d.])",
        "a hyphen where Russian has a dash": r"(?<=[\wа-яё»\ue000]) - (?=\S)",
        "a dash without a no-break space before it": r"(?<=[^\s\u00a0]) —|(?<=\S)—",
        "a Latin unit": r"\d[\s\u00a0]*(?:KiB|MiB|GiB|KB|MB|GB|ms|µs|ns)\b",
        "a number that may part from its unit": r"\d (?=(?:(?:байт|бит|минут|секунд)\w*|[КМГ]и?Б|[мн]с|мкс|мин)\b|%)",
        "a long number that may break between its groups": r"(?<![\w.])\d{1,3} \d{3}(?!\d)",
        "an ending glued to code": r"\ue000[-’']?(?=[а-яё])",
        "е where ё belongs": r"\b(?:еще|счет\w*|объем\w*|ее|все еще|прием\w*|дает|ведет|идет|берет|живет)\b",
    },
}


@cache
def english_words() -> frozenset[str]:
    """Return English words that can't stand in a Turkish sentence: function words, and the glossary's terms."""
    with GLOSSARY.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    turkish = {word for row in rows for word in re.findall(r"\w+", row["tr"].lower())}
    terms = {row["en"].lower() for row in rows if re.fullmatch(r"[a-z]+", row["en"].lower())}
    return frozenset(FUNCTION_WORDS | terms | {term + "s" for term in terms} - turkish) - turkish


def without_fences(text: str) -> str:
    return FENCE.sub("\n", text)


def prose(text: str, code: str = " ") -> str:
    """Return the words of a Markdown text, with `code` standing for each piece of inline code."""
    text = FOREIGN.sub(" ", MATH.sub(" ", without_fences(text)))
    text = CODE.sub(code, text)
    text = LINK.sub(r"\1", text)
    return TAG.sub(" ", re.sub(r"https?://\S+", " ", text))


def sentences(text: str) -> list[str]:
    paragraphs = re.split(r"\n\s*\n|\n(?=\s*(?:[-*|#>]|\d+\.))", prose(text))
    pieces = [s for p in paragraphs for s in re.split(r"(?<=[.!?…:])\s+(?=[A-ZÇĞİÖŞÜА-ЯЁ])", p)]
    return [" ".join(re.sub(r"[#>*|_\[\]`-]+", " ", piece).split()) for piece in pieces]


def wrong_language(language: str, text: str) -> list[str]:
    """Find sentences in another of the three languages; those under 25 letters can't be told."""
    long = [s for s in sentences(GLOSS.sub(" ", text)) if sum(map(str.isalpha, s)) >= 25]
    return [s[:70] for s in long if py3langid.classify(s)[0] != language]


def english_residue(language: str, text: str) -> list[str]:
    """Find English words outside code and outside the bracketed English of a term's first use."""
    # names such as unpack_from stand plainly where there is no Markdown: in labels and alternative texts
    plain = re.sub(r"\w*_\w*", " ", GLOSS.sub(" ", prose(text).replace("’", "'")))
    words = re.findall(r"[^\W\d_]+", plain)
    latin = [w for w in words if re.fullmatch("[A-Za-z]{2,}", w) and w not in NAMES]
    if language == "ru":
        return sorted(set(latin) - {"little", "big", "endian"})
    return sorted({w for w in latin if w.lower() in english_words()})


def rejected_terms(language: str, text: str) -> list[str]:
    return [
        m[0] for m in re.finditer(rf"\b(?:{REJECTED[language]})", GLOSS.sub(" ", prose(text)), re.I)
    ]


def mixed_alphabets(language: str, text: str) -> list[str]:
    """Find words that mix Latin and Cyrillic letters, which look right and are not found by a search."""
    return re.findall(r"\b(?=\w*[а-яё])(?=\w*[a-z])\w+\b", prose(text, " X "), re.I)


def typography(language: str, text: str) -> list[str]:
    words = re.sub(r"^\s*\|.*$", "", prose(text, "\ue000"), flags=re.MULTILINE)
    return [
        f"{name}: {words[max(0, m.start() - 15) : m.end() + 12].strip()}"
        for name, rule in TYPOGRAPHY[language].items()
        for m in re.finditer(rule, words)
    ]


# How Turkish reads aloud what it does not write by its own rules. Other code takes no suffix at
# all (`memoryview`, which is read in two ways): the suffix goes to a noun after it.
HEARD = {
    "`array`": "erey", "`bytearray`": "bayterey", "`bytes`": "bayts", "`mmap`": "map",
    "`close()`": "kloz", "`tolist()`": "list", "`toreadonly()`": "onli",
    "A": "a", "B": "be", "C": "ce", "KiB": "bayt", "MiB": "bayt", "GiB": "bayt", "MB": "bayt",
    "GB": "bayt", "Binder": "bayndır", "CPython": "paytın", "JupyterLab": "leb", "Lighthouse": "haus",
    "Linux": "linuks", "NumPy": "nampi", "PyPy": "paypi", "Python": "paytın", "axe": "aks",
    "macOS": "es", "npm": "em",
}  # fmt: skip
ONES = "sıfır bir iki üç dört beş altı yedi sekiz dokuz".split()
TENS = ". on yirmi otuz kırk elli altmış yetmiş seksen doksan".split()
HIGH = dict(zip("aıeioöuü", "ııiiuüuü", strict=True))  # the narrow vowel that follows each vowel
SUFFIXED = re.compile(r"(`[^`\n]+`|\w[\w.,]*)(?:['’]([a-zçğıöşü]+)|[ ](d[ae])\b)?")


def heard(word: str) -> str:
    """Return the last word that a reader says for a word or number: 3.12 ends in iki, 62.500 in yüz."""
    if not word[-1].isdigit():
        return HEARD.get(word, word)
    thousands = re.sub(r"(?<=\d)\.(?=\d{3}(?!\d))", "", word)
    number = int(re.findall(r"\d+", thousands)[-1])
    for unit, name in ((10**6, "milyon"), (1000, "bin"), (100, "yüz")):
        if number and number % unit == 0:
            return name
    return TENS[number // 10 % 10] if number % 10 == 0 and number else ONES[number % 10]


def harmony(language: str, text: str) -> list[str]:
    """Find Turkish suffixes after an apostrophe, and de/da after code, that sound as no Turk says them."""
    plain = LINK.sub(r"\1", FOREIGN.sub(" ", without_fences(text))) if language == "tr" else ""
    faults = []
    for match in SUFFIXED.finditer(plain):
        word, suffix = match[1], match[2] or match[3]
        if not suffix or (match[3] and word not in HEARD):
            continue
        sound = heard(word)
        vowels = re.findall("[aıeioöuü]", sound.lower())
        if (word.startswith("`") and word not in HEARD) or not vowels:
            faults.append(f"no suffix on this word: {match[0]}")
            continue
        narrow = HIGH[vowels[-1]]
        first = re.search("[aıeioöuü]", suffix)
        wide = "a" if narrow in "ıu" else "e"
        hard = sound[-1] in "fstkçşhp" and not match[3]
        if (first and first[0] not in {narrow, wide}) or suffix[0] == ("d" if hard else "t"):
            faults.append(match[0])
    return faults


def quoted_formats(language: str, text: str) -> list[str]:
    """Find formats in quotes inside their code: a format is written `B`, as the pictures write it."""
    rule = r"\b(?:biçim|format|формат)\w* `([\"'])[<>=!@]?[A-Za-z?]\1`"
    return [match[0] for match in re.finditer(rule, text, re.I)] if language != "en" else []


RULES = (
    wrong_language,
    english_residue,
    rejected_terms,
    mixed_alphabets,
    typography,
    harmony,
    quoted_formats,
)

# What reads as translated when a page is full of it: how often at most in 1,000 words.
DENSITY = {
    "tr": {"ise": (r"\bise\b", 5), "de and da": (r"\bd[ae]\b", 25), "colons": (r"[:;]", 8)},
    "ru": {"colons": (r"[:;]", 12)},
}


def running(text: str) -> str:
    """Return the paragraphs of a text, without headings, lists, tables and bold labels with their colons."""
    lines = [x for x in prose(text).splitlines() if not re.match(r"\s*(?:[-|#]|\d+\.\s)", x)]
    return re.sub(r"\*\*[^*]*\*\*:?", "", "\n".join(lines))


def too_dense(language: str, texts: list[str]) -> list[str]:
    """Return what a page has too much of; twice is never too much."""
    whole = "\n".join(prose(text, " X ") for text in texts)
    words = len(re.findall(r"[^\W\d_]\w*", whole))
    paragraphs = "\n\n".join(map(running, texts))
    found = []
    for name, (rule, bound) in DENSITY.get(language, {}).items():
        count = len(re.findall(rule, paragraphs if name == "colons" else whole))
        if count > max(2, bound * words / 1000):
            found.append(f"{name}: {count} in {words} words, at most {bound} in 1,000")
    return found


# What must be the same in the three languages: sets, as a sentence may be built another way.


def neutral(piece: str) -> str:
    """Return a piece of code or a target with the code of a language (`lab tr`, memoryview-tr.zip) taken out."""
    return re.sub(r"(?<![a-z])(en|tr|ru)(?![a-z])", "LANGUAGE", " ".join(piece.split()))


def inline_code(text: str) -> set[str]:
    return {neutral(m[1]) for m in CODE.findall(without_fences(text))}


def fences(text: str) -> list[str]:
    return ["\n".join(neutral(line) for line in m[3].splitlines()) for m in FENCE.finditer(text)]


def targets(text: str) -> set[str]:
    text = without_fences(text)
    return {neutral(m[1]) for m in LINK.findall(text)} | {neutral(m) for m in HREF.findall(text)}


def headings(text: str) -> list[int]:
    return [len(m[1]) for m in HEADING.finditer(without_fences(text))]


def structure(text: str) -> list[str]:
    """Return the HTML elements and MyST directives of a text, in order."""
    text = CODE.sub(" ", text)
    return re.findall(r"</?[a-z]+|^(?:`{3,}|:{3,})\{[\w-]+\}", text, re.MULTILINE)


def counts(text: str) -> tuple[int, ...]:
    """Return how many list items and table rows there are."""
    text = without_fences(text)
    return tuple(
        len(re.findall(rule, text, re.MULTILINE)) for rule in (r"^\s*(?:[-*]|\d+\.)\s", r"^\|")
    )


DIGITS = re.compile(r"\d+(?:[.,\u00a0\u202f]\d+)*")
VERSION = re.compile(r"\b3\.\d{1,2}(?:\.\d+)?\b")
# What the numbers from 0 to 12 may be written as: patterns of whole words, a number in each place.
SPELLED = {
    "en": "zero no, one once a an single first, two twice second both, three third, four, five, six,"
    " seven, eight, nine, ten, eleven, twelve",
    "tr": "sıfır*, bir* ilk tek, iki*, üç*, dört* dörd*, beş*, altı*, yedi*, sekiz*, dokuz*, on onuncu"
    " onluk, on, on",
    "ru": "нол* нул*, один* одн* перв* раз, два* две* дву* второ*, три* трё* трет*, четыр* четвёр*,"
    " пят*, шест*, сем*, восем* восьм*, девят*, десят*, одиннадцат*, двенадцат*",
}


def numbers(text: str) -> Counter[str]:
    """Count the numbers of a text outside code, without the signs that group and divide their digits."""
    words = VERSION.sub(" ", prose(text))
    return Counter(re.sub(r"\D", "", number) for number in DIGITS.findall(words))


def spelled(language: str, text: str) -> set[str]:
    """Return the numbers up to twelve that a text has in words."""
    return {
        str(value)
        for value, forms in enumerate(SPELLED[language].split(","))
        for form in forms.replace("*", r"\w*").split()
        if re.search(rf"\b{form}\b", prose(text), re.IGNORECASE)
    }


def in_code(text: str) -> set[str]:
    return {number for piece in inline_code(text) for number in re.findall(r"\d+", piece)}


def numbers_apart(english: str, language: str, translated: str) -> list[str]:
    """Return the numbers that one text has and the other has not.

    Those up to twelve may be words in one and digits in the other, may stand in code, and may be
    said more than once.
    """
    ours, theirs = numbers(english), numbers(translated)
    small = {number for number in {*ours, *theirs} if int(number) <= 12}
    in_english = spelled("en", english) | set(ours) | in_code(english)
    excused = in_english & (spelled(language, translated) | set(theirs) | in_code(translated))
    apart = (ours - theirs) + (theirs - ours)
    return sorted(number for number in apart if number not in small or number not in excused)


def paragraphs(text: str) -> list[str]:
    return [piece for piece in re.split(r"\n\s*\n", without_fences(text)) if piece.strip()]


def strayed(english: str, translated: str) -> list[str]:
    """Return targets that stand in another paragraph than in the English text.

    A translation that has other paragraphs can't be compared so. A glossary is sorted anew in each
    language: its lists are compared by term, in test_lookup.
    """
    ours, theirs = paragraphs(english), paragraphs(translated)
    if len(ours) != len(theirs) or any(len(GLOSSARY_ITEM.findall(text)) > 2 for text in ours):
        return []
    return [
        f"paragraph {place}: {sorted(targets(our) ^ targets(their))}"
        for place, (our, their) in enumerate(zip(ours, theirs, strict=True), start=1)
        if targets(our) != targets(their)
    ]


GLOSSARY_ITEM = re.compile(r'^- \*\*.+<span lang="', re.MULTILINE)


def same_words(english: str, translated: str) -> list[str]:
    """Return headings that nobody has translated: those of words, not of names and code alone."""
    ours, theirs = (
        {m[2].strip() for m in HEADING.finditer(without_fences(t))} for t in (english, translated)
    )
    worded = (text for text in ours & theirs if re.search(r"[a-z]{2}", CODE.sub("", text)))
    return sorted(
        text for text in worded if not set(re.findall(r"\w+", CODE.sub("", text))) <= NAMES
    )


EQUAL = (inline_code, fences, targets, headings, structure, counts)
