"""A record that another window changed while its form is open: shown and decided by field."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from form_driver import at, change, edit, form, line
from meanwhile import until
from tui_driver import Driver, exploring, text_of

from proxytui.model.changes import Change
from proxytui.tui.widgets.rows import Rows
from proxytui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def elsewhere(workspace: Workspace) -> Iterator[Workspace]:
    other = Workspace.open(workspace.place.folder, origin="window-other")
    yield other
    other.close()


def set_elsewhere(workspace: Workspace, table: str, id_: str, **fields: Any) -> None:
    """Another window sets fields of a record."""
    with elsewhere(workspace) as other:
        record = other.record(table, id_)
        assert record is not None
        other.apply([Change(table, id_, record, {**record, **fields})], "elsewhere")


def clashes(it: Driver) -> str:
    return "\n".join(text_of(it.app.screen.query_one("#clashes", Rows)))


async def test_what_both_changed_is_shown_with_both_values_before_anything_is_written(
    workspace: Workspace,
) -> None:
    async with exploring(workspace) as it:
        await edit(it, "events", "e-raid")
        await change(it, "place", "mine")
        await change(it, "title", "My raid")
        set_elsewhere(
            workspace, "events", "e-raid", place="theirs", title="Their raid", date="2023"
        )
        await until(it, lambda: "changed elsewhere too" in it.screen)
        await it.press("ctrl+s")
        assert it.top == "DecideFields"
        said = clashes(it)
        assert "theirs  theirs" in said
        assert "mine    mine" in said
        assert "Their raid" in said
        assert "2023" not in said  # only they changed it, so nothing is to be decided
        stored = workspace.record("events", "e-raid")
        assert stored is not None
        assert stored["place"] == "theirs"
        await it.press("ctrl+s")
        assert it.top == "DecideFields", "nothing is decided yet"
        await it.press("m")  # the title, and on to the place
        await it.press("t")
        await it.press("ctrl+s")
        assert it.top == "Explorer"
        stored = workspace.record("events", "e-raid")
        assert stored is not None
        both = {stored["title"], stored["place"]}
        assert both in ({"My raid", "theirs"}, {"Their raid", "mine"})
        assert stored["date"] == "2023"


async def test_esc_goes_back_to_the_form_with_what_was_typed(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await edit(it, "events", "e-raid")
        await change(it, "place", "mine")
        set_elsewhere(workspace, "events", "e-raid", place="theirs")
        await it.press("ctrl+s", "esc")
        assert it.top == "RecordForm"
        assert "mine" in line(it, "place")
        stored = workspace.record("events", "e-raid")
        assert stored is not None
        assert stored["place"] == "theirs"


async def test_other_fields_of_both_are_kept_without_a_question(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await edit(it, "events", "e-raid")
        await change(it, "place", "mine")
        set_elsewhere(workspace, "events", "e-raid", title="Their raid")
        await it.press("ctrl+s")
        assert it.top == "Explorer"
        stored = workspace.record("events", "e-raid")
        assert stored is not None
        assert (stored["place"], stored["title"]) == ("mine", "Their raid")


async def test_names_that_both_added_are_both_kept(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await edit(it, "actors", "borland")
        await at(it, "names")
        await it.press("a", *"Borlandia", "enter", "esc")
        names = [{"text": "Borland"}, {"text": "Borlonia"}]
        set_elsewhere(workspace, "actors", "borland", names=names)
        await it.press("ctrl+s")
        assert it.top == "Explorer"
        stored = workspace.record("actors", "borland")
        assert stored is not None
        assert {name["text"] for name in stored["names"]} == {"Borland", "Borlandia", "Borlonia"}


async def test_of_lists_that_clash_only_what_differs_is_shown(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await edit(it, "events", "e-raid")
        await at(it, "participants/0")
        await it.press("d")
        people = [{"actor": "cedar", "role": "party"}, {"actor": "borland"}]
        set_elsewhere(workspace, "events", "e-raid", participants=people)
        await it.press("ctrl+s")
        assert it.top == "DecideFields"
        said = clashes(it)
        assert "as party" in said
        assert "Borland" not in said
        await it.press("t", "ctrl+s")
        stored = workspace.record("events", "e-raid")
        assert stored is not None
        assert stored["participants"] == people


async def test_undo_takes_back_a_decided_conflict_as_one_step(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await edit(it, "events", "e-raid")
        await change(it, "place", "mine")
        set_elsewhere(workspace, "events", "e-raid", place="theirs")
        await it.press("ctrl+s", "m", "ctrl+s")
        before = workspace.record("events", "e-raid")
        assert before is not None
        assert before["place"] == "mine"
        await it.press("u")
        after = workspace.record("events", "e-raid")
        assert after is not None
        assert after["place"] == "theirs"


async def test_a_record_that_was_removed_elsewhere_can_be_written_anew(
    workspace: Workspace,
) -> None:
    async with exploring(workspace) as it:
        await edit(it, "events", "e-talks")
        await change(it, "place", "mine")
        with elsewhere(workspace) as other:
            other.apply([Change("events", "e-talks", other.record("events", "e-talks"), None)], "x")
        await until(it, lambda: "e-talks" not in workspace.index.events)
        await it.press("ctrl+s")
        assert it.top == "RecordForm"
        assert "removed elsewhere" in it.said[-1]
        assert form(it).form.value(("place",)) == "mine"
        await it.press("ctrl+s")
        stored = workspace.record("events", "e-talks")
        assert stored is not None
        assert stored["place"] == "mine"
