"""Records edited in forms: what is opened, each key, and that one step takes it all back."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest
from form_driver import about, at, change, edit, form, line, replace, show, written
from tui_driver import exploring

from proxytui.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from proxytui.workspace import Workspace

# table, record, the line that is changed, what is typed there
TEXTS = [
    ("actors", "cedar", "summary", "A brigade."),
    ("actors", "cedar", "founded", "2008"),
    ("claims", "c-14", "since", "2021-06"),
    ("claims", "c-14", "attested", "2021-06 2022"),
    ("claims", "c-14", "since_raw", "in 2021"),
    ("claims", "c-18", "role", "head of state"),
    ("events", "e-raid", "place", "The post"),
    ("events", "e-raid", "title", "Raid on a post"),
    ("sources", "s-herald", "publisher", "The Daily"),
    ("sources", "s-herald", "published", "2024-12-01"),
]


def everything(workspace: Workspace) -> dict[str, Any]:
    return deepcopy({table: dict(rows) for table, rows in workspace.raw().items()})


@pytest.mark.parametrize(("table", "id_", "field", "words"), TEXTS)
async def test_a_field_is_changed_in_place_and_undone(
    workspace: Workspace, table: str, id_: str, field: str, words: str
) -> None:
    before = everything(workspace)
    async with exploring(workspace) as it:
        await edit(it, table, id_)
        await at(it, field)
        await it.press("enter")
        if it.top == "EditText":
            await written(it, words)
        else:
            await replace(it, words)
        assert words.split()[0] in line(it, field)
        assert "not kept yet" in it.screen
        await it.press("ctrl+s")
        assert it.top == "Explorer"
        assert "u takes it back" in it.said[-1]
        value = words.split() if field == "attested" else words
        assert workspace.record(table, id_) == {**before[table][id_], field: value}
        await it.press("u")
    assert everything(workspace) == before


@pytest.mark.parametrize(
    ("table", "id_"),
    [("actors", "nur"), ("claims", "c-14"), ("events", "e-raid"), ("sources", "s-gazette")],
)
async def test_a_form_that_is_kept_as_it_is_writes_nothing(
    workspace: Workspace, table: str, id_: str
) -> None:
    before, steps = everything(workspace), len(workspace.log())
    async with exploring(workspace) as it:
        await edit(it, table, id_)
        for row in list(form(it).rows.rows):
            entry = form(it)._entries.get(row.key)
            if entry is None or entry.is_list or entry.field.kind.name not in ("TEXT", "DATE"):
                continue
            await at(it, row.key)
            await it.press("enter", "enter")
        await it.press("ctrl+s")
        assert "Nothing was changed" in it.said[-1]
        assert it.top == "Explorer"
    assert everything(workspace) == before
    assert len(workspace.log()) == steps


async def test_a_tie_with_several_claims_asks_which(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.go("ties", "group:backs:out|backs:ardania:cedar@")
        await it.press("e")
        assert it.top == "SelectOne"
        assert "start given: 2012 · weapons, funding" in it.screen
        assert "2 publishers say so" in it.screen
        await it.press("j", "enter")
        assert it.top == "RecordForm"
        assert form(it).form.id == "c-02"


async def test_a_claim_is_edited_from_the_ties_pane(workspace: Workspace) -> None:
    async with exploring(workspace, centre="borland") as it:
        await it.go("ties", "group:backs:out|backs:borland:cedar@")
        await it.press("e")
        assert form(it).form.id == "c-07"
        assert "Borland › reported to back › Cedar" in it.screen


async def test_a_quote_under_the_cursor_opens_its_citation(workspace: Workspace) -> None:
    async with exploring(workspace, centre="borland") as it:
        await it.go("ties", "group:backs:out|backs:borland:cedar@")
        await it.press("3", "6")
        await it.go("detail", "quote:claims/c-07:1")
        await it.press("e")
        assert form(it).at == ("citations", 1)
        assert "never armed" in line(it, "citations/1/quote/exact")
        assert "citation 2" in it.header


async def test_a_participant_under_the_cursor_opens_its_part(workspace: Workspace) -> None:
    before = everything(workspace)
    async with exploring(workspace) as it:
        await show(it, "event", "e-raid")
        await it.go("detail", "actor:borland")
        await it.press("e")
        assert form(it).rows.key == "participants/1"
        await it.press("enter")
        await at(it, "participants/1/role")
        await it.press("enter")
        assert it.top == "SelectOne"
        await it.press("j", "enter")
        await it.press("ctrl+s")
        stored = workspace.record("events", "e-raid")
        assert stored is not None
        assert stored["participants"][1] == {"actor": "borland", "role": "attacker"}
        await it.press("u")
    assert everything(workspace) == before


async def test_the_form_of_a_note_is_reached_from_its_tab(workspace: Workspace) -> None:
    before = everything(workspace)
    async with exploring(workspace) as it:
        await it.press("3", "7", "ctrl+e")
        assert it.top == "RecordForm"
        assert "note › on Ardania" in it.header
        await at(it, "about")
        await it.press("a")
        await it.type("bor")
        await it.press("enter")
        await at(it, "tags")
        await it.press("enter", *"to do", "enter")
        await it.press("ctrl+s")
        stored = workspace.record("notes", "n-1")
        assert stored is not None
        assert stored["about"] == ["ardania", "borland"]
        assert stored["tags"] == ["to do"]
        assert stored["modified"] > before["notes"]["n-1"]["modified"]
        await it.press("u")
    assert everything(workspace) == before


async def test_typed_words_are_not_thrown_away_by_the_first_esc(workspace: Workspace) -> None:
    before = everything(workspace)
    async with exploring(workspace) as it:
        await edit(it, "events", "e-raid")
        await at(it, "place")
        await it.press("enter", *"Lake", "esc")
        assert it.app.focused is form(it).field
        assert "esc again" in about(it)
        await it.press("esc")
        assert it.app.focused is form(it).rows
        await it.press("enter", *"Lake", "tab")
        assert form(it).form.value(("place",)) == "Lake"
        await it.press("esc")
        assert it.top == "SelectOne"
        await it.press("g")
        assert it.top == "RecordForm"
        await it.press("esc", "n")
        assert it.top == "Explorer"
    assert everything(workspace) == before


async def test_leaving_can_keep_what_was_changed(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await edit(it, "events", "e-raid")
        await change(it, "place", "Lake")
        await it.press("q", "y")
        assert it.top == "Explorer"
        stored = workspace.record("events", "e-raid")
        assert stored is not None
        assert stored["place"] == "Lake"


async def test_an_unchanged_form_is_left_with_one_esc(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await edit(it, "events", "e-raid")
        await it.press("esc")
        assert it.top == "Explorer"


async def test_a_record_without_selection_says_so(empty: Workspace) -> None:
    async with exploring(empty, centre="") as it:
        await it.press("e")
        assert it.said[-1] == "Nothing is selected that has a record; a adds one."
        await it.press("d")
        assert it.said[-1] == "Nothing is selected that has a record; a adds one."


async def test_quitting_asks_where_something_would_be_lost(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await edit(it, "events", "e-raid")
        await at(it, "place")
        await it.press("enter", *"Lake", "ctrl+q")
        assert it.top == "SelectOne"
        assert it.app.is_running
        await it.press("g")
        assert form(it).form.value(("place",)) == "Lake"
        await it.press("ctrl+q", "ctrl+q")
        assert not it.app.is_running, "asked again it ends at once"


async def test_what_is_typed_is_among_what_a_failure_keeps(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await edit(it, "events", "e-raid")
        assert form(it).draft == ""
        await change(it, "place", "Lake")
        await at(it, "title")
        await it.press("enter", *" and more")
        assert '"place": "Lake"' in form(it).draft
        assert "customs post and more" in form(it).draft


async def test_ctrl_s_takes_what_is_typed_along(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await edit(it, "events", "e-raid")
        await at(it, "place")
        await it.press("enter", *"Lake", "ctrl+s")
        assert it.top == "Explorer"
        stored = workspace.record("events", "e-raid")
        assert stored is not None
        assert stored["place"] == "Lake"


async def test_a_form_is_shown_in_one_column_and_beside_its_help(workspace: Workspace) -> None:
    async with exploring(workspace, size=(80, 24)) as it:
        await edit(it, "claims", "c-14")
        rows, help_ = form(it).rows, form(it).query_one("#about")
        assert rows.region.bottom <= help_.region.y
        await at(it, "since")
        await it.press("enter")
        before = form(it).field.region
        await it.resize(120, 40)
        assert rows.region.right <= help_.region.x
        assert form(it).field.region != before
        place = rows.content_region.y + rows.cursor - rows.scroll_offset.y
        assert form(it).field.region.y == place


async def test_every_key_of_a_form_is_in_its_help(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await edit(it, "events", "e-raid")
        await it.press("?")
        assert it.top == "KeysHelp"
        listed = {row.key for row in it.app.screen.query_one(Rows).rows}
        assert {"field-edit", "part-add", "part-remove", "part-down", "form-keep"} <= listed


async def test_a_record_is_edited_from_a_view_and_the_view_stays(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("V", "l")
        assert it.top == "TimelineView"
        rows = it.app.screen.rows
        key = next(row.key for row in rows.rows if "allied-with:ardania:union" in row.key)
        rows.go_to(key)
        await it.press("e")
        assert it.top == "RecordForm"
        assert form(it).form.id == "c-14"
        await change(it, "since", "2020")
        await it.press("ctrl+s")
        assert it.top == "TimelineView"


async def test_a_note_of_the_list_of_notes_is_edited_as_a_form(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("V", "n", "ctrl+e")
        assert it.top == "RecordForm"
        assert form(it).form.table == "notes"


@pytest.mark.parametrize("answer", ["n", "g", "y"])
async def test_a_form_that_is_kept_while_it_asks_whether_to_be_left_closes_once(
    workspace: Workspace, answer: str
) -> None:
    async with exploring(workspace) as it:
        await edit(it, "events", "e-raid")
        await change(it, "place", "Lake")
        await it.press("esc")
        assert it.top == "SelectOne"
        form(it).kept("Kept.")
        await it.press(answer)
        await it.settled()
        assert it.top == "Explorer"


async def test_a_note_is_about_one_record_less_after_d_on_its_line(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("3", "7", "ctrl+e")
        await at(it, "about")
        await it.press("a", *"bor", "enter", "ctrl+s", "ctrl+e")
        await at(it, "about/0")
        await it.press("d", "ctrl+s")
        stored = workspace.record("notes", "n-1")
        assert stored is not None
        assert stored["about"] == ["borland"]


async def test_the_last_record_of_a_note_can_not_be_taken_away_and_the_field_is_named(
    workspace: Workspace,
) -> None:
    async with exploring(workspace) as it:
        await it.press("3", "7", "ctrl+e")
        await at(it, "about/0")
        await it.press("d", "ctrl+s")
        assert it.top == "RecordForm"
        assert it.said[-1] == "Nothing is written: about is missing"


async def test_e_edits_the_line_in_a_form(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await edit(it, "claims", "c-14")
        await at(it, "since")
        await it.press("e")
        await replace(it, "2019")
        assert line(it, "since").endswith("2019")
        assert "works on the Notes tab" not in " ".join(it.said)


@pytest.mark.parametrize(
    ("fields", "tie"),
    [
        ({"status": "refuted"}, "allied-with:ardania:union"),
        ({"since": "2040", "until": "2041"}, "allied-with:ardania:union"),
        ({"object": "cedar"}, "allied-with:cedar:union"),
        ({"type": "opposes", "terms": []}, "opposes:union:ardania"),
    ],
)
async def test_after_a_form_the_edited_claim_is_shown_still(
    workspace: Workspace, fields: dict[str, Any], tie: str
) -> None:
    async with exploring(workspace, centre="union") as it:
        rows = it.rows("ties").rows
        await it.go("ties", next(row.key for row in rows if "allied-with:ardania" in row.key))
        await it.press("e")
        assert form(it).form.id == "c-14"
        form(it).form.record.update(fields)
        form(it).changed()
        await it.press("ctrl+s")
        assert it.top == "Explorer", it.said
        assert it.explorer.target.id == tie
