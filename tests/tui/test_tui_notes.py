"""Notes: added, edited and removed, undone and done again, and shown at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tui_driver import exploring

from proxytui.store.store import Store

if TYPE_CHECKING:
    from proxytui.workspace import Workspace

DISPUTED = "group:backs:out|backs:borland:cedar@"


def stored(workspace: Workspace) -> list[str]:
    """The notes as another program finds them on disk."""
    store = Store.open(workspace.place.folder, read_only=True)
    try:
        return [note["text"] for note in store.records("notes").values()]
    finally:
        store.close()


async def test_a_note_is_kept_and_shown_at_once(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("7", "i")
        assert "note on Ardania" in it.screen
        await it.answer("ask again")
        assert "ask again" in it.text("detail")
        assert "Note 2" in it.title("detail")
        assert "Noted" in it.said[-1]
    assert "ask again" in stored(workspace)


async def test_a_note_on_a_tie_names_both_ends(workspace: Workspace) -> None:
    async with exploring(workspace, centre="borland") as it:
        await it.go("ties", DISPUTED)
        await it.press("i")
        assert "note on Borland › Cedar Brigade" in it.screen
        await it.answer("which truck?")
        await it.press("7")
        assert "which truck?" in it.text("detail")
        note = workspace.index.notes_of("backs:borland:cedar")
        assert len(note) == 2


async def test_an_empty_note_and_esc_write_nothing(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        before = stored(workspace)
        await it.press("i", "enter", "i", *"never mind", "esc", "i", "ctrl+u", " ", "enter")
        assert stored(workspace) == before


async def test_a_line_that_was_left_stands_there_again_for_the_same_record(
    workspace: Workspace,
) -> None:
    async with exploring(workspace) as it:
        await it.press("7", "i", *"half a thought", "esc", "i")
        assert "half a thought" in it.screen
        await it.press("esc")
        await it.go("actors", "actor:cedar")
        await it.press("i")
        assert "half a thought" not in it.screen
        await it.press("esc")
        await it.go("actors", "actor:ardania")
        await it.press("i", *", now whole", "enter")
        assert "half a thought, now whole" in it.text("detail")
        await it.press("i")
        assert it.app.screen.prompt.field.value == ""
    assert stored(workspace).count("half a thought, now whole") == 1


async def test_a_line_that_is_emptied_does_not_come_back(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("i", *"no", "esc", "i", "ctrl+u", "esc", "i")
        assert it.app.screen.prompt.field.value == ""


async def test_undo_and_redo_take_a_note_away_and_bring_it_back(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("7", "i")
        await it.answer("fleeting")
        await it.press("u")
        assert "fleeting" not in it.text("detail")
        assert it.said[-1].startswith("Undo")
        await it.press("ctrl+r")
        assert "fleeting" in it.text("detail")
        assert it.said[-1].startswith("Redo")
        await it.press("ctrl+r")
        assert "nothing to redo" in it.said[-1]
    assert "fleeting" in stored(workspace)


async def test_a_note_is_edited_in_place(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("3", "7", "e")
        assert it.top == "EditText"
        await it.type(" Soon.")
        await it.press("ctrl+s")
        assert it.top == "Explorer"
        assert "courier Soon." in it.text("detail")
        await it.press("u")
        assert "Soon." not in it.text("detail")


async def test_a_changed_note_is_not_thrown_away_at_the_first_esc(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("3", "7", "e")
        await it.type("x")
        await it.press("esc")
        assert it.top == "EditText"
        assert "esc again" in it.screen
        await it.type("y")
        await it.press("esc")
        assert it.top == "EditText"
        await it.press("esc")
        assert it.top == "Explorer"
    assert all("xy" not in text for text in stored(workspace))


async def test_an_unchanged_note_is_left_with_one_esc(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("3", "7", "e", "esc")
        assert it.top == "Explorer"


async def test_a_note_is_removed_and_comes_back(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("3", "7")
        await it.press("d")
        assert "paymaster" not in it.text("detail")
        assert "u brings it back" in it.said[-1]
        await it.press("u")
        assert "paymaster" in it.text("detail")


async def test_elsewhere_the_same_keys_are_about_the_record_and_not_about_a_note(
    workspace: Workspace,
) -> None:
    async with exploring(workspace) as it:
        before = stored(workspace)
        for pane, tab in (("3", "4"), ("1", "7")):
            await it.press(pane, tab, "e")
            assert it.top == "RecordForm"
            await it.press("esc", "d")
            assert it.top == "SelectOne"
            await it.press("esc")
        assert stored(workspace) == before


async def test_without_a_note_it_says_which_key_writes_one(workspace: Workspace) -> None:
    async with exploring(workspace, centre="hermit") as it:
        await it.press("2", "3", "7")
        assert "i writes one" in it.text("detail")
        await it.press("e")
        assert "i writes one" in it.said[-1]
        await it.press("d")
        assert it.said[-1] == "No note here."


async def test_links_from_other_notes_stand_below(workspace: Workspace) -> None:
    async with exploring(workspace, centre="cedar") as it:
        await it.press("2", "7")
        words = it.words("detail")
        assert "linked from 1" in words
        assert words.index("See [[") < words.index("linked from 1") < words.index("paymaster")


async def test_a_note_of_another_window_shows_by_itself(workspace: Workspace) -> None:
    from proxytui.workspace import Workspace as Opened

    async with exploring(workspace) as it:
        await it.press("7")
        other = Opened.open(workspace.place.folder, origin="window-other")
        other.add_note(("ardania",), "from next door")
        other.close()
        for _ in range(40):
            await it.pilot.pause(0.05)
            if "from next door" in it.text("detail"):
                break
        assert "from next door" in it.text("detail")


async def test_undo_takes_back_only_this_windows_changes_first(workspace: Workspace) -> None:
    from proxytui.workspace import Workspace as Opened

    async with exploring(workspace) as it:
        await it.press("7", "i")
        await it.answer("mine")
        other = Opened.open(workspace.place.folder, origin="window-other")
        other.add_note(("ardania",), "theirs")
        await it.press("u")
        other.close()
        assert "theirs" in stored(workspace)
        assert "mine" not in stored(workspace)


async def test_a_note_changed_elsewhere_meanwhile_shows_both_before_anything_is_written(
    workspace: Workspace,
) -> None:
    from proxytui.workspace import Workspace as Opened

    note_id = workspace.add_note(("ardania",), "first")
    async with exploring(workspace) as it:
        await it.press("3", "7", "j", "e")
        await it.type(" mine")
        other = Opened.open(workspace.place.folder, origin="window-other")
        other.edit_note(note_id, "theirs")
        await it.pilot.pause(0.5)
        await it.press("ctrl+s")
        assert it.top == "EditText"
        assert "theirs" in it.screen
        assert "first mine" in it.screen
        assert "theirs" in stored(workspace)
        assert "first mine" not in stored(workspace)
        await it.press("ctrl+s")
        assert "first mine" in stored(workspace)
        other.poll()
        other.edit_note(note_id, "theirs again")
        other.close()
        await it.pilot.pause(0.5)
        await it.press("e")
        await it.type("!")
        await it.press("ctrl+s")
        assert "theirs again!" in stored(workspace)


async def test_leaving_a_conflict_leaves_what_the_other_wrote(workspace: Workspace) -> None:
    note_id = workspace.add_note(("ardania",), "first")
    async with exploring(workspace) as it:
        await it.press("3", "7", "j", "e")
        await it.type(" mine")
        workspace.edit_note(note_id, "theirs")
        await it.press("ctrl+s", "esc")
        assert "again throws the change away" in it.screen
        await it.press("esc")
        assert it.top == "Explorer"
        assert "theirs" in stored(workspace)


async def test_a_key_that_works_elsewhere_says_where(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("1", "ctrl+e")
        assert it.said[-1] == "“note's form” works on the Notes tab."


async def test_an_empty_store_offers_no_key_that_has_nothing_to_act_on(empty: Workspace) -> None:
    async with exploring(empty) as it:
        assert "note" not in it.hints
        assert "search" not in it.hints
        assert "keys" in it.hints
        await it.press("i")
        assert "No record is selected" in it.said[-1]
        assert it.explorer.prompt.question is None


async def test_without_an_editor_it_says_what_to_set(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("I")
        assert "$EDITOR" in it.said[-1]


async def test_a_label_of_foreign_text_stays_text(workspace: Workspace) -> None:
    workspace.add_note(("ardania",), "[/red][@click=app.quit]no markup")
    async with exploring(workspace) as it:
        await it.press("7")
        assert "[/red][@click=app.quit]no markup" in it.text("detail")


@pytest.mark.parametrize("typed", ["[bold]x[/bold]", "[/", "a\\[b"])
async def test_a_note_that_looks_like_markup_is_text(workspace: Workspace, typed: str) -> None:
    async with exploring(workspace) as it:
        await it.press("7", "i")
        await it.answer(typed)
        assert typed in it.text("detail")
        await it.press("u", "ctrl+r")
    assert typed in stored(workspace)


async def test_the_notes_of_others_say_by_whom_they_are(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("USER", "maria")
    workspace.add_note(("hermit",), "hers")
    monkeypatch.setenv("USER", "joan")
    workspace.add_note(("hermit",), "mine")
    async with exploring(workspace, centre="hermit") as it:
        await it.press("7")
        await it.app.workers.wait_for_complete()
        await it.pilot.pause()
        assert it.text("detail").count("· by maria") == 1
        assert "by joan" not in it.text("detail")
