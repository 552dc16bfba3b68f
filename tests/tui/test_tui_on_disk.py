"""A store that stays on the disk is explored like any other; of its actors those with most ties are
listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from meanwhile import until
from tui_driver import exploring

from proxytui.graph import filed_index
from proxytui.model.changes import Change
from proxytui.search import filed_spellings
from proxytui.search.filed_names import FILE
from proxytui.store.folder import load
from proxytui.store.store import Store
from proxytui.tui.explorer import search as explorer_search
from proxytui.views import scene
from proxytui.views.scene import Scene
from proxytui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from proxytui.jobs.pacing import Checkpoint


@pytest.fixture
def on_disk(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Workspace]:
    """The small store, as if it were too large for memory."""
    monkeypatch.setattr(load, "LEAST_BYTES_ON_DISK", 0)
    workspace.compact()
    Store.create(tmp_path / "large", workspace.place.own_folder("a test"))
    opened = Workspace.open(tmp_path / "large", origin="window")
    assert opened.index.on_disk
    yield opened
    opened.close()


def _listed(it: object) -> list[str]:
    rows = it.rows("actors").rows  # type: ignore[attr-defined]
    return [row.key.removeprefix("actor:") for row in rows if row.key.startswith("actor:")]


async def test_the_actors_with_most_ties_are_listed_with_their_number(
    on_disk: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filed_index, "_LISTED", 4)
    index = on_disk.index
    most = sorted(index.actor_ids(), key=lambda actor: (-index.degree(actor), actor))[:4]
    async with exploring(on_disk, centre="") as it:
        assert sorted(_listed(it)) == sorted(most)
        assert it.session.centre == index.busiest() == _listed(it)[0]
        assert f"4 of {len(index.actors)}" in str(it.rows("actors").border_title)
        assert "by ties" in str(it.rows("actors").border_title)
        assert "Most ties first; s finds the rest." in " ".join(it.text("actors").split())
        assert str(index.degree(most[0])) in it.text("actors")


async def test_an_actor_that_is_not_listed_is_found_by_its_name(
    on_disk: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filed_index, "_LISTED", 1)
    index = on_disk.index
    other = next(actor for actor in index.actor_ids() if actor != index.busiest())
    async with exploring(on_disk, centre="") as it:
        await it.search(it.explorer.scene.name(other))
        await it.press("enter")
        assert it.session.centre == other


async def test_names_as_they_are_written_are_filed_before_a_form_asks_for_them(
    on_disk: Workspace,
) -> None:
    file = on_disk.place.own_folder("a test") / ".words" / filed_spellings.FILE
    async with exploring(on_disk, centre="") as it:
        await until(it, file.exists)
        index = on_disk.index
        name = index.actors[index.busiest()].names[0].text
        assert index.busiest() in on_disk.exact_names.called(name)


async def test_a_name_that_is_not_listed_leads_on_to_the_search(
    on_disk: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filed_index, "_LISTED", 1)
    async with exploring(on_disk, centre="") as it:
        await it.press("/", *"qqqq")
        words = " ".join(it.text("actors").split())
        assert "None of the actors listed here has these letters; s searches them all." in words


async def test_the_names_wait_until_somebody_searches(on_disk: Workspace) -> None:
    async with exploring(on_disk, centre="") as it:
        it.app._build_names()
        assert not on_disk.names.built


async def test_a_tie_that_comes_or_goes_moves_its_actors_in_the_list(on_disk: Workspace) -> None:
    index = on_disk.index
    async with exploring(on_disk, centre="") as it:
        first, last = _listed(it)[0], _listed(it)[-1]
        tie = next(tie for tie in index.ties_of(last))
        removed = [
            Change("claims", claim, on_disk.record("claims", claim), None)
            for claim in index.tie_claims[tie]
        ]
        before = index.degree(last)
        on_disk.apply(removed, "remove a tie")
        it.explorer.store_changed()

        assert index.degree(last) == before - 1
        assert _listed(it)[0] == first
        most = [index.degree(actor) for actor in _listed(it)]
        assert most == sorted(most, reverse=True)


async def test_the_first_search_of_many_names_reads_them_into_a_file(
    on_disk: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(explorer_search, "_AT_ONCE", 0)
    cache = on_disk.place.own_folder("a test") / ".words"
    other = next(actor for actor in on_disk.index.actor_ids() if actor != on_disk.index.busiest())
    async with exploring(on_disk, centre="") as it:
        assert not (cache / FILE).exists()
        await it.search(it.explorer.scene.name(other))
        await it.press("enter")
        await until(it, lambda: on_disk.names.built)
        assert (cache / FILE).is_file()
        await until(it, lambda: on_disk.fulltext.ready)


async def test_a_hub_is_described_as_any_actor_once_its_claims_are_read(
    on_disk: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with exploring(on_disk, centre="") as it:
        at_once = it.text("detail")
    monkeypatch.setattr(scene, "_HUB", 0)
    async with exploring(on_disk, centre="") as it:
        await until(it, lambda: it.text("detail") == at_once)


@pytest.mark.parametrize("tab", ["4", "5", "6"])
async def test_while_the_claims_of_a_hub_are_read_keys_go_on(
    on_disk: Workspace, monkeypatch: pytest.MonkeyPatch, tab: str
) -> None:
    monkeypatch.setattr(scene, "_HUB", 0)
    read, awaited = Scene.read, [True]

    def waiting(self: Scene, actor: str, checkpoint: Checkpoint) -> None:
        while awaited:
            checkpoint()
        read(self, actor, checkpoint)

    async with exploring(on_disk, centre="") as it:
        await it.press("1", tab)
        monkeypatch.setattr(Scene, "read", waiting)
        before = it.rows("actors").key
        await it.press("j", "j")
        assert it.rows("actors").key != before
        assert "Working it out" in it.text("detail")
        awaited.clear()
        await until(it, lambda: "Working it out" not in it.text("detail"))


async def test_a_hub_becomes_the_centre_once_its_claims_are_read(
    on_disk: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scene, "_HUB", 0)
    read, awaited = Scene.read, [True]

    def waiting(self: Scene, actor: str, checkpoint: Checkpoint) -> None:
        while awaited:
            checkpoint()
        read(self, actor, checkpoint)

    async with exploring(on_disk, centre="") as it:
        monkeypatch.setattr(Scene, "read", waiting)
        before = it.session.centre
        await it.press("1", "j", "j", "enter")
        chosen = it.rows("actors").key.removeprefix("actor:")
        assert it.session.centre == before != chosen
        await it.press("k")
        assert it.rows("actors").key != f"actor:{chosen}"
        awaited.clear()
        await until(it, lambda: it.session.centre == chosen and it.explorer.pane == "ties")
