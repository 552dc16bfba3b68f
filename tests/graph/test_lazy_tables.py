"""What a question costs on a large file is counted in records read, and never in time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from network_of import at, claim, tables

from proxytui.asof import counts, ties
from proxytui.asof.ranking import has_more, ranking, tie
from proxytui.graph.index import Index
from proxytui.graph.lazy_table import LazyTable
from proxytui.model.changes import Change
from proxytui.questions.tree import children
from proxytui.search.names import NameSearch, resolve
from proxytui.store.folder.lazy_records import LazyRecords, Section

if TYPE_CHECKING:
    from network_of import Tables

MANY = 400
TABLES = tables(
    *(f"a{n:03} backs a{n + 1:03}" for n in range(MANY)),
    *(claim(f"hub backs a{n:03}", until=str(1990 + n % 40)) for n in range(0, MANY, 2)),
    "hub backs a001", "hub allied-with a001", "a003 opposes hub", "part part-of hub",
    claim("part backs a009", since="2009~", until="2012?"),
    claim("hub backs a010", basis="within", since="2003", until="2004"),
)  # fmt: skip


def stored(given: Tables) -> dict[str, LazyRecords]:
    """Tables as they lie in a file."""
    made = {}
    for table, records in given.items():
        lines = [
            msgspec.json.encode(id_)
            + b": "
            + msgspec.json.format(msgspec.json.encode(one), indent=0)
            for id_, one in sorted(records.items())
        ]
        data = b"{\n" + b",\n".join(lines) + b"\n}"
        made[table] = LazyRecords(data, Section(0, len(data), len(lines)))
    return made


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was read of files: `all` of a table, or one record of it by its id."""
    found: list[str] = []
    project, from_file = LazyRecords.project, LazyTable.from_file

    def all_of(self: LazyRecords, kind: Any) -> Any:
        found.append("all")
        return project(self, kind)

    def one_of(self: LazyTable[Any], id_: str) -> Any:
        found.append(id_)
        return from_file(self, id_)

    monkeypatch.setattr(LazyRecords, "project", all_of)
    monkeypatch.setattr(LazyTable, "from_file", one_of)
    return found


def test_an_actor_asked_for_by_name_has_no_table_read_whole(read: list[str]) -> None:
    index = Index.build(stored(TABLES))
    assert resolve(index, NameSearch(index), "A300") == "a300"
    shown = ties.ties(index, "a300", at("2010"))
    assert {one.id for one in shown} == {"backs:a299:a300", "backs:a300:a301", "backs:hub:a300"}
    assert (index.events_of("a300"), index.notes_of("a300")) == ((), ())
    assert read.count("all") <= 1, "notes alone are read, which have links in their words"
    assert index.unread
    assert len([one for one in read if one.startswith("c")]) == 3


def test_after_some_actors_the_claims_are_read_once_for_all(read: list[str]) -> None:
    index = Index.build(stored(TABLES))
    for number in range(20):
        assert index.ties_of(f"a{number:03}")
    assert not index.unread
    whole = Index.build(TABLES)
    assert {a: index.ties_of(a) for a in index.actors} == {
        a: whole.ties_of(a) for a in TABLES["actors"]
    }
    assert (index.tie_claims, index.ends) == (whole.tie_claims, whole.ends)
    assert index.busiest() == whole.busiest() == "hub"


def test_a_tie_is_known_by_its_id_before_any_actor_was_asked_for() -> None:
    index = Index.build(stored(TABLES))
    assert "backs:a007:a008" in index.tie_claims
    assert index.ends["allied-with:a001:hub"] == ("allied-with", "a001", "hub")
    assert "backs:a007:a099" not in index.tie_claims
    assert "nothing" not in index.tie_claims


def test_an_edit_reads_what_it_touches_and_nothing_else(read: list[str]) -> None:
    index = Index.build(stored(TABLES))
    index.read_ends()
    assert len(list(index.actors.values())) == len(TABLES["actors"])
    counts.count(index, "hub", at("2010"))
    assert index.notes_of("a001") == ()
    read.clear()
    time = "2024-12-02T00:00:00Z"
    note = {"about": ["a001"], "text": "[[a002]]", "created": time, "modified": time}
    index.apply([Change("notes", "n-1", None, note)])
    assert (index.notes_of("a001"), read) == (("n-1",), [])
    edited = claim("a100 backs a101", until="2001")
    index.apply([Change("claims", "c101", TABLES["claims"]["c101"], edited)])
    assert counts.count(index, "a101", at("2010")).into == 0
    assert "all" not in read
    assert len(set(read)) <= 4


@pytest.mark.parametrize("date", ["1985", "1989", "2003", "2008-06", "2013", "2030"])
@pytest.mark.parametrize("show_all", [False, True])
def test_ties_ranked_by_numbers_stand_as_the_ties_themselves_do(date: str, show_all: bool) -> None:
    index = Index.build(TABLES)
    lens = at(date, show_all=show_all)
    for actor in ("hub", "a001", "a009", "a010", "part", "nobody"):
        for roll_up in (False, True):
            found = ranking(index, lens, actor, roll_up)
            for (kind, inverse), ranked in found.items():
                way = "backed-by" if inverse else "backs"
                branches = children(index, lens, actor, way, frozenset({kind}), roll_up=roll_up)
                assert [tie(index, lens, one) for one in ranked] == [one.tie for one in branches]
                assert [one.other for one in ranked] == [one.actor for one in branches]
                assert [one.state for one in ranked] == [one.tie.state for one in branches]
            index.memo.clear()
            for way in (("backs", False), ("backs", True), ("allied-with", False)):
                assert has_more(index, lens, actor, way, "", roll_up) == (way in found)


def test_a_ranking_is_made_anew_after_a_change() -> None:
    index = Index.build(TABLES)
    before = ranking(index, at("2010"), "a300")
    assert ranking(index, at("2010"), "a300") is before
    index.apply([Change("claims", "c301", TABLES["claims"]["c301"], None)])
    assert ("backs", False) not in ranking(index, at("2010"), "a300")
