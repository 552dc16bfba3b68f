"""The state of a tie at a date in words, and the dates given for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.model import dates, publishers, stances
from proxytui.model.dates import State
from proxytui.model.stances import planned
from proxytui.wording.phrases import date_words, join_words, plural
from proxytui.wording.reason import first_known_day
from proxytui.wording.scopes import lent_year

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from proxytui.model.dates import Period
    from proxytui.model.publishers import Lookup
    from proxytui.model.records import Claim
    from proxytui.model.tie import Tie


def state_words(tie: Tie, period: Period | None, *, as_of: bool = True) -> str:
    """The state of a tie in words, as of a date or at some time (None), and what limits it.

    Without `as_of` the date itself is left out, where other words have it.
    """
    when = f" as of {date_words(period.text)}" if period else " at some time"
    when = when if as_of else ""
    if tie.state is State.HELD:
        return f"held{when}"
    if tie.state is State.POSSIBLY:
        if _attested_before(tie, period):
            return f"possibly{when}, last attested {last_attested(tie)}"
        if not any(claim.since for claim in claims_there(tie)):
            return "possibly, no start given"
        return f"possibly{when}"
    if tie.state is State.UNSPOKEN:
        then = when or " then"
        return f"not spoken of{then}, {_attestation_words(tie, period)}".removesuffix(", ")
    if not tie.live:
        return f"not held{when or ' then'}, recorded as {shelved_words(tie)}"
    if all(planned(claim) for claim in tie.live):
        return f"not held{when or ' then'}, only planned"
    return (
        f"not held{when or ' then'}, though near a date that is approximate"
        if tie.near
        else f"not held{when or ' then'}"
    )


def _attestation_words(tie: Tie, period: Period | None) -> str:
    """The nearest attestation of a tie that is not spoken of at a date; empty where only bounds say
    when it was."""
    if _attested_before(tie, period):
        return f"last attested {last_attested(tie)}"
    if tie.attested:
        return f"first attested {date_words(tie.attested[0])}"
    dated = any(claim.since or claim.until for claim in claims_there(tie))
    return "" if dated else "no date given"


def claims_there(tie: Tie) -> list[Claim]:
    """The claims that are not *not* at the tie's date."""
    pairs = zip(tie.claims, tie.states, strict=False)
    return [claim for claim, state in pairs if state is not State.NOT]


def _attested_before(tie: Tie, period: Period | None) -> bool:
    if tie.attested is None or period is None:
        return False
    try:
        return dates.parse(tie.attested[1]).last < period.first
    except dates.DateError:
        return False


def last_attested(tie: Tie) -> str:
    """The date on which a tie is last spoken of as current, in words; empty without one."""
    return date_words(tie.attested[1]) if tie.attested else ""


def shelved_words(tie: Tie) -> str:
    """The reason why no claim of a tie counts: "refuted or deprecated"; empty where one does."""
    if tie.live:
        return ""
    reasons = {
        claim.status if claim.status in ("refuted", "retracted") else "deprecated"
        for claim in tie.claims
        if claim.status in ("refuted", "retracted") or claim.rank == "deprecated"
    }
    return join_words(sorted(reasons, reverse=True), "or") or tie.status.value


def dates_given(claims: Sequence[Claim], source: Lookup) -> list[str]:
    """The earliest start and the latest end that supported claims give, each with how many
    publishers give it, and whose year it is where it is another source's.

    Of dates that begin on one day the most exact one is taken.
    """
    reported = stances.apart(claims, source).reported
    sentences = []
    for end, extreme, claim_dates in (
        ("start", "Earliest", [(claim.since, claim.since_raw, claim) for claim in reported]),
        ("end", "Latest", [(claim.until, claim.until_raw, claim) for claim in reported]),
    ):
        values = {value for value, _, _ in claim_dates if value and not dates.is_open(value)}
        if values:
            chosen = _earliest(values) if end == "start" else _latest(values)
            same = [(raw, claim) for value, raw, claim in claim_dates if value == chosen]
            count = publishers.independent((claim for _, claim in same), source)
            alone = len(values) == 1 and all(value == chosen for value, _, _ in claim_dates)
            first = f"{end} given" if alone else f"{extreme} {end} given".lower()
            lent = [lent_year(chosen, raw or "", claim.citations, source) for raw, claim in same]
            behind = f", {lent[0]}" if all(lent) else ""
            sentences.append(f"{first.capitalize()}: {date_words(chosen)} ({count}){behind}")
        elif end == "start":
            sentences.append("No start given")
        ongoing = publishers.independent(
            (claim for value, _, claim in claim_dates if value and dates.is_open(value)), source
        )
        if end == "end" and ongoing:
            sentences.append(f"Said to go on, by {plural(ongoing, 'publisher')}")
    return sentences


def _earliest(values: Iterable[str]) -> str:
    return min(values, key=lambda value: (_sort_day(value), _vagueness(value)))


def _latest(values: Iterable[str]) -> str:
    return min(values, key=lambda value: (-_sort_day(value), _vagueness(value)))


def _sort_day(value: str) -> int:
    try:
        return first_known_day(dates.parse(value))
    except dates.DateError:
        return dates.MAX_DAY


def _vagueness(value: str) -> tuple[int, bool, str]:
    """The days that a date leaves open, whether it is doubted, then its text, for a fixed order."""
    try:
        edtf = dates.parse(value)
    except dates.DateError:
        return dates.MAX_DAY, True, value
    return edtf.last - edtf.first, bool(edtf.qualifier), value
