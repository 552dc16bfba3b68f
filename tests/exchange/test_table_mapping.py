"""A mapping says what columns mean; what is wrong with one is told by its key."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxytui.errors import UsageError
from proxytui.exchange import delimited, mapping, mapping_guess
from tests.exchange.table_rows import TIES, mapped, read, table


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ({"colums": {}}, "“colums” is no key of a mapping; use columns"),
        ({"rows": "edges"}, "“rows” is “edges”; write ties or years or actors or matrix"),
        ({"rows": 1}, "“rows” is no text"),
        ({"columns": {"subjekt": "a"}}, "“columns.subjekt” is no field of ties; use subject"),
        ({"columns": {"subject": ["a", "b"]}}, "“columns.subject” takes one column"),
        ({"columns": {"subject": ""}}, "“columns.subject” is no name of a column"),
        ({"columns": {"subject": "a"}}, "which column is the object; write columns.object"),
        ({"columns": TIES["columns"]}, "write columns.type or constants.type"),
        ({**TIES, "epoch": 1970}, "write 1900 or 1904"),
        ({**TIES, "dates": "american"}, "write day-first or month-first"),
        ({**TIES, "words": {"since": {}}}, "“words.since” is no field with words"),
        ({**TIES, "words": {"type": {"x": 1}}}, "“words.type” is no table of words"),
        ({**TIES, "delimiter": ";;"}, "“delimiter” is more than one sign"),
        ({**TIES, "constants": {"type": ["a", 1]}}, "“constants.type” is no text"),
        ({"columns": []}, "“columns” is no table"),
    ],
)
def test_a_fault_names_the_key_and_what_to_write(document, words):
    with pytest.raises(UsageError) as error:
        mapping.read(document)
    assert words in str(error.value)
    assert "\n" not in str(error.value)


def test_a_column_that_is_not_there_is_named_with_those_that_are():
    with pytest.raises(UsageError, match=r"t.csv has no column “b”; it has a, c"):
        read(table(["a", "c"], ["x", "y"]), dict(TIES))


_NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8).filter(
    lambda name: mapping.text.line(name)
)


@given(_NAMES, _NAMES, _NAMES, st.dictionaries(_NAMES, _NAMES, max_size=3))
def test_a_mapping_that_is_written_reads_as_itself(a, b, title, words):
    document = {
        "columns": {"subject": a, "object": b, "subject_identifiers": {"x y": a}},
        "constants": {"type": "backs", "summary": title},
        "words": {"type": words},
        "title": title,
        "epoch": 1904,
        "header": [a, b],
    }
    before = mapping.read(document)
    assert mapping.parse(mapping.written(before), "m.toml") == before


@pytest.mark.parametrize(
    "header",
    [
        ["Sponsor", "Recipient", "Since"],
        ["source", "target", "relation"],
        ["From", "To", "Type", "Start date", "Publication_Date"],
        ["actor1", "actor2", "RelationType"],
        ["Name", "aka", "Country"],
    ],
)
def test_headers_that_say_enough_need_no_mapping(header):
    class Table:
        name, note = "t.csv", ""

        def __init__(self) -> None:
            self.header = header

        def rows(self):
            return iter(())

    assert mapping_guess.guess(Table()).missing == ()


def test_a_source_beside_a_target_is_an_end_and_else_what_is_cited():
    edges = read(table(["source", "target", "type"], ["A", "B", "backs"]))
    assert [c["subject"] for c in edges.claims] == ["name a"]
    cited = read(table(["from", "to", "type", "source"], ["A", "B", "backs", "Report"]))
    assert [s["title"] for s in cited.tables["sources"].values()] == ["Report"]


def test_a_header_that_leaves_open_what_is_what_is_shown_with_the_way_out():
    with pytest.raises(UsageError) as error:
        read(table(["who", "whom", "amount"], ["A", "B", 3]))
    assert "“who”, “whom”, “amount”" in str(error.value)
    assert "--mapping" in error.value.hint


def test_a_suggestion_is_a_mapping_as_soon_as_it_says_what_is_needed():
    data = table(["Sponsor", "Recipient", "Since", "colour"], ["A", "B", 1999, "red"])
    words = mapping_guess.suggestion(delimited.opened(io.BytesIO(data), "t.csv", None))
    assert "# Columns that aren't read: colour" in words
    assert mapping.parse(words, "m").columns["since"] == ("Since",)


def test_words_of_the_file_stand_for_those_that_the_mapping_says():
    outcome = mapped(
        ["a", "b", "kind", "how"],
        ["A", "B", "befriends", "cash; guns"],
        columns={"type": "kind", "terms": "how"},
        constants={},
        words={"type": {"Befriends": "backs"}, "terms": {"cash": "F", "guns": "W"}},
    )
    assert [(c["type"], c["terms"]) for c in outcome.claims] == [("backs", ["F", "W"])]


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        ("Backer,Recipient,From,Until", {"subject": "Backer", "since": "From", "until": "Until"}),
        ("Patron,Client,From,To,Type", {"object": "Client", "since": "From", "until": "To"}),
        ("From,To,Type", {"subject": "From", "object": "To"}),
        ("source,target,relation", {"subject": "source", "object": "target"}),
        ("Backer,Recipient,What,Words", {"terms": "What", "quote": "Words"}),
    ],
)
def test_words_that_may_be_ends_or_dates_are_what_the_other_columns_leave(header, columns):
    data = f"{header}\n{',x' * header.count(',')}x\n".encode()
    guessed = mapping_guess.guess(delimited.opened(io.BytesIO(data), "t.csv", None)).mapping
    assert {field: (name,) for field, name in columns.items()}.items() <= guessed.columns.items()
