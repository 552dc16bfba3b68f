"""The filter on ties: the line that says it is in force, and the choices of its form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.model.filters import CODES, FIELDS, in_order
from proxytui.views.lines import BLANK, Line, Row, Span, clip, cut, figure, fit, spread, width
from proxytui.wording.filter import HEADINGS, choice_words, filter_words

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from proxytui.asof.tie_filter import Tally
    from proxytui.model.filters import Filter

_HERE, _ALL = 9, 11
_WIDEST = 76
"""In a wider form the numbers would stand far from what they count."""
_LEAST = ("1", "2", "3", "5", "10")
FOUND = ("support", "countries", "reliability", "credibility")
"""Fields in which only codes that ties of the store have are offered, in whole or in part."""

# Hidden until they are used: most stores grade nothing.
_GRADES = ("reliability", "credibility")


def bar(filter_: Filter, hidden: int | None, keys: tuple[str, str], cells: int) -> Line:
    """`filter: only weapons, ≥ 2 publishers   12 of its ties hidden   f changes  F off`.

    `keys` are those that change it and turn it off. The words matter most: where there is little
    room the keys give way to them, then the count.
    """
    words = (Span("filter: ", "dim"), Span(filter_words(filter_), "strong"))
    counts = (
        [] if hidden is None else [f"{hidden or 'none'} of its ties hidden", f"{hidden} hidden"]
    )
    sides: list[Line] = [(Span(counts[0] + "   " if counts else "", "possible"), *_hints(*keys))]
    sides += [(Span(count, "possible"),) for count in counts]
    for side in sides:
        if width(words) + width(side) < cells:
            return spread(words, side, cells)
    return clip(words, cells)


def _hints(on: str, off: str) -> Line:
    return Span(on, "key"), Span(" changes  ", "dim"), Span(off, "key"), Span(" off", "dim")


def codes(field: str, known: Collection[str], chosen: Collection[str], show_all: bool) -> list[str]:
    """The codes to choose from in a field; `known` are those that ties of the store have."""
    if field == "publishers":
        return in_order(field, {*_LEAST, *chosen})
    if field == "countries" or field in _GRADES:
        return in_order(field, {*known, *chosen})
    offered = CODES[field]
    if field == "support":
        return [code for code in offered if "." not in code or code in known or code in chosen]
    if field == "states" and not show_all:
        return [code for code in offered if code != "not" or code in chosen]
    return list(offered)


def rows(
    filter_: Filter | None,
    here: Tally | None,
    everywhere: Tally | None,
    offered: Mapping[str, Collection[str]],
    show_all: bool,
    cells: int,
) -> list[Row]:
    """A heading for each field, and below it its choices, each with the number of ties it would
    leave.

    Keys: `FIELD:CODE`. A tally that is not there yet is left blank.
    """
    rows: list[Row] = []
    cells = min(cells, _WIDEST)
    for field in FIELDS:
        chosen = getattr(filter_, field) if filter_ else frozenset()
        listed = codes(field, offered.get(field, ()), chosen, show_all)
        if not listed:
            continue
        rows += [BLANK] if rows else []
        head = (Span(HEADINGS[field], "heading"),)
        columns = (
            Span(fit("here", _HERE, right=True) + fit("everywhere", _ALL, right=True), "dim"),
        )
        rows.append(Row("", spread(head, columns, cells) if len(rows) < 2 else head, stop=False))
        for code in listed:
            counts = [
                tally.by_field[field].get(code, 0) if tally else None
                for tally in (here, everywhere)
            ]
            rows.append(Row(f"{field}:{code}", _choice(field, code, code in chosen, counts, cells)))
    return rows


def _choice(field: str, code: str, chosen: bool, counts: list[int | None], cells: int) -> Line:
    indent = "    " if "." in code else "  "
    mark = Span(f"{indent}[x] ", "key") if chosen else Span(f"{indent}[ ] ", "dim")
    left_over = any(counts) or None in counts
    role = "strong" if chosen else "text" if left_over else "dim"
    words = choice_words(field, code)
    if field == "publishers":
        words = f"{code} or more"
    elif field in _GRADES:
        words = f"{words}, or better"
    beside = f"  {code}" if field == "support" else ""
    figures = "".join(
        ("" if count is None else figure(count, room - 1) if count else "–").rjust(room)
        for count, room in zip(counts, (_HERE, _ALL), strict=True)
    )
    room = cells - len(indent) - 4 - _HERE - _ALL - len(beside) - 1
    left = (mark, Span(cut(words, room), role), Span(beside, "dim"))
    return spread(left, (Span(figures, "text" if left_over else "dim"),), cells)
