"""The frame around the panes: the line on top and the hints at the bottom."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from proxytui.tui.actions import BY_ID
from proxytui.tui.key_labels import key_label
from proxytui.views.lines import Line, Span, clip, cut, foreign, spread, width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proxytui.tui.actions import Action

_NAMED_FROM = 30


class Crumbs(NamedTuple):
    """The words of the header: the store, the way to the selected record, the date and its reason;
    without a date the records of all time are shown."""

    store: str
    way: tuple[str, ...]
    date: str
    reason: str


def header(crumbs: Crumbs, cells: int) -> Line:
    """`ProxyTUI  store   Iran › reported to back › Hezbollah     as of 2 Dec 2024 · why`."""
    right: Line = (Span("as of ", "dim"), Span(crumbs.date, "date"))
    if not crumbs.date:
        right = (Span("over all time", "date"),)
    elif cells >= 100:
        right = (*right, Span(f" · {crumbs.reason}", "dim"))
    program = (Span("ProxyTUI   ", "strong"),) if cells >= _NAMED_FROM else ()
    store = (Span(f"{foreign(crumbs.store).text}   ", "dim"),)
    # Without a gap the date would read on from the name before it.
    right = (Span("  "), *right)
    room = cells - width(right) - 1 - width(program)
    way = _way(crumbs.way, room)
    # The selected record matters more than its store, whose name gives way to it.
    left = (*program, *store) if width(store) + width(way) <= room else program
    return spread((*left, *way), right, cells)


def _way(parts: tuple[str, ...], room: int) -> Line:
    """`Iran › reported to back › Hezbollah`, the middle and then each part cut where need be."""
    shown = [foreign(part).text for part in parts]
    for place in sorted(range(len(shown)), key=lambda i: i not in range(1, len(shown) - 1)):
        over = sum(cell_len(part) + 3 for part in shown) - 3 - room
        if over > 0:
            shown[place] = cut(shown[place], max(8, cell_len(shown[place]) - over))
    spans: list[Span] = []
    for place, part in enumerate(shown):
        spans += [Span(" › ", "dim")] if place else []
        spans.append(Span(part, "strong" if place == len(shown) - 1 else "text"))
    return tuple(spans)


def hints(actions: Sequence[Action], cells: int) -> Line:
    """The keys that work here and now, as many as fit; the way to all of them always does."""
    ranked = sorted(
        (action for action in actions if action.footer), key=lambda action: action.footer
    )
    last = [action for action in ranked if action.id == "help"]
    spans: list[Span] = []
    room = cells - sum(_hint_width(action) for action in last)
    for action in [action for action in ranked if action.id != "help"]:
        room -= _hint_width(action)
        if room < 0:
            break
        spans += _hint(action)
    for action in last:
        spans += _hint(action)
    return tuple(spans)


def with_progress(word: str, line: Line) -> Line:
    """A line behind a word for work that goes on, such as `saving`; the line alone for ""."""
    return (Span(f"{word} …  ", "date"), *line) if word else line


def question_hints(cells: int, links: bool) -> Line:
    """The keys that work while a question is open, with `[[` where the answer may have links."""
    pairs = [("enter", "answers"), ("esc", "leaves"), ("F1", "keys")]
    pairs += [("[[", "links to a record")] if links else []
    return pair_hints(pairs, cells)


def pair_hints(pairs: Sequence[tuple[str, str]], cells: int) -> Line:
    """Keys as they are written, each with what it does."""
    spans: list[Span] = []
    for key, does in pairs:
        spans += [Span(key, "key"), Span(f" {does}  ", "dim")]
    return clip(tuple(spans), cells)


def key_hints(hints: Sequence[tuple[str, str]], cells: int) -> Line:
    """The keys of actions by id, each with a word of its own."""
    spans: list[Span] = []
    for id_, word in hints:
        spans += [Span(key_label(BY_ID[id_].keys[0]), "key"), Span(f" {word}  ", "dim")]
    return clip(tuple(spans), cells)


def _hint(action: Action) -> Line:
    return (Span(key_label(action.keys[0]), "key"), Span(f" {action.title}  ", "dim"))


def _hint_width(action: Action) -> int:
    return width(_hint(action))
