"""The view of all notes: its order, search, tags, and what its keys do to a note."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tui_driver import exploring, text_of

from proxytui.model.changes import Change

if TYPE_CHECKING:
    from tui_driver import Driver

    from proxytui.workspace import Workspace

WAGES = "Who pays the Cedar Brigade now? #money\n\nSee [[Eastern Union]] and [[s-herald]]."


def listed(it: Driver) -> list[str]:
    return text_of(it.app.screen.rows)


def records(workspace: Workspace) -> str:
    """All records as they stand in the store, to be compared byte by byte."""
    return json.dumps({t: dict(rows) for t, rows in workspace.raw().items()}, sort_keys=True)


async def test_all_notes_are_listed_newest_first_with_what_they_are_about(
    workspace: Workspace,
) -> None:
    workspace.add_note(("ardania", "backs:borland:cedar"), WAGES, ("open",))
    async with exploring(workspace) as it:
        await it.press("V", "n")
        assert it.top == "NotebookView"
        lines = listed(it)
        assert len(lines) == 5
        assert "Ardania, Borland › Cedar" in lines[0]
        assert "#open #money" in lines[0]
        assert lines[1].startswith("2024-12-03  Borland › Cedar Brigade")
        assert "All notes · 5 notes" in it.screen


async def test_below_the_list_stands_the_note_under_the_cursor_whole(workspace: Workspace) -> None:
    workspace.add_note(("ardania",), WAGES)
    async with exploring(workspace, size=(120, 40)) as it:
        await it.press("V", "n")
        assert "See [[Eastern Union]] and [[s-herald]]." in it.screen
        await it.press("j", "j")
        assert "See [[Eastern Union]] and [[s-herald]]." not in it.screen
        assert "written 2024-12-02 09:30 UTC" in it.screen


async def test_it_says_who_wrote_a_note_the_user_too(workspace: Workspace, monkeypatch) -> None:
    monkeypatch.setenv("USER", "maria")
    workspace.add_note(("hermit",), "hers")
    monkeypatch.setenv("USER", "joan")
    workspace.add_note(("hermit",), "mine")
    async with exploring(workspace, size=(140, 40)) as it:
        await it.press("V", "n")
        await it.app.workers.wait_for_complete()
        await it.settled()
        by = {line.split()[-2]: line.split()[-1] for line in listed(it)[:2]}
        assert by == {"hers": "maria", "mine": "you"}


async def test_words_are_looked_for_in_text_tags_and_subjects(workspace: Workspace) -> None:
    workspace.add_note(("ardania",), WAGES, ("open",))
    async with exploring(workspace) as it:
        await it.press("V", "n", "/")
        await it.answer("union pays")
        assert len(listed(it)) == 1
        await it.press("/", *["backspace"] * 10)
        await it.answer("customs")
        assert ["Borland" in line or "Raid" in line for line in listed(it)] == [True, True]
        await it.press("esc")
        assert len(listed(it)) == 5
        await it.press("/")
        await it.answer("#open")
        assert len(listed(it)) == 1
        await it.press("/")
        await it.answer("nowhere")
        assert listed(it) == ["No note has these words; esc clears the filter."]


async def test_a_tag_is_chosen_from_a_list_and_left_with_esc(workspace: Workspace) -> None:
    workspace.add_note(("ardania",), "one #money")
    workspace.add_note(("cedar",), "two #money #border")
    async with exploring(workspace) as it:
        await it.press("V", "n", "#")
        assert "#money" in it.screen
        await it.press("j", "enter")
        assert len(listed(it)) == 2
        assert "2 of 6 notes · #money" in it.screen
        await it.press("esc")
        assert len(listed(it)) == 6
        await it.press("esc")
        assert it.top == "Explorer"


async def test_without_a_tag_it_says_how_one_is_made(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("V", "n", "#")
        assert "#word in a note makes one" in it.said[-1]


async def test_enter_goes_to_what_a_note_is_about_at_the_note(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("V", "n", "enter")
        assert it.top == "Explorer"
        assert it.session.tab == "notes"
        assert it.explorer.target.id == "backs:borland:cedar"
        assert "customs officer" in it.at("detail")


async def test_a_note_on_several_things_asks_which(workspace: Workspace) -> None:
    workspace.add_note(("hermit", "e-raid"), "on both")
    async with exploring(workspace) as it:
        await it.press("V", "n", "enter")
        assert it.top == "SelectOne"
        await it.press("j", "enter")
        assert it.explorer.target.id == "e-raid"
        assert "on both" in it.text("detail")


async def test_a_link_is_followed_from_the_list(workspace: Workspace) -> None:
    workspace.add_note(("ardania",), WAGES)
    async with exploring(workspace) as it:
        await it.press("V", "n", "L")
        assert it.top == "SelectOne"
        await it.press("enter")
        assert it.explorer.target.id == "union"


async def test_a_note_without_links_says_so(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("V", "n", "L")
        assert "no link" in it.said[-1]


async def test_a_note_is_edited_from_the_list_and_comes_first(workspace: Workspace) -> None:
    before = records(workspace)
    async with exploring(workspace) as it:
        await it.press("V", "n", "G", "e")
        await it.type(" again")
        await it.press("ctrl+s")
        assert it.top == "NotebookView"
        assert it.app.screen.rows.key == "n-1"
        assert "courier again" in it.screen
        assert "Ask the [[cedar]]" in listed(it)[0]
        await it.press("u")
        assert records(workspace) == before


async def test_a_note_is_edited_in_the_users_editor_from_the_list(
    workspace: Workspace, monkeypatch
) -> None:
    edited: list[str] = []
    async with exploring(workspace) as it:
        monkeypatch.setattr(
            it.explorer.notes, "in_users_editor", lambda text: edited.append(text) or "elsewhere"
        )
        await it.press("V", "n", "E")
        assert edited[0].startswith("The customs officer")
        assert "elsewhere" in listed(it)[0]


async def test_a_note_is_removed_from_the_list_and_comes_back(workspace: Workspace) -> None:
    before = records(workspace)
    async with exploring(workspace) as it:
        await it.press("V", "n", "d")
        assert len(listed(it)) == 3
        await it.press("u")
        assert len(listed(it)) == 4
        assert records(workspace) == before
        await it.press("ctrl+r")
        assert len(listed(it)) == 3


async def test_a_note_gets_another_subject_from_the_list(workspace: Workspace) -> None:
    before = records(workspace)
    async with exploring(workspace) as it:
        await it.press("V", "n", "+")
        assert "also about" in it.screen
        await it.type("tomas")
        await it.press("enter")
        assert workspace.index.notes["n-2"].about == ("backs:borland:cedar", "hermit")
        assert "Borland › Cedar Brigade, To" in listed(it)[0]
        await it.press("u")
        assert records(workspace) == before


async def test_a_note_of_another_window_comes_in_by_itself(workspace: Workspace) -> None:
    from proxytui.workspace import Workspace as Opened

    async with exploring(workspace) as it:
        await it.press("V", "n")
        other = Opened.open(workspace.place.folder, origin="window-other")
        other.add_note(("ardania",), "from next door")
        other.close()
        for _ in range(40):
            await it.pilot.pause(0.05)
            if "next door" in listed(it)[0]:
                break
        assert "next door" in listed(it)[0]


async def test_the_menu_leads_back_to_the_notes_with_their_tag(workspace: Workspace) -> None:
    workspace.add_note(("ardania",), "one #money")
    async with exploring(workspace) as it:
        await it.press("V", "n", "#", "j", "enter", "enter")
        assert it.top == "Explorer"
        await it.press("V", "V")
        assert it.top == "NotebookView"
        assert len(listed(it)) == 1


async def test_an_empty_store_says_how_a_note_is_written(empty: Workspace) -> None:
    async with exploring(empty) as it:
        await it.press("V", "n")
        assert "No notes yet" in it.screen
        await it.press("e", "d", "+", "L", "enter")
        assert it.top == "NotebookView"


async def test_keys_have_their_turn_while_thousands_of_notes_are_looked_through(
    workspace: Workspace, sliced
) -> None:
    record = {"created": "2020-01-01T00:00:00Z", "modified": "2020-01-01T00:00:00Z"}
    workspace.apply(
        [
            Change("notes", f"n-{n:05}", None, {"about": ["hermit"], "text": f"no. {n}", **record})
            for n in range(1500)
        ],
        "many",
    )
    async with exploring(workspace) as it:
        sliced.shut = True
        await it.press("V", "n")
        assert "Looking through the notes" in it.screen
        await it.press("esc")
        assert it.top == "Explorer"
        sliced.shut = False
        await it.press("V", "n")
        for _ in range(200):
            await it.pilot.pause(0.02)
            if len(listed(it)) == 1504:
                break
        assert len(listed(it)) == 1504
