"""The licence of a source is said beside its words where it asks to be named."""

from __future__ import annotations

import pytest

from proxytui.model.records import Source
from proxytui.wording.citation import licence_words


@pytest.mark.parametrize(
    ("licence", "words"),
    [
        ("CC BY 4.0", "licence CC BY 4.0"),
        ("CC-BY-SA", "licence CC-BY-SA"),
        ("Open Parliament Licence v3.0", "licence Open Parliament Licence v3.0"),
        ("public domain", ""),
        ("its publisher’s copyright; short quotes", ""),
        ("\x1b[31mCC BY", "licence CC BY"),
        (None, ""),
    ],
)
def test_an_open_licence_is_named_and_no_other(licence: str | None, words: str) -> None:
    assert licence_words(Source(id="s", title="A list", licence=licence)) == words


def test_a_source_that_is_not_there_has_none() -> None:
    assert licence_words(None) == ""
