"""`store.json` as other programs and hands leave it: read, or named, and never half of it lost."""

from __future__ import annotations

import json

import pytest

from proxytui.errors import StoreError
from proxytui.store.store import Store

OURS = '"north": {"kind": "armed-group", "names": [{"text": "North"}], "summary": "ours"}'
THEIRS = '"north": {"kind": "armed-group", "names": [{"text": "North"}], "summary": "theirs"}'
ENCODINGS = ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch):
    monkeypatch.setattr("proxytui.store.folder.load._PAUSE_SECONDS", 0)


def line_of(folder, id_) -> str:
    lines = (folder / "store.json").read_text().split("\n")
    return next(line for line in lines if line.startswith(f'"{id_}": ')).rstrip(",")


def replaced(folder, old: str, new: str) -> None:
    file = folder / "store.json"
    text = file.read_text()
    assert text.count(old) == 1
    file.write_text(text.replace(old, new))


def reasons(store) -> dict[str, str]:
    return {f"{one.table}/{one.id}": one.reason for one in store.set_aside}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_another_encoding_is_read_named_and_written_as_ours_at_the_next_change(
    folder, make, encoding
):
    file = folder / "store.json"
    before = Store.open(folder).raw()
    file.write_bytes(file.read_text().encode(encoding))
    store = Store.open(folder)
    assert store.raw() == before
    assert store.set_aside == ()
    assert [("store.json" in one, "compact" in one) for one in store.warnings] == [(True, True)]
    make.edit(store, "actors", "south", summary="x")
    store.close()
    json.loads(file.read_bytes().decode("utf-8"))
    assert Store.open(folder).warnings == ()


@pytest.mark.parametrize("spelling", ["lines", "pretty", "broken"])
def test_a_record_that_stands_twice_is_set_aside_whichever_the_last_one_is(folder, make, spelling):
    replaced(folder, line_of(folder, "north"), f"{OURS},\n{THEIRS}")
    file = folder / "store.json"
    if spelling == "broken":
        file.write_text(file.read_text().replace("}}\n", "},}\n"))
    elif spelling == "pretty":
        file.write_text(file.read_text().replace("{", "{\n  "))
    store = Store.open(folder)
    assert "twice" in reasons(store)["actors/north"]
    assert store.get("actors", "north")["summary"] == "as it was"
    with pytest.raises(StoreError, match="twice"):
        make.edit(store, "actors", "south", summary="x")
    assert "ours" in file.read_text()
    assert "theirs" in file.read_text()


def test_the_same_twice_is_named_too(folder):
    line = line_of(folder, "west")
    replaced(folder, line, f"{line},\n{line}")
    assert set(reasons(Store.open(folder))) == {"actors/west"}


def test_a_field_that_stands_twice_sets_its_record_aside(folder):
    replaced(folder, '"summary": "as it was"', '"summary": "as it was", "summary": "by hand"')
    store = Store.open(folder)
    assert "“summary”" in reasons(store)["actors/north"]
    assert store.get("actors", "north")["summary"] == "as it was"
    replaced(folder, '{"text": "South"}', '{"text": "South", "text": "South Two"}')
    assert "“names.0.text”" in reasons(Store.open(folder))["actors/south"]


def test_a_table_that_stands_twice_is_named_and_no_record_goes(folder):
    before = Store.open(folder).raw()
    replaced(folder, '"claims": {', '"actors": {},\n"claims": {')
    store = Store.open(folder)
    assert "actors/" in reasons(store)
    assert store.raw() == before


@pytest.mark.parametrize("word", ["\\ud83d", "\\ude00"])
def test_half_a_character_costs_its_record_alone(folder, word):
    replaced(folder, "as it was", f"cut {word}")
    store = Store.open(folder)
    assert set(reasons(store)) == {"actors/north"}
    assert store.get("actors", "north")["summary"] == "as it was"
    assert store.get("actors", "south") is not None


def test_a_byte_that_is_no_utf8_costs_its_record_alone_in_any_layout(folder):
    file = folder / "store.json"
    pretty = json.dumps(json.loads(file.read_text()), indent=1)
    for text in (file.read_text(), pretty):
        file.write_bytes(text.encode().replace(b"as it was", b"caf\xe9"))
        store = Store.open(folder)
        assert set(reasons(store)) == {"actors/north"}
        assert store.get("actors", "south") is not None


@pytest.mark.parametrize(
    ("old", "new"),
    [("}}\n", "},}\n"), ("\n},\n", ",\n},\n"), ("\n},\n", "\n},,\n")],
)
def test_a_stray_comma_is_read_and_named(folder, make, old, new):
    file = folder / "store.json"
    before = Store.open(folder).raw()
    file.write_text(file.read_text().replace(old, new, 1))
    store = Store.open(folder)
    assert store.raw() == before
    assert "no JSON at line" in store.warnings[0]
    store.compact()
    json.loads(file.read_text())
    assert Store.open(folder).warnings == ()
