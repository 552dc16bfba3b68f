"""Differences, tensions and gaps as commands, from real processes on a small store."""

from __future__ import annotations

import json
import re

import pytest


def imported(program, claim: str, **fields):
    """Change a claim of the store, or remove fields given as None, by an import."""
    document = json.loads(program("export").out)
    (found,) = (one for one in document["claims"] if one["id"] == claim)
    found.update(fields)
    file = program.home / "edited.json"
    file.write_text(json.dumps(document))
    assert program("import", str(file)).code == 0


def transactions(program):
    return program("log", "--json").document["transactions"]


def test_diff_tells_what_changed_between_two_dates_each_with_a_tie_and_its_quotes(program):
    found = program("diff", "2000", "2015", "--json").document
    assert (found["from"], found["to"]) == ("2000", "2015")
    told = [one for one in found["changes"] if one["tie"]["id"] == "backs:north:militia"]
    assert [one["kind"] for one in told] == ["may-have-begun", "terms"]
    one = told[0]
    assert set(one) == {"kind", "words", "tie"}
    assert "report that North backs the People's Militia" in one["words"]
    assert [quote["check"] for quote in one["tie"]["quotes"]] == ["exact", "no-copy"]


def test_diff_for_one_actor_and_printed_under_headings(program):
    out = program("diff", "2000", "2015", "south").out
    assert out.splitlines()[0] == "from 2000 to 2015, by the dates given"
    assert "militia" not in out.lower()
    lines = program("diff", "2000", "2015").lines
    assert "may have begun (1)" in lines
    assert "first reported in this time; no start known (2)" in lines
    assert any("✓ “North has sent weapons to the militia” · in source" in line for line in lines)


def test_diff_of_the_same_date_is_empty_and_no_failure(program):
    ended = program("diff", "2015", "2015")
    assert (ended.code, ended.err) == (0, "proxytui: no difference is recorded\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("diff",), "two dates are needed"),
        (("diff", "2010"), "two dates are needed"),
        (("diff", "2010", "2005"), "2010 lies after 2005"),
        (("diff", "2010", "soon"), "'soon' is no date"),
        (("diff", "2010", "2012", "nobody at all"), "no actor is named"),
        (("diff", "--recorded", "start"), "expected 2 arguments"),
        (("diff", "--recorded", "start", "soon"), "“soon” is no time and no id"),
        (("diff", "--recorded", "now", "start"), "the first of the two lies after the second"),
        (("diff", "--publisher", "The Pape", "nobody"), "no publisher is named “nobody”"),
        (("diff", "--publisher", "a", "b", "--recorded", "a", "b"), "exclude each other"),
        (("diff", "--publisher", "a", "b", "2010", "2012"), "“2012” is one word too many"),
    ],
)
def test_what_diff_can_not_compare_is_one_line_that_says_why(program, words, said):
    ended = program(*words)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err
    assert ended.err.count("\n") == 1


def test_diff_recorded_compares_two_states_of_the_store(program):
    first = transactions(program)[0]["id"]
    imported(program, "c-1", terms=["W"], since="2010")
    second = transactions(program)[0]["id"]
    imported(program, "c-7", status="refuted", reason="Withdrawn.")
    before = (program.store / "journal" / "000001.jsonl").read_bytes()
    changed = [
        [(one["kind"], one["tie"]["id"]) for one in ended.document["changes"]]
        for ended in (
            program("diff", "--recorded", first, second, "--json"),
            program("diff", "--recorded", second, "now", "--json"),
            program("diff", "--recorded", first, "now", "militia", "--json"),
            program("diff", "--recorded", second, "now", "militia", "--json"),
        )
    ]
    one = [("terms", "backs:north:militia"), ("dates", "backs:north:militia")]
    assert changed == [one, [("refuted", "backs:commander:south")], one, []]
    assert (program.store / "journal" / "000001.jsonl").read_bytes() == before
    everything = program("diff", "--recorded", "start", "now", "--json").document["changes"]
    assert {one["tie"]["id"] for one in everything} >= {"backs:north:militia", "backs:south:north"}
    assert "refuted" not in {one["kind"] for one in everything}, "none was there to be refuted"


def test_diff_recorded_takes_times_and_says_how_far_back_the_journal_reaches(program):
    made = transactions(program)[0]
    imported(program, "c-1", terms=["W"])
    found = program("diff", "--recorded", made["time"], "9999", "--json").document["changes"]
    assert [one["kind"] for one in found] == ["terms"]
    ended = program("diff", "--recorded", "2001", "now")
    assert (ended.code, ended.out) == (1, "")
    assert re.fullmatch(
        r"proxytui: the journal reaches back to \S+ only, not to 2001; .*\n", ended.err
    )
    ended = program("--demo", "diff", "--recorded", "2024", "now")
    assert (ended.code, ended.out) == (1, "")
    assert "nothing was changed in this store yet" in ended.err


def test_diff_recorded_after_an_undo_is_what_it_was(program):
    first = transactions(program)[0]["id"]
    imported(program, "c-1", terms=["W"])
    assert program("undo").code == 0
    assert program("diff", "--recorded", first, "now", "--json").document["changes"] == []


def test_diff_of_two_publishers_tells_what_rests_on_which(program):
    found = program("diff", "--publisher", "The Paper", "agency", "--json").document
    assert (found["from"], found["to"]) == ("The Paper", "The Agency")
    kinds: dict[str, list[str]] = {}
    for one in found["changes"]:
        kinds.setdefault(one["tie"]["id"], []).append(one["kind"])
    assert kinds["backs:north:militia"] == ["both", "dates", "terms"]
    assert kinds["backs:commander:south"] == ["only-to"]
    assert kinds["backs:militia:north"] == ["only-from"]
    assert "backs:south:militia" not in kinds, "a refuted claim rests on nobody"


def opposed(program):
    """Let North back another side too, and that one oppose the first."""
    claims = [
        {"type": "backs", "subject": "north", "object": "south", "since": "2011"},
        {"type": "opposes", "subject": "south", "object": "militia", "since": "2010"},
    ]
    document = json.loads(program("export").out)
    cited = [{"source": "s-paper", "quote": {"exact": "ever paid by South"}}]
    for number, one in enumerate(claims):
        document["claims"].append({"id": f"c-made-{number}", "citations": cited, **one})
    file = program.home / "opposed.json"
    file.write_text(json.dumps(document))
    assert program("import", str(file)).code == 0


def test_tensions_are_told_with_their_ties_quotes_and_the_balance_by_year(program):
    opposed(program)
    found = program("tensions", "--as-of", "2015", "--json").document
    assert set(found) == {"as_of", "balance", "findings"}
    (one,) = (one for one in found["findings"] if one["kind"] == "both-sides")
    assert set(one) == {"kind", "words", "state", "actors", "ties"}
    assert (one["actors"], one["state"]) == (["north", "militia", "south"], "possibly")
    assert all(tie["quotes"] for tie in one["ties"])
    assert "North is said to back both the People's Militia and South" in one["words"]
    years = {year.pop("year"): year for year in found["balance"]}
    assert years[2015] == {
        "balanced": 0, "unbalanced": 1, "held_balanced": 0, "held_unbalanced": 0,
    }  # fmt: skip
    lines = program("tensions", "--as-of", "2015").lines
    assert "said to back both sides of an opposition (1)" in lines
    assert any("✓ “ever paid by South” · in source" in line for line in lines)
    assert any(re.match(r"\d{4}–\d{4} +no triangle balances, 1 doesn't", line) for line in lines)


def test_a_store_without_tensions_says_so_and_ends_with_0(program):
    ended = program("tensions", "--as-of", "1900")
    assert ended.code == 0
    assert "no tension is found in what is reported" in ended.err


def test_gaps_name_each_weak_spot_by_code_and_record(program):
    found = program("gaps", "--json").document["findings"]
    assert {frozenset(one) for one in found} == {frozenset({"code", "record", "words"})}
    told = {(one["code"], one["record"]) for one in found}
    assert told >= {
        ("quote-absent", "claims/c-4"),
        ("quote-unverified", "claims/c-2"),
        ("no-quote", "claims/c-3"),
        ("no-terms", "claims/c-7"),
        ("one-publisher", "ties/backs:commander:south"),
        ("no-publisher", "ties/backs:south:north"),
    }
    assert not any(record == "ties/backs:north:militia" for _, record in told)
    lines = program("gaps").lines
    assert "quotes that do not stand in the kept text (1)" in lines
    (line,) = (line for line in lines if "Not in source: “words that stand nowhere" in line)
    assert line.endswith(" · claims/c-4")
    assert "a report on the militia (The Paper, about 2 Dec 2024) says so. According to" in line


def test_gaps_shows_the_first_of_each_kind_and_counts_all(program):
    every = program("gaps", "--json").document["findings"]
    codes = [one["code"] for one in every]
    first = program("gaps", "--first", "1", "--json").document["findings"]
    assert [one["code"] for one in first] == list(dict.fromkeys(codes))
    assert all(one in every for one in first)
    assert len(first) < len(every)
    lines, cut = program("gaps").lines, program("gaps", "--first", "1").lines
    assert [line for line in cut if line.endswith(")") and line[0] != " "] == [
        line for line in lines if line.endswith(")") and line[0] != " "
    ]
    repeated = next(code for code in codes if codes.count(code) > 1)
    more = f"  {codes.count(repeated) - 1} more; without --first all are shown"
    assert more in cut
    assert not any("more; without --first" in line for line in lines)
    assert program("gaps", "--first", "0").lines == lines


def test_gaps_without_a_publisher_shows_the_first_of_each_kind_too(program):
    without = ("gaps", "--without", "the paper")
    every = program(*without, "--json").document["findings"]
    first = program(*without, "--first", "1", "--json").document["findings"]
    assert [one["code"] for one in first] == list(dict.fromkeys(one["code"] for one in every))


def test_gaps_without_a_publisher_say_what_would_fall_weaken_or_stay(program):
    found = program("gaps", "--without", "the paper", "--json").document["findings"]
    codes = {one["record"]: one["code"] for one in found}
    assert codes["ties/backs:north:militia"] == "weakens"
    assert codes["ties/backs:militia:north"] == "falls"
    ended = program("gaps", "--without", "the paper")
    assert (ended.code, ended.lines[0].endswith(", without The Paper")) == (0, True)
    line = next(one for one in ended.lines if "backs:north:militia" in one)
    assert line.startswith(
        "  Without The Paper: 1 publisher instead of 2, possibly instead of held"
    )
    assert "no longer funding" in line
    assert "2 more ties would stay, where The Paper is not cited" in ended.err


def test_an_unknown_publisher_is_one_line_with_close_names(program):
    ended = program("gaps", "--without", "The Agensy")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == (
        "proxytui: no publisher is named “The Agensy”; "
        "give the name of one of: The Agency; The Paper\n"
    )
