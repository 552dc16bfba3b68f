"""A suggestion held against the store: whether it is decided on already, and its claim in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from proxytui import wording
from proxytui.model.changes import Change
from proxytui.model.vocabulary import CLAIM_TYPES, tie_id
from proxytui.reading.suggesting import proposal
from proxytui.reading.suggesting.rejections import rejection

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from proxytui.graph.protocol import Graph
    from proxytui.model.dates import Period
    from proxytui.model.records import Claim, Json, Locator, Quote, Source
    from proxytui.reading.suggesting.suggestion import Suggestion


class SourceText(NamedTuple):
    """A text to read: the source it belongs to, and its sha256 where it is kept."""

    words: str
    source: Source
    sha: str | None


class ProposedClaim(NamedTuple):
    """A suggestion, the claim it would become, and both in words."""

    suggestion: Suggestion
    claim: Claim
    sentence: str
    quote: str
    why: str


def is_recorded(graph: Graph, suggestion: Suggestion, text: SourceText) -> bool:
    """Whether the source is cited for it already, with the same stance: by words of the same
    sentence, or with all means that the sentence gives."""
    terms: set[str] = set()
    cited = False
    for claim in same_tie(graph, suggestion):
        for citation in claim.citations:
            if citation.source != text.source.id or citation.stance != suggestion.stance:
                continue
            cited = True
            terms.update(claim.terms)
            if citation.quote is not None and _stands_in(citation.quote, suggestion, text.sha):
                return True
    return cited and terms.issuperset(suggestion.terms)


def _stands_in(quote: Quote, suggestion: Suggestion, sha: str | None) -> bool:
    start = quote.start if quote.text == sha else None
    return start is not None and suggestion.start <= start < suggestion.end


def same_tie(graph: Graph, suggestion: Suggestion) -> Iterator[Claim]:
    """The claims that are recorded of the tie that a suggestion is of."""
    tie = tie_id(suggestion.type, suggestion.subject, suggestion.object)
    for claim in graph.tie_claims.get(tie) or ():
        yield graph.claims[claim]


def is_rejected(suggestion: Suggestion, text: SourceText) -> bool:
    """Whether it was rejected for this version of the text."""
    return text.sha is not None and rejection(suggestion, text.sha) in text.source.rejected


def in_words(
    graph: Graph,
    suggestion: Suggestion,
    text: SourceText,
    period: Period,
    locator: Locator | None = None,
) -> ProposedClaim:
    """The claim that a suggestion would become, as it would read with the names of a period.

    `locator` is the place of its words in the text, where that is known.
    """
    source = text.source
    claim = proposal.proposed_claim(
        suggestion, text.words, source.id, text.sha, source.published, locator
    )
    sentence = wording.claim_words(
        claim,
        graph.namer(period),
        lambda id_: source if id_ == source.id else graph.sources.get(id_),
    )
    quote = text.words[suggestion.start : suggestion.end]
    return ProposedClaim(suggestion, claim, sentence, quote, suggestion.in_words(text.words))


def has_direction(suggestion: Suggestion) -> bool:
    """Whether subject and object of its type of tie can't change places."""
    return not CLAIM_TYPES[suggestion.type].symmetric


def remembering(source: str, record: Json, suggestion: Suggestion, sha: str) -> Change:
    """The change to the record of a source by which it remembers a rejection; one that it remembers
    already changes nothing."""
    known = record.get("rejected", [])
    rejected = list(dict.fromkeys((*known, rejection(suggestion, sha))))
    return Change("sources", source, record, {**record, "rejected": rejected})


def stands_for(changes: Iterable[Change], suggestion: Suggestion) -> bool:
    """Whether changes add a claim of the tie that a suggestion is of."""
    tie = tie_id(suggestion.type, suggestion.subject, suggestion.object)
    added = (c.after for c in changes if c.table == "claims" and c.after is not None)
    return any(tie_id(claim["type"], claim["subject"], claim["object"]) == tie for claim in added)
