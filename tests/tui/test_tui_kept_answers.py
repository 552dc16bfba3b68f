"""What is kept from key to key is what a program that keeps nothing would show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui_driver import exploring

from proxytui.model.changes import Change
from proxytui.views import quotes

if TYPE_CHECKING:
    from tui_driver import Driver

    from proxytui.workspace import Workspace


def _edit(workspace: Workspace, table: str, id_: str, **fields: object) -> None:
    before = workspace.record(table, id_)
    assert before is not None
    workspace.apply([Change(table, id_, before, {**before, **fields})], "a test")


def _shown(it: Driver) -> dict[str, list[str]]:
    return {pane: it.lines(pane) for pane in ("actors", "ties", "detail")}


async def test_steps_back_to_a_date_show_what_changed_meanwhile(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("2", "g", "g", "j")
        await it.press(*"<<<>>>")
        claim = it.explorer.ties.branches[it.rows("ties").key].tie.claims[0]
        source = claim.citations[0].source
        _edit(workspace, "claims", claim.id, until="2022-03-01")
        _edit(workspace, "actors", "borland", names=[{"text": "Another Borland"}])
        _edit(workspace, "sources", source, title="Retitled")
        await it.settled()
        stepped = []
        for key in "T<<<>":
            await it.press(key)
            stepped.append(_shown(it))
        followed = it.rows("ties").key
    for place, date in ((3, "2021-12-02"), (4, "2022-12-02")):
        async with exploring(workspace, as_of=date) as it:
            await it.press("2")
            assert it.rows("ties").go_to(followed)
            await it.settled()
            anew = _shown(it)
            assert anew["actors"] == stepped[place]["actors"]
            assert anew["ties"] == stepped[place]["ties"]
    assert any("Another Borland" in line for line in stepped[4]["actors"])
    assert any("Retitled" in line for shown in stepped for line in shown["detail"])


async def test_a_quote_shows_its_check_once_that_is_made(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("2", "g", "g", "j")
        scene = it.explorer.scene
        claims = it.explorer.ties.branches[it.rows("ties").key].tie.claims
        cited = next(c for c in quotes.of_claims(claims) if c.citation.quote is not None)
        unchecked = type(scene)(scene.index, scene.lens, scene.name, lambda _: None)
        before = [row.line for row in quotes.quote_rows(unchecked, cited, 60)]
        after = [row.line for row in quotes.quote_rows(scene, cited, 60)]
        again = [row.line for row in quotes.quote_rows(unchecked, cited, 60)]
    assert before[0][0].text.strip() == "…"
    assert after[0][0].text.strip() == "✓"
    assert again == before
    narrow = [row.line for row in quotes.quote_rows(unchecked, cited, 30)]
    assert len(narrow) > len(before)
