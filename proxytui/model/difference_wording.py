"""What became of a tie between two dates, or two states of the store, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.model.dates import Period, State
from proxytui.model.phrases import Namer, date_words, sentence, term
from proxytui.model.reporting import disputes, disputing
from proxytui.model.tie_wording import report
from proxytui.model.vocabulary import Status

if TYPE_CHECKING:
    from proxytui.model.publishers import Lookup
    from proxytui.model.values import Tie

_BECAME = {
    "began": "it began",
    "may-have-begun": "it may have begun",
    "ended": "it ended",
    "may-have-ended": "it may have ended",
}
_STATES = {State.HELD: "held", State.POSSIBLY: "possibly held", State.NOT: "not held"}


def difference_kind(before: Tie | None, after: Tie | None) -> str | None:
    """What became of a tie: began, may-have-begun, ended, may-have-ended, terms, disputed, refuted.

    None if nothing of that kind changed; a tie that is missing counts as not held.
    """
    old = before.state if before else State.NOT
    new = after.state if after else State.NOT
    gone = (Status.REFUTED, Status.RETRACTED)
    if after and before and after.status in gone and before.status not in gone:
        return "refuted"
    if old is not new:
        if State.POSSIBLY in (old, new):
            return "may-have-begun" if new.rank > old.rank else "may-have-ended"
        return "began" if new is State.HELD else "ended"
    if not before or not after:
        return None
    if after.status is Status.DISPUTED and before.status is not Status.DISPUTED:
        return "disputed"
    if {t.code for t in before.terms} != {t.code for t in after.terms}:
        return "terms"
    return None


def difference_words(
    before: Tie | None,
    after: Tie | None,
    period_before: Period,
    period_after: Period,
    name: Namer,
    source: Lookup,
) -> str:
    """What became of a tie, on one line, always with who reports it.

    With the same period twice the two ties are what the store said, and says, of one date.
    """
    kind = difference_kind(before, after)
    ended = kind in ("ended", "may-have-ended")
    tie, period = (after, period_after) if after and not ended else (before, period_before)
    if tie is None:
        tie, period = after, period_after
    if tie is None:
        return "Nothing is recorded at either date."
    inner = report(tie, period, name, source)
    if kind == "refuted":
        return sentence(inner)
    recorded = period_before == period_after
    span = f"between {date_words(period_before.text)} and {date_words(period_after.text)}"
    when = "by what was recorded since" if recorded else span
    if kind == "terms" and before and after:
        changed = sentence(_terms_changed(before, after, when))
        return f"{changed} {sentence(inner)}"
    if kind == "disputed":
        said = [f"It became disputed {when}: {inner}", *disputes(disputing(tie.live), name, source)]
        return " ".join(sentence(one) for one in said)
    if kind is None:
        return sentence(f"No change {when}: {inner}")
    if recorded:
        old, new = (_STATES[t.state] if t else "not held" for t in (before, after))
        opening = f"By what was recorded since, {new} as of {date_words(period_after.text)}"
        return sentence(f"{opening}, before that {old}: {inner}")
    return sentence(f"By the dates given, {_BECAME[kind]} {span}: {inner}")


def _terms_changed(before: Tie, after: Tie, when: str) -> str:
    old, new = ({t.code: t for t in tie.terms} for tie in (before, after))
    said = []
    for what, these, those in (("new", new, old), ("no longer", old, new)):
        counted = [
            f"{term(after.type, code)} ({these[code].publishers})"
            for code in these
            if code not in those
        ]
        if counted:
            said.append(f"{what}: {', '.join(counted)}")
    return f"What is reported of it changed {when}: {'; '.join(said)}"
