"""The records that an export writes: all, those of some ties, or some that are named each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.commands import edit
from proxytui.errors import UsageError
from proxytui.exchange import selection

if TYPE_CHECKING:
    from proxytui.commands.call import Call
    from proxytui.exchange.selection import Selection

_TICKS = "--ticked"


def chosen(call: Call, *, dated: bool, own: bool) -> Selection:
    """What a call asks for; `dated` formats write for a date, `own` ones hold notes too where all
    records are written. Raises UsageError."""
    if call.flag("ticked"):
        raise UsageError(f"{_TICKS} is for the explorer, where rows are ticked", "use --only here")
    records = _only(call, dated=dated) if call.values("only") else _ties(call, dated, own)
    return records._replace(years=_years(call.text("years")), check=call.workspace.check_quote)


def _ties(call: Call, dated: bool, own: bool) -> Selection:
    workspace = call.workspace
    named = tuple(workspace.find(name).id for name in call.values("name"))
    as_of = call.period if dated else call.chosen_period
    everything = not named and as_of is None and call.filter is None
    return selection.select(
        workspace.index,
        workspace.raw(),
        named,
        as_of,
        call.filter,
        notes=_with_notes(call) or (own and everything),
        private=call.flag("private"),
    )


def _only(call: Call, *, dated: bool) -> Selection:
    workspace = call.workspace
    given = {
        "NAME": call.values("name"),
        "--filter": call.text("filter"),
        "--view": call.text("view"),
    }
    given["--as-of"] = "" if dated else call.text("as_of")
    for name, value in given.items():
        if value:
            raise UsageError(f"--only and {name} exclude each other", "leave one of them out")
    records = [key for name in call.values("only") for key in edit.named(workspace, name)]
    return selection.only(
        workspace.index,
        workspace.raw(),
        records,
        call.period if dated else None,
        notes=_with_notes(call),
        private=call.flag("private"),
    )


def _with_notes(call: Call) -> bool:
    return call.flag("notes") or call.flag("private")


def _years(words: str) -> tuple[int, int] | None:
    if not words:
        return None
    first, dots, last = words.partition("..")
    years = (first, last if dots else first)
    if not all(year.isascii() and year.isdigit() and len(year) == 4 for year in years):
        raise UsageError(f"{words} is no range of years", "write 1975..2017")
    if years[0] > years[1]:
        raise UsageError(f"{words} ends before it begins", f"write {years[1]}..{years[0]}")
    return int(years[0]), int(years[1])
