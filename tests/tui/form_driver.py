"""Reads and moves in the form of a record that a test has open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui_driver import text_of

from proxytui.model.vocabulary import tie_id
from proxytui.tui.forms.screen import RecordForm
from proxytui.tui.widgets.rows import Rows
from proxytui.views.target import Target

if TYPE_CHECKING:
    from tui_driver import Driver


def form(it: Driver) -> RecordForm:
    """The form on top, under a window that it opened."""
    return next(
        screen for screen in reversed(it.app.screen_stack) if isinstance(screen, RecordForm)
    )


def fields(it: Driver) -> str:
    """All lines of the form."""
    return "\n".join(text_of(form(it).rows))


def line(it: Driver, key: str) -> str:
    """The line with a key."""
    rows = form(it).rows
    place = next(place for place, row in enumerate(rows.rows) if row.key == key)
    return text_of(rows)[place].strip()


def about(it: Driver) -> str:
    """What is said of the field under the cursor, as one text."""
    return " ".join(" ".join(text_of(form(it).query_one("#about", Rows))).split())


async def at(it: Driver, key: str) -> None:
    """Put the cursor of the form on a line."""
    assert form(it).rows.go_to(key), (key, [row.key for row in form(it).rows.rows])
    await it.settled()


async def replace(it: Driver, words: str) -> None:
    """Type other words into the field that is open."""
    form(it).field.value = ""
    await it.press(*words, "enter")


async def change(it: Driver, key: str, words: str) -> None:
    """Edit a line in place."""
    await at(it, key)
    await it.press("enter")
    await replace(it, words)


async def show(it: Driver, kind: str, id_: str) -> None:
    """Have a record shown in the detail pane."""
    it.explorer.navigation.lead_to(Target(kind, id_), "overview")
    await it.settled()


async def edit(it: Driver, table: str, id_: str) -> None:
    """Open the form of a record by its key."""
    if table == "actors":
        await it.go("actors", f"actor:{id_}")
    elif table == "claims":
        claim = it.app.workspace.index.claims[id_]
        await show(it, "tie", tie_id(claim.type, claim.subject, claim.object))
    else:
        await show(it, table.removesuffix("s"), id_)
    await it.press("e")
    assert it.top == "RecordForm", it.top


async def written(it: Driver, text: str, keep: str = "ctrl+s") -> None:
    """Write in the window for longer texts, and keep it."""
    assert it.top == "EditText"
    it.app.screen.query_one("#text").text = text
    await it.press(keep)
