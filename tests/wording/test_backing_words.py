"""Whom an actor is said to back, and to be backed by, in a sentence each."""

from __future__ import annotations

import pytest

from proxytui.model import dates
from proxytui.wording.backing import Backing, backing_sentences
from proxytui.wording.store_summary import basis_words, summary_words

NOW = dates.period("2024-12-02")
NONE = Backing(0, 0, (), 0)


@pytest.mark.parametrize(
    ("out", "into", "words"),
    [
        (
            Backing(3, 1, ("B", "C"), 2),
            Backing(0, 1, ("D",), 1),
            "As of 2 Dec 2024, 2 publishers report that A backs 3 actors: B, C and 1 more;"
            " possibly 1 more. 1 publisher reports that it is possibly backed by 1 actor: D.",
        ),
        (
            NONE,
            Backing(1, 0, ("“the men”",), 0),
            "As of 2 Dec 2024, sources report that A is backed by 1 actor: “the men”.",
        ),
        (
            NONE,
            NONE,
            "As of 2 Dec 2024, no source here reports that A backs anybody, or is backed.",
        ),
    ],
)
def test_the_sentences_say_how_many_report_it(out: Backing, into: Backing, words: str) -> None:
    assert backing_sentences("A", NOW, out, into) == words


def test_a_store_is_told_in_two_sentences() -> None:
    assert summary_words(5, 2, 1, NOW) == (
        "As of 2 Dec 2024, among 5 actors, 2 ties of backing are reported as held, and 1 as"
        " possible."
    )
    assert summary_words(1, 0, 0, NOW).endswith("among 1 actor, no tie of backing is reported.")
    assert summary_words(2, 0, 1, NOW).endswith("1 tie of backing is reported, as possible only.")
    assert basis_words(3, 1, 1990, 1990) == (
        "What is recorded rests on 3 sources of 1 publisher, and speaks of the year 1990."
    )
    assert basis_words(1, 1, 0, 0) == "What is recorded rests on 1 source of 1 publisher."
    assert basis_words(0, 0, 0, 0) == ""
