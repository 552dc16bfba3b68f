"""Looking: filters, search, quotes, the reader, and how the tree is turned."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tui_driver import exploring, text_of

from proxytui.model.changes import Change
from proxytui.questions import history

if TYPE_CHECKING:
    from proxytui.workspace import Workspace

TO_CEDAR = "group:backs:out|backs:ardania:cedar@"
UNDATED = "group:backs:out:unspoken|backs:ardania:nur@"


# Filters


async def test_a_filter_shows_only_what_fits_as_it_is_typed(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("/")
        await it.type("nd")
        assert "Ndélè" in it.text("actors").replace("e\u0301", "é").replace("e\u0300", "è")
        assert "Renewal" not in it.text("actors")
        assert "/nd" in str(it.rows("actors").border_subtitle)


async def test_enter_keeps_a_filter_and_esc_clears_it(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        everyone = it.lines("actors")
        await it.press("/")
        await it.answer("cedar")
        kept = it.lines("actors")
        assert len(kept) < len(everyone)
        await it.press("j", "k")
        assert it.lines("actors") == kept
        await it.press("esc")
        assert it.lines("actors") == everyone


async def test_esc_in_a_filter_leaves_nothing_filtered(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        everyone = it.lines("actors")
        await it.press("/")
        await it.type("cedar")
        await it.press("esc")
        assert it.lines("actors") == everyone
        assert it.rows("actors").has_focus


async def test_a_filter_finds_a_name_by_another_script_without_accents(
    workspace: Workspace,
) -> None:
    async with exploring(workspace) as it:
        await it.press("/")
        await it.type("eastern")
        assert "東方連合" in it.text("actors")
        await it.press("esc", "/")
        await it.type("NDELE")
        assert len([r for r in it.rows("actors").rows if r.key.startswith("actor:")]) == 1


async def test_letters_of_a_filter_are_no_commands(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("/")
        await it.type("qxAzru,.T")
        assert it.top == "Explorer"
        assert not it.session.turned
        assert not it.session.show_all
        assert it.explorer.prompt.field.value == "qxAzru,.T"


async def test_the_arrows_move_in_the_list_while_a_filter_is_typed(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("/")
        await it.type("a")
        before = it.rows("actors").key
        await it.press("down")
        assert it.rows("actors").key != before


async def test_ties_are_filtered_by_name(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("2", "/")
        await it.answer("voss")
        assert "Ilan Voss" in it.text("ties")
        assert "Cedar" not in it.text("ties")
        await it.press("esc")
        assert "Cedar" in it.text("ties")


async def test_the_detail_pane_is_filtered_by_paragraph(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("3", "6", "/")
        await it.answer("bank")
        assert "treaty" not in it.text("detail")
        assert "/bank" in str(it.rows("detail").border_subtitle)


async def test_a_filter_that_fits_nothing_says_so(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        for pane in ("2", "3"):
            await it.press(pane, "/")
            await it.answer("xyzzy")
            assert it.text(it.explorer.pane).strip()


async def test_n_goes_on_to_the_next_row(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("/")
        await it.answer("nd")
        first = it.rows("actors").cursor
        await it.press("n")
        assert it.rows("actors").cursor > first
        await it.press("N")
        assert it.rows("actors").cursor == first


@pytest.mark.parametrize("first", [(), ("3",), ("V", "n")], ids=["actors", "detail", "view"])
async def test_n_without_a_filter_moves_nothing_and_says_how_to_filter(
    workspace: Workspace, first: tuple[str, ...]
) -> None:
    async with exploring(workspace) as it:
        await it.press(*first)
        before = it.app.screen.rows
        cursor = before[it.explorer.pane].cursor if isinstance(before, dict) else before.cursor
        await it.press("n")
        after = it.app.screen.rows
        assert cursor == (
            after[it.explorer.pane].cursor if isinstance(after, dict) else after.cursor
        )
        assert "Nothing is filtered here; / shows only rows" in it.said[-1]


# Search


@pytest.mark.parametrize("typed", ["nuur", "حركة", "Nur Mov"])
async def test_search_finds_a_name_in_any_script_and_enter_goes_there(
    workspace: Workspace, typed: str
) -> None:
    async with exploring(workspace) as it:
        await it.press("s")
        await it.type(typed)
        assert "حركة النور" in it.text("hits")
        await it.press("enter")
        assert it.session.centre == "nur"
        assert it.explorer.pane == "ties"
        assert not it.rows("hits").display


async def test_search_says_where_nothing_comes_close(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("s")
        await it.type("qqqq")
        await it.words_looked_up()
        assert "Nothing comes close to these words." in it.words("hits")
        await it.press("enter")
        assert it.session.centre == "ardania"


async def test_esc_leaves_search_where_one_was(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("2", "s")
        await it.type("nuur")
        await it.press("esc")
        assert not it.rows("hits").display
        assert it.session.centre == "ardania"
        assert it.rows("ties").has_focus


# Words and sources


async def test_the_words_of_a_tie_are_one_key_away(workspace: Workspace) -> None:
    async with exploring(workspace, centre="borland") as it:
        await it.go("ties", "group:backs:out|backs:borland:cedar@")
        await it.press('"')
        text = it.words("detail")
        assert "✓ “Borland arms the Cedar Brigade”" in text
        assert "? “Trucks cross at night.”" in text
        assert "disputes · Borland, in “Statement of the government" in text
        assert it.explorer.pane == "detail"
        assert it.at("detail").startswith("✓")


@pytest.mark.parametrize(
    ("centre", "key", "mark"),
    [
        ("ardania", TO_CEDAR, "✓"),
        ("ardania", TO_CEDAR, "≈"),
        ("ardania", UNDATED, "·"),
        ("guard", "group:backs:out|backs:guard:cedar@", "✗"),
        ("ardania", "group:opposes:out|opposes:ardania:borland@", "–"),
    ],
)
async def test_each_check_has_its_mark(
    workspace: Workspace, centre: str, key: str, mark: str
) -> None:
    async with exploring(workspace, centre=centre) as it:
        await it.unfold(key.partition("|")[0])
        await it.go("ties", key)
        await it.press('"')
        assert any(line.startswith(mark) for line in it.lines("detail"))


async def test_the_source_opens_at_the_words(workspace: Workspace) -> None:
    async with exploring(workspace, size=(80, 12), centre="voss") as it:
        await it.go("ties", "group:backs:out|backs:voss:committee@")
        await it.press("o")
        assert it.top == "Reader"
        rows = it.app.screen.view
        roles = ("found", "picked-found")
        marked = [span.text for row in rows.rows for span in row.line if span.role in roles]
        assert " ".join(" ".join(marked).split()).startswith("Voss himself has paid")
        place = next(i for i, r in enumerate(rows.rows) if any(s.role in roles for s in r.line))
        top = rows.scroll_offset.y
        assert top <= place < top + rows.size.height
        await it.press("esc")
        assert it.top == "Explorer"


async def test_the_source_of_the_quote_under_the_cursor_opens(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.go("ties", TO_CEDAR)
        await it.press('"')
        await it.go("detail", "quote:claims/c-01:1")
        await it.press("enter")
        assert it.top == "Reader"
        assert "The money of the Cedar Brigade" in it.screen
        await it.press("q")
        assert it.rows("detail").key == "quote:claims/c-01:1"


async def test_a_source_without_a_copy_says_how_to_attach_one(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.unfold(UNDATED.partition("|")[0])
        await it.go("ties", UNDATED)
        await it.press("o")
        assert it.top == "Explorer"
        assert "source attach s-almanac" in it.said[-1]


async def test_without_words_no_source_opens(workspace: Workspace) -> None:
    async with exploring(workspace, centre="hermit") as it:
        await it.press("2", "o")
        assert "Nothing selected has words" in it.said[-1]


async def test_the_reader_finds_goes_round_and_clears(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.go("ties", TO_CEDAR)
        await it.press("o", "/")
        await it.answer("TRUCKS cross")
        assert it.screen.count("1 of 2") == 1, "which hit is shown at the top alone"
        await it.press("n")
        assert "2 of 2" in it.screen
        await it.press("n")
        assert "1 of 2" in it.screen
        await it.press("N")
        assert "2 of 2" in it.screen
        await it.press("/")
        assert it.app.screen.prompt.field.value == "TRUCKS cross"
        await it.press("esc", "esc")
        assert " of 2" not in it.screen
        assert it.top == "Reader"
        await it.press("esc")
        assert it.top == "Explorer"


async def test_the_reader_says_that_words_are_not_there(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.go("ties", TO_CEDAR)
        await it.press("o", "/")
        await it.answer("unicorn")
        assert "unicorn" in it.said[-1]


async def test_the_reader_scrolls(workspace: Workspace) -> None:
    async with exploring(workspace, size=(60, 14)) as it:
        await it.go("ties", TO_CEDAR)
        await it.press("o")
        rows = it.app.screen.view
        await it.press("G")
        bottom = rows.scroll_offset.y
        assert bottom > 0
        await it.press("g", "g")
        assert rows.scroll_offset.y == 0
        # The cursor goes on line by line, and what is around it stays in view.
        await it.press(*"jjjjjjjjjj")
        down = rows.scroll_offset.y
        assert down > 0
        await it.press(*"kkkkkkkk")
        assert rows.scroll_offset.y < down
        await it.press("pagedown")
        assert rows.scroll_offset.y > 1
        await it.press("pageup", "ctrl+d")
        assert rows.scroll_offset.y > 0


# The tree


async def test_turning_says_so_where_the_ties_are_out_of_sight(workspace: Workspace) -> None:
    async with exploring(workspace, (80, 24), centre="cedar") as it:
        await it.press("1", "x")
        assert it.said[-1] == ("Ties of Cedar Brigade: those who back it come first. 2 shows them.")
        await it.press("x")
        assert "those it backs come first" in it.said[-1]
        await it.press("2")
        before = len(it.said)
        await it.press("x")
        assert len(it.said) == before


async def test_turning_puts_the_other_direction_first(workspace: Workspace) -> None:
    async with exploring(workspace, centre="cedar") as it:
        groups = [
            r.key for r in it.rows("ties").rows if r.key.startswith("group") and "|" not in r.key
        ]
        assert groups[:2] == ["group:backs:out", "group:backs:in"]
        await it.press("2", "x")
        groups = [
            r.key for r in it.rows("ties").rows if r.key.startswith("group") and "|" not in r.key
        ]
        assert groups[:2] == ["group:backs:in", "group:backs:out"]
        assert "backers first" in it.title("ties")
        await it.press("x")
        assert "backers first" not in it.title("ties")


async def test_rolling_up_marks_through_whom_a_tie_comes(workspace: Workspace) -> None:
    async with exploring(workspace, size=(200, 40)) as it:
        assert "militias" not in it.text("ties")
        await it.press("r")
        line = next(line for line in it.lines("ties") if "militias" in line)
        assert "via Ministry of Defence" in line
        assert "via Ilan Voss" in it.text("ties")
        await it.press("r")
        assert "via " not in it.text("ties")


async def test_showing_all_shows_what_is_not_held_with_its_status(workspace: Workspace) -> None:
    async with exploring(workspace, size=(200, 40)) as it:
        assert "Renewal Party" not in it.text("ties")
        await it.press("A")
        text = it.text("ties")
        assert "planned" in text
        assert "refuted" in text
        assert "not held" in text
        await it.press("A")
        assert "refuted" not in it.text("ties")


async def test_statuses_stand_beside_the_names(workspace: Workspace) -> None:
    async with exploring(workspace, centre="borland", size=(200, 40)) as it:
        lines = it.lines("ties")
        assert any("Cedar Brigade" in line and "disputed" in line for line in lines)
        assert any("حركة النور" in line and "alleged" in line for line in lines)
        assert any("not spoken of then: is allied with  1" in line for line in lines)


async def test_each_type_of_tie_has_a_line_of_its_own(workspace: Workspace) -> None:
    async with exploring(workspace, size=(200, 40)) as it:
        text = "\n".join(text_of(it.rows("ties")))
        for glyph, name in (("━", "Cedar Brigade"), ("╳", "Borland"), ("═", "東方連合")):
            assert f"{glyph} {name}" in text


async def test_an_actor_without_ties_says_what_to_press(workspace: Workspace) -> None:
    async with exploring(workspace, centre="hermit") as it:
        assert "A shows" in it.text("ties")


async def test_an_empty_store_takes_every_key(empty: Workspace) -> None:
    async with exploring(empty) as it:
        keys = [*"jklh", "space", "g", "g", "G", "enter", "[", "]", "-", '"', "o", "x", "r", "A"]
        keys += [*"ZzTy", ",", ".", "<", ">", "u", "ctrl+r", "tab", "tab", *"4567ed", "esc"]
        for pane in "123":
            await it.press(pane)
            for key in keys:
                await it.press(key)
                if it.top != "Explorer":
                    await it.press("esc")
        assert it.app.is_running


async def test_a_long_history_is_drawn_in_pieces_and_filtered_whole(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("proxytui.tui.explorer.detail.MOST", 1)
    async with exploring(workspace) as it:
        await it.press("5")
        whole = len(history.history_items(workspace.index, "ardania", None))
        assert f"… {whole - 1} more" in it.text("detail")
        await it.press("3", "G", "enter")
        assert f"… {whole - 4} more" in it.text("detail")
        await it.press("G", "enter", "G", "enter")
        assert "more; enter" not in it.text("detail")
        await it.press("6", "5", "/")
        await it.answer("no start")
        assert "more; enter" not in it.text("detail")


@pytest.mark.parametrize("key", ['"', "o"])
async def test_on_all_of_the_store_no_quotes_are_shown_of_a_centre_that_is_not_meant(
    workspace: Workspace, key: str
) -> None:
    async with exploring(workspace) as it:
        await it.press("1", "g", "g", key)
        assert it.said[-1] == "Nothing is selected that has quotes; go to an actor or a tie."
        assert it.top == "Explorer"
        assert it.explorer.is_on_store_alone


async def test_a_key_shows_who_published_a_source_that_is_called_by_a_short_name(
    workspace: Workspace,
) -> None:
    short = workspace.record("sources", "s-herald")
    assert short is not None
    workspace.apply(
        [Change("sources", "s-herald", short, {**short, "short": "Border Report"})], "short"
    )
    async with exploring(workspace) as it:
        await it.go("ties", "group:backs:out|backs:ardania:cedar@")
        await it.press('"')
        words = it.words("detail")
        assert "Border Report (" in words
        assert short["publisher"] in words
