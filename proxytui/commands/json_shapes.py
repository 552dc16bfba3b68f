"""The JSON shapes that several commands share: ties, records with their ids, names beside ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from proxytui import wording
from proxytui.model.dates import State
from proxytui.wording.tie_summary import by_stance

if TYPE_CHECKING:
    from collections.abc import Iterable

    from proxytui.model.dates import Period
    from proxytui.model.records import Citation, Json
    from proxytui.model.tie import Tie
    from proxytui.workspace import Workspace


def record(workspace: Workspace, table: str, id_: str) -> Json:
    """A record as it is stored, fields of newer versions included, with its id."""
    return {"id": id_, **workspace.raw()[table][id_]}


def records(workspace: Workspace, table: str, ids: Iterable[str]) -> list[Json]:
    """The same for several of one table."""
    rows = workspace.raw()[table]
    return [{"id": id_, **rows[id_]} for id_ in ids]


def named(workspace: Workspace, period: Period, actor: str) -> Json:
    """An actor by its id and what it is called at the date."""
    return {"id": actor, "name": workspace.index.namer(period)(actor)}


def quote(workspace: Workspace, citation: Citation) -> Json:
    """A citation that has words: who says them, and whether they stand in the source."""
    if citation.quote is None:
        raise ValueError("only citations with words are asked for")
    made: Json = {"exact": citation.quote.exact, "source": citation.source}
    if citation.speaker is not None:
        made["speaker"] = msgspec.to_builtins(citation.speaker)
    made["stance"] = citation.stance
    checked = workspace.check_quote(citation)
    made["check"] = checked.check.value
    if checked.sentence is not None:
        made["sentence"] = checked.sentence.whole
    return made


def tie(workspace: Workspace, one: Tie, period: Period | None) -> Json:
    """A tie as it stands at a date, or over all time for None; `via` only where it is rolled up."""
    index = workspace.index
    as_of, period = period, period or workspace.default_period
    made: Json = {
        "id": one.id,
        "type": one.type,
        "subject": named(workspace, period, one.subject),
        "object": named(workspace, period, one.object),
        "terms": [term.code for term in one.terms],
        "disputed_terms": list(one.disputed_terms),
        "state": one.state.by_dates.value,
        "spoken_of": one.state is not State.UNSPOKEN,
        "standing": one.standing.value,
        "status": one.status.value,
        "intervals": _intervals(one),
        "claims": [claim.id for claim in one.claims],
        "publishers": one.publishers,
        "words": wording.tie_words(one, as_of, index.namer(period), index.sources.get),
        "quotes": [
            quote(workspace, citation)
            for citation in by_stance(cited for claim in one.claims for cited in claim.citations)
            if citation.quote is not None
        ],
    }
    if reason := wording.reason_words(one, as_of):
        made["reason"] = reason
    if one.ending is not None:
        made["ending"] = {
            "kind": one.ending.kind,
            "actor": named(workspace, period, one.ending.actor),
            "date": one.ending.date,
        }
    if one.attested is not None:
        made["attested"] = list(one.attested)
    if one.via is not None:
        made["via"] = named(workspace, period, one.via)
    return made


def _intervals(one: Tie) -> list[Json]:
    """The spans of the live claims that a source supports, as they gave them; equal ones once, the
    strongest."""
    live = {claim.id for claim in one.live if any(c.stance == "supports" for c in claim.citations)}
    states: dict[tuple[str | None, str | None, tuple[str, ...]], State] = {}
    for claim, state in zip(one.claims, one.states, strict=True):
        key = (claim.since, claim.until, claim.terms)
        if claim.id in live and (key not in states or state.rank > states[key].rank):
            states[key] = state
    made = []
    for (since, until, terms), state in states.items():
        shown = state.by_dates.value
        interval: Json = {"since": since, "until": until, "state": shown, "terms": [*terms]}
        made.append({field: value for field, value in interval.items() if value is not None})
    return made
