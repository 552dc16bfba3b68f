"""The plan of an edit: what is added, changed and removed, in lines of the notation."""

from __future__ import annotations

from proxytui.model.changes import Change
from proxytui.notation.names import NamesOfRecords
from proxytui.views import plan

ACTORS = {
    "a": {"kind": "state", "names": [{"text": "Ardania"}]},
    "b": {"kind": "armed-group", "names": [{"text": "Borland"}]},
}
CLAIM = {
    "type": "backs",
    "subject": "a",
    "object": "b",
    "since": "2001",
    "citations": [{"source": "s", "quote": {"exact": "it feeds them"}}],
}


def lines(*changes: Change, cells: int = 80) -> list[str]:
    return [
        "".join(span.text for span in row.line).rstrip()
        for row in plan.rows(plan.plan(changes, NamesOfRecords(ACTORS)), cells)
    ]


def test_a_changed_record_shows_only_the_lines_that_differ() -> None:
    assert lines(Change("claims", "c-1", CLAIM, {**CLAIM, "since": "2002"})) == [
        "changed: Ardania backs Borland [c-1]",
        "  - since 2001",
        "  + since 2002",
    ]


def test_an_added_record_shows_all_of_its_lines_and_names_actors_added_with_it() -> None:
    new = {"kind": "party", "names": [{"text": "Cedar"}]}
    listed = lines(
        Change("actors", "cedar", None, new),
        Change("claims", "c-2", None, {**CLAIM, "object": "cedar"}),
    )
    assert listed[0] == "added: actor Cedar (party) [cedar]"
    assert "added: Ardania backs Cedar [c-2]" in listed
    assert any(line.startswith("  + ") and "it feeds them" in line for line in listed)


def test_an_added_record_shows_nothing_that_only_the_program_uses() -> None:
    quote = {
        "exact": "it feeds them",
        "prefix": "for ",
        "suffix": ".",
        "start": 9,
        "text": "0" * 64,
    }
    claim = {**CLAIM, "citations": [{"source": "s", "quote": quote, "locator": {"paragraph": 2}}]}
    kept = {"title": "A memo", "documents": [{"text": "0" * 64, "added": "2024-12-02T09:30:00Z"}]}
    listed = lines(Change("claims", "c-3", None, claim), Change("sources", "s", None, kept))
    assert '  + "it feeds them" s ¶2' in listed
    assert not any("{" in line for line in listed)


def test_a_removed_record_is_named_and_counts_are_of_records() -> None:
    planned = plan.plan(
        [Change("claims", "c-1", CLAIM, None), Change("actors", "b", ACTORS["b"], None)],
        NamesOfRecords(ACTORS),
    )
    assert [step.kind for step in planned] == ["removed", "removed"]
    assert plan.counts(planned) == "2 removed"
    assert lines(Change("claims", "c-1", CLAIM, None)) == ["removed: Ardania backs Borland [c-1]"]


def test_words_longer_than_a_line_are_broken_and_foreign_signs_are_shown() -> None:
    note = {"about": ["a"], "text": "x" * 90 + "\x1b[31m", "created": "t", "modified": "t"}
    listed = lines(Change("notes", "n-1", None, note), cells=40)
    assert all(len(line) <= 40 for line in listed)
    assert not any("\x1b" in line for line in listed)


def test_a_step_is_called_after_what_it_writes() -> None:
    names = NamesOfRecords(ACTORS)
    claim = Change("claims", "c-1", None, CLAIM)
    actor = Change("actors", "cedar", None, {"kind": "party", "names": [{"text": "Cedar"}]})
    assert plan.step_label("add", [claim], names) == "add Ardania backs Borland"
    assert plan.step_label("add", [actor, claim], names) == "add Ardania backs Borland, and 1 more"
    assert plan.step_label("edit", [actor], names) == "edit actor Cedar (party)"
    long = {"kind": "party", "names": [{"text": "Very long name of a party " * 9}]}
    assert len(plan.step_label("add", [Change("actors", "x", None, long)], names)) < 80
