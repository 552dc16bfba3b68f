"""Suggestions held against a store: recorded, rejected, or still to be decided on."""

from __future__ import annotations

import pytest

from proxytui.editing.suggested_claims import SourceText, is_recorded, is_rejected
from proxytui.model.changes import Change
from proxytui.model.records import Document, Source
from proxytui.reading.suggesting.rejections import rejection
from proxytui.reading.suggesting.suggestion import Suggestion
from proxytui.store.merge_fields import merge
from tests.network_of import cite, claim, index_of

SHA = "0" * 64
WORDS = "A arms B. B leads C."
TEXT = SourceText(WORDS, Source("s1", "s1", documents=(Document(SHA, "2024"),)), SHA)
QUOTE = {"exact": "A", "start": 0, "text": SHA}


def suggestion(**fields: object) -> Suggestion:
    return Suggestion("backs", "a", "b", 0, 9, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("recorded", "terms", "decided"),
    [
        ({"terms": ["W"]}, ("W",), True),
        ({"terms": ["W"]}, (), True),
        ({"terms": ["W"]}, ("F",), False),
        ({"citations": [cite("s2")]}, (), False),
        ({"citations": [cite("s1", stance="disputes")]}, (), False),
        ({"citations": [cite("s1", quote=QUOTE)]}, ("F",), True),
        ({"citations": [cite("s1", quote={**QUOTE, "start": 18})]}, ("F",), False),
    ],
)  # fmt: skip
def test_a_suggestion_is_recorded_by_words_of_its_sentence_or_with_all_of_its_means(
    recorded, terms, decided
) -> None:
    index = index_of(claim("a backs b", **recorded))
    assert is_recorded(index, suggestion(terms=terms), TEXT) is decided


def test_means_that_two_claims_give_together_are_recorded() -> None:
    index = index_of(claim("a backs b", terms=["W"]), claim("a backs b", terms=["F"]))
    assert is_recorded(index, suggestion(terms=("W", "F")), TEXT)


def test_a_rejection_is_of_one_place_tie_stance_and_version() -> None:
    remembered = rejection(suggestion(), SHA)
    assert remembered == f"{SHA} 0-9 backs:a:b"
    source = Source("s1", "s1", rejected=(remembered,))
    assert is_rejected(suggestion(terms=("W",)), SourceText(WORDS, source, SHA))
    assert not is_rejected(suggestion(stance="disputes"), SourceText(WORDS, source, SHA))
    assert not is_rejected(suggestion(), SourceText(WORDS, source, "1" * 64))
    assert not is_rejected(suggestion(), SourceText(WORDS, source, None))


def test_rejections_of_two_windows_are_both_remembered() -> None:
    before, ours = {"title": "x"}, {"title": "x", "rejected": ["one"]}
    met = merge(Change("sources", "s1", before, ours), {"title": "x", "rejected": ["two"]})
    assert met == {"title": "x", "rejected": ["two", "one"]}
