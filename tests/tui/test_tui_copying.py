"""What is copied: the words of a source, footnotes, records, trees, and what is selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from meanwhile import until
from tui_driver import exploring

from proxytui.model.changes import Change

if TYPE_CHECKING:
    from tui_driver import Driver

    from proxytui.workspace import Workspace

TO_CEDAR = "group:backs:out|backs:ardania:cedar@"
pytestmark = pytest.mark.usefixtures("no_multiplexer")


async def test_a_source_has_a_footnote_of_its_own(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.search("source:gazette")
        await it.press("enter", "y", "f")
        assert "Gazette" in it.app.clipboard
        assert "copy kept" in it.app.clipboard


async def test_the_list_of_actors_is_copied_with_its_counts(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("1", "y", "a")
        first, *others = it.app.clipboard.split("\n")
        assert first.endswith("as of 2 Dec 2024")
        assert [line.rstrip() for line in others] == it.lines("actors")


# The reader


async def reading(it: Driver) -> None:
    await it.go("ties", TO_CEDAR)
    await it.press("o")
    assert it.top == "Reader"


async def test_the_reader_copies_the_cited_words_and_says_so(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await reading(it)
        await it.press("y", "w")
        assert it.app.clipboard.startswith("Ardania has supplied the Cedar Brigade")
        assert it.said[-1].startswith("Sent the cited words (")


async def test_the_reader_copies_the_paragraph_of_a_hit(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await reading(it)
        await it.press("/")
        await it.answer("elder brother")
        await it.press("y", "w")
        assert it.app.clipboard.startswith("The brigade in turn feeds")
        assert it.app.clipboard.endswith("gunmen in the hills.")
        assert it.said[-1].startswith("Sent this paragraph (")


async def test_without_cited_words_the_reader_copies_the_paragraph_at_the_cursor(
    workspace: Workspace,
) -> None:
    async with exploring(workspace, size=(120, 12)) as it:
        await reading(it)
        reader = it.app.screen
        reader.opened = reader.opened._replace(mark=None)  # type: ignore[attr-defined]
        await it.press("g", "g", "y", "w")
        assert it.app.clipboard == "BORDER TOWNS COUNT THE COST"
        assert it.said[-1].startswith("Sent this paragraph (")
        await it.press("j", "y", "enter")
        assert it.app.clipboard.startswith("Ardania has supplied the Cedar Brigade with rifles")


async def test_the_reader_copies_footnotes_of_the_words_it_was_opened_for(
    workspace: Workspace,
) -> None:
    async with exploring(workspace) as it:
        await reading(it)
        await it.press("y", "q")
        assert it.app.clipboard == (
            "“Ardania has supplied the Cedar Brigade with rifles and mortars since 2012”"
        )
        await it.press("y", "c")
        assert it.app.clipboard == CHICAGO
        await it.press("y", "i")
        assert it.app.clipboard == "s-herald"


# Footnotes and records

CHICAGO = (
    "“Ardania has supplied the Cedar Brigade with rifles and mortars since 2012” –"
    " Two officers of the brigade, cited in L. Marsh, “Border towns count the cost,” The Herald,"
    " December 2, 2024. The words stand in the copy that is kept. Viewed as of December 2, 2024."
)


async def test_a_quote_has_footnotes_in_two_styles_and_the_id_of_its_claim(
    workspace: Workspace,
) -> None:
    async with exploring(workspace) as it:
        await it.go("ties", TO_CEDAR)
        await it.press('"', "y", "c")
        assert it.app.clipboard == CHICAGO
        await it.press("y", "f")
        assert "– L. Marsh, “Border towns count the cost”, The Herald, 2 Dec" in it.app.clipboard
        await it.press("y", "M")
        assert it.app.clipboard.startswith("“Ardania has supplied")
        assert "[^c-01-1]: Two officers of the brigade, cited in L. Marsh" in it.app.clipboard
        await it.press("y", "I")
        assert it.app.clipboard == "c-01"


async def test_claims_are_copied_as_the_text_that_makes_them(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.go("ties", TO_CEDAR)
        await it.press("y", "r")
        claims = it.app.clipboard
        assert claims.startswith("Ardania backs Cedar")
        assert "[c-01]" in claims
        assert "[c-02]" in claims


async def test_an_actor_is_copied_as_its_record_and_as_it_is_shown(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("y", "r")
        assert it.app.clipboard.startswith("actor Ardania (state, XA")
        await it.press("y", "d")
        lines = it.app.clipboard.split("\n")
        assert lines[0] == "Ardania · as of 2 Dec 2024"
        assert lines[1].startswith(it.lines("detail")[0].rstrip())


async def test_a_copied_tree_has_whole_names_and_no_columns(workspace: Workspace) -> None:
    name = "The Front of the Long Name " * 6 + "End"
    assert len(name) > 160
    actor = {"kind": "armed-group", "names": [{"text": name}]}
    claim = {**workspace.raw()["claims"]["c-01"], "object": "long"}
    workspace.apply(
        [Change("actors", "long", None, actor), Change("claims", "c-long", None, claim)], "long"
    )
    async with exploring(workspace) as it:
        await it.press("2", "y", "t")
        lines = it.app.clipboard.split("\n")
        (row,) = [line for line in lines if "Long Name" in line]
        assert row.strip() == f"━ {name}  weapons, funding · 2 quotes"
        (row,) = [line for line in lines if "Cedar Brigade" in line]
        assert row.strip() == "▸ ━ Cedar Brigade  weapons, funding, training · 3 quotes"
        for line in lines:
            assert "   " not in line.strip()


async def test_copied_findings_have_no_columns(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("=", *"2005", "enter")
        await until(it, lambda: not getattr(it.app.screen, "working", False))
        await it.press("y", "t")
        assert "difference" in it.app.clipboard
        assert "›" in it.app.clipboard
        assert not any("   " in line.strip() for line in it.app.clipboard.split("\n"))


@pytest.mark.parametrize(
    "keys",
    [("y", "t"), ("y", "d"), ("V", "n", "y", "t"), ("V", "s", "y", "t"), ("V", "g", "y", "t")],
    ids=["tree", "detail", "notebook", "who", "gaps"],
)
async def test_a_copy_is_the_same_whatever_the_width_of_the_pane(
    workspace: Workspace, keys: tuple[str, ...]
) -> None:
    name = "A Brigade with a Name of Some Fifty Cells in Full"
    actor = {"kind": "armed-group", "names": [{"text": name}]}
    other = {"kind": "armed-group", "names": [{"text": name}], "summary": "another one"}
    claim = {**workspace.raw()["claims"]["c-01"], "object": "long"}
    note = {"about": ["long"], "text": "word " * 60, "created": "2024-12-02T10:00:00Z"}
    note["modified"] = note["created"]
    workspace.apply(
        [
            Change("actors", "long", None, actor),
            Change("actors", "long-2", None, other),
            Change("claims", "c-long", None, claim),
            Change("notes", "n-long", None, note),
        ],
        "a long name",
    )
    copies = []
    for size in ((80, 24), (200, 60)):
        async with exploring(workspace, size=size) as it:
            await it.press("2")
            await it.press(*keys[:-2])
            await until(it, lambda: not getattr(it.app.screen, "working", False))
            await it.press(*keys[-2:])
            copies.append(it.app.clipboard)
    assert copies[0] == copies[1]
    assert name in copies[0] or "d" in keys or "g" in keys


# What is selected with the mouse, and keys that mean nothing


async def test_ctrl_c_copies_what_is_selected(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        rows = it.rows("actors")
        await it.pilot.mouse_down(rows, offset=(2, 2))
        await it.pilot.hover(rows, offset=(20, 4))
        await it.pilot.mouse_up(rows, offset=(20, 4))
        selected = it.app.screen.get_selected_text()
        assert selected
        await it.press("ctrl+c")
        assert it.app.clipboard == selected
        assert it.said[-1].startswith("Sent what is selected (3 lines, ")


async def test_ctrl_c_says_how_to_leave(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("ctrl+c")
        assert "ctrl+q quits" in it.said[-1]
        await it.go("ties", TO_CEDAR)
        await it.press("o", "ctrl+c")
        assert it.top == "Reader"
        assert "ctrl+q quits" in it.said[-1]


@pytest.mark.parametrize("key", ["Q", "é", "ctrl+x", "f5"])
@pytest.mark.parametrize(
    "first", [(), ("V", "t"), ("2", "j", "o")], ids=["explorer", "view", "text"]
)
async def test_a_key_without_a_meaning_says_that_it_has_none(
    workspace: Workspace, key: str, first: tuple[str, ...]
) -> None:
    async with exploring(workspace) as it:
        await it.press(*first, key)
        word = key.upper() if key == "f5" else key
        assert it.said[-1].startswith(f"{word} does nothing here. ? shows the keys, q leaves")


async def test_a_key_of_another_place_says_where_it_works(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("K")
        assert it.said[-1] == "“link” works on the Notes tab."


# Views


async def test_in_a_view_the_record_of_the_row_its_quote_and_the_list_can_be_copied(
    workspace: Workspace,
) -> None:
    async with exploring(workspace) as it:
        await it.press("V", "g")
        view = it.app.screen
        await until(it, lambda: not view.working)
        await it.press("j")
        target = view.target(view.rows.key)
        assert target.id
        await it.press("y", "i")
        assert it.app.clipboard == target.id
        assert it.app.screen is view
        await it.press("y", "t")
        assert it.app.clipboard.startswith("gaps · as of ")
        quoted = [row.key for row in view.words_list.rows if row.key.startswith("quote:")]
        await it.press("tab")
        if quoted:
            view.words_list.go_to(quoted[0])
            await it.press("y", "f")
            assert "Viewed as of" in it.app.clipboard
