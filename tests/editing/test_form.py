"""A form gives back what it was opened on, and changes what was changed and nothing else."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from generated import stores
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proxytui.editing.form import Entry, Form, as_typed, read, read_pair, shown, value_at
from proxytui.editing.form_check import faults
from proxytui.model.fields import FIELDS, PARTS, Kind
from proxytui.model.vocabulary import CLAIM_TYPES

RELAXED = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
CITATION: dict[str, Any] = {
    "source": "s-1",
    "quote": {"exact": "so it was", "prefix": "said ", "start": 4, "text": "a" * 64, "xq": 1},
    "xc": {"kept": True},
}
CLAIM: dict[str, Any] = {
    "type": "backs",
    "subject": "a",
    "object": "b",
    "since": "2012",
    "since_raw": "around then",
    "terms": ["W", "F"],
    "citations": [CITATION, {"source": "s-2"}],
    "xnew": [1, {"deep": True}],
}


def claim() -> Form:
    return Form("claims", "c-1", deepcopy(CLAIM))


def every_line(form: Form) -> list[Entry]:
    """The lines of a record, and of all parts in its lists."""
    lines = form.entries()
    for entry in list(lines):
        if entry.item and entry.field.kind is Kind.PARTS:
            lines += form.entries(entry.path)
    return lines


def touch(form: Form, entry: Entry) -> None:
    """Open a line and keep it as it stands there."""
    if entry.is_list or entry.field.kind in (Kind.PART, Kind.PARTS):
        return
    if entry.field.kind is Kind.CHOICES and not entry.item:
        form.choose(entry.path, [str(code) for code in entry.value or ()])
    elif entry.field.kind in (Kind.CHOICE, Kind.FLAG, Kind.REF, Kind.REFS, Kind.CHOICES):
        form.put(entry.path, entry.value)
    else:
        form.enter(entry.path, as_typed(entry))


@RELAXED
@given(stores())
def test_a_record_of_any_table_comes_back_as_it_was(tables: dict[str, Any]) -> None:
    for table, rows in tables.items():
        for id_, record in rows.items():
            form = Form(table, id_, deepcopy(record))
            for entry in every_line(form):
                touch(form, entry)
            assert form.record == record
            assert not form.changed


@RELAXED
@given(stores(), st.data())
def test_one_changed_field_changes_only_that_field(tables: dict[str, Any], data: Any) -> None:
    rows = [(table, id_, record) for table, each in tables.items() for id_, record in each.items()]
    table, id_, record = data.draw(st.sampled_from(rows))
    form = Form(table, id_, deepcopy(record))
    texts = [
        entry
        for entry in every_line(form)
        if entry.field.kind in (Kind.TEXT, Kind.LINES) and not entry.is_list
    ]
    if not texts:
        return
    entry = data.draw(st.sampled_from(texts))
    form.put(entry.path, "something else that nobody wrote")
    before = deepcopy(record)
    for name in record.keys() | form.record.keys():
        if name != entry.path[0]:
            assert form.record[name] == before[name]
    form.put(entry.path, value_at(record, entry.path))
    assert form.record == record
    assert not form.changed


def test_a_form_has_a_line_for_every_field_that_a_person_sets() -> None:
    for table, fields in FIELDS.items():
        form = Form(table, "x", {field.name: "?" for field in fields if field.kind is Kind.TEXT})
        own = {entry.path[0] for entry in form.entries() if not entry.depth}
        for field in fields:
            assert field.automatic == (field.name not in own) or field.when, (table, field.name)


@pytest.mark.parametrize(
    ("path", "part"),
    [(("citations", 0), "citation"), (("citations", 0, "quote"), "quote")],
)
def test_a_part_has_the_lines_of_its_own_fields(path: tuple[Any, ...], part: str) -> None:
    names = [entry.field.name for entry in claim().entries(path) if entry.path[:-1] == path]
    assert names == [field.name for field in PARTS[part] if not field.automatic]


def test_the_fields_of_a_part_that_stands_alone_stand_in_the_form_that_has_it() -> None:
    paths = [entry.path for entry in claim().entries(("citations", 0))]
    assert ("citations", 0, "quote", "exact") in paths
    assert ("citations", 0, "locator", "page") in paths
    assert ("citations", 0, "quote", "start") not in paths


def test_means_are_those_of_the_type_of_tie() -> None:
    form = claim()
    assert tuple(form.options(("terms",)))[: len(CLAIM_TYPES["backs"].terms)] == tuple(
        CLAIM_TYPES["backs"].terms
    )
    form.put(("type",), "opposes")
    # What is chosen already stays to be seen, and to be taken away.
    assert set(form.options(("terms",))) == {*CLAIM_TYPES["opposes"].terms, "W", "F"}


def test_a_reason_is_asked_for_once_there_is_something_to_give_it_for() -> None:
    form = claim()
    names = [entry.field.name for entry in form.entries()]
    assert "reason" not in names
    form.put(("status",), "refuted")
    assert "reason" in [entry.field.name for entry in form.entries()]


def test_an_empty_text_and_the_default_take_the_field_away() -> None:
    form = claim()
    form.put(("since_raw",), "")
    form.put(("rank",), "normal")
    assert "since_raw" not in form.record
    assert "rank" not in form.record
    form.put(("since_raw",), "around then")
    assert not form.changed


def test_a_default_that_was_written_stays_written() -> None:
    stored = {**deepcopy(CLAIM), "rank": "normal"}
    form = Form("claims", "c-1", stored)
    form.put(("rank",), "preferred")
    form.put(("rank",), "normal")
    assert form.record == stored


def test_the_last_item_of_a_list_takes_the_list_with_it() -> None:
    form = claim()
    path = form.add(("against",), "c")
    assert form.record["against"] == ["c"]
    form.remove(path)
    assert "against" not in form.record


def test_a_part_in_which_nothing_stands_is_no_part() -> None:
    form = claim()
    form.put(("citations", 1, "speaker", "text"), "an officer")
    assert form.record["citations"][1] == {"source": "s-2", "speaker": {"text": "an officer"}}
    form.put(("citations", 1, "speaker", "text"), "")
    assert not form.changed
    new = form.add(("citations",), {})
    form.prune(new)
    assert not form.changed


def test_other_words_forget_where_the_words_stood_and_the_same_ones_remember() -> None:
    form = claim()
    exact = ("citations", 0, "quote", "exact")
    form.put(exact, "so it was not")
    assert form.value(("citations", 0, "quote")) == {"exact": "so it was not", "xq": 1}
    form.put(exact, "so it was")
    assert not form.changed
    form.put(("citations", 0, "source"), "s-2")
    assert form.value(("citations", 0, "quote", "start")) is None
    form.put(("citations", 0, "source"), "s-1")
    assert not form.changed


def test_identifiers_are_pairs() -> None:
    form = Form("actors", "a", {"kind": "state", "names": [{"text": "A"}]})
    form.add(("identifiers",), read_pair("wikidata: Q1"))
    form.add(("identifiers",), read_pair("wikidata:Q2"))
    second = form.add(("identifiers",), read_pair("ucdp: 7"))
    assert form.record["identifiers"] == {"wikidata": ["Q1", "Q2"], "ucdp": ["7"]}
    form.remove(second)
    assert form.record["identifiers"] == {"wikidata": ["Q1", "Q2"]}
    assert read_pair("no pair") is None


def test_parts_change_places() -> None:
    form = claim()
    path = form.move(("citations", 0), 1)
    assert path == ("citations", 1)
    assert form.record["citations"] == [{"source": "s-2"}, CITATION]
    assert form.move(path, 1) == path
    form.move(path, -1)
    assert not form.changed


def test_one_date_of_attestation_is_the_first_and_the_last() -> None:
    attested = next(field for field in FIELDS["claims"] if field.name == "attested")
    assert read(attested, "2012") == ["2012", "2012"]
    assert read(attested, "2012 2014-05") == ["2012", "2014-05"]
    assert shown(attested, ["2012", "2012"]) == "2012"
    assert read(attested, " ") is None


def test_what_is_wrong_stands_at_the_value_that_is_wrong() -> None:
    form = claim()
    form.put(("since",), "20x1")
    form.put(("citations", 0, "quote", "exact"), None)
    form.record["citations"].append({})
    wrong = faults(form.table, form.id, form.record)
    assert "20x1" in wrong[("since",)]
    assert "is missing" in wrong[("citations", 2, "source")]
    assert "is missing" in wrong[("citations", 0, "quote", "exact")]


def test_what_is_wrong_with_an_item_stands_at_the_item() -> None:
    record = {"kind": "state", "names": [{"text": "A"}], "identifiers": {"a.b": ["", "x"]}}
    assert set(faults("actors", "a", record)) == {("identifiers", "a.b", 0)}
