"""The stored shape: what is accepted, what is named as a fault, and that it matches values.py."""

from __future__ import annotations

import copy
from typing import Any

import msgspec
import pytest

from proxytui import errors
from proxytui.model import records, validation
from proxytui.model.vocabulary import CLAIM_TYPES

CITATION = {"source": "s-1", "quote": {"exact": "backs it", "start": 4}}
GOOD: dict[str, dict[str, Any]] = {
    "actors": {
        "kind": "armed-group",
        "names": [{"text": "حزب الله", "lang": "ar", "script": "Arab", "since": "1985~"}],
        "countries": ["LB"],
        "identifiers": {"ucdp": ["124"]},
        "founded": "198X",
    },
    "claims": {
        "type": "backs",
        "subject": "iran",
        "object": "hezbollah",
        "terms": ["W", "M.fuel"],
        "since": "../1982",
        "until": "..",
        "attested": ["2024", "2024-12-02"],
        "flags": ["alleged"],
        "citations": [{**CITATION, "credibility": 2, "locator": {"page": 3, "paragraph": "9"}}],
    },
    "events": {
        "title": "Militias enter",
        "date": "2024-12-01",
        "kind": "movement",
        "participants": [{"actor": "hezbollah", "role": "party"}],
    },
    "sources": {
        "title": "[news analysis]",
        "published": "2024-12-02~",
        "accessed": "2024-12-03",
        "documents": [{"text": "a" * 64, "added": "2024-12-03T08:00:00Z"}],
    },
    "notes": {
        "about": ["backs:iran:hezbollah", "s-1"],
        "text": "see [[Iran]]",
        "created": "2024-12-03T08:00:00Z",
        "modified": "2024-12-03T08:00:00.5+00:00",
    },
    "identities": {"a": "iran", "b": "persia", "judgement": "unsure"},
    "views": {"name": "mine", "lens": {"as_of": None}},
}


def fault(table: str, **fields: object) -> str:
    """The faults of a good record with some fields set, or left out if None is given twice."""
    record = {**copy.deepcopy(GOOD[table]), **fields}
    found = validation.faults(table, "x-1", record)
    assert all("\n" not in one and one.startswith(f"{table}/x-1: ") for one in found)
    return "\n".join(found)


@pytest.mark.parametrize("table", GOOD)
def test_a_good_record_has_no_fault_and_decodes(table: str) -> None:
    assert validation.faults(table, "x-1", GOOD[table]) == ()
    validation.validate(table, "x-1", GOOD[table])
    records.decode(records.STRUCTS[table], "x-1", GOOD[table])  # type: ignore[type-var]


NESTED = ("Name", "Speaker", "Quote", "Locator", "Citation", "Participant", "Document")
PAIRS = [(validation.MODELS[t], s, ("id",)) for t, s in records.STRUCTS.items()] + [
    (getattr(validation, f"{name}Shape"), getattr(records, name), ()) for name in NESTED
]


@pytest.mark.parametrize(("model", "struct", "extra"), PAIRS)
def test_every_model_has_the_fields_of_its_struct(model: Any, struct: Any, extra: Any) -> None:
    theirs = {f.name: f for f in msgspec.structs.fields(struct) if f.name not in extra}
    assert list(theirs) == list(model.model_fields)
    for name, field in model.model_fields.items():
        assert field.is_required() == theirs[name].required, name
        if not field.is_required():
            given = theirs[name]
            default = given.default
            if default is msgspec.NODEFAULT:
                default = given.default_factory()
            assert field.default == default, name


@pytest.mark.parametrize(("table", "field"), [
    (table, name)
    for table, model in validation.MODELS.items()
    for name, field in model.model_fields.items()
    if field.is_required()
])  # fmt: skip
def test_a_missing_required_field_is_named(table: str, field: str) -> None:
    record = {key: value for key, value in GOOD[table].items() if key != field}
    assert validation.faults(table, "x-1", record) == (f"{table}/x-1: {field}: is missing",)


@pytest.mark.parametrize(
    ("table", "fields", "said"),
    [
        ("actors", {"kind": "regime"}, "kind: 'regime' is not accepted; use state, "),
        ("actors", {"names": []}, "names: has too few items"),
        ("actors", {"names": [{"text": " \u200b"}]}, "names.0.text: "),
        ("actors", {"names": [{"text": "A", "type": "nick"}]}, "names.0.type: 'nick'"),
        ("actors", {"described": "yes"}, "described: 'yes' is not accepted; use true or false"),
        ("actors", {"names": [{"text": "\ufe0f"}]}, "names.0.text: '\\ufe0f'"),
        ("actors", {"names": [{"text": "\u2800 \u2800"}]}, "names.0.text: "),
        ("actors", {"names": [{"text": "\u0301"}]}, "names.0.text: "),
        ("actors", {"names": [{"text": "\u3164\uffa0"}]}, "names.0.text: "),
        ("actors", {"names": [{"text": "\U000e0041\u200d"}]}, "names.0.text: "),
        ("actors", {"countries": ["Iran"]}, "countries.0: 'Iran' is not accepted; use two capital"),
        ("actors", {"countries": ["LB", "UK"]}, "countries.1: 'UK' is not accepted; use GB"),
        ("actors", {"countries": ["el"]}, "countries.0: 'el' is not accepted; use GR"),
        ("actors", {"countries": ["ir"]}, "countries.0: 'ir' is not accepted; use IR"),
        ("actors", {"countries": ["ZZ"]}, "countries.0: 'ZZ' is not accepted; use two capital"),
        ("actors", {"identifiers": {"a b": ["1"]}}, "identifiers.a b: 'a b'"),
        ("actors", {"identifiers": {"ucdp": "124"}}, "use a list"),
        ("actors", {"founded": ".."}, "founded: '..' is no date; accepted are"),
        ("claims", {"type": "likes"}, "type: 'likes'"),
        ("claims", {"subject": "hezbollah"}, "object: 'hezbollah' is the subject too"),
        ("claims", {"subject": "a b"}, "subject: 'a b' is not accepted; use an id"),
        ("claims", {"citations": []}, "citations: has too few items"),
        ("claims", {"terms": ["weapons"]}, "terms: 'weapons' is no term of backs; use X, P"),
        ("claims", {"since": "around 1982"}, "since: 'around 1982' is no date; accepted are"),
        ("claims", {"attested": ["2024"]}, "attested.1: is missing"),
        ("claims", {"attested": ["2024", "2019"]}, "attested: the first is after the last"),
        ("claims", {"flags": ["secret"]}, "flags.0: 'secret'"),
        ("claims", {"rank": "best"}, "rank: 'best'"),
        ("claims", {"status": "alleged"}, "status: 'alleged'"),
        ("claims", {"role": None}, "role: null is not accepted; leave the field out"),
        ("claims", {"id": "c-1"}, "id: the id is the key"),
        ("claims", {"citations": [{**CITATION, "stance": "denies"}]}, "citations.0.stance: "),
        ("claims", {"citations": [{**CITATION, "credibility": "B"}]}, "citations.0.credibility: "),
        ("claims", {"citations": [{"source": "s", "quote": {"exact": "a", "start": -1}}]}, "start"),
        ("events", {"kind": "battle"}, "kind: 'battle'"),
        ("events", {"participants": [{"actor": "a", "role": "victor"}]}, "role: 'victor'"),
        ("sources", {"documents": [{"text": "ab", "added": "2024"}]}, "documents.0.text: 'ab'"),
        ("sources", {"documents": [{"text": "ab", "added": "2024"}]}, "documents.0.added: '2024'"),
        ("sources", {"reliability": "G"}, "reliability: 'G'"),
        ("notes", {"about": ["likes:a:b"]}, "about.0: 'likes:a:b'"),
        ("notes", {"created": "2024-13-01T00:00:00Z"}, "created: "),
        ("notes", {"created": "2024-12-01T00:00:00+02:00"}, "created: "),
        ("identities", {"b": "iran"}, "b: 'iran'"),
        ("identities", {"judgement": "maybe"}, "judgement: 'maybe'"),
        ("views", {"name": 3}, "name: 3 is not accepted; use text"),
        ("views", {"newer": {"deep": ["\ud800"]}}, "newer.deep.0: '\\ud800' has a lone surrogate"),
        ("views", {"newer": float("nan")}, "newer: nan is no number"),
        ("views", {"newer": {1: 2}}, "newer: 1 is no field name"),
        ("views", {"newer": b"x"}, "newer: bytes is not accepted; use plain data"),
    ],
)  # fmt: skip
def test_what_is_off_is_named_with_what_is_accepted(
    table: str, fields: dict[str, Any], said: str
) -> None:
    assert f"{table}/x-1: " in fault(table, **fields)
    assert said in fault(table, **fields)


def test_every_fault_is_told_and_none_twice() -> None:
    found = validation.faults("claims", "c-1", {"type": "x", "subject": None, "since": "soon"})
    assert [one.split(": ")[1] for one in found] == [
        "subject", "type", "object", "citations", "since"
    ]  # fmt: skip


def test_fields_of_a_newer_version_are_no_fault() -> None:
    assert fault("claims", weight={"new": [1, 2.5, True]}) == ""


@pytest.mark.parametrize("type_", CLAIM_TYPES)
def test_only_the_terms_of_its_type_stand_on_a_claim(type_: str) -> None:
    for term in CLAIM_TYPES[type_].terms:
        assert fault("claims", type=type_, terms=[term]) == ""
    assert "is no term of" in fault("claims", type=type_, terms=["nothing"])


@pytest.mark.parametrize("id_", ["", "a b", "a:b", "é", "../x", "a\n", "x" * 101])
def test_an_id_that_cannot_be_one_is_refused(id_: str) -> None:
    assert any("is no id" in one for one in validation.faults("views", id_, GOOD["views"]))


def test_an_unknown_table_is_named() -> None:
    assert validation.faults("persons", "x", {}) == (
        "persons/x: there is no such table; use actors, claims, events, sources, notes, "
        "identities, views",
    )


def test_validate_raises_one_line_and_says_how_many_more() -> None:
    with pytest.raises(errors.InvalidRecord) as caught:
        validation.validate("views", "v-1", {"name": "\x1b[31m", "centre": "a b"})
    assert str(caught.value) == (
        "views/v-1: name: '\\x1b[31m' is not accepted; use text that can be seen (and 1 more)"
        "; nothing was written"
    )


def test_hostile_values_come_back_harmless() -> None:
    found = fault("claims", since="\x1b]0;title\x07\u202e2012")
    assert found
    assert found.isascii()


@pytest.mark.parametrize("text", ["人", "☪️", "é", "a", "!", "\U0001f1ee\U0001f1f7", "ـ", "٣"])
def test_a_name_is_whatever_can_be_seen(text: str) -> None:
    assert validation.faults("actors", "a", {"kind": "state", "names": [{"text": text}]}) == ()


def test_countries_are_those_of_the_standard_past_ones_and_those_left_to_users() -> None:
    codes = ["LB", "SS", "XK", "SU", "YD"]
    record = {"kind": "state", "names": [{"text": "A"}], "countries": codes}
    assert validation.faults("actors", "a", record) == ()
