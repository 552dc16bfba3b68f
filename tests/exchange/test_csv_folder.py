"""Three tables out, and back in: the same ties, no formulas, and the losses that are said."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxytui.exchange import delimited
from proxytui.exchange.losses import COARSENED, DROPPED, KEPT
from proxytui.exchange.selection import Selection
from proxytui.exchange.table_cells import escaped, unescaped
from proxytui.graph.index import Index
from proxytui.model import dates
from proxytui.model.fields import FIELDS
from tests.exchange.field_samples import store_with
from tests.exchange.table_rows import result

ACTORS = {
    "a": {
        "kind": "state",
        "names": [{"text": "=cmd|' /C calc'!A0"}, {"text": "Al", "type": "alias"}],
    },
    "b": {
        "kind": "armed-group",
        "names": [{"text": "حزب الله"}, {"text": "HB", "type": "acronym"}],
    },
    "c": {"kind": "person", "names": [{"text": "-Ces, \"quoted\""}]},
}  # fmt: skip
SOURCES = {
    "s-1": {"title": "'Tis", "publisher": "@Press", "published": "2012-03", "url": "https://x.org"},
    "s-2": {"title": "Second"},
}
CLAIM = {
    "type": "backs", "subject": "a", "object": "b",
    "citations": [{"source": "s-1", "quote": {"exact": "+1 said"}}, {"source": "s-2"}],
}  # fmt: skip
RICH = {
    **CLAIM, "terms": ["F", "W", "X"], "since": "1982/1985", "until": "..", "against": ["c"],
    "attested": ["1990", "2012-03"], "basis": "each-year", "flags": ["alleged"], "role": "envoy",
    "rank": "deprecated", "status": "disputed", "reason": "why", "summary": "two\nlines",
}  # fmt: skip


def tables(**claims) -> dict:
    return {"actors": ACTORS, "sources": SOURCES, "claims": claims}


def written(raw: dict, as_of: str = "") -> dict[str, str]:
    period = dates.period(as_of) if as_of else None
    selection = Selection(Index.build(raw), raw, period)
    return {name: "".join(pieces) for name, pieces in delimited.write_folder(selection).items()}


def back(raw: dict, name: str):
    return result(delimited.read, written(raw)[name].encode(), name=name)


def test_the_claims_come_back_with_their_ties_and_first_words():
    outcome = back(tables(c1=RICH, c2=CLAIM), "claims.csv")
    rich, plain = outcome.claims
    ends = {"subject": "id a", "object": "id b", "against": ["id c"]}
    cited = {"source": "id s-1", "quote": {"exact": "+1 said"}}
    assert rich == {**RICH, **ends, "citations": [cited]}
    assert plain == {"type": "backs", "subject": "id a", "object": "id b", "citations": [cited]}
    assert outcome.tables["sources"]["id s-1"] == SOURCES["s-1"]


def test_actors_come_back_with_names_kinds_and_ids():
    actors = {
        "a": {
            **ACTORS["a"], "countries": ["IR", "SY"], "identifiers": {"ucdp": ["1", "2"]},
            "founded": "1979~", "dissolved": "1989", "tags": ["x"], "summary": "s\nt",
            "described": True,
        },
        "b": ACTORS["b"],
    }  # fmt: skip
    outcome = back({"actors": actors, "claims": {}, "sources": {}}, "actors.csv")
    for id_, actor in actors.items():
        record = {
            k: v for k, v in outcome.tables["actors"][f"id {id_}"].items() if k != "citations"
        }
        assert record == actor


@pytest.mark.parametrize("name", ["actors.csv", "ties.csv", "claims.csv"])
def test_no_cell_begins_as_a_formula(name):
    text = written(tables(c1=RICH), "2012")[name]
    assert text.startswith("\ufeff")
    for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"))):
        assert not any(cell[:1] in ("=", "+", "-", "@", "\t", "\r") for cell in row if cell)


@given(st.text(st.sampled_from("'=+-@\t\ra"), max_size=5))
def test_a_cell_that_is_escaped_is_the_same_when_read(cell):
    assert unescaped(escaped(cell)) == cell
    assert escaped(cell)[:1] not in ("=", "+", "-", "@", "\t", "\r")


def test_the_same_records_give_the_same_bytes_and_a_date_gives_states():
    raw = tables(c1=RICH, c2=CLAIM)
    assert written(raw) == written(dict(reversed(raw.items())))
    raw = tables(c1={**CLAIM, "since": "2011", "until": "2013"}, c2=CLAIM)
    text = written(raw, "2012")["ties.csv"].removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["claims"], row["sources"], row["state"]) for row in rows] == [("2", "2", "held")]


@pytest.mark.parametrize("field", [f for f in RICH if f not in ("type", "subject", "object")])
def test_what_the_table_says_of_a_field_is_what_becomes_of_it(field):
    claim = {**CLAIM, field: RICH[field]}
    (outcome,) = back(tables(c1=claim), "claims.csv").claims
    value = (
        [key.removeprefix("id ") for key in outcome[field]]
        if field == "against"
        else outcome.get(field)
    )
    same = value == claim[field]
    assert delimited.LOSSES[f"claims.{field}"] == (KEPT if same else COARSENED)


@pytest.mark.parametrize(
    ("table", "field"), [(t, field.name) for t in ("events", "notes") for field in FIELDS[t]]
)
def test_every_field_of_an_event_or_a_note_stands_in_its_table(table, field):
    name = f"{table}.csv"
    plain, told = (written(store_with(*of))[name] for of in ((), (table, field)))
    assert (plain != told) == (delimited.LOSSES[f"{table}.{field}"] != DROPPED)


def test_an_event_names_who_took_part_as_what_and_a_note_what_it_is_about():
    event = {
        "title": "=Pact", "date": "1979~", "claims": ["c1"],
        "participants": [{"actor": "b", "role": "signatory"}, {"actor": "a"}],
        "citations": CLAIM["citations"],
    }  # fmt: skip
    note = {"about": ["backs:a:b", "s-2"], "text": "- [[b|HB]]\nmore", "created": "x"}
    raw = {**tables(c1=CLAIM), "events": {"e1": event}, "notes": {"n1": {**note, "modified": "y"}}}
    files = {name: text.removeprefix("\ufeff") for name, text in written(raw).items()}
    (row,) = csv.DictReader(io.StringIO(files["events.csv"]))
    assert row["title"] == "'=Pact"
    assert (row["participant_ids"], row["roles"]) == ("b; a", "signatory; –")
    assert (row["quote"], row["source"], row["claim_ids"]) == ("'+1 said", "'Tis", "c1")
    (row,) = csv.DictReader(io.StringIO(files["notes.csv"]))
    assert row["about"] == "'=cmd|' /C calc'!A0 › reported to back › حزب الله; Second"
    assert row["text"] == "'- [[b|HB]]\nmore"
    assert written(tables(c1=CLAIM)).keys() == {"actors.csv", "claims.csv", "ties.csv"}


def test_what_has_no_column_is_dropped():
    columns = next(csv.reader(io.StringIO(written(tables(c1=RICH))["claims.csv"])))
    for field in ("since_raw", "until_raw"):
        assert delimited.LOSSES[f"claims.{field}"] == DROPPED
        assert field not in columns
