"""The letters of backing that are held in each year, of what a reader made of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.asof.states import claim_state
from proxytui.model import dates
from proxytui.model.dates import State

if TYPE_CHECKING:
    from tests.exchange.ucdp_rows import Result


def terms_by_year(outcome: Result, subject: str) -> dict[int, str]:
    """The letters of the claim that is held in each year, in the claims of a subject."""
    index = outcome.index()
    return {
        year: "".join(claim.terms)
        for claim in index.claims.values()
        for year in range(1970, 2030)
        if claim.type == "backs"
        and claim.subject == subject
        and claim_state(index, claim, dates.period(str(year))) is State.HELD
    }
