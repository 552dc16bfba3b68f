"""Foreign words that bring quotation marks of their own."""

from __future__ import annotations

import pytest

from proxytui.wording.phrases import quoted


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("plain", "“plain”"),
        ("“Defenders” is their own name", "“‘Defenders’ is their own name”"),
        ('"Defenders" is their own name', "“‘Defenders’ is their own name”"),
        ("they call it a “union”", "“they call it a ‘union’”"),
        ("“Supreme Leader”", "“Supreme Leader”"),
        ('"Supreme Leader"', "“Supreme Leader”"),
        ("“one” and “two”", "“‘one’ and ‘two’”"),
        ('a gun of 5" length', '“a gun of 5" length”'),
        ("“”", ""),
        ("", ""),
    ],
)
def test_words_in_quotation_marks_never_begin_or_end_with_two(words: str, shown: str) -> None:
    assert quoted(words) == shown
