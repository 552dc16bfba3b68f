"""A tie in words: who reports what with which means, of which dates, and who disputes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui import text
from proxytui.model import dates, publishers
from proxytui.model.dates import Period, State
from proxytui.model.phrases import (
    Namer,
    claim_type,
    date_words,
    listed,
    many,
    named,
    quoted,
    sentence,
    statement,
    term,
)
from proxytui.model.reporting import (
    disputes,
    disputing,
    has_flag,
    planned,
    reporters,
    saying,
    unsupported,
)
from proxytui.model.vocabulary import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from proxytui.model.publishers import Lookup
    from proxytui.model.values import Citation, Claim, Tie


def heading(type_: str, inverse: bool) -> str:
    """What stands over a group of ties of a type, seen from the subject or from the object."""
    kind = claim_type(type_)
    return kind.inverse_heading if inverse else kind.heading


def tie_title(tie: Tie, name: Namer) -> str:
    """A tie as a heading: "Iran › reported to back › Hezbollah", its status beside it."""
    said = heading(tie.type, inverse=False)
    if not saying(tie.claims):
        said = f"{said} ({'denied' if disputing(tie.claims) else 'only mentioned'})"
    elif tie.status is not Status.ASSERTED:
        said = f"{said} ({_shelved(tie) or tie.status.value})"
    return f"{text.line(name(tie.subject))} › {said} › {text.line(name(tie.object))}"


def _shelved(tie: Tie) -> str:
    """Why no claim of a tie counts: "refuted", "refuted or deprecated"; empty where one does."""
    if tie.live:
        return ""
    found = {
        claim.status if claim.status in ("refuted", "retracted") else "deprecated"
        for claim in tie.claims
        if claim.status in ("refuted", "retracted") or claim.rank == "deprecated"
    }
    return listed(sorted(found, reverse=True), "or") or tie.status.value


def _current(tie: Tie) -> tuple[Claim, ...]:
    """The claims that a tie's sentences speak of: those of the date, else all that count."""
    pool = tie.live or tie.claims
    pool = tuple(claim for claim in pool if not planned(claim)) or pool
    if tie.state is State.NOT:
        return pool
    state = dict(zip((claim.id for claim in tie.claims), tie.states, strict=False))
    return tuple(c for c in pool if state.get(c.id, State.HELD) is not State.NOT) or pool


def state_words(tie: Tie, period: Period) -> str:
    """Held, possibly or not as of a date, and what keeps it from more."""
    when = f"as of {date_words(period.text)}"
    denied = "" if saying(tie.claims) or not disputing(tie.claims) else ", is denied"
    if tie.state is State.HELD:
        return f"held {when}{denied}"
    if tie.state is State.POSSIBLY:
        if _attested_before(tie, period):
            return f"possibly {when}, last attested {_last_attested(tie)}{denied}"
        if not any(claim.since for claim in _current(tie)):
            return f"possibly, no start given{denied}"
        return f"possibly {when}{denied}"
    if not tie.live:
        return f"not {when}, recorded as {_shelved(tie)}"
    if all(planned(claim) for claim in tie.live):
        return f"not {when}, only planned"
    near = ", though near a date that is approximate" if tie.near else ""
    return f"not {when}{near}{denied}"


def _attested_before(tie: Tie, period: Period) -> bool:
    if tie.attested is None:
        return False
    try:
        return dates.parse(tie.attested[1]).last < period.first
    except dates.DateError:
        return False


def _last_attested(tie: Tie) -> str:
    return date_words(tie.attested[1]) if tie.attested else ""


def tie_words(
    tie: Tie, period: Period, name: Namer, source: Lookup, *, inverse: bool = False
) -> str:
    """A tie's full wording on one line; `inverse` words it from the object's side."""
    return " ".join(tie_sentences(tie, period, name, source, inverse=inverse))


def tie_sentences(
    tie: Tie, period: Period, name: Namer, source: Lookup, *, inverse: bool = False
) -> tuple[str, ...]:
    """A tie's full wording, sentence by sentence; the first says who reports what."""
    current = _current(tie)
    supporting = publishers.supporting(current, source)
    what = _tie_statement(tie, current, name, inverse)
    said = [_first(tie, period, current, supporting, what, name, source)]
    if tie.via is not None:
        said.append(f"Shown here through {named(name(tie.via))}, as a tie of theirs")
    said += _dates_given(current, source)
    state = state_words(tie, period)
    said.append(f"By the dates given: {state}")
    if tie.attested and "last attested" not in state:
        said.append(f"Last attested {_last_attested(tie)}")
    said += _remarks(tie, current, name, source)
    if supporting:
        said += disputes(disputing(tie.live or tie.claims), name, source)
    others = publishers.independent(tie.live, source) - len(publishers.groups(supporting, source))
    if tie.live and others > 0 and not all(map(planned, tie.live)):
        said.append(
            f"{many(others, 'more publisher')} {_verb(others, 'report')} it otherwise: "
            "of other dates, or as planned"
        )
    return tuple(sentence(one) for one in said)


def _verb(count: int, verb: str) -> str:
    return verb + "s" if count == 1 else verb


def _tie_statement(tie: Tie, current: Sequence[Claim], name: Namer, inverse: bool) -> str:
    roles = {text.line(claim.role or "") for claim in current}
    said = statement(
        tie.type,
        name(tie.subject),
        name(tie.object),
        inverse=inverse,
        role=roles.pop() if len(roles) == 1 else None,
        elements=all("elements" in claim.flags for claim in current),
    )
    if all(planned(claim) for claim in current):
        return f"it is planned, threatened or proposed that {said}"
    if tie.status is Status.ALLEGED:
        return f"it is alleged that {said}"
    return said


def _first(
    tie: Tie,
    period: Period,
    current: Sequence[Claim],
    supporting: Sequence[Citation],
    what: str,
    name: Namer,
    source: Lookup,
) -> str:
    shelved = _shelved(tie)
    before = f"Recorded as {shelved}: " if shelved else ""
    if not supporting:
        return before + unsupported(current, what, name, source)
    other_dates = ""
    if tie.live and tie.state is State.NOT and not all(map(planned, current)):
        other_dates = f"of other dates than {date_words(period.text)}, "
    alone = len({c.source for c in supporting}) == 1
    alone = alone and len({publishers.speaker_key(c.speaker) for c in supporting}) == 1
    means = ", ".join(
        term(tie.type, one.code) + ("" if alone else f" ({one.publishers})") for one in tie.terms
    )
    behind = f": {means}" if means else ""
    who, plural = reporters(supporting, name, source)
    verb = "report" if plural else "reports"
    between = f" {verb}, {other_dates}that " if other_dates else f" {verb} that "
    return f"{before}{who}{between}{what}{behind}"


def _dates_given(claims: Sequence[Claim], source: Lookup) -> list[str]:
    """Starts and ends as the claims give them, each with how many publishers give it."""
    said = []
    for what, extreme, given in (
        ("start", "Earliest", [(claim.since, claim) for claim in claims]),
        ("end", "Latest", [(claim.until, claim) for claim in claims]),
    ):
        values = {value for value, _ in given if value and not dates.is_open(value)}
        if values:
            chosen = (min if what == "start" else max)(values, key=_sort_day)
            count = publishers.independent((c for value, c in given if value == chosen), source)
            alone = len(values) == 1 and all(value == chosen for value, _ in given)
            first = f"{what} given" if alone else f"{extreme} {what} given".lower()
            behind = f" ({count})" if count else ""
            said.append(f"{first.capitalize()}: {date_words(chosen)}{behind}")
        elif what == "start":
            said.append("No start given")
        ongoing = publishers.independent(
            (c for value, c in given if value and dates.is_open(value)), source
        )
        if what == "end" and ongoing:
            said.append(f"Said to go on, by {many(ongoing, 'publisher')}")
    return said


def _sort_day(given: str) -> int:
    try:
        read = dates.parse(given)
    except dates.DateError:
        return dates.MAX_DAY
    return read.first if read.first > dates.MIN_DAY else read.last


def _remarks(tie: Tie, claims: Sequence[Claim], name: Namer, source: Lookup) -> list[str]:
    """Offices, conflicts, flags and statuses that not all claims of a tie have in common."""

    def by(some: Iterable[Claim]) -> str:
        count = publishers.independent(some, source)
        return f", according to {many(count, 'publisher')}" if count else ", as recorded"

    said = []
    roles = list(dict.fromkeys(role for c in claims if (role := text.line(c.role or ""))))
    if len(roles) > 1 or any(not text.line(claim.role or "") for claim in claims):
        for role in roles:
            same = [claim for claim in claims if text.line(claim.role or "") == role]
            said.append(f"Recorded as “{role}”{by(same)}")
    for foe in dict.fromkeys(actor for claim in claims for actor in claim.against):
        same = [claim for claim in claims if foe in claim.against]
        said.append(f"In a conflict with {named(name(foe))}{by(same)}")
    for flag, words in _FLAG_SENTENCES.items():
        same = [claim for claim in claims if has_flag(claim, flag)]
        if not same or (flag == "elements" and len(same) == len(claims)):
            continue
        said.append(words + by(same))
    reasons = [quoted(c.reason) for c in tie.claims if c.reason and text.line(c.reason)]
    if tie.status is Status.DISPUTED and not disputing(tie.live):
        said.append("Recorded as disputed")
    if reasons:
        said.append(f"Reason recorded: {listed(list(dict.fromkeys(reasons)))}")
    return said


_FLAG_SENTENCES = {
    "alleged": "Alleged: the source itself doubts or attributes it",
    "elements": "Only parts of the subject are meant",
    "passive": "Tolerates rather than helps",
    "inferred": "Inferred by whoever recorded it, not in the words",
    "planned": "Intended, threatened or proposed, not done",
}


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


_BECAME = {
    "began": ("it began", "it is held"),
    "may-have-begun": ("it may have begun", "it is no longer only not held"),
    "ended": ("it ended", "it is not held"),
    "may-have-ended": ("it may have ended", "it is no longer surely held"),
    "disputed": ("it is disputed, unlike before,", "it is disputed, unlike before,"),
}


def difference_words(
    before: Tie | None,
    after: Tie | None,
    period_before: Period,
    period_after: Period,
    name: Namer,
    source: Lookup,
) -> str:
    """What became of a tie between two dates, or two states of the store, as what is reported."""
    kind = difference_kind(before, after)
    ending = kind in ("ended", "may-have-ended")
    tie, period = (before, period_before) if ending and before else (after, period_after)
    if tie is None:
        tie, period = before, period_before
    if tie is None:
        return "Nothing is recorded at either date."
    first = tie_sentences(tie, period, name, source)[0]
    if kind == "refuted":
        return first
    same = period_before == period_after
    dated, recorded = _BECAME.get(kind or "", ("", ""))
    span = f"between {date_words(period_before.text)} and {date_words(period_after.text)}"
    if kind == "terms" and before and after:
        return f"{sentence(_terms_changed(before, after, '' if same else span))} {first}"
    if not dated:
        return f"No change {'recorded' if same else span}: {first}"
    opening = (
        f"By what was recorded since, {recorded} as of {date_words(period_after.text)}"
        if same
        else f"By the dates given, {dated} {span}"
    )
    said = [f"{opening}: {first}"]
    if kind == "disputed":
        said += [sentence(one) for one in disputes(disputing(tie.live), name, source)]
    return " ".join(said)


def _terms_changed(before: Tie, after: Tie, span: str) -> str:
    old, new = ({t.code: t for t in tie.terms} for tie in (before, after))
    said = []
    for what, these, those in (("new", new, old), ("no longer", old, new)):
        codes = [code for code in these if code not in those]
        if codes:
            counted = [f"{term(after.type, c)} ({these[c].publishers})" for c in codes]
            said.append(f"{what}: {', '.join(counted)}")
    return f"What is reported of it changed {span}: {'; '.join(said)}"
