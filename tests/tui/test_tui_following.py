"""After a change the screen is that of a fresh start on the same store, whoever made the change."""

from __future__ import annotations

import asyncio
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest
from tui_driver import Driver, exploring

from proxytui.editing.removal import falling
from proxytui.model.changes import Change
from proxytui.model.filters import Filter
from proxytui.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from proxytui.model.records import Json

PANES = ("actors", "ties", "detail")
NOTE: Json = {
    "about": ["ardania"],
    "text": "Ask again.",
    "created": "2024-12-02T10:00:00Z",
    "modified": "2024-12-02T10:00:00Z",
}
# A record, and the fields that it gets; None takes it away.
CHANGES: dict[str, tuple[str, str, Json | None]] = {
    "a name of the centre": ("actors", "ardania", {"names": [{"text": "Zeta"}]}),
    "a name of a neighbour": ("actors", "cedar", {"names": [{"text": "Zeta"}]}),
    "a dated name": (
        "actors",
        "cedar",
        {"names": [{"text": "Alpha", "until": "1990"}, {"text": "Omega", "since": "1991"}]},
    ),
    "a kind": ("actors", "cedar", {"kind": "party"}),
    "an end of an actor": ("actors", "cedar", {"dissolved": "2001"}),
    "a country": ("actors", "cedar", {"countries": ["SY"]}),
    "an actor that goes": ("actors", "cedar", None),
    "the centre that goes": ("actors", "ardania", None),
    "an actor that comes": ("actors", "new", {"kind": "state", "names": [{"text": "Aaa"}]}),
    "a date of a claim": ("claims", "c-14", {"since": "1995"}),
    "an end of a claim": ("claims", "c-14", {"until": "1996"}),
    "a status of a claim": ("claims", "c-14", {"status": "refuted"}),
    "another object of a claim": ("claims", "c-14", {"object": "nur"}),
    "a claim that goes": ("claims", "c-14", None),
    "a title of a source": ("sources", "s-herald", {"title": "Another title"}),
    "a retracted source": ("sources", "s-herald", {"status": "retracted"}),
    "a publisher": ("sources", "s-herald", {"publisher": "The Gazette"}),
    "a date of a source": ("sources", "s-herald", {"published": "1999"}),
    "an event": ("events", "e-raid", {"title": "Another raid"}),
    "a note": ("notes", "n-new", NOTE),
    "actors judged the same": (
        "identities",
        "i-new",
        {"a": "cedar", "b": "nur", "judgement": "same", "made": "2024-12-02T10:00:00Z"},
    ),
}


def changes(workspace: Workspace, name: str) -> list[Change]:
    """The change of that name; with a record go those that can't stand without it."""
    table, id_, fields = CHANGES[name]
    if fields is None:
        keys = [(table, id_), *falling(workspace.raw(), [(table, id_)])]
        return [Change(*key, workspace.record(*key), None) for key in keys]
    before = workspace.record(table, id_)
    return [Change(table, id_, before, {**deepcopy(before or {}), **fields})]


def seen(it: Driver) -> dict[str, Any]:
    """The text of all panes, their titles, and the lines above and below them."""
    panes = {pane: (it.lines(pane), it.title(pane)) for pane in PANES}
    bars = {name: bar.render() for name, bar in it.explorer.bars.items() if name != "hints"}
    return {**panes, "bars": {name: str(shown) for name, shown in bars.items()}}


async def anew(folder: Path, like: Driver) -> dict[str, Any]:
    """What a fresh start on the store shows of the same centre and record."""
    session, rows = like.session, like.explorer.rows
    cursors = {pane: rows[pane].key for pane in ("actors", "ties")}
    async with exploring(Workspace.open(folder), centre=session.centre) as it:
        explorer = it.explorer
        it.session.period, it.session.filter = session.period, session.filter
        it.session.show_all = session.show_all
        explorer.pane = like.explorer.pane
        explorer.date_changed()
        for pane, key in cursors.items():
            rows = explorer.rows[pane]
            rows.go_to(key)
        it.session.pinned = session.pinned
        it.session.tab = session.tab
        explorer.draw()
        await it.settled()
        return seen(it)


async def followed(it: Driver, version: int) -> None:
    """Until the explorer shows what was written after a version of the index."""
    workspace = it.app.workspace
    async with asyncio.timeout(20):
        while workspace.index.changes == version or workspace.behind or it.app.writer.busy:
            await asyncio.sleep(0.01)
    await it.settled()


@pytest.mark.parametrize("elsewhere", [False, True], ids=["here", "elsewhere"])
@pytest.mark.parametrize("name", CHANGES)
async def test_a_change_leaves_the_screen_of_a_fresh_start(
    workspace: Workspace, name: str, elsewhere: bool
) -> None:
    async with exploring(workspace, centre="ardania") as it:
        await it.go("actors", "actor:ardania")
        before = seen(it)
        version = workspace.index.changes
        if elsewhere:
            other = Workspace.open(workspace.place.folder, origin="other")
            other.apply(changes(other, name), "a change")
            other.close()
        else:
            made = changes(workspace, name)
            it.app.writer.do(lambda: workspace.apply(made, "a change"), lambda _: None)
        await followed(it, version)
        assert seen(it) == await anew(workspace.place.folder, it)
        if not elsewhere:
            version = workspace.index.changes
            await it.press("u")
            await followed(it, version)
            assert seen(it) == await anew(workspace.place.folder, it)
            if name != "the centre that goes":
                assert seen(it) == before


@pytest.mark.parametrize("kinds", [{"armed-group"}, {"state"}])
async def test_under_a_filter_too(workspace: Workspace, kinds: set[str]) -> None:
    async with exploring(workspace, centre="ardania") as it:
        it.session.filter = Filter(kinds=frozenset(kinds))
        it.explorer.date_changed()
        await it.settled()
        for name in ("a kind", "a date of a claim", "a publisher", "an actor that comes"):
            made = changes(workspace, name)
            version = workspace.index.changes
            it.app.writer.do(lambda made=made: workspace.apply(made, "a change"), lambda _: None)
            await followed(it, version)
            assert seen(it) == await anew(workspace.place.folder, it), name


async def test_a_look_for_changes_after_the_last_screen_is_gone_does_nothing(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("proxytui.tui.app._PAUSE_FOR_COLLECTING", -1.0)
    async with exploring(workspace) as it:
        app = it.app
    app.poll()
    assert app.screen_stack == []
