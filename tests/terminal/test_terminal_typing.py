"""Fast typing, wrong keys, an empty store, small windows, one colour."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from terminal import KEYS

from proxytui.store.store import Store
from proxytui.tui.actions import ACTIONS

if TYPE_CHECKING:
    from conftest import Home
    from terminal import Terminal

# These end the program, write a file, or hand the keyboard to an editor: tested by themselves.
_APART = {"quit", "suspend", "picture", "note-editor", "edit-note-editor"}
ACTORS, TIES, DETAIL = "1 Actors", "2 Ties", "Over"
_NAMED = {
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "minus": "-",
    "slash": "/",
    "quotation_mark": '"',
    "question_mark": "?",
    "comma": ",",
    "full_stop": ".",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "escape": KEYS["esc"],
    "space": " ",
    "underscore": "_",
    "plus": "+",
    "number_sign": "#",
    "equals_sign": "=",
    "colon": ":",
    "apostrophe": "'",
}


def test_a_filter_typed_in_one_go_loses_no_letter(home: Home) -> None:
    screen = home.explorer()
    screen.write("/ham")
    screen.wait_for(lambda: "/ham" in screen.line(screen.box(ACTORS).bottom), "the whole filter")
    screen.wait_for(lambda: "Hamas" in screen.box(ACTORS).text, "what fits")
    assert "Kuwait" not in screen.box(ACTORS).text


@pytest.mark.parametrize("name", ["Hezbollah", "سوريا"])
def test_a_search_typed_in_one_go_goes_to_the_first_hit(home: Home, name: str) -> None:
    screen = home.explorer()
    screen.write(f"s{name}\r")
    screen.wait_for(f"2 Ties of {'Syria' if name == 'سوريا' else name}")


def test_a_note_typed_in_one_go_is_kept_whole(small_home: Home) -> None:
    screen = small_home.explorer()
    text = "dates? jk/q: ask 'who' said \"so\", u T x 1234 []<> - +"
    screen.write(f"ji{text}\r")
    screen.wait_for("Noted.")
    assert small_home.notes() == [text]


def test_keys_typed_past_a_window_go_to_that_window(small_home: Home) -> None:
    screen = small_home.explorer()
    screen.write("jinote one\r")
    screen.wait_for("Noted.")
    screen.press("7", "3")
    screen.wait_for(lambda: screen.cursor(DETAIL) == "note one", "the note")
    screen.write("e or two")
    screen.wait_for("note one or two")
    screen.press("ctrl+s")
    screen.wait_for(lambda: screen.cursor(DETAIL) == "note one or two", "the edited note")
    screen.write("1")
    screen.sync()
    screen.write("qn?")
    screen.wait_for("Keys that work here")
    screen.press("esc")
    screen.wait_gone("type a word or a key")
    assert "Quit ProxyTUI?" not in screen.text
    screen.write("qy")
    assert screen.wait_end() == 0


def test_a_paste_of_two_lines_is_kept_on_one(small_home: Home) -> None:
    screen = small_home.explorer()
    screen.press("j", "i")
    screen.wait_for("note on ")
    screen.write("\x1b[200~first line\nsecond line\x1b[201~")
    screen.wait_for("second line")
    screen.press("enter")
    screen.wait_for("Noted.")
    assert small_home.notes() == ["first line second line"]


def test_keys_that_mean_nothing_change_nothing(small_home: Home) -> None:
    screen = small_home.explorer()
    screen.go_to("Alpha")
    screen.sync()
    before = screen.text
    for key in ("K", "U", "Q", "0", "ctrl+l", "ctrl+x", "é", "ж", "\x1b[20~", "\x1b[1;5P"):
        screen.press(key)
    screen.wait_for("does nothing here")
    screen.wait_for(lambda: screen.text == before, "the screen as it was, once that is gone")
    assert small_home.notes() == []


def test_the_list_of_keys_is_filtered_by_typing_and_mended_with_backspace(home: Home) -> None:
    screen = home.explorer()
    screen.press("?")
    screen.wait_for("Keys that work here")
    screen.write("suspendx")
    screen.wait_for("No key here does that")
    screen.press("backspace")
    screen.wait_for("ctrl+z")
    box = screen.box("Keys that work here")
    assert "Half a page" not in box.text


def _sent(key: str) -> str:
    return "".join(KEYS.get(part) or _NAMED.get(part, part) for part in key.split(" "))


def test_an_empty_store_says_how_to_fill_it(bare_home: Home) -> None:
    Store.create(bare_home.store, None, "empty")
    screen = bare_home.explorer()
    said = " ".join(screen.box(title).flat for title in (ACTORS, TIES, DETAIL))
    assert re.search(r"\b(add|import|source|--demo)\b", said), said


def test_an_empty_store_survives_every_key(bare_home: Home) -> None:
    Store.create(bare_home.store, None, "empty")
    screen = bare_home.explorer()
    _press_all(screen, "1")
    screen.press("ctrl+q")
    assert screen.wait_end() == 0


def test_every_key_of_the_table_is_survived_in_every_pane(small_home: Home) -> None:
    screen = small_home.explorer()
    _press_all(screen, "23")
    screen.go_to("Bravo")


def _press_all(screen: Terminal, panes: str) -> None:
    """Every key of the table in these panes, each followed by what closes what it opened."""
    for pane in panes:
        for action in ACTIONS:
            if action.id not in _APART:
                keys = action.keys[0] if action.keys else f"V {action.view}"
                screen.write(pane + _sent(keys))
                screen.press("esc", "esc")
                screen.pump(0.01)
    screen.sync(timeout=90)


def test_resizing_keeps_the_selection_in_view(home: Home) -> None:
    screen = home.explorer(columns=200, rows=60)
    screen.go_to("Iran")
    screen.move_to(TIES, "Hezbollah")
    for columns, rows in ((120, 40), (80, 24), (50, 20), (120, 40), (40, 12), (200, 60)):
        screen.resize(columns, rows)
        screen.wait_for(
            lambda: screen.ready and "Hezbollah" in screen.cursor(TIES),
            f"Hezbollah at {columns}x{rows}",
        )
        box = screen.box(TIES)
        assert box.right < columns
        assert box.bottom < rows
    assert all(screen.box(title) for title in (ACTORS, TIES, DETAIL))
    screen.wait_for(lambda: "Hezbollah" in screen.line(0), "Hezbollah on top")


@pytest.mark.parametrize(("columns", "panes"), [(140, 3), (110, 3), (100, 2), (80, 2), (50, 1)])
def test_as_many_panes_as_fit_fill_the_width(small_home: Home, columns: int, panes: int) -> None:
    screen = small_home.explorer(columns=columns, rows=24)
    boxes = [box for box in map(screen.box, (ACTORS, TIES, DETAIL)) if box]
    assert len(boxes) == panes
    assert boxes[0].left == 1
    assert boxes[-1].right == columns - 1


@pytest.mark.parametrize("colours", [{"NO_COLOR": "1"}, {"TERM": "vt100"}, {"TERM": "linux"}])
def test_the_cursor_is_seen_in_one_colour(home: Home, colours: dict[str, str]) -> None:
    screen = home.explorer(**colours)
    screen.go_to("Iran")
    screen.move_to(TIES, "Hezbollah")
    assert _looks(screen, screen.cursor_row(TIES)) != _looks(screen, 0)
    if "NO_COLOR" in colours:
        bold = {
            screen.cell(x, screen.box(TIES).top + screen.cursor_row(TIES)).bold
            for x in range(screen.box(TIES).left + 8, screen.box(TIES).left + 14)
        }
        assert bold == {True}, "the row differs by more than a shade of grey"


def _looks(screen: Terminal, place: int) -> set[tuple[str, bool]]:
    box = screen.box(TIES)
    cells = [screen.cell(x, box.top + place) for x in range(box.left + 1, box.right - 2)]
    return {(cell.bg, cell.reverse) for cell in cells}


def test_without_a_store_the_first_screen_makes_one_and_says_where(bare_home: Home) -> None:
    del bare_home.env["PROXYTUI_STORE"]
    screen = bare_home.terminal()
    screen.wait_for("Make an empty store")
    assert list(bare_home.folder.rglob("store.json")) == []
    screen.press("n")
    screen.wait_for("name, or folder:")
    screen.write("sudan\r")
    screen.wait_for("date to begin at")
    screen.write("2025-04\r")
    screen.wait_for("No actors yet")
    assert "sudan" in screen.line(0)
    assert "Apr 2025" in screen.line(0)
    folder = bare_home.folder / "data" / "proxytui" / "sudan"
    assert (folder / "store.json").is_file()
    assert folder.stat().st_mode & 0o077 == 0
    screen.press("ctrl+q")
    assert screen.wait_end() == 0
    screen.assert_restored()


def test_a_store_that_is_not_there_is_made_where_it_was_looked_for(bare_home: Home) -> None:
    screen = bare_home.terminal("--store", "drc")
    screen.wait_for("There is no store at")
    screen.press("enter")
    screen.wait_for(f"name, or folder: {bare_home.folder / 'drc'}")
    screen.press("esc", "q")
    assert screen.wait_end() == 0
    screen.assert_restored()
    assert not (bare_home.folder / "drc").exists()


def test_stores_are_switched_without_leaving_and_each_is_found_as_it_was_left(
    small_home: Home,
) -> None:
    other = small_home.folder / "data" / "proxytui" / "other"
    screen = small_home.explorer()
    screen.go_to("Bravo")
    screen.write("ibefore the switch\r")
    screen.press("ctrl+o")
    screen.wait_for("Make an empty store")
    screen.write("nother\r\r")
    screen.wait_for("No actors yet")
    assert small_home.notes() == ["before the switch"]
    screen.write("aactor Zulu (state)\r")
    screen.wait_for("Kept")
    screen.press("ctrl+o")
    screen.wait_for("│ Stores ")
    screen.press("1")
    screen.wait_for("2 Ties of Bravo")
    screen.press("u")
    screen.wait_for("Undo: add a note")
    assert small_home.notes() == []
    screen.write(":open other\r")
    screen.wait_for(lambda: "Zulu" in screen.text and "Bravo" not in screen.text, "the other store")
    screen.press("ctrl+o")
    screen.wait_for("Look at the demo")
    screen.press("d")
    screen.wait_for("(demo)")
    screen.press("ctrl+q")
    assert screen.wait_end() == 0
    screen.assert_restored()
    assert list(other.glob(".windows/*")) == list(small_home.store.glob(".windows/*")) == []


def test_a_store_that_cannot_be_opened_leads_back_to_the_start_screen(small_home: Home) -> None:
    other = small_home.folder / "data" / "proxytui" / "other"
    screen = small_home.explorer()
    screen.press("ctrl+o")
    screen.wait_for("Make an empty store")
    screen.write("nother\r\r")
    screen.wait_for("No actors yet")
    screen.press("ctrl+o")
    screen.wait_for("│ Stores ")
    screen.press("1")
    screen.wait_for("2 Ties of Alpha")
    newer = (other / "store.json").read_text().replace('"schema":1', '"schema":999')
    (other / "store.json").write_text(newer.replace('"schema": 1', '"schema": 999'))
    screen.press("ctrl+o", "1")
    screen.wait_for("written by a newer ProxyTUI")
    screen.wait_for("Make an empty store")
    screen.press("q")
    assert screen.wait_end() == 0


def test_the_demo_keeps_nothing(bare_home: Home) -> None:
    screen = bare_home.explorer("--demo")
    screen.write("jithrown away\r")
    screen.wait_for("kept until you leave the demo")
    screen.press("ctrl+q")
    screen.wait_for("1 note of this demo is thrown away")
    screen.press("y")
    assert screen.wait_end() == 0
    assert list(bare_home.folder.rglob("store.json")) == []
    assert list((bare_home.folder / "tmp").iterdir()) == []
