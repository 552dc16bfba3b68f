"""Claims of a tie by what their citations say of them: supported, disputed or only mentioned.

All words, counts and drawings of what is reported of a tie take its supported claims from here, so
that no means, conflict or date comes in that only a denial or a mention names.
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
    """Claims by stance: `reported` are supported by a publisher; of the others `denied` are
    disputed, `mentioned` only mentioned; `withdrawn` rest on retracted sources or on none."""

    reported: tuple[Claim, ...]
    denied: tuple[Claim, ...]
    mentioned: tuple[Claim, ...]
    withdrawn: tuple[Claim, ...]


def rank(citation: Citation) -> int:
    """The place of a citation among others: support first, then disputes, then mentions."""
    return _ORDER.get(citation.stance, len(_ORDER))


def rank_now(citation: Citation, source: Lookup) -> int:
    """The `rank` of a citation, with that of a retracted source after all others."""
    return len(_ORDER) + 1 if publishers.retracted(citation, source) else rank(citation)


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
    """The claims by stance, each group in their order."""
    by_stance: tuple[list[Claim], ...] = ([], [], [], [])
    for claim in claims:
        by_stance[_place(claim, source)].append(claim)
    return Stances(*map(tuple, by_stance))


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
    """The claims that a tie's sentences are about: those of the date, else all that are live."""
    pool = tie.live or tie.claims
    stated = tuple(claim for claim in pool if not planned(claim)) or pool
    state = {claim.id: state for claim, state in zip(tie.claims, tie.states, strict=False)}
    return at_date(stated, [state.get(claim.id, State.HELD) for claim in stated], source) or stated


def at_date(claims: Sequence[Claim], states: Sequence[State], source: Lookup) -> tuple[Claim, ...]:
    """The claims that are spoken of at a date, given the state of each; () where all are *not*.

    These are the claims that hold or may hold. Claims that no date brings near count too where no
    publisher supports one that holds or may hold, but one of them is supported.
    """
    with_state = [
        (c, state) for c, state in zip(claims, states, strict=True) if state is not State.NOT
    ]
    near = tuple(claim for claim, state in with_state if state in (State.HELD, State.POSSIBLY))
    possible = tuple(claim for claim, _ in with_state)
    if publishers.supporting(near, source):
        return near
    return possible if publishers.supporting(possible, source) else near or possible


# Disputes


def disputed_terms(claims: Sequence[Claim], source: Lookup) -> frozenset[str]:
    """The means that some of these claims report and that the same claim's citations or another
    claim dispute."""
    disputed = _disputed(claims, source)
    return frozenset(
        code
        for claim in (apart(claims, source).reported if disputed else ())
        for code in claim.terms
        if any(other is claim or _covers(other, claim, code) for other in disputed)
    )


def is_disputed(claims: Sequence[Claim], source: Lookup) -> bool:
    """Whether the reports of these claims are disputed as a whole.

    They are where every supported claim is disputed, in all the means that it names, or where a
    dispute names neither means nor conflict; otherwise only the means and conflicts that it names
    are disputed. Where no claim is supported, any dispute is enough.
    """
    disputed = _disputed(claims, source)
    if not disputed:
        return False
    if any(not claim.terms and not claim.against for claim in disputed):
        return True
    return all(_is_fully_disputed(claim, disputed) for claim in apart(claims, source).reported)


def _disputed(claims: Iterable[Claim], source: Lookup) -> list[Claim]:
    return [claim for claim in claims if claim.status == "disputed" or disputing((claim,), source)]


def _is_fully_disputed(claim: Claim, disputed: Sequence[Claim]) -> bool:
    """Whether a claim is disputed itself, or each of its means by disputes of others."""
    if any(other is claim for other in disputed):
        return True
    if not claim.terms:
        return any(_covers(other, claim, "") for other in disputed)
    return all(any(_covers(other, claim, code) for other in disputed) for code in claim.terms)


def _covers(disputed: Claim, claim: Claim, code: str) -> bool:
    """Whether a dispute covers a means that another claim names: the same means, or one that it
    refines, and the same conflict where the dispute names any."""
    if disputed.against and not set(disputed.against) & set(claim.against):
        return False
    return not disputed.terms or any(
        code == other or code.startswith(f"{other}.") for other in disputed.terms
    )
