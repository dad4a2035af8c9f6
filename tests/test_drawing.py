"""Plots without matplotlib are those that matplotlib makes: the same words and ticks, marks at the same places."""

import random
import re
import string
import sys
from xml.etree import ElementTree

import pytest

from bufferscope import charts, drawing, language
from bufferscope.measurement import Measurement, Timing
from bufferscope.words import LANGUAGES

pytestmark = pytest.mark.once

WORDS = {
    "en": {"title": "Slices of bytes and of views, on one axis", "bytes": "slice of bytes"},
    "tr": {"title": "Dilimler", "bytes": "bytes dilimi"},
    "ru": {"title": "Срезы", "bytes": "срез объекта bytes", "view": "срез представления объекта"},
}
MACHINE = "Linux x86_64, 2 × A Processor with a long name at 2.80GHz"


@pytest.fixture(autouse=True)
def english():
    language("en")
    yield
    language("en")


def measured(times, sizes, unit="bytes", python="CPython 3.14.4"):
    """Return a measurement of {name: function of the size that returns minimum and median}."""
    timings = {
        (name, size): Timing(*pair(size), calls=1, batches={}, preempted=None, faults=None)
        for name, pair in times.items()
        for size in sizes
    }
    one = Timing(50, 60, calls=1, batches={}, preempted=None, faults=None)
    return Measurement(tuple(times), tuple(sizes), timings, unit, python, MACHINE, 50, one)


def result_of(kind):
    both = {
        "bytes": lambda size: (40 + size / 20, 55 + size / 15),
        "view": lambda size: (60, 75),
    }
    if kind in ("log", "linear"):
        return measured(both, [2**k for k in range(3, 27, 2)])
    if kind == "items":
        three = {**both, "third": lambda size: (size**0.5, size**0.6)}
        return measured(three, [10**k for k in range(1, 8)], "items")
    near = {"bytes": lambda size: (9e6, 9.8e6), "view": lambda size: (2.25e6, 2.5e6)}
    if kind == "one size":
        return measured(near, [100_000], "items")
    return measured({**near, "far": lambda size: (310, 460)}, [4096])


KINDS = ("log", "linear", "items", "one size", "one wide size")


def texts_of(svg):
    return [" ".join(text.split()) for text in re.findall(r"<text[^>]*>([^<]*)</text>", svg)]


def parsed(svg):
    return ElementTree.fromstring(svg.replace(' xmlns="http://www.w3.org/2000/svg"', ""))


class Drawn:
    """What is drawn in our SVG, with places as shares of the axes, from the lower left."""

    def __init__(self, svg):
        self.root = parsed(svg)
        axis = self.of_class("axis")[0].get("d")
        left, top, low, right = map(float, re.findall(r"[\d.]+", axis))
        self.share = lambda x, y: ((x - left) / (right - left), (low - y) / (low - top))

    def of_class(self, name):
        return [one for one in self.root.iter() if one.get("class") == name]

    def marks(self):
        """Return the places of marks, series by series; those of a median's stroke apart."""
        found = []
        for group in self.root.iter("g"):
            paths = [one for one in group if one.get("class") == "marks"]
            if re.fullmatch(r"k\d", group.get("class") or "") and len(group) > 2:
                points = re.findall(r"M([\d.]+) ([\d.]+)", "".join(p.get("d") for p in paths))
                found.append([self.share(*map(float, point)) for point in points])
        return found

    def labels(self):
        """Return {words: place along its axis} of what stands at the ticks."""
        ticks = [one for one in self.root.iter("text") if one.get("class") == "tick"]
        found = {}
        for one in ticks:
            x, y = self.share(float(one.get("x")), float(one.get("y")) - 4.2)
            found[one.text, x < 0] = y if x < 0 else x
        return found


def close(one, other):
    return len(one) == len(other) and all(
        abs(a - b) < 0.004
        for p, q in zip(one, other, strict=True)
        for a, b in zip(p, q, strict=True)
    )


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_it_is_the_plot_of_matplotlib(kind, code):
    plt = pytest.importorskip("matplotlib.pyplot", reason="plots need matplotlib")
    from bufferscope import plots

    language(code)
    result, scale = result_of(kind), "linear" if kind == "linear" else "log"
    ax = plots.draw(result, None, WORDS[code], scale)
    ours = drawing.Drawing(result, WORDS[code], scale).svg()
    assert sorted(set(texts_of(ours))) == sorted(set(texts_of(plots.svg(ax.figure))))
    drawn = Drawn(ours)
    to_share = ax.transData + ax.transAxes.inverted()
    lines = [line for line in ax.lines if line.get_marker() not in ("", "None", "|")]
    due = [[tuple(to_share.transform(point)) for point in line.get_xydata()] for line in lines]
    if len(result.sizes) == 1:
        medians = [line.get_xydata()[0] for line in ax.lines if line.get_marker() == "|"]
        due = [
            [*points, tuple(to_share.transform(median))]
            for points, median in zip(due, medians, strict=True)
        ]
    marks = drawn.marks()
    assert len(marks) == len(due) == len(result.names)
    assert all(close(one, other) for one, other in zip(marks, due, strict=True))
    labels = drawn.labels()
    for axis, upright in ((ax.xaxis, False), (ax.yaxis, True)):
        low, high = axis.get_view_interval()
        pairs = zip(axis.get_ticklocs(), axis.get_ticklabels(), strict=True)
        ticks = {label.get_text(): place for place, label in pairs if low <= place <= high}
        assert set(ticks) == {words for words, is_upright in labels if is_upright is upright}
        for words, place in ticks.items():
            point = (ax.get_xlim()[0], place) if upright else (place, ax.get_ylim()[0])
            share = to_share.transform(point)[int(upright)]
            assert abs(labels[words, upright] - share) < 0.004, words
    plt.close("all")


def numbers_of(svg):
    """Yield (x, y) of whatever is drawn at a place of its own."""
    for x, y in re.findall(
        r"[ML](-?[\d.e+]+) (-?[\d.e+]+)", " ".join(re.findall(r' d="[^"]*"', svg))
    ):
        yield float(x), float(y)


def test_odd_measurements_are_drawn_whole():
    """One point, equal values, zeros, huge ranges, names that are markup: all inside of the drawing."""
    choose = random.Random(16)
    times = [0.0, 0.0, 1e-9, 0.3, 1.0, 1.0, 50.0, 999.4, 999.6, 12_345.6, 1e9, 1e15, 5e300]
    letters = string.printable + "<&>\"'$\\\0\N{NO-BREAK SPACE}яığ\U0001f40d"
    for turn in range(300):
        names = {
            "".join(choose.choices(letters, k=choose.choice([1, 5, 30, 400])))
            for _ in range(choose.choice([1, 2, 3, 13]))
        }
        most = choose.choice([1, 2, 5, 40])
        sizes = sorted({choose.choice([1, 2, 3, 7, 10**6, 2**62, choose.randrange(1, 10**9)])
                        for _ in range(most)})  # fmt: skip
        pairs = {
            (name, size): sorted(choose.choices(times, k=2)) for name in names for size in sizes
        }
        times_of = {name: lambda size, of=pairs, name=name: of[name, size] for name in names}
        python = choose.choice(["CPython 3.14.4", "", "P" * 300])
        result = measured(times_of, sizes, choose.choice(["bytes", "items"]), python)
        words = choose.choice([None, {}, {"title": ""}, {"title": "<b> " * 40, "size": "&" * 90}])
        language(choose.choice(tuple(LANGUAGES)))
        svg = drawing.Drawing(result, words, choose.choice(["log", "linear"])).svg()
        parsed(svg)
        assert not re.search(r"\b(nan|inf)\b", re.sub(r">[^<]*<", "><", svg)), turn
        height = float(re.search(r'viewBox="0 0 302 (\d+)"', svg)[1])
        assert all(0 <= x <= 302 and 0 <= y <= height for x, y in numbers_of(svg)), turn


def test_candidates_differ_in_colour_and_in_shape():
    names = {f"candidate {n}": lambda size: (size, size) for n in range(12)}
    root = Drawn(drawing.Drawing(measured(names, [1, 2]), None, "log").svg()).root
    looks = []
    for group in root.iter("g"):
        paths = [one.get("d") for one in group if one.get("class") == "marks"]
        if paths and len(group) > 2:
            looks.append((group.get("class"), re.search(r"m.*?z", paths[0])[0]))
    assert len(looks) == len(set(looks)) == 12
    assert len({colour for colour, _ in looks[:6]}) == len({shape for _, shape in looks[:6]}) == 6


@pytest.mark.parametrize(
    ("code", "due"),
    [
        ("en", "time per call (minimum). slice of bytes: 8 B, 40.4 ns; "),
        ("tr", "çağrı başına süre (en kısa). bytes dilimi: 8 bayt, 40,4 ns; "),
        ("ru", "время одного вызова (минимум). срез объекта bytes: 8 Б, 40,4 нс; "),
    ],
)
def test_it_can_be_heard(code, due):
    language(code)
    root = parsed(drawing.Drawing(result_of("log"), WORDS[code], "log").svg())
    assert root.get("lang") == code
    assert root.get("aria-label") == root.find("title").text == WORDS[code]["title"]
    assert root.find("desc").text.replace("\N{NO-BREAK SPACE}", " ").startswith(due)


def test_without_matplotlib_a_plot_is_a_drawing(monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    monkeypatch.delitem(sys.modules, "bufferscope.plots", raising=False)
    result = result_of("log")
    made = result.plot(words=WORDS["en"])
    assert made.svg() == made._repr_html_() == drawing.Drawing(result, WORDS["en"], "log").svg()
    assert repr(made) == f"<plot: {WORDS['en']['title']}>"
    with pytest.raises(ValueError, match="scale must be"):
        result.plot(scale="cubic")
    with pytest.raises(TypeError, match="words must be a dict"):
        result.plot(words="ru")


def test_what_both_ways_ask_for_needs_no_matplotlib():
    assert "matplotlib" not in vars(charts)
    assert "matplotlib" not in vars(drawing)
