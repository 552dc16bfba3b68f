"""A table comes in by a mapping that is named, kept, guessed; what it will say is shown before."""

from __future__ import annotations

import openpyxl
import pytest

from proxytui.text import line

ROWS = "Who,Whom,How,When\nNorthland,Rebels,arms,13/02/1982\nNorthland,Others,money,1990\n"
MAPPING = """
[columns]
subject = "Who"
object = "Whom"
terms = "How"
since = "When"
[constants]
type = "backs"
"""


@pytest.fixture
def table(program, empty):
    """Imports a text as a table of a name into an empty store."""

    def import_(text: str, name: str = "ties.csv", *words: str, encoding: str = "utf-8"):
        (program.home / name).write_bytes(text.encode(encoding))
        return program("--store", str(empty), "import", str(program.home / name), *words)

    import_.store = empty
    (program.home / "m.toml").write_text(MAPPING, "utf-8")
    import_.mapping = ("--mapping", str(program.home / "m.toml"))
    return import_


def test_a_dry_run_shows_the_first_rows_in_the_words_of_the_program(table, program):
    before = program("--store", str(table.store), "export").raw
    ended = table(ROWS, "ties.csv", *table.mapping, "--dry-run")
    assert ended.code == 0
    assert "According to “ties”, Northland backs Rebels: weapons." in ended.out
    assert "“Who: Northland; Whom: Rebels; How: arms; When: 13/02/1982”" in ended.out
    assert "subject “Who”, object “Whom”" in ended.err
    assert not (table.store / "mappings").exists()
    assert program("--store", str(table.store), "export").raw == before


def test_a_mapping_is_kept_and_found_again_by_the_columns(table):
    assert table(ROWS, "ties.csv", *table.mapping).code == 0
    assert (table.store / "mappings" / "ties.toml").exists()
    more = ROWS + "Southland,Rebels,training,1999\n"
    ended = table(more, "ties-second-edition.csv")
    assert ended.code == 0
    assert "by the mapping ties of an earlier import" in ended.err
    assert "added 1 actor and 1 claim; changed 1 source; 5 unchanged" in ended.err
    again = table(more, "third.csv", "--mapping", "ties")
    assert "nothing added or changed" in again.err


def test_rows_that_were_set_aside_come_in_by_the_same_mapping_when_mended(table):
    assert table(ROWS + "Northland,Third,arms,soon\n", "ties.csv", *table.mapping).code == 1
    aside = next((table.store / "aside").glob("*.csv")).read_text("utf-8")
    assert "soon" in aside
    ended = table(aside.replace("soon", "2001"), "mended.csv")
    assert ended.code == 0
    assert "1 claim" in ended.err


def test_a_table_that_says_too_little_is_refused_with_the_way_out(table):
    ended = table(ROWS)
    assert ended.code == 2
    assert "don't say which is the subject and the object and the type" in ended.err
    assert "--suggest-mapping" in ended.err


def test_a_suggested_mapping_needs_only_what_is_missing(table, program):
    ended = table(ROWS, "ties.csv", "--suggest-mapping")
    assert ended.code == 0
    assert '# Needed under [columns]: subject = "…"' in ended.out
    assert table(ROWS, "ties.csv", "--suggest-mapping", "--json").document["mapping"] == ended.out
    assert program("--store", str(table.store), "import", str(program.home / "m.toml"),
                   "--suggest-mapping").code == 2  # fmt: skip


def test_an_encoding_that_is_in_doubt_is_asked_for(table):
    text = "subject,object,type\nÇağrı,Işık,backs\n"
    ended = table(text, encoding="cp1254")
    assert ended.code == 2
    assert "say it with --encoding" in ended.err
    assert table(text, "ties.csv", "--encoding", "cp1254", encoding="cp1254").code == 0


def test_of_several_sheets_one_is_named_on_the_line(program, empty):
    book = openpyxl.Workbook()
    for row in (["subject", "object", "type"], ["Northland", "Rebels", "backs"]):
        book.active.append(row)
    people = book.create_sheet("People")
    for row in (["name", "kind"], ["Rebels", "militia"]):
        people.append(row)
    book.save(program.home / "book.xlsx")
    import_ = ("--store", str(empty), "import", str(program.home / "book.xlsx"))
    ended = program(*import_)
    assert ended.code == 2
    assert "book.xlsx has several sheets: Sheet, People" in ended.err
    assert "name it with --sheet" in ended.err
    assert "added 1 actor and 1 source" in program(*import_, "--sheet", "People").err
    assert "1 claim" in program(*import_, "--sheet", "Sheet").err
    ended = program(*import_, "--sheet", "Peple")
    assert (ended.code, "it has Sheet, People" in ended.err) == (2, True)


def test_a_run_of_years_that_gains_an_earlier_one_is_the_same_claim(table, program):
    rows = (
        "sponsor,recipient,support,year\nNorthland,Rebels,arms,1991\nNorthland,Rebels,arms,1992\n"
    )
    assert "1 claim" in table(rows).err
    more = rows + "Northland,Rebels,arms,1990\nNorthland,Rebels,arms,1993\n"
    ended = table(more)
    assert "changed 1 claim" in ended.err
    assert "claim" not in ended.err.partition("added ")[2].partition(";")[0]
    (claim,) = program("--store", str(table.store), "export").document["claims"]
    assert (claim["since"], claim["attested"], claim["basis"]) == (
        "../1990", ["1990", "1993"], "each-year",
    )  # fmt: skip
    assert len(claim["citations"]) == 4
    assert "nothing added or changed" in table(more).err


def test_options_of_tables_are_for_tables(table, program):
    (program.home / "x.json").write_bytes(program("export").raw)
    ended = program("--store", str(table.store), "import", str(program.home / "x.json"),
                    "--sheet", "One")  # fmt: skip
    assert ended.code == 2
    assert "--sheet is for tables, not for json" in ended.err


def test_a_faulty_or_missing_mapping_is_told_in_one_line(table, program):
    assert "there is no mapping none" in table(ROWS, "ties.csv", "--mapping", "none").err
    (program.home / "m.toml").write_text("columns = 1", "utf-8")
    assert "“columns” is no table" in table(ROWS, "ties.csv", *table.mapping).err
    (program.home / "m.toml").write_text("rows = [", "utf-8")
    assert "m.toml is no TOML" in table(ROWS, "ties.csv", *table.mapping).err


def test_three_tables_give_the_same_ties_in_another_store(program, empty):
    assert program("export", "--format", "csv", "-o", str(program.home / "out")).code == 0
    for name in ("actors.csv", "claims.csv"):
        ended = program("--store", str(empty), "import", str(program.home / "out" / name))
        assert ended.code == 0, ended.err

    def ties(document):
        # What no line can show is not taken in.
        names = {actor["id"]: line(actor["names"][0]["text"]) for actor in document["actors"]}
        fields = ("terms", "since", "until", "basis", "attested", "flags", "status")
        return sorted(
            (names[c["subject"]], c["type"], names[c["object"]], str([c.get(f) for f in fields]))
            for c in document["claims"]
        )

    there = program("--store", str(empty), "export").document
    assert ties(there) == ties(program("export").document)


def test_undo_of_an_import_leaves_the_start(table, program):
    start = program("--store", str(table.store), "export").raw
    table(ROWS, "ties.csv", *table.mapping)
    assert program("--store", str(table.store), "undo").code == 0
    assert program("--store", str(table.store), "export").raw == start
