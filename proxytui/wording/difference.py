"""Changes of a tie between two dates, or between two states of the store, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.model import dates, publishers, stances
from proxytui.model.dates import Period, State
from proxytui.model.vocabulary import Standing, Status
from proxytui.wording.phrases import (
    Namer,
    date_words,
    join_words,
    lower_first,
    plural,
    sentence,
    term,
)
from proxytui.wording.reporting import objections
from proxytui.wording.scopes import scope_words
from proxytui.wording.tie import report_sentences
from proxytui.wording.tie_dates import dates_given

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proxytui.model.publishers import Lookup
    from proxytui.model.records import Claim
    from proxytui.model.tie import Tie

CHANGES: dict[str, str] = {
    "began": "said to have begun",
    "may-have-begun": "may have begun",
    "ended": "said to have ended",
    "may-have-ended": "may have ended",
    "terms": "other means reported",
    "disputed": "now disputed",
    "refuted": "now recorded as refuted or retracted",
    "recorded": "newly recorded, of other dates",
    "removed": "no longer recorded",
    "dates": "other dates given",
    "sources": "other citations",
    "first-reported": "first reported in this time; no start known",
    "last-reported": "last reported in this time; no end known",
}
"""Kinds of change of a tie, in order, each with its heading. `recorded` to `sources` occur only
between two states of the store, the last two only between two dates."""

ONLY_SPOKEN_OF = ("first-reported", "last-reported")
"""Kinds that are no change of a tie itself, only of what is said of it."""

_BECAME = {
    "began": "Said to have begun",
    "may-have-begun": "May have begun",
    "ended": "Said to have ended",
    "may-have-ended": "May have ended",
}
_MOST_DATES = 3
"""So many dates of a tie are told one by one."""
_STATES = {
    State.HELD: "held",
    State.POSSIBLY: "possibly held",
    State.UNSPOKEN: "not spoken of",
    State.NOT: "not held",
}


def difference_kind(before: Tie | None, after: Tie | None) -> str | None:
    """The first of `difference_kinds`; None where nothing changed."""
    return next(iter(difference_kinds(before, after)), None)


def difference_kinds(
    before: Tie | None, after: Tie | None, between: tuple[Period, Period] | None = None
) -> tuple[str, ...]:
    """The kinds of change of a tie: one of began, may-have-begun, ended, may-have-ended; disputed;
    terms; or refuted alone. () if nothing of that kind changed. A missing tie counts as not held.

    With two dates as `between`, a tie that is only spoken of for the first or the last time between
    them is first-reported or last-reported, for nothing says that it began or ended then.
    """
    spoken = (
        _first_or_last_reported(before, after, *between) if before and after and between else ""
    )
    if spoken:
        return (spoken,)
    old = before.state.by_dates if before else State.NOT
    new = after.state.by_dates if after else State.NOT
    gone = (Status.REFUTED, Status.RETRACTED)
    if after and before and after.status in gone and before.status not in gone:
        return ("refuted",)
    kinds = []
    if old is not new and State.POSSIBLY in (old, new):
        kinds.append("may-have-begun" if new.rank > old.rank else "may-have-ended")
        if before and after and between and new.rank > old.rank:
            kinds = kinds if _starts_between(after, *between) else []
    elif old is not new:
        kinds.append("began" if new is State.HELD else "ended")
    if before and after:
        if _newly_disputed(before, after):
            kinds.append("disputed")
        both = State.NOT not in (old, new) or old is new
        if both and _terms_by_dates(before).keys() != _terms_by_dates(after).keys():
            kinds.append("terms")
    return tuple(kinds)


def _first_or_last_reported(before: Tie, after: Tie, early: Period, late: Period) -> str:
    """`first-reported` or `last-reported` if all that changed is that sources begin, or cease, to
    speak of the tie; else empty."""
    reported, unsure = (State.HELD, State.POSSIBLY), (State.POSSIBLY, State.UNSPOKEN)
    if before.state is after.state or State.NOT in (before.state, after.state):
        return ""
    live = [claim for claim in after.live if "planned" not in claim.flags]
    if before.state in unsure and after.state in reported:
        if _starts_between(after, early, late):
            return ""
        if not after.attested:
            return "first-reported" if after.state is State.HELD else ""
        first = dates.parse(after.attested[0]).first
        return "first-reported" if early.last < first <= late.last else ""
    if before.state is State.HELD and after.state in unsure:
        ends = [c.until for c in live if c.until and not dates.is_open(c.until)]
        return "" if ends else "last-reported"
    return ""


def _starts_between(tie: Tie, early: Period, late: Period) -> bool:
    """Whether a start is given for a tie that may lie between two dates."""
    live = (claim for claim in tie.live if "planned" not in claim.flags)
    return any(claim.since and _may_lie_between(claim.since, early, late) for claim in live)


def _may_lie_between(date: str, early: Period, late: Period) -> bool:
    """Whether a date may lie after the one period and not after the other; one that can't be read
    may."""
    try:
        read = dates.parse(date)
    except dates.DateError:
        return True
    return read.last > early.last and read.first <= late.last


def _terms_by_dates(tie: Tie) -> dict[str, list[Claim]]:
    """The means that somebody reports and no date rules out, spoken of just then or not, each with
    the claims that give it."""
    by_code: dict[str, list[Claim]] = {}
    for claim, state, support in zip(tie.claims, tie.states, tie.support, strict=True):
        if state is not State.NOT and support is Standing.SUPPORTED:
            for code in claim.terms:
                by_code.setdefault(code, []).append(claim)
    return by_code


def _newly_disputed(before: Tie, after: Tie) -> bool:
    """Whether the tie, or one of its means, is disputed at the later date and was not before."""
    if after.status is Status.DISPUTED:
        return before.status is not Status.DISPUTED
    if before.status is Status.DISPUTED:
        return False
    return bool(set(after.disputed_terms) - set(before.disputed_terms))


def recorded_kinds(before: Tie | None, after: Tie | None) -> tuple[str, ...]:
    """The kinds of change between what the store said and says of one date: `difference_kinds`, and
    what else was recorded since (recorded, removed, dates, sources)."""
    kinds = difference_kinds(before, after)
    if kinds == ("refuted",) or (before is None and after is None):
        return kinds
    if before is None or after is None:
        return kinds or ("recorded" if before is None else "removed",)
    if _date_fields(before) != _date_fields(after):
        kinds += ("dates",)
    if _citation_fields(before) != _citation_fields(after):
        kinds += ("sources",)
    return kinds


def _date_fields(tie: Tie) -> set[tuple[object, ...]]:
    return {(claim.since, claim.until, claim.attested, claim.basis) for claim in tie.live}


def _citation_fields(tie: Tie) -> list[tuple[str, str, str, str]]:
    return sorted(
        (
            cited.source,
            cited.stance,
            cited.quote.exact if cited.quote else "",
            str(cited.speaker.text or cited.speaker.actor) if cited.speaker else "",
        )
        for claim in tie.claims
        for cited in claim.citations
    )


def difference_words(
    before: Tie | None,
    after: Tie | None,
    period_before: Period,
    period_after: Period,
    name: Namer,
    source: Lookup,
    kind: str | None = None,
) -> str:
    """A change of a tie on one line, always with who reports the tie; by default its first kind.

    With the same period twice, the two ties are what the store said and says of one date.
    """
    kind = kind or difference_kind(before, after)
    ended = kind in ("ended", "may-have-ended")
    tie, period = (after, period_after) if after and not ended else (before, period_before)
    if tie is None:
        tie, period = after, period_after
    if tie is None:
        return "Nothing is recorded at either date."
    # What is recorded anew is told whatever the date that the claims are of.
    of_any = kind in ("recorded", "removed", "dates", "sources")
    unreported = tie.standing is not Standing.SUPPORTED
    reports = report_sentences(tie, None if of_any and unreported else period, name, source)
    if kind == "refuted":
        return _with_reports("", reports)
    recorded = period_before == period_after
    if kind in ("recorded", "removed"):
        return _with_reports(
            "Newly recorded" if kind == "recorded" else "No longer recorded", reports
        )
    if before and after and kind in _DETAILS:
        return f"{sentence(_DETAILS[kind](before, after, source))} {_with_reports('', reports)}"
    if kind in ONLY_SPOKEN_OF:
        return f"{_with_reports('', reports)} {_reporting_span_words(kind, tie, source)}"
    if kind == "disputed":
        opening = sentence(_dispute_words(tie, period_before, period_after))
        return f"{opening} {_with_reports('', reports)}{_objection_words(tie, name, source)}"
    if kind is None:
        return _with_reports("No change", reports)
    if recorded:
        old, new = (_STATES[t.state] if t else "not held" for t in (before, after))
        opening = f"Now {new} as of {date_words(period_after.text)}, before {old}"
        return _with_reports(opening, reports)
    given = _dates_in_time(tie, period_before, period_after, source, ended=ended)
    return _with_reports(_BECAME[kind], [*reports, *given])


def _dates_in_time(
    tie: Tie, early: Period, late: Period, source: Lookup, *, ended: bool
) -> list[str]:
    """The starts, or the ends, that are given for a tie in the time between two dates: what it is
    said to have begun or ended by; in a sentence, or in none."""
    reported = stances.apart(tie.live, source).reported
    values = (claim.until if ended else claim.since for claim in reported)
    first = early.first - 1 if ended else early.last
    given = {
        value: _last_day(value)
        for value in values
        if value and not dates.is_open(value) and _last_day(value) > first
    }
    in_order = [v for v in sorted(given, key=lambda v: (given[v], v)) if _begins_by(v, late)]
    if not in_order:
        return []
    end, several = ("End", "Ends") if ended else ("Start", "Starts")
    words = join_words([date_words(value) for value in in_order[:_MOST_DATES]])
    more = f" and {len(in_order) - _MOST_DATES} more" if len(in_order) > _MOST_DATES else ""
    return [f"{end if len(in_order) == 1 else several} given: {words}{more}"]


def _begins_by(date: str, late: Period) -> bool:
    try:
        return dates.parse(date).first <= late.last
    except dates.DateError:
        return True


def _with_reports(opening: str, reports: Sequence[str]) -> str:
    """A change and the reports of its tie, sentence by sentence."""
    first, *others = reports
    return " ".join(map(sentence, (f"{opening}: {first}" if opening else first, *others)))


def _dispute_words(tie: Tie, early: Period, late: Period) -> str:
    """A new dispute in words: of the whole tie, or of some of its means."""
    codes = () if tie.status is Status.DISPUTED else tie.disputed_terms
    means = f": {join_words([term(tie.type, code) for code in codes])}" if codes else ""
    if early == late:
        return f"Now disputed{means}"
    return f"Disputed as of {date_words(late.text)}, not yet as of {date_words(early.text)}{means}"


def _objection_words(tie: Tie, name: Namer, source: Lookup) -> str:
    apart = stances.apart(stances.relevant_claims(tie, source), source)
    sentences = objections(
        apart.reported + apart.denied, lambda claim: scope_words(claim, name), name, source
    )
    return "".join(f" {sentence(words)}" for words in sentences) if apart.reported else ""


def _reporting_span_words(kind: str, tie: Tie, source: Lookup) -> str:
    """The date from which, or until which, sources speak of a tie; nothing of when it was."""
    if kind == "first-reported":
        if not tie.attested:
            return "No source here gives a start."
        first = date_words(tie.attested[0])
        return f"No source here speaks of it before {first}, and none gives a start."
    starts = [c.since for c in stances.apart(tie.live, source).reported if c.since]
    last = tie.attested[1] if tie.attested else max(starts, key=_last_day, default="")
    until = f" after {date_words(last)}" if last else " after that"
    return f"No source here speaks of it{until}, and none gives an end."


def _terms_changed(before: Tie, after: Tie, source: Lookup) -> str:
    old, new = _terms_by_dates(before), _terms_by_dates(after)
    parts = []
    for heading, codes, others in (("now", new, old), ("no longer", old, new)):
        means = [
            f"{term(after.type, code)} ({publishers.independent(codes[code], source)})"
            for code in codes
            if code not in others
        ]
        if means:
            parts.append(f"{heading} {', '.join(means)}")
    return f"Other means: {'; '.join(parts)}"


def _dates_changed(before: Tie, after: Tie, source: Lookup) -> str:
    new, old = (_date_summary(tie.live or tie.claims, source) for tie in (after, before))
    if old == new:
        return "Other dates of single claims"
    return f"Other dates: {new}; before: {old}"


def _last_day(date: str) -> int:
    """The last day that a date may mean; the first of all for one that can't be read."""
    try:
        return dates.parse(date).last
    except dates.DateError:
        return dates.MIN_DAY


def _date_summary(claims: tuple[Claim, ...], source: Lookup) -> str:
    parts = dates_given(claims, source)
    reported = stances.apart(claims, source).reported
    attested = [claim.attested[1] for claim in reported if claim.attested]
    if attested:
        parts.append(f"last attested {date_words(max(attested, key=_last_day))}")
    return ", ".join(map(lower_first, parts)) or "no dates"


def _citations_changed(before: Tie, after: Tie, source: Lookup) -> str:
    old, new = (
        f"{plural(len(_citation_fields(tie)), 'citation')}"
        f" from {plural(publishers.independent(tie.live, source), 'supporting publisher')}"
        for tie in (before, after)
    )
    return f"Other citations: {new}; before: {old}"


_DETAILS = {"terms": _terms_changed, "dates": _dates_changed, "sources": _citations_changed}
