"""Lines keep within their cells and never cut inside a grapheme, whatever the script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, split_graphemes

from proxytui.text import CLOSING, closed, visible, whole_to
from proxytui.views.lines import (
    Row,
    Span,
    clip,
    cut,
    figure,
    fit,
    foreign,
    join_fitting,
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


@pytest.mark.parametrize(
    ("number", "cells", "shown"),
    [
        (0, 3, "0"),
        (999, 3, "999"),
        (1234, 4, "1234"),
        (1234, 3, "1k"),
        (12_345, 4, "12k"),
        (12_345, 5, "12345"),
        (123_456, 4, "123k"),
        (123_456, 6, "123456"),
        (1_999_999, 4, "1.9M"),
        (999_999, 4, "999k"),
        (12_345, 1, "12k"),
    ],
)
def test_a_figure_is_written_shorter_and_never_cut(number: int, cells: int, shown: str) -> None:
    assert figure(number, cells) == shown


@pytest.mark.parametrize(
    ("text", "cells", "shown"),
    [
        ("held 1234", 8, "held…"),
        ("1234“", 4, "…"),
        ("1,234 ties", 4, "…"),
        ("1,234 ties", 7, "1,234…"),
        ("1979–2012", 7, "1979–…"),
        ("12 more", 5, "12 m…"),
        ("1.2k ties", 4, "…"),
        ("in 313 days", 11, "in 313 days"),
        ("brigade 9", 5, "brig…"),
    ],
)
def test_no_number_loses_its_last_digits(text: str, cells: int, shown: str) -> None:
    assert cut(text, cells) == shown


@given(st.text("0123456789.,k ab", max_size=24), st.integers(0, 24))
def test_a_place_to_cut_is_never_inside_a_number(text: str, end: int) -> None:
    place = whole_to(text, end)
    assert 0 <= place <= end
    before, after = text[place - 1 : place], text[place : place + 1]
    assert not (before.isdigit() and after.isdigit() and place < len(text))


def test_parts_that_do_not_fit_are_left_out_whole() -> None:
    parts = ["123 held", "456 possibly", "7 not held"]
    assert join_fitting(parts, 40) == "123 held · 456 possibly · 7 not held"
    assert join_fitting(parts, 30) == "123 held · 456 possibly …"
    assert join_fitting(parts, 23) == "123 held · 456 possibly"
    assert join_fitting(parts, 22) == "123 held …"
    assert join_fitting(parts, 5) == ""


def test_a_rule_keeps_its_note_whole_where_the_title_is_long() -> None:
    line = rule("a title that is much too long", "1234", 20)
    assert (width(line), line[-1].text) == (20, "1234")


def test_a_cell_with_right_to_left_signs_ends_with_a_mark_that_takes_no_cell() -> None:
    for cell in (fit("حزب", 8), fit("صهל 3", 8, right=True), foreign("12 ترشين").text):
        assert CLOSING in cell
    assert cell_len(fit("حزب", 8)) == 8
    assert fit("Plain 3", 8) == "Plain 3 "
    assert foreign("a\u200eb\u202e").text == "ab"
    assert closed(closed("حزب")) == closed("حزب")
    line = spread((Span("حزب"),), (Span("12"),), 20)
    assert "".join(span.text for span in line).startswith(f"حزب{CLOSING}")


@pytest.mark.parametrize(
    "text", ["", " ", "\u200b", "\ufe0f", "\u2800", "\u0301", "\u3164", "\x1b[1m"]
)
def test_what_nobody_sees_is_not_visible(text: str) -> None:
    assert not visible(text)
    assert visible(f"{text}a")
