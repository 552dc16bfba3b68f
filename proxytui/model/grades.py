"""The worst grades behind claims: a letter for sources, a digit for what they say, kept apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.model import publishers
from proxytui.model.vocabulary import CREDIBILITY, RELIABILITY

if TYPE_CHECKING:
    from collections.abc import Collection

    from proxytui.model.publishers import Lookup
    from proxytui.model.records import Claim


def worst(claims: Collection[Claim], source: Lookup) -> tuple[str, str]:
    """The worst letter and the worst digit of what supports claims, where anything does, else of
    all that is cited; "" where nothing is graded.

    In the order of the scales, so that what cannot be judged counts as the worst.
    """
    cited = publishers.supporting(claims, source) or tuple(
        citation for claim in claims for citation in claim.citations
    )
    found = (source(citation.source) for citation in cited)
    letters = {one.reliability for one in found if one and one.reliability in RELIABILITY}
    digits = {str(citation.credibility) for citation in cited} & CREDIBILITY.keys()
    return (
        max((one for one in letters if one), key=list(RELIABILITY).index, default=""),
        max(digits, key=list(CREDIBILITY).index, default=""),
    )
