"""Who wrote what in a store that several people share, on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from meanwhile import until
from outage import stopped
from tui_driver import exploring

from proxytui.model.changes import Change

if TYPE_CHECKING:
    from collections.abc import Callable

    from postgres import Postgres

    from proxytui.workspace import Workspace

TIE = "backs:ardania:borland"


def claimed(workspace: Workspace) -> str:
    record = {
        "type": "backs",
        "subject": "ardania",
        "object": "borland",
        "citations": [{"source": "s-herald"}],
    }
    workspace.apply([Change("claims", "c-shared", None, record)], "a claim")
    return "c-shared"


async def test_each_note_names_its_author_and_who_changed_it(
    anna: Workspace, karl: Workspace
) -> None:
    theirs = karl.add_note(("ardania",), "seen at the lake")
    anna.poll()
    anna.add_note(("ardania",), "seen in the hills")
    async with exploring(anna) as it:
        await until(it, lambda: "by karl" in it.words("detail"))
        assert "by you" in it.words("detail")
        anna_note = anna.index.notes[theirs]
        anna.edit_note(theirs, "seen at the lake twice", anna_note.text)
        it.explorer.draw()
        assert "by karl, changed by you" in it.words("detail")
        await it.press("3", '"')
        it.session.tab = "notes"
        it.explorer.draw()
        assert "by karl, changed by you" in it.words("detail")


async def test_a_tie_names_who_recorded_its_claims_in_both_of_its_tabs(
    anna: Workspace, karl: Workspace
) -> None:
    claim = claimed(karl)
    anna.poll()
    anna.add_note(("borland",), "to be checked")
    async with exploring(anna) as it:
        await it.press(":")
        await it.answer(f"show {TIE}")
        await until(it, lambda: "recorded by karl" in it.words("detail"))
        it.session.tab = "overview"
        it.explorer.draw()
        assert "recorded by karl" in it.words("detail")
        record = dict(anna.record("claims", claim) or {})
        changed = Change("claims", claim, record, {**record, "summary": "as the paper has it"})
        anna.apply([changed], "edit a claim")
        it.explorer.draw()
        assert "recorded by karl, changed by you" in it.words("detail")


async def test_actors_events_and_sources_name_who_recorded_and_who_changed_them(
    anna: Workspace, karl: Workspace
) -> None:
    actor = {"kind": "person", "names": [{"text": "Mira Lind"}]}
    event = {"title": "Talks at the lake", "participants": [{"actor": "mira-lind"}]}
    source = {"title": "The Lake Post"}
    records = {
        ("actors", "mira-lind"): actor, ("events", "e-lake"): event, ("sources", "s-lake"): source
    }  # fmt: skip
    karl.apply([Change(*key, None, record) for key, record in records.items()], "three records")
    anna.poll()
    async with exploring(anna) as it:
        for table, id_ in records:
            await it.press(":")
            await it.answer(f"show {id_}")
            await until(it, lambda: "recorded by karl" in it.words("detail"))
            record = dict(anna.record(table, id_) or {})
            change = Change(table, id_, record, {**record, "summary": "as the paper has it"})
            if table == "sources":
                change = Change(table, id_, record, {**record, "author": "M. Lind"})
            anna.apply([change], "edit a record")
            it.explorer.draw()
            assert "recorded by karl, changed by you" in it.words("detail"), table


async def test_a_step_of_somebody_else_is_named_as_it_comes(
    anna: Workspace, karl: Workspace
) -> None:
    anna.add_note(("ardania",), "mine")
    async with exploring(anna) as it:
        await it.settled()
        karl.poll()
        karl.add_note(("ardania",), "seen at the lake")
        await until(it, lambda: "by karl" in it.words("detail"))


async def test_a_store_in_a_folder_names_nobody(workspace: Workspace) -> None:
    workspace.add_note(("ardania",), "mine")
    async with exploring(workspace) as it:
        await it.settled()
        assert "by you" not in it.words("detail")
        assert not workspace.authors.complete


def test_a_list_of_notes_leaves_out_who_asks_by_the_login_at_the_server(
    sign_in: Callable[[str], Workspace],
) -> None:
    from proxytui.commands.notes import authors

    anna, karl = sign_in("anna"), sign_in("karl")
    mine, theirs = anna.add_note(("ardania",), "mine"), karl.add_note(("ardania",), "theirs")
    anna.poll()
    known = authors(anna)
    assert known[theirs] == "karl"
    assert mine not in known
    assert authors(anna, "you")[mine] == "you"


async def test_authors_that_could_not_be_read_are_read_once_there_is_a_connection(
    anna: Workspace, karl: Workspace, server: Postgres
) -> None:
    karl.add_note(("ardania",), "seen at the lake")
    anna.poll()
    with stopped(server):
        anna.poll()
        async with exploring(anna) as it:
            await until(it, lambda: "no connection" in it.header)
            await it.settled()
            assert "by karl" not in it.words("detail")
            server.start()
            try:
                await until(it, lambda: "by karl" in it.words("detail"))
            finally:
                server.stop()
