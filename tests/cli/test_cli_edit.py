"""Records written as text from the command line: added, changed, removed, imported, exported."""

from __future__ import annotations

import json

import pytest
from command_line import process

SOURCE = "source panel-1  A panel's report; publisher A Panel; published 2020-05-02"


def table(program, name: str) -> dict[str, dict]:
    rows = json.loads(program("export").raw)[name]
    return {row.pop("id"): row for row in rows}


def test_a_claim_of_one_line_is_kept_with_its_new_actor_and_its_quote(program):
    assert program("add", SOURCE).code == 0
    line = 'North backs +River Guard: weapons since 2011-03~ "gave them rifles" panel-1 ¶4 alleged'
    ended = program("add", line, "--json")
    assert ended.code == 0, ended.err
    tables = [row["table"] for row in ended.document["added"]]
    assert sorted(tables) == ["actors", "claims"]
    claim = next(row["id"] for row in ended.document["added"] if row["table"] == "claims")
    assert table(program, "claims")[claim] == {
        "type": "backs",
        "subject": "north",
        "object": "river-guard",
        "terms": ["W"],
        "since": "2011-03~",
        "citations": [
            {
                "source": "panel-1",
                "quote": {"exact": "gave them rifles"},
                "locator": {"paragraph": "4"},
                "flags": ["alleged"],
            }
        ],
    }
    assert table(program, "actors")["river-guard"]["names"] == [{"text": "River Guard"}]


def test_a_new_source_needs_a_line_of_its_own_here(program):
    claim = 'North backs militia: weapons "gave them rifles" +wire-7'
    before = program("export").raw
    ended = program("add", claim)
    assert ended.code == 2
    assert "text:1:49: “wire-7” is a new source" in ended.err
    assert program("export").raw == before
    assert program("add", "source wire-7  [a wire]", claim).code == 0


def test_what_is_said_of_it_is_printed_never_as_a_fact(program):
    program("add", SOURCE)
    ended = program("add", 'North backs militia: funding "paid them" panel-1')
    assert "According to" in ended.out
    assert "A panel's report" in ended.out


def test_a_quote_is_anchored_in_the_kept_text_and_refused_where_it_is_not_there(program):
    ended = program("add", 'North backs militia: weapons "has sent weapons" s-paper')
    assert ended.code == 0, ended.err
    claims = [row for row in table(program, "claims").values() if row.get("terms") == ["W"]]
    quotes = [c["quote"] for claim in claims for c in claim["citations"] if "quote" in c]
    assert any(quote["exact"] == "has sent weapons" and quote["start"] > 0 for quote in quotes)

    before = program("export").raw
    ended = program("add", 'North backs militia: weapons "has given many weapons" s-paper')
    assert ended.code == 2
    assert "1:30" in ended.err
    assert "nearest is" in ended.err
    assert program("export").raw == before
    ended = program("add", 'North backs militia: weapons !"has given many weapons" s-paper')
    assert ended.code == 0, ended.err


def test_all_faults_are_told_with_their_places_and_nothing_is_applied(program):
    before = program("export").raw
    text = "North bakcs militia\nactor New One (sate)\n  fuonded 1990\nNorth backs Nobody\n"
    ended = program.process("add", stdin=text.encode())
    assert ended.code == 2
    for place in ("text:1:7", "text:2:16", "text:3:3", "text:4:13"):
        assert f"proxytui: {place}: " in ended.err
    assert "nothing was written" in ended.err
    assert program("export").raw == before


def test_a_claim_without_a_source_is_asked_for_one(program):
    ended = program("add", "North backs militia: weapons")
    assert ended.code == 2
    assert "a quote and its source" in ended.err


def test_a_field_is_changed_by_its_word_and_taken_away_by_nothing(program):
    ended = program("edit", "c-1", "since=2010-02", "until=")
    assert ended.code == 0, ended.err
    claim = table(program, "claims")["c-1"]
    assert claim["since"] == "2010-02"
    assert "until" not in claim
    ended = program("edit", "c-1", "summary=with; a semicolon and `ticks` in it # and more")
    assert ended.code == 0, ended.err
    summary = table(program, "claims")["c-1"]["summary"]
    assert summary == "with; a semicolon and `ticks` in it # and more"
    assert program("edit", "c-1", "since=20x1").code == 2
    assert program("edit", "c-1", "sicne=2011").code == 2


def test_a_record_is_changed_as_text_and_what_is_left_out_of_it_is_removed(program, tmp_path):
    editor = tmp_path / "editor"
    editor.write_text("#!/bin/sh\nsed -i -e 's/since 1995.*/since 1996/' \"$1\"\nsleep 0.1\n")
    editor.chmod(0o755)
    text = program("export", "--format", "claims").out
    assert "opposes North [c-9]" in text
    changed = text[text.index("\n", text.index("[c-9]")) :]
    assert "since 1995/2020" in changed
    one = text[text.rindex("\n\n", 0, text.index("[c-9]")) : text.index("[c-9]")]
    assert one
    piped = text.replace("since 1995/2020", "since 1996")
    ended = program.process("add", stdin=piped.encode())
    assert ended.code == 0, ended.err
    assert table(program, "claims")["c-9"]["since"] == "1996"


def test_an_empty_text_changes_nothing(program):
    before = program("export").raw
    ended = program.process("edit", "c-1", stdin=b" \n")
    assert ended.code == 1
    assert program("export").raw == before


def test_what_is_named_by_others_is_removed_only_with_them_and_comes_back(program):
    before = program("export").raw
    ended = program("remove", "militia")
    assert ended.code == 1
    assert "is named by" in ended.err
    assert program("export").raw == before
    assert program("remove", "militia", "--force").code == 0
    assert "militia" not in table(program, "actors")
    assert program("undo").code == 0
    assert program("export").raw == before


def test_every_step_is_undone_to_the_same_bytes(program):
    steps = (
        ("add", SOURCE),
        ("add", 'North backs +River Guard: weapons "x" panel-1'),
        ("edit", "north", "summary=a state of these tests"),
        ("edit", "c-1", "rank=deprecated", "reason=superseded"),
        ("add", "event 2020-05-03  A meeting (agreement); North as party; from panel-1"),
        ("add", "note North, River Guard\n  | look again\n  | at [[North]]"),
        ("add", "unsure North, South; reason alike"),
    )
    states = [program("export").raw]
    for step in steps:
        ended = program(*step)
        assert ended.code == 0, (step, ended.err)
        states.append(program("export").raw)
    for state in reversed(states[:-1]):
        assert program("undo").code == 0
        assert program("export").raw == state


def test_all_records_as_text_come_back_as_they_were(program, tmp_path):
    text = program("export", "--format", "claims").raw
    for name, words in (("typed", ("-",)), ("file", ())):
        store = tmp_path / name
        file = tmp_path / "all.claims"
        file.write_bytes(text)
        call = ["--store", str(store), "import", *(words or (str(file),))]
        ended = process(call, folder=tmp_path, env=program.env, stdin=text)
        assert ended.code in (0, 1), ended.err  # hints of odd records are told
        ended = process(["--store", str(store), "export"], folder=tmp_path, env=program.env)
        assert ended.raw == program("export").raw
    again = program("import", str(tmp_path / "all.claims"))
    assert "nothing added" in again.err or "unchanged" in again.err


def test_a_whole_store_is_begun_with_one_text(program, tmp_path):
    store = tmp_path / "own"
    text = (
        f"{SOURCE}\nactor Hill Movement (armed-group, XA)\n  name HM (acronym)\n"
        'HM opposes +Plain State since 2019 "has fought it" panel-1\n'
    )
    words = ["--store", str(store), "add"]
    ended = process(words, folder=tmp_path, env=program.env, stdin=text.encode())
    assert ended.code == 0, ended.err
    ended = process(
        ["--store", str(store), "show", "HM", "--json"], folder=tmp_path, env=program.env
    )
    assert ended.document["ties"][0]["type"] == "opposes"


@pytest.mark.parametrize("name", ["nobody", "c-99", ""])
def test_a_record_that_is_not_there_is_named(program, name):
    ended = program("edit", name, "since=2010")
    assert ended.code == 2
    assert len(ended.err.splitlines()) == 1


def test_an_empty_store_is_made_once(program, tmp_path):
    store = tmp_path / "fresh"
    assert program("new", str(store)).code == 0
    assert (store / "store.json").exists()
    ended = program("new", str(store))
    assert ended.code == 1
    assert "already" in ended.err


@pytest.mark.parametrize(
    ("record", "given", "field", "value"),
    [
        ("s-agency", "title=The Agency's list", "title", "The Agency's list"),
        ("e-1", "date=2012-05", "date", "2012-05"),
        ("militia", "kind=party", "kind", "party"),
    ],
)
def test_a_field_of_a_records_first_line_is_changed_by_its_name(
    program, record, given, field, value
):
    assert program("edit", record, given).code == 0
    records = table(program, "actors") | table(program, "events") | table(program, "sources")
    assert records[record][field] == value
    assert program("undo").code == 0


def test_a_field_of_the_first_line_takes_no_value_that_it_cant_have(program):
    before = program("export").raw
    for given in ("kind=dream", "kind=", "names=Other"):
        ended = program("edit", "militia", given)
        assert ended.code == 2, given
        assert len(ended.err.splitlines()) == 1
    assert program("export").raw == before


def test_the_bundled_data_set_as_text_comes_back_as_it_was(program, tmp_path):
    text = program("--demo", "export", "--format", "claims").raw
    store = str(tmp_path / "copy")
    (tmp_path / "all.claims").write_bytes(text)
    ended = program("--store", store, "import", str(tmp_path / "all.claims"))
    assert ended.code in (0, 1), ended.err  # hints of odd records are told
    assert program("--store", store, "export").raw == program("--demo", "export").raw
    assert program("--store", store, "export", "--format", "claims").raw == text
    assert program("--store", store, "undo").code == 0
    assert program("--store", store, "stats", "--json").document["actors"] == 0


@pytest.mark.parametrize(
    ("record", "change", "said"),
    [
        ("north", "kind=alien", "“alien” is no kind; use one of state,"),
        ("north", "kind=stat", "“stat” is no kind; did you mean state?"),
        ("north", "countries=Nowhere", "is no countr"),
        ("c-1", "type=foo", "“foo” is no type of tie; use one of backs,"),
        ("c-1", "subject=nobody at all", "no actor is called “nobody at all”"),
        ("c-1", "object=", "object can't be empty"),
        ("c-1", "terms=W, zeppelins", "“zeppelins” is no means"),
        ("c-1", "sinse=2012", "there is no field “sinse”; did you mean since?"),
        ("c-1", "citation=x", "citation"),
        ("north", "names=x", "gives no field a value"),
    ],
)
def test_a_field_that_cant_have_a_value_says_which_it_can_have(program, record, change, said):
    before = program("export").raw
    ended = program("edit", record, change)
    assert ended.code == 2
    assert said in ended.err
    assert program("export").raw == before


def test_the_ends_the_means_and_the_countries_of_records_are_changed_by_their_words(program):
    program("edit", "north", "countries=sd, YE")
    program("edit", "c-1", "object=South", "terms=weapons, T")
    stored = program("export").document
    records = {record["id"]: record for table in ("actors", "claims") for record in stored[table]}
    assert records["north"]["countries"] == ["SD", "YE"]
    assert records["c-1"]["object"] == "south"
    assert records["c-1"]["terms"] == ["W", "T"]


def test_a_name_that_several_records_show_under_is_refused_with_their_ids(program):
    program("same", "north", "south")
    before = program("export").raw
    for words in (
        ("edit", "Border State", "summary=One"),
        ("edit", "ucdp:123", "summary=One"),
        ("remove", "Border State", "--force"),
    ):
        ended = program(*words)
        assert ended.code == 2
        assert len(ended.err.splitlines()) == 1
        assert f"“{words[1]}” is 2 records; give the id of one: north, south" in ended.err
    assert program("export").raw == before


@pytest.mark.parametrize(("name", "id_"), [("north", "north"), ("South", "south")])
def test_of_several_records_an_id_or_a_name_of_its_own_means_one(program, name, id_):
    program("same", "north", "south")
    before = program("export").raw
    assert program("edit", name, "summary=One").code == 0
    assert [
        key for key, one in table(program, "actors").items() if one.get("summary") == "One"
    ] == [id_]
    program("undo")
    assert program("remove", name, "--force").code == 0
    assert {"north", "south"} - table(program, "actors").keys() == {id_}
    program("undo")
    assert program("export").raw == before


def test_a_tie_of_several_claims_is_no_record_to_edit_or_remove(program):
    before = program("export").raw
    for words in (("edit", "backs:north:militia", "role=x"), ("remove", "backs:north:militia")):
        ended = program(*words)
        assert ended.code == 2
        assert "is 2 claims; give the id of one: c-1, c-2" in ended.err
    assert program("export").raw == before
