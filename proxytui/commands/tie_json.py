"""The JSON shape of what the claims of a tie assert, and of who says so and who doesn't."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from proxytui.commands import json_shapes
from proxytui.model import publishers
from proxytui.wording import assertion

if TYPE_CHECKING:
    from proxytui.model.dates import Period
    from proxytui.model.records import Citation, Claim, Json
    from proxytui.model.tie import Tie
    from proxytui.workspace import Workspace


def assertions(workspace: Workspace, tie: Tie, period: Period) -> list[Json]:
    """What the claims of a tie assert, each in words with its claims and all their citations."""
    index = workspace.index
    return [
        {
            "words": group.words,
            "support": assertion.support_words(group.claims, index.source_names.get),
            "claims": [_claim(claim) for claim in group.claims],
            "citations": [
                _citation(workspace, claim, citation)
                for claim in group.claims
                for citation in claim.citations
            ],
        }
        for group in assertion.assertions(tie.claims, index.namer(period), index.source_names.get)
    ]


def _claim(claim: Claim) -> Json:
    shape: Json = {"id": claim.id, "rank": claim.rank, "status": claim.status}
    return {**shape, "reason": claim.reason} if claim.reason else shape


def _citation(workspace: Workspace, claim: Claim, citation: Citation) -> Json:
    sources = workspace.index.sources
    shape: Json = {"claim": claim.id, "source": citation.source, "stance": citation.stance}
    if citation.quote is not None:
        shape |= json_shapes.quote(workspace, citation)
    elif citation.speaker is not None:
        shape["speaker"] = msgspec.to_builtins(citation.speaker)
    source = sources.get(citation.source)
    status = publishers.source_status(citation, sources.get)
    shape["source_status"] = status if source is not None else "missing"
    shape["supports"] = citation.stance == "supports" and not publishers.retracted(
        citation, sources.get
    )
    if citation.credibility is not None:
        shape["credibility"] = str(citation.credibility)
    if source is not None and source.reliability:
        shape["reliability"] = source.reliability
    return shape
