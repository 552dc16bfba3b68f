"""The table of fields agrees with the records, with what validation accepts, and with itself."""

from __future__ import annotations

from typing import Annotated, Any, get_args, get_origin

import msgspec
import pytest
from pydantic import TypeAdapter, ValidationError

from proxytui.model import records, references, validation
from proxytui.model.fields import ANY, FIELDS, PARTS, Field, Kind, Merge, by_name, every_field
from proxytui.model.vocabulary import CLAIM_TYPES, COUNTRIES, TABLES

_OF_PARTS = ("Name", "Speaker", "Quote", "Locator", "Citation", "Participant", "Document")
SHAPES: dict[str, tuple[tuple[Field, ...], Any, Any]] = {
    **{t: (FIELDS[t], records.STRUCTS[t], validation.MODELS[t]) for t in TABLES},
    **{
        name.lower(): (
            PARTS[name.lower()],
            getattr(records, name),
            getattr(validation, f"{name}Shape"),
        )
        for name in _OF_PARTS
    },
}
EACH = [
    pytest.param(shape, field, id=f"{shape}.{field.name}")
    for shape, (fields, _, _) in SHAPES.items()
    for field in fields
]


def test_every_table_and_every_part_has_its_fields() -> None:
    assert tuple(FIELDS) == TABLES
    assert set(PARTS) == {name.lower() for name in _OF_PARTS}
    assert {field.part for field in every_field() if field.part} == set(PARTS)


@pytest.mark.parametrize("shape", SHAPES)
def test_the_names_are_those_of_records_and_of_validation(shape: str) -> None:
    fields, struct, model = SHAPES[shape]
    names = [field.name for field in fields]
    assert len(set(names)) == len(names)
    assert set(names) == {f.name for f in msgspec.structs.fields(struct)} - {"id"}
    assert set(names) == set(model.model_fields)


@pytest.mark.parametrize("shape", SHAPES)
def test_what_is_required_and_what_left_out_stands_for_agree(shape: str) -> None:
    fields, _, model = SHAPES[shape]
    for field in fields:
        checked = model.model_fields[field.name]
        assert field.required == checked.is_required(), field.name
        default = "" if field.required else checked.default
        assert field.default == (default if isinstance(default, str) else ""), field.name
        assert field.required or default or not field.default, field.name


def _refusal(annotation: object, metadata: list[Any], value: object) -> str:
    try:
        TypeAdapter(Annotated[annotation, *metadata] if metadata else annotation).validate_python(
            value
        )
    except ValidationError as error:
        return str(error)
    return ""


@pytest.mark.parametrize(("shape", "field"), EACH)
def test_the_options_are_those_that_validation_accepts(shape: str, field: Field) -> None:
    assert bool(field.options) == (field.kind in (Kind.CHOICE, Kind.CHOICES))
    checked = SHAPES[shape][2].model_fields[field.name]
    several = field.kind is Kind.CHOICES
    no_such = _refusal(
        checked.annotation, checked.metadata, ["no such word"] if several else "no such word"
    )
    if field.options and field.name not in ("countries", "terms"):
        assert f"use {', '.join(field.options)} [" in no_such
    for code in field.options:
        assert not _refusal(checked.annotation, checked.metadata, [code] if several else code)


def test_options_that_rest_on_more_than_a_list_of_words() -> None:
    assert set(by_name("actors")["countries"].options) == COUNTRIES
    terms = by_name("claims")["terms"]
    assert set(terms.options) == {term for kind in CLAIM_TYPES.values() for term in kind.terms}
    (when,) = terms.when
    assert set(when.values) == {code for code, kind in CLAIM_TYPES.items() if kind.terms}


# What a field holds, as validation has it, by its kind.
_TYPES: dict[Kind, tuple[Any, ...]] = {
    Kind.FLAG: (bool,),
    Kind.NUMBER: (int,),
    Kind.TEXTS: (tuple, str),
    Kind.CHOICES: (tuple, str),
    Kind.REFS: (tuple, str),
    Kind.DATES: (tuple, str),
    Kind.TEXTS_BY_KEY: (dict, tuple, str),
    Kind.DATA: (dict, str, Any),
    Kind.PART: (validation.Shape,),
    Kind.PARTS: (tuple, validation.Shape),
}


def _types(annotation: object) -> set[type]:
    origin = get_origin(annotation)
    if origin is Annotated:
        return _types(get_args(annotation)[0])
    inner = {found for part in get_args(annotation) for found in _types(part)}
    outer = {origin} if isinstance(origin, type) and issubclass(origin, tuple | dict) else set()
    if isinstance(annotation, type) and not origin and annotation is not type(None):
        return {validation.Shape if issubclass(annotation, validation.Shape) else annotation}
    return inner | outer


@pytest.mark.parametrize(("shape", "field"), EACH)
def test_a_kind_is_what_validation_takes(shape: str, field: Field) -> None:
    annotation = SHAPES[shape][2].model_fields[field.name].annotation
    assert _types(annotation) - {type(...)} == set(_TYPES.get(field.kind, (str,)))


@pytest.mark.parametrize(("shape", "field"), EACH)
def test_dates_and_texts_are_what_their_kind_says(shape: str, field: Field) -> None:
    checked = SHAPES[shape][2].model_fields[field.name]

    def takes(value: object) -> bool:
        return not _refusal(checked.annotation, checked.metadata, value)

    assert takes("2012-03~") or field.kind not in (Kind.DATE, Kind.OPEN_DATE)
    assert takes("..") or field.kind is not Kind.OPEN_DATE
    assert not takes("..") or field.kind is not Kind.DATE
    assert not takes("no date") or field.kind not in (Kind.DATE, Kind.OPEN_DATE, Kind.TIME)
    assert takes("2024-12-03T08:00:00Z") or field.kind is not Kind.TIME


@pytest.mark.parametrize(("shape", "field"), EACH)
def test_a_field_speaks_for_itself(shape: str, field: Field) -> None:
    assert field.label
    assert field.label == field.label.strip().lower()
    assert field.help
    assert field.help[0] not in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    assert not field.help.endswith(".")
    assert len(field.help) <= 100
    names = {other.name: other for other in SHAPES[shape][0]}
    for when in field.when:
        assert when.field != field.name
        assert set(when.values) <= set(names[when.field].options), when


@pytest.mark.parametrize("shape", SHAPES)
def test_labels_and_words_of_a_record_or_part_differ(shape: str) -> None:
    fields = SHAPES[shape][0]
    assert len({field.label for field in fields}) == len(fields)
    assert len({field.notation for field in fields}) == len(fields)


@pytest.mark.parametrize(("shape", "field"), EACH)
def test_references_parts_and_identities_lead_somewhere(shape: str, field: Field) -> None:
    assert bool(field.refers_to) == (field.kind in (Kind.REF, Kind.REFS))
    assert field.refers_to in ("", ANY, *TABLES)
    assert bool(field.part) == (field.kind in (Kind.PART, Kind.PARTS))
    assert field.merge is Merge.BY_IDENTITY or not field.identity
    for path in field.identity:
        at = field.part
        for step in path:
            inner = {one.name: one for one in PARTS[at]}
            at = inner[step].part


def test_a_field_of_several_tables_is_merged_in_one_way() -> None:
    ways: dict[str, set[tuple[Merge, tuple[tuple[str, ...], ...]]]] = {}
    for fields in FIELDS.values():
        for field in fields:
            ways.setdefault(field.name, set()).add((field.merge, field.identity))
    assert all(len(way) == 1 for way in ways.values())
    assert {name for name, way in ways.items() if next(iter(way))[0] is not Merge.REPLACE} == {
        "citations", "documents", "modified", "names", "rejected", "tags"
    }  # fmt: skip


CITED = {"source": "s-1", "quote": {"exact": "w"}, "speaker": {"actor": "envoy", "text": "x"}}
NAMING = [
    (
        "claims",
        {"subject": "a", "object": "b", "against": ["c", "d"], "citations": [CITED]},
        ["subject actors a", "object actors b", "against actors c", "against actors d",
         "citations sources s-1", "citations actors envoy"],
    ),
    (
        "events",
        {"claims": ["c-1"], "participants": [{"actor": "a"}], "citations": [CITED]},
        ["claims claims c-1", "citations sources s-1", "citations actors envoy",
         "participants actors a"],
    ),
    ("actors", {"citations": [CITED]}, ["citations sources s-1", "citations actors envoy"]),
    ("sources", {"copy_of": "s-2"}, ["copy_of sources s-2"]),
    ("identities", {"a": "x", "b": "y"}, ["a actors x", "b actors y"]),
    (
        "notes",
        {"about": ["backs:a:b", "c-1", "likes:a:b"]},
        ["about actors a", "about actors b", "about  c-1", "about  likes:a:b"],
    ),
    ("views", {"centre": "a"}, []),
    ("of a newer version", {"citations": [CITED], "subject": "a"},
     ["citations sources s-1", "citations actors envoy"]),
    ("claims", {"subject": 3, "against": "a", "citations": ["x", {"source": None}]}, []),
]  # fmt: skip


@pytest.mark.parametrize(("table", "record", "named"), NAMING)
def test_what_a_record_rests_on(table: str, record: dict[str, Any], named: list[str]) -> None:
    assert [" ".join(ref) for ref in references.references(table, record)] == named


def test_what_names_a_record_is_looked_for_where_it_may_stand() -> None:
    places = {table: references._naming(table) for table in (*TABLES, "of a newer version")}
    assert places["actors"] == {"actors", "claims", "events", "notes", "identities"}
    assert places["sources"] == {"actors", "claims", "events", "sources", "notes"}
    assert places["claims"] == {"events", "notes"}
    for table in ("events", "notes", "identities", "views", "of a newer version"):
        assert places[table] == {"notes"}


def test_no_id_stands_deeper_in_a_part_than_is_looked() -> None:
    for fields in PARTS.values():
        for field in fields:
            for inner in PARTS[field.part] if field.part else ():
                assert not [deep for deep in PARTS.get(inner.part, ()) if deep.refers_to]
                assert field.kind is Kind.PART or not inner.refers_to
