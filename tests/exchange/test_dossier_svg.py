"""Words in drawings: cut and wrapped to a width, whatever they are written in."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from proxytui.exchange import dossier_svg as svg

words = st.text(st.sampled_from("ab 漢字e\u0301 x-"), max_size=60)


def test_words_that_fit_stay_whole_and_others_end_in_an_ellipsis() -> None:
    assert svg.fitted("Cedar Brigade", 13) == "Cedar Brigade"
    assert svg.fitted("Cedar Brigade", 12) == "Cedar Briga…"
    assert svg.fitted("東方連合", 7) == "東方連…"
    assert svg.wrapped("Supreme Leader of the North", 12, 2) == ["Supreme", "Leader of t…"]
    assert svg.wrapped("", 12, 2) == [""]


@given(words, st.integers(2, 30), st.integers(1, 4))
def test_no_line_is_wider_than_its_room(words: str, most: int, lines: int) -> None:
    assert svg.cells(svg.fitted(words, most)) <= most
    rows = svg.wrapped(words, most, lines)
    assert len(rows) <= lines
    assert all(svg.cells(row) <= most for row in rows)


def test_a_name_of_a_million_letters_is_cut_at_once() -> None:
    assert len(svg.fitted("n" * 1_000_000, 40)) == 40
    assert len(svg.wrapped("n" * 1_000_000, 40, 3)[0]) == 40
