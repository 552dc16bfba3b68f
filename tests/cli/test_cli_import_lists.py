"""Lists of persons and groups come in: whom they name is ours only where that is sure."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.exchange import test_misp, test_ofac, test_un_list

CHIEF = ("1", "CHIEF, The", "individual", "SDGT", "DOB 04 Dec 2001.")
FRONT = ("2", "THE FRONT", "", "FTO] [SDGT", "a.k.a. 'FRONT'; Linked To: CHIEF, The.")
VESSEL = ("3", "FINIKIA", "vessel", "SYRIA", "IMO 9385233; Linked To: THE FRONT.")
FILES = {
    "sdn-2021-08-11.csv": test_ofac.listed(CHIEF, FRONT, VESSEL, CHIEF),
    "consolidated.xml": test_un_list.written(),
    "threat-actor.json": test_misp.written(
        test_misp.cluster(
            1, "Wolf", "It acts on behalf of the Iranian government.",
            related=[test_misp.relation(2, "similar")], **{test_misp.SPONSOR: "Iran"},
        ),
        test_misp.cluster(2, "Fox", related=[test_misp.relation(1, "similar")]),
    ),
    "ALT.CSV": b'2,1,"aka","OTHER FRONT",-0- \r\n2,2,"fka","OLD FRONT",-0- \r\n\x1a',
}  # fmt: skip


def imported(program, store, name: str, *words: str):
    file = program.home / name
    file.write_bytes(FILES[name])
    return program("--store", str(store), "import", str(file), "--json", *words)


@pytest.mark.parametrize(
    ("name", "format_", "actors", "claims"),
    [
        ("sdn-2021-08-11.csv", "ofac", 3, 4),
        ("consolidated.xml", "un-list", 3, 2),
        ("threat-actor.json", "misp", 3, 1),
    ],
)
def test_a_list_is_known_comes_in_once_and_goes_as_it_came(
    program, empty, name, format_, actors, claims
):
    start = program("--store", str(empty), "export").raw
    first = imported(program, empty, name)
    assert first.document["format"] == format_
    added = first.document["added"]
    assert (added["actors"], added["claims"]) == (actors, claims)
    checked = program("--store", str(empty), "source", "verify", "--json")
    assert checked.code == 0
    assert not any(count for kind, count in checked.document["quotes"].items() if kind != "exact")
    again = imported(program, empty, name)
    assert not any([*again.document["added"].values(), *again.document["changed"].values()])
    assert program("--store", str(empty), "undo").code == 0
    assert program("--store", str(empty), "export").raw == start


def test_a_person_of_the_same_name_may_be_another(program, empty):
    program("--store", str(empty), "add", "actor The Chief (person)")
    program("--store", str(empty), "add", "actor The Front (armed-group)")
    result = imported(program, empty, "sdn-2021-08-11.csv")
    assert [match["name"] for match in result.document["matched"]] == ["THE FRONT"]
    (decision,) = program("--store", str(empty), "export").document["identities"]
    assert decision["judgement"] == "unsure"
    assert "the-chief" in (decision["a"], decision["b"])


def test_rows_aside_are_kept_as_the_list_has_them(program, empty):
    aside = Path(imported(program, empty, "sdn-2021-08-11.csv").document["aside_file"])
    assert "FINIKIA" in aside.read_text()
    file = program.home / "mended.csv"
    file.write_text(aside.read_text().replace("vessel", "entity"))
    mended = program("--store", str(empty), "import", str(file), "--json")
    assert mended.document["added"]["actors"] == 1
    assert [match["name"] for match in mended.document["matched"]] == ["THE FRONT"]


def test_other_names_join_an_entry_and_stay_when_the_list_comes_again(program, empty):
    imported(program, empty, "sdn-2021-08-11.csv")
    names = imported(program, empty, "ALT.CSV").document
    assert (names["added"]["actors"], names["changed"]["actors"]) == (0, 1)
    for name in ("sdn-2021-08-11.csv", "ALT.CSV"):
        again = imported(program, empty, name).document
        assert not any([*again["added"].values(), *again["changed"].values()])
    actors = program("--store", str(empty), "export").document["actors"]
    (front,) = (actor for actor in actors if actor["names"][0]["text"] == "THE FRONT")
    assert [(name["text"], name.get("type")) for name in front["names"][1:]] == [
        ("FRONT", "weak"), ("OTHER FRONT", "alias"), ("OLD FRONT", "former")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "born"), [("sdn-2021-08-11.csv", b"04 Dec 2001"), ("consolidated.xml", b"1958")]
)
def test_a_birth_date_is_nowhere_in_the_store_unless_asked_for(program, empty, name, born):
    imported(program, empty, name)
    held = [file for file in empty.rglob("*") if file.is_file() and born in file.read_bytes()]
    assert not held
    imported(program, empty, name, "--personal")
    assert any(born in file.read_bytes() for file in (empty / "documents").iterdir())
