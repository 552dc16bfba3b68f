"""Two copies of a store become one: nothing that either side acknowledged is lost."""

from __future__ import annotations

import copy
import shutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proxytui.errors import StoreError
from proxytui.model.changes import Change
from proxytui.store.folder.documents import Documents
from proxytui.store.merge_stores import three_way
from proxytui.store.store import Store
from proxytui.workspace import Workspace

TIME = "2024-12-02T00:00:00Z"


@pytest.fixture
def other(folder, tmp_path):
    """A copy of the store, made as one copies a folder."""
    shutil.copytree(folder, tmp_path / "other")
    return tmp_path / "other"


def done(folder, *edits):
    store = Store.open(folder)
    for edit in edits:
        edit(store)
    store.close()


def merged(folder, other):
    workspace = Workspace.open(folder)
    found, step = workspace.merge(other)
    assert workspace.raw() == Store.open(folder).raw()
    workspace.close()
    return found, step


def raw(folder):
    return Store.open(folder).raw()


def test_edits_of_different_fields_and_records_meet_in_one_step(folder, other, make):
    done(
        folder,
        lambda s: make.edit(s, "actors", "north", summary="ours"),
        lambda s: make.add(s, "notes", "n-ours", make.note("mine", "north")),
    )
    done(
        other,
        lambda s: make.edit(s, "actors", "north", founded="1982"),
        lambda s: make.add(s, "notes", "n-theirs", make.note("yours", "south")),
        lambda s: make.remove(s, "actors", "west"),
    )
    before, theirs = raw(folder), (other / "store.json").read_bytes()
    found, _ = merged(folder, other)
    assert found.conflicts == ()
    after = raw(folder)
    assert after["actors"]["north"]["summary"] == "ours"
    assert after["actors"]["north"]["founded"] == "1982"
    assert set(after["notes"]) == {"n-ours", "n-theirs"}
    assert "west" not in after["actors"]
    assert (other / "store.json").read_bytes() == theirs
    Store.open(folder).undo()
    assert raw(folder) == before


def test_merging_again_changes_nothing_and_names_no_conflict(folder, other, make):
    done(folder, lambda s: make.edit(s, "actors", "north", summary="ours"))
    done(other, lambda s: make.edit(s, "actors", "north", summary="theirs"))
    first, _ = merged(folder, other)
    assert [c.field for c in first.conflicts] == ["summary"]
    after = raw(folder)
    again, step = merged(folder, other)
    assert (again.changes, again.conflicts, step.id) == ((), (), "")
    assert raw(folder) == after


def test_only_what_is_new_since_comes_with_the_next_merge(folder, other, make):
    done(other, lambda s: make.edit(s, "actors", "north", summary="theirs"))
    merged(folder, other)
    done(folder, lambda s: make.edit(s, "actors", "north", summary="ours, later"))
    done(other, lambda s: make.add(s, "notes", "n-2", make.note("yours", "south")))
    found, _ = merged(folder, other)
    assert found.conflicts == ()
    assert raw(folder)["actors"]["north"]["summary"] == "ours, later"
    back, _ = merged(other, folder)
    assert back.conflicts == ()
    assert raw(other) == raw(folder)


def test_after_its_undo_a_merge_brings_all_again(folder, other, make):
    done(other, lambda s: make.edit(s, "actors", "north", summary="theirs"))
    merged(folder, other)
    done(folder, lambda s: s.undo())
    merged(folder, other)
    assert raw(folder)["actors"]["north"]["summary"] == "theirs"


def test_a_claim_that_both_changed_becomes_two_side_by_side(folder, other, make):
    done(folder, lambda s: make.edit(s, "claims", "c-1", since="2010", terms=["W"]))
    done(other, lambda s: make.edit(s, "claims", "c-1", since="2012", summary="kept"))
    found, _ = merged(folder, other)
    assert [tuple(c) for c in found.conflicts] == [("claims/c-1", "since", "2010", "2012")]
    claims = raw(folder)["claims"]
    assert len(claims) == 2
    assert claims["c-1"]["since"] == "2010"
    assert claims["c-1"]["summary"] == "kept"
    (second,) = (claim for id_, claim in claims.items() if id_ != "c-1")
    assert second == raw(other)["claims"]["c-1"]


def test_a_note_that_both_changed_becomes_two(folder, tmp_path, make):
    done(folder, lambda s: make.add(s, "notes", "n-1", make.note("first", "north")))
    other = shutil.copytree(folder, tmp_path / "other")
    for place, words in ((folder, "ours"), (other, "theirs")):
        later = f"2024-12-0{3 if words == 'ours' else 4}T00:00:00Z"
        done(place, lambda s, w=words, t=later: make.edit(s, "notes", "n-1", text=w, modified=t))
    merged(folder, other)
    assert sorted(note["text"] for note in raw(folder)["notes"].values()) == ["ours", "theirs"]


def test_another_record_keeps_ours_and_a_note_names_both_values(folder, other, make):
    done(folder, lambda s: make.edit(s, "sources", "s-one", title="Ours"))
    done(other, lambda s: make.edit(s, "sources", "s-one", title="Theirs"))
    merged(folder, other)
    assert raw(folder)["sources"]["s-one"]["title"] == "Ours"
    (note,) = raw(folder)["notes"].values()
    assert note["about"] == ["s-one"]
    assert "Ours" in note["text"]
    assert "Theirs" in note["text"]


def test_citations_names_and_tags_meet_item_by_item(folder, other, make):
    def cite(source):
        return [{"source": "s-one"}, {"source": "s-two", "quote": {"exact": source}}]

    for place, word in ((folder, "ours"), (other, "theirs")):
        done(
            place,
            lambda s, w=word: make.edit(s, "claims", "c-1", citations=cite(w)),
            lambda s, w=word: make.edit(
                s, "actors", "north", names=[{"text": "North"}, {"text": w}]
            ),
            lambda s, w=word: make.edit(s, "actors", "north", tags=[w]),
        )
    found, _ = merged(folder, other)
    assert found.conflicts == ()
    north = raw(folder)["actors"]["north"]
    assert {name["text"] for name in north["names"]} == {"North", "ours", "theirs"}
    assert set(north["tags"]) == {"ours", "theirs"}
    assert len(raw(folder)["claims"]["c-1"]["citations"]) == 3


def test_what_one_side_removed_and_the_other_changed_or_names_stays(folder, other, make):
    done(folder, lambda s: make.remove(s, "actors", "west"))
    done(
        other,
        lambda s: make.add(s, "claims", "c-2", make.claim("west", "north")),
        lambda s: make.edit(s, "claims", "c-1", summary="changed"),
    )
    done(folder, lambda s: make.remove(s, "claims", "c-1"))
    found, _ = merged(folder, other)
    assert {c.record for c in found.conflicts} == {"actors/west", "claims/c-1"}
    after = raw(folder)
    assert after["actors"]["west"]
    assert after["claims"]["c-1"]["summary"] == "changed"
    back, _ = merged(other, folder)
    assert back.conflicts == ()
    assert raw(other) == after


def test_texts_come_along_and_both_versions_of_a_source_stay(folder, other, make):
    for place, word, day in ((folder, b"ours", 3), (other, b"theirs", 2)):
        sha = Documents(place / "documents").put(word)
        kept = [{"text": sha, "added": f"2024-12-0{day}T00:00:00Z"}]
        done(place, lambda s, k=kept: make.edit(s, "sources", "s-one", documents=k))
    found, _ = merged(folder, other)
    assert found.conflicts == ()
    documents = Documents(folder / "documents")
    texts = [documents.text(d["text"]) for d in raw(folder)["sources"]["s-one"]["documents"]]
    assert texts == ["theirs", "ours"]


def test_without_a_common_history_records_meet_by_id(folder, tmp_path, make):
    Store.create(tmp_path / "other", None)
    done(
        tmp_path / "other",
        lambda s: make.add(s, "actors", "north", make.actor("North", founded="1982")),
        lambda s: make.add(s, "actors", "east", make.actor("East")),
    )
    found, _ = merged(folder, tmp_path / "other")
    assert found.conflicts == ()
    assert raw(folder)["actors"]["north"]["founded"] == "1982"
    assert raw(folder)["actors"]["north"]["summary"] == "as it was"
    assert merged(folder, tmp_path / "other")[0].changes == ()


def test_edits_by_hand_in_the_other_copy_come_too(folder, other, make):
    make.edit_file(other, "as it was", "by hand")
    found, _ = merged(folder, other)
    assert found.conflicts == ()
    assert raw(folder)["actors"]["north"]["summary"] == "by hand"


def test_a_damaged_copy_is_not_merged(folder, other, make):
    make.edit_file(other, '"south": {"kind"', '"south": "kind')
    with pytest.raises(StoreError, match="damaged"):
        merged(folder, other)
    assert len(Store.open(folder).log()) == 1


ACTORS = ("a", "b", "c")
values = st.sampled_from(["x", "y", "z"])
actors = st.fixed_dictionaries(
    {"kind": st.just("state"), "names": st.just([{"text": "N"}])},
    optional={"summary": values, "founded": st.sampled_from(["1979", "1982"]), "later": values},
)
notes = st.builds(
    lambda text, about: {"about": [about], "text": text, "created": TIME, "modified": TIME},
    values,
    st.sampled_from(ACTORS),
)
claims = st.builds(
    lambda ends, more: {
        "type": "backs",
        "subject": ends[0],
        "object": ends[1],
        "citations": [{"source": "s"}],
        **more,
    },
    st.permutations(ACTORS),
    st.fixed_dictionaries({}, optional={"summary": values, "since": st.sampled_from(["1", "2"])}),
)
claims = claims.map(lambda c: {**c, **({"since": f"200{c['since']}"} if "since" in c else {})})


@st.composite
def stores(draw):
    tables = {
        "actors": draw(st.dictionaries(st.sampled_from(ACTORS), actors)),
        "notes": draw(st.dictionaries(st.sampled_from(["n-1", "n-2"]), notes)),
        "claims": draw(st.dictionaries(st.sampled_from(["c-1", "c-2"]), claims)),
        "sources": {"s": {"title": "S"}},
    }
    there = tables["actors"]
    for rows, ends in (
        (tables["notes"], lambda r: r["about"]),
        (tables["claims"], lambda r: [r["subject"], r["object"]]),
    ):
        for id_ in [i for i, r in rows.items() if not set(ends(r)) <= there.keys()]:
            del rows[id_]
    return tables


def put(tables, changes):
    made = {table: dict(rows) for table, rows in tables.items()}
    for change in changes:
        if change.after is None:
            del made[change.table][change.id]
        else:
            made.setdefault(change.table, {})[change.id] = change.after
    return made


def plain(tables):
    return {table: rows for table, rows in tables.items() if rows}


@settings(deadline=None)
@given(stores(), stores(), stores())
def test_a_merge_loses_nothing_stays_whole_and_again_changes_nothing(base, ours, theirs):
    given_values = copy.deepcopy((base, ours, theirs))
    found = three_way(base, ours, theirs, TIME)
    assert (base, ours, theirs) == given_values
    after = put(ours, found.changes)
    for side, before in ((ours, theirs), (theirs, ours)):
        for table, rows in side.items():
            for id_, record in rows.items():
                old = base.get(table, {}).get(id_, {})
                if id_ not in after[table]:
                    # Gone only where it stood as it was and the other side removed it.
                    assert record == old
                    assert id_ not in before[table]
                    continue
                for field, value in record.items():
                    if value != old.get(field):
                        kept = after[table][id_].get(field) == value
                        claim_or_note = any(r.get(field) == value for r in after[table].values())
                        named = any(str(value) in note["text"] for note in after["notes"].values())
                        assert kept or claim_or_note or named, (table, id_, field)
    for table, rows in after.items():
        for record in rows.values():
            ends = [record[e] for e in ("subject", "object") if e in record]
            ends += record.get("about", []) if table == "notes" else []
            for end in ends:
                assert any(end in after[t] for t in after)
    again = three_way(base, after, theirs, "2025-01-01T00:00:00Z")
    assert again.changes == ()
    assert three_way(theirs, after, theirs, TIME).changes == ()


@settings(deadline=None)
@given(stores(), st.data())
def test_edits_that_do_not_touch_each_other_commute(base, data):
    rows = [(t, i) for t in ("actors", "notes", "claims") for i in base[t]]
    mine = {key for key in rows if data.draw(st.booleans())}
    sides = []
    for own, field in ((mine, "left"), (set(rows) - mine, "right")):
        side = copy.deepcopy(base)
        for table, id_ in sorted(own):
            side[table][id_]["later"] = data.draw(values)
        for table, id_ in rows:
            if data.draw(st.booleans()):
                side[table][id_][field] = data.draw(values)
        if data.draw(st.booleans()):
            side["actors"][field] = {"kind": "state", "names": [{"text": field}]}
        sides.append(side)
    left, right = sides
    one, two = three_way(base, left, right, TIME), three_way(base, right, left, TIME)
    assert one.conflicts == two.conflicts == ()
    assert plain(put(left, one.changes)) == plain(put(right, two.changes))


def test_a_merge_makes_changes_that_a_store_takes(folder):
    store = Store.open(folder)
    ours = store.raw()
    theirs = copy.deepcopy({table: dict(rows) for table, rows in ours.items()})
    theirs["actors"]["north"]["summary"] = "theirs"
    found = three_way(ours, ours, theirs, TIME)
    assert found.changes == (
        Change("actors", "north", ours["actors"]["north"], theirs["actors"]["north"]),
    )
    store.apply(found.changes, "merge")
