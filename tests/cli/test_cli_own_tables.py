"""Our own three tables come back: nothing changes, or what a person changed in a cell does."""

from __future__ import annotations

import csv
import json

import pytest

from proxytui.exchange import own_tables
from proxytui.exchange.delimited_table import DelimitedTable
from proxytui.exchange.own_table_edits import Store
from proxytui.model import spilled_json


@pytest.fixture
def returned(program):
    """Writes a store's tables, changes the rows of one, and imports it again."""

    def import_(name: str, change=lambda rows: None, *words: str):
        folder = program.home / "out"
        assert program("export", "--format", "csv", "--notes", "-o", str(folder)).code == 0
        path = folder / name
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        change(rows)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        return program("import", str(path), *words)

    return import_


def csv_folder_table(path, rows: int) -> DelimitedTable:
    """A table with the columns of claims."""
    columns = sorted(own_tables._KNOWN_BY["claims"])
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([columns, *([f"c-{n}"] * len(columns) for n in range(rows))])
    return DelimitedTable(path.open("rb"), path.name)


def setting(id_: str, **cells: str):
    """Changes cells of the row with an id."""

    def change(rows):
        next(row for row in rows if row["id"] == id_).update(cells)

    return change


def records(program) -> dict:
    """The records of the store, by table and id."""
    document = program("export").document
    return {
        table: {record["id"]: record for record in listed}
        for table, listed in document.items()
        if isinstance(listed, list)
    }


def changed(before: dict, after: dict) -> set[str]:
    """The fields that differ, as `table/id.field`."""
    return {
        f"{table}/{id_}.{field}"
        for table in before.keys() | after.keys()
        for id_ in before.get(table, {}).keys() | after.get(table, {}).keys()
        for a, b in [(before.get(table, {}).get(id_, {}), after.get(table, {}).get(id_, {}))]
        for field in a.keys() | b.keys()
        if a.get(field) != b.get(field)
    }


@pytest.mark.parametrize(
    "name", ["actors.csv", "claims.csv", "ties.csv", "events.csv", "notes.csv"]
)
def test_a_table_that_nobody_changed_changes_nothing(program, returned, name):
    before = program("export").raw
    ended = returned(name)
    assert ended.code == 0, ended.err
    assert "nothing added or changed" in ended.err
    assert program("export").raw == before


@pytest.mark.parametrize("name", ["actors.csv", "claims.csv"])
def test_a_large_table_is_compared_some_rows_at_a_time_with_all_that_was_changed(
    program, returned, monkeypatch, name
):
    monkeypatch.setattr(own_tables, "_BATCH", 2)
    monkeypatch.setattr(spilled_json, "MEMORY_BYTES", 0)
    before = records(program)

    def change(rows):
        for row in rows[::2]:
            row["summary"] = f"New {row['id']}."

    ended = returned(name, change)
    assert ended.code == 0, ended.err
    after, table = records(program), name.removesuffix(".csv")
    new = {f"{table}/{id_}.summary" for id_ in sorted(before[table])[::2]}
    assert changed(before, after) == new


def test_a_table_of_another_store_is_not_held(tmp_path):
    table = csv_folder_table(tmp_path / "claims.csv", 3)
    rows = table.rows
    passes = []
    table.rows = lambda: passes.append(1) or rows()
    store = Store(None, {"claims": {}}, None, None)
    assert own_tables.returned(table, store) is None
    assert len(passes) == 1


@pytest.mark.parametrize(
    ("name", "id_", "cells", "field", "value"),
    [
        ("claims.csv", "c-1", {"terms": "weapons; training"}, "terms", ["W", "T"]),
        ("claims.csv", "c-1", {"since": "13/3/2011"}, "since", "2011-03-13"),
        ("claims.csv", "c-1", {"attested_to": ""}, "attested", ["2011", "2011"]),
        ("claims.csv", "c-5", {"status": "asserted"}, "status", None),
        ("claims.csv", "c-3", {"flags": ""}, "flags", None),
        ("claims.csv", "c-3", {"object": "South"}, "object", "south"),
        ("claims.csv", "c-3", {"object_id": "south"}, "object", "south"),
        ("claims.csv", "c-1", {"against": "South", "against_id": ""}, "against", ["south"]),
        ("claims.csv", "c-2", {"type": "opposes", "terms": "armed"}, "type", "opposes"),
        ("actors.csv", "north", {"kind": "coalition"}, "kind", "coalition"),
        ("actors.csv", "north", {"countries": ""}, "countries", None),
        ("actors.csv", "north", {"id:ucdp": "123; 124"}, "identifiers", {"ucdp": ["123", "124"]}),
        ("actors.csv", "south", {"summary": "New."}, "summary", "New."),
    ],
)  # fmt: skip
def test_a_changed_cell_is_that_one_change(program, returned, name, id_, cells, field, value):
    before = records(program)
    ended = returned(name, setting(id_, **cells))
    assert ended.code == 0, ended.err
    after = records(program)
    table = name.removesuffix(".csv")
    also = {"claims/c-2.terms"} if "type" in cells else set()
    assert changed(before, after) == {f"{table}/{id_}.{field}", *also}
    assert after[table][id_].get(field) == value


def test_a_spreadsheet_that_writes_dates_its_own_way_changes_nothing(program, returned):
    returned("claims.csv", setting("c-1", since="2011-03-13"))
    before = program("export").raw
    assert (
        "nothing added or changed" in returned("claims.csv", setting("c-1", since="3/13/2011")).err
    )
    assert program("export").raw == before
    ended = returned("claims.csv", setting("c-1", since="3/2/2011"))
    assert ended.code == 2
    assert "tells day from month, as in 3/2/2011; write dates as 2011-03-15" in ended.err


def test_names_are_changed_one_by_one_and_keep_what_no_cell_says(program, returned):
    returned("actors.csv", setting("militia", name="Hill Militia", acronyms="HM"))
    assert records(program)["actors"]["militia"]["names"] == [
        {"text": "Hill Militia", "until": "2009"},
        {"text": "People's Militia", "since": "2010"},
        {"text": "HM", "type": "acronym"},
    ]
    returned("actors.csv", setting("militia", aliases="Others"))
    names = [name["text"] for name in records(program)["actors"]["militia"]["names"]]
    assert names == ["Hill Militia", "HM", "Others"]


def test_words_of_the_source_are_changed_in_the_citation_that_is_written(program, returned):
    before = records(program)
    ended = returned("claims.csv", setting("c-2", quote="arms", page="7", speaker="A minister"))
    assert ended.code == 0, ended.err
    after = records(program)
    assert changed(before, after) == {"claims/c-2.citations"}
    (citation,) = after["claims"]["c-2"]["citations"]
    assert citation == {
        "source": "s-agency", "quote": {"exact": "arms"}, "locator": {"page": "7"},
        "speaker": {"text": "A minister"},
    }  # fmt: skip


def test_a_quote_that_is_given_to_another_source_keeps_no_place_in_the_old_one(program, returned):
    ended = returned("claims.csv", setting("c-1", source_id="s-agency"))
    assert ended.code == 0, ended.err
    (citation,) = records(program)["claims"]["c-1"]["citations"]
    quote = {"exact": "North has sent weapons to the militia"}
    assert citation == {"source": "s-agency", "quote": quote}
    assert records(program)["sources"]["s-agency"]["title"] == "Agency wire"


def test_a_source_is_changed_from_the_row_of_one_claim_and_not_from_two_otherwise(
    program, returned
):
    before = records(program)
    ended = returned("claims.csv", setting("c-2", publisher="Wire Ltd", published="2014"))
    assert ended.code == 0, ended.err
    after = records(program)
    assert changed(before, after) == {"sources/s-agency.publisher", "sources/s-agency.published"}

    def otherwise(rows):
        setting("c-2", publisher="A")(rows)
        setting("c-7", publisher="B")(rows)

    ended = returned("claims.csv", otherwise)
    assert ended.code == 1
    assert "has other words for the same source" in ended.err
    assert records(program)["sources"]["s-agency"]["publisher"] == "A"


def test_an_actor_or_source_that_is_not_there_is_told_by_its_row(program, returned):
    before = program("export").raw

    def change(rows):
        setting("c-1", object_id="nobody")(rows)
        setting("c-2", source_id="s-none")(rows)
        setting("c-3", subject="Border State")(rows)
        setting("c-4", type="embraces")(rows)

    ended = returned("claims.csv", change)
    assert ended.code == 1
    for words in (
        "object_id: there is no actor “nobody”",
        "source_id: there is no source “s-none”",
        "subject: several actors are called “Border State”",
        "“embraces” is not a claim type",
    ):
        assert words in ended.err
    assert program("export").raw == before


def test_a_row_that_is_added_names_actors_and_sources_of_the_store(program, returned):
    before = records(program)

    def add(rows):
        ends = {"subject_id": "commander", "object_id": "south"}
        names = {"subject": "The Commander", "object": "South"}
        rows.append({**rows[0], **ends, **names, "id": "", "type": "opposes", "terms": ""})

    ended = returned("claims.csv", add)
    assert ended.code == 0, ended.err
    after = records(program)
    (new,) = after["claims"].keys() - before["claims"].keys()
    claim = after["claims"][new]
    assert (claim["subject"], claim["object"]) == ("commander", "south")
    assert claim["citations"][0]["source"] == "s-paper"
    assert {field.split(".")[0] for field in changed(before, after)} == {f"claims/{new}"}
    assert (
        "nothing added or changed"
        in program("import", str(program.home / "out" / "claims.csv")).err
    )


def test_what_was_removed_here_since_the_table_was_written_stays_removed(program, returned):
    returned("claims.csv")
    assert program("remove", "c-6").code == 0
    before = program("export").raw
    ended = program("import", str(program.home / "out" / "claims.csv"))
    assert ended.code == 1
    assert "was removed here; take its id out to have it come in as another" in ended.err
    assert program("export").raw == before


def test_a_change_of_a_sum_of_claims_is_set_aside(program, returned):
    def change(rows):
        rows[0]["terms"] = "X"

    ended = returned("ties.csv", change)
    assert ended.code == 1
    assert "a tie is summed up from the claims; change claims.csv" in ended.err


@pytest.mark.parametrize(
    ("name", "id_", "cells"),
    [("events.csv", "e-1", {"date": "2013"}), ("notes.csv", "n-1", {"text": "Other words."})],
)
def test_events_and_notes_are_not_changed_from_a_table_and_that_is_told(
    program, returned, empty, name, id_, cells
):
    before = program("export").raw
    ended = returned(name, setting(id_, **cells))
    assert ended.code == 1
    assert "are not read from a table; change it in the program" in ended.err
    assert program("export").raw == before
    ended = program("--store", str(empty), "import", str(program.home / "out" / name))
    assert ended.code == 2
    assert "export them with --format json" in ended.err


def test_actors_of_another_store_with_the_same_ids_are_joined_and_not_overwritten(
    program, empty, returned
):
    north = {
        "id": "north", "kind": "armed-group", "summary": "Another one.",
        "names": [{"text": "Northern Group"}, {"text": "NG", "type": "acronym"}],
    }  # fmt: skip
    own = program("export").document
    own |= {table: [] for table, listed in own.items() if isinstance(listed, list)}
    file = program.home / "other.json"
    file.write_text(json.dumps({**own, "actors": [north]}), "utf-8")
    assert program("--store", str(empty), "import", str(file)).code == 0
    folder = program.home / "theirs"
    program("--store", str(empty), "export", "--format", "csv", "-o", str(folder))
    before = records(program)
    program("import", str(folder / "actors.csv"))
    after = records(program)
    assert after["actors"]["north"] == before["actors"]["north"]


def test_one_import_is_one_step(program, returned):
    before = program("export").raw
    returned("claims.csv", setting("c-2", publisher="Wire Ltd", terms="F"))
    assert program("export").raw != before
    assert program("undo").code == 0
    assert program("export").raw == before
