"""Words of tables for the vocabulary: each stands for one thing, and the mapping has the last."""

from __future__ import annotations

from collections import Counter

import pytest

from proxytui.errors import UsageError
from proxytui.exchange import mapping, synonyms
from proxytui.model.vocabulary import CLAIM_TYPES, FLAGS, KINDS
from tests.exchange.table_rows import mapped


def ties(*cells: str, **options):
    """The type, the terms and the ends of a row with each of the cells as its type; the reason for
    one that is set aside."""
    rows = [["A", f"B{number}", cell] for number, cell in enumerate(cells)]
    outcome = mapped(["a", "b", "t"], *rows, columns={"type": "t"}, constants={}, **options)
    claims = {}
    for claim in outcome.claims:
        swapped = claim["object"] == "name a"
        other = claim["subject"] if swapped else claim["object"]
        claims[int(other.removeprefix("name b"))] = (
            claim["type"], ",".join(claim.get("terms", ())), swapped,
        )  # fmt: skip
    aside = {int(item.row.split()[1]) - 2: item.reason for item in outcome.aside}
    return [claims.get(number) or aside[number] for number in range(len(cells))]


@pytest.mark.parametrize(
    ("cell", "tie"),
    [
        ("funds", ("backs", "F", False)),
        ("Finances", ("backs", "F", False)),
        ("arms", ("backs", "W", False)),
        ("trains", ("backs", "T", False)),
        ("sponsors", ("backs", "", False)),
        ("supports", ("backs", "", False)),
        ("is_trained_by", ("backs", "T", True)),
        ("trained-by", ("backs", "T", True)),
        ("fights", ("opposes", "armed", False)),
        ("allied with", ("allied-with", "", False)),
        ("split from", ("succeeds", "split", False)),
        ("merged into", ("succeeds", "merged", True)),
        ("W", ("backs", "W", False)),
        ("W; F", ("backs", "W,F", False)),
        ("funds, arms and more", "type: “funds, arms and more” is not a claim type"),
        ("funds, arms", ("backs", "F,W", False)),
        ("funds, fights", "type: “funds, fights” is not a claim type"),
        ("weapons", ("backs", "W", False)),
        ("political", "type: “political” is not a claim type"),
        ("MIL", "type: “MIL” is not a claim type"),
        ("unknown", "type: “unknown” is not a claim type"),
        ("economic", "type: “economic” is not a claim type"),
    ],
)
def test_a_word_is_the_type_and_the_means_that_it_says_and_no_guess(cell, tie):
    (outcome,) = ties(cell)
    assert outcome == tie or (isinstance(tie, str) and outcome.startswith(tie))


def test_columns_of_ucdp_are_marks_for_their_letters():
    header = ["a", "b", "ext_w", "ext_f", "ext_x"]
    outcome = mapped(header, ["A", "B", "1", "0", "1"], columns={"terms": header[2:]})
    assert outcome.claims[0]["terms"] == ["W", "X"]


def test_a_mapping_says_what_its_own_words_stand_for_in_all_fields_or_in_one():
    words = {"lends troops": "troops", "cash": "fuel", "boys": "fighters", "type": {"x": "leads"}}
    assert ties("lends troops", "Cash", "x", words=words) == [
        ("backs", "X", False), ("backs", "M.fuel", False), ("leads", "", False),
    ]  # fmt: skip
    document = {"columns": {"subject": "a", "object": "b", "type": "t"}, "words": words}
    read = mapping.read(document)
    assert mapping.document(read)["words"] == words
    assert mapping.parse(mapping.written(read), "m.toml") == read
    with pytest.raises(UsageError, match=r"“words\.x” is no field with words"):
        mapping.read({**document, "words": {"x": 1}})


def test_an_unknown_word_is_set_aside_with_its_row_and_what_to_write():
    (reason,) = ties("zorbs")
    assert reason == "type: “zorbs” is not a claim type; say under [words] what it is"


def test_each_word_stands_for_one_thing_that_the_vocabulary_has():
    words = Counter(
        synonyms.plain(word)
        for table in (synonyms._TYPES, synonyms._WITH_TERM, synonyms._PASSIVE)
        for listed in table.values()
        for word in listed
    )
    assert [word for word, count in words.items() if count > 1] == []
    for relation in synonyms.relations().values():
        assert set(relation.terms) <= set(CLAIM_TYPES[relation.type].terms)
    for type_ in CLAIM_TYPES:
        assert set(synonyms.terms(type_).values()) <= set(CLAIM_TYPES[type_].terms)
        listed = [word for words in synonyms._TERMS.get(type_, {}).values() for word in words]
        assert len(listed) == len({synonyms.plain(word) for word in listed})
    assert synonyms.KINDS.keys() <= KINDS.keys()
    assert synonyms.FLAGS.keys() <= set(FLAGS)
