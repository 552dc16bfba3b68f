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
    shown,
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
    from proxytui.model.values import Claim, Tie


def heading(type_: str, inverse: bool) -> str:
    """What stands over a group of ties of a type, seen from the subject or from the object."""
    kind = claim_type(type_)
    return kind.inverse_heading if inverse else kind.heading


def verb(type_: str, inverse: bool) -> str:
    """What a tie of a type says in two words: "backs", or from the object "is backed by"."""
    kind = claim_type(type_)
    return kind.inverse if inverse else kind.verb


def tie_title(tie: Tie, name: Namer) -> str:
    """A tie as a heading: "Iran › reported to back › Hezbollah", its status beside it."""
    said = heading(tie.type, inverse=False)
    if not saying(tie.claims):
        said = f"{said} ({'denied' if disputing(tie.claims) else 'only mentioned'})"
    elif tie.status is not Status.ASSERTED:
        said = f"{said} ({_shelved(tie) or tie.status.value})"
    subject, object_ = shown(name(tie.subject)), shown(name(tie.object))
    return f"{subject} › {said} › {object_}"


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


def spoken_of(tie: Tie) -> tuple[Claim, ...]:
    """The claims that a tie's sentences speak of: those of the date, else all that count."""
    pool = tie.live or tie.claims
    pool = tuple(claim for claim in pool if not planned(claim)) or pool
    if tie.state is State.NOT:
        return pool
    state = dict(zip((claim.id for claim in tie.claims), tie.states, strict=False))
    return tuple(c for c in pool if state.get(c.id, State.HELD) is not State.NOT) or pool


def state_words(tie: Tie, period: Period | None) -> str:
    """Held, possibly or not as of a date, or at some time for None, and what keeps it from more."""
    denied = tie.live and disputing(tie.claims) and not saying(tie.claims)
    return f"{_state(tie, period)}{', is denied' if denied else ''}"


def _state(tie: Tie, period: Period | None) -> str:
    when = f"as of {date_words(period.text)}" if period else "at some time"
    if tie.state is State.HELD:
        return f"held {when}"
    if tie.state is State.POSSIBLY:
        if _attested_before(tie, period):
            return f"possibly {when}, last attested {_last_attested(tie)}"
        if not any(claim.since for claim in spoken_of(tie)):
            return "possibly, no start given"
        return f"possibly {when}"
    if not tie.live:
        return f"not {when}, recorded as {_shelved(tie)}"
    if all(planned(claim) for claim in tie.live):
        return f"not {when}, only planned"
    return f"not {when}, though near a date that is approximate" if tie.near else f"not {when}"


def _attested_before(tie: Tie, period: Period | None) -> bool:
    if tie.attested is None or period is None:
        return False
    try:
        return dates.parse(tie.attested[1]).last < period.first
    except dates.DateError:
        return False


def _last_attested(tie: Tie) -> str:
    return date_words(tie.attested[1]) if tie.attested else ""


def tie_words(
    tie: Tie, period: Period | None, name: Namer, source: Lookup, *, inverse: bool = False
) -> str:
    """A tie's full wording on one line; `inverse` words it from the object's side.

    Without a period the tie is one of all time, as `network.ever` makes it.
    """
    return " ".join(tie_sentences(tie, period, name, source, inverse=inverse))


def tie_sentences(
    tie: Tie, period: Period | None, name: Namer, source: Lookup, *, inverse: bool = False
) -> tuple[str, ...]:
    """A tie's full wording, sentence by sentence; the first says who reports what."""
    current = spoken_of(tie)
    supporting = publishers.supporting(current, source)
    said = [report(tie, period, name, source, inverse=inverse)]
    if tie.via is not None:
        said.append(f"Shown here through {named(name(tie.via))}, as a tie of theirs")
    state = _state(tie, period)
    given = dates_given(current, source)
    said += [one for one in given if one != "No start given" or "no start" not in state]
    by_dates = tie.state is not State.NOT or not (_shelved(tie) or _planned_only(tie.live))
    said.append(f"By the dates given: {state}" if by_dates else state)
    if supporting and tie.attested and "last attested" not in state:
        said.append(f"Last attested {_last_attested(tie)}")
    said += _remarks(tie, current, name, source)
    if supporting:
        said += disputes(disputing(tie.live or tie.claims), name, source)
    others = publishers.independent(tie.live, source) - len(publishers.groups(supporting, source))
    if supporting and tie.live and others > 0:
        speak = "speaks" if others == 1 else "speak"
        more = many(others, "more publisher")
        said.append(f"{more} {speak} of it otherwise: of other dates, or as planned")
    return tuple(sentence(one) for one in said)


def _planned_only(claims: Sequence[Claim]) -> bool:
    return bool(claims) and all(planned(claim) for claim in claims)


def _what(tie: Tie, current: Sequence[Claim], name: Namer, source: Lookup, inverse: bool) -> str:
    said = statement(
        tie.type,
        name(tie.subject),
        name(tie.object),
        inverse=inverse,
        office=_office(current, source),
        elements=bool(current) and all("elements" in claim.flags for claim in current),
    )
    if _planned_only(current):
        return f"it is planned, threatened or proposed that {said}"
    if current and all(has_flag(claim, "alleged", source) for claim in current):
        return f"it is alleged that {said}"
    return said


def _office(claims: Sequence[Claim], source: Lookup) -> str:
    """The role that all claims give, or those that they give, each with its publishers."""
    by_role: dict[str, list[Claim]] = {}
    for claim in claims:
        by_role.setdefault(quoted(claim.role or ""), []).append(claim)
    if "" in by_role:
        return ""
    if len(by_role) == 1:
        return next(iter(by_role))
    return listed(
        [f"{role} ({publishers.independent(same, source)})" for role, same in by_role.items()]
    )


def report(
    tie: Tie, period: Period | None, name: Namer, source: Lookup, *, inverse: bool = False
) -> str:
    """Who reports, denies or mentions the tie, with which means; no capital, no full stop."""
    current = spoken_of(tie)
    supporting = publishers.supporting(current, source)
    what = _what(tie, current, name, source, inverse)
    shelved = _shelved(tie)
    before = f"Recorded as {shelved}: " if shelved else ""
    if not supporting:
        return before + unsupported(current, what, name, source)
    stated = [claim for claim in current if not has_flag(claim, "alleged", source)]
    alleging = len(publishers.groups(supporting, source))
    alleging -= publishers.independent(stated, source)
    who, plural = reporters(supporting, name, source, alleging)
    voices = {(c.source, publishers.speaker_key(c.speaker)) for c in supporting}
    counted = "" if len(voices) == 1 else " ({})"
    means = [term(tie.type, one.code) + counted.format(one.publishers) for one in tie.terms]
    behind = f": {', '.join(means)}" if means else ""
    verb = "report" if plural else "reports"
    if period and tie.live and tie.state is State.NOT and not _planned_only(current):
        verb += f", of other dates than {date_words(period.text)},"
    return f"{before}{who} {verb} that {what}{behind}"


def dates_given(claims: Sequence[Claim], source: Lookup) -> list[str]:
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
    if not all(text.line(claim.role or "") for claim in claims):
        for role in roles:
            same = [claim for claim in claims if text.line(claim.role or "") == role]
            said.append(f"Recorded as “{role}”{by(same)}")
    for foe in dict.fromkeys(actor for claim in claims for actor in claim.against):
        same = [claim for claim in claims if foe in claim.against]
        said.append(f"In a conflict with {named(name(foe))}{by(same)}")
    for flag, words in _FLAG_SENTENCES.items():
        same = [claim for claim in claims if has_flag(claim, flag, source)]
        # These two the first sentence says already, where they are said of every claim.
        if not same or (flag in ("elements", "planned") and len(same) == len(claims)):
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
