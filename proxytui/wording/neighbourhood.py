"""Remarks beside an actor in the two-sided view: a few words each, the gravest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.model.dates import State
from proxytui.model.filters import wanted_first
from proxytui.wording.difference import difference_kinds
from proxytui.wording.phrases import date_words, plural, term
from proxytui.wording.reason import reason_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proxytui.model.dates import Period
    from proxytui.model.filters import Filter
    from proxytui.model.tie import Tie

MAP_LEGEND = "a number counts publishers, +n ties that lead further on"
MAP_LEGEND_BEYOND = "further out stands what is said of the one before"
OVERVIEW_LEGEND = (
    "an arrow leads from whoever is said to back to whom; a broken line is a possible tie"
)
_NAMED = 3

# By the kind of change: since an earlier date, and until a later one.
_CHANGED = {
    "began": ("new", "begins"),
    "may-have-begun": ("possibly new", "possibly begins"),
    "ended": ("ended", "ends"),
    "may-have-ended": ("possibly ended", "possibly ends"),
    "disputed": ("now disputed", "then disputed"),
    "terms": ("other means", "other means"),
    "refuted": ("now refuted", "then refuted"),
    "first-reported": ("first spoken of", "spoken of later"),
    "last-reported": ("last spoken of", "not spoken of later"),
}


def undrawn_neighbours_words(around: str, names: Sequence[str]) -> str:
    """A remark that names the actors who are tied to those of a drawing and not in it."""
    return (
        f"not drawn of those around {around}: {plural(len(names), 'actor')} ({_first_names(names)})"
    )


def undrawn_groups_words(count: int, groups: int, names: Sequence[str]) -> str:
    """A remark on the actors in groups that are not drawn; `names` are those of the largest."""
    opening = f"not drawn: {plural(count, 'actor')} tied only to each other"
    if groups == 1:
        return f"{opening} ({_first_names(names)})"
    largest = f"the largest around {names[0]} ({plural(len(names), 'actor')})"
    return f"{opening} in {groups} groups, {largest}"


def unconnected_words(count: int) -> str:
    """A remark on the actors without a tie of backing that is reported at the date."""
    return f"{plural(count, 'actor')} without a reported tie of backing then"


def _first_names(names: Sequence[str]) -> str:
    if len(names) <= _NAMED + 1:
        return ", ".join(names)
    return f"{', '.join(names[:_NAMED])} and {len(names) - _NAMED} more"


def doubt_words(tie: Tie, period: Period | None, *, gone: bool = False) -> tuple[str, ...]:
    """The reason why a tie is not simply held, and the same in fewer words where it has any; none
    for one that is.

    With `gone`, words beside these say already that the tie is *not* held.
    """
    if tie.state in (State.POSSIBLY, State.UNSPOKEN):
        forms = (reason_words(tie, period), reason_words(tie, period, brief=True))
        return tuple(dict.fromkeys(forms))
    if tie.state is State.NOT and not gone:
        return ("near" if tie.near else "not held",)
    return ()


def means_words(tie: Tie, filter_: Filter | None = None) -> tuple[str, ...]:
    """The reported means: those that a filter asks for first, then those of most publishers; one
    that is disputed while others are not says so."""
    codes = [term_count.code for term_count in tie.terms]
    return tuple(
        term(tie.type, code) + (" disputed" if code in tie.disputed_terms else "")
        for code in wanted_first(codes, filter_)
    )


def change_words(then: Tie | None, now: Tie | None, other: Period, as_of: Period) -> str:
    """The change of a tie between another date and the one in view; empty for none.

    Shown only together with `span_words`, which says between which dates, and by what.
    """
    later = other.first > as_of.first
    if later:
        kinds = difference_kinds(now, then, (as_of, other))
    else:
        kinds = difference_kinds(then, now, (other, as_of))
    return _CHANGED[kinds[0]][later] if kinds else ""


def span_words(other: Period, as_of: Period) -> str:
    """The dates between which changes are marked, and what they rest on."""
    way = "until" if other.first > as_of.first else "since"
    return f"changes {way} {date_words(other.text)}, by the dates given"
