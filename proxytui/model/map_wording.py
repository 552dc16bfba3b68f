"""What stands beside an actor in the two-sided view: a few words each, the gravest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.model.dates import State
from proxytui.model.difference_wording import difference_kinds
from proxytui.model.phrases import date_words, many, term
from proxytui.model.tie_wording import unreported_words
from proxytui.model.vocabulary import Status

if TYPE_CHECKING:
    from proxytui.model.dates import Period
    from proxytui.model.values import Tie

MAP_LEGEND = "a number counts publishers, +n ties that lead further on"
MAP_LEGEND_BEYOND = "further out stands what is said of the one before"

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


def overview_legend(left_out: int) -> str:
    """How the overview is read."""
    said = "an arrow leads from whoever is said to back to whom; a broken line is a possible tie"
    more = f"; {many(left_out, 'more actor')} tied to these" if left_out else ""
    return said + more


def doubt_words(tie: Tie, *, gone: bool = False) -> tuple[str, ...]:
    """How a tie is spoken of, and its state, where it is not simply reported as held.

    With `gone` it is said beside this already that it is *not* held.
    """
    unreported = unreported_words(tie) if tie.live else ""
    notes = [unreported] if unreported else []
    if not notes and tie.status is not Status.ASSERTED:
        notes.append(tie.status.value)
    if tie.state is State.POSSIBLY:
        notes.append("possibly")
    elif tie.state is State.UNSPOKEN:
        notes.append("not spoken of then")
    elif tie.state is State.NOT and not gone:
        notes.append("near" if tie.near else "not held")
    return tuple(notes)


def number_words(tie: Tie, further: int) -> tuple[str, ...]:
    """How many publishers report it, and how many ties lead further on."""
    numbers = (str(tie.publishers) if tie.publishers else "", f"+{further}" if further else "")
    return tuple(filter(None, numbers))


def means_words(tie: Tie) -> tuple[str, ...]:
    """The means that somebody supports, those of most publishers first; beside one that is disputed
    and others are not, that it is."""
    return tuple(
        term(tie.type, one.code) + (" disputed" if one.code in tie.disputed_terms else "")
        for one in tie.terms
    )


def change_words(then: Tie | None, now: Tie | None, other: Period, as_of: Period) -> str:
    """What became of a tie between another date and the one looked at; nothing for no change.

    Shown only together with `span_words`, which says between which dates, and by what.
    """
    later = other.first > as_of.first
    if later:
        kinds = difference_kinds(now, then, other)
    else:
        kinds = difference_kinds(then, now, as_of)
    return _CHANGED[kinds[0]][later] if kinds else ""


def span_words(other: Period, as_of: Period) -> str:
    """Between which dates changes are marked, and what they rest on."""
    way = "until" if other.first > as_of.first else "since"
    return f"changes {way} {date_words(other.text)}, by the dates given"
