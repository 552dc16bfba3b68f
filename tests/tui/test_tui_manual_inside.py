"""F1 opens the manual at the chapter for what is on the screen; its links and words are found."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tui_driver import exploring

from proxytui import paths
from proxytui.tui.manual_places import CONTENTS, chapter_of
from proxytui.tui.view_kinds import VIEW_KINDS
from proxytui.tui.widgets.rows import Rows
from proxytui.views import manual_page

if TYPE_CHECKING:
    from tui_driver import Driver

    from proxytui.workspace import Workspace

PAGES = manual_page.pages((paths.manual_dir() / CONTENTS).read_text(encoding="utf-8"))


def top_line(it: Driver) -> str:
    """The first line of the page that is in view."""
    rows = it.app.screen.query_one("#page", Rows)
    return "".join(span.text for span in rows.rows[rows.scroll_offset.y].line).strip()


def title_of(it: Driver) -> str:
    return str(it.app.screen.query_one("#page", Rows).border_title)


@pytest.mark.parametrize(
    ("keys", "chapter"),
    [
        (("1",), "What does the screen show?"),
        (("2",), "What is a tie, and what is it made of?"),
        (("v",), "Who stands on which side?"),
        (("3", "7"), "Where do my own thoughts go?"),
        (("V", "t"), "Which sides don't go together?"),
        (("V", "g"), "What is missing, or odd?"),
        (("f",), "How do I see only some ties?"),
        (("=", "enter"), "What changed between two dates?"),
        (("e",), "How do I change a record?"),
        (("a",), "How do I write records?"),
        ((":",), "Can I type commands in the explorer?"),
        (("2", "j", "o"), "How do I read a document and record what it says?"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
async def test_f1_opens_the_chapter_for_the_place_and_esc_leads_back(
    workspace: Workspace, keys: tuple[str, ...], chapter: str
) -> None:
    async with exploring(workspace, (80, 24)) as it:
        await it.press(*keys)
        before = it.top
        await it.press("f1")
        assert it.top == "ManualScreen"
        assert title_of(it) == chapter
        assert top_line(it) != chapter
        await it.press("esc")
        assert it.top == before


async def test_a_question_stays_open_under_the_manual(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        await it.press("i")
        await it.type("half a no")
        await it.press("f1")
        assert it.top == "ManualScreen"
        await it.press("esc")
        await it.answer("te")
        assert "half a note" in [note.text for note in workspace.index.notes.values()]


async def test_words_are_found_in_the_page_one_place_after_the_other(workspace: Workspace) -> None:
    async with exploring(workspace, (80, 24)) as it:
        await it.press("2", "f1", "/")
        await it.answer("half-down")
        assert "is not on this page" in it.said[-1]
        await it.press("/")
        await it.press(*["backspace"] * len("half-down"))
        await it.answer("backs")
        page = it.app.screen.query_one("#page", Rows)
        for number in (1, 2):
            marked = [span.text for row in page.rows for span in row.line if span.role == "found"]
            assert " ".join(marked).split() == ["backs"]
            assert str(page.border_subtitle).startswith(f"{number} of ")
            await it.press("n")
        await it.press("esc")
        assert it.top == "ManualScreen"
        assert str(page.border_subtitle) == ""


async def test_a_link_is_followed_and_esc_goes_back_to_where_it_stood(workspace: Workspace) -> None:
    async with exploring(workspace, (80, 24)) as it:
        await it.press("f1", "c", "enter", "enter")
        assert title_of(it) == "The first hour"
        await it.press("esc")
        assert title_of(it) == "Manual"
        await it.press("esc")
        assert title_of(it) == "What does the screen show?"
        await it.press("esc")
        assert it.top == "Explorer"


async def test_chapters_are_found_by_a_word_of_their_titles(workspace: Workspace) -> None:
    async with exploring(workspace, (80, 24)) as it:
        await it.press("f1", "c")
        await it.type("exit")
        await it.press("enter")
        assert "Exit codes" in it.screen


def test_every_kind_of_view_has_a_chapter_that_is_there() -> None:
    for place in ("line", "command", "record", "reader", "notes", "map", "actors", *VIEW_KINDS):
        page = chapter_of([place])
        assert page != CONTENTS, place
        assert page in PAGES, place
    assert chapter_of(["nowhere"]) == CONTENTS


@pytest.mark.parametrize("cells", [40, 76, 100])
@pytest.mark.parametrize("name", [CONTENTS, *PAGES])
def test_a_page_fits_its_width_and_can_be_led_to_by_each_of_its_headings(
    name: str, cells: int
) -> None:
    text = (paths.manual_dir() / name).read_text(encoding="utf-8")
    page = manual_page.page(text, cells)
    lines = ["".join(span.text for span in row.line) for row in page.rows]
    assert max(map(len, lines)) <= cells
    first, *others = manual_page.chapters(text)
    assert page.anchors[first.anchor] == 0
    for chapter in others:
        title = lines[page.anchors[chapter.anchor]].strip()
        assert chapter.title.startswith(title)
        assert title


def test_what_draws_the_manual_is_imported_only_for_it() -> None:
    code = "import sys, proxytui.tui.app; print([m for m in sys.modules if 'markdown' in m])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("keys", [("?",), ("y",), ("V",), ("m",), ("f2",), ("p",)])
async def test_f1_opens_the_manual_over_a_window_and_esc_leads_back_to_it(
    workspace: Workspace, keys: tuple[str, ...]
) -> None:
    async with exploring(workspace, centre="cedar") as it:
        await it.press(*keys)
        window = it.app.screen
        assert it.top != "Explorer"
        await it.press("f1")
        assert it.top == "ManualScreen"
        await it.press("esc")
        assert it.app.screen is window
