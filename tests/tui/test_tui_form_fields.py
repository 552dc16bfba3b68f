"""The lines of a form: fields of every kind, names and citations, and what is wrong with them."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest
from form_driver import about, at, change, edit, fields, form, line, replace, written
from tui_driver import exploring

from proxytui.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from proxytui.workspace import Workspace


def everything(workspace: Workspace) -> dict[str, Any]:
    return deepcopy({table: dict(rows) for table, rows in workspace.raw().items()})


async def test_a_name_is_added_in_a_form_of_its_own_and_removed_again(workspace: Workspace) -> None:
    async with exploring(workspace, centre="cedar") as it:
        await edit(it, "actors", "cedar")
        await at(it, "names/0")
        await it.press("a")
        assert form(it).at == ("names", 3)
        assert it.app.focused is form(it).field
        await it.press(*"Cedar Army", "enter")
        await change(it, "names/3/since", "2024")
        await at(it, "names/3/type")
        await it.press("enter", "j", "j", "enter")
        await it.press("esc")
        assert form(it).at == ()
        assert line(it, "names/3").startswith("Cedar Army   alias · from 2024")
        await at(it, "names/2")
        await it.press("d")
        assert "CB" not in fields(it)
        await it.press("ctrl+s")
        stored = workspace.record("actors", "cedar")
        assert stored is not None
        assert stored["names"][-1] == {"text": "Cedar Army", "type": "alias", "since": "2024"}
        assert len(stored["names"]) == 3


async def test_a_citation_gets_its_source_by_name_and_its_words_are_placed(
    workspace: Workspace,
) -> None:
    async with exploring(workspace) as it:
        await edit(it, "claims", "c-16")
        await at(it, "citations")
        await it.press("a")
        assert it.top == "PickByTyping"
        await it.type("gazette")
        await it.press("enter")
        await at(it, "citations/1/quote/exact")
        await it.press("enter")
        await written(it, "Funds for the Cedar Brigade come from Ardania")
        await it.press("ctrl+s")
        assert it.top == "Explorer"
        stored = workspace.record("claims", "c-16")
        assert stored is not None
        quote = stored["citations"][1]["quote"]
        assert quote["exact"] == "Funds for the Cedar Brigade come from Ardania"
        assert len(quote["text"]) == 64


async def test_words_that_the_source_lacks_are_kept_only_when_asked_twice(
    workspace: Workspace,
) -> None:
    async with exploring(workspace) as it:
        await edit(it, "claims", "c-14")
        await at(it, "citations/0")
        await it.press("enter")
        await at(it, "citations/0/quote/exact")
        await it.press("enter")
        await written(it, "signed a treaty of mutual regret in 2021")
        await it.press("ctrl+s")
        assert it.top == "RecordForm"
        assert "do not stand in the text" in about(it)
        assert "nearest is" in about(it)
        await it.press("ctrl+s")
        assert it.top == "Explorer"
        stored = workspace.record("claims", "c-14")
        assert stored is not None
        assert stored["citations"][0]["quote"] == {
            "exact": "signed a treaty of mutual regret in 2021"
        }


async def test_days_are_shown_while_a_date_is_typed(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await edit(it, "claims", "c-14")
        await at(it, "since")
        await it.press("enter")
        form(it).field.value = ""
        await it.press(*"2023-06")
        assert "1 Jun 2023 to 30 Jun 2023" in about(it)
        await it.press(*"-31")
        assert "no such day" in about(it)


async def test_a_fault_stands_beside_its_field_and_nothing_is_written(
    workspace: Workspace,
) -> None:
    before = everything(workspace)
    async with exploring(workspace, size=(200, 40)) as it:
        await edit(it, "claims", "c-14")
        await change(it, "since", "20x1")
        assert line(it, "since").startswith("start")
        assert "20x1" in line(it, "since")
        assert "is no date" in line(it, "since")
        await at(it, "type")
        await it.press("ctrl+s")
        assert it.top == "RecordForm"
        assert form(it).rows.key == "since"
        assert "1 field not right yet" in it.screen
        await change(it, "since", "2011")
        assert "is no date" not in line(it, "since")
        await it.press("ctrl+s")
        assert it.top == "Explorer"
    assert everything(workspace) != before


async def test_a_required_field_that_is_empty_is_named(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await edit(it, "events", "e-raid")
        await at(it, "title")
        await it.press("d")
        assert "required" in line(it, "title")
        await it.press("ctrl+s")
        assert it.top == "RecordForm"
        assert "is missing" in it.said[-1]


async def test_a_fault_in_a_part_opens_the_part(workspace: Workspace) -> None:
    async with exploring(workspace, centre="cedar") as it:
        await edit(it, "actors", "cedar")
        await at(it, "names/2")
        await it.press("enter")
        await change(it, "names/2/since", "soon")
        await it.press("esc", "ctrl+s")
        assert form(it).at == ("names", 2)
        assert form(it).rows.key == "names/2/since"


async def test_means_and_flags_are_marked_in_a_list(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await edit(it, "claims", "c-03")
        await at(it, "terms")
        await it.press("enter")
        assert it.top == "MultiSelect"
        await it.press("space", "enter")
        assert "W, X" in line(it, "terms")
        await at(it, "flags")
        await it.press("enter", "space", "enter", "ctrl+s")
        stored = workspace.record("claims", "c-03")
        assert stored is not None
        assert stored["terms"] == ["W", "X"]
        assert stored["flags"] == ["alleged"]


async def test_yes_and_no_change_with_enter(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await edit(it, "actors", "militias")
        await at(it, "described")
        await it.press("enter")
        assert form(it).form.value(("described",)) is None
        await it.press("enter")
        assert not form(it).form.changed


async def test_countries_are_added_by_their_code(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await edit(it, "actors", "ardania")
        await at(it, "countries")
        await it.press("a")
        await it.type("lb")
        await it.press("enter")
        assert form(it).form.record["countries"] == ["XA", "LB"]


async def test_an_identifier_is_a_scheme_and_a_text(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await edit(it, "actors", "ardania")
        await at(it, "identifiers")
        await it.press("a", *"Q794", "enter")
        assert it.app.focused is form(it).field
        assert "wikidata: Q794" in about(it)
        await replace(it, "wikidata: Q794")
        assert form(it).form.record["identifiers"] == {"wikidata": ["Q794"]}
        await change(it, "identifiers/wikidata/0", "ucdp: 12")
        assert form(it).form.record["identifiers"] == {"ucdp": ["12"]}


async def test_an_enemy_is_named_with_a_few_letters(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await edit(it, "claims", "c-05")
        await at(it, "against")
        await it.press("a")
        await it.type("nur mov")
        await it.press("enter")
        assert form(it).form.record["against"] == ["nur"]
        assert "حركة النور" in line(it, "against/0")


async def test_items_change_places(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await edit(it, "actors", "ardania")
        await at(it, "names/1")
        await it.press("K")
        assert form(it).rows.key == "names/0"
        assert "Republic" in line(it, "names/0")
        await it.press("J")
        assert not form(it).form.changed


async def test_a_new_part_that_stays_empty_is_no_part(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await edit(it, "actors", "ardania")
        await at(it, "names")
        await it.press("a", "esc", "esc")
        assert form(it).at == ()
        assert not form(it).form.changed


async def test_what_no_field_knows_is_named_and_stays(workspace: Workspace) -> None:
    from proxytui.model.changes import Change

    record = workspace.record("events", "e-raid")
    assert record is not None
    workspace.apply([Change("events", "e-raid", record, {**record, "xnew": {"a": [1]}})], "x")
    async with exploring(workspace) as it:
        await edit(it, "events", "e-raid")
        assert "kept as it is: xnew" in fields(it)
        await change(it, "place", "Lake")
        await it.press("ctrl+s")
        stored = workspace.record("events", "e-raid")
        assert stored is not None
        assert stored["xnew"] == {"a": [1]}


async def test_the_sentence_follows_what_is_changed(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await edit(it, "claims", "c-14")
        assert "is allied with" in about(it)
        assert "2021" in about(it)
        await change(it, "since", "2019")
        assert "2019" in about(it)


async def test_a_field_that_is_clicked_twice_is_edited(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await edit(it, "events", "e-raid")
        rows = form(it).rows
        place = next(n for n, row in enumerate(rows.rows) if row.key == "place")
        assert await it.pilot.click(rows, offset=(30, place + rows.gutter.top), times=2)
        await it.settled()
        assert it.app.focused is form(it).field


async def test_tab_and_arrows_take_it_and_go_on(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await edit(it, "sources", "s-almanac")
        await at(it, "author")
        await it.press("enter", *"Somebody", "tab")
        assert form(it).rows.key == "publisher"
        await it.press("enter", *"The Press", "up")
        assert form(it).rows.key == "author"
        assert form(it).form.record["publisher"] == "The Press"


async def test_a_value_that_is_its_own_meaning_stands_there_once(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await edit(it, "actors", "ardania")
        assert line(it, "kind").split() == ["kind", "state"]


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_no_piece_of_the_forms_border_shows_beside_the_list_to_pick_from(
    workspace: Workspace, size: tuple[int, int]
) -> None:
    async with exploring(workspace, size=size) as it:
        await edit(it, "claims", "c-14")
        await at(it, "object")
        await it.press("enter")
        assert it.top == "PickByTyping"
        lines = it.screen.split("\n")
        first = next(place for place, row in enumerate(lines) if "Object: towards whom" in row)
        last = next(place for place, row in enumerate(lines) if "type to find" in row)
        assert all(row[0] in "╭│╰" and row[-1] in "╮│╯" for row in lines[first : last + 1])
        assert all(row.count("│") == 2 for row in lines[first + 1 : last])


async def test_sources_are_found_by_words_of_title_or_publisher(
    workspace: Workspace,
) -> None:
    async with exploring(workspace) as it:
        await edit(it, "claims", "c-14")
        await at(it, "citations/0")
        await it.press("enter")
        await at(it, "citations/0/source")
        await it.press("enter", *"gazette")
        assert "money of the Cedar" in it.screen
        assert len(it.app.screen.query_one("#listed", Rows).rows) == 1
        await it.press("ctrl+u", *"no such words")
        assert "No source has these words" in it.screen
