"""An id in brackets that no record has is told where it stands, in each place that may name one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from proxytui.commands.edit import read_text
from proxytui.editing import citation, citation_line, directory
from proxytui.editing.line import preview
from proxytui.editing.new_sources import TypedRecords
from proxytui.store.store import Store
from proxytui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXT = """\
source wire  The Wire
actor River Guard (armed-group) [river-guard]
actor North (state) [north]
actor South (state) [south]
North backs River Guard [c-1]
  "gave them rifles" wire
"""
NOBODY = "no actor has the id nobody"
CLOSE = "; close to it is River Guard [river-guard]"
LINES = (
    ("North backs [river-gard] from wire", 13, "no actor has the id river-gard" + CLOSE),
    ("North backs [suth] from wire", 13, "no actor has the id suth; close to it is South [south]"),
    ("[nobody] backs North from wire", 1, NOBODY),
    ("North [nobody] backs South from wire", 7, NOBODY),
    ("North backs South; against River Guard, [nobody]; from wire", 41, NOBODY),
    ('North backs South "x" wire, said by [nobody]', 37, NOBODY),
    ("North backs South: weapons; against: [\"nobody\"]; from wire", 1, NOBODY),
    ("event A bridge falls; with [nobody]; from wire", 28, NOBODY),
    ("event A bridge falls; claims c-1, c-9; from wire", 35, "no claim has the id c-9"),
    ("same North, [nobody]", 13, NOBODY),
    ("note North, [nobody]", 13, "no record has the id nobody"),
    ("note North backs [nobody]", 18, NOBODY),
)  # fmt: skip


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    Store.create(tmp_path / "store", None)
    opened = Workspace.open(tmp_path / "store")
    opened.apply(read_text(opened, TEXT).changes, "begin")
    yield opened
    opened.close()


@pytest.mark.parametrize(("line", "column", "words"), LINES, ids=[line for line, _, _ in LINES])
def test_an_id_that_no_record_has_is_told_where_it_stands(
    line: str, column: int, words: str, workspace: Workspace
) -> None:
    edit = read_text(workspace, f"# first\n{line}\n")
    assert [(fault.place, fault.message) for fault in edit.faults] == [((2, column), words)]
    assert edit.changes == ()


def test_a_line_tells_it_while_it_is_typed(workspace: Workspace) -> None:
    names, source = directory.of(workspace), workspace.index.sources.get
    shown = preview("North backs [river-gard] from wire", names, source)
    assert (shown.column, shown.fault) == (13, "no actor has the id river-gard" + CLOSE)
    assert preview("North backs [south] from wire", names, source).fault == ""


def test_a_citation_tells_who_is_said_to_speak_and_is_nobody(workspace: Workspace) -> None:
    claim = workspace.index.claims["c-1"]
    names, typed = directory.of(workspace), TypedRecords("from wire, said by [nobody]")
    edit = citation.cite(typed, claim, names, workspace)
    told = [(fault.place, fault.message) for fault in edit.faults]
    assert told == [((1, 20), NOBODY)]
    shown = citation_line.preview(typed, claim, names, names.label, workspace.index.sources.get)
    assert (shown.column, shown.fault) == (20, NOBODY)


def test_what_the_text_makes_itself_may_be_named_by_its_id(workspace: Workspace) -> None:
    text = (
        "North backs [hill] [c-2]; from wire\nactor Hill Movement [hill]\nevent Talks; claims c-2"
    )
    edit = read_text(workspace, text)
    assert edit.faults == ()
    assert {change.table for change in edit.changes} == {"actors", "claims", "events"}


def test_a_new_source_is_told_once_and_not_as_an_unknown_id(workspace: Workspace) -> None:
    told = [fault.message for fault in read_text(workspace, "North backs South from +memo").faults]
    assert told == ["“memo” is a new source; a line that says so: source memo TITLE"]


@pytest.mark.parametrize("line", ["North backs North; from wire", "same North, [north]"])
def test_a_record_of_two_actors_that_names_one_twice_is_told_so(
    line: str, workspace: Workspace
) -> None:
    told = [(fault.place, fault.message) for fault in read_text(workspace, line).faults]
    assert told == [((1, 1), "this names the same actor twice; it needs two")]


def test_a_mistake_in_an_actors_line_is_not_told_again_where_it_is_named(
    workspace: Workspace,
) -> None:
    text = "actor Hill Movement (armed grup) [hill]\nNorth backs [hill]; from wire"
    faults = read_text(workspace, text).faults
    assert [fault.place.line for fault in faults] == [1]


def test_a_source_without_a_title_is_not_told_again_where_it_is_cited(
    workspace: Workspace,
) -> None:
    faults = read_text(workspace, "source memo\nNorth backs South; from memo").faults
    assert [fault.place.line for fault in faults] == [1]
