"""Long lines of code go on, on a phone, in lines that are set in; what is written stays as it was."""

import re

from book.site.hanging import PHONE, hang

CELL = (
    '<div class="cell_input docutils container">\n'
    '<div class="highlight-python notranslate"><div class="highlight"><pre>{}</pre></div></div></div>'
)


def test_a_long_line_knows_how_far_it_is_set_in():
    long = "    <span>total</span> = 1 &lt; 2  " + "# a comment " * 3
    page = CELL.format(f"<span></span>short\n{long}\nend\n")
    hung = hang(page)
    assert re.findall(r'<span class="long" style="--in:(\d+)ch">', hung) == ["4"]
    assert f'<span class="long" style="--in:4ch">{long}\n</span>end\n' in hung
    assert re.sub(r'<span class="long"[^>]*>(.*?\n)</span>(?=end)', r"\1", hung) == page


def test_what_need_not_or_cannot_be_marked_stays_as_it_is():
    short = "x" * PHONE
    over_lines = f'<span class="s">"""{"a" * 60}\n{"b" * 60}"""</span>\n'
    for code in (short, f"<span>{short}</span>\n", over_lines):
        assert hang(CELL.format(code)) == CELL.format(code)


OUTPUT = (
    '<div class="output stream highlight-myst-ansi notranslate"><div class="highlight"><pre>{}</pre>'
    "</div></div>"
)


def test_messages_go_on_and_columns_stay_columns():
    message = "mmap can&#39;t resize with extant buffers exported."
    hung = hang(OUTPUT.format(f"<span></span>{message}\nshort\n"))
    assert f'<span class="long" style="--in:0ch"><span></span>{message}\n</span>short' in hung
    columns = OUTPUT.format(f"bytes     {'1.000 ' * 8}\nview     {'2.000 ' * 8}\n")
    assert hang(columns) == columns
