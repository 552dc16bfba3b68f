"""The frame around the panes: the line on top and the hints at the bottom."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from proxytui.tui.widgets.link_list import BEGINS_LINK
from proxytui.views.lines import Line, Span, cut, foreign, spread, width

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from proxytui.tui.actions import Action

_NAMED_FROM = 30


class Crumbs(NamedTuple):
    """The words of the header: the store, the way to the selected record, the date and its reason;
    without a date the records of all time are shown. `unreached` says since when there is no
    connection to the store, "" where there is one."""

    store: str
    way: tuple[str, ...]
    date: str
    reason: str
    unreached: str = ""


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
    if crumbs.unreached:
        room = max(0, cells - width(right) - 1)
        left = (foreign(cut(crumbs.unreached, room), "alert"), Span("   "))
        way = _way(crumbs.way, room - width(left)) if width(left) < room else ()
    return spread((*left, *way), right, cells)


def is_date(line: Line, x: int) -> bool:
    """Whether the date of the header stands `x` cells from its beginning."""
    roles = [span.role for span in line]
    if "date" not in roles:
        return False
    return width(line[: max(0, roles.index("date") - 1)]) <= x < width(line)


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


class Hint(NamedTuple):
    """A key as it is written, what it does here in a word, and the id of the action that a click
    on the two does, "" for none."""

    key: str
    word: str
    action: str = ""


def hints(actions: Sequence[Action], label: Callable[[str], str], cells: int) -> list[Hint]:
    """The keys that work here and now, as many as fit; the way to all of them always does."""
    ranked = sorted(
        (action for action in actions if action.footer), key=lambda action: action.footer
    )
    last = [_hint(action, label) for action in ranked if action.id == "help"]
    shown: list[Hint] = []
    room = cells - width(hint_line(last))
    for action in [action for action in ranked if action.id != "help"]:
        hint = _hint(action, label)
        room -= width(hint_line([hint]))
        if room < 0:
            break
        shown.append(hint)
    return [*shown, *last]


def _hint(action: Action, label: Callable[[str], str]) -> Hint:
    return Hint(label(action.id), action.title, action.id)


def hint_line(shown: Iterable[Hint]) -> Line:
    """Hints as a line."""
    return tuple(
        span for hint in shown for span in (Span(hint.key, "key"), Span(f" {hint.word}  ", "dim"))
    )


def hint_at(shown: Iterable[Hint], x: int) -> Hint | None:
    """The hint that stands `x` cells from the beginning of their line; None for a place behind
    them."""
    left = 0
    for hint in shown:
        left += width(hint_line([hint]))
        if 0 <= x < left:
            return hint
    return None


def progress(word: str) -> Line:
    """What goes on, in a word such as `saving`, or what is typed of a key; nothing for ""."""
    return (Span(f"{word} …  ", "date"),) if word else ()


def fitting(shown: Sequence[Hint], cells: int) -> list[Hint]:
    """As many hints as fit whole; the last, which leads to all keys, is kept."""
    kept = list(shown)
    while len(kept) > 1 and width(hint_line(kept)) > cells:
        del kept[-2]
    return kept


def question_hints(manual: Iterable[str], *, links: bool, completes: bool) -> list[Hint]:
    """The keys that work while a question is open, with that of the manual, those of a link where
    the answer may have one, and tab where it completes."""
    shown = [Hint("enter", "answers"), Hint("esc", "leaves")]
    shown += [Hint(key, "manual", "manual") for key in manual]
    shown += [Hint(f"[[ {BEGINS_LINK}", "links to a record")] if links else []
    return [*shown, Hint("tab", "completes")] if completes else shown
