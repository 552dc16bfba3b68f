"""Links in notes: completed as they are typed, followed, made of mentions; subjects added."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from textual.widgets import TextArea
from tui_driver import exploring

if TYPE_CHECKING:
    from proxytui.workspace import Workspace


def records(workspace: Workspace) -> str:
    """All records as they stand in the store, to be compared byte by byte."""
    return json.dumps({t: dict(rows) for t, rows in workspace.raw().items()}, sort_keys=True)


def newest(workspace: Workspace) -> str:
    return max(workspace.index.iter_notes(), key=lambda note: note.modified).text


async def test_behind_brackets_the_note_line_lists_what_fits(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("i")
        assert "[[ ctrl+l links to a record" in it.screen
        await it.type("see [[bor")
        assert "Borland" in it.screen
        assert "Border towns count the cost" in it.screen
        await it.press("down", "tab")
        assert it.explorer.prompt.field.value == "see [[Border towns count the cost]]"
        await it.type(" [[tre")
        await it.press("enter")
        await it.type(".")
        await it.press("enter")
        assert newest(workspace) == "see [[Border towns count the cost]] [[Treaty of the lake]]."
        assert workspace.index.backlinks("e-treaty")


async def test_a_name_that_is_not_the_usual_one_is_listed_as_it_is_typed(
    workspace: Workspace,
) -> None:
    async with exploring(workspace) as it:
        await it.press("i")
        await it.type("[[eastern u")
        await it.press("tab", "enter")
        assert newest(workspace) == "[[Eastern Union]]"
        assert len(workspace.index.backlinks("union")) == 2


async def test_esc_closes_the_list_first_and_then_the_question(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("i")
        await it.type("[[bor")
        await it.press("esc")
        assert "Borland" not in it.screen.split("enter answers")[1]
        await it.type("x")
        await it.press("enter")
        assert newest(workspace) == "[[borx"


async def test_a_name_that_two_records_share_is_linked_by_the_id(workspace: Workspace) -> None:
    from proxytui.model.changes import Change

    twin = {"kind": "person", "names": [{"text": "Tomas Ur"}]}
    workspace.apply([Change("actors", "twin", None, twin)], "a namesake")
    async with exploring(workspace) as it:
        await it.press("i")
        await it.type("[[tomas ur")
        await it.press("enter", "enter")
        assert newest(workspace) in ("[[hermit|Tomas Ur]]", "[[twin|Tomas Ur]]")
        linked = {id_ for id_ in ("hermit", "twin") if workspace.index.backlinks(id_)}
        assert len(linked) == 1


async def test_a_link_is_completed_in_the_window_for_longer_texts(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("3", "7", "e", "enter")
        await it.type("[[bor")
        assert "Border towns count the cost" in it.screen
        await it.press("enter")
        area = it.app.screen.query_one(TextArea)
        assert area.text.endswith("\n[[Borland]]")
        await it.type(" and")
        await it.press("enter")
        assert area.text.endswith("[[Borland]] and\n")
        await it.press("ctrl+s")
        assert "[[Borland]] and" in workspace.index.notes["n-1"].text


async def test_before_anything_is_typed_the_centre_and_its_neighbours_are_offered(
    workspace: Workspace,
) -> None:
    async with exploring(workspace) as it:
        await it.press("i")
        await it.type("[[")
        await it.press("enter", "enter")
        assert newest(workspace) == "[[Ardania]]"


async def test_a_link_is_followed_from_the_notes_tab(workspace: Workspace) -> None:
    async with exploring(workspace, centre="cedar") as it:
        await it.press("3", "7", "L")
        assert "Go to which?" in it.screen
        await it.press("j", "enter")
        assert it.explorer.target.id == "union"
        assert it.session.tab == "notes"
        await it.press("[")
        assert it.explorer.target.id == "cedar"


async def test_a_backlink_leads_to_what_its_note_is_about(workspace: Workspace) -> None:
    async with exploring(workspace, centre="union") as it:
        await it.press("3", "7", "enter")
        assert "Go to which?" in it.screen
        await it.press("enter")
        assert it.explorer.target.id == "cedar"
        assert "See [[ardania]]" in it.at("detail")


async def test_notes_that_name_an_actor_without_a_link_stand_last(workspace: Workspace) -> None:
    workspace.add_note(("hermit",), "He met Borland twice; Borland denies it.")
    async with exploring(workspace, centre="borland") as it:
        await it.press("3", "7")
        words = it.words("detail")
        assert "named in 1 more, not linked" in words
        assert words.endswith("· about Tomas Ur")


async def test_a_key_makes_a_link_of_a_mention(workspace: Workspace) -> None:
    workspace.add_note(("hermit",), "He met BORLAND twice; Borland denies it.")
    before = records(workspace)
    async with exploring(workspace, centre="borland") as it:
        await it.press("3", "7", "K")
        assert newest(workspace) == "He met [[BORLAND]] twice; Borland denies it."
        assert "linked from 1" in it.text("detail")
        assert "not linked" not in it.text("detail")
        await it.press("u")
        assert records(workspace) == before
        assert "not linked" in it.text("detail")


async def test_a_note_that_does_not_name_the_actor_stays_as_it_is(workspace: Workspace) -> None:
    before = records(workspace)
    async with exploring(workspace, centre="cedar") as it:
        await it.press("3", "7", "K")
        assert "doesn't name Cedar Brigade" in it.said[-1]
        await it.go("detail", "note:n-1")
        await it.press("K")
        assert records(workspace) == before


async def test_a_note_gets_another_subject_and_undo_takes_it_off(workspace: Workspace) -> None:
    before = records(workspace)
    async with exploring(workspace) as it:
        await it.press("3", "7", "+")
        await it.type("raid on")
        await it.press("enter")
        assert workspace.index.notes["n-1"].about == ("ardania", "e-raid")
        assert "about “Raid on the customs post”" in it.words("detail")
        assert "Also about" in it.said[-1]
        await it.press("u")
        assert records(workspace) == before


async def test_keys_for_notes_say_where_there_is_none(workspace: Workspace) -> None:
    async with exploring(workspace, centre="hermit") as it:
        await it.press("3", "7", "L")
        assert it.said[-1] == "No note here."
        await it.press("+")
        assert "i writes one" in it.said[-1]
        await it.press("K")
        assert "No note here" in it.said[-1]


async def test_a_template_begins_a_note_in_the_editor(
    workspace: Workspace, home, monkeypatch
) -> None:
    folder = home / "config" / "proxytui" / "templates"
    folder.mkdir(parents=True)
    (folder / "interview.md").write_text("# {{name}}, {{ date }}\n\nasked:\n", encoding="utf-8")
    seen: list[str] = []

    def editor(text: str) -> str:
        seen.append(text)
        return text + " whether it knows\n"

    async with exploring(workspace) as it:
        monkeypatch.setattr(it.explorer.notes, "in_users_editor", editor)
        await it.press("I")
        assert "interview" in it.screen
        await it.press("j", "enter")
        assert seen[0].startswith("# Ardania, 20")
        assert newest(workspace).endswith("asked: whether it knows")
        await it.press("I", "enter")
        assert seen[1] == ""


async def test_a_template_that_is_left_as_it_was_makes_no_note(
    workspace: Workspace, home, monkeypatch
) -> None:
    folder = home / "config" / "proxytui" / "templates"
    folder.mkdir(parents=True)
    (folder / "interview.md").write_text("asked:\n", encoding="utf-8")
    before = records(workspace)
    async with exploring(workspace) as it:
        monkeypatch.setattr(it.explorer.notes, "in_users_editor", lambda text: text + "\n")
        await it.press("I", "j", "enter")
    assert records(workspace) == before


async def test_a_key_begins_a_link_where_brackets_are_hard_to_type(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("i")
        await it.type("see ")
        await it.press("ctrl+l", "ctrl+l")
        assert it.explorer.prompt.field.value == "see [["
        await it.type("bor")
        await it.press("tab")
        await it.type(", ")
        await it.press("ctrl+l", *"tre", "tab", "enter")
        assert newest(workspace) == "see [[Borland]], [[Treaty of the lake]]"
        await it.press("3", "7", "e")
        await it.press(" ", "ctrl+l", *"bor", "enter", "ctrl+s")
        assert newest(workspace).endswith(" [[Borland]]")


async def test_the_key_for_a_link_does_nothing_where_no_link_can_stand(
    workspace: Workspace,
) -> None:
    async with exploring(workspace) as it:
        await it.press("/", "ctrl+l")
        assert it.explorer.prompt.field.value == ""
