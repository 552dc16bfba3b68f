"""Finding an actor, unfolding its ties, reading the words, and going to another date."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Home
    from terminal import Terminal

ACTORS, TIES, DETAIL = "1 Actors", "2 Ties", "Over"
_MARKS = "✓≈?→✗·–"


def test_an_actor_is_found_by_typing_a_filter(home: Home) -> None:
    screen = home.explorer()
    screen.press("1", "/")
    screen.wait_for("/ filter actors:")
    screen.write("HEZB")
    screen.wait_for(lambda: "Turkey" not in screen.box(ACTORS).text, "the others to go")
    screen.press("enter")
    screen.wait_gone("/ filter actors:")
    screen.press("g", "g")
    screen.move_to(ACTORS, "Hezbollah")
    screen.press("enter")
    screen.wait_for("2 Ties of Hezbollah")


def test_esc_in_a_filter_brings_all_rows_back(home: Home) -> None:
    screen = home.explorer()
    everyone = screen.box(ACTORS).text
    screen.press("1", "/")
    screen.wait_for("/ filter actors:")
    screen.write("hezb")
    screen.wait_for(lambda: "Turkey" not in screen.box(ACTORS).text, "the others to go")
    screen.press("bare esc")
    screen.wait_for(lambda: "Turkey" in screen.box(ACTORS).text, "all actors")
    screen.press("g", "g")
    screen.wait_for(
        lambda: screen.box(ACTORS).lines[0] == everyone.split("\n")[0], "the same first row"
    )


@pytest.mark.parametrize("typed", ["حزب الله", "Хезболла", "hizbulah"])
def test_an_actor_is_found_by_search_in_another_script_or_spelling(home: Home, typed: str) -> None:
    screen = home.explorer()
    screen.press("s")
    screen.wait_for("search:")
    screen.write(typed)
    screen.wait_for(lambda: screen.cursor("search").startswith("Hezbollah"), "Hezbollah first")
    screen.press("enter")
    screen.wait_for("2 Ties of Hezbollah")


def test_two_levels_unfold_and_a_cycle_is_marked(small_home: Home) -> None:
    screen = small_home.explorer()
    screen.go_to("Alpha")
    screen.move_to(TIES, "Bravo")
    screen.press("l")
    screen.wait_for(lambda: "Charlie" in screen.box(TIES).text.split("backed by")[0], "level two")
    screen.move_to(TIES, "Charlie")
    screen.press("l")
    screen.wait_for("(above)")
    row = next(line for line in screen.box(TIES).lines if "(above)" in line)
    assert "↺" in row
    assert "Alpha" in row
    rows = screen.box(TIES).lines
    depths = [len(line) - len(line.lstrip()) for line in rows[1:4]]
    assert depths[0] < depths[1] < depths[2], rows[:4]
    screen.move_to(TIES, "Alpha")
    before = screen.box(TIES).text
    screen.press("l")
    screen.press("k")
    screen.wait_for(lambda: "Charlie" in screen.cursor(TIES), "the cursor to act")
    assert screen.box(TIES).text == before, "a cycle must not unfold"


def _said(lines: list[str], place: int) -> str:
    """The quote that begins on a row, without its check mark."""
    words = []
    for line in lines[place:]:
        words.append(line.strip(" " + _MARKS))
        if "”" in line:
            break
    return " ".join(words).strip("“”")


def _marked(screen: Terminal) -> str:
    """The words that are bold and underlined on the screen; names are only underlined."""
    runs = []
    for y in range(1, screen.screen.lines - 1):
        cells = [screen.cell(x, y) for x in range(screen.screen.columns)]
        run = "".join(cell.data if cell.underscore and cell.bold else "\n" for cell in cells)
        runs += run.split()
    return " ".join(runs)


def _bare(words: str) -> str:
    return re.sub(r"[^\w]+", " ", words).strip()


def test_a_quote_opens_its_source_with_the_quoted_words_marked(home: Home) -> None:
    screen = home.explorer()
    screen.go_to("Iran")
    screen.move_to(TIES, "Hamas")
    screen.press('"')
    screen.wait_for(lambda: "“" in screen.cursor(DETAIL), "a quote under the cursor")
    screen.move_to(DETAIL, "✓")
    said = _said(screen.box(DETAIL).lines, screen.cursor_row(DETAIL))
    assert len(said.split()) >= 4
    screen.press("o")
    screen.wait_for(lambda: screen.line(0).lstrip().startswith("source"), "the source")
    screen.wait_for(lambda: _bare(_marked(screen)) == _bare(said), f"{said!r}, and only it, marked")
    screen.press("q")
    screen.wait_for(lambda: screen.box(DETAIL), "the explorer")
    screen.wait_for(lambda: screen.cursor(DETAIL).startswith("✓"), "the place in the quotes")


def test_words_are_found_in_a_source(home: Home) -> None:
    screen = home.explorer()
    screen.go_to("Iran")
    screen.move_to(TIES, "Syria")
    screen.press("o")
    screen.wait_for(lambda: screen.line(0).lstrip().startswith("source"), "the source")
    screen.press("/")
    screen.wait_for("/ find:")
    screen.write("insurgents\r")
    screen.wait_for("1 of ")
    screen.press("n")
    screen.wait_for("2 of ")
    screen.press("N")
    screen.wait_for("1 of ")
    assert _bare(_marked(screen)).casefold() == "insurgents"


def test_a_decade_back_shows_another_tree_and_newest_brings_this_one_again(home: Home) -> None:
    screen = home.explorer()
    screen.go_to("Iran")
    screen.sync()
    now = screen.box(TIES).text
    year = int(re.search(r"as of .*?(\d{4})", screen.line(0)).group(1))
    for step in range(1, 11):
        screen.press("<")
        screen.wait_for(
            lambda step=step: re.search(rf"as of .*\b{year - step}\b", screen.line(0)),
            f"the header to say {year - step}",
        )
    screen.wait_for(lambda: screen.box(TIES).text != now, "another tree")
    screen.press("T")
    screen.wait_for(lambda: str(year) in screen.line(0), "the newest date")
    screen.wait_for(lambda: screen.box(TIES).text == now, "the tree as it was")


def test_a_date_is_gone_to_by_typing_it_and_a_wrong_one_is_explained(home: Home) -> None:
    screen = home.explorer()
    for typed, shown in (("1985", "1985"), ("2012-02-30", "1985"), ("2012-02-29", "29 Feb 2012")):
        screen.press("t")
        screen.wait_for("as of (2010, 2010-06 or 2010-06-15):")
        screen.write(typed + "\r")
        screen.wait_gone("as of (2010,")
        screen.wait_for(
            lambda shown=shown: re.search(rf"as of {shown}\b", screen.line(0)), f"{shown} on top"
        )
        if typed == "2012-02-30":
            screen.wait_for("2012-02-30")


@pytest.mark.parametrize("name", ["Hezbollah", "Hamas", "Ansar Allah"])
def test_every_tie_leads_to_its_words_in_one_key(home: Home, name: str) -> None:
    screen = home.explorer(columns=160)
    screen.go_to(name)
    screen.press("G")
    screen.sync()
    screen.wait_for(partial(_on_tie, screen, ("", None)), "the last row")
    last = (screen.cursor(TIES), screen.cursor_row(TIES))
    screen.press("g", "g")
    screen.sync()
    here, seen = ("", -1), 0
    while here != last:
        screen.wait_for(partial(_on_tie, screen, here), f"the row below {here[0]!r}")
        here = (screen.cursor(TIES), screen.cursor_row(TIES))
        if "▾" not in here[0][:1]:
            header = screen.line(0)
            screen.press('"')
            screen.wait_for(lambda: _on_words(screen), f"the words of {here[0]!r}")
            assert screen.line(0) == header
            seen += 1
            screen.press("2")
        screen.press("j")
    assert seen >= 4


def _on_tie(screen: Terminal, before: tuple[str, int | None]) -> bool:
    """The cursor stands on another row of the ties than before, and the header names it."""
    row = screen.cursor(TIES)
    if not row or (row, screen.cursor_row(TIES)) == before or not _focused(screen, TIES):
        return False
    named = re.match(r"[▸▾↺]? ?[━┅╳═╌─┄] (.{4})", row)
    way = screen.line(0).partition("as of")[0]
    if named is None:
        return " › " not in way
    # Where there is little room for it a name is an acronym.
    shown = named.group(1).strip()
    return shown in way.rpartition(" › ")[2] or (shown.isupper() and " › " in way)


def _on_words(screen: Terminal) -> bool:
    """The cursor stands in the detail pane on a quote, or where it says that there are none."""
    row = screen.cursor(DETAIL)
    said = "“" in row or "no words are recorded" in row
    return row[:1] in tuple(_MARKS) and said and _focused(screen, DETAIL)


def _focused(screen: Terminal, title: str) -> bool:
    """The frame of that pane is drawn unlike that of the actors."""
    box, other = screen.box(title), screen.box(ACTORS)
    if box is None or other is None:
        return False
    looks = [screen.cell(b.left - 1, b.top - 1).fg for b in (box, other)]
    return looks[0] != looks[1]
