"""The worst grades behind claims: a letter for sources and a digit for citations, kept apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxytui.model import publishers
from proxytui.model.vocabulary import CREDIBILITY, RELIABILITY

if TYPE_CHECKING:
    from collections.abc import Collection

    from proxytui.model.publishers import Lookup
    from proxytui.model.records import Claim


def worst(claims: Collection[Claim], source: Lookup) -> tuple[str, str]:
    """The worst letter and the worst digit of the citations that support claims; of all citations
    where none does. "" where nothing is graded.

    By the order of the scales, so that a grade that says “cannot be judged” counts as the worst.
    """
    cited = publishers.supporting(claims, source) or tuple(
        citation for claim in claims for citation in claim.citations
    )
    records = [source(citation.source) for citation in cited]
    letters = {record.reliability for record in records if record} & RELIABILITY.keys()
    digits = {str(citation.credibility) for citation in cited} & CREDIBILITY.keys()
    return (
        max((grade for grade in letters if grade), key=list(RELIABILITY).index, default=""),
        max(digits, key=list(CREDIBILITY).index, default=""),
    )
