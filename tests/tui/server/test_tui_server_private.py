"""Private notes in the explorer: written with a switch, called private, shared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from meanwhile import until
from tui_driver import exploring

from proxytui.model.private_notes import is_private

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from proxytui.workspace import Workspace


def label(it) -> str:
    return str(it.explorer.prompt.query_one("#prompt-label").content)


async def test_tab_makes_the_note_on_the_line_a_private_one_and_back(
    anna: Workspace, karl: Workspace
) -> None:
    async with exploring(anna) as it:
        await it.press("i")
        assert label(it).endswith("(tab: private): ")
        await it.press("tab")
        assert label(it).startswith("private note on ")
        await it.press("tab", "tab")
        await it.answer("a rumour")
        await until(it, lambda: "a rumour" in it.words("detail"))
        assert "Noted for you alone" in " ".join(it.said)
        (note,) = (note for note in anna.index.iter_notes() if note.text == "a rumour")
        assert is_private(note.id)
        assert "private · " in it.words("detail")
        await it.press("i")
        await it.answer("for all")
        await until(it, lambda: "for all" in it.words("detail"))
        karl.poll()
        texts = [shown.text for shown in karl.index.iter_notes()]
        assert "for all" in texts
        assert "a rumour" not in texts
        await it.press("u")
        await until(it, lambda: "for all" not in it.words("detail"))
        await it.press("u")
        await until(it, lambda: "a rumour" not in it.words("detail"))
        assert "Undo: add a private note" in " ".join(it.said)


async def test_a_line_that_was_left_is_private_again_when_it_is_gone_on_with(
    anna: Workspace,
) -> None:
    async with exploring(anna) as it:
        await it.press("i", "tab")
        await it.type("half a")
        await it.press("escape", "i")
        assert label(it).startswith("private note on ")
        await it.type(" rumour")
        await it.press("enter")
        await until(it, lambda: "half a rumour" in it.words("detail"))
        assert sum(is_private(note.id) for note in anna.index.iter_notes()) == 1


async def test_a_private_note_is_shared_with_a_key_and_called_so_in_all_lists(
    anna: Workspace, karl: Workspace
) -> None:
    anna.add_note(("ardania",), "a rumour", private=True)
    async with exploring(anna) as it:
        await it.press("3")
        it.session.tab = "notes"
        it.explorer.draw()
        assert "private · " in it.words("detail")
        it.explorer.open_view("notebook")
        await until(it, lambda: "private a rumour" in " ".join(it.screen.split()))
        await it.press("escape")
        await it.press("3", "down")
        await it.press("W")
        await until(it, lambda: any("can read it now" in said for said in it.said))
        karl.poll()
        assert "a rumour" in [note.text for note in karl.index.iter_notes()]


async def test_a_private_note_that_links_to_a_record_is_listed_with_it_for_its_author(
    anna: Workspace, karl: Workspace
) -> None:
    anna.add_note(("borland",), "see [[ardania]]", private=True)
    for workspace, linked in ((anna, True), (karl, False)):
        workspace.poll()
        async with exploring(workspace) as it:
            await it.press("3")
            it.session.tab = "notes"
            it.explorer.draw()
            assert ("see [[ardania]]" in it.words("detail")) is linked


async def test_a_private_note_from_another_window_of_ones_own_comes_without_a_key(
    sign_in: Callable[[str], Workspace],
) -> None:
    here, there = sign_in("anna"), sign_in("anna")
    async with exploring(here) as it:
        there.add_note(("ardania",), "from elsewhere", private=True)
        await until(it, lambda: "from elsewhere" in it.words("detail"))


async def test_in_the_editor_a_note_is_private_where_that_is_chosen(
    anna: Workspace, karl: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with exploring(anna) as it:
        monkeypatch.setattr(it.explorer.notes, "in_users_editor", lambda _: "long words")
        await it.press("I")
        assert "Empty, private" in it.screen
        await it.press("down", "enter")
        await until(it, lambda: "long words" in it.words("detail"))
        await it.press("I", "enter")
        await until(it, lambda: len(list(anna.index.iter_notes())) == count(karl) + 2)
    assert [is_private(n.id) for n in anna.index.iter_notes() if n.text == "long words"].count(
        True
    ) == 1


def count(workspace: Workspace) -> int:
    return len(workspace.index.notes)


async def test_in_a_folder_there_is_no_switch(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("i")
        assert label(it).endswith(": ")
        assert "tab" not in label(it)
        await it.press("tab")
        assert "private" not in label(it)


async def test_a_copy_of_a_private_note_is_private(anna: Workspace) -> None:
    from proxytui.tui.forms.keeping import fresh_id

    id_ = anna.add_note(("ardania",), "a rumour", private=True)
    record = dict(anna.record("notes", id_) or {})
    assert is_private(fresh_id(anna, "notes", record, id_))
    assert not is_private(fresh_id(anna, "notes", record, "n-1"))


async def test_an_own_note_becomes_private_once_it_is_said_what_stays(
    anna: Workspace, karl: Workspace
) -> None:
    anna.add_note(("ardania",), "too plain")
    async with exploring(anna) as it:
        await it.press("3")
        it.session.tab = "notes"
        it.explorer.draw()
        await it.press("down", "W")
        assert "stays in the store's past" in " ".join(it.screen.split())
        await it.press("n")
        assert not any(map(is_private, anna.index.notes))
        await it.press("W", "y")
        await until(it, lambda: "private · " in it.words("detail"))
        karl.poll()
        assert "too plain" not in [note.text for note in karl.index.iter_notes()]
        await it.press("u")
        await until(it, lambda: "private · " not in it.words("detail"))
        karl.poll()
        assert "too plain" in [note.text for note in karl.index.iter_notes()]


async def test_a_note_of_somebody_else_does_not_become_private(
    anna: Workspace, karl: Workspace
) -> None:
    karl.add_note(("ardania",), "of karl")
    anna.poll()
    async with exploring(anna) as it:
        await it.press("3")
        it.session.tab = "notes"
        it.explorer.draw()
        await it.press("down", "W", "y")
        await until(it, lambda: any("was written by karl" in said for said in it.said))
        assert "of karl" in [note.text for note in anna.index.iter_notes()]


async def test_in_the_list_of_all_notes_the_same_key_changes_who_reads_the_ticked_ones(
    anna: Workspace, karl: Workspace
) -> None:
    for words in ("rumour one", "rumour two"):
        anna.add_note(("ardania",), words, private=True)
    async with exploring(anna) as it:
        it.explorer.open_view("notebook")
        await until(it, lambda: "rumour two" in it.screen)
        await it.press("g", "g", "space", "space", "W")
        await until(it, lambda: any("can read them now" in said for said in it.said))
        karl.poll()
        texts = [note.text for note in karl.index.iter_notes()]
        assert {"rumour one", "rumour two"} <= set(texts)
        await it.press("u")
        await until(it, lambda: sum(map(is_private, anna.index.notes)) == 2)


async def test_in_a_folder_the_key_says_that_all_notes_are_ones_own(workspace: Workspace) -> None:
    workspace.add_note(("ardania",), "words")
    async with exploring(workspace) as it:
        await it.press("3")
        it.session.tab = "notes"
        it.explorer.draw()
        await it.press("down", "W")
        assert "yours alone" in " ".join(it.said)
