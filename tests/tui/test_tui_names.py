"""Foreign names on the screen: found by the filter, linked, in their places, with whole figures."""

from __future__ import annotations

import re
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest
from bidi import get_display
from tui_driver import Driver, exploring

from proxytui.model.changes import Change
from proxytui.store.store import Store
from proxytui.text import CLOSING, closed
from proxytui.tui.widgets.rows import Rows
from proxytui.views import document
from proxytui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

Record = dict[str, Any]

RIGHT_TO_LEFT = {
    "hub": "محور المقاومة",
    "one": "حزب الله",
    "two": "سپاه پاسداران ۳",
    "three": 'צה"ל',
    "four": "Plain 4",
    "five": "17 تشرين",
    "six": "حركة 1979",
}


def actor(name: str) -> Record:
    return {"kind": "organisation", "names": [{"text": name}]}


def backs(subject: str, object_: str, **fields: Any) -> Record:
    given = {"type": "backs", "subject": subject, "object": object_, **fields}
    return {"citations": [{"source": "s-1"}], "since": "2001", "until": "..", **given}


def note(text: str) -> Record:
    time = "2024-01-01T00:00:00Z"
    return {"about": ["hub"], "text": text, "created": time, "modified": time}


@asynccontextmanager
async def opened(
    folder: Path,
    names: dict[str, str],
    claims: list[Record],
    notes: tuple[str, ...] = (),
    size: tuple[int, int] = (120, 40),
) -> AsyncIterator[Driver]:
    """The explorer on a store of these, its centre the first of the actors."""
    Store.create(folder, None)
    tables = {
        "sources": {"s-1": {"title": "T", "publisher": "P", "published": "2020"}},
        "actors": {id_: actor(name) for id_, name in names.items()},
        "claims": {f"c-{number}": record for number, record in enumerate(claims)},
        "notes": {f"n-{number}": note(text) for number, text in enumerate(notes)},
    }
    store = Store.open(folder)
    made = [Change(table, id_, None, one) for table in tables for id_, one in tables[table].items()]
    store.apply(made, "made")
    store.close()
    workspace = Workspace.open(folder, origin="window-test")
    try:
        async with exploring(workspace, size, next(iter(names)), "2010") as it:
            yield it
    finally:
        workspace.close()


# Right to left


def columns(line: str) -> list[tuple[int, str]]:
    """What stands between the borders of the panes, each with its place."""
    found = re.finditer(r"[^│┌┐└┘╭╮╰╯┃]+", line)
    return [(piece.start(), piece.group()) for piece in found]


def assert_straight(screen: str) -> None:
    """After a terminal has put right-to-left runs in order, everything stands in its pane, and a
    row's figures at its end."""
    for line in screen.split("\n"):
        logical = line.replace(CLOSING, "")
        visual = get_display(line, base_dir="L").replace(CLOSING, "")
        for (start, before), (there, after) in zip(columns(logical), columns(visual), strict=True):
            assert (start, sorted(before)) == (there, sorted(after)), (logical, visual)
            figures = re.search(r"(  +[ –0-9?▸◂“.k]*)?$", before)
            assert figures is not None
            assert after.endswith(figures.group()), (logical, visual)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)])
async def test_right_to_left_names_and_their_figures_stay_in_their_panes(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    claims = [backs("hub", one) for one in RIGHT_TO_LEFT if one != "hub"]
    claims += [backs("one", "two"), backs("six", "hub", until="2005")]
    notes = ("[[حزب الله]] 12",)
    async with opened(tmp_path / "s", RIGHT_TO_LEFT, claims, notes, size) as it:
        for keys in ((), ("2", "j"), ("j",), ("3", "7"), ("1", "/", *"حز")):
            await it.press(*keys)
            assert_straight(it.screen)
            assert CLOSING in it.screen
        await it.press("esc", "s", *"حزب")
        await it.words_looked_up()
        assert_straight(it.screen)


async def test_what_is_selected_is_copied_without_marks(tmp_path: Path) -> None:
    from textual.selection import SELECT_ALL

    async with opened(tmp_path / "s", RIGHT_TO_LEFT, [backs("hub", "one")]) as it:
        rows = it.rows("ties")
        assert isinstance(rows, Rows)
        assert CLOSING in it.screen
        copied = rows.get_selection(SELECT_ALL)
        assert copied is not None
        assert "حزب الله" in copied[0]
        assert CLOSING not in copied[0]


async def test_latin_rows_have_no_marks(workspace: Workspace) -> None:
    async with exploring(workspace) as it:
        lines = it.screen.split("\n")
        latin = [line for line in lines if closed(bare := line.replace(CLOSING, "")) == bare]
        assert len(latin) > len(lines) // 2
        assert CLOSING not in "".join(latin)


# Figures


@pytest.mark.parametrize(("count", "shown"), [(999, "999"), (12345, "12k")])
async def test_a_number_of_quotes_is_whole_or_in_thousands(
    tmp_path: Path, count: int, shown: str
) -> None:
    quoted = [{"source": "s-1", "quote": {"exact": f"quote {number}"}} for number in range(count)]
    claims = [backs("a", "b", citations=quoted)]
    async with opened(tmp_path / "s", {"a": "Alpha", "b": "Beta"}, claims) as it:
        assert it.lines("ties")[1].endswith(f" {shown}")


# The filter, and links


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("ışık", "Işık"),
        ("ISIK", "Işık"),
        ("kizil", "Kızıl"),
        ("o'meara", "Seán O’Meara"),
        ("omeara", "Seán O’Meara"),
        ("iran", "l’Iran libre"),
        ("كريمي", "کریمی"),
        ("al manar", "Al‑Manar"),
        ("almanar", "Al‑Manar"),
    ],
)
async def test_a_pane_is_filtered_as_the_search_compares(
    tmp_path: Path, typed: str, name: str
) -> None:
    names = {"a": "Alpha", "b": name, "c": "Gamma"}
    claims = [backs("a", "b"), backs("a", "c")]
    async with opened(tmp_path / "s", names, claims) as it:
        for pane, key in (("actors", "1"), ("ties", "2")):
            await it.press(key, "/", *typed, "enter")
            assert name in it.text(pane).replace(CLOSING, "")
            assert "Gamma" not in it.text(pane)
            await it.press("esc")


async def test_what_no_name_holds_is_said_and_where_else_to_look(tmp_path: Path) -> None:
    async with opened(tmp_path / "s", {"a": "Alpha"}, []) as it:
        await it.press("1", "/", *"xyz", "enter")
        assert it.words("actors") == "No name has these letters; s searches in any spelling."


async def test_a_note_is_listed_where_its_link_leads_however_that_is_written(
    tmp_path: Path,
) -> None:
    names = {"a": "Seán O’Meara", "hub": "Hub"}
    async with opened(tmp_path / "s", names, [], ("see [[Sean O'Meara]]",)) as it:
        await it.press("3", "7")
        assert "linked from 1" in it.words("detail")


@pytest.mark.parametrize(
    ("text", "typed", "marked"),
    [
        ("le soutien de l’Iran", "l'iran", "l’Iran"),
        ("the Qur’an says", "quran", "Qur’an"),
        ("the Quran says", "qur'an", "Quran"),
        ("bei Işık und", "ISIK", "Işık"),
        ("on Al‑Manar TV", "al manar", "Al‑Manar"),
        ("die Straße dort", "strasse", "Straße"),
        ("cafe\u0301 noir", "cafe n", "cafe\u0301 n"),
        ("Iran-\nbacked", "iran-backed", "Iran-\nbacked"),
        ("گفت خامنه‌ای که", "خامنهاي", "خامنه‌ای"),
        ("a - b", "-", "-"),
    ],
)
def test_words_are_found_in_a_text_however_their_signs_are_written(
    text: str, typed: str, marked: str
) -> None:
    assert [text[start:end] for start, end in document.find(text, typed)] == [marked]
    assert document.find(text, "zebra") == []
