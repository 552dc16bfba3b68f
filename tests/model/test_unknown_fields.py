"""Unknown fields are named with the known one that is nearest, in every part of a record."""

from __future__ import annotations

import pytest

from proxytui.model import unknown_fields, validation
from proxytui.model.fields import FIELDS, PARTS, every_field


@pytest.mark.parametrize(
    ("table", "field", "nearest"),
    [
        ("claims", "support", "terms"),
        ("claims", "means", "terms"),
        ("claims", "Start", "since"),
        ("claims", "sources", "citations"),
        ("claims", "quote", "citations.quote"),
        ("claims", "page", "citations.locator.page"),
        ("claims", "enemy", "against"),
        ("actors", "country", "countries"),
        ("actors", "name", "names"),
        ("actors", "aliases", "names"),
        ("actors", "type", "kind"),
        ("sources", "parent", "publisher_parent"),
        ("sources", "publisherParent", "publisher_parent"),
        ("sources", "license", "licence"),
        ("sources", "date", "published"),
        ("sources", "source-status", "status"),
        ("events", "location", "place"),
        ("events", "actors", "participants"),
        ("notes", "body", "text"),
        ("identities", "judgment", "judgement"),
        ("views", "center", "centre"),
        ("actors", "later-field", ""),
        ("claims", "x_ray", ""),
    ],
)
def test_a_field_of_a_record(table, field, nearest):
    assert unknown_fields.unknown(table, {field: 1}) == (
        unknown_fields.UnknownField(field, nearest),
    )


def test_fields_of_parts_are_named_with_their_place():
    record = {
        "type": "backs",
        "subject": "a",
        "object": "b",
        "citations": [
            {"source": "s"},
            {
                "source": "s",
                "page": 3,
                "quote": {"exact": "words", "prefiks": "x"},
                "speaker": {"name": "Ann"},
            },
        ],
    }
    assert [one.words for one in unknown_fields.unknown("claims", record)] == [
        "citations.1: unknown field `page`; did you mean `locator.page`?",
        "citations.1.quote: unknown field `prefiks`; did you mean `prefix`?",
        "citations.1.speaker: unknown field `name`; did you mean `text`?",
    ]
    part = {"title": "x", "participants": [{"actor": "a", "function": "host"}]}
    assert unknown_fields.unknown("events", part)[0].nearest == "role"
    name = {"kind": "state", "names": [{"text": "A", "language": "ar"}]}
    assert unknown_fields.unknown("actors", name)[0].words.startswith(
        "names.0: unknown field `language`"
    )


@pytest.mark.parametrize("table", validation.MODELS)
def test_known_fields_are_no_unknown_ones(table):
    record = dict.fromkeys(validation.MODELS[table].model_fields)
    assert unknown_fields.unknown(table, record) == ()


def test_what_a_view_keeps_of_the_screen_is_its_own():
    assert unknown_fields.unknown("views", {"name": "x", "lens": {"any": {"thing": 1}}}) == ()


OTHER_WORDS = sorted({word for field in every_field() for word in field.also.split()})


@pytest.mark.parametrize("table", validation.MODELS)
def test_what_is_proposed_is_a_field_of_the_record_or_of_a_part(table):
    for word in OTHER_WORDS:
        for found in unknown_fields.unknown(table, {word: 1}):
            at = table
            for step in filter(None, found.nearest.split(".")):
                fields = {field.name: field for field in FIELDS.get(at) or PARTS[at]}
                assert step in fields, (table, word, found)
                at = fields[step].part or at
