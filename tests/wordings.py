"""Sources, names and ties for the tests of the wording."""

from __future__ import annotations

from typing import Any

from proxytui.model import claim_status, dates, publishers, stances
from proxytui.model.dates import State
from proxytui.model.records import Citation, Claim, Source, Speaker
from proxytui.model.tie import TermCount, Tie
from proxytui.model.vocabulary import Standing, Status, tie_id

SOURCES = {
    "article": Source("article", "[News analysis]", published="2024-12-02~"),
    "state": Source("state", "Country Reports", publisher="Department of State", published="2022"),
    "treasury": Source(
        "treasury", "Sanctions", publisher="US Treasury", publisher_parent="US government"
    ),
    "factbook": Source("factbook", "Factbook", publisher="CIA", publisher_parent="US government"),
    "ucdp": Source("ucdp", "External Support", publisher="UCDP", published="2020"),
    "withdrawn": Source("withdrawn", "A mistake", publisher="Herald", status="retracted"),
}
NAMES = {
    "iran": "Iran",
    "hezbollah": "Hezbollah",
    "israel": "Israel",
    "usa": "United States",
    "hts": "Hayat Tahrir al-Sham",
    "khamenei": "Ali Khamenei",
    "militias": "“Iranian-backed militias”",
    "faction": "“a faction of the army”",
}
DAY = dates.period("2024-12-02")


def name(id_: str) -> str:
    return NAMES[id_]


def source(id_: str) -> Source | None:
    return SOURCES.get(id_)


def cite(source_id: str, speaker: str = "", stance: str = "supports", **more: Any) -> Citation:
    said = Speaker(text=speaker) if speaker else None
    return Citation(source_id, speaker=said, stance=stance, **more)


def claim(*citations: Citation, **fields: Any) -> Claim:
    given = {"id": "c-1", "type": "backs", "subject": "iran", "object": "hezbollah", **fields}
    return Claim(citations=citations or (cite("article"),), **given)


def tie(
    *claims: Claim,
    state: State = State.HELD,
    status: Status = Status.ASSERTED,
    **fields: Any,
) -> Tie:
    """A tie of these claims, all in its state, with means and publishers counted as a lens does."""
    first = claims[0]
    live = tuple(
        c for c in claims if c.status not in ("refuted", "retracted") and c.rank != "deprecated"
    )
    reported = [c for c in live if publishers.supporting((c,), source)]
    codes = dict.fromkeys(code for c in reported for code in c.terms)
    counted = [
        TermCount(code, publishers.independent([c for c in reported if code in c.terms], source))
        for code in codes
    ]
    support = [claim_status.support(c, SOURCES) for c in live or claims]
    return Tie(
        id=tie_id(first.type, first.subject, first.object),
        type=first.type,
        subject=first.subject,
        object=first.object,
        state=state,
        status=status,
        terms=tuple(counted),
        claims=claims,
        states=(state,) * len(claims),
        support=tuple(claim_status.support(c, SOURCES) for c in claims),
        live=live,
        publishers=publishers.independent(live, source),
        standing=min(support, key=list(Standing).index),
        disputed_terms=tuple(sorted(stances.disputed_terms(live, source))),
        **fields,
    )
