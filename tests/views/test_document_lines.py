"""Lines of a kept text show nothing that a terminal acts on, wherever they are cut."""

from __future__ import annotations

import pytest

from proxytui import text as texts
from proxytui.views.document import Mark, WrappedText


@pytest.mark.parametrize(
    "hostile",
    ["\x9d52;c;aGk=\x9c", "\x1b]0;a title of words\x07", "\x90q p and more", "e" + "\u0301" * 40],
)
@pytest.mark.parametrize("start", range(0, 30, 3))
def test_a_mark_that_begins_within_what_a_terminal_acts_on_shows_none_of_it(
    hostile: str, start: int
) -> None:
    text = f"North {hostile}\nbacks South, it is said"
    wrapped = WrappedText(text, 12)
    lines = [wrapped.line(n, [Mark(start, start + 9, "found")]) for n in range(len(wrapped))]
    shown = "".join(span.text for line in lines for span in line)
    assert shown.replace(" ", "") == texts.line(texts.unbroken(text)).replace(" ", "")
    assert "52;c" not in shown
    assert "title" not in shown
    assert "\u0301" * 5 not in shown
    assert shown.replace(" ", "").endswith("backsSouth,itissaid")


def test_a_text_keeps_its_length_where_nothing_of_it_is_shown() -> None:
    text = "a\x9d0;b\x9cc" + "e" + "\u0301" * 9
    assert len(texts.unbroken(text)) == len(text)
    assert texts.clean(texts.unbroken(text)) == texts.clean(text)


def test_between_pages_stands_a_line_with_the_number_that_shows_nothing_of_the_text() -> None:
    text = "One two.\n\fThree four.\n\f\n\fFive."
    wrapped = WrappedText(text, 40)
    lines = ["".join(span.text for span in wrapped.line(n)) for n in range(len(wrapped))]
    assert lines == ["One two.", "", "— p. 2 —", "", "Three four.", "", "— p. 4 —", "", "Five."]
    place = lines.index("— p. 2 —")
    assert wrapped.line(place)[0].role == "dim"
    first, last = wrapped.stretch(place)
    assert first == last
    assert wrapped.line_at(text.index("Three")) == lines.index("Three four.")


def test_a_text_that_begins_behind_empty_pages_says_on_which() -> None:
    wrapped = WrappedText("\f\fThe words.", 40)
    assert "".join(span.text for span in wrapped.line(0)) == "— p. 3 —"
    assert wrapped.line_at(2) == 2
