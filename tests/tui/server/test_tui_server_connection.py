"""A server that goes away while an explorer is open on it, and comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import postgres
from meanwhile import until
from outage import stopped
from tui_driver import exploring

from proxytui.model.vocabulary import Check

if TYPE_CHECKING:
    from postgres import Postgres

    from proxytui.workspace import Workspace

LINE = "Ardania backs Borland: weapons since 2015 from s-herald"


async def test_every_header_says_since_when_there_is_no_connection(
    anna: Workspace, server: Postgres
) -> None:
    async with exploring(anna, size=(80, 24)) as it:
        with stopped(server):
            await until(it, lambda: "no connection, as of " in it.header)
            await it.press(":")
            await it.answer("tensions")
            await until(it, lambda: it.top != "Explorer")
            assert "no connection, as of " in it.header
            await it.press("esc")
        await until(it, lambda: "no connection" not in it.header)
        await until(it, lambda: "The connection is there again." in it.said)
        assert "lakeside" in it.header


async def test_what_can_not_be_saved_stays_in_its_form_and_is_saved_once_it_can(
    anna: Workspace, server: Postgres
) -> None:
    async with exploring(anna) as it:
        with stopped(server):
            await until(it, lambda: "no connection" in it.header)
            await it.press("i")
            await it.answer("seen twice")
            await until(it, lambda: any("not saved: no connection" in said for said in it.said))
            assert it.explorer.prompt.field.value == "seen twice"
            await it.press("esc", "a")
            await it.answer(LINE)
            await until(it, lambda: it.top == "ClaimLine")
            assert LINE in it.screen
            await it.press("esc")
        await until(it, lambda: "no connection" not in it.header)
        await it.press("i", "enter", "a", "enter")
        await until(it, lambda: not it.app.writer.busy)
    assert [note.text for note in anna.index.notes.values()][-1] == "seen twice"
    assert "borland" in {claim.object for claim in anna.index.iter_claims()}


async def test_a_note_that_can_not_be_saved_stays_in_its_window_with_a_warning(
    anna: Workspace, server: Postgres
) -> None:
    note = anna.add_note(("ardania",), "first words")
    async with exploring(anna) as it:
        with stopped(server):
            await until(it, lambda: "no connection" in it.header)
            it.explorer.notes.edit(anna.index.notes[note])
            await it.settled()
            await it.type(" and more")
            await it.press("ctrl+s")
            await until(it, lambda: any("not saved" in said for said in it.said))
            assert it.top == "EditText"
            assert "first words and more" in it.screen
            assert "Changed elsewhere" not in it.screen
            await it.press("esc")
            assert it.top == "EditText"
            await it.press("esc")
        assert anna.index.notes[note].text == "first words"


async def test_undo_is_refused_in_one_line_and_what_is_known_is_counted(
    anna: Workspace, server: Postgres
) -> None:
    async with exploring(anna) as it:
        with stopped(server):
            await until(it, lambda: "no connection" in it.header)
            await it.press("u")
            await until(it, lambda: any("not saved: no connection" in said for said in it.said))
            assert all("\n" not in said for said in it.said)
            await it.press(":")
            await it.answer("stats")
            await until(it, lambda: it.top == "AnswerView")
            assert "transactions" in it.screen


async def test_the_log_and_earlier_states_show_as_they_were_known(
    anna: Workspace, karl: Workspace, server: Postgres
) -> None:
    karl.add_note(("ardania",), "seen at the lake")
    anna.poll()
    anna.add_note(("ardania",), "seen in the hills")
    async with exploring(anna) as it:
        await until(it, lambda: anna._store._ledger._history is not None)
        with stopped(server):
            await until(it, lambda: "no connection" in it.header)
            await it.press(":")
            await it.answer("log")
            await until(it, lambda: it.top == "AnswerView")
            assert it.screen.count("add a note") == 2
            assert "karl" in it.screen
            assert "no connection, as of " in it.header
            await it.press("esc")
            await it.press("V", "r")
            await until(it, lambda: it.top == "PickByTyping")
            await until(it, lambda: it.screen.count("add a note") == 2)
            await it.press("down", "enter")
            await until(it, lambda: it.top not in ("PickByTyping", "Explorer"))
            assert "no connection, as of " in it.header


async def test_a_text_that_is_read_goes_on_and_its_title_says_so(
    anna: Workspace, server: Postgres
) -> None:
    async with exploring(anna) as it:
        await it.press(":")
        await it.answer("show backs:ardania:cedar")
        await it.press("3", "o")
        await until(it, lambda: it.top == "Reader" and "Ardania" in it.screen)
        with stopped(server):
            await until(it, lambda: "no connection, as of " in it.header)
            await it.press("down", "down")
            assert it.top == "Reader"
        await until(it, lambda: "no connection" not in it.header)


def test_a_quote_whose_text_was_out_of_reach_is_checked_again_once_it_can_be_read(
    anna: Workspace, server: Postgres
) -> None:
    cited = (citation for claim in anna.index.iter_claims() for citation in claim.citations)
    citation = next(citation for citation in cited if citation.quote is not None)
    with stopped(server):
        anna.poll()
        assert anna.unreached
        assert anna.check_quote(citation).check is Check.NO_COPY
    postgres.until(lambda: anna.poll() or not anna.unreached)
    assert anna.known_check(citation) is None
    assert anna.check_quote(citation).check is Check.EXACT


def test_texts_that_were_out_of_reach_are_searched_once_they_can_be_read(
    anna: Workspace, server: Postgres
) -> None:
    texts = [document.text for s in anna.index.iter_sources() for document in s.documents]
    with stopped(server):
        anna.poll()
        assert anna.unreached
        assert anna.gather()(lambda: None)
        assert anna.fulltext.ready
        assert not anna.fulltext._checksums("documents", texts)
    postgres.until(lambda: anna.poll() or not anna.unreached)
    assert not anna.fulltext.ready
    assert anna.gather()(lambda: None)
    assert len(anna.fulltext._checksums("documents", texts)) == len(texts)
