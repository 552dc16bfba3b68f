"""Keys on an actor that several records show as: which of them they mean, and how it is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from small_store import _name
from tui_driver import Driver, exploring
from twin_actors import records

from proxytui.model.changes import Change
from proxytui.tui.forms.screen import RecordForm

if TYPE_CHECKING:
    from proxytui.workspace import Workspace

_KEYS = {"-": "minus", " ": "space"}


def whole(it: Driver) -> str:
    return " ".join(it.screen.split())


async def test_the_form_of_an_actor_of_several_records_asks_which(merged: Workspace) -> None:
    async with exploring(merged) as it:
        await it.go("actors", "actor:cedar")
        await it.press("e")
        assert it.top == "SelectOne"
        assert "Which of its records?" in it.screen
        assert "Cedar Brigade [cedar2]" in it.screen
        await it.press("j", "enter")
        assert it.top == "RecordForm"
        form = it.app.screen
        assert isinstance(form, RecordForm)
        assert form.form.id == "cedar2"
        assert "actor › Cedar Brigade [cedar2]" in it.screen


async def test_a_record_of_several_is_removed_alone_and_comes_back(merged: Workspace) -> None:
    before = records(merged)
    async with exploring(merged) as it:
        await it.go("actors", "actor:cedar")
        await it.press("d")
        assert "Remove which of its records?" in it.screen
        await it.press("esc")
        assert records(merged) == before
        await it.press("d", "j", "enter")
        await it.settled()
        assert "Remove the actor Cedar Brigade [cedar2]?" in it.screen
        assert "1 decision" in it.screen
        assert "claim: Cedar Brigade › recorded as part of › Cedar Brigade" in it.screen
        assert "decision: Cedar Brigade [cedar] and Cedar Brigade [cedar2] are" in whole(it)
        await it.press("y")
        assert merged.record("actors", "cedar2") is None
        assert merged.record("actors", "cedar") == before["actors"]["cedar"]
        assert not list(merged.index.iter_decisions())
        await it.press("u")
    assert records(merged) == before


async def test_a_citation_of_an_actor_of_several_records_opens_in_its_own_record(
    merged: Workspace,
) -> None:
    cited = {"source": "s-almanac", "speaker": {"actor": "cedar2"}}
    before = merged.record("actors", "cedar2")
    assert before is not None
    after = {**before, "citations": [cited]}
    merged.apply([Change("actors", "cedar2", before, after)], "cited")
    place = len(merged.index.actors["cedar"].citations) - 1
    async with exploring(merged) as it:
        selected = it.app.screen.record_forms._choice.of_row(f"quote:actors/cedar:{place}")
        assert [(one.id, one.part) for one in selected] == [("cedar2", ("citations", 0))]


async def test_the_counts_of_a_store_say_how_many_records_show_as_actors(
    merged: Workspace,
) -> None:
    count = len(list(merged.index.actor_ids()))
    async with exploring(merged) as it:
        await it.press("colon", *"stats", "enter")
        assert f"actors {count} ({count + 1} records)" in whole(it)


async def test_the_id_of_a_record_that_another_stands_for_is_searched_for(
    merged: Workspace,
) -> None:
    hidden = {"kind": "unknown", "names": [_name("Qamar Cell")], "described": True}
    async with exploring(merged) as it:
        await it.press("s", *"nur", "esc")  # the names are read before the decision
        decision = {"a": "nur", "b": "ofac-90817", "judgement": "same"}
        merged.apply([Change("actors", "ofac-90817", None, hidden)], "another")
        merged.apply([Change("identities", "i-9", None, decision)], "judged")
        for typed in ("ofac-90817", "qamar cell"):
            await it.press("s", *(_KEYS.get(letter, letter) for letter in typed))
            await it.settled()
            await it.press("enter")
            assert it.session.centre == "nur", typed
            await it.press("minus")
