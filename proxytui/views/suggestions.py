"""Suggested claims on a page: each as it would read, its sentence, and the words that led to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui.views.lines import Span, foreign
from proxytui.views.page_lines import GAP, PageLine
from proxytui.wording.phrases import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class SuggestedClaim(NamedTuple):
    """A suggested claim in words, its quote, the words that led to it, each with its part, and
    whether it was rejected before."""

    sentence: str
    quote: str
    why: str
    rejected: bool = False


def page(claims: Iterable[SuggestedClaim]) -> Iterator[PageLine]:
    """A block a claim: how it would read, the words it stands in, and why."""
    for place, claim in enumerate(claims):
        if place:
            yield GAP
        mark = (Span("rejected  ", "caution"),) if claim.rejected else ()
        yield PageLine((*mark, foreign(claim.sentence, "strong")))
        yield PageLine((foreign(quoted(claim.quote)),), (Span("    "),))
        yield PageLine((foreign(claim.why, "dim"),), (Span("    why  ", "dim"),))
