"""A snapshot that is what was written is not decoded at opening; any other is read whole."""

from __future__ import annotations

import re
from zlib import crc32

import msgspec
import pytest

from proxytui.graph.index import Index
from proxytui.model.changes import Change
from proxytui.store.folder import snapshot
from proxytui.store.folder.lazy_records import LazyRecords
from proxytui.store.folder.load import load
from proxytui.store.store import Store

ACTORS = {
    id_: {"kind": "state", "names": [{"text": id_.upper()}], "summary": 'a\n\t"b" é 东 \\ 1.0'}
    for id_ in ("a", "a-b", "ab", "b", "zz", "y", "Z")
}
SOURCES = {"s-1": {"title": "One"}, "s-2": {"title": "Two", "copy_of": "s-1"}}


def _claim(subject, object_, **fields):
    return {
        "type": "backs", "subject": subject, "object": object_, "citations": [{"source": "s-1"}],
        **fields,
    }  # fmt: skip


CLAIMS = {
    "c-1": _claim("a", "b", since="1990"),
    "c-2": _claim("a", "b"),
    "c-3": _claim("zz", "y", type="allied-with"),
    "c-4": _claim("Z", "a", basis="within", until="2001"),
}


@pytest.fixture
def store(tmp_path):
    folder = tmp_path / "store"
    Store.create(folder, None)
    made = Store.open(folder)
    tables = {"actors": ACTORS, "sources": SOURCES, "claims": CLAIMS}
    made.apply([Change(t, i, None, r) for t, rows in tables.items() for i, r in rows.items()], "x")
    made.compact()
    made.close()
    return folder


def test_records_lie_undecoded_and_read_as_they_were_written(store):
    tables = load(store).tables
    assert all(isinstance(rows, LazyRecords) for rows in tables.values())
    assert {t: dict(rows) for t, rows in tables.items() if rows} == {
        "actors": ACTORS, "sources": SOURCES, "claims": CLAIMS,
    }  # fmt: skip
    actors = tables["actors"]
    assert {id_: actors[id_] for id_ in ACTORS} == ACTORS
    assert [actors.get(id_) for id_ in ("", "0", "a-", "aa", "x", "zzz", "ü", "两")] == [None] * 8
    assert (len(actors), len(tables["notes"]), "b" in actors, "c" in actors) == (7, 0, True, False)


def test_checksums_are_the_same_with_records_decoded_or_not(store):
    tables = load(store).tables
    plain = {table: dict(rows) for table, rows in tables.items()}
    assert snapshot.checksums(tables) == snapshot.checksums(plain)
    raw = tables["actors"].raw_records()["a"]
    bare = msgspec.json.format(bytes(raw), indent=-1)
    assert snapshot.checksum(ACTORS["a"]) == f"{crc32(bare):08x}"


def test_a_new_snapshot_is_the_same_with_records_decoded_or_not(store):
    state = load(store)
    state.put([Change("actors", "b", ACTORS["b"], None), Change("actors", "c", None, ACTORS["a"])])
    plain = {table: dict(rows) for table, rows in state.tables.items()}
    place = state.place
    assert snapshot.lay_out(state.tables, state.meta, place) == snapshot.lay_out(
        plain, state.meta, place
    )


def test_what_is_put_over_the_records_counts_and_a_copy_keeps_its_own(store):
    rows = load(store).tables["actors"]
    before = rows.__copy__()
    rows["new"] = {"kind": "party"}
    rows["a"] = {"kind": "igo"}
    del rows["b"]
    assert (rows["a"], rows["new"], len(rows)) == ({"kind": "igo"}, {"kind": "party"}, 7)
    assert "b" not in rows
    assert sorted(rows) == sorted({*ACTORS, "new"} - {"b"})
    assert dict(before) == ACTORS
    with pytest.raises(KeyError):
        del rows["b"]


def test_a_store_with_a_record_of_a_wrong_shape_is_read_whole(tmp_path, store):
    odd = tmp_path / "odd"
    made = Store.open(store)
    made.close()
    text = (store / "store.json").read_text().replace('"title": "One"', '"title": 1')
    text = re.sub(r'"offset": \d+', '"offset": 0', text)
    (tmp_path / "template").mkdir()
    (tmp_path / "template" / "store.json").write_text(text)
    Store.create(odd, tmp_path / "template")
    state = load(odd)
    assert not any(isinstance(rows, LazyRecords) for rows in state.tables.values())
    aside = Index.build(state.tables).set_aside
    assert [(table, id_) for table, id_, _ in aside] == [("sources", "s-1")]


@pytest.mark.parametrize("old", ['"AB"', '"1990"', '"Two"', '"c-3": '])
def test_a_record_edited_by_hand_has_the_file_read_whole(store, old):
    file = store / "store.json"
    text = file.read_text()
    assert text.count(old) == 1
    file.write_text(text.replace(old, old.replace('"', '"1', 1)))
    assert not any(isinstance(rows, LazyRecords) for rows in load(store).tables.values())


def _answers(index):
    claims = {c: (index.attested(c), index.bounds(c), index.span(c)) for c in index.claims}
    return (
        index.actors, index.claims, index.sources, index.tie_claims, index.ends,
        {a: index.ties_of(a) for a in ACTORS}, claims, index.newest_attestation(),
        {s: index.citing(s) for s in SOURCES}, index.set_aside,
    )  # fmt: skip


CHANGES = [
    Change("claims", "c-2", CLAIMS["c-2"], None),
    Change("claims", "c-3", CLAIMS["c-3"], CLAIMS["c-3"] | {"until": "2000"}),
    Change("claims", "c-5", None, _claim("ab", "zz")),
    Change("actors", "a", ACTORS["a"], None),
    Change("sources", "s-1", SOURCES["s-1"], SOURCES["s-1"] | {"status": "retracted"}),
    Change("actors", "a", None, ACTORS["a"] | {"kind": "igo"}),
]


@pytest.mark.parametrize("asked", [False, True])
def test_an_index_of_undecoded_records_answers_like_one_of_plain_ones(store, asked):
    tables = load(store).tables
    plain = {table: dict(rows) for table, rows in tables.items()}
    index = Index.build({table: rows.__copy__() for table, rows in tables.items()})
    if asked:
        assert _answers(index) == _answers(Index.build(plain))
    for change in CHANGES:
        index.apply([change])
        if change.after is None:
            del plain[change.table][change.id]
            del tables[change.table][change.id]
        else:
            plain[change.table][change.id] = tables[change.table][change.id] = change.after
        if asked:
            assert _answers(index) == _answers(Index.build(plain))
    assert _answers(index) == _answers(Index.build(plain))
    assert _answers(Index.build(tables)) == _answers(Index.build(plain))
