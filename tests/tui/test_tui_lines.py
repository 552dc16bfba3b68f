"""Lines keep within their cells and never cut inside a grapheme, whatever the script."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, split_graphemes

from proxytui.text import CLOSING
from proxytui.tui.present.lines import (
    Row,
    Span,
    clip,
    cut,
    fit,
    foreign,
    paragraph,
    rule,
    spread,
    width,
    wrap,
)

_GRAPHEMES = st.sampled_from(
    [
        *"abz -.ⅷ",
        "東",
        "한",
        "🚀",
        "👩\u200d🚀",
        "👨\u200d👩\u200d👧",
        "🇳🇴",
        "👍🏽",
        "e\u0301",
        "a\u0308\u0323",
        "ش",
        "ﻻ",
        "نّ",
        "ש\u05c1",
        "क्षि",
        "ก็",
        "Ω",
        "ｱ",
        "❤\ufe0f",
    ]
)
TEXTS = st.lists(_GRAPHEMES, max_size=40).map("".join) | st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cf")), max_size=40
)
CELLS = st.integers(1, 60)


def graphemes(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in split_graphemes(text)[0]]


@given(TEXTS, st.integers(-1, 60))
def test_a_cut_text_keeps_within_its_cells(text: str, cells: int) -> None:
    assert cell_len(cut(text, cells)) <= max(0, cells)


@given(TEXTS, CELLS)
def test_a_text_that_fits_is_not_cut(text: str, cells: int) -> None:
    shown = cut(text, cells).removesuffix(CLOSING)
    assert (shown == text) == (cell_len(text) <= cells)


@given(TEXTS, CELLS)
def test_a_cut_falls_between_graphemes(text: str, cells: int) -> None:
    shown = cut(text, cells).removesuffix(CLOSING)
    if shown != text:
        assert shown.endswith("…")
        kept = shown[:-1]
        whole = graphemes(text)
        starts = {"".join(whole[:n]).rstrip() for n in range(len(whole) + 1)}
        assert kept in starts


@given(TEXTS, st.integers(0, 60), st.booleans())
def test_a_fitted_text_takes_exactly_its_cells(text: str, cells: int, right: bool) -> None:
    assert cell_len(fit(text, cells, right=right)) == cells


@given(st.lists(st.tuples(TEXTS, st.sampled_from(["text", "dim"])), max_size=6), CELLS)
def test_a_clipped_line_keeps_within_its_cells_and_its_roles(
    parts: list[tuple[str, str]], cells: int
) -> None:
    line = tuple(Span(text, role) for text, role in parts)
    shown = clip(line, cells)
    assert width(shown) <= cells
    assert [span.role for span in shown] == [span.role for span in line][: len(shown)]
    if width(line) <= cells:
        assert shown == line


@given(TEXTS, TEXTS, st.integers(20, 60))
def test_a_spread_line_ends_where_it_should(left: str, right: str, cells: int) -> None:
    right = cut(right, 12)
    line = spread((Span(left),), (Span(right, "dim"),), cells)
    assert width(line) == cells
    assert "".join(span.text for span in line).endswith(right)


@given(TEXTS, CELLS)
def test_wrapped_lines_keep_within_their_cells(text: str, cells: int) -> None:
    for line in wrap(text, cells):
        assert cell_len(line) <= max(8, cells)


@given(TEXTS, CELLS)
def test_wrapping_loses_and_adds_nothing_but_blanks(text: str, cells: int) -> None:
    assert "".join("".join(wrap(text, cells)).split()) == "".join(text.split())


@given(TEXTS, CELLS)
def test_wrapping_cuts_words_between_graphemes(text: str, cells: int) -> None:
    for word in text.split():
        whole = graphemes(word)
        ends = {len("".join(whole[:n])) for n in range(len(whole) + 1)}
        place = 0
        for line in wrap(word, cells):
            place += len(line)
            assert place in ends, (word, line)


@given(TEXTS, st.integers(12, 60))
def test_a_paragraph_with_its_indent_keeps_within_its_cells(text: str, cells: int) -> None:
    lines = paragraph(text, cells, "dim", indent="  ")
    assert lines
    for line in lines:
        assert width(line) <= cells
        assert line[0].text == "  "


def test_an_empty_text_is_one_empty_line() -> None:
    assert wrap("", 20) == [""]
    assert paragraph("", 20) == [(Span(""),)]


def test_line_feeds_part_lines() -> None:
    assert wrap("one two\n\nthree", 20) == ["one two", "", "three"]


def test_a_rule_fills_its_line() -> None:
    assert width(rule("quotes", "14", 40)) == 40


def test_foreign_text_is_cleaned_and_stands_on_one_line() -> None:
    assert foreign("a\x1b[31mb\nc\u202ed").text == "ab cd"


def test_a_long_run_of_marks_costs_no_cell_and_is_not_parted() -> None:
    smear = "a" + "\u0301" * 40 + "bc"
    assert cut(smear, 2) == "a" + "\u0301" * 40 + "…"


def test_a_row_stops_the_cursor_unless_it_says_otherwise() -> None:
    assert Row("key", ()).stop
