"""A record in one line: what is offered, what it reads as, and that it is kept and taken back."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tui_driver import Driver, exploring, text_of

from proxytui.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from proxytui.workspace import Workspace

CLAIM = 'Ardania backs Borland: weapons since 2015 "rifles and" s-herald'


def meant(it: Driver) -> str:
    """What stands over the line, as one text."""
    rows = it.app.screen.query_one("#meant", Rows)
    return " ".join(line.strip() for line in text_of(rows))


async def test_a_claim_is_kept_in_one_step_shown_and_taken_back(workspace: Workspace) -> None:
    before = {table: dict(rows) for table, rows in workspace.raw().items()}
    async with exploring(workspace, centre="ardania") as it:
        await it.press("a", *CLAIM)
        assert "Ardania backs Borland: weapons" in meant(it)
        assert "starts 1 Jan 2015 to 31 Dec 2015" in meant(it)
        await it.press("enter")
        assert it.top == "Explorer"
        assert it.explorer.target.id == "backs:ardania:borland"
        assert "Kept" in it.said[-1]
        await it.press("u")
    after = {table: dict(rows) for table, rows in workspace.raw().items()}
    assert after == before


async def test_a_line_that_begins_with_a_verb_is_about_the_selected_actor(
    workspace: Workspace,
) -> None:
    async with exploring(workspace, centre="ardania") as it:
        await it.go("actors", "actor:cedar")
        await it.press("a")
        assert "begins with a verb is about Cedar Brigade." in meant(it)
        await it.press(*CLAIM.removeprefix("Ardania "))
        assert "the Cedar Front backs Borland: weapons" in meant(it)
        await it.press("esc")
        await it.go("actors", "actor:borland")
        await it.press("a")
        assert "the Cedar Front backs Borland: weapons" in meant(it)
        await it.press("enter")
        assert it.explorer.target.id == "backs:cedar:borland"


async def test_on_a_tie_such_a_line_is_about_the_centre(workspace: Workspace) -> None:
    async with exploring(workspace, centre="ardania") as it:
        await it.press("2", "j")
        assert it.explorer.target.kind == "tie"
        await it.press("a")
        assert "begins with a verb is about Ardania." in meant(it)
        await it.press("esc", "1", "a")
        assert it.app.screen.field.value == ""


async def test_tab_completes_word_by_word(workspace: Workspace) -> None:
    async with exploring(workspace, centre="ardania") as it:
        await it.press("a", *"backs Bor", "tab")
        assert it.app.screen.field.value == "backs Borland"
        await it.press(*": wea", "tab")
        assert it.app.screen.field.value == "backs Borland: weapons"


async def test_what_is_missing_is_named_and_nothing_is_kept_without_a_source(
    workspace: Workspace,
) -> None:
    count = len(workspace.index.claims)
    async with exploring(workspace, centre="ardania") as it:
        await it.press("a", *"backs Borland: weapons", "enter")
        assert it.top == "ClaimLine"
        assert "without a source and a date" in meant(it)
        await it.press("esc")
        assert it.top == "Explorer"
    assert len(workspace.index.claims) == count


async def test_a_fault_is_told_with_its_column_and_stays_to_be_mended(workspace: Workspace) -> None:
    async with exploring(workspace, centre="ardania") as it:
        await it.press("a", *"Ardania backs Borland since 20x1 ", "enter")
        assert it.top == "ClaimLine"
        assert "at 29: " in meant(it)
        assert it.app.screen.field.value.startswith("Ardania backs")


async def test_a_quote_that_is_not_in_the_text_is_not_kept(workspace: Workspace) -> None:
    count = len(workspace.index.claims)
    async with exploring(workspace, centre="ardania") as it:
        await it.press("a", *'backs Borland "never written there at all" s-herald', "enter")
        assert it.top == "ClaimLine"
        assert "do not stand in the text" in it.said[-1]
    assert len(workspace.index.claims) == count


async def test_an_actor_that_is_new_is_made_with_its_first_claim(workspace: Workspace) -> None:
    async with exploring(workspace, centre="ardania") as it:
        await it.press("a", *"backs +Southern Watch from s-herald", "enter")
        assert "southern-watch" in workspace.index.actors
        assert it.explorer.target.id == "backs:ardania:southern-watch"


NEW_SOURCE = 'backs Borland: weapons since 2015 "two trucks a night" +wire-7'


async def test_a_new_source_is_asked_for_once_and_kept_with_its_claim_in_one_step(
    workspace: Workspace,
) -> None:
    before = {table: dict(rows) for table, rows in workspace.raw().items()}
    async with exploring(workspace, centre="ardania") as it:
        await it.press("a", *NEW_SOURCE)
        assert "new: wire-7" in meant(it)
        assert "Ardania backs Borland: weapons" in meant(it)
        await it.press("enter")
        assert it.top == "ClaimLine"
        assert "title of wire-7:" in it.screen
        await it.press("enter")
        assert "a source needs a title" in meant(it)
        await it.press(*"Trucks; `at` night # 2", "enter")
        assert "publisher of wire-7:" in it.screen
        await it.press(*"Lake Wire", "enter")
        assert "date of wire-7:" in it.screen
        await it.press(*"20x5", "enter")
        assert "date of wire-7:" in it.screen
        assert {table: dict(rows) for table, rows in workspace.raw().items()} == before
        await it.press(*["backspace"] * 4, *"2015-03", "enter")
        assert it.top == "Explorer"
        assert it.explorer.target.id == "backs:ardania:borland"
        assert workspace.raw()["sources"]["wire-7"] == {
            "title": "Trucks; `at` night # 2",
            "publisher": "Lake Wire",
            "published": "2015-03",
        }
        await it.press("u")
    assert {table: dict(rows) for table, rows in workspace.raw().items()} == before


async def test_what_is_not_known_of_a_new_source_is_left_open(workspace: Workspace) -> None:
    async with exploring(workspace, centre="ardania") as it:
        await it.press("a", *NEW_SOURCE, "enter", *"[a wire]", "enter", "enter", "enter")
        assert workspace.raw()["sources"]["wire-7"] == {"title": "[a wire]"}
        # Named with a plus again, it is the one that is there.
        await it.press("a", *'backs Borland: funding "paid" +wire-7', "enter")
        assert it.top == "Explorer"


async def test_esc_leads_from_the_questions_back_to_the_line(workspace: Workspace) -> None:
    async with exploring(workspace, centre="ardania") as it:
        await it.press("a", *NEW_SOURCE, "enter", *"Tru", "esc")
        assert it.top == "ClaimLine"
        assert it.app.screen.field.value == NEW_SOURCE
        assert it.app.screen.draft == NEW_SOURCE
        await it.press("esc")
        assert it.top == "Explorer"
    assert "wire-7" not in workspace.raw()["sources"]


async def test_what_is_typed_into_a_question_is_part_of_the_draft(workspace: Workspace) -> None:
    async with exploring(workspace, centre="ardania") as it:
        await it.press("a", *NEW_SOURCE, "enter", *"Trucks", "tab")
        assert it.app.screen.draft == f"{NEW_SOURCE}\nTrucks"
        await it.press("esc", "esc")


async def test_two_new_sources_are_asked_for_in_their_order(workspace: Workspace) -> None:
    line = 'backs Borland "two" +wire-7; disputes "none" +letter-2; since 2015'
    async with exploring(workspace, centre="ardania") as it:
        await it.press("a", *line, "enter", *"Wire", "enter", "enter", "enter")
        assert "title of letter-2:" in it.screen
        await it.press(*"Letter", "enter", "enter", "enter")
        assert it.top == "Explorer"
        titles = {id_: row["title"] for id_, row in workspace.raw()["sources"].items()}
    assert (titles["wire-7"], titles["letter-2"]) == ("Wire", "Letter")


async def test_what_was_answered_is_not_asked_again_where_the_line_has_to_be_mended(
    workspace: Workspace,
) -> None:
    line = 'backs Borland "never written there" s-herald "two" +wire-7'
    async with exploring(workspace, centre="ardania") as it:
        await it.press("a", *line, "enter", *"Wire", "enter", "enter", "enter")
        assert it.top == "ClaimLine"
        assert "do not stand in the text" in it.said[-1]
        await it.press("home", *["right"] * 14, "!", "enter")
        assert it.top == "Explorer"
    assert workspace.raw()["sources"]["wire-7"] == {"title": "Wire"}


async def test_a_short_name_that_cannot_be_one_is_told(workspace: Workspace) -> None:
    async with exploring(workspace, centre="ardania") as it:
        await it.press("a", *'backs Borland "two" +wíre', "enter")
        assert it.top == "ClaimLine"
        assert "expected an id" in meant(it)
        await it.press("esc")


async def test_an_empty_store_is_begun_with_a_line(empty: Workspace) -> None:
    async with exploring(empty) as it:
        await it.press("a", *"source memo-1  A memorandum", "enter")
        await it.press("a", *'+North backs +South: funding "x" memo-1', "enter")
        assert sorted(empty.index.actors) == ["north", "south"]
        assert "North" in it.screen


@pytest.mark.parametrize("keys", [("tab",), ("shift+tab", "tab"), ("f1", "esc"), ("up",)])
async def test_wrong_keys_do_no_harm(workspace: Workspace, keys: tuple[str, ...]) -> None:
    async with exploring(workspace, centre="ardania") as it:
        await it.press("a", *keys, *keys)
        assert it.top == "ClaimLine"
        await it.press("esc")
        assert it.top == "Explorer"


def editor(folder: Path, script: str) -> str:
    """An editor that does what a line of a shell says to the file `$1`."""
    file = folder / "editor"
    file.write_text(f"#!/bin/sh\n{script}\nsleep 2.1\n")
    file.chmod(0o755)
    return str(file)


async def test_records_are_edited_as_text_and_written_when_confirmed(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", editor(tmp_path, "sed -i 's/founded .*//' \"$1\""))
    monkeypatch.setattr("textual.app.App.suspend", lambda app: nullcontext())
    async with exploring(workspace, centre="ardania") as it:
        before = dict(workspace.raw()["actors"]["cedar"])
        monkeypatch.setenv(
            "EDITOR",
            editor(
                tmp_path,
                "echo '  founded 1999' > \"$1.x\"; "
                "sed -i '1,/^$/s/^actor .*/&\\n  tag mended/' \"$1\"",
            ),
        )
        await it.go("actors", "actor:cedar")
        await it.press("E")
        assert it.top == "ShowPlan"
        assert "Write this? 1 changed" in it.screen
        assert "+ tag mended" in it.screen
        await it.press("y")
        assert workspace.raw()["actors"]["cedar"]["tags"][-1] == "mended"
        await it.press("u")
        assert dict(workspace.raw()["actors"]["cedar"]) == before


async def test_an_editor_that_changes_nothing_changes_nothing(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", editor(tmp_path, "true"))
    monkeypatch.setattr("textual.app.App.suspend", lambda app: nullcontext())
    before = {table: dict(rows) for table, rows in workspace.raw().items()}
    async with exploring(workspace, centre="ardania") as it:
        await it.press("E")
        assert it.top == "Explorer"
    assert {table: dict(rows) for table, rows in workspace.raw().items()} == before


async def test_a_plan_that_is_left_writes_nothing_and_keeps_what_was_written_in_a_file(
    workspace: Workspace, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", editor(tmp_path, "printf 'actor Nobody Yet\\n' >> \"$1\""))
    monkeypatch.setattr("textual.app.App.suspend", lambda app: nullcontext())
    before = {table: dict(rows) for table, rows in workspace.raw().items()}
    async with exploring(workspace, centre="ardania") as it:
        await it.press("E")
        assert it.top == "ShowPlan"
        assert "added: actor Nobody Yet" in it.screen
        await it.press("esc")
        assert it.top == "Explorer"
        [file] = [words.rpartition(" ")[2] for words in it.said if "What you wrote is in" in words]
        assert "actor Nobody Yet" in Path(file).read_text()
    assert {table: dict(rows) for table, rows in workspace.raw().items()} == before


async def test_faults_come_back_as_comments_until_they_are_mended(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = tmp_path / "seen"
    script = (
        f'cat "$1" >> {seen}; echo ------ >> {seen}; '
        'if grep -q nosuchdate "$1"; then sed -i \'/^#/d; s/nosuchdate/1999/\' "$1"; '
        "else sed -i '1,/^$/s/^actor .*/&\\n  founded nosuchdate/' \"$1\"; fi"
    )
    monkeypatch.setenv("EDITOR", editor(tmp_path, script))
    monkeypatch.setattr("textual.app.App.suspend", lambda app: nullcontext())
    async with exploring(workspace, centre="ardania") as it:
        await it.go("actors", "actor:hermit")
        await it.press("E")
        assert it.top == "ShowPlan"
        assert "+ founded 1999" in it.screen
        await it.press("y")
    assert workspace.raw()["actors"]["hermit"]["founded"] == "1999"
    again = seen.read_text().split("------")[1]
    fault = next(line for line in again.splitlines() if line.startswith("#"))
    assert "nosuchdate" in fault


async def test_a_text_that_is_left_with_its_faults_is_kept_in_a_file(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = "grep -q '^#' \"$1\" || sed -i '1,/^$/s/^actor .*/&\\n  founded nosuchdate/' \"$1\""
    monkeypatch.setenv("EDITOR", editor(tmp_path, script))
    monkeypatch.setattr("textual.app.App.suspend", lambda app: nullcontext())
    async with exploring(workspace, centre="ardania") as it:
        await it.go("actors", "actor:hermit")
        await it.press("E")
        assert it.top == "Explorer"
        [file] = [words.rpartition(" ")[2] for words in it.said if "What you wrote is in" in words]
        assert "founded nosuchdate" in Path(file).read_text()


async def test_a_record_in_the_detail_pane_is_edited_as_text(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = tmp_path / "seen"
    monkeypatch.setenv("EDITOR", editor(tmp_path, f'cp "$1" {seen}'))
    monkeypatch.setattr("textual.app.App.suspend", lambda app: nullcontext())
    async with exploring(workspace, centre="ardania") as it:
        await it.press("2", "j", "3")
        tie = it.explorer.target
        assert tie.kind == "tie"
        await it.press("E")
        claims = workspace.index.tie_claims[tie.id]
        assert all(f"[{claim}]" in seen.read_text() for claim in claims)


async def test_in_a_view_the_records_of_the_row_are_edited_as_text(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = tmp_path / "seen"
    monkeypatch.setenv("EDITOR", editor(tmp_path, f'cp "$1" {seen}'))
    monkeypatch.setattr("textual.app.App.suspend", lambda app: nullcontext())
    async with exploring(workspace, centre="ardania") as it:
        await it.press("p", *"cedar", "enter")
        view = it.app.screen
        ties = [target.id for target in view.targets(view.rows.key)]
        assert ties
        await it.press("E")
        assert it.app.screen is view
        text = seen.read_text()
        assert all(
            f"[{claim}]" in text for tie in ties for claim in workspace.index.tie_claims[tie]
        )


async def test_a_line_that_was_left_stands_there_the_next_time(workspace: Workspace) -> None:
    async with exploring(workspace, centre="ardania") as it:
        await it.press("a", *"backs Borland: wea", "esc")
        await it.press("a")
        assert it.app.screen.field.value == "backs Borland: wea"
        assert "as it was left; ctrl+u empties the line" in it.screen
        await it.press("ctrl+u")
        assert "as it was left" not in it.screen
        await it.press("esc", "a")
        assert it.app.screen.field.value == ""


async def test_a_line_that_was_refused_and_left_is_not_lost(workspace: Workspace) -> None:
    async with exploring(workspace, centre="ardania") as it:
        await it.press("a", *"backs Borland since 20x1 ", "enter", "esc", "j", "a")
        assert it.app.screen.field.value == "backs Borland since 20x1"
        await it.press("esc")
        assert it.top == "Explorer"
