"""A UCDP file comes in, its next edition changes what it had, a person's words stay; all undone."""

from __future__ import annotations

from pathlib import Path

from tests.exchange.ucdp_rows import coded, written

FIRST = [coded(1991, "114,118", "WWT"), coded(1992, "114", "W"), coded(2006, "505,114", "W", "Y")]
SECOND = [
    coded(1990, "114,118", "WWT"),
    *FIRST,
    coded(2007, "114", "W", active=0),
    coded("MMVIII", "114", "W"),
]


def imported(program, store, rows, *words: str):
    file = program.home / "ucdp-esd-ay-181.csv"
    file.write_bytes(written(rows))
    return program("--store", str(store), "import", str(file), "--json", *words)


def claims(program, store) -> list[dict]:
    found = program("--store", str(store), "export").document["claims"]
    return [claim for claim in found if claim["type"] == "backs"]


def test_the_next_edition_changes_runs_and_doubles_none(program, empty):
    first = imported(program, empty, FIRST)
    assert (first.code, first.document["added"]["claims"]) == (0, 7)
    once = claims(program, empty)
    second = imported(program, empty, SECOND)
    assert second.document["added"]["claims"] == 0
    again = imported(program, empty, SECOND)
    assert again.document["added"]["claims"] == again.document["changed"]["claims"] == 0
    twice = claims(program, empty)
    assert [claim["id"] for claim in twice] == [claim["id"] for claim in once]
    spans = [(c["since"], c.get("until"), len(c["citations"]), c.get("terms")) for c in twice]
    assert sorted(spans, key=str) == [
        ("../1990", "1991", 2, ["W"]), ("../1990", "1991", 2, ["W"]), ("1992", None, 1, ["W"]),
        ("1992/2006", None, 2, ["W"]), ("1993/2006", "2006", 1, ["Y"]),
    ]  # fmt: skip


def test_every_quote_of_a_row_stands_in_the_kept_text_of_the_source(program, empty):
    imported(program, empty, SECOND)
    checked = program("--store", str(empty), "source", "verify", "--json")
    assert checked.code == 0
    quotes = checked.document["quotes"]
    assert quotes.pop("exact") > 10
    assert not any(quotes.values())


def test_rows_aside_can_be_mended_and_read_again(program, empty):
    aside = imported(program, empty, SECOND)
    assert aside.code == 1
    file = program.home / "mended.csv"
    aside_rows = Path(aside.document["aside_file"]).read_bytes()
    file.write_bytes(aside_rows.replace(b"MMVIII", b"2008"))
    before = claims(program, empty)
    mended = program("--store", str(empty), "import", str(file), "--json")
    assert mended.document["added"]["claims"] == 2  # of backing, and of the conflict
    after = claims(program, empty)
    assert len(after) == len(before) + 1
    spans = {claim["id"]: claim["since"] for claim in after}
    assert all(spans[claim["id"]] == claim["since"] for claim in before)


def test_undo_of_both_editions_leaves_the_start(program, empty):
    start = program("--store", str(empty), "export").raw
    imported(program, empty, FIRST)
    imported(program, empty, SECOND)
    assert program("--store", str(empty), "undo").code == 0
    assert program("--store", str(empty), "undo").code == 0
    assert program("--store", str(empty), "export").raw == start
