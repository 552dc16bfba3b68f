"""Who says so and who says otherwise: the claims of a tie by what their citations say of them.

Whatever words, counts or draws what is reported of a tie asks here which of its claims a publisher
supports, so that no means, conflict or date comes in that only a denial or a mention names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui.model import publishers
from proxytui.model.dates import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from proxytui.model.publishers import Lookup
    from proxytui.model.records import Citation, Claim
    from proxytui.model.tie import Tie

_ORDER = {"supports": 0, "disputes": 1, "mentions": 2}


class Stances(NamedTuple):
    """Claims apart: `reported` are those that a publisher supports; of the others `denied` are
    disputed, `mentioned` only mentioned; `withdrawn` rest on retracted sources or on none."""

    reported: tuple[Claim, ...]
    denied: tuple[Claim, ...]
    mentioned: tuple[Claim, ...]
    withdrawn: tuple[Claim, ...]


def rank(citation: Citation) -> int:
    """Where a citation comes among others: what says so, what disputes it, what mentions it."""
    return _ORDER.get(citation.stance, len(_ORDER))


def planned(claim: Claim) -> bool:
    """Whether a claim is of something intended, threatened or proposed."""
    return "planned" in claim.flags


def disputing(claims: Iterable[Claim], source: Lookup) -> tuple[Citation, ...]:
    """The citations that dispute one of the claims; those of a retracted source dispute nothing."""
    return tuple(
        citation
        for claim in claims
        for citation in claim.citations
        if citation.stance == "disputes" and not publishers.retracted(citation, source)
    )


def mentioning(claims: Iterable[Claim], source: Lookup) -> tuple[Citation, ...]:
    """The citations that only mention one of the claims, retracted sources left out."""
    return tuple(
        citation
        for claim in claims
        for citation in claim.citations
        if citation.stance not in ("supports", "disputes")
        and not publishers.retracted(citation, source)
    )


def apart(claims: Iterable[Claim], source: Lookup) -> Stances:
    """The claims by what is said of them, in their order."""
    found: tuple[list[Claim], ...] = ([], [], [], [])
    for claim in claims:
        found[_place(claim, source)].append(claim)
    return Stances(*map(tuple, found))


def _place(claim: Claim, source: Lookup) -> int:
    stances = {
        citation.stance
        for citation in claim.citations
        if not publishers.retracted(citation, source)
    }
    if "supports" in stances:
        return 0
    if "disputes" in stances:
        return 1
    return 2 if stances else 3


def relevant_claims(tie: Tie, source: Lookup) -> tuple[Claim, ...]:
    """The claims that a tie's sentences speak of: those of the date, else all that count."""
    pool = tie.live or tie.claims
    stated = tuple(claim for claim in pool if not planned(claim)) or pool
    state = {claim.id: state for claim, state in zip(tie.claims, tie.states, strict=False)}
    return at_date(stated, [state.get(claim.id, State.HELD) for claim in stated], source) or stated


def at_date(claims: Sequence[Claim], states: Sequence[State], source: Lookup) -> tuple[Claim, ...]:
    """The claims that are spoken of at a date, given the state of each; () where all are *not*.

    Those that hold or may hold. Where no publisher supports one of these, but one that no date
    brings near, these too.
    """
    there = [(c, state) for c, state in zip(claims, states, strict=True) if state is not State.NOT]
    near = tuple(claim for claim, state in there if state in (State.HELD, State.POSSIBLY))
    every = tuple(claim for claim, _ in there)
    if publishers.supporting(near, source):
        return near
    return every if publishers.supporting(every, source) else near or every


# Disputes


def disputed_terms(claims: Sequence[Claim], source: Lookup) -> frozenset[str]:
    """The means that some of these claims report and that are disputed there or by another."""
    disputed = _disputed(claims, source)
    return frozenset(
        code
        for claim in (apart(claims, source).reported if disputed else ())
        for code in claim.terms
        if any(other is claim or _covers(other, claim, code) for other in disputed)
    )


def is_disputed(claims: Sequence[Claim], source: Lookup) -> bool:
    """Whether what these claims report is disputed as a whole.

    It is where every claim that somebody supports is disputed, in all the means that it names, or
    where a dispute names neither means nor conflict; else only what it names is disputed. Where
    nobody supports any, a dispute of one is all that is said.
    """
    disputed = _disputed(claims, source)
    if not disputed:
        return False
    if any(not claim.terms and not claim.against for claim in disputed):
        return True
    return all(_is_met(claim, disputed) for claim in apart(claims, source).reported)


def _disputed(claims: Iterable[Claim], source: Lookup) -> list[Claim]:
    return [claim for claim in claims if claim.status == "disputed" or disputing((claim,), source)]


def _is_met(claim: Claim, disputed: Sequence[Claim]) -> bool:
    """Whether a claim is disputed itself, or each of its means by what is disputed of others."""
    if any(other is claim for other in disputed):
        return True
    if not claim.terms:
        return any(_covers(other, claim, "") for other in disputed)
    return all(any(_covers(other, claim, code) for other in disputed) for code in claim.terms)


def _covers(disputed: Claim, claim: Claim, code: str) -> bool:
    """Whether a dispute is of a means that another claim names too: of the same one, or of one
    that this refines, and of the same conflict where it names any."""
    if disputed.against and not set(disputed.against) & set(claim.against):
        return False
    return not disputed.terms or any(
        code == other or code.startswith(f"{other}.") for other in disputed.terms
    )
